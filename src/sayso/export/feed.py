"""A brief as a feed, for whoever reads feeds rather than terminals."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from xml.etree import ElementTree

_UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def brief_feed(brief: Mapping[str, Any]) -> str:
    """RSS 2.0: an item for each place with news, each dispute that opened or closed, each correction.

    An item keeps its id as long as it says the same, so that a reader shows it once.
    """
    root = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(root, "channel")
    _put(channel, "title", "sayso: what moved")
    _put(channel, "link", "https://localhost/")
    _put(channel, "description", f"Since {brief['since']}")
    at = datetime.fromisoformat(brief["until"])
    _put(channel, "lastBuildDate", format_datetime(at))
    for title, words in _items(brief):
        item = ElementTree.SubElement(channel, "item")
        _put(item, "title", title)
        _put(item, "description", words)
        guid = _put(item, "guid", hashlib.sha256(f"{title}\n{words}".encode()).hexdigest()[:32])
        guid.set("isPermaLink", "false")
        _put(item, "pubDate", format_datetime(at))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _items(brief: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for news in brief["news"]:
        now = news["now"] or "no estimate"
        title = (
            f"{news['place']}: {news['before'] or 'nothing on record'} → {now}"
            if news["moved"]
            else (f"{news['place']}: {len(news['claims'])} new")
        )
        lines = [f"New independent origins: {', '.join(news['new_origins'])}"] if news["new_origins"] else []
        lines += [
            f"{each['source']}: {each['sentence']} ({_origin(each)})" + _put_in(each)
            for each in news["claims"]
        ]
        yield title, "\n".join(lines)
    for key, word in (("disputes_opened", "opened"), ("disputes_closed", "closed")):
        for dispute in brief[key]:
            yield f"{dispute['place']}: dispute {word}", " against ".join(dispute["positions"])
    for change in brief["corrections"]:
        about = ", ".join(change["places"]) or change["subject"]
        rests = f"; rests on it: {', '.join(change['citations'])}" if change["citations"] else ""
        yield f"{about}: {change['what']}", f"{change['outlet'] or change['subject']}{rests}"


def _put_in(claim: Mapping[str, Any]) -> str:
    return f" · put in by {claim['put_in_by']}" if claim.get("put_in_by") else ""


def _origin(claim: Mapping[str, Any]) -> str:
    known = (claim["outlet"], claim["published"], claim["url"])
    return claim["paraphrase"] or ", ".join(each for each in known if each) or claim["document"]


def _put(parent: ElementTree.Element, name: str, words: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name)
    child.text = words.translate(_UNPRINTABLE)
    return child
