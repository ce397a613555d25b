"""`sayso judge add`: a claim that the reading missed, put on record by a person."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from sayso.cli.filters import CERTAINTIES, KINDS
from sayso.cli.options import json_option, moment, own_gazetteer, with_reason

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.model import Document, Place, Publication, Theatre


@click.command(short_help="Put in a claim that the reading missed.")
@click.argument("document")
@click.option("--words", required=True, help="The words of the report that carry it, as they stand there.")
@click.option("--kind", type=click.Choice(KINDS), required=True, help="As in the codebook.")
@click.option(
    "--place", "name", required=True, metavar="NAME", help="What it is about: a name, or geonames:706757."
)
@click.option(
    "--near",
    "neighbours",
    multiple=True,
    metavar="NAME",
    help="A place beside it; tells places of one name apart.",
)
@click.option(
    "--theatre",
    "theatre_id",
    metavar="ID",
    help="The conflict that it is about, if not the one that the report was read as one on.",
)
@click.option("--unplaced", is_flag=True, help="Keep a name without a position where none is known for it.")
@click.option("--party", metavar="NAME", help="Whom it is about, with the side it fights for.")
@click.option("--side", metavar="NAME", help="The side, where it is not the party's own.")
@click.option("--new-party", is_flag=True, help="Take a party or side that the conflict does not know.")
@click.option("--polarity", type=click.Choice(["affirmed", "denied"]), default="affirmed", show_default=True)
@click.option("--certainty", type=click.Choice(CERTAINTIES), default="asserted", show_default=True)
@click.option(
    "--source", required=True, metavar="NAME", help="Who says so; the outlet for the report itself."
)
@click.option("--when", metavar="DAY", callback=moment, help="The day that it is about.")
@with_reason
@json_option("the claim as `sayso claims` writes it, with its judgement")
def add(
    document: str,
    words: str,
    kind: str,
    name: str,
    neighbours: tuple[str, ...],
    theatre_id: str | None,
    unplaced: bool,
    party: str | None,
    side: str | None,
    new_party: bool,
    polarity: str,
    certainty: str,
    source: str,
    when: Publication | None,
    author: str,
    reason: str,
    evidence: tuple[str, ...],
    ledger: str,
    as_json: bool,
) -> None:
    """Put in a claim that the reading of DOCUMENT missed, on the words that carry it:

    \b
        sayso judge add d14 --words "the town had fallen" --kind control --place Soledar \\
            --party Russia --source "Front Monitor" --author "A. Editor" --reason "missed"

    `sayso search` shows the ids of documents. The place is found as in a report on the same conflict, and
    `sayso gazetteer find` explains how. A party that the conflict does not know is refused with those that
    come near, unless with --new-party. The claim speaks like any other from now on, `sayso brief` tells it
    with your name, and `sayso judge undo` takes it back.
    """
    from sayso.ledger import Ledger
    from sayso.model import Certainty, Judgement, JudgementKind, Kind, Polarity, When
    from sayso.recording.by_hand import Said, check_party, claim_by_hand

    if kind == Kind.CONTROL and party is None and side is None:
        raise click.UsageError("a claim of control is about who holds the place: name the --party")
    with Ledger.open(ledger, create=False) as opened:
        report, theatre = _report(opened, document, theatre_id)
        about = _place(name, neighbours, report, theatre, unplaced=unplaced)
        for each in () if new_party else dict.fromkeys(filter(None, (party, side))):
            check_party(each, theatre, report.published, country=about.country)
        claim = claim_by_hand(
            report,
            Said(
                words=words,
                kind=Kind(kind),
                place=about,
                source=source,
                party=party or side,
                side=side,
                polarity=Polarity(polarity),
                certainty=Certainty(certainty),
                when=When.on(when.day) if when is not None else None,
            ),
            theatre,
            author=author,
        )
        value = {
            "kind": kind,
            "place": claim.place.full_name if claim.place else None,
            "party": claim.party,
            "side": claim.side,
            "polarity": polarity,
            "certainty": certainty,
            "source": source,
            "when": when.day.isoformat() if when is not None else None,
            "words": claim.evidence.of(report.text),
        }
        judgement = Judgement(
            kind=JudgementKind.ADD,
            subject=document,
            author=author,
            reason=reason,
            evidence=evidence,
            value={key: each for key, each in value.items() if each is not None},
        )
        number = opened.judge(judgement, datetime.now(UTC), claim=claim)
        recorded = opened.claim_put_by(number, document)
    if recorded is None:
        raise RuntimeError("a claim that was just recorded is not there")
    if as_json:
        from sayso.cli.lines import judged_claim_line
        from sayso.cli.terminal import write_line

        write_line(judged_claim_line(number, recorded))
    else:
        click.echo(f"judgement {number} is on record: {recorded.id}")


def _report(ledger: Ledger, document: str, chosen: str | None) -> tuple[Document, Theatre | None]:
    """The report, and the conflict that is named, else the one that it was read as a report on."""
    from sayso.errors import LedgerError, SaysoError
    from sayso.parties import load_theatres

    found = ledger.document(document)
    if found is None:
        raise LedgerError(ledger.name, f"holds no document {document!r}", "`sayso search` shows their ids")
    theatres = {each.id: each for each in load_theatres()}
    if chosen is not None and chosen not in theatres:
        raise SaysoError(f"no theatre {chosen!r}; there is {', '.join(theatres)}")
    with ledger.snapshot() as seen:
        read_as = seen.documents([document])[document].theatre
    return found, theatres.get(chosen or read_as or "")


def _place(
    name: str, neighbours: tuple[str, ...], report: Document, theatre: Theatre | None, *, unplaced: bool
) -> Place:
    """The place that the name means in this report. One that the gazetteer cannot tell is an error, unless
    it is to be kept as a name: a slip would be a place of its own for ever."""
    from sayso.cli.resolutions import Question, asked
    from sayso.errors import SaysoError
    from sayso.model import Place
    from sayso.pipeline import whole_gazetteer

    gazetteer = whole_gazetteer(own_gazetteer())
    if (known := gazetteer.place(name)) is not None:
        return known
    countries = frozenset(theatre.countries) if theatre is not None else frozenset()
    answer = asked(
        Question(name, countries, neighbours, report.published.day if report.published else None), gazetteer
    )
    if answer.resolution.place is not None:
        return answer.resolution.place
    if unplaced:
        return Place(name=name)
    meant = f"; did you mean {', '.join(answer.suggestions)}?" if answer.suggestions else ""
    raise SaysoError(
        f"{name!r} means no place here ({answer.resolution.reason}){meant}; name the --theatre or a place "
        "--near it, give an id that `sayso gazetteer find` shows, or keep the name with --unplaced"
    )
