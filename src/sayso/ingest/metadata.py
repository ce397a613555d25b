"""What a web page says of itself: JSON-LD, OpenGraph, `<meta>`, `<time>` and what stands by its headline, in
that order of trust.

Pages are hostile input: nothing is run, every value is bounded, and one that does not parse is taken as
absent. With each thing goes where it was found: `article:published_time` is another ground than a line
under the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sayso.ingest.dateline import Dateline, is_dateline, read_date, read_dateline
from sayso.ingest.datewords import BYLINES
from sayso.ingest.jsonld import (
    LONGEST_VALUE,
    STATE_CHANGED,
    STATE_PUBLISHED,
    Node,
    Told,
    read_json_ld,
    read_state,
    type_names,
    words,
)
from sayso.ingest.layout import Layout, Moment
from sayso.ingest.moments import publication_or_none, unix_instant
from sayso.ingest.naming import is_same_headline
from sayso.ingest.parts import Part
from sayso.model import Grounds, Publication

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "published_time",
    "published_at",
    "article:published",
    "article_date_original",
    "originalpublicationdate",
    "citation_publication_date",
    "citation_online_date",
    "bt:pubdate",
    "rnews:datepublished",
    "mediator_published_time",
    "dc.date.created",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
)
_AT_ONCE = timedelta(days=1)
"""Within it two dates may name one publication, by two clocks."""
_SOME_DATE = ("date", "dc.date", "dcterms.date")
"""Metas that tell no more than a date: of the publication, of the last change, or of the day on which the
page was made up. They lose against all others."""
_EDITED = (
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "article:modified",
    "modified_time",
    "updated_time",
    "last-modified",
)
_MARKED = frozenset(
    (
        "datepublished",
        "dc:created",
        "dc:issued",
        "dcterms:created",
        "dcterms:issued",
        "dt-published",
        "entry-date",
        "pubdate",
        "published",
        "schema:datepublished",
    )
)
_CHANGED = frozenset(("datemodified", "updated", "dt-updated", "modified", "schema:datemodified"))
_DATA_PUBLISHED = re.compile(
    r"data-(?:first-?)?(?:pub|publish|published)(?:-?(?:at|on|date|time|timestamp|ed|ms|ts|unix|utc|iso))?"
)
_DATA_CHANGED = re.compile(
    r"data-(?:last-?)?(?:updated|modified|changed)(?:-?(?:at|on|date|time|timestamp|ms|ts|unix|utc|iso))?"
)
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9_-]+)?", re.I)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.I)
_SAME = timedelta(minutes=1)
_SITE = re.compile(r".*\s(?:\||–|—|·|»|::|-)\s(.{2,80})")
_SITE_FIRST = re.compile(r"(.{2,80}?)(?::|\s(?:\||–|—|·|»|::|-))\s")
_PLATFORMS = frozenset(("telegram",))
"""Where many speak under names of their own: a page there is its channel's, and not Telegram's."""

_HOME = "a[rel~='home'], a[href='/']"
_BRAND = "a[rel~='home'], a.logo, a.brand, .site-title a, .site-name a, h1 a[href='/']"
_MOST_LINKS, _LONGEST_NAME = 10, 80
_RIGHTS = re.compile(r"©|\bcopyright\b|\(c\)\s?\d{4}|\ball rights reserved\b", re.I)
_BYLINES, _LONGEST_BYLINE, _LABELS_BELOW = 12, 160, 3
_SEPARATOR = re.compile(r"\s[|·•–—]\s")
_ONE = r"(?:[A-ZÀ-ÞŁŚŠŽÇŞİА-ЯЁЄІЇҐ][\w’'.-]{0,40}|[\u0621-\u064a]{2,30})"
_NAME = rf"{_ONE}(?:\s(?:de|van|von|der|al|bin|{_ONE})){{0,5}}"
_NAMES = re.compile(rf"{_NAME}(?:(?:,\s|,?\sand\s|\s&\s|\sта\s|\sи\s){_NAME}){{0,5}}")
_BYLINE = re.compile(
    rf"(?:(?P<within>[\s(])|\A)(?:{BYLINES})\b\s?:?\s?(?-i:({_NAMES.pattern}))(?=\Z|\s?[|·•,–—()]|\s[^\W\d_]+:)",
    re.I,
)
_AUTHOR = re.compile(
    r"(?:\b|[-_])(?:authors?|byline|by-line|auteurs?|autore?s?|autora|autorin|yazar|by)(?:\b|[-_](?!line))",
    re.I,
)

Found = tuple[Publication, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """A page's own account of itself; None where it gives none. `headlines` are all the wordings of its
    headline, to know it by when it is taken for text; `headline` is its line in the layout."""

    title: str | None
    headlines: frozenset[str]
    headline: int | None
    published: Publication | None
    edited: datetime | None
    outlet: str | None
    url: str | None
    language: str | None
    author: str | None
    grounds: Grounds
    metas: dict[str, str]
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    """All the places where a page may say something of itself."""

    tree: LexborHTMLParser
    layout: Layout
    metas: dict[str, str]
    told: Told
    state: tuple[Node, ...]
    headline: int | None
    dateline: Dateline
    today: date


def read_metadata(tree: LexborHTMLParser, layout: Layout, *, today: date) -> Metadata:
    """What the page says of itself; `today` bounds its dates."""
    metas = _metas(tree)
    shown = [" ".join(node.text(deep=True).split()) for node in tree.css("head > title")[:1]]
    titles = [each for each in (metas.get("og:title"), metas.get("twitter:title"), *shown) if each]
    headline = layout.headline(titles)
    at_headline = layout.lines[headline].text if headline is not None else None
    known = [each for each in (at_headline, *titles) if each]
    addresses = [each for each in (_canonical(tree), metas.get("og:url")) if each]
    told = read_json_ld(tree, addresses, known)
    near = layout.near(headline) if headline is not None else []
    sources = _Sources(
        tree=tree,
        layout=layout,
        metas=metas,
        told=told,
        state=read_state(tree, known),
        headline=headline,
        dateline=read_dateline(near, today=today),
        today=today,
    )
    named = [each for node in told.articles if (each := words(node.get("headline")))]
    published, on_published = _published(sources)
    edited, on_edited = _edited(sources, published)
    outlet, on_outlet = _outlet(sources, titles)
    url, on_url = _address(sources)
    language, on_language = _language(sources)
    author, on_author = _author(sources, outlet)
    return Metadata(
        title=_title(sources, at_headline, named, titles),
        headlines=frozenset((*known, *named)),
        headline=headline,
        published=published,
        edited=edited,
        outlet=outlet,
        url=url,
        language=language,
        author=author,
        grounds=Grounds(
            published=on_published,
            edited=on_edited,
            outlet=on_outlet,
            url=on_url,
            language=on_language,
            author=on_author,
        ),
        metas=metas,
        told=told,
    )


def _title(sources: _Sources, at_headline: str | None, named: list[str], titles: list[str]) -> str | None:
    """The headline as readers see it, if the page says elsewhere that it is one; else as it says there."""
    if _is_channel(sources.metas):
        return None
    if at_headline and any(is_same_headline(at_headline, each) for each in (*named, *titles)):
        return at_headline
    return next(iter(named), None) or sources.metas.get("og:title") or at_headline


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    """`<meta>` contents by name, property or itemprop in lower case; the first of each counts.

    The parser has decoded entities already: decoding again would turn a written `&amp;lt;` into a tag.
    """
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        content = " ".join((attributes.get("content") or "").split())
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (attributes.get(key) or "").strip().lower()
            # A related story's card carries its own `<meta itemprop="datePublished">`.
            if (
                name
                and content
                and len(content) <= LONGEST_VALUE
                and (key != "itemprop" or _is_in_head(node))
            ):
                found.setdefault(name, content)
    return found


def _published(sources: _Sources) -> tuple[Publication | None, str | None]:
    """The first date that parses; its instant may come from a later one that names the same day.

    "datePublished": "2023-01-14" beside `article:published_time` 2023-01-14T17:05:00Z is one
    publication told twice, once with the hour.
    """
    found = list(_publications(sources))
    if not found:
        return None, None
    first, ground = found[0]
    shown = sources.dateline.published
    if shown is not None and not sources.dateline.is_stamp and first.day - shown.day > _AT_ONCE:
        # Moved to another system, pages were stamped with the day of the move: "September 3, 2024" under the
        # headline, and 2025 in every field for machines. What readers were shown stood there first.
        return shown, "visible dateline"
    if first.instant is None:
        changes = {value for value, _ in _changes(sources)}
        for other, on in found[1:]:
            if other.instant and other.day == first.day and other.instant not in changes:
                return other, on
    return first, ground


def _publications(sources: _Sources) -> Iterator[Found]:
    def of(value: str | None, ground: str) -> Iterator[Found]:
        if value and (read := _publication(value, sources.today)):
            yield read, ground

    layout, metas, told, dateline = sources.layout, sources.metas, sources.told, sources.dateline
    for node in told.articles:
        yield from of(words(node.get("datePublished")), "JSON-LD datePublished")
    for name in _PUBLISHED:
        yield from of(metas.get(name), f"meta {name}")
    for value in _times(layout, _MARKED, sources.today):
        yield from of(value, "time element")
    for read in _data(layout, sources.headline, _DATA_PUBLISHED, sources.today):
        yield read, "data attribute"
    for read in _state(sources.state, STATE_PUBLISHED, sources.today):
        yield read, "data of the page's program"
    if dateline.published is not None:
        yield dateline.published, "time element" if dateline.is_stamp else "visible dateline"
    moments = set(_times(layout, None, sources.today, sources.headline))
    moments -= set(_times(layout, _CHANGED, sources.today))
    days = {each.day for value in moments if (each := _publication(value, sources.today))}
    if len(moments) == 1:
        yield from of(moments.pop(), "time element")
    elif _is_channel(metas) and len(days) == 1:
        # Several posts of a channel on one page came out on one day, and none of them at its hour.
        yield Publication(days.pop()), "time elements"
    for node in told.pages:
        yield from of(words(node.get("datePublished")), "JSON-LD datePublished of the page")
    for name in _SOME_DATE:
        # One without an hour may be that of the template: "2013-08-19", on a page of three years later.
        for read, ground in of(metas.get(name), f"meta {name}"):
            if read.instant is not None:
                yield read, ground


def _edited(sources: _Sources, published: Publication | None) -> tuple[datetime | None, str | None]:
    """When the text was last changed, where that is after its publication."""
    for value, ground in _changes(sources):
        if published is None:
            return value, ground
        if published.instant is None:
            is_later = value.date() >= published.day
        else:
            is_later = value - published.instant >= _SAME
        if is_later:
            return value, ground
    return None, None


def _changes(sources: _Sources) -> Iterator[tuple[datetime, str]]:
    def of(value: str | None, ground: str) -> Iterator[tuple[datetime, str]]:
        read = _publication(value, sources.today) if value else None
        if read is not None and read.instant is not None:
            yield read.instant, ground

    for node in sources.told.articles:
        yield from of(words(node.get("dateModified")), "JSON-LD dateModified")
    for name in _EDITED:
        yield from of(sources.metas.get(name), f"meta {name}")
    for value in _times(sources.layout, _CHANGED, sources.today):
        yield from of(value, "time element")
    for read in _data(sources.layout, sources.headline, _DATA_CHANGED, sources.today):
        if read.instant is not None:
            yield read.instant, "data attribute"
    for read in _state(sources.state, STATE_CHANGED, sources.today):
        if read.instant is not None:
            yield read.instant, "data of the page's program"
    if sources.dateline.edited is not None:
        yield sources.dateline.edited, "visible dateline"
    if sources.told.articles:
        return
    for node in sources.told.pages:
        yield from of(words(node.get("dateModified")), "JSON-LD dateModified of the page")


def _times(
    layout: Layout, kinds: frozenset[str] | None, today: date, headline: int | None = None
) -> list[str]:
    """The moments that elements of some kinds name, but for those in menus, comments and related stories.

    Where what an element gives machines is no date ("Sep 14"), the words that it shows are taken.
    A card of another story is an `<article>` or an item of a list without the headline in it.
    """
    own = set(layout.around(layout.lines[headline])) if headline is not None else None
    return [
        moment.value if _publication(moment.value, today) else moment.shown
        for moment in layout.moments
        if (
            (kinds is None and moment.names.startswith("time "))
            or (kinds and not kinds.isdisjoint(moment.names.split()))
        )
        and layout.part(moment) < Part.BESIDE
        and (own is None or not _is_card(layout, moment, own))
    ]


def _is_card(layout: Layout, moment: Moment, own: set[int]) -> bool:
    return any(
        layout.elements[each].tag in ("article", "li") and each not in own for each in layout.around(moment)
    )


def _data(layout: Layout, headline: int | None, names: re.Pattern[str], today: date) -> Iterator[Publication]:
    """Times in the attributes of the elements around the headline: `data-published-at="1669673850000"`."""
    if headline is None:
        return
    for each in layout.around(layout.lines[headline]):
        for name, value in layout.elements[each].attributes.items():
            if value and names.fullmatch(name) and (read := _number_or_date(value, today)):
                yield read


def _state(nodes: Sequence[Node], keys: frozenset[str], today: date) -> Iterator[Publication]:
    for node in nodes:
        for key in node.keys() & keys:
            value = node[key]
            is_time = isinstance(value, str | int) and not isinstance(value, bool)
            if is_time and (read := _number_or_date(value, today)):
                yield read


def _number_or_date(value: Any, today: date) -> Publication | None:
    """A time as programs keep it: seconds or thousandths since 1970, or as it is written."""
    words = str(value).strip()
    if words.isascii() and words.isdigit():
        instant = (
            unix_instant(words[:-3] if len(words) == 13 else words, today=today) if len(words) > 9 else None
        )
        return Publication(instant.date(), instant) if instant else None
    return _publication(words, today) if len(words) <= 40 else None


def _publication(value: str, today: date) -> Publication | None:
    """A date as it is written for machines: as the standard has it, as letters do, or as readers see it."""
    return publication_or_none(value, today=today) or read_date(value, today=today)


def _outlet(sources: _Sources, titles: Sequence[str]) -> tuple[str | None, str | None]:
    metas, told = sources.metas, sources.told
    if _is_channel(metas):
        return metas.get("og:title"), "meta og:title"
    found = _first(
        (metas.get("og:site_name"), "meta og:site_name"),
        *((_name(told.resolved(node.get("publisher"))), "JSON-LD publisher") for node in told.articles),
        *((_name(told.resolved(node.get("publisher"))), "JSON-LD publisher") for node in told.pages),
        (metas.get("application-name"), "meta application-name"),
        *((_name(node), "JSON-LD name of the site") for node in told.sites if "WebSite" in type_names(node)),
        (metas.get("dc.publisher"), "meta dc.publisher"),
        (metas.get("dcterms.publisher"), "meta dcterms.publisher"),
    )
    return found if found[0] else _outlet_in_head(sources, titles)


def _outlet_in_head(sources: _Sources, titles: Sequence[str]) -> tuple[str | None, str | None]:
    """The name of the site as readers see it: in its head, or in the title behind the headline.

    In the title only where the way home or the copyright bears it too: "Two armies claim Arden | World"
    names a section.
    """
    for node in sources.tree.css(_BRAND)[:_MOST_LINKS]:
        name = " ".join(node.text(deep=True).split())
        if 1 < len(name) <= _LONGEST_NAME and name.casefold() not in (
            "home",
            "homepage",
            "головна",
            "главная",
        ):
            return name, "name in the site's head"
    if sources.headline is None or not titles:
        return None, None
    own = {
        " ".join(node.text(deep=True).split()).casefold() for node in sources.tree.css(_HOME)[:_MOST_LINKS]
    }
    own |= {
        (node.attributes.get("alt") or "").strip().casefold()
        for node in sources.tree.css(", ".join(f"{each} img[alt]" for each in _HOME.split(", ")))[
            :_MOST_LINKS
        ]
    }
    rights = " ".join(line.text for line in sources.layout.lines if _RIGHTS.search(line.text))
    rights = f"{rights} {sources.metas.get('copyright', '')}".casefold()
    for title in titles:
        for found in (_SITE.fullmatch(title), _SITE_FIRST.match(title)):
            if found and (found[1].casefold() in own or found[1].casefold() in rights):
                return found[1], "title element"
    return None, None


def _is_channel(metas: dict[str, str]) -> bool:
    told = (
        metas.get(name, "").casefold()
        for name in ("og:site_name", "al:ios:app_name", "twitter:app:name:iphone")
    )
    return "og:title" in metas and any(name.partition(" ")[0] in _PLATFORMS for name in told)


def _canonical(tree: LexborHTMLParser) -> str | None:
    link = tree.css_first("link[rel='canonical'][href]")
    return (link.attributes.get("href") or "").strip() or None if link is not None else None


def _address(sources: _Sources) -> tuple[str | None, str | None]:
    values = (
        (_canonical(sources.tree), "link canonical"),
        (sources.metas.get("og:url"), "meta og:url"),
        *((words(node.get("url")), "JSON-LD url") for node in sources.told.articles),
    )
    return _first(*((value, on) for value, on in values if value and _ADDRESS.fullmatch(value)))


def _language(sources: _Sources) -> tuple[str | None, str | None]:
    root = sources.tree.css_first("html[lang]")
    values = (
        *((words(node.get("inLanguage")), "JSON-LD inLanguage") for node in sources.told.articles),
        (root.attributes.get("lang") if root is not None else None, "html lang"),
        (sources.metas.get("og:locale"), "meta og:locale"),
        (sources.metas.get("content-language"), "meta content-language"),
        (sources.metas.get("dc.language"), "meta dc.language"),
    )
    for value, ground in values:
        if value and (found := _LANGUAGE.fullmatch(value.strip())):
            return found[1].lower(), ground
    return None, None


def _author(sources: _Sources, outlet: str | None) -> tuple[str | None, str | None]:
    """Who wrote. An outlet that signs with its own name says who published, and nothing of who wrote."""
    for given, ground in _authors(sources):
        if given and given != outlet and not _ADDRESS.match(given):
            return given, ground
    return None, None


def _authors(sources: _Sources) -> Iterator[tuple[str | None, str]]:
    metas, told = sources.metas, sources.told
    for node in told.articles:
        yield _names(told, node.get("author")), "JSON-LD author"
    yield metas.get("author"), "meta author"
    yield metas.get("article:author"), "meta article:author"
    for node in sources.state:
        yield _names(told, node.get("authors") or node.get("author")), "data of the page's program"
    yield _byline(sources), "visible byline"


def _byline(sources: _Sources) -> str | None:
    """The names in the line that readers see by the headline: "By Ann Smith and Bo Lee"."""
    if sources.headline is None:
        return None
    layout, start = sources.layout, sources.headline + 1
    for label in layout.labels:
        if start <= label.at <= start + _LABELS_BELOW and _AUTHOR.search(label.names):
            found = _BYLINE.match(label.text)
            if found or _NAMES.fullmatch(label.text):
                return found[2] if found else label.text
    for line in layout.lines[start : start + _BYLINES]:
        if layout.part(line) >= Part.FOOT or len(line.text) > _LONGEST_BYLINE:
            continue
        found = _BYLINE.search(line.dated)
        if found and (found["within"] is None or is_dateline(line.text)):
            return found[2]
        if _AUTHOR.search(layout.elements[line.within].names) and (
            named := _NAMES.match(_SEPARATOR.split(line.dated)[0])
        ):
            return named[0] if named[0] == _SEPARATOR.split(line.dated)[0].strip() else None
    return None


def _names(told: Told, authors: Any) -> str | None:
    several = authors if isinstance(authors, list) else [authors]
    names = (name for author in several[:20] if (name := _name(told.resolved(author))))
    return ", ".join(dict.fromkeys(names)) or None


def _name(value: Any) -> str | None:
    """The name of a JSON-LD person or organisation, written as an object or as a string."""
    if isinstance(value, list):
        value = value[0] if value else None
    return words(value.get("name") if isinstance(value, dict) else value)


def _is_in_head(node: LexborNode) -> bool:
    # A related story's card carries its own `<meta itemprop="datePublished">`, in the body.
    return node.parent is not None and node.parent.tag == "head"


def _first(*values: tuple[str | None, str]) -> tuple[str | None, str | None]:
    return next((each for each in values if each[0]), (None, None))
