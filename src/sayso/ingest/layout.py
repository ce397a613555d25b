"""A page as its readers see it: lines of words in their order, and what part of the page each stands in.

Nothing is changed, run or laid out: one walk over the elements notes for every line whether it is linked,
what element it is, and which of the parts around it look like no article (menus, comments, related stories).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sayso.ingest.naming import is_same_headline
from sayso.ingest.parts import Part, part_of

_BLOCKS = (
    "p div br hr li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre table caption tbody thead tr td th "
    "section article header main footer aside nav figure figcaption address form fieldset details summary "
    "center body amp-accordion"
)
_PASSED_OVER = (
    "script style noscript template iframe object embed svg math canvas select option textarea input video "
    "audio head title map amp-ad amp-iframe amp-analytics amp-consent amp-sidebar"
)
_NAMED = "p li blockquote td th dd dt pre figcaption caption div section article header h1 h2 h3 h4 h5 h6"
_OWN_LINE, _UNREAD, _INNERMOST = (frozenset(each.split()) for each in (_BLOCKS, _PASSED_OVER, _NAMED))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NAMING = frozenset(
    ("itemprop", "slot", "data-component", "data-testid", "data-qa", "data-module", "data-block-type")
)
_DEEP_WORDS = 4
_MOST_MOMENTS = 500
_MOST_LABELS, _MOST_PIECES, _LONGEST_LABEL = 200, 40, 160
_PARAGRAPH = 60
"""Characters of a line that counts as one of running text."""
_MOSTLY_LINKED = 0.4
_LINES_ABOVE, _LINES_BELOW, _PARAGRAPHS = 4, 30, 2
"""How far from a headline a date is looked for."""
_LONGEST_HEADLINE, _HEADLINE_WITHIN = 250, 3000
"""Characters of a headline, and lines of the page in which it is looked for."""
_TITLE_PARTS = re.compile(r"\s(?:\||::|»|–|—|-|·)\s")
_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})", re.I)
_UNFINISHED = re.compile(r"[\w,;–—-]\Z")


@dataclass(slots=True)
class Element:
    """One element that holds lines: what it is, where it hangs, how much running text lies in it."""

    tag: str
    names: str
    above: int
    part: Part
    attributes: dict[str, str | None]
    running: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page. `dated` has the machine's form of a time in place of its words."""

    text: str
    dated: str
    tag: str
    linked: float
    within: int

    @property
    def is_heading(self) -> bool:
        return self.tag in _HEADINGS

    @property
    def is_running(self) -> bool:
        return len(self.text) >= _PARAGRAPH and self.linked < _MOSTLY_LINKED and not self.is_heading


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that an element gives machines: its value, the words that it shows, what its makers call
    it, and where it stands."""

    value: str
    shown: str
    names: str
    within: int


@dataclass(frozen=True, slots=True)
class Label:
    """Words within a line whose makers call them a label: an author, a section. `at` is the line's number."""

    text: str
    names: str
    at: int


