"""`sayso import-claims`: claims that people have coded, into a ledger."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import json_option, ledger_option

if TYPE_CHECKING:
    from sayso.model import Theatre


@click.command("import-claims", short_help="Take claims that people have coded into a ledger.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--coder", required=True, metavar="NAME", help="Who coded them; kept with every document.")
@click.option(
    "--theatre",
    "theatre_id",
    metavar="ID",
    help="Take the sides of parties and the labels of sources that the rows leave out from this conflict.",
)
@ledger_option
@json_option("one document a line")
def import_claims(file: Path, coder: str, theatre_id: str | None, ledger: str, as_json: bool) -> None:
    """Take the claims in FILE, a .csv or .jsonl, into a ledger.

    \b
        sayso import-claims coded.csv --coder "A. Coder" --theatre ukraine
        sayso place Soledar --on 2023-01-14

    The columns are those of sayso export, of which a row needs place, party or side, kind, source and
    published. What is left out is affirmed, asserted, indirect speech and otherwise unknown. Rows with one
    document id, or one address, outlet and date, are one report, whose text are the sentences given. A row
    with a value that is not in the codebook is told with the values there are; then nothing is recorded.
    The same file twice changes nothing.
    """
    from sayso.ledger import Addition, Ledger
    from sayso.recording.coded import coded_reports, sideless
    from sayso.recording.coding import record_coded
    from sayso.recording.coding_files import coded_rows

    theatre = _theatre(theatre_id) if theatre_id else None
    reports, wrong = coded_reports(coded_rows(file), theatre=theatre, today=date.today())
    for line, problem in wrong:
        click.echo(f"sayso: {file}: line {line}: {problem}", err=True)
    if wrong:
        click.echo(f"sayso: {len(wrong)} of the rows are wrong, so nothing was recorded", err=True)
        sys.exit(1)
    counts = {"new": 0, "there": 0, "claims": 0}
    differing = 0
    with Ledger.open(ledger) as opened:
        recorded = record_coded(
            opened, reports, datetime.now(UTC), coder=coder, theatre=theatre, named=str(file)
        )
        for coded, added, is_other in recorded:
            is_new = added.addition in (Addition.NEW, Addition.VERSION)
            claims = len(coded.reading.claims)
            counts["new" if is_new else "there"] += 1
            counts["claims"] += claims if is_new else 0
            if is_other:
                differing += 1
                click.echo(
                    f"sayso: {file}: line {coded.line}: {added.document} is in the ledger with other claims "
                    "on the same words, which are kept; take this coding into a ledger of its own",
                    err=True,
                )
            if as_json:
                told = {"document": added.document, "addition": added.addition.value, "claims": claims}
                click.echo(json.dumps(told, ensure_ascii=False))
        opened.flush()
    if not as_json:
        _tell(counts, ledger)
    if without := sideless(each.reading for each in reports):
        click.echo(
            f"sayso: {without} claims of control name a party and no side, and move no estimate; fill in the "
            "column side, or name the conflict with --theatre",
            err=True,
        )
    if differing:
        sys.exit(1)


def _theatre(name: str) -> Theatre:
    from sayso.errors import UnreadableInputError
    from sayso.parties import load_theatres

    known = {each.id: each for each in load_theatres()}
    if name not in known:
        raise UnreadableInputError(f"--theatre {name}", "is not known", f"there is {', '.join(known)}")
    return known[name]


def _tell(counts: dict[str, int], ledger: str) -> None:
    from sayso.cli.tables import count

    click.echo(f"{count(counts['claims'], 'claim')} of {count(counts['new'], 'document')} added to {ledger}")
    if counts["there"]:
        click.echo(f"{count(counts['there'], 'document')} already there")
