"""Voices that cannot all be right: told alike whoever is on which side."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sayso.answers.disputes import disputes_in
from sayso.model import Certainty, Claim, Kind, Polarity, Publication, RecordedClaim, Source, Span

SWAPPED = {"Vale": "Moor", "Moor": "Vale"}


def recorded(source, party, *, denied=False, side=None, **more):
    claim = Claim(
        kind=more.pop("kind", Kind.CONTROL),
        place=None,
        party=party,
        side=side or party,
        source=Source(name=source),
        statement="s1",
        evidence=Span(0, 1),
        polarity=Polarity.DENIED if denied else Polarity.AFFIRMED,
        **more,
    )
    day = Publication(date(2023, 1, 14))
    return RecordedClaim(
        id="c", claim=claim, document_id="d", published=day, outlet=None, url=None, sentence=""
    )


def told(*claims):
    return [(each.kind.value, dict(each.positions)) for each in disputes_in(claims)]


def test_two_holders_dispute_a_place():
    assert told(recorded("A", "Vale"), recorded("B", "Moor")) == [
        ("holders", {"held by Vale": ("A",), "held by Moor": ("B",)})
    ]


def test_a_denial_of_what_nobody_claims_is_no_dispute():
    assert told(recorded("A", "Vale", denied=True)) == []


def test_allies_dispute_the_credit_only():
    ((kind, positions),) = told(recorded("A", "Vale"), recorded("B", "Vale Guard", side="Vale"))
    assert (kind, positions) == ("credit", {"taken by Vale": ("A",), "taken by Vale Guard": ("B",)})


def test_parts_conditions_and_history_dispute_nothing():
    held = recorded("A", "Vale")
    assert told(held, recorded("B", "Moor", extent="the northern quarter")) == []
    assert told(held, recorded("B", "Moor", certainty=Certainty.CONDITIONAL)) == []
    assert told(held, recorded("B", "Moor", background=True)) == []
    assert told(held, recorded("B", "Moor", kind=Kind.FIGHTING)) == []


CLAIMS = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from(sorted(SWAPPED)), st.booleans()), max_size=6
)


@given(CLAIMS)
def test_exchanged_sides_exchange_the_disputes(claims):
    plain = told(*(recorded(source, party, denied=denied) for source, party, denied in claims))
    swapped = told(*(recorded(source, SWAPPED[party], denied=denied) for source, party, denied in claims))
    exchanged = [
        (kind, {_swap(position): names for position, names in positions.items()}) for kind, positions in plain
    ]
    assert swapped == exchanged


def _swap(position):
    before, _, party = position.rpartition(" ")
    return f"{before} {SWAPPED[party]}"
