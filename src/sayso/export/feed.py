"""A brief as a feed, for whoever reads feeds rather than terminals."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

_ATOM = "http://www.w3.org/2005/Atom"
_UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])


def brief_feed(brief: Mapping[str, Any], *, base: str = "https://localhost/", here: str | None = None) -> str:
    """RSS 2.0: an item for each place with news, each dispute that opened or closed, each correction.

    `base` is the address under which a desk is asked for, and `here` that of this feed; with `here` every
    item leads to the page of its place. An item keeps its id as long as it says the same, so that a reader
    shows it once: that of a place until something newer is recorded or its verdict moves.
    """
    root = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(root, "channel")
    _put(channel, "title", "sayso: what moved")
    _put(channel, "link", base)
    _put(channel, "description", f"Since {brief['since']}")
    if here is not None:
        ElementTree.register_namespace("atom", _ATOM)
        ElementTree.SubElement(channel, f"{{{_ATOM}}}link", rel="self", type="application/rss+xml", href=here)
    at = datetime.fromisoformat(brief["until"])
    _put(channel, "lastBuildDate", format_datetime(at))
    for each in _items(brief):
        item = ElementTree.SubElement(channel, "item")
        _put(item, "title", each.title)
        if here is not None and each.place:
            on = brief["on"]
            _put(item, "link", f"{base.rstrip('/')}/place/{quote(each.place, safe=':')}?on={on}")
        _put(item, "description", each.words)
        guid = _put(item, "guid", hashlib.sha256(each.mark.encode()).hexdigest()[:32])
        guid.set("isPermaLink", "false")
        _put(item, "pubDate", format_datetime(each.at or at))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


@dataclass(frozen=True, slots=True)
class _Item:
    """`mark` is what the item is known again by."""

    title: str
    words: str
    mark: str
    place: str | None
    at: datetime | None = None


def _items(brief: Mapping[str, Any]) -> Iterator[_Item]:
    for news in brief["news"]:
        yield _of_place(news)
    for key, word in (("disputes_opened", "opened"), ("disputes_closed", "closed")):
        for dispute in brief[key]:
            title, words = f"{dispute['place']}: dispute {word}", " against ".join(dispute["positions"])
            yield _Item(title, words, f"{title}\n{words}", dispute["place_id"] or dispute["place"])
    for change in brief["corrections"]:
        about = ", ".join(change["places"]) or change["subject"]
        rests = f"; rests on it: {', '.join(change['citations'])}" if change["citations"] else ""
        words = f"{change['outlet'] or change['subject']}{rests}"
        title = f"{about}: {change['what']}"
        at = datetime.fromisoformat(change["at"])
        yield _Item(title, words, f"{title}\n{words}", next(iter(change["places"]), None), at)


def _of_place(news: Mapping[str, Any]) -> _Item:
    now = news["now"] or "no estimate"
    title = (
        f"{news['place']}: {news['before'] or 'nothing on record'} → {now}"
        if news["moved"]
        else (f"{news['place']}: {news['claim_count']} new")
    )
    lines = [f"New independent origins: {', '.join(news['new_origins'])}"] if news["new_origins"] else []
    lines += [
        f"{each['source']}: {each['sentence']} ({_origin(each)})" + _put_in(each) for each in news["claims"]
    ]
    newest = max(((each["recorded"] or "", each["claim"]) for each in news["claims"]), default=("", ""))
    # Not the words: the hours that a feed is about move on, and what leaves them is no news.
    mark = f"{news['place_id'] or news['place']}\n{now}\n{newest[1]}"
    at = datetime.fromisoformat(newest[0]) if newest[0] else None
    return _Item(title, "\n".join(lines), mark, news["place_id"] or news["place"], at)


def _put_in(claim: Mapping[str, Any]) -> str:
    return f" · put in by {claim['put_in_by']}" if claim.get("put_in_by") else ""


def _origin(claim: Mapping[str, Any]) -> str:
    known = (claim["outlet"], claim["published"], claim["url"])
    return claim["paraphrase"] or ", ".join(each for each in known if each) or claim["document"]


def _put(parent: ElementTree.Element, name: str, words: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name)
    child.text = words.translate(_UNPRINTABLE)
    return child
