"""One report as a table: place by place, who says what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.answers import phrases
from sayso.cli.excerpts import excerpt
from sayso.cli.origins import origin_line
from sayso.cli.terminal import WIDE, dim, plain
from sayso.demo import paraphrase_note
from sayso.export.sentences import span_of_days
from sayso.ledger import SearchHit, Standing
from sayso.model import Kind, Place, Reading, RecordedClaim
from sayso.recording import Fate, Summary

_ORDER = {kind: rank for rank, kind in enumerate(Kind)}
_TITLES = ("Who", "Says", "How", "When", "In the words")
_NARROW = (20, 24, 14, 15)
_WIDE = (22, 26, 12, 15)

UNLISTED = "no theatre of its own: the country's state and its rebels"
"""Said of a report on a conflict that no theatre file describes."""
UNDATED = "Without a date of publication “on Friday” stays undated: give it with --published."


def is_undated(reading: Reading) -> bool:
    """Whether a date of publication would tell more; in a text that was not read there is nothing to date."""
    return reading.document.published is None and bool(reading.statements)


def reading_view(
    reading: Reading,
    recorded: Sequence[RecordedClaim],
    *,
    name: str,
    theatre: str | None,
    width: int,
    why: bool = False,
) -> Group:
    """All that a person wants of one reading. `name` stands in for an outlet that is not known.

    With `why`, what was declined follows, each passage under its reason.
    """
    parts: list[RenderableType] = [heading(reading, name, theatre)]
    if reading.passed_over is not None:
        parts.append(dim(reading.passed_over.reason))
    for place, claims in by_place(recorded):
        parts += [Text(), Text(plain(_place_name(place)), style="bold underline")]
        parts.append(_claims_view(claims, width))
    if why and reading.declined:
        parts += [Text(), Text("declined", style="bold underline"), *_declined_lines(reading)]
    parts += [Text(), _closing(reading, told=why)]
    return Group(*parts)


def _declined_lines(reading: Reading) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for declined in reading.declined:
        lines.append(Text(plain(declined.reason)))
        if declined is not reading.passed_over:
            passage = plain(declined.span.of(reading.document.text))
            lines.append(Padding(excerpt(passage, ""), (0, 0, 1, 4)))
    return lines


def heading(reading: Reading, name: str, theatre: str | None) -> Text:
    """Outlet, date, what the page says of itself, and theatre; what is not known is said to be so."""
    document = reading.document
    published = document.published.day.isoformat() if document.published else "no date of publication"
    about = theatre or ("no theatre recognised" if reading.pipeline != "none" else None)
    rest = " · ".join(filter(None, (published, *document.marks, about)))
    return Text.assemble((plain(document.outlet or name), "bold"), f" · {plain(rest)}")


def by_place(recorded: Iterable[RecordedClaim]) -> list[tuple[Place | None, list[RecordedClaim]]]:
    """The claims by place: most claims first, those about no named place last; control first in each."""
    groups: dict[str | None, tuple[Place | None, list[RecordedClaim]]] = {}
    for each in recorded:
        place = each.claim.place
        key = (place.id or place.full_name) if place else None
        groups.setdefault(key, (place, []))[1].append(each)
    ranked = sorted(groups.values(), key=lambda group: (group[0] is None, -len(group[1])))
    return [(place, sorted(claims, key=_rank)) for place, claims in ranked]


def _rank(recorded: RecordedClaim) -> tuple[bool, int, int]:
    claim = recorded.claim
    return claim.background, _ORDER[claim.kind], claim.evidence.start


def _place_name(place: Place | None) -> str:
    return place.full_name if place else "no place named"


def _claims_view(claims: Sequence[RecordedClaim], width: int) -> RenderableType:
    wide = width >= WIDE
    rows = [_cells(each) for each in claims]
    if wide:
        table = _grid(_WIDE, last=True)
        table.add_row(*(Text(title, style="dim italic") for title in _TITLES))
        for cells, words in rows:
            table.add_row(*cells, words)
        return table
    head = _grid(_NARROW)
    head.add_row(*(Text(title, style="dim italic") for title in _TITLES[:4]))
    parts: list[RenderableType] = [head]
    for cells, words in rows:
        line = _grid(_NARROW)
        line.add_row(*cells)
        parts += [line, Padding(words, (0, 0, 1, 4))]
    return Group(*parts)


def _grid(widths: Sequence[int], *, last: bool = False) -> Table:
    """Columns of fixed width; with `last` one more that takes what is left of the line."""
    grid = Table.grid(padding=(0, 2, 1 if last else 0, 0))
    for width in widths:
        grid.add_column(width=width, overflow="fold")
    if last:
        grid.add_column(ratio=1, overflow="fold")
        grid.expand = True
    return grid


def claims_view(recorded: Sequence[RecordedClaim], *, is_all: bool, width: int) -> Group:
    """Claims of several reports, one after the other, each with the report that carries it."""
    parts: list[RenderableType] = []
    wide = width >= WIDE
    for each in recorded:
        cells, words = _cells(each)
        line = _grid(_WIDE if wide else _NARROW, last=wide)
        line.add_row(*cells, *([words] if wide else []))
        parts.append(line)
        if not wide:
            parts.append(Padding(words, (0, 0, 0, 4)))
        parts.append(Padding(dim(origin_line(each)), (0, 0, 1, 4)))
    more = "" if is_all else "; there are more: see --limit, or --json for all"
    return Group(*parts, dim(count(len(recorded), "claim") + more))


def _cells(recorded: RecordedClaim) -> tuple[list[RenderableType], Text]:
    claim = recorded.claim
    notes = filter(None, (phrases.speaks_for(claim), phrases.relayed(claim)))
    who = Text(plain(claim.source.name), style="bold")
    says = Text(plain(phrases.says(claim)))
    if claim.background:
        says.append(" (background)", style="dim")
    when = [dim(span_of_days(claim.when) or "not dated")]
    if said := span_of_days(claim.said_on):
        when.append(dim(f"said {said}"))
    cells: list[RenderableType] = [
        Text("\n").join([who, *map(dim, notes)]),
        says,
        dim(phrases.manner(claim)),
        Text("\n").join(when),
    ]
    return cells, excerpt(recorded.sentence, recorded.evidence)


def _closing(reading: Reading, *, told: bool) -> Text:
    counts = (
        count(len(reading.statements), "statement"),
        count(len(reading.claims), "claim"),
        f"{len(reading.declined)} declined",
    )
    hint = " (--why lists every one with its reason)" if reading.declined and not told else ""
    return dim(", ".join(counts) + hint)


def count(number: int, noun: str) -> str:
    """`1 claim`, `2 claims`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


