"""`sayso estimate --all`: every place of a ledger on one day."""

from __future__ import annotations

from datetime import date

from rich.table import Table

from sayso.answers.everywhere import PlaceEstimate, estimates_everywhere
from sayso.answers.learned import LearnedMethod
from sayso.answers.place import latest_day
from sayso.answers.values import estimate_value
from sayso.cli.lines import line
from sayso.cli.progress import steps
from sayso.cli.tables import count
from sayso.cli.terminal import console, dim, plain, show, write_line
from sayso.estimation.summary import RECENT_DAYS
from sayso.ledger import Ledger
from sayso.model import Estimate


def show_everywhere(
    ledger: str, day: date | None, *, learned: LearnedMethod | None = None, as_json: bool
) -> None:
    """Print every place: for people those heard of lately, as lines of JSON all of them."""
    with Ledger.open(ledger, create=False) as opened, steps("reckoning places") as advance:
        on = day or latest_day(opened)
        if learned is not None:
            learned.tells(on)
        method = learned.method if learned is not None else None
        found = estimates_everywhere(opened, on, method=method, advance=advance)
    if as_json:
        for each in found:
            write_line(line(place_value(each)))
        return
    lately = [each for each in found if each.verdict is not None]
    table = Table.grid(padding=(0, 2))
    for each in lately:
        if each.verdict is not None:
            table.add_row(plain(each.place), plain(each.verdict.label), dim(f"heard {each.last_heard}"))
    show(console(), table)
    rest = len(found) - len(lately)
    if rest:
        show(console(), dim(f"{count(rest, 'place')} not heard of in {RECENT_DAYS} days: --json tells them"))


def place_value(told: PlaceEstimate) -> dict[str, object]:
    """One place as a line of JSON."""
    estimate, verdict = told.estimate, told.verdict
    return {
        "place": told.place,
        "place_id": told.place_id,
        "last_heard": told.last_heard.isoformat(),
        "label": verdict.label if verdict else f"unknown (nothing heard in the last {RECENT_DAYS} days)",
        "independent_origins": list(verdict.independent_origins) if verdict else [],
        **(
            {"date": None, "probabilities": None, "method": None, "parameters": None, "reckoning": None}
            if estimate is None
            else {
                **_dated(estimate, told),
                "method": estimate.method,
                "parameters": estimate.parameters,
            }
        ),
    }


def _dated(estimate: Estimate, told: PlaceEstimate) -> dict[str, object]:
    value = estimate_value(estimate, explain=False, reckoning=told.reckoning)
    return {key: each for key, each in value.items() if key != "place"}
