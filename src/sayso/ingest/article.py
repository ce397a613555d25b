"""Which of a page's lines are its article, and which only stand among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sayso.ingest.dateline import is_dateline
from sayso.ingest.disclaimers import is_about_the_page
from sayso.ingest.layout import Layout, Line
from sayso.ingest.naming import is_same_headline
from sayso.ingest.notices import heads_a_box, heads_what_is_beside, is_about_a_writer, is_notice
from sayso.ingest.parts import Part

_MOST = 0.8
_ENOUGH = 0.6
_SHORTEST = 120
"""Characters of an article that is taken without asking another extractor."""
_BODY = re.compile(
    r"(?:^|[\s_-])(?:article|entry|post|story|field|node)[_-]{0,2}(?:body|content|text|main)\b|articlebody|storybody",
    re.I,
)
_ENDS_A_SENTENCE = re.compile(r"[.!?…:;][”’\"»')\]]*\Z")
_LETTERS = re.compile(r"[^\W_]+")
_MOSTLY_LINKED, _ALL_LINKED = 0.7, 0.97
_LONGEST_TITLE = 250
_NUMBERING = re.compile(r"\A(?:\d{1,3}\s)+")
_FEW_WORDS = 3
_STANDFIRST = 60
_QUOTED = 20
_MOST_LINES = 1000
"""Lines of a text in which pull quotes are looked for: every line is held against all."""
_SMALL = 0.3
"""Share of a page's running text up to which a box may be none of its article."""
_TEXT = frozenset(("p", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"))
_LEAD = re.compile(r"sub-?(?:title|head|headline)|standfirst|\b(?:dek|deck|lead|lede|intro|summary)\b", re.I)


def article_lines(layout: Layout, headline: int | None, author: str | None = None) -> list[str]:
    """The lines of the article, in their order; empty where the page has no running text to go by."""
    around = set(layout.around(layout.lines[headline])) if headline is not None else set()
    is_beside = layout.inside(_elements_beside(layout, around))
    own = [
        (number, line)
        for number, line in enumerate(layout.lines)
        if layout.part(line) is Part.ARTICLE and not is_beside[line.within]
    ]
    running = [each for each in own if each[1].is_running]
    if sum(len(line.text) for _, line in running) < _SHORTEST:
        return []
    is_inside = layout.inside((_container(layout, [line for _, line in running]),))
    start = headline if headline is not None else -1
    within = [(number, line) for number, line in own if is_inside[line.within]]
    inside = [(number, line) for number, line in within if number > start] or within
    first = inside[0][0] if inside else 0
    above = [line for number, line in own if start < number < first] if headline is not None else []
    return _kept(
        [line for line in above if _is_standfirst(line, layout.elements[line.within].names)]
        + [line for _, line in inside],
        layout,
        start,
        author,
    )


def _elements_beside(layout: Layout, own: set[int]) -> set[int]:
    """The elements that are no article though nothing in their names says so, told by what they begin with.

    A box that begins with "Related stories" is one, and a card: an `<article>` whose heading is a link.
    """
    found = set()
    whole = max(layout.elements[0].running, 1)
    seen: set[int] = set()
    for line in layout.lines:
        first, at = [], line.within
        while at >= 0 and at not in seen:
            first.append(at)
            at = layout.elements[at].above
        seen.update(first)
        is_title = line.is_heading and line.linked >= _MOSTLY_LINKED
        for each in first:
            element = layout.elements[each]
            if each in own or element.running > _SMALL * whole:
                continue
            is_box = element.tag not in _TEXT and (
                heads_a_box(line.text) or heads_what_is_beside(line.text, is_heading=line.is_heading)
            )
            if is_box or (is_title and element.tag == "article"):
                found.add(each)
    return found


def _container(layout: Layout, running: Sequence[Line]) -> int:
    """The smallest element that holds nearly all of the article's running text.

    Within it, an element that calls itself the body is preferred, if it holds the greater part.
    """
    held = [0] * len(layout.elements)
    for line in running:
        held[line.within] += len(line.text)
    for each in range(len(held) - 1, 0, -1):
        if (above := layout.elements[each].above) >= 0:
            held[above] += held[each]
    whole = sum(len(line.text) for line in running)
    # Elements are numbered in the order of the page: the last one that holds as much is the innermost.
    around = max(each for each, size in enumerate(held) if size >= _MOST * whole)
    named = [
        each
        for each, size in enumerate(held)
        if size >= _ENOUGH * whole and _BODY.search(layout.elements[each].names)
    ]
    return max([around, *named])


def _is_standfirst(line: Line, names: str) -> bool:
    if is_notice(line.text) or is_dateline(line.text):
        return False
    return line.is_running or (line.is_heading and len(line.text) >= _STANDFIRST) or bool(_LEAD.search(names))


def _kept(lines: Iterable[Line], layout: Layout, start: int, author: str | None) -> list[str]:
    """The lines without what stands among an article's paragraphs and is none of them."""
    title = layout.lines[start].text if start >= 0 else ""
    linked = _linked_titles(layout)
    kept: list[Line] = [
        line
        for line in _without_sections(lines)
        if not (_is_beside(line) or is_about_a_writer(line.text, author))
        and not (line.is_heading and _plain(line.text) in linked)
    ]
    while kept and (kept[-1].is_heading or is_about_a_writer(kept[-1].text, author, is_last=True)):
        kept.pop()
    if (
        title
        and kept
        and is_same_headline(kept[0].text, title)
        and kept[0].text.casefold() in title.casefold()
    ):
        kept.pop(0)
    return _without_repeats(kept)


def _linked_titles(layout: Layout) -> frozenset[str]:
    """What the page's links say, without the number or the hour before it.

    A heading that says the same is a title in a table of contents, in a list of a live blog's events or
    of other stories: as little read for claims as the headline is.
    """
    return frozenset(
        _NUMBERING.sub("", _plain(line.text))
        for line in layout.lines
        if line.linked >= _MOSTLY_LINKED and not line.is_heading and len(line.text) <= _LONGEST_TITLE
    )


def _without_sections(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines less those from a heading such as "Related stories" to the next heading."""
    is_passed_over = False
    for line in lines:
        if line.is_heading:
            is_passed_over = heads_what_is_beside(line.text, is_heading=True)
        if not is_passed_over:
            yield line


def _is_beside(line: Line) -> bool:
    """Whether a line is a link, a label or a notice: "Read more: ...", "By Ann Smith", "Share"."""
    if is_notice(line.text) or is_dateline(line.text) or is_about_the_page(line.text):
        return True
    if line.linked >= _ALL_LINKED and len(line.text) <= _LONGEST_TITLE:
        # A card is a link around a title, a picture and a sentence: "The road to Arden is cut."
        return True
    if line.linked >= _MOSTLY_LINKED and not (line.is_heading or _ENDS_A_SENTENCE.search(line.text)):
        return True
    if line.is_heading or line.tag in ("li", "blockquote"):
        return not _LETTERS.search(line.text)
    if line.is_running or _ENDS_A_SENTENCE.search(line.text):
        return not _LETTERS.search(line.text)
    return line.tag != "p" or len(_LETTERS.findall(line.text)) <= _FEW_WORDS


def _without_repeats(lines: Sequence[Line]) -> list[str]:
    """The lines less those that only say again what another says: pull quotes, and twins for phones."""
    plain = [_plain(line.text) for line in lines]
    whole = " \n ".join(plain)
    kept: list[str] = []
    seen: set[str] = set()
    for line, words in zip(lines, plain, strict=True):
        if words in seen:
            continue
        seen.add(words)
        can_quote = len(words) >= _QUOTED and line.tag != "p" and len(lines) <= _MOST_LINES
        is_quoted = can_quote and whole.count(words) > 1
        if not is_quoted:
            kept.append(line.text)
    return kept


def _plain(text: str) -> str:
    return " ".join(_LETTERS.findall(text.casefold()))
