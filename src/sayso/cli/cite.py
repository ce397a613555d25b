"""`sayso cite`: an answer frozen, to be defended later."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import dated, ledger_option, moment

if TYPE_CHECKING:
    from sayso.model import Publication


@click.command(short_help="Freeze an answer, sealed, to defend it later.")
@click.argument("name")
@click.option("--on", "day", callback=dated, required=True, metavar="DATE", help="The day asked about.")
@click.option("--as-known", callback=moment, metavar="DATE", help="As for `place`.")
@click.option("--as-recorded", callback=moment, metavar="DATE", help="As for `place`.")
@click.option("--days", type=click.IntRange(min=1), default=14, show_default=True, help="As for `place`.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Where to put it."
)
@click.option("--page", is_flag=True, help="Also a page to print, beside it.")
@click.option("--json", "as_json", is_flag=True, help="Write it to standard output instead of a file.")
@ledger_option
def cite(
    name: str,
    day: Publication,
    as_known: Publication | None,
    as_recorded: Publication | None,
    days: int,
    out: Path | None,
    page: bool,
    as_json: bool,
    ledger: str,
) -> None:
    """Freeze the answer about a place on a day: the sentences, addresses and hashes it rests on, who
    answers whom, the figures, the estimate and its weeks with all that it takes to reckon them again, and the
    head of the ledger's chain, sealed by a hash over all of it.

    \b
        sayso cite Soledar --on 2023-01-14 --page
        sayso verify Soledar-2023-01-14.citation.json

    The citation is kept in the ledger too, so that a later correction of what it rests on can be told.
    """
    from sayso.answers.citation import cite as frozen
    from sayso.answers.place import View, ask
    from sayso.answers.relations import relations_of
    from sayso.errors import UnwritableOutputError
    from sayso.estimation import DEFAULT_METHOD
    from sayso.export.citation import citation_page
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        known = (as_known.instant or as_known.day) if as_known is not None else day.day
        recorded = (as_recorded.instant or as_recorded.day) if as_recorded is not None else None
        view = View(as_known=known, as_recorded=recorded, hindsight=_day(known) > day.day)
        answer = ask(opened, name, day=day.day, view=view, days=days, method=DEFAULT_METHOD)
        snapshot = frozen(opened, answer, relations_of(opened, answer), datetime.now(UTC))
    if as_json:
        click.echo(json.dumps(snapshot, ensure_ascii=False))
        return
    plain = re.sub(r"\W+", "-", answer.place.full_name).strip("-") or "place"
    target = out or Path(f"{plain}-{day.day}.citation.json")
    written = [(target, json.dumps(snapshot, ensure_ascii=False, indent=1) + "\n")]
    if page:
        written.append((target.with_suffix(".html"), citation_page(snapshot)))
    for path, whole in written:
        try:
            path.write_text(whole, encoding="utf-8")
        except OSError as problem:
            raise UnwritableOutputError(path, (problem.strerror or "cannot be written").lower()) from None
        click.echo(f"wrote {path}")
    click.echo(f"seal {snapshot['seal']}")


def _day(known: date | datetime) -> date:
    return known.date() if isinstance(known, datetime) else known
