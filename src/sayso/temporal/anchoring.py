"""Which time governs which words: the nearest of its sentence, one that opens it, a date as a heading."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Precision, Span, TimeMention, TimeRole, When

_LEAD_WORDS = 4
_LEAD_LENGTH = 25
_HEADING_SIGNS = " \t\r\n-–—:.,•*#|()[]"


def nearest_time(
    mentions: Sequence[TimeMention], span: Span, sentence: Span, role: TimeRole
) -> TimeMention | None:
    """The mention of that role in the sentence that stands nearest to the span; dated ones inside it first.

    Where the nearest is undated ("after days of shelling"), a dated one near the sentence's beginning
    governs instead; failing that the undated one is returned, so that the caller knows that the text
    leaves the time open. None where the sentence has no such mention.
    """
    inside = [m for m in mentions if m.role is role and sentence.covers(m.span)]
    if not inside:
        return None
    held = [m for m in inside if m.when is not None and m.span.meets(span)]
    nearest = min(held or inside, key=lambda m: _distance(m.span, span))
    if nearest.when is not None:
        return nearest
    first = inside[0]
    governs = first.when is not None and first.span.start - sentence.start <= _LEAD_LENGTH
    return first if governs else nearest


def governing_time(text: str, mentions: Sequence[TimeMention], sentence: Span) -> TimeMention | None:
    """The dated mention that opens the sentence ("Before dawn on 5 May, ..."), if one does."""
    for mention in mentions:
        if mention.span.start < sentence.start or mention.when is None:
            continue
        if mention.span.start >= sentence.end:
            return None
        lead = text[sentence.start : mention.span.start].split()
        return mention if len(lead) <= _LEAD_WORDS and all(word.isalpha() for word in lead) else None
    return None


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


def _distance(one: Span, other: Span) -> int:
    """Characters between two spans; 0 where they meet."""
    return max(one.start - other.end, other.start - one.end, 0)


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
