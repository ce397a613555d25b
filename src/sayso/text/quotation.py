"""Quotation marks: which stretches of a text stand between them.

Marks are curly, straight, guillemets or low-high; they are paired paragraph by paragraph. A mark
that is never closed reaches to the end of its paragraph. Where the next paragraph opens with a mark
again, as in a speech printed over several paragraphs, it continues the same quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.model import Span

_CLOSERS = {"“": "”", "«": "»", "„": "“”", "‘": "’", "‹": "›"}
_STRAIGHT = {'"', "'"}
_PARAGRAPH = re.compile(r"[^\n]+")
_OPENS_AFTER = set(" \t\u00a0([{—–-/“‘\"'")
_CLOSES_BEFORE = set(" \t\u00a0)]}.,;:!?…—–-/”\"'")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch. `span` holds the marks, `inner` the words between them.

    `closed` is False where the paragraph ended first; `continues` is True where the stretch goes on
    from an unclosed quotation that ended the paragraph before.
    """

    span: Span
    inner: Span
    closed: bool = True
    continues: bool = False


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Return the outermost quotations in reading order; none overlap."""
    found: list[Quotation] = []
    open_end = -1
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.start(), paragraph.end()
        opening = start + len(paragraph[0]) - len(paragraph[0].lstrip())
        for quotation in _in_paragraph(text, start, end):
            continues = open_end >= 0 and quotation.span.start == opening
            found.append(
                Quotation(quotation.span, quotation.inner, quotation.closed, continues)
                if continues
                else quotation
            )
        last = found[-1] if found and found[-1].span.start >= start else None
        open_end = end if last is not None and not last.closed else -1
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quotation]:
    position = start
    while position < end:
        mark = text[position]
        if not (mark in _CLOSERS or mark in _STRAIGHT) or not _opens(text, position, start, end):
            position += 1
            continue
        close = _closing(text, position, start, end)
        if close is None and mark in "'‘":
            position += 1  # "the rebels' camp", "’tis": an apostrophe opens nothing
            continue
        stop = end if close is None else close + 1
        inner_end = stop if close is None else close
        if inner_end > position + 1:
            yield Quotation(Span(position, stop), Span(position + 1, inner_end), close is not None)
        position = stop


def _opens(text: str, position: int, start: int, end: int) -> bool:
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < end else " "
    if text[position] in _STRAIGHT or text[position] == "‘":
        return before in _OPENS_AFTER and not after.isspace()
    return True


def _closing(text: str, opened: int, start: int, end: int) -> int | None:
    """Index of the mark that closes the one at `opened`, or None before the paragraph ends."""
    mark = text[opened]
    closers = _CLOSERS.get(mark, mark)
    depth = 0
    for position in range(opened + 1, end):
        character = text[position]
        if character in closers and not (mark == "„" and depth):
            if mark in "'‘\"" and not _closes(text, position, end):
                continue
            if depth == 0:
                return position
            depth -= 1
        elif character == mark and mark in _CLOSERS:
            depth += mark != "„"
    return None


def _closes(text: str, position: int, end: int) -> bool:
    """Whether a mark that could also be an apostrophe or an opening mark closes a quotation here."""
    after = text[position + 1] if position + 1 < end else " "
    return (after in _CLOSES_BEFORE or not after.isalnum()) and not text[position - 1].isspace()
