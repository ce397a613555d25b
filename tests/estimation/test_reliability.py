"""What came of what a voice said: a boaster's gains seldom hold, what it admits does."""

from dataclasses import replace

import numpy as np
import pytest

from sayso.estimation.beginning import at_first
from sayso.estimation.beta import below, quantile
from sayso.estimation.frames import NOBODY
from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.leaps import Powers
from sayso.estimation.learning import Speaker, believed, evidence_of
from sayso.estimation.left_out import beliefs_without
from sayso.estimation.markov import shipped_markov
from sayso.estimation.priors import shipped
from sayso.estimation.question import Question
from sayso.estimation.reliability import Assembled, Direction, overall, reliability
from sayso.estimation.windows import Table
from sayso.model import SourceClass

from .conftest import SIDES, day, said

EXCHANGED = {"Vale": "Moor", "Moor": "Vale", None: None}


def town(number, random, names=None):
    """Forty weeks of a town that changes hands once. A ministry of Vale always says that Vale has it, and
    owns up once in ten when it has not; three monitors and the other ministry are mostly right."""
    names = names or {name: name for name in ("Vale", "Moor", None)}
    change = int(random.integers(8, 32))
    first, then = ("Vale", "Moor") if number % 2 else ("Moor", "Vale")
    for week in range(40):
        holder = first if week < change else then
        boast = "Moor" if holder == "Moor" and random.random() < 0.1 else "Vale"
        told = [("Ministry of Vale", boast, "Vale")]
        told += [("Ministry of Moor", holder, "Moor")]
        for n in range(3):
            other = EXCHANGED[holder]
            told.append((f"Monitor {n}", holder if random.random() < 0.9 else other, None))
        for voice, says, side in told:
            yield said(week * 7, voice, names[says], speaks_for=names[side], page=f"{voice} {number} {week}")


def question(claims, sides=SIDES):
    return Question(claims=tuple(claims), sides=sides, first=day(300), last=day(300), hindsight=True)


def told(names=None, sides=SIDES, towns=6):
    random, assembled = np.random.default_rng(3), Assembled(shipped_markov())
    for number in range(towns):
        assembled.add(question(town(number, random, names), sides))
    return assembled.reliabilities()


@pytest.fixture(scope="module")
def found():
    return told()


def test_a_boast_is_worth_little_and_an_admission_much(found):
    ministry = found["Ministry of Vale"]
    gain, loss = ministry[Direction.OWN_GAIN], ministry[Direction.OWN_LOSS]
    # It says so every week, and has the town about half of the time.
    assert 0.35 < gain.held < 0.65
    assert gain.high < 0.75
    assert loss.held > 0.9
    assert loss.claims < 30 < gain.claims
    assert loss.low > gain.high - 0.15


def test_a_voice_is_told_in_the_directions_in_which_it_spoke(found):
    assert set(found["Monitor 0"]) == {Direction.THIRD_PARTY}
    assert 0.8 < found["Monitor 0"][Direction.THIRD_PARTY].held < 0.97
    assert found["Ministry of Moor"][Direction.OWN_GAIN].held > 0.85


def test_exchanging_the_sides_exchanges_nothing_of_what_came_of_it(found):
    mirrored = told(EXCHANGED, SIDES)
    for voice, directions in found.items():
        for direction, each in directions.items():
            assert mirrored[voice][direction].held == pytest.approx(each.held, abs=1e-6)
            assert mirrored[voice][direction].low == pytest.approx(each.low, abs=1e-6)


def test_a_voice_does_not_vouch_for_itself():
    """That nobody else speaks of a town leaves what its one voice said as open as its class is believed."""
    alone, repeated = Assembled(shipped_markov()), Assembled(shipped_markov())
    alone.add(question([said(0, "Ministry", "Vale", speaks_for="Vale")]))
    repeated.add(question([said(n * 7, "Ministry", "Vale", speaks_for="Vale") for n in range(30)]))
    one, many = (each.reliabilities()["Ministry"][Direction.OWN_GAIN] for each in (alone, repeated))
    assert many.held < 0.75
    assert one.weight == 1
    assert one.high - one.low > many.high - many.low


def test_leaving_a_voice_out_is_hearing_the_others_alone():
    random = np.random.default_rng(5)
    speakers = [Speaker(SourceClass.MONITOR, NOBODY), Speaker(SourceClass.BELLIGERENT_OFFICIAL, 0)]
    table = Table(
        place=np.zeros(30, dtype=np.int64),
        day=np.sort(random.integers(0, 60, 30)),
        source=random.integers(0, 2, 30),
        shares=np.eye(3)[random.integers(0, 3, 30)],
        places=1,
        days=60,
        sources=2,
    )
    parameters, states = believed(shipped(), speakers, 3), hidden_states(3)
    evidence, powers = evidence_of(table, parameters, 0.8), Powers(parameters.transition(states))
    start = states.settled(at_first(shipped(), 3))
    days, without = beliefs_without(table.day, table.source, evidence, start, powers, np.array([0, 1]))
    for voice in (0, 1):
        muted = np.where((table.source == voice)[:, None], 0.0, evidence)
        _, alone = beliefs_without(table.day, table.source, muted, start, powers, np.array([7]))
        assert without[voice] == pytest.approx(alone[0])
    assert without.sum(axis=2) == pytest.approx(np.ones((2, len(days))))


def test_repeats_weigh_less_and_intervals_end_at_what_thirty_claims_tell():
    half, sure = np.full(1000, 0.5), np.ones(1000)
    found = reliability(sure, sure, half)
    assert found.claims == found.weight == 1000
    assert 0.85 < found.low < 0.95
    assert reliability(sure[:5], sure[:5], half[:5]).low < 0.65
    assert reliability(0.35 * sure, sure, half).weight == pytest.approx(350)
    both = overall([found, replace(found, held=0.0)])
    assert (both.claims, both.held) == (2000, 0.5)


@pytest.mark.parametrize(("a", "b"), [(1.0, 1.0), (2.0, 5.0), (30.0, 0.6), (0.4, 12.0)])
def test_the_quantiles_of_the_beta_distribution(a, b):
    grid = (np.arange(400_000) + 0.5) / 400_000
    density = grid ** (a - 1) * (1 - grid) ** (b - 1)
    density /= density.sum()
    for share in (0.05, 0.4, 0.9):
        assert below(share, a, b) == pytest.approx(float(density[grid <= share].sum()), abs=5e-3)
    for probability in (0.05, 0.5, 0.95):
        assert below(quantile(probability, a, b), a, b) == pytest.approx(probability, abs=1e-6)