@dataclass(slots=True)
class Layout:
    """The lines of a page and the elements that they stand in."""

    moments: list[Moment] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    _parts: dict[int, Part] = field(default_factory=dict)

    def inside(self, chosen: Iterable[int]) -> list[bool]:
        """For every element whether it is one of those chosen or lies in one.

        Elements are numbered in the order of the page: what an element lies in comes before it. So one
        pass tells it of all, however deep they lie.
        """
        known = set(chosen)
        found: list[bool] = []
        for number, element in enumerate(self.elements):
            found.append(number in known or (element.above >= 0 and found[element.above]))
        return found

    def around(self, line: Line | Moment) -> list[int]:
        """The elements around a line, innermost first."""
        found, at = [], line.within
        while at >= 0:
            found.append(at)
            at = self.elements[at].above
        return found

    def part(self, line: Line | Moment) -> Part:
        """The part of the page that a line stands in: the furthest from the article of all around it.

        What holds most of a page's running text is its article, whatever it is called: whole pages stand
        in a `<form>`, in the cells of a table, in an element named "content-with-sidebar".
        """
        return self._part_at(line.within)

    def _part_at(self, at: int) -> Part:
        known = self._parts.get(at)
        if known is not None or at < 0:
            return known or Part.ARTICLE
        pending = []
        while at >= 0 and at not in self._parts:
            pending.append(at)
            at = self.elements[at].above
        part = self._parts[at] if at >= 0 else Part.ARTICLE
        whole = max(self.elements[0].running, 1) if self.elements else 1
        for each in reversed(pending):
            element = self.elements[each]
            holds_most = element.running * 2 > whole and element.part is not Part.COMMENTS
            part = part if holds_most else max(part, element.part)
            self._parts[each] = part
        return part

    def near(self, headline: int) -> list[tuple[str, bool]]:
        """The lines on both sides of a headline, up to the second paragraph of text below it, each with
        whether it belongs to it for certain: it stands below, or right above in one element with it.
        A time stands in them in the form that machines read."""
        above = [line for line in self.lines[:headline] if self.part(line) < Part.FOOT][-_LINES_ABOVE:]
        found = [(line.dated, False) for line in above]
        if above and self._is_beside(above[-1], self.lines[headline]):
            found[-1] = (above[-1].dated, True)
        paragraphs = 0
        for line in self.lines[headline + 1 : headline + _LINES_BELOW]:
            if self.part(line) >= Part.FOOT:
                continue
            paragraphs += line.is_running and self.part(line) is Part.ARTICLE
            if paragraphs == _PARAGRAPHS:
                break
            found.append((line.dated, True))
        return found

    def _is_beside(self, line: Line, headline: Line) -> bool:
        """Whether a line stands in one element with the headline, or next to it and is called a date.

        The day on which a page is looked at stands above headlines too, but in the head of the site.
        """
        own, other = self.elements[line.within], self.elements[headline.within]
        return line.within == headline.within or (own.above == other.above and own.part is Part.LABEL)

    def headline(self, titles: Iterable[str]) -> int | None:
        """The line of the page's own headline: the heading that says what its titles say, else its
        first h1, else the first line of old pages that says so."""
        known = [title for title in titles if title]
        own = [
            (number, line)
            for number, line in enumerate(self.lines[:_HEADLINE_WITHIN])
            if self.part(line) < Part.FOOT
        ]
        for tags in (("h1",), ("h2", "h3")):
            for number, line in own:
                if line.tag in tags and any(is_same_headline(line.text, title) for title in known):
                    return number
        for number, line in own:
            # The name of the site is an h1 too, but a link.
            if line.tag == "h1" and line.linked < _MOSTLY_LINKED:
                return number
        parts = [part for title in known for part in _TITLE_PARTS.split(title)]
        for number, line in own:
            is_short = len(line.text) <= _LONGEST_HEADLINE and line.linked < _MOSTLY_LINKED
            if is_short and line.tag != "li" and any(is_same_headline(line.text, part) for part in parts):
                return number
        return None


def lay_out(tree: LexborHTMLParser) -> Layout:
    """The page's lines, in the order of its elements."""
    layout = Layout()
    if tree.body is not None:
        _Walk(layout).over(tree.body)
    for element in reversed(layout.elements):
        if element.above >= 0:
            layout.elements[element.above].running += element.running
    return layout


