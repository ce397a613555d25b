"""An answer about a place, for a person: the sides next to each other, the independent, the estimate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import log2

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.answers import phrases
from sayso.answers.credibility import Credibility, credibility_of
from sayso.answers.disputes import Dispute, DisputeKind
from sayso.answers.place import BEARING, Answer, Said
from sayso.answers.relations import Relations
from sayso.cli.chart import chart
from sayso.cli.days import percent
from sayso.cli.excerpts import excerpt
from sayso.cli.explained import claims_section, turns_section
from sayso.cli.explained import origins_section as origin_parts
from sayso.cli.origins import origin_line
from sayso.cli.related import (
    figures_section,
    further_contradictions,
    heading,
    origins_section,
    replies_section,
)
from sayso.cli.tables import count
from sayso.cli.terminal import dim, plain
from sayso.estimation import likelihood_words
from sayso.estimation.evidence import day_known
from sayso.export.sentences import span_of_days
from sayso.model import UNSPECIFIED, Estimate, Kind

_ORDER = {kind: rank for rank, kind in enumerate(Kind)}
_DISPUTES = {
    DisputeKind.HOLDERS: "Each is said to hold it:",
    DisputeKind.DENIED: "Claimed and denied:",
    DisputeKind.CREDIT: "Who of one side took it (no dispute of control):",
}
_CALM = 12
"""Statements up to which an answer is short enough for the curve to be shown unasked."""
_MOST_VOICES = 8
_MOST_ENTRIES = 6

Credited = Mapping[str, Credibility]
"""How credible claims are, by their ids."""


def answer_view(
    answer: Answer, relations: Relations, *, numbers: bool, everything: bool, blocks: bool = False
) -> Group:
    """The whole answer. `numbers` opens the probabilities, `everything` every claim of the window.

    The curve of the weeks before is drawn in `blocks` or in digits, and only with `numbers` where the place
    is unknown or the answer is long.
    """
    shown = [each for each in answer.said if everything or _bears(each)]
    shown.sort(key=_rank)
    most = len(shown) if everything else _MOST_ENTRIES
    parts: list[RenderableType] = [_heading(answer)]
    if not answer.said:
        parts.append(dim(f"Nothing said about it in the {answer.days} days before."))
    credited = credibility_of(answer, relations)
    parts += _columns(shown, answer.sides, most, credited)
    parts += _section("Independent of the sides", [s for s in shown if _is_independent(s)], most, credited)
    parts += _section("Voices not named", [s for s in shown if _is_unnamed(s)], most, credited)
    if left_out := len(answer.said) - len(shown):
        parts += [Text(), dim(f"{count(left_out, 'further statement')} on other matters (--all shows them)")]
    parts += origins_section(answer, relations, everything=everything)
    parts += _disputed(answer.disputes, further_contradictions(answer, relations))
    parts += replies_section(answer, relations)
    parts += figures_section(relations, everything=everything)
    parts += _estimated(answer, numbers, blocks=blocks, is_long=len(shown) > _CALM)
    return Group(*parts)


def _rank(said: Said) -> tuple[bool, int, int]:
    """Who holds it first, and of each kind the latest first."""
    claim = said.first.claim
    known = day_known(said.pages[-1])
    return claim.background, _ORDER[claim.kind], -(known.toordinal() if known else 0)


def _heading(answer: Answer) -> Text:
    place = answer.place
    about = ", ".join(filter(None, (place.id, place.country)))
    return Text.assemble(
        (plain(place.full_name), "bold"), f" on {answer.day}", (f" · {answer.view.words()} · {about}", "dim")
    )


def _bears(said: Said) -> bool:
    return said.first.claim.kind in BEARING and not said.first.claim.background


def _is_unnamed(said: Said) -> bool:
    return said.side is None and said.first.origin == UNSPECIFIED


def _is_independent(said: Said) -> bool:
    return said.side is None and said.first.origin != UNSPECIFIED


def _columns(
    shown: Sequence[Said], sides: Sequence[str], most: int, credited: Credited
) -> list[RenderableType]:
    """The sides that speak, two next to each other; a lone one stands beside a side that is silent."""
    spoken = {each.side for each in shown}
    speaking = [side for side in sides if side in spoken]
    speaking += sorted(side for side in spoken if side is not None and side not in sides)
    if len(speaking) == 1:
        speaking += [side for side in sides if side not in speaking][:1]
    parts: list[RenderableType] = []
    for first in range(0, len(speaking), 2):
        table = Table.grid(padding=(0, 3, 0, 0), expand=True)
        for _ in range(2):
            table.add_column(ratio=1, overflow="fold")
        table.add_row(
            *(
                Group(heading(f"Speaking for {side}"), *_entries(_of(shown, side), most, credited))
                for side in speaking[first : first + 2]
            )
        )
        parts += [Text(), table]
    return parts


def _of(shown: Iterable[Said], side: str) -> list[Said]:
    return [each for each in shown if each.side == side]


def _section(title: str, said: Sequence[Said], most: int, credited: Credited) -> list[RenderableType]:
    return [Text(), heading(title), *_entries(said, most, credited)] if said else []


def _entries(said: Sequence[Said], most: int, credited: Credited) -> list[RenderableType]:
    if not said:
        return [dim("nothing on record")]
    parts: list[RenderableType] = []
    for number, each in enumerate(said[:most]):
        parts += ([Text()] if number else []) + _entry(each, credited)
    if len(said) > most:
        parts += [Text(), dim(f"and {len(said) - most} more (--all shows them)")]
    return parts


def _entry(said: Said, credited: Credited) -> list[RenderableType]:
    recorded, claim = said.first, said.first.claim
    who = Text(plain(claim.source.name), style="bold")
    if note := phrases.speaks_for(claim):
        who.append(f" {plain(note)}", style="dim not bold")
    who.append(": ", style="not bold")
    who.append(plain(phrases.says(claim)), style="not bold")
    dates = (
        span and f"about {span}" if (span := span_of_days(claim.when)) else None,
        span and f"said {span}" if (span := span_of_days(claim.said_on)) else None,
    )
    carried = [origin_line(page) for page in said.pages]
    more = f" and {count(len(carried) - 1, 'more page')}" if len(carried) > 1 else ""
    if more and (last := said.pages[-1].published):
        more += f", the last of {last.day}"
    latest = next((found for page in reversed(said.pages) if (found := credited.get(page.id))), None)
    notes = [_credit(latest) if latest else None, *dates, phrases.relayed(claim), carried[0] + more]
    return [
        who,
        Padding(excerpt(recorded.sentence, said.evidence), (0, 0, 0, 2)),
        Padding(dim(" · ".join(filter(None, notes))), (0, 0, 0, 2)),
    ]


def _credit(found: Credibility) -> str:
    """The figure of the Admiralty code, with the disinterested origins that make it."""
    heard = [
        f"{what} by {len(names)}"
        for what, names in (("borne out", found.borne_out_by), ("contradicted", found.contradicted_by))
        if names
    ]
    return f"credibility {found.credit.number} ({', '.join([found.credit.value, *heard])})"


def _disputed(
    disputes: Sequence[Dispute], further: Sequence[Mapping[str, tuple[str, ...]]]
) -> list[RenderableType]:
    told = [(_DISPUTES[each.kind], each.positions) for each in disputes]
    told += [("Cannot both be right:", each) for each in further]
    parts: list[RenderableType] = [Text(), heading("Disputed")] if told else []
    for words, positions in told:
        parts.append(Text(words))
        for position, names in positions.items():
            shown = ", ".join(map(plain, names[:_MOST_VOICES]))
            more = f" and {len(names) - _MOST_VOICES} more" if len(names) > _MOST_VOICES else ""
            line = Text.assemble((plain(position), "bold"), f": {shown}{more}")
            parts.append(Padding(line, (0, 0, 0, 2)))
    return parts


def _estimated(answer: Answer, numbers: bool, *, blocks: bool, is_long: bool) -> list[RenderableType]:
    title = [Text(), heading("Estimate")]
    if answer.estimate is None or answer.verdict is None:
        return [*title, Text("none: the claims name no side of a war that sayso knows")]
    verdict = answer.verdict
    parts: list[RenderableType] = [*title, Text(plain(verdict.label), style="bold")]
    origins = verdict.independent_origins
    named = f": {', '.join(map(plain, origins[:_MOST_VOICES]))}" if origins else ""
    parts.append(dim(f"{count(len(origins), 'independent origin')} in the last 14 days{named}"))
    if verdict.last_independent is not None:
        parts.append(dim(f"last independent claim: {_ago(verdict.last_independent, answer.day)}"))
    if answer.curve and (numbers or not (verdict.is_unknown or is_long)):
        parts += chart(answer.curve, blocks=blocks)
    if numbers:
        parts.append(_numbers(answer.estimate))
    if numbers or not verdict.is_unknown:
        parts += claims_section(answer.estimate, answer.claims, numbers=numbers)
    if numbers:
        parts += [*origin_parts(answer.estimate), *turns_section(answer.estimate)]
    if not numbers:
        parts.append(dim("--numbers shows the probabilities, what each claim adds, what would turn it"))
    return parts


def _ago(day: date, today: date) -> str:
    days = (today - day).days
    before = f"{count(days, 'day')} before" if days else "the same day"
    return f"{day} ({before})"


def _numbers(estimate: Estimate) -> Table:
    table = Table.grid(padding=(0, 3, 0, 2))
    ranked = sorted(estimate.probabilities.items(), key=lambda item: -item[1])
    for state, share in ranked:
        table.add_row(plain(state), Text(percent(share), justify="right"), likelihood_words(share))
    open_bits = f"{estimate.entropy:.2f}", f"bits open, of {log2(len(ranked)):.2f} where all are even"
    table.add_row(dim("entropy"), Text(open_bits[0], justify="right", style="dim"), dim(open_bits[1]))
    if (prior := estimate.prior_holder) is not None:
        told = f"{prior.party} since {prior.basis.start}, by {prior.basis.reference}"
        table.add_row(dim("held before"), "", dim(told))
    table.add_row(*(dim(words) for words in ("method", "", f"{estimate.method} ({estimate.parameters})")))
    return table
