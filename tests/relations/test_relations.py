"""Which claims agree, which contradict, who answers, and what is counted."""

import pytest

from sayso.model import Certainty, Kind, Quantity, Quote
from sayso.relations.comparison import accounts, contradictions
from sayso.relations.figures import figures
from sayso.relations.replies import replies
from sayso.relations.standing import standings


def corroborated(claims, **more):
    return [each for each in accounts(claims, **more) if each.is_corroborated]


def test_two_origins_corroborate_and_one_voice_on_two_pages_does_not(claim):
    first, again = (claim(day, "A", "Vale", document=f"a{day}") for day in (1, 2))
    assert corroborated([first, again]) == []
    (found,) = corroborated([first, again, claim(3, "B", "Vale")])
    assert [each.name for each in found.origins] == ["A", "B"]
    assert len(found.claims) == 3


@pytest.mark.parametrize(
    "more",
    [
        {"day": 30},
        {"extent": "the northern quarter"},
        {"certainty": Certainty.POSSIBLE},
        {"background": True},
        {"denied": True},
        {"kind": Kind.FIGHTING},
    ],
)
def test_what_differs_in_time_extent_or_kind_corroborates_nothing(claim, more):
    more = dict(more)
    day = more.pop("day", 2)
    assert corroborated([claim(1, "A", "Vale"), claim(day, "B", "Vale", **more)]) == []


def test_holders_and_denials_contradict_and_parts_do_not(claim):
    held = claim(1, "A", "Vale")
    (two,) = contradictions([held, claim(3, "B", "Moor")])
    assert (two.saying.side, two.other.side) == ("Vale", "Moor")
    (denied,) = contradictions([held, claim(3, "B", "Vale", denied=True)])
    assert denied.other.polarity == "denied"
    assert contradictions([held, claim(3, "B", "Moor", extent="the northern quarter")]) == ()
    assert contradictions([held, claim(20, "B", "Moor")]) == ()
    assert contradictions([held, claim(3, "B", "Vale Guard", side="Vale")]) == ()


def test_who_denies_a_number_does_not_deny_the_losses(claim):
    lost = claim(1, "A", "Vale", kind=Kind.CASUALTIES)
    number = Quantity(low=500, high=None, counts="soldiers")
    assert (
        contradictions([lost, claim(2, "B", "Vale", kind=Kind.CASUALTIES, denied=True, quantity=number)])
        == ()
    )
    assert len(contradictions([lost, claim(2, "B", "Vale", kind=Kind.CASUALTIES, denied=True)])) == 1


def test_a_side_that_left_contradicts_whoever_says_that_it_holds(claim):
    left = claim(3, "B", "Moor", speaks_for="Moor", kind=Kind.WITHDRAWAL)
    assert len(contradictions([claim(1, "A", "Moor"), left])) == 1


ANSWERS = [
    # what Moor says, who is heard, the response
    ({"party": "Vale", "denied": True, "day": 3}, (), "denied"),
    ({"party": "Moor", "day": 3}, (), "says that it holds the place itself"),
    ({"party": "Vale", "day": 3}, (), "says the same"),
    ({"party": "Moor", "day": 3, "kind": Kind.FIGHTING}, (), "says that the fight goes on"),
    ({"party": "Moor", "day": 3, "extent": "the northern quarter"}, (), "says that the fight goes on"),
    ({"party": "Moor", "day": 3, "kind": Kind.FIGHTING, "extent": "outskirts"}, ("Moor",), "no answer yet"),
    ({"party": "Moor", "day": 3, "kind": Kind.FIGHTING, "denied": True}, ("Moor",), "no answer yet"),
    ({"party": "Vale", "denied": True, "day": 1}, ("Moor",), "no answer yet"),
    (None, ("Moor",), "no answer yet"),
    (None, (), "not heard"),
]


