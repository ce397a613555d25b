"""Why a day is told as it is, and what would turn it."""

from dataclasses import replace

import numpy as np
import pytest

from sayso.estimation import METHODS, estimate, explain
from sayso.estimation.question import Question
from sayso.estimation.turning import MOST_VOICES
from sayso.model import CONTESTED, SourceClass

from .conftest import SIDES, day, said


def of_class(claim, source_class):
    source = replace(claim.claim.source, source_class=source_class)
    return replace(claim, claim=replace(claim.claim, source=source))


def official(number, holder, side, **more):
    return of_class(
        said(number, f"{side} ministry", holder, speaks_for=side, **more), SourceClass.BELLIGERENT_OFFICIAL
    )


def desk(number, holder, name="Desk", **more):
    return of_class(said(number, name, holder, **more), SourceClass.AGENCY_DESK)


MIXED = (
    desk(1, "Vale"),
    official(2, "Vale", "Vale"),
    *(desk(10, "Moor", page=str(n)) for n in range(4)),
    official(11, "Moor", "Vale"),
)
asked = {"sides": SIDES, "day": day(12)}


def log_odds(probabilities, one, other):
    return np.log(probabilities[one] / probabilities[other])


def test_the_evidence_of_a_claim_is_how_much_likelier_its_words_are():
    found = explain("Arden", MIXED, **asked)
    assert found.ranked[:2] == ("Moor", CONTESTED)
    times = {reason.claim: reason.times for reason in found.because}
    admission = times[MIXED[-1].id]
    record = METHODS["party-frame-chain"].priors.record(SourceClass.BELLIGERENT_OFFICIAL, 3, 0)
    assert admission == pytest.approx((record[1, 1] / record[2, 1]) ** 0.8)
    assert admission > 1 > times[MIXED[0].id]


def test_a_plain_method_has_no_such_number():
    found = explain("Arden", MIXED, **asked, method="majority-7d")
    assert found.because
    assert {reason.times for reason in found.because} == {None}


@pytest.mark.parametrize("method", METHODS)
def test_an_origin_is_left_out_whole(method):
    found = explain("Arden", MIXED, **asked, method=method, reasons=9)
    top, second = found.ranked[:2]
    parts = {part.origin: part for part in found.origins}
    for origin, part in parts.items():
        muted = [claim.id for claim in MIXED if claim.origin == origin]
        question = Question(claims=MIXED, sides=SIDES, first=day(12), last=day(12))
        (without,) = METHODS[method].curves(question, [muted])
        assert part.claims == len(muted)
        assert list(part.probabilities.values()) == pytest.approx(list(without[0]))
        moved = log_odds(found.probabilities, top, second) - log_odds(part.probabilities, top, second)
        assert part.log_odds == pytest.approx(moved, abs=1e-6)


def test_carriers_of_one_origin_weigh_together_what_they_do_not_weigh_apart():
    found = explain("Arden", MIXED, **asked, reasons=9)
    (part,) = [each for each in found.origins if each.origin == "Desk"]
    apart = [reason.log_odds for reason in found.because if reason.claim in {c.id for c in MIXED[3:6]}]
    assert part.log_odds > 2 * max(apart, default=0.0)


def test_an_old_claim_may_still_be_a_reason():
    found = explain("Arden", [desk(1, "Vale"), desk(20, "Vale", name="Monitor")], sides=SIDES, day=day(30))
    assert [reason.origin for reason in found.because] == ["Monitor", "Desk"]


def test_what_would_turn_it_does_turn_it_and_one_voice_less_does_not():
    found = explain("Arden", MIXED, **asked, turns=True)
    assert {(turn.speaks_for, turn.says) for turn in found.turns} == {
        (None, CONTESTED),
        (None, "Vale"),
        ("Moor", "Vale"),
    }
    for turn in found.turns:
        assert turn.voices is not None
        for voices, turns in ((turn.voices, True), (turn.voices - 1, False)):
            further = [
                official(12, turn.says, turn.speaks_for, page=str(n))
                if turn.speaks_for
                else desk(12, turn.says, name=f"Desk {n}")
                for n in range(voices)
            ]
            # Each speaks for itself: the same ministry on many pages would be one.
            further = [
                replace(
                    c, claim=replace(c.claim, source=replace(c.claim.source, name=f"V{n}")), id=f"further {n}"
                )
                for n, c in enumerate(further)
            ]
            if turn.says == CONTESTED:
                continue
            again = explain("Arden", [*MIXED, *further], **asked)
            assert (again.ranked[0] != found.ranked[0]) is turns
            if turns:
                assert again.probabilities == pytest.approx(dict(turn.probabilities))


def test_where_not_even_many_voices_would_that_is_said():
    sure = [desk(n, "Vale", name=f"Desk {m}") for n in range(1, 13) for m in range(60)]
    found = explain("Arden", sure, **asked, turns=True)
    turn = next(each for each in found.turns if each.says == CONTESTED)
    assert (turn.voices, turn.tried) == (None, MOST_VOICES)
    assert turn.probabilities["Vale"] > 0.5


def test_a_place_that_nobody_speaks_of_has_no_reasons():
    found = explain("Arden", [], **asked, turns=True)
    assert (found.because, found.origins, found.turns) == ((), (), ())


def test_what_is_open_is_told_in_bits():
    (even,) = estimate("Arden", [], sides=("Vale", "Moor", "Fell"), first=day(0), last=day(0))
    assert even.entropy == pytest.approx(2)
    assert replace(even, probabilities={"Vale": 1.0, "Moor": 0.0}).entropy == 0


@pytest.mark.parametrize("hindsight", [False, True])
@pytest.mark.parametrize("method", METHODS)
def test_one_reckoning_tells_the_weeks_and_the_last_day_as_each_alone_would(method, hindsight):
    # The desk has spoken for months, the monitor only lately: what they are missed from differs.
    claims = [
        desk(n, "Vale" if n % 14 else "Moor", name=f"Desk {n % 3}", page=str(n)) for n in range(0, 150, 5)
    ]
    claims += [
        official(141, "Moor", "Vale"),
        desk(143, "Moor", name="Monitor"),
        desk(148, "Moor", name="Monitor"),
    ]
    more = {"sides": SIDES, "method": method, "hindsight": hindsight}
    last = day(150)
    together = estimate(
        "Arden", claims, **more, first=day(123), last=last, reasons=5, reasons_from=last, turns=True
    )
    plain = estimate("Arden", claims, **more, first=day(123), last=last)
    assert [each.probabilities for each in together] == [each.probabilities for each in plain]
    assert together[-1] == explain("Arden", claims, **more, day=last, turns=True)
    assert {each.because for each in together[:-1]} == {()}
    question = Question(claims=tuple(claims), sides=SIDES, first=last, last=last, hindsight=hindsight)
    for part in together[-1].origins:
        missed = {each.id for each in claims if each.origin == part.origin}
        (alone,) = METHODS[method].curves(question, [missed])
        assert dict(zip(question.states, alone[0], strict=True)) == part.probabilities
