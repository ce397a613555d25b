"""`sayso estimate`: who probably holds a place, day by day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import (
    dated,
    json_option,
    learned_option,
    ledger_option,
    own_gazetteer,
    progress_option,
)

if TYPE_CHECKING:
    from sayso.answers.learned import LearnedMethod
    from sayso.model import Publication

_REASONS = 5


def _method(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """The name of a method; the methods are loaded only when the command runs."""
    from sayso.estimation import DEFAULT_METHOD, METHODS

    if value is not None and value not in METHODS:
        raise click.BadParameter(f"there is no method {value!r}; there is {', '.join(METHODS)}")
    return value or DEFAULT_METHOD


@click.command(short_help="Reckon who holds a place, day by day.")
@click.argument("place", required=False)
@click.option("--from", "first", callback=dated, metavar="DATE", help="First day.")
@click.option(
    "--to",
    "last",
    callback=dated,
    metavar="DATE",
    help="Last day. By default the last that the ledger knows.",
)
@click.option(
    "--method", callback=_method, metavar="NAME", help="How to reckon; a name that there is not lists them."
)
@click.option(
    "--hindsight", is_flag=True, help="With all that is known now, each claim at the day it is about."
)
@click.option(
    "--explain",
    is_flag=True,
    help="Add what each claim and origin moves, and what would turn it.",
)
@click.option(
    "--episodes", type=click.Path(path_type=Path), metavar="FILE", help="Reports instead of a ledger."
)
@click.option(
    "--all", "everywhere", is_flag=True, help="Every place, on the last day of the ledger or on that of --to."
)
@learned_option
@ledger_option
@json_option("{“place”, “date”, “probabilities”}, one day a line")
@progress_option
def estimate(
    place: str | None,
    first: Publication | None,
    last: Publication | None,
    method: str,
    hindsight: bool,
    explain: bool,
    episodes: Path | None,
    everywhere: bool,
    learned: Path | None,
    ledger: str,
    as_json: bool,
    progress: bool | None,
) -> None:
    """Reckon who holds PLACE on each day, each day told only by what was published by then.

    \b
        sayso estimate Soledar --from 2023-01-02 --to 2023-01-26
        sayso estimate Soledar --from 2023-01-02 --json --explain

    --all keeps what is believed of each place in the ledger, beside the record, and reckons anew only what
    changed:

    \b
        sayso estimate --all
        sayso estimate --all --to 2023-02-01 --json

    --learned FILE weighs each voice by what sayso learn found of it until a day; days up to that one it
    tells only with --hindsight.

    --episodes takes lines of {"episode", "place", "parties", "window", "report_id", "published", "text"} (and
    "country", "lat", "lon", "outlet", "url", "text_language" where known), keeps the episodes apart, and
    writes each day of each window under the parties' own names:

    \b
        sayso estimate --episodes reports.jsonl --json > days.jsonl
    """
    if [place is not None, episodes is not None, everywhere].count(True) != 1:
        raise click.UsageError("name a PLACE, or --all, or --episodes FILE")
    taught = _learned(learned, method, of_ledger=episodes is None)
    if everywhere:
        if first or hindsight or explain:
            raise click.UsageError("--all tells one day, as known on it; name a PLACE for more")
        from sayso.cli.everywhere import show_everywhere

        show_everywhere(ledger, last.day if last else None, learned=taught, as_json=as_json)
        return
    if episodes is not None:
        if first or last or hindsight:
            raise click.UsageError("--episodes carry their own days, each told by what was known on it")
        _of_episodes(episodes, method, explain=explain, as_json=as_json, progress=progress)
        return
    assert place is not None
    if first is None:
        raise click.UsageError("say from which day: --from 2023-01-02")
    _of_ledger(
        place,
        first.day,
        last.day if last else None,
        ledger=ledger,
        method=method,
        learned=taught,
        hindsight=hindsight,
        explain=explain,
        as_json=as_json,
    )


def _learned(path: Path | None, method: str, *, of_ledger: bool) -> LearnedMethod | None:
    from sayso.estimation import DEFAULT_METHOD

    if path is None:
        return None
    if method != DEFAULT_METHOD or not of_ledger:
        raise click.UsageError(f"--learned goes with the method {DEFAULT_METHOD} and a ledger")
    from sayso.answers.learned import learned_method

    return learned_method(path)


def _of_episodes(path: Path, method: str, *, explain: bool, as_json: bool, progress: bool | None) -> None:
    from sayso.answers.episodes import estimates, read_episodes
    from sayso.answers.reckoning import by_this_sayso
    from sayso.cli.days import days_view
    from sayso.cli.lines import estimate_line
    from sayso.cli.progress import tracked
    from sayso.cli.terminal import console, show, write_line
    from sayso.model import CONTESTED
    from sayso.pipeline import Reader

    reader = Reader(added=own_gazetteer(), conflicts_only=True)
    found = read_episodes(path, today=date.today())
    for episode in tracked(found, "estimating", progress, total=len(found), thing="episode", talking=True):
        days = estimates(
            episode, reader.read, reader.gazetteer, method=method, reasons=_REASONS if explain else 0
        )
        if not as_json:
            show(console(), days_view(days, None))
            continue
        sides = tuple(each for each in days[0].probabilities if each != CONTESTED)
        prior = days[0].prior_holder
        reckoning = by_this_sayso(
            method,
            sides=sides,
            first=days[0].day,
            last=days[-1].day,
            holders=(prior,) if prior is not None else (),
        )
        for day in days:
            write_line(estimate_line(day, reckoning=reckoning, explain=explain))


def _of_ledger(
    name: str,
    first: date,
    last: date | None,
    *,
    ledger: str,
    method: str,
    learned: LearnedMethod | None,
    hindsight: bool,
    explain: bool,
    as_json: bool,
) -> None:
    from sayso.answers.days import days_of
    from sayso.answers.place import latest_day
    from sayso.cli.days import days_view
    from sayso.cli.explained import explained_view
    from sayso.cli.lines import estimate_line
    from sayso.cli.terminal import console, show, write_line
    from sayso.ledger import Ledger

    if learned is not None and not hindsight:
        learned.tells(first)
    with Ledger.open(ledger, create=False) as opened:
        until = last or latest_day(opened)
        if until < first:
            raise click.UsageError(f"the last day, {until}, is before the first, {first}")
        days = days_of(
            opened,
            name,
            first,
            until,
            method=learned.method if learned is not None else method,
            hindsight=hindsight,
            reasons=_REASONS if explain else 0,
        )
    if as_json:
        for day, verdict in zip(days.estimates, days.verdicts, strict=True):
            write_line(estimate_line(day, reckoning=days.reckoning, explain=explain, verdict=verdict))
        return
    told = [days_view(days.estimates, days.verdicts)]
    if explain:
        told.append(explained_view(days.estimates[-1], days.claims))
    show(console(), *told)
