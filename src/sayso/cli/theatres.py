"""`sayso theatres`: which conflicts are known, and whether a file of one's own is in order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import json_option

if TYPE_CHECKING:
    from sayso.model import Theatre

_NAME_WIDTH = 36


@click.group(invoke_without_command=True, short_help="List the conflicts that are known; check a file.")
@json_option("one theatre a line")
@click.pass_context
def theatres(context: click.Context, as_json: bool) -> None:
    """List the conflicts that sayso knows the parties of, or check a file about another.

    A theatre is a file that tells who fights, who speaks for whom, whose outlet is whose, and which places
    the town lists lack; every label carries the basis that it rests on.

    \b
        sayso theatres
        sayso theatres check norland.toml
    """
    if context.invoked_subcommand is not None:
        return
    from sayso.cli.lines import line
    from sayso.cli.terminal import plain, write_line
    from sayso.parties import load_theatres

    for theatre in load_theatres():
        if as_json:
            write_line(line(_record(theatre)))
            continue
        until = f" to {theatre.basis.end}" if theatre.basis.end else ""
        click.echo(f"{theatre.id:<13} {plain(theatre.name)}, from {theatre.basis.start}{until}")
        click.echo(f"{'':<13} {plain(', '.join(theatre.sides))}")


@theatres.command(short_help="Check theatre files.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@json_option("one file a line")
def check(files: tuple[Path, ...], as_json: bool) -> None:
    """Check theatre files: the first problem of each, with the entry that it stands in.

    \b
        sayso theatres check norland.toml

    How such a file is written is told in docs/how-to-add-a-theatre.md. The exit status is 1 if any is not in
    order.
    """
    from sayso.cli.lines import line
    from sayso.cli.terminal import plain, write_line
    from sayso.errors import SaysoError
    from sayso.parties import load_theatre

    faults = 0
    for file in files:
        theatre, problem = None, None
        try:
            theatre = load_theatre(file)
        except SaysoError as fault:
            problem = str(fault)
            faults += 1
        if as_json:
            write_line(line({"file": str(file), "problem": problem, **(_record(theatre) if theatre else {})}))
        elif theatre:
            click.echo(f"{plain(file)}: in order: {_counted(theatre)}")
        else:
            click.echo(plain(problem))
    if faults:
        raise SystemExit(1)


def _counted(theatre: Theatre) -> str:
    from sayso.cli.tables import count

    parts = {"party": theatre.parties, "body": theatre.bodies}
    plurals = {"party": "parties", "body": "bodies"}
    counted = [f"{len(found)} {noun if len(found) == 1 else plurals[noun]}" for noun, found in parts.items()]
    rest = {"official": theatre.officials, "outlet": theatre.outlets, "place": theatre.places}
    return ", ".join((*counted, *(count(len(found), noun) for noun, found in rest.items())))


def _record(theatre: Theatre) -> dict[str, Any]:
    basis = theatre.basis
    return {
        "id": theatre.id,
        "name": theatre.name,
        "countries": list(theatre.countries),
        "sides": list(theatre.sides),
        "from": basis.start.isoformat() if basis.start else None,
        "to": basis.end.isoformat() if basis.end else None,
        "parties": len(theatre.parties),
        "bodies": len(theatre.bodies),
        "officials": len(theatre.officials),
        "outlets": len(theatre.outlets),
        "places": len(theatre.places),
        "basis": basis.reference,
        "reviewed_by": basis.reviewed_by,
    }
