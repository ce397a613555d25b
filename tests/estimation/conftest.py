"""Claims made by hand about one town that Vale and Moor fight for."""

from datetime import UTC, date, datetime, time, timedelta

from sayso.model import (
    Certainty,
    Claim,
    Kind,
    Place,
    Polarity,
    Publication,
    RecordedClaim,
    Source,
    Span,
    When,
)

SIDES = ("Vale", "Moor")
DAY = date(2023, 1, 1)
ARDEN = Place(name="Arden")


def day(number):
    return DAY + timedelta(days=number)


def said(
    number,
    source,
    holder,
    *,
    kind=Kind.CONTROL,
    denied=False,
    certainty=Certainty.ASSERTED,
    speaks_for=None,
    about=None,
    page="",
    instant=False,
    **more,
):
    """`source` says on a numbered day that `holder` holds the town."""
    published = Publication(day(number))
    if instant:
        published = Publication(day(number), datetime.combine(day(number), time(12), UTC))
    claim = Claim(
        kind=kind,
        place=ARDEN,
        party=holder,
        side=holder,
        source=Source(name=source, side=speaks_for),
        statement="s1",
        evidence=Span(0, 1),
        polarity=Polarity.DENIED if denied else Polarity.AFFIRMED,
        certainty=certainty,
        when=None if about is None else When.on(day(about)),
        **more,
    )
    name = f"{number}-{source}-{holder}-{kind}-{denied}-{certainty}-{about}-{page}"
    return RecordedClaim(
        id=name,
        claim=claim,
        document_id=f"{number}-{source}-{page}",
        published=published,
        outlet=page or source,
        url=None,
        sentence="",
    )
