"""How much of a place the words of an extent stand for, and what that weighs."""

from itertools import pairwise

import pytest

from sayso.estimation import votes
from sayso.estimation.extents import Extent, Measure, entries, extent_of, measure_of, share_of
from sayso.model import CONTESTED, Kind

from .conftest import SIDES, said

V, M, C = "Vale", "Moor", CONTESTED


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.example)
def test_every_entry_fits_its_sentence_and_no_entry_above_it_does(entry):
    found = next(each for each in entries() if each.anywhere.search(entry.example))
    assert found is entry


@pytest.mark.parametrize(
    ("words", "share"),
    [
        (None, 1.0),
        ("full", 1.0),
        ("100 percent", 1.0),
        ("ruins", 1.0),
        ("95 percent", 0.95),
        ("around 90 percent", 0.9),
        ("more than 70 per cent", 0.7),
        ("80 to 90 %", 0.85),
        ("nearly 80%", 0.8),
        ("12.5 %", 0.125),
        ("all but a pocket", 0.9),
        ("virtually all", 0.9),
        ("near total", 0.9),
        ("Most of the town", 0.667),
        ("about half", 0.5),
        ("third", 0.333),
        ("only few blocks", 0.1),
        ("one district", 0.1),
        ("partial", None),
        ("old quarter", None),
        ("northern districts", None),
        ("outskirts", None),
    ],
)
def test_the_share_that_words_stand_for(words, share):
    assert share_of(said(0, "A", V, extent=words).claim) == share


def test_a_number_of_something_near_is_no_share():
    assert extent_of(said(0, "A", V, extent="around the station").claim) is Extent.OUTSIDE
    assert extent_of(said(0, "A", V, extent="around 90 percent").claim) is Extent.PART


def test_a_part_of_unknown_size_weighs_what_half_does():
    assert _weights("partial") == _weights("half") == pytest.approx({C: 0.75, V: 0.25})


def test_the_more_of_it_a_side_holds_the_more_the_claim_speaks_for_that_side():
    told = [_weights(f"{share} percent") for share in range(1, 101)]
    for less, more in pairwise(told):
        assert less.get(V, 0) < more.get(V, 0)
        assert less.get(C, 0) >= more.get(C, 0)
        assert less.get(M, 0) >= more.get(M, 0)
    assert all(sum(each.values()) == pytest.approx(1) for each in told)
    assert told[-1] == _weights(None) == {V: 1.0}


def test_who_holds_next_to_nothing_speaks_rather_for_the_others():
    few = _weights("few streets")
    assert few == pytest.approx({C: 0.75, M: 0.2, V: 0.05})


def test_who_left_most_of_a_place_left_more_than_who_left_a_part():
    part = _weights("city centre", kind=Kind.WITHDRAWAL)
    most = _weights("most", kind=Kind.WITHDRAWAL)
    assert part == pytest.approx({C: 0.5})
    assert 0 < most[M] < 0.8
    assert most[C] < part[C]


def test_a_share_weighs_the_same_whichever_side_holds_it():
    for words in ("most", "few streets", "80 percent"):
        mirror = {V: M, M: V, C: C}
        assert _weights(words, holder=M) == {mirror[state]: each for state, each in _weights(words).items()}


def test_no_words_are_the_whole():
    assert measure_of("  ") == Measure(Extent.WHOLE)


def _weights(words, holder=V, **more):
    return {vote.state: vote.weight for vote in votes([said(0, "A", holder, extent=words, **more)], SIDES)}
