"""RSS, Atom and JSON Feed: each item that carries a text is a report."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO
from xml.parsers import expat

from sayso.errors import UnreadableInputError
from sayso.ingest.charsets import CODECS, decode_declared
from sayso.ingest.fragments import fragment_text
from sayso.ingest.items import Item
from sayso.ingest.moments import publication_or_none
from sayso.ingest.page import LARGEST_INPUT, Page
from sayso.ingest.plain import refuse_binary
from sayso.ingest.unread import Unread
from sayso.model import Publication

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,200}\?>", re.I)
_ENCODING = re.compile(r"<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([a-z0-9_.:-]+)", re.I)
_DOCTYPE = re.compile(r"<!DOCTYPE\s[^<>\[]{0,1000}>", re.I)
_DECLARES = re.compile(r"<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)\b|<!DOCTYPE\b[^<>]*\[", re.I)
_FIRST_ELEMENT = re.compile(r"<[a-z_]", re.I)
_END = re.compile(r"</\s*(?:rss|feed|rdf:RDF)\s*>\s*\Z")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}", re.I)
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9_-]+)?", re.I)
_DEEPEST = 200
_MOST_MENDED = 4 * 1024**2
"""Bytes of a feed that is no XML and is read all the same: what mends it takes its time."""
_LONGEST_NAME = 500


def read_feed(stream: BinaryIO, where: str, *, today: date) -> Iterator[Page | Unread]:
    """The items of an RSS or Atom feed by their own texts, in its order."""
    return _pages(feed_items(stream, where, today=today))


def read_json_feed(stream: BinaryIO, where: str, *, today: date) -> Iterator[Page | Unread]:
    """The items of a JSON Feed by their own texts, in its order."""
    return _pages(json_feed_items(stream, where, today=today))


def _pages(items: Iterator[Item | Unread]) -> Iterator[Page | Unread]:
    return (item if isinstance(item, Unread) else item.page() for item in items)


def feed_items(stream: BinaryIO, where: str, *, today: date) -> Iterator[Item | Unread]:
    """What an RSS or Atom feed says of each item, those with nothing but a headline among them.

    The text is the item's full content where the feed carries it, else its summary. An item's title is
    no part of it. Feeds that declare entities are refused: none needs them, and they are how a small
    file becomes a large one or reads what lies on this machine.
    """
    markup = _markup(_whole(stream, where), where)
    is_cut = _check(markup, where)
    import feedparser

    try:
        # A stream, never a string: a string that looks like an address would be fetched.
        parsed = feedparser.parse(
            io.BytesIO(markup.encode("utf-8", "replace")), sanitize_html=False, resolve_relative_uris=False
        )
        # As plain dictionaries: the library's own answer for one key with the value of another.
        feed, entries = dict(parsed["feed"]), [dict(entry) for entry in parsed["entries"]]
        is_feed = bool(entries or parsed.get("version"))
    except Exception as problem:  # the parser's own faults on broken feeds are of many kinds
        raise UnreadableInputError(where, f"is a broken feed ({type(problem).__name__})") from None
    if not is_feed:
        raise UnreadableInputError(where, "is no feed", "name a feed, or save the page it stands on")
    if is_cut and entries:
        entries = entries[:-1]
    for number, entry in enumerate(entries, start=1):
        yield _item(f"{where}: item {number}", _entry(entry, feed), today)
    if is_cut:
        yield Unread(where, f"breaks off after {len(entries)} whole items", "save the feed again")


def json_feed_items(stream: BinaryIO, where: str, *, today: date) -> Iterator[Item | Unread]:
    """What a JSON Feed says of each item."""
    data = _whole(stream, where)
    text = decode_declared(data, "utf-8") or ""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableInputError(where, "is a feed in broken JSON", "save the feed again") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise UnreadableInputError(where, "is JSON, but no feed: it has no items")
    for number, item in enumerate(items, start=1):
        place = f"{where}: item {number}"
        if isinstance(item, dict):
            yield _item(place, _json_entry(item, feed), today)
        else:
            yield Unread(place, "is no item of a feed")


def _whole(stream: BinaryIO, where: str) -> bytes:
    data = stream.read(LARGEST_INPUT + 1)
    if len(data) > LARGEST_INPUT:
        raise UnreadableInputError(where, f"is a feed larger than {LARGEST_INPUT // 1024**2} MB")
    return data


def _markup(data: bytes, where: str) -> str:
    """The feed as characters, without declaration and DOCTYPE, so that nothing in it can be defined."""
    if data[:2] in (b"<\0", b"\0<"):
        text = data.decode("utf-16-le" if data[:1] == b"<" else "utf-16-be", errors="replace")
    else:
        said = _ENCODING.search(data[:400].decode("ascii", errors="ignore"))
        name = said[1].lower() if said else "utf-8"
        if name not in CODECS and not name.startswith("utf"):
            raise UnreadableInputError(where, f"is a feed in the encoding {name!r}, which is not known")
        decoded = decode_declared(data, name if name in CODECS else "utf-8")
        text = decoded or ""
    refuse_binary(text, where)
    # At the start only: sought everywhere, every run of blanks is gone through from each of its places.
    declaration = _DECLARATION.match(text)
    text = text[declaration.end() :] if declaration else text
    first = _FIRST_ELEMENT.search(text)
    prolog, rest = (text[: first.start()], text[first.start() :]) if first else (text, "")
    if _DECLARES.search(prolog):
        raise UnreadableInputError(where, "is a feed that declares entities of its own, which is not safe")
    return _DOCTYPE.sub("", prolog).strip() + rest


def _check(markup: str, where: str) -> bool:
    """Whether the feed breaks off. Raises for one that is nested without end, or too broken to mend."""
    parser = expat.ParserCreate()
    depth = 0

    def opened(_name: str, _attributes: Any) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise UnreadableInputError(where, "is nested too deeply for a feed")

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    try:
        parser.Parse(markup.encode("utf-8", "replace"), True)
    except expat.ExpatError:
        if len(markup) > _MOST_MENDED:
            raise UnreadableInputError(where, "is broken XML", "save the feed again") from None
        return not _END.search(markup[-200:])
    return False


class _Entry:
    """What an item says, whichever form of feed it comes from."""

    def __init__(self) -> None:
        self.texts: list[tuple[str, bool]] = []
        self.title: str | None = None
        self.published: list[object] = []
        self.edited: object = None
        self.outlet: str | None = None
        self.author: str | None = None
        self.url: str | None = None
        self.id: str | None = None
        self.language: str | None = None


def _entry(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> _Entry:
    found = _Entry()
    contents = [part for part in entry.get("content") or [] if isinstance(part, Mapping)]
    summary = entry.get("summary_detail") or {"value": entry.get("summary"), "type": "text/html"}
    for part in (*contents, summary):
        if isinstance(part, Mapping) and isinstance(part.get("value"), str):
            found.texts.append((part["value"], part.get("type") != "text/plain"))
    found.title = _name(entry.get("title"))
    # An Atom feed may give only the time of the last change: what we read came out then.
    found.published = [entry.get("published"), entry.get("updated")]
    found.edited = entry.get("updated")
    source = entry.get("source")
    found.outlet = _name(source.get("title")) if isinstance(source, Mapping) else None
    found.outlet = found.outlet or _name(feed.get("title"))
    found.author = _name(entry.get("author"))
    found.url = _address(entry.get("link")) or _address(entry.get("id"))
    found.id = _id(entry.get("id"))
    languages = (*(part.get("language") for part in contents), feed.get("language"))
    found.language = next((code for value in languages if (code := _language(value))), None)
    return found


def _json_entry(item: Mapping[str, Any], feed: Mapping[str, Any]) -> _Entry:
    found = _Entry()
    for key, is_markup in (("content_html", True), ("content_text", False), ("summary", False)):
        if isinstance(item.get(key), str):
            found.texts.append((item[key], is_markup))
    found.title = _name(item.get("title"))
    found.published = [item.get("date_published")]
    found.edited = item.get("date_modified")
    found.outlet = _name(feed.get("title"))
    authors = item.get("authors") or [item.get("author")]
    names = (
        (_name(each.get("name")) for each in authors if isinstance(each, Mapping))
        if isinstance(authors, list)
        else ()
    )
    found.author = ", ".join(name for name in names if name) or None
    found.url = _address(item.get("url")) or _address(item.get("id"))
    found.id = _id(item.get("id"))
    found.language = _language(item.get("language")) or _language(feed.get("language"))
    return found


def _item(where: str, entry: _Entry, today: date) -> Item:
    text, problem = None, None
    try:
        texts = (fragment_text(text, where) if is_markup else text.strip() for text, is_markup in entry.texts)
        text = next((text for text in texts if text), None)
    except UnreadableInputError as told:
        problem = told.problem
    dates = (publication_or_none(value, today=today) for value in entry.published)
    published = next((found for found in dates if found), None)
    return Item(
        where=where,
        name=entry.id or entry.url,
        address=entry.url,
        text=text,
        title=entry.title,
        published=published,
        edited=_edited(published, publication_or_none(entry.edited, today=today)),
        outlet=entry.outlet,
        language=entry.language,
        author=entry.author,
        problem=problem,
    )


def _edited(published: Publication | None, edited: Publication | None) -> datetime | None:
    """The time of the last change, where it is another than that of publication."""
    instant = edited.instant if edited else None
    return None if published is not None and published.instant == instant else instant


def _id(value: object) -> str | None:
    """The id that a feed gives an item; JSON feeds may number theirs."""
    return str(value).strip() or None if isinstance(value, str | int) else None


def _name(value: object) -> str | None:
    """A title or a name in words; feeds put tags and entities even there."""
    if not isinstance(value, str) or len(value) > 10 * _LONGEST_NAME:
        return None
    words = re.sub(r"<[^<>]{0,500}>", "", value)
    return " ".join(words.split())[:_LONGEST_NAME] or None


def _address(value: object) -> str | None:
    return value.strip() if isinstance(value, str) and _ADDRESS.fullmatch(value.strip()) else None


def _language(value: object) -> str | None:
    found = _LANGUAGE.fullmatch(value.strip()) if isinstance(value, str) else None
    return found[1].lower() if found else None
