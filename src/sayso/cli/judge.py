"""`sayso judge`: what people decide about the record, with name and reason."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.filters import CERTAINTIES
from sayso.cli.judge_add import add
from sayso.cli.options import json_option, ledger_option, moment, with_reason

if TYPE_CHECKING:
    from sayso.model import Judgement, JudgementKind, Publication


@click.group(short_help="Add, reject, correct or verify a claim; merge sources.")
def judge() -> None:
    """Put on record what people decide about the record, with name and reason.

    Nothing is changed or removed: a judgement is a row beside what was read, and counts from when it was
    made. What was answered before stays as it was (`sayso place --as-recorded`), and each judgement can be
    taken back.

    \b
        sayso place Soledar --on 2023-01-14 --json        shows the ids of claims
        sayso judge reject claim:5f2e... --author "A. Editor" --reason "a quotation of 2014"
        sayso judge list
    """


judge.add_command(add)


@judge.command(short_help="Set a claim aside: the text does not say that.")
@click.argument("claim")
@with_reason
def reject(claim: str, author: str, reason: str, evidence: tuple[str, ...], ledger: str) -> None:
    """Set a claim aside, because the text does not say that. What the source says, and whether it is so, are
    two questions: for the second there are `verify` and `refute`."""
    _put("REJECT", claim, author, reason, evidence, ledger)


@judge.command(short_help="A claim was borne out by evidence from outside.")
@click.argument("claim")
@with_reason
def verify(claim: str, author: str, reason: str, evidence: tuple[str, ...], ledger: str) -> None:
    """Put on record that a claim was borne out by evidence from outside; --evidence names it."""
    _put("VERIFIED", claim, author, reason, _needed(evidence), ledger)


@judge.command(short_help="A claim was not borne out by evidence from outside.")
@click.argument("claim")
@with_reason
def refute(claim: str, author: str, reason: str, evidence: tuple[str, ...], ledger: str) -> None:
    """Put on record that evidence from outside speaks against a claim; --evidence names it."""
    _put("REFUTED", claim, author, reason, _needed(evidence), ledger)


@judge.command(short_help="Put right what was read from a text.")
@click.argument("claim")
@click.option("--kind", metavar="KIND", help="As in the codebook: control, fighting, ...")
@click.option("--party", metavar="NAME", help="Whom it is about, with the side it fights for.")
@click.option("--side", metavar="NAME", help="The side, where it is not the party's own.")
@click.option("--polarity", type=click.Choice(["affirmed", "denied"]))
@click.option("--certainty", type=click.Choice(CERTAINTIES))
@click.option("--source", metavar="NAME", help="Who says so.")
@click.option("--when", metavar="DAY", callback=moment, help="The day that it is about.")
@with_reason
def correct(
    claim: str,
    kind: str | None,
    party: str | None,
    side: str | None,
    polarity: str | None,
    certainty: str | None,
    source: str | None,
    when: Publication | None,
    author: str,
    reason: str,
    evidence: tuple[str, ...],
    ledger: str,
) -> None:
    """Put right what was read: the claim that is named is set aside, and one with what you say stands in its
    place, on the same words."""
    from sayso.answers.judging import Correction
    from sayso.answers.judging import judge as put
    from sayso.errors import InvalidDataError
    from sayso.ledger import Ledger
    from sayso.model import Certainty, Kind, Polarity

    if kind is not None and kind not in set(Kind):
        raise InvalidDataError("--kind", repr(kind), f"is none of {', '.join(Kind)}")
    correction = Correction(
        kind=Kind(kind) if kind is not None else None,
        party=party,
        side=side,
        polarity=Polarity(polarity) if polarity is not None else None,
        certainty=Certainty(certainty) if certainty is not None else None,
        source=source,
        when=when.day if when is not None else None,
    )
    if not correction.value():
        raise click.UsageError("say what it should be: --kind, --party, --polarity, --source, --when ...")
    with Ledger.open(ledger, create=False) as opened:
        judgement = _judgement("CORRECT", claim, author, reason, evidence, {})
        made = put(opened, judgement, datetime.now(UTC), correction=correction)
    click.echo(f"judgement {made.number} is on record")


@judge.command(short_help="Two names are one voice.")
@click.argument("name")
@click.argument("into")
@with_reason
def merge(name: str, into: str, author: str, reason: str, evidence: tuple[str, ...], ledger: str) -> None:
    """Have NAME counted as INTO from now on: two names of one voice are one origin."""
    if name == into:
        raise click.UsageError("a name is merged into another one")
    _put("MERGE", name, author, reason, evidence, ledger, {"into": into})


@judge.command(short_help="A source took a report back.")
@click.argument("document")
@click.option("--deleted", "how", flag_value="deleted", help="It is gone.")
@click.option("--retracted", "how", flag_value="retracted", help="Its source says that it does not stand.")
@click.option(
    "--seen", metavar="DATE", callback=moment, help="When that was seen, if not now; an instant has its zone."
)
@click.option("--reason", metavar="WORDS", help="What its source says of it.")
@ledger_option
def withdraw(
    document: str, how: str | None, seen: Publication | None, reason: str | None, ledger: str
) -> None:
    """Put on record that its source deleted or retracted a report. From then on its claims speak no more;
    what was known before is told as it was."""
    if how is None:
        raise click.UsageError("say --deleted or --retracted")
    from sayso.ledger import Ledger
    from sayso.model import Withdrawn

    with Ledger.open(ledger, create=False) as opened:
        fresh = opened.withdraw(
            document,
            Withdrawn(how),
            datetime.now(UTC),
            reason=reason,
            seen_at=seen.known_from if seen is not None else None,
        )
    click.echo(f"{document} is on record as {how}" + ("" if fresh else " already"))


@judge.command("undo", short_help="Take a judgement back.")
@click.argument("number", type=click.IntRange(min=1))
@with_reason
def undo(number: int, author: str, reason: str, evidence: tuple[str, ...], ledger: str) -> None:
    """Take judgement NUMBER back, a merge for instance. It stays on record, and counts no more from now."""
    _put("TAKE_BACK", str(number), author, reason, evidence, ledger)


@judge.command("list", short_help="Show every judgement.")
@click.argument("subject", required=False)
@ledger_option
@json_option("each judgement")
def list_(subject: str | None, ledger: str, as_json: bool) -> None:
    """Show every judgement in the order in which they were made, or those about SUBJECT: a claim's id, a
    source's name."""
    from sayso.answers.judging import judgement_value
    from sayso.cli.terminal import plain
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        found = opened.judgements(subject)
    for judgement, stands in found:
        if as_json:
            click.echo(json.dumps(judgement_value(judgement, stands), ensure_ascii=False))
            continue
        at = judgement.recorded_at.strftime("%Y-%m-%d %H:%M") if judgement.recorded_at else ""
        instead = "".join(f" {name}: {value}" for name, value in judgement.value.items())
        back = "" if stands else " (taken back)"
        line = f"{judgement.number:4}  {at}  {judgement.kind} {judgement.subject}{instead}{back}"
        click.echo(plain(line))
        click.echo(plain(f"      {judgement.author}: {judgement.reason}"))
    if not found and not as_json:
        click.echo(f"no judgement in {opened.name}")


def _put(
    kind: str,
    subject: str,
    author: str,
    reason: str,
    evidence: tuple[str, ...],
    ledger: str,
    value: dict[str, object] | None = None,
) -> None:
    from sayso.answers.judging import judge as put
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        made = put(
            opened, _judgement(kind, subject, author, reason, evidence, value or {}), datetime.now(UTC)
        )
    click.echo(f"judgement {made.number} is on record")


def _judgement(
    kind: str,
    subject: str,
    author: str,
    reason: str,
    evidence: tuple[str, ...],
    value: dict[str, Any],
) -> Judgement:
    from sayso.model import Judgement, JudgementKind

    decided: JudgementKind = JudgementKind[kind]
    return Judgement(
        kind=decided, subject=subject, author=author, reason=reason, evidence=evidence, value=value
    )


def _needed(evidence: tuple[str, ...]) -> tuple[str, ...]:
    if not evidence:
        raise click.UsageError("name the --evidence that others can check")
    return evidence