class _Walk:
    """Walks the elements without recursion: a page may nest deeper than Python calls."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.stack: list[int] = []
        self.pieces: list[tuple[str, str, bool]] = []
        self.starts: list[int] = []
        self.links = 0

    def over(self, body: LexborNode) -> None:
        node: LexborNode | None = body
        opened: list[tuple[LexborNode, str, bool]] = []
        while node is not None:
            below = self._enter(node)
            if below is not None:
                opened.append((node, node.tag or "", below[1]))
                if (child := below[0]) is not None:
                    node = child
                    continue
                self._leave(*opened.pop()[1:])
            following = node.next
            while following is None and opened:
                node, tag, is_element = opened.pop()
                self._leave(tag, is_element)
                following = node.next if opened else None
            node = following
            if not opened:
                break
        while opened:
            self._leave(*opened.pop()[1:])
        self._flush()

    def _enter(self, node: LexborNode) -> tuple[LexborNode | None, bool] | None:
        """What lies below an element, and whether it was noted; None for what has nothing below it."""
        tag = node.tag
        if tag == "-text":
            if words := node.text_content:
                self.pieces.append((words, words, self.links > 0))
            return None
        if tag is None or tag[:1] in "-!_" or tag in _UNREAD:
            return None
        if tag == "br":
            self.pieces.append(("\n", "\n", self.links > 0))
            return None
        if tag == "a":
            self.links += 1
            self.pieces.append(("", " ", True))
            return node.child, False
        attributes = node.attributes
        if value := _machine_time(tag, attributes):
            self._note(tag, value, _first_words(node) if tag == "time" else "", attributes)
            if tag in ("time", "abbr") and (stamp := _stamp(attributes)):
                self.pieces.append((node.text(deep=True), stamp, self.links > 0))
                return None
        # An element of the page's makers ("<story-card>") is a block with a telling name.
        is_own = "-" in tag
        if attributes.get("role") == "heading":
            tag = f"h{level}" if (level := attributes.get("aria-level") or "2") in "123456" else "h2"
        is_block = is_own or tag in _OWN_LINE or "slot" in attributes
        if not is_block:
            # "2023</span><span>5:05 PM": what stands apart on the page is apart in a date, but not in a
            # word, whose first letter may be an element of its own.
            self.pieces.append(("", " ", self.links > 0))
        if not is_block and not attributes:
            return node.child, False
        names = _names(attributes, tag if is_own else "")
        part, is_hidden = part_of(tag, names, attributes)
        if is_hidden:
            return None
        if not is_block and part is Part.ARTICLE:
            return node.child, False
        if is_block or part > Part.LABEL:
            self._flush()
        above = self.stack[-1] if self.stack else -1
        self.starts.append(len(self.pieces))
        self.layout.elements.append(Element(tag, names, above, part, attributes))
        self.stack.append(len(self.layout.elements) - 1)
        return node.child, True

    def _note(self, tag: str, value: str, shown: str, attributes: dict[str, str | None]) -> None:
        named = " ".join(filter(None, (attributes.get(each) for each in ("class", "itemprop", "property"))))
        is_pubdate = "pubdate" in attributes
        names = f"{tag} {named} {'pubdate' if is_pubdate else ''}".lower()
        if self.stack and len(self.layout.moments) < _MOST_MOMENTS:
            self.layout.moments.append(Moment(value.strip(), shown, names, self.stack[-1]))

    def _leave(self, tag: str, is_element: bool) -> None:
        if tag == "a":
            self.links -= 1
        if not is_element:
            self.pieces.append(("", " ", self.links > 0))
            return
        element, start = self.layout.elements[self.stack[-1]], self.starts.pop()
        if element.part is Part.LABEL and start < len(self.pieces) < start + _MOST_PIECES:
            text = " ".join("".join(shown for shown, _, _ in self.pieces[start:]).split())
            if text and len(text) <= _LONGEST_LABEL and len(self.layout.labels) < _MOST_LABELS:
                self.layout.labels.append(Label(text, element.names, len(self.layout.lines)))
        if tag in _OWN_LINE or "-" in tag or element.part > Part.LABEL or "slot" in element.attributes:
            self._flush()
        self.stack.pop()

    def _flush(self) -> None:
        pieces, self.pieces = self.pieces, []
        if not pieces or not self.stack:
            return
        for group in _broken(pieces):
            text = " ".join("".join(shown for shown, _, _ in group).split())
            if not text:
                continue
            dated = " ".join("".join(stamped for _, stamped, _ in group).split())
            linked = sum(len(" ".join(shown.split())) for shown, _, is_linked in group if is_linked)
            self._add(text, dated, linked)

    def _add(self, text: str, dated: str, linked: int) -> None:
        elements, at = self.layout.elements, self.stack[-1]
        tag = next(
            (elements[each].tag for each in reversed(self.stack) if elements[each].tag in _INNERMOST), ""
        )
        line = Line(text, dated, tag, linked / len(text), at)
        self.layout.lines.append(line)
        if line.is_running:
            elements[at].running += len(text)


def _names(attributes: dict[str, str | None], own: str) -> str:
    """What the makers of a page call an element, in all the places where they do."""
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if told := attributes.keys() & _NAMING:
        names += " " + " ".join(attributes[each] or "" for each in sorted(told))
    return f"{names} {own}" if own else names


def _first_words(node: LexborNode) -> str:
    """The words that an element begins with, a few deep: "<time><span>14 Sept 2023</span></time>"."""
    at = node.child
    for _ in range(_DEEP_WORDS):
        if at is None:
            break
        if at.tag == "-text":
            return " ".join((at.text_content or "")[:_LONGEST_LABEL].split())
        at = at.child
    return ""


def _broken(pieces: Sequence[tuple[str, str, bool]]) -> list[list[tuple[str, str, bool]]]:
    """The pieces parted at line breaks, but for those that a sentence runs over."""
    groups: list[list[tuple[str, str, bool]]] = [[]]
    for number, piece in enumerate(pieces):
        if piece[0] != "\n":
            groups[-1].append(piece)
            continue
        before = next((shown for shown, _, _ in reversed(groups[-1]) if shown.strip()), "").rstrip()
        after = next((shown for shown, _, _ in pieces[number + 1 : number + 3] if shown != "\n"), "").lstrip()
        if after[:1].islower() and _UNFINISHED.search(before):
            groups[-1].append((" ", " ", False))
        else:
            groups.append([])
    return groups


def _machine_time(tag: str, attributes: dict[str, str | None]) -> str | None:
    """The time that an element gives machines: `<time datetime>`, `<abbr title>`, `content` of `itemprop`."""
    if tag == "abbr":
        return attributes.get("title")
    return attributes.get("datetime") or (
        attributes.get("content") if "itemprop" in attributes or "property" in attributes else None
    )


def _stamp(attributes: dict[str, str | None]) -> str | None:
    """A time as machines write it, after the word "updated" where its element says that it is of a change."""
    value = (attributes.get("datetime") or attributes.get("title") or "").strip()
    if not _STAMP.fullmatch(value):
        return None
    named = f"{attributes.get('class') or ''} {attributes.get('itemprop') or ''}".lower()
    is_change = ("updated" in named or "modified" in named) and "publi" not in named
    return f" updated {value} " if is_change else f" {value} "
