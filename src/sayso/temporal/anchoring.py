"""Dates that stand on a line of their own, and govern the lines below."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Precision, Span, TimeMention, When

_HEADING_SIGNS = " \t\r\n-–—:.,•*#|()[]"


def heading_dates(text: str, mentions: Sequence[TimeMention]) -> list[tuple[Span, When]]:
    """The stretches of text under each line that is only a date, with that date.

    "February 14, 2025" above the items of a digest governs them until the next such line or the end.
    Lines without text below them govern nothing.
    """
    headings = [(m.when, line) for m in mentions if m.when is not None and (line := _own_line(text, m))]
    ends = [line.start for _, line in headings[1:]] + [len(text)]
    governed = []
    for (when, line), end in zip(headings, ends[: len(headings)], strict=True):
        if text[line.end : end].strip():
            governed.append((Span(line.end, end), when))
    return governed


def _own_line(text: str, mention: TimeMention) -> Span | None:
    """The line that holds nothing but the mention, where it names one day; None otherwise."""
    when = mention.when
    if when is None or when.precision is not Precision.DAY or when.first != when.last:
        return None
    start = text.rfind("\n", 0, mention.span.start) + 1
    end = text.find("\n", mention.span.end)
    end = len(text) if end < 0 else end
    around = text[start : mention.span.start] + text[mention.span.end : end]
    return None if around.strip(_HEADING_SIGNS) else Span(start, end)
