"""The days of one place: estimates, what to tell of each, and a table of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.cli.answers import View, claims_of, place_of, sides_for, standing
from sayso.cli.terminal import dim, plain
from sayso.errors import LedgerError
from sayso.estimation import Verdict, estimate, verdict
from sayso.ledger import Ledger
from sayso.model import CONTESTED, Estimate

_BAR = 20
_FILLS = "█▓▒░"
_CONTESTED_FILL = "·"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """One estimate and one verdict for each day, in order."""

    estimates: tuple[Estimate, ...]
    verdicts: tuple[Verdict, ...]


def days_of(
    ledger: Ledger,
    name: str,
    first: date,
    last: date,
    *,
    method: str,
    hindsight: bool = False,
    reasons: int = 0,
) -> Days:
    """The days of a place from a ledger; each told by what was known on it unless with hindsight.

    Raises `UnknownPlaceError` for a place without claims, `LedgerError` where they name no side.
    """
    claims = claims_of(ledger, name, View(as_known=None if hindsight else last))
    sides = sides_for(claims, first)
    if not sides:
        raise LedgerError(ledger.name, f"no claim about {name} by {last} names a side of a war")
    found = estimate(
        place_of(claims, name).full_name,
        claims,
        sides=sides,
        first=first,
        last=last,
        method=method,
        hindsight=hindsight,
        reasons=reasons,
    )
    dated = standing(claims) if hindsight else claims
    return Days(estimates=tuple(found), verdicts=tuple(verdict(day, dated) for day in found))


def days_view(days: Sequence[Estimate], verdicts: Sequence[Verdict] | None) -> Group:
    """A line a day: the shares as a bar, in numbers, and what a reader is told."""
    states = list(days[0].probabilities)
    fills = dict(zip((s for s in states if s != CONTESTED), _FILLS * len(states), strict=False))
    fills[CONTESTED] = _CONTESTED_FILL
    legend = Text("   ".join(f"{fills[state]} {plain(state)}" for state in states), style="dim")
    table = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(3 + (verdicts is not None)):
        table.add_column(overflow="fold")
    for number, day in enumerate(days):
        shares = " ".join(f"{percent(day.probabilities[state]):>4}" for state in states)
        cells: list[RenderableType] = [Text(day.day.isoformat()), Text(bar(day, fills)), Text(shares)]
        if verdicts is not None:
            cells.append(dim(verdicts[number].label))
        table.add_row(*cells)
    return Group(Text(plain(days[0].place), style="bold"), legend, table, dim(_method(days[0])))


def bar(day: Estimate, fills: dict[str, str]) -> str:
    """The shares of a day side by side in a fixed number of cells; the greatest remainders round up."""
    exact = {state: share * _BAR for state, share in day.probabilities.items()}
    cells = {state: int(size) for state, size in exact.items()}
    by_remainder = sorted(exact, key=lambda state: cells[state] - exact[state])
    for state in by_remainder[: _BAR - sum(cells.values())]:
        cells[state] += 1
    return "".join(fills[state] * size for state, size in cells.items())


def percent(share: float) -> str:
    """A share in whole per cent; what is nearly sure is not shown as sure."""
    return ">99%" if share > 0.995 else "<1%" if share < 0.005 else f"{share:.0%}"


def _method(day: Estimate) -> str:
    return f"{day.method} ({day.parameters})"
