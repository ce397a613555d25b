"""A claim in a few words, whatever its kind, polarity and certainty."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.answers.phrases import manner, relayed, says, speaks_for
from sayso.export.sentences import counted, span_of_days
from sayso.model import (
    Certainty,
    Channel,
    Claim,
    Kind,
    Place,
    Polarity,
    Precision,
    Quantity,
    Quote,
    Source,
    Span,
    When,
)

TOWN = Place(name="Arden")
NINE = Quantity(low=9, high=None, counts="residents")


def claim(kind=Kind.CONTROL, party="Vale", polarity="affirmed", certainty="asserted", **more):
    fields = {
        "place": TOWN,
        "side": None,
        "source": Source(name="A"),
        "statement": "s",
        "evidence": Span(0, 1),
    }
    return Claim(
        kind=Kind(kind),
        party=party,
        polarity=Polarity(polarity),
        certainty=Certainty(certainty),
        **{**fields, **more},
    )


CASES = [
    (claim(), "Vale holds Arden"),
    (claim(party="Vale rebels"), "Vale rebels hold Arden"),
    (claim(polarity="denied"), "denies that Vale holds Arden"),
    (claim(certainty="probable"), "Vale probably holds Arden"),
    (claim(certainty="probable", polarity="denied"), "Vale probably does not hold Arden"),
    (claim(certainty="possible"), "Vale may hold Arden"),
    (claim(certainty="possible", polarity="denied"), "Vale may not hold Arden"),
    (claim(certainty="conditional"), "if Vale holds Arden"),
    (claim(certainty="predicted"), "expects that Vale will hold Arden"),
    (claim(certainty="predicted", polarity="denied"), "expects that Vale will not hold Arden"),
    (claim(polarity="denied", side="Vale", source=Source(name="B", side="Vale")), "Vale does not hold Arden"),
    (claim(extent="whole territory"), "Vale holds all of Arden"),
    (claim(extent="full"), "Vale holds all of Arden"),
    (claim(extent="partial"), "Vale holds part of Arden"),
    (claim(extent="the northern quarter"), "Vale holds Arden (the northern quarter)"),
    (claim(place=Place(name="Mill", within="Arden")), "Vale holds Mill, Arden"),
    (claim("fighting"), "Vale fights in Arden"),
    (claim("fighting", party=None), "fighting in Arden"),
    (claim("fighting", party=None, polarity="denied"), "denies fighting in Arden"),
    (claim("fighting", party=None, certainty="predicted"), "expects fighting in Arden"),
    (claim("withdrawal"), "Vale leaves Arden"),
    (claim("advance"), "Vale advances at Arden"),
    (claim("encirclement", polarity="denied"), "denies that Vale surrounds Arden"),
    (claim("destruction", party=None), "destruction in Arden"),
    (claim("casualties", quantity=NINE), "casualties in Arden (at least 9 residents, Vale)"),
    (claim("prediction", certainty="predicted"), "outlook for Arden (Vale)"),
    (claim(place=None), "Vale holds a place not named"),
]


@pytest.mark.parametrize(("claim", "words"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_claim_in_words(claim, words):
    assert says(claim) == words


@given(
    st.sampled_from(Kind),
    st.sampled_from(Polarity),
    st.sampled_from(Certainty),
    st.sampled_from([None, "Vale"]),
    st.sampled_from([None, TOWN]),
)
def test_the_parties_are_spoken_of_alike(kind, polarity, certainty, party, place):
    words = says(claim(kind, party, polarity, certainty, place=place))
    other = says(claim(kind, party and "Moor", polarity, certainty, place=place))
    assert other == words.replace("Vale", "Moor")


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (None, None),
        (Quantity(low=40, high=40, counts="soldiers"), "40 soldiers"),
        (Quantity(low=None, high=3, counts="tanks"), "up to 3 tanks"),
        (Quantity(low=2, high=5, counts="towns"), "2 to 5 towns"),
        (Quantity(low=None, high=None, counts="people"), "people"),
    ],
)
def test_a_range_in_words(quantity, words):
    assert counted(quantity) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (None, None),
        (When.on(date(2023, 1, 12)), "2023-01-12"),
        (
            When(first=date(2023, 1, 11), last=date(2023, 1, 12), precision=Precision.DAY),
            "2023-01-11 to 2023-01-12",
        ),
        (When(first=date(2023, 1, 11), last=None, precision=Precision.DAY), "since 2023-01-11"),
        (When(first=None, last=date(2023, 1, 11), precision=Precision.DAY), "until 2023-01-11"),
        (When(first=None, last=None, precision=Precision.VAGUE), None),
    ],
)
def test_a_time_in_words(when, words):
    assert span_of_days(when) == words


def test_voice_and_channel_in_words():
    general = claim(
        source=Source(name="Gen. Bo", org="Vale army", party="Vale"),
        relayed_by=("a clerk", "Agency"),
        channel=Channel.TELEGRAM,
        quote=Quote.DIRECT,
    )
    assert (speaks_for(general), relayed(general)) == ("for Vale army", "relayed by a clerk, Agency")
    assert manner(general) == "Telegram, direct"
    assert manner(claim(quote=Quote.NONE, channel=Channel.REPORT)) == "own report"
    assert speaks_for(claim(source=Source(name="Vale", party="Vale"))) is None
