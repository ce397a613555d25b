"""`sayso verify` and `sayso log`: whether the record is what it was."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import json_option, learned_option, ledger_option, progress_option

if TYPE_CHECKING:
    from sayso.ledger import Ledger


@click.command(short_help="Check that nothing in a ledger was changed behind its back.")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path), metavar="[FILE]")
@learned_option
@ledger_option
@json_option("each thing that is wrong")
@progress_option
def verify(
    file: Path | None, learned: Path | None, ledger: str, as_json: bool, progress: bool | None
) -> None:
    """Check that nothing in a ledger was changed behind its back.

    Every row is held against the chain of hashes, every text against its digest, every claim's words against
    the place where they stand, and the full-text index against the texts:

    \b
        sayso verify
        sayso log --head

    The chain shows that what is there agrees with itself. Keep its head elsewhere from time to time: whoever
    writes the whole chain anew cannot write that.

    With FILE it checks a citation of `sayso cite` instead: its seal, that the ledger still holds what it
    rests on, and that its estimates, reckoned again from the ledger as it was then, come out the same to the
    last bit. FILE may also hold lines of `estimate --json` or `place --json`:

    \b
        sayso estimate Soledar --from 2023-01-02 --json > days.jsonl
        sayso verify days.jsonl

    Estimates that were made with `--learned` want the same file again.
    One that comes out otherwise is told with what is not as it was then: parameters, code, the ledger. In a
    citation that is told too, and is nothing wrong where code or parameters explain it.

    Exit status: 0 where all is in order, 1 where something is wrong, each told in a line, the first first.
    """
    from sayso.cli.progress import meter
    from sayso.ledger import Ledger

    if file is not None:
        _verify_file(file, ledger, learned, as_json=as_json)
        return
    if learned is not None:
        raise click.UsageError("--learned goes with a FILE of estimates")
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


def _verify_file(path: Path, ledger: str, learned: Path | None, *, as_json: bool) -> None:
    """A citation is one value with its format; else each line is an estimate."""
    from sayso.errors import InvalidDataError, UnreadableInputError
    from sayso.ledger import Ledger

    try:
        text = path.read_text(encoding="utf-8")
    except OSError as problem:
        raise UnreadableInputError(path, (problem.strerror or "cannot be read").lower()) from None
    except ValueError:
        raise UnreadableInputError(path, "is no citation: not JSON") from None
    try:
        values = [json.loads(text)]
    except (ValueError, RecursionError):
        values = _lines(path, text)
    if not all(isinstance(each, dict) for each in values):
        raise InvalidDataError(path, "file", "is no citation and holds no estimates")
    with Ledger.open(ledger, create=False) as opened:
        try:
            if len(values) == 1 and "reckoning" not in values[0]:
                wrong = _citation(opened, values[0], path, as_json=as_json)
            else:
                wrong = _estimates(opened, values, path, learned, as_json=as_json)
        except InvalidDataError as problem:
            raise InvalidDataError(path, problem.entry, problem.problem) from None
    if wrong:
        sys.exit(1)


def _lines(path: Path, text: str) -> list[Any]:
    from sayso.errors import UnreadableInputError

    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        raise UnreadableInputError(path, "is no citation: not JSON") from None


def _citation(ledger: Ledger, snapshot: dict[str, Any], path: Path, *, as_json: bool) -> bool:
    """Whether anything is wrong. An estimate of other code or parameters can be no fault of the record."""
    from sayso.answers.citation import check, reckoned_anew

    problems = list(check(ledger, snapshot))
    outcomes = reckoned_anew(ledger, snapshot) if not problems else []
    problems += [
        f"{each.about}: {each.problem}" for each in outcomes if each.problem and not each.is_explained
    ]
    for problem in problems:
        _tell(path, problem, as_json=as_json)
    explained = [each for each in outcomes if each.problem and each.is_explained]
    if explained and not as_json:
        some = f"{len(explained)} of {len(outcomes)} estimates"
        click.echo(f"sayso: {path}: {some} cannot be had again here: {explained[-1].problem}", err=True)
    if not problems and not as_json:
        click.echo(f"{path} is as it was sealed, and {ledger.name} holds all that it rests on")
        if outcomes and not explained:
            click.echo(f"its {len(outcomes)} estimates come out the same to the last bit")
    return bool(problems)


def _estimates(
    ledger: Ledger, values: list[dict[str, Any]], path: Path, learned: Path | None, *, as_json: bool
) -> bool:
    """Whether any does not come out the same."""
    from sayso.answers.learned import learned_method
    from sayso.answers.reckoned_again import reckoned_again

    method = learned_method(learned).method if learned is not None else None
    # A place without sides has no estimate.
    told = [each for each in values if each.get("reckoning", 0) is not None]
    outcomes = list(reckoned_again(ledger, told, method))
    otherwise = [each for each in outcomes if each.problem]
    for each in otherwise:
        _tell(path, f"{each.about}: {each.problem}", as_json=as_json)
    same = len(outcomes) - len(otherwise)
    if not as_json:
        found = f"{same} of {len(outcomes)} estimates come out the same to the last bit"
        click.echo(f"{path}: {found}", err=bool(otherwise))
    return bool(otherwise)


def _tell(path: Path, problem: str, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"where": str(path), "problem": problem}, ensure_ascii=False))
    else:
        click.echo(f"sayso: {path}: {problem}", err=True)


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
