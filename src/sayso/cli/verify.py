"""`sayso verify` and `sayso log`: whether the record is what it was."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from sayso.cli.options import json_option, ledger_option, progress_option


@click.command(short_help="Check that nothing in a ledger was changed behind its back.")
@click.argument("citation", required=False, type=click.Path(dir_okay=False, path_type=Path), metavar="[FILE]")
@ledger_option
@json_option("each thing that is wrong")
@progress_option
def verify(citation: Path | None, ledger: str, as_json: bool, progress: bool | None) -> None:
    """Check that nothing in a ledger was changed behind its back.

    Every row is held against the chain of hashes, every text against its digest, every claim's words against
    the place where they stand, and the full-text index against the texts:

    \b
        sayso verify
        sayso log --head

    The chain shows that what is there agrees with itself. Keep its head elsewhere from time to time: whoever
    writes the whole chain anew cannot write that.

    With FILE it checks a citation of `sayso cite` instead: its seal, and that the ledger still holds what it
    rests on.

    Exit status: 0 where all is in order, 1 where something is wrong, each told in a line, the first first.
    """
    from sayso.cli.progress import meter
    from sayso.ledger import Ledger

    if citation is not None:
        _verify_citation(citation, ledger, as_json=as_json)
        return
    found = 0
    with Ledger.open(ledger, create=False) as opened:
        head = opened.head()
        links = head.entries
        with meter("verifying", progress, total=links, pieces=links, thing="link", talking=as_json) as shown:
            for fault in opened.verify(lambda: shown.advance(1, 1)):
                found += 1
                if as_json:
                    click.echo(
                        json.dumps({"where": fault.where, "problem": fault.problem}, ensure_ascii=False)
                    )
                else:
                    click.echo(f"sayso: {fault}", err=True)
    if found:
        click.echo(f"{opened.name}: {found} thing{'s are' if found > 1 else ' is'} not as recorded", err=True)
        sys.exit(1)
    if not as_json:
        click.echo(f"{opened.name} is as it was recorded: {_entries(head.entries)}, head {head.hash}")


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


def _verify_citation(path: Path, ledger: str, *, as_json: bool) -> None:
    from sayso.answers.citation import check
    from sayso.errors import InvalidDataError, UnreadableInputError
    from sayso.ledger import Ledger

    try:
        snapshot = json.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise UnreadableInputError(path, (problem.strerror or "cannot be read").lower()) from None
    except (ValueError, RecursionError):
        raise UnreadableInputError(path, "is no citation: not JSON") from None
    with Ledger.open(ledger, create=False) as opened:
        try:
            problems = list(check(opened, snapshot))
        except InvalidDataError as problem:
            raise InvalidDataError(path, problem.entry, problem.problem) from None
    for problem_found in problems:
        if as_json:
            click.echo(json.dumps({"where": str(path), "problem": problem_found}, ensure_ascii=False))
        else:
            click.echo(f"sayso: {path}: {problem_found}", err=True)
    if problems:
        sys.exit(1)
    if not as_json:
        click.echo(f"{path} is as it was sealed, and {opened.name} holds all that it rests on")


@click.command(short_help="Show the chain of hashes of a ledger.")
@click.option("--head", "only_head", is_flag=True, help="Only the last hash, to be noted elsewhere.")
@click.option("--last", default=20, show_default=True, metavar="N", help="How many of the last entries.")
@ledger_option
@json_option("each entry")
def log(only_head: bool, last: int, ledger: str, as_json: bool) -> None:
    """Show the chain of hashes of a ledger, the last entries last.

    \b
        sayso log --head

    The head stands for everything before it: printed in a paper, sent to somebody or time-stamped by a
    service, it shows later that the ledger held what it holds.
    """
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        if only_head:
            head = opened.head()
            at = head.recorded_at.isoformat() if head.recorded_at is not None else None
            if as_json:
                click.echo(json.dumps({"entries": head.entries, "head": head.hash, "recorded_at": at}))
            else:
                click.echo(f"{head.hash}  {_entries(head.entries)}, {at or 'nothing recorded yet'}")
            return
        for entry in opened.log(last):
            if as_json:
                click.echo(
                    json.dumps(
                        {
                            "number": entry.number,
                            "kind": entry.kind,
                            "subject": entry.subject,
                            "digest": entry.digest,
                            "head": entry.head,
                            "recorded_at": entry.recorded_at.isoformat(),
                        }
                    )
                )
            else:
                at = entry.recorded_at.strftime("%Y-%m-%d %H:%M:%S")
                click.echo(f"{entry.number:7}  {at}  {entry.head[:16]}  {entry.kind} {entry.subject}")