@pytest.mark.parametrize(("said", "speaking", "response"), ANSWERS)
def test_an_answer_is_told_from_silence_and_from_nothing_on_record(claim, said, speaking, response):
    claims = [claim(2, "A", "Vale", speaks_for="Vale")]
    if said is not None:
        said = dict(said)
        claims.append(claim(said.pop("day"), "B", said.pop("party"), speaks_for="Moor", **said))
    found = replies(claims, sides=("Vale", "Moor"), speaking=speaking, ever_heard=speaking)
    (reply,) = [each for each in found if each.claimant == "Vale"]
    assert (reply.side, reply.response.value) == ("Moor", response)


def test_a_side_that_spoke_once_is_not_one_that_was_never_heard(claim):
    claims = [claim(2, "A", "Vale", speaks_for="Vale")]
    (found,) = replies(claims, sides=("Vale", "Moor"), speaking=(), ever_heard=("Moor",))
    assert found.response.value == "not heard in these days"


def test_a_denial_answers_the_claimant_that_it_names(claim):
    claims = [
        claim(1, "Guard", "Vale Guard", side="Vale", speaks_for="Vale"),
        claim(1, "Ministry", "Vale", speaks_for="Vale"),
        claim(2, "Staff", "Vale Guard", side="Vale", speaks_for="Moor", denied=True),
    ]
    found = replies(claims, sides=("Vale", "Moor"), speaking=("Moor",), ever_heard=("Moor",))
    assert {each.claimant: each.response.value for each in found} == {
        "Vale Guard": "denied",
        "Vale": "no answer yet",
    }


def test_a_denial_that_names_the_side_answers_all_its_claimants(claim):
    claims = [
        claim(1, "Guard", "Vale Guard", side="Vale", speaks_for="Vale"),
        claim(1, "Ministry", "Vale", speaks_for="Vale"),
        claim(2, "Staff", "Vale", speaks_for="Moor", denied=True),
    ]
    found = replies(claims, sides=("Vale", "Moor"), speaking=("Moor",), ever_heard=("Moor",))
    assert {each.response.value for each in found} == {"denied"}


def _dead(claim, source, low, high, **more):
    quantity = Quantity(low=low, high=high, counts="Soldiers killed")
    return claim(2, source, "Moor", kind=Kind.CASUALTIES, quantity=quantity, **more)


def test_figures_are_ranges_by_source(claim):
    (found,) = figures(
        [_dead(claim, "A", 40, 60), _dead(claim, "B", 200, None), _dead(claim, "A", 50, 90, document="x")]
    )
    by_origin = {each.origin: (each.low, each.high) for each in found.by_origin}
    assert by_origin == {"A": (40, 90), "B": (200, None)}
    assert (found.low, found.high, found.is_conflicting) == (40, None, True)


def test_ranges_that_overlap_do_not_conflict_and_denied_ones_do_not_count(claim):
    (found,) = figures([_dead(claim, "A", 40, 60), _dead(claim, "B", 50, 70)])
    assert not found.is_conflicting
    assert figures([_dead(claim, "A", 40, 60, denied=True)]) == ()


def test_the_standing_of_a_voice_counts_contradictions_and_admissions(claim):
    found = standings(
        [
            claim(1, "A", "Vale", speaks_for="Vale", document="a1"),
            claim(5, "B", "Vale", speaks_for="Moor", denied=True),
            claim(40, "A", "Vale", speaks_for="Vale", document="a2"),
            claim(41, "B", "Vale", speaks_for="Moor"),
        ]
    )
    numbers = {name: (s.positions, s.contradicted, s.admissions) for name, s in found.items()}
    assert numbers == {"A": (2, 1, 0), "B": (2, 1, 1)}


def test_a_copy_of_a_page_corroborates_nothing(claim):
    text = " ".join(f"word{n}" for n in range(60))
    pages = [claim(1, n, "Vale", outlet=n, quote=Quote.NONE, document=n) for n in "ABC"]
    assert corroborated(pages, texts=dict.fromkeys("ABC", text)) == []
