"""A text in the paragraphs that a page sets it in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.model import Span

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_BY_BLANK_LINES = re.compile(r"(?:(?!\n[ \t]*\n).)*(?:\n\s*\n)?", re.DOTALL)
_BY_LINES = re.compile(r"[^\n]*\n?")
_WRAPPED = 120
"""Lines longer than this were not broken to fit a page: each is a paragraph."""


def are_lines(text: str) -> bool:
    """Whether every line is a paragraph, as in texts taken from a web page."""
    return _BLANK_LINE.search(text) is None and max(map(len, text.split("\n"))) > _WRAPPED


def paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs in order, with the line ends behind them: together they are the whole text."""
    pattern = _BY_LINES if are_lines(text) else _BY_BLANK_LINES
    return (Span(*found.span()) for found in pattern.finditer(text) if found.group())
