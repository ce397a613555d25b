"""The days of one place as a table: the shares as a bar, in numbers, and what a reader is told."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.cli.terminal import dim, plain
from sayso.estimation import Verdict
from sayso.model import CONTESTED, Estimate

_BAR = 20
_FILLS = "█▓▒░"
_CONTESTED_FILL = "·"


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
