"""JSON-LD: what a page tells machines of itself, and of much else besides.

A page's blocks describe its article, its site, its publisher, the way to it and the stories next to it,
often as one heap. Hostile input all of it: bounded in size, number and depth, and what does not parse is
taken as absent.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from sayso.ingest.naming import is_same_address, is_same_headline

Node = dict[str, Any]

LONGEST_VALUE = 500
_LARGEST_BLOCK = 1024 * 1024
_MOST_BLOCKS = 50
_DEEPEST = 8
_MOST_NODES = 2000
_MOST_CANDIDATES = 40
_ARTICLE_TYPES = ("Article", "Report", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting")
_PAGE_TYPES = ("WebPage", "ItemPage")
_SITE_TYPES = ("WebSite", "Organization", "NewsMediaOrganization")
# What stands under these keys is told of another text: "itemListElement" has the stories of a list,
# "isBasedOn" the agency's report that this one was made from.
_OF_OTHERS = frozenset(
    (
        "about",
        "citation",
        "comment",
        "hasPart",
        "isBasedOn",
        "isPartOf",
        "isRelatedTo",
        "itemListElement",
        "itemReviewed",
        "liveBlogUpdate",
        "mentions",
        "relatedLink",
        "review",
        "significantLink",
        "subjectOf",
        "workExample",
    )
)
STATE_PUBLISHED = frozenset(
    (
        "publishedAt",
        "published_at",
        "datePublished",
        "firstPublishedAt",
        "publishDate",
        "publish_date",
        "published",
    )
)
STATE_CHANGED = frozenset(
    ("updatedAt", "updated_at", "dateModified", "modifiedAt", "modified_at", "lastUpdated")
)
_STATE_HEADLINES = ("headline", "title", "hed", "name", "heading")
_WRAPPING = re.compile(r"\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)\s*")
_UNWRAPPING = re.compile(r"\s*(?:-->|(?://\s*)?\]\]>|/\*\s*\]\]>\s*\*/|;)\s*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a page's JSON-LD says: of its article, of the page that holds it, and of the site.

    `articles` are all the nodes that describe the page's own article, the best first; plug-ins tell
    it twice, each with a part. `by_id` resolves `{"@id": ...}`, in which much of it is written.
    """

    articles: tuple[Node, ...] = ()
    pages: tuple[Node, ...] = ()
    sites: tuple[Node, ...] = ()
    by_id: dict[str, Node] = field(default_factory=dict)

    def resolved(self, value: Any) -> Any:
        """The node that a bare reference names; anything else as it is."""
        if isinstance(value, dict) and isinstance(value.get("@id"), str) and len(value) <= 2:
            return self.by_id.get(value["@id"], value)
        return value


def read_json_ld(tree: LexborHTMLParser, addresses: Iterable[str], headlines: Iterable[str]) -> Told:
    """What the page's blocks say of it; `addresses` and `headlines` are what it goes by elsewhere.

    Of several articles the page's own are those that carry its address or its headline. Where none
    does, one alone is taken for its own unless both say otherwise; of several none is.
    """
    articles: list[Node] = []
    pages: list[Node] = []
    sites: list[Node] = []
    by_id: dict[str, Node] = {}
    for value in _blocks(tree):
        for node, is_own in _objects(value):
            if isinstance(node.get("@id"), str) and len(node) > 2:
                by_id.setdefault(node["@id"], node)
            names = type_names(node)
            if any(name.endswith(_ARTICLE_TYPES) for name in names):
                if is_own:
                    articles.append(node)
            elif any(name in _SITE_TYPES for name in names):
                sites.append(node)
            elif is_own and any(name.endswith(_PAGE_TYPES) for name in names):
                pages.append(node)
    known, titles = tuple(addresses), tuple(headlines)
    return Told(
        articles=_own(articles[:_MOST_CANDIDATES], known, titles),
        pages=tuple(pages[:_MOST_CANDIDATES]),
        sites=tuple(sites[:_MOST_CANDIDATES]),
        by_id=by_id,
    )


