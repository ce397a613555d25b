"""What the demo shows: the days of one town, and who claimed and denied it when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.answers import phrases
from sayso.answers.days import Days
from sayso.answers.place import Said, View, claims_of, voices
from sayso.cli.origins import origin_line
from sayso.cli.terminal import dim, plain
from sayso.estimation.evidence import WEIGHTS
from sayso.ledger import Ledger
from sayso.model import Kind

_INTRODUCTION = (
    "In January 2023 the town of Soledar was said to have fallen days before it was agreed that it had. "
    "Below is what the bundled reports made known, day by day: each day is told only by what was "
    "published by then."
)


def key_claims(ledger: Ledger, place: str, last: date) -> list[Said]:
    """Each voice's word on who holds the place, the first time it is on record, in order of time."""
    control = [
        each
        for each in claims_of(ledger, place, View(as_known=last))
        if each.claim.kind is Kind.CONTROL and not each.claim.background and each.claim.certainty in WEIGHTS
    ]
    return list(voices(control))


def demonstration(days: Days, said: Sequence[Said], ledger: str) -> Group:
    """All of the demo's text. The reports are paraphrases: none is shown without saying so."""
    place = days.estimates[0].place
    return Group(
        Text(plain(place), style="bold"),
        dim(_INTRODUCTION),
        Text(),
        _days(days),
        Text(),
        Text(f"Who said that {plain(place)} is held, or not held", style="bold"),
        dim(
            "The first page on record for each voice. Every text is a paraphrase by sayso, never a quotation."
        ),
        *_by_day(said),
        Text(),
        Text("What to type next", style="bold"),
        *(
            Text(f"  {line}", no_wrap=True)
            for line in (
                f"sayso place {place} --on 2023-01-14 --ledger {ledger}",
                f"sayso estimate {place} --from 2023-01-02 --ledger {ledger}",
                f'sayso search "salt mine" --ledger {ledger}',
                f"sayso serve --ledger {ledger}",
            )
        ),
    )


def _days(days: Days) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for day, told in zip(days.estimates, days.verdicts, strict=True):
        label = Text(plain(told.label), style="dim" if told.is_unknown else "")
        if not told.is_unknown:
            origins = len(told.independent_origins)
            label.append(f", {origins} independent origins", style="dim")
        table.add_row(day.day.isoformat(), label)
    return table


def _by_day(said: Iterable[Said]) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for day, voices_of_day in groupby(said, key=_day):
        parts += [Text(), Text(day, style="bold underline")]
        for each in voices_of_day:
            claim = each.first.claim
            line = Text(plain(claim.source.name), style="bold")
            note = phrases.speaks_for(claim)
            line.append(f" {plain(note)}" if note else "", style="dim not bold")
            line.append(f": {plain(phrases.says(claim))}", style="not bold")
            parts += [line, Padding(dim(origin_line(each.first)), (0, 0, 0, 2))]
    return parts


def _day(said: Said) -> str:
    published = said.first.published
    return published.day.isoformat() if published else "undated"
