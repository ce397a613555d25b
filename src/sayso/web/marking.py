"""The text of a report as HTML: paragraphs with statements, claims and declined passages marked in place.

Made by `sayso.export.page.markup`, which escapes whatever is no markup of its own; what turns the direction
of the line is shown as U+FFFD, letter for letter, so that every span holds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import markupsafe

from sayso.export.page.layers import Layer, Mark, layers
from sayso.export.page.markup import Markup, element, joined, text
from sayso.export.page.paragraphs import paragraphs
from sayso.model import Span
from sayso.web.rendering import legible
from sayso.web.sheet import ClaimNote, Sheet, StatementNote
from sayso.web.wording import say


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as HTML with what stands beside it in the margin. `left_out` are the characters that are
    not shown before it, and `left_part` the part of the text where they begin."""

    words: markupsafe.Markup
    notes: list[tuple[StatementNote, tuple[ClaimNote, ...]]]
    left_out: int = 0
    left_part: int = 1


def marked_paragraphs(sheet: Sheet) -> Iterator[Paragraph]:
    """The paragraphs of what is shown, in order."""
    spans, before = _laid_out(sheet)
    marks = _by_paragraph(spans, sheet.marks())
    notes = _notes(spans, sheet)
    anchored: set[str] = set()
    for number, span in enumerate(spans):
        left_out, at = before.get(number, (0, 0))
        yield Paragraph(
            words=markupsafe.Markup(_drawn(sheet, layers(span, marks.get(number, [])), anchored)),
            notes=notes.get(number, []),
            left_out=left_out,
            left_part=sheet.shown.part_of(at),
        )


def _laid_out(sheet: Sheet) -> tuple[list[Span], dict[int, tuple[int, int]]]:
    """The paragraphs of every stretch, without the blank lines between them; before which of them how much is
    left out, and from where on."""
    spans: list[Span] = []
    before: dict[int, tuple[int, int]] = {}
    at = 0
    for stretch, left_out in zip(sheet.shown.stretches, sheet.shown.left_out, strict=False):
        words = stretch.of(sheet.text)
        before[len(spans)] = left_out, at
        for each in paragraphs(words):
            end = each.start + len(each.of(words).rstrip("\n"))
            if end > each.start:
                spans.append(Span(each.start + stretch.start, end + stretch.start))
        at = stretch.end
    return spans, before


def _by_paragraph(spans: Sequence[Span], marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    """The marks that each paragraph has a part of, in their order."""
    starts = [span.start for span in spans]
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        of_mark: set[int] = set()
        for span in mark.spans:
            first = max(0, bisect_right(starts, span.start) - 1)
            for number in range(first, bisect_left(starts, span.end)):
                if spans[number].meets(span):
                    of_mark.add(number)
        for number in of_mark:
            found.setdefault(number, []).append(mark)
    return found


def _notes(
    spans: Sequence[Span], sheet: Sheet
) -> dict[int, list[tuple[StatementNote, tuple[ClaimNote, ...]]]]:
    """What the margin says beside each paragraph: every statement that begins there or has a claim there,
    with those claims. The report's own words are told only with claims."""
    starts = [span.start for span in spans]

    def place(at: int) -> int | None:
        number = bisect_right(starts, at) - 1
        return number if number >= 0 and spans[number].start <= at < spans[number].end else None

    found: dict[int, list[tuple[StatementNote, tuple[ClaimNote, ...]]]] = {}
    for note in sheet.statements:
        beside: dict[int, list[ClaimNote]] = {}
        begins = place(note.start)
        if begins is not None and not note.is_own:
            beside[begins] = []
        for claim in note.claims:
            number = place(claim.claim.evidence.start)
            if number is not None:
                beside.setdefault(number, []).append(claim)
        for number, claims in beside.items():
            found.setdefault(number, []).append((note, tuple(claims)))
    return found


def _drawn(sheet: Sheet, parts: Sequence[Layer | Span], anchored: set[str]) -> Markup:
    pieces: list[Markup] = []
    for part in parts:
        if isinstance(part, Span):
            pieces.append(text(legible(part.of(sheet.text))))
            continue
        kind, number = part.mark.key[0], int(part.mark.key[1:])
        if kind == "c":
            pieces.append(_claim(sheet, sheet.claims[number], part, anchored))
        elif kind == "s":
            pieces.append(_statement(sheet, sheet.statements[number], part, anchored))
        else:
            reason = sheet.declined[number].reason
            inner = _drawn(sheet, part.children, anchored)
            pieces.append(element("span", inner, class_="declined", title=legible(reason)))
    return joined(*pieces)


def _claim(sheet: Sheet, note: ClaimNote, layer: Layer, anchored: set[str]) -> Markup:
    kind = "hedged" if note.is_hedged else "plain"
    aside = "" if note.counts else " aside"
    # An id stands on a page once, also where a mark goes on in the next paragraph.
    anchor = None if note.id in anchored else f"c-{note.id}"
    anchored.add(note.id)
    under = min(_height(layer), 3)
    reference = element(
        "a",
        href=f"#n-{note.id}",
        class_="ref" + (" denied" if note.is_denied else ""),
        data_mark=mark_of(note),
        aria_label=say("document.claim", name=note.name),
    )
    return element(
        "span",
        _drawn(sheet, layer.children, anchored),
        reference if layer.is_last else None,
        id=anchor,
        class_=f"claim side-{note.sign.colour} {kind} {note.claim.polarity.value} under-{under}{aside}",
    )


def _statement(sheet: Sheet, note: StatementNote, layer: Layer, anchored: set[str]) -> Markup:
    key = f"statement {note.number}"
    own = " own" if note.is_own else ""
    is_told = not note.is_own or bool(note.claims)
    reference = None
    if is_told and layer.is_first and key not in anchored:
        anchored.add(key)
        reference = element(
            "a",
            href=f"#s-{note.number}",
            class_="foot",
            data_mark=str(note.number),
            aria_label=say("document.statement", number=note.number),
        )
    return element(
        "span",
        reference,
        _drawn(sheet, layer.children, anchored),
        class_=f"statement side-{note.sign.colour}{own}",
        data_statement=str(note.number) if is_told else None,
    )


def mark_of(note: ClaimNote) -> str:
    """`R3`; with signs for those who do not see a dashed line: `R3? not`."""
    return note.name + ("?" if note.is_hedged else "") + (" not" if note.is_denied else "")


def _height(layer: Layer) -> int:
    """How many underlines lie above each other here, so that an outer one keeps clear of the inner."""
    inner = [_height(child) for child in layer.children if isinstance(child, Layer)]
    return max(inner, default=0) + layer.mark.whole