def read_state(tree: LexborHTMLParser, headlines: Iterable[str]) -> tuple[Node, ...]:
    """What pages drawn by a program keep of their article for it, as JSON under names of their own.

    An object is the page's own where it carries the page's headline and a time of publication.
    """
    titles = tuple(headlines)
    found = []
    for node in tree.css("script[type='application/json']")[:_MOST_BLOCKS]:
        block = node.text(deep=True)
        if not (200 < len(block) <= _LARGEST_BLOCK and "ublish" in block):
            continue
        try:
            value = json.loads(block, strict=False)
        except (ValueError, RecursionError):
            continue
        for each, _ in _objects(value):
            if STATE_PUBLISHED.isdisjoint(each):
                continue
            named = [words(each.get(key)) for key in _STATE_HEADLINES]
            if any(is_same_headline(name, title) for name in named if name for title in titles):
                found.append(each)
    return tuple(found)


def type_names(node: Node) -> list[str]:
    """The types of a node, without the address of their vocabulary."""
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return [name.rpartition("/")[2] for name in names if isinstance(name, str)]


def words(value: Any, longest: int = LONGEST_VALUE) -> str | None:
    """A JSON-LD string with its entities decoded once; a script's text reaches us undecoded."""
    if not isinstance(value, str) or len(value) > longest:
        return None
    return " ".join(html.unescape(value).split()) or None


def several_words(value: Any) -> list[str]:
    """One string, strings in a list, or strings between commas, as keywords and sections are written."""
    values = value if isinstance(value, list) else [value]
    found = (words(each) for each in values[:50])
    return [part.strip() for each in found if each for part in each.split(",") if part.strip()]


def _blocks(tree: LexborHTMLParser) -> Iterator[Any]:
    for node in tree.css("script[type='application/ld+json']")[:_MOST_BLOCKS]:
        block = node.text(deep=True)
        if len(block) > _LARGEST_BLOCK:
            continue
        if lead := _WRAPPING.match(block):
            block = _UNWRAPPING.sub("", block[lead.end() :])
        try:
            yield json.loads(block, strict=False)
        except (ValueError, RecursionError):
            continue


def _objects(value: Any) -> Iterator[tuple[Node, bool]]:
    """Every object inside a JSON value, outermost first, within bounds of depth and number, and
    whether it can be the page's own."""
    level, seen = [(value, True)], 0
    for _ in range(_DEEPEST):
        below: list[tuple[Any, bool]] = []
        for item, is_own in level:
            seen += 1
            if seen > _MOST_NODES:
                return
            if isinstance(item, dict):
                yield item, is_own
                below.extend((each, is_own and key not in _OF_OTHERS) for key, each in item.items())
            elif isinstance(item, list):
                below.extend((each, is_own) for each in item)
        level = [each for each in below if isinstance(each[0], dict | list)]


def _own(articles: list[Node], addresses: tuple[str, ...], headlines: tuple[str, ...]) -> tuple[Node, ...]:
    judged = [(_agreement(node, addresses, headlines), node) for node in articles]
    agreeing = sorted((each for each in judged if each[0] > 0), key=lambda each: -each[0])
    if agreeing:
        return tuple(node for _, node in agreeing)
    (only,) = judged if len(judged) == 1 else ((-1, {}),)
    return (only[1],) if only[0] >= 0 else ()


def _agreement(node: Node, addresses: tuple[str, ...], headlines: tuple[str, ...]) -> int:
    """How far a node is told of this page: 2 address, 1 headline, 0 nothing to go by, -1 of another."""
    own = [each for each in (_reference(node, key) for key in ("url", "@id", "mainEntityOfPage")) if each]
    if any(is_same_address(each, known) for each in own for known in addresses):
        return 2
    titles = [each for key in ("headline", "name") if (each := words(node.get(key)))]
    if any(is_same_headline(each, known) for each in titles for known in headlines):
        return 1
    disagrees = bool(titles and headlines) and bool(own and addresses)
    return -1 if disagrees else 0


def _reference(node: Node, key: str) -> str | None:
    value = node.get(key)
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    found = words(value)
    return found if found and found.startswith(("http://", "https://")) else None
