"""What a web page says of itself: JSON-LD, OpenGraph, `<meta>` and `<time>`, in that order of trust.

Pages are hostile input: nothing is run, JSON-LD is bounded in size, number and depth, and a value
that does not parse is taken as absent.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from sayso.errors import InvalidDateError
from sayso.ingest.dates import parse_publication
from sayso.model import Publication

_LARGEST_BLOCK = 1024 * 1024
_MOST_BLOCKS = 50
_DEEPEST = 8
_MOST_NODES = 2000
_LONGEST_VALUE = 500
_ARTICLE_TYPES = ("Article", "NewsArticle", "Report", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting")
_DATE_METAS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "parsely-pub-date",
    "sailthru.date",
)
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9_-]+)?", re.I)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """A page's own account of itself; None where it gives none. `headlines` are all the wordings of
    its headline, to know it by when the extractor takes it for text."""

    title: str | None
    headlines: frozenset[str]
    published: Publication | None
    outlet: str | None
    url: str | None
    language: str | None
    author: str | None


def read_metadata(markup: str, *, today: date) -> Metadata:
    """What the page says of itself; `today` bounds its dates."""
    tree = LexborHTMLParser(markup)
    metas = _metas(tree)
    article = _article(tree)
    titles = (_text(article.get("headline")), metas.get("og:title"))
    shown = (" ".join(node.text(deep=True).split()) for node in tree.css("h1, title"))
    return Metadata(
        title=_first(*titles),
        headlines=frozenset(title for title in (*titles, *shown) if title),
        published=_published(tree, metas, article, today),
        outlet=_first(metas.get("og:site_name"), _name(article.get("publisher"))),
        url=_address(tree, metas, article),
        language=_language(tree, metas, article),
        author=_author(metas, article),
    )


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    """`<meta>` contents by name, property or itemprop in lower case; the first of each counts.

    The parser has decoded entities already: decoding again would turn a written `&amp;lt;` into a tag.
    """
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        content = " ".join((node.attributes.get("content") or "").split())
        for key in ("property", "name", "itemprop"):
            name = (node.attributes.get(key) or "").strip().lower()
            if name and content and len(content) <= _LONGEST_VALUE:
                found.setdefault(name, content)
    return found


def _article(tree: LexborHTMLParser) -> dict[str, Any]:
    """The first JSON-LD object that is an article, or an empty one."""
    for node in tree.css("script[type='application/ld+json']")[:_MOST_BLOCKS]:
        block = node.text(deep=True)
        if len(block) > _LARGEST_BLOCK:
            continue
        try:
            value = json.loads(block, strict=False)
        except (ValueError, RecursionError):
            continue
        for candidate in _objects(value):
            if _is_article(candidate):
                return candidate
    return {}


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object inside a JSON value, outermost first, within bounds of depth and number."""
    level, seen = [value], 0
    for _ in range(_DEEPEST):
        below: list[Any] = []
        for item in level:
            seen += 1
            if seen > _MOST_NODES:
                return
            if isinstance(item, dict):
                yield item
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
        level = [item for item in below if isinstance(item, dict | list)]


def _is_article(candidate: dict[str, Any]) -> bool:
    types = candidate.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and name.endswith(_ARTICLE_TYPES) for name in names)


def _published(
    tree: LexborHTMLParser, metas: dict[str, str], article: dict[str, Any], today: date
) -> Publication | None:
    """The first date that parses; its instant may come from a later one that names the same day.

    "datePublished": "2023-01-14" beside `article:published_time` 2023-01-14T17:05:00Z is one
    publication told twice, once with the hour.
    """
    values = [_text(article.get("datePublished")), *(metas.get(name) for name in _DATE_METAS), _time(tree)]
    found = [read for value in values if value and (read := _publication(value, today))]
    if not found:
        return None
    return next((other for other in found if other.instant and other.day == found[0].day), found[0])


def _time(tree: LexborHTMLParser) -> str | None:
    """The publication `<time>`, or the only moment that the page's `<time>` elements name.

    A page with several moments (related stories, comments) does not say which is its own.
    """
    marked = tree.css_first("time[itemprop='datePublished'][datetime], time[pubdate][datetime]")
    if marked is not None:
        return marked.attributes.get("datetime")
    moments = {node.attributes.get("datetime") for node in tree.css("time[datetime]")} - {None, ""}
    return moments.pop() if len(moments) == 1 else None


def _publication(value: str, today: date) -> Publication | None:
    try:
        return parse_publication(value, today=today)
    except InvalidDateError:
        return None


def _address(tree: LexborHTMLParser, metas: dict[str, str], article: dict[str, Any]) -> str | None:
    link = tree.css_first("link[rel='canonical'][href]")
    canonical = link.attributes.get("href") if link is not None else None
    for value in (canonical, metas.get("og:url"), _text(article.get("url"))):
        if value and _ADDRESS.fullmatch(value.strip()):
            return value.strip()
    return None


def _language(tree: LexborHTMLParser, metas: dict[str, str], article: dict[str, Any]) -> str | None:
    root = tree.css_first("html[lang]")
    declared = root.attributes.get("lang") if root is not None else None
    for value in (_text(article.get("inLanguage")), declared, metas.get("og:locale")):
        if value and (found := _LANGUAGE.fullmatch(value.strip())):
            return found[1].lower()
    return None


def _author(metas: dict[str, str], article: dict[str, Any]) -> str | None:
    authors = article.get("author")
    several = authors if isinstance(authors, list) else [authors]
    names = list(dict.fromkeys(name for author in several[:20] if (name := _name(author))))
    given = ", ".join(names) or _first(metas.get("author"), metas.get("article:author"))
    return None if given is None or _ADDRESS.match(given) else given


def _name(value: Any) -> str | None:
    """The name of a JSON-LD person or organisation, written as an object or as a string."""
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name") if isinstance(value, dict) else value)


def _text(value: Any) -> str | None:
    """A JSON-LD string with its entities decoded once; a script's text reaches us undecoded."""
    if not isinstance(value, str) or len(value) > _LONGEST_VALUE:
        return None
    return " ".join(html.unescape(value).split()) or None


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value), None)