_STANDINGS = {
    Standing.COUNTS: "",
    Standing.SUPERSEDED: " · superseded by a later version",
    Standing.WITHDRAWN: " · withdrawn by its source",
}


def hits_view(hits: Sequence[SearchHit]) -> Group:
    """Reports that hold the words, which stand out in a stretch of each."""
    parts: list[RenderableType] = []
    for hit in hits:
        day = hit.published.day.isoformat() if hit.published else "undated"
        standing = _STANDINGS[hit.standing]
        parts.append(Text.assemble((plain(hit.outlet or hit.document_id), "bold"), f" · {day}{standing}"))
        if about := paraphrase_note(hit.document_id) or hit.url:
            parts.append(dim(about))
        parts.append(Padding(_marked(plain(hit.snippet)), (0, 0, 1, 2)))
    parts.append(dim(count(len(hits), "report")))
    return Group(*parts)


def _marked(snippet: str) -> Text:
    """The snippet with the words found in bold instead of brackets, where there is bold."""
    text = Text(snippet)
    text.highlight_regex(r"\[[^\[\]]*\]", "bold")
    return text


def summary_view(summary: Summary, ledger: str) -> Group:
    """What became of the reports that were to be added."""
    fates = summary.fates
    languages = ", ".join(f"{language} {number}" for language, number in sorted(summary.languages.items()))
    added = f"{fates[Fate.ADDED]} added to {plain(ledger)}, with {count(summary.claims, 'claim')}"
    others = (
        (fates[Fate.VERSION], "added as new versions of reports that are there"),
        (fates[Fate.CARRIER], "already there in another form, and kept as its carriers"),
        (fates[Fate.KNOWN], "already there"),
        (
            fates[Fate.NOT_READ],
            f"recorded but not read, in a language that sayso does not read ({languages})",
        ),
        (fates[Fate.OFF_SUBJECT], "recorded but passed over, not about an armed conflict that sayso knows"),
        (fates[Fate.FAILED], "failed; once put right, they can be tried again by sayso add --retry"),
        (summary.undated, "without a day of publication; name the file again with --published to give it"),
    )
    return Group(Text(added), *(Text(f"{number} {plain(words)}") for number, words in others if number))
