"""What a place is taken for when it is first spoken of, by who is on record as its holder before."""

from datetime import date, timedelta

import pytest

from sayso.estimation import METHODS, estimate
from sayso.estimation.beginning import SETTLED, at_first, beginning, lean, prior_holder
from sayso.estimation.priors import shipped
from sayso.estimation.question import Question
from sayso.model import CONTESTED, Basis, Holder

from .conftest import SIDES, day, said

VALE, MOOR = SIDES
FIRST = day(100)
"""The day on which the place is first spoken of."""


def held(party: str, start: date | None, end: date | None = None) -> Holder:
    return Holder(place="Arden", party=party, basis=Basis(reference="a list", start=start, end=end))


def asked(*holders: Holder, sides: tuple[str, ...] = SIDES) -> Question:
    return Question(claims=(), sides=sides, first=FIRST, last=FIRST, holders=holders)


LATEST = FIRST - timedelta(days=1) - SETTLED
"""The last day on which an entry may begin to count."""


@pytest.mark.parametrize(
    ("holders", "party"),
    [
        ([], None),
        ([held(VALE, LATEST)], VALE),
        ([held(VALE, LATEST + timedelta(days=1))], None),
        # "Vale held the town until the day before": so much was known on the day.
        ([held(VALE, day(0), FIRST - timedelta(days=1))], VALE),
        ([held(VALE, day(0), FIRST - timedelta(days=2))], None),
        ([held(VALE, None)], None),
        ([held(VALE, day(0)), held(MOOR, day(40))], MOOR),
        ([held(MOOR, day(40)), held(VALE, day(0))], MOOR),
        # The older entry is over, though nobody wrote it there.
        ([held(VALE, day(0)), held(MOOR, FIRST - timedelta(days=9))], None),
        ([held(VALE, day(0)), held(MOOR, day(0))], None),
        ([held(VALE, day(0)), held("a militia", day(40))], None),
        ([held(MOOR, FIRST + timedelta(days=1))], None),
    ],
)
def test_the_holder_of_the_day_before_counts(holders, party):
    found = prior_holder(asked(*holders), FIRST)
    assert (found and found.party) == party


def test_without_an_entry_the_sides_begin_even():
    assert beginning(shipped(), asked(), FIRST).tolist() == at_first(shipped(), 3).tolist()


def test_contested_stays_as_likely_and_the_rest_leans_to_the_holder():
    priors, start = shipped(), day(0)
    found = beginning(priors, asked(held(MOOR, start)), FIRST)
    even, rest = at_first(priors, 3), 1 - priors.places["contested_at_first"]
    share = lean(priors, (FIRST - start).days)
    assert found[-1] == even[-1]
    assert found.sum() == pytest.approx(1)
    assert found[1] == pytest.approx(rest * (share + (1 - share) / 2))
    assert found[0] == pytest.approx(rest * (1 - share) / 2)


def test_of_three_sides_the_others_share_the_rest_evenly():
    found = beginning(shipped(), asked(held("Fell", day(0)), sides=(*SIDES, "Fell")), FIRST)
    assert found[0] == found[1] < found[2]


def test_an_entry_fades_by_half_in_its_half_life():
    priors = shipped()
    half = int(priors.places["prior_holder_half_life"])
    assert lean(priors, 0) == priors.places["prior_holder"]
    assert lean(priors, 2 * half) == pytest.approx(priors.places["prior_holder"] / 4)
    assert lean(priors, 40 * half) < 1e-9


CLAIMS = [
    said(100, "Monitor", VALE),
    said(103, "Ministry", MOOR, speaks_for=MOOR),
    said(110, "Staff", VALE, speaks_for=VALE),
]


def curve(claims, sides, holders, **more):
    return estimate("Arden", claims, sides=sides, first=day(95), last=day(120), holders=holders, **more)


@pytest.mark.parametrize("hindsight", [False, True])
def test_exchanged_names_exchange_every_number(hindsight):
    swap = {VALE: MOOR, MOOR: VALE}
    exchanged = [
        said(100, "Monitor", MOOR),
        said(103, "Ministry", VALE, speaks_for=VALE),
        said(110, "Staff", MOOR, speaks_for=MOOR),
    ]
    plain = curve(CLAIMS, SIDES, [held(VALE, day(0))], hindsight=hindsight)
    mirror = curve(exchanged, SIDES, [held(MOOR, day(0))], hindsight=hindsight)
    for one, other in zip(plain, mirror, strict=True):
        mirrored = {swap.get(state, state): p for state, p in one.probabilities.items()}
        assert mirrored == other.probabilities
        assert one.prior_holder is not None
        assert other.prior_holder is not None
        assert swap[one.prior_holder.party] == other.prior_holder.party


def test_the_entry_shows_in_the_first_days_and_not_before():
    plain, leaning = curve(CLAIMS, SIDES, []), curve(CLAIMS, SIDES, [held(MOOR, day(0))])
    assert [each.probabilities for each in plain[:5]] == [each.probabilities for each in leaning[:5]]
    assert plain[5].probabilities[MOOR] < leaning[5].probabilities[MOOR]
    assert plain[5].probabilities[CONTESTED] != leaning[5].probabilities[CONTESTED]
    assert plain[5].prior_holder is None


@pytest.mark.parametrize("method", sorted(set(METHODS) - {"party-frame-chain"}))
def test_the_plain_methods_have_no_use_for_it(method):
    holders = [held(MOOR, day(0))]
    assert curve(CLAIMS, SIDES, holders, method=method) == curve(CLAIMS, SIDES, [], method=method)


def test_what_is_kept_of_a_place_begins_with_the_entry_too():
    model, holders = METHODS["party-frame-chain"], (held(MOOR, day(0)),)
    question = Question(claims=tuple(CLAIMS), sides=SIDES, first=day(115), last=day(115), holders=holders)
    belief = model.belief(question)
    carried = model.carried([belief], day(115), 3)
    assert carried[0].tolist() == model.curves(question)[0][0].tolist()
