"""What is known of a claim or a statement, as label and value; what is unknown is left out."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.export.page.markup import Markup, element, is_web_address, joined, link
from sayso.export.sentences import counted, span_of_days
from sayso.model import UNSPECIFIED, Claim, Quote, Source, Statement, Voice

Fact = tuple[str, Markup]

_NOTHING = Markup("")


def claim_facts(claim: Claim) -> tuple[Fact, ...]:
    """Every field of the record that a reader asks for, in the order of the table."""
    return tuple(
        _known(
            ("Kind", claim.kind.value + (", background" if claim.background else "")),
            ("Place", claim.place.full_name if claim.place else None),
            ("Extent", claim.extent),
            ("Counted", counted(claim.quantity)),
            ("Party", claim.party),
            ("Polarity", claim.polarity.value),
            ("Certainty", claim.certainty.value),
            ("Source", _voice(claim.source)),
            ("Relayed by", _chain(claim.relayed_by)),
            ("Channel", _manner(claim.channel, claim.quote)),
            ("About", span_of_days(claim.when)),
            ("Said", span_of_days(claim.said_on)),
            ("Basis", _basis(claim.source)),
        )
    )


def statement_facts(statement: Statement, host: Statement | None) -> tuple[Fact, ...]:
    """The same of a statement; `host` is the one that it is told inside of."""
    return tuple(
        _known(
            ("Source", _voice(statement.source)),
            ("Inside", f"words of {_name(host.source)}" if host else None),
            ("Relayed by", _chain(statement.relayed_by)),
            ("Channel", _manner(statement.channel, statement.quote)),
            ("Polarity", statement.polarity.value),
            ("Certainty", statement.certainty.value),
            ("Said", span_of_days(statement.said_on)),
            ("Evidence", ", ".join(item.kind.value for item in statement.evidence_items)),
            ("Basis", _basis(statement.source)),
        )
    )


def speaker(statement: Statement) -> str:
    """Whose words they are, in a few of ours."""
    own = "the report's own words" if statement.voice is Voice.NARRATOR else None
    return f"{_name(statement.source)}: {own}" if own else _name(statement.source)


def _known(*facts: tuple[str, str | None]) -> Iterator[Fact]:
    for label, value in facts:
        if value:
            yield label, joined(value)


def _name(source: Source | None) -> str:
    return "an unnamed source" if source is None or source.name == UNSPECIFIED else source.name


def _voice(source: Source | None) -> Markup:
    """The voice and, by the theatre's word, for whom it speaks."""
    words = [element("bdi", _name(source))]
    if source is not None:
        body = source.org or source.party
        labels = [f"for {body}"] if body and body != source.name else []
        if source.side and source.side not in (body, source.name):
            labels.append(f"on the side of {source.side}")
        if labels:
            words.append(element("small", " " + ", ".join(labels)))
    return joined(*words)


def _basis(source: Source | None) -> Markup | None:
    """What the label of allegiance rests on."""
    if source is None or not source.basis:
        return None
    return link(source.basis, _short(source.basis)) if is_web_address(source.basis) else joined(source.basis)


def _short(url: str) -> str:
    return url.split("://", 1)[1].removeprefix("www.").rstrip("/")


def _chain(names: tuple[str, ...]) -> str | None:
    return ", then ".join(names) or None


def _manner(channel: str | None, quote: Quote) -> str:
    words = {Quote.DIRECT: "quoted", Quote.MIXED: "partly quoted", Quote.INDIRECT: "reworded"}
    return ", ".join(filter(None, (channel and str(channel), words.get(quote, "own words"))))
