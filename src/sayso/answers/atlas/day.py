"""All places on one day: by our estimate, or as the voices of a side or the monitors told it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sayso.answers.atlas.heard import is_unknown
from sayso.answers.atlas.sheet import CLASSES, KINDS, STANDS
from sayso.answers.atlas.whole import BELIEFS, Ints, Whole, last_until
from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.markov import Markov
from sayso.estimation.summary import RECENT_DAYS
from sayso.model import CONTESTED, Kind, SourceClass
from sayso.relations.positions import Stand

STANDS_FOR = 60
"""Days for which the last word of a voice is shown as its point of view: after that the estimate itself no
longer looks at a claim as a reason."""
MONITORS = (SourceClass.MONITOR, SourceClass.MAP_PRODUCT)
"""The voices behind "as monitors say", as far as they speak for no side."""
_FINEST = 5
_LONGEST = 4_000
NOTHING = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which claims are looked at: about a party (or the side it fights for), of a kind, by a voice."""

    party: str | None = None
    kind: Kind | None = None
    source: str | None = None

    @property
    def is_any(self) -> bool:
        """Whether no claim is left out."""
        return self.party is None and self.kind is None and self.source is None


@dataclass(frozen=True, slots=True, order=True)
class State:
    """What a place can be shown as: held by, not held by, or `contested` (`stand` None). `setting` is the
    number of the sides among which its sign is found, -1 for none."""

    stand: Stand | None
    who: str
    setting: int


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """All P places on a day. `state` [P] is a number in `states`, -1 where nothing is known of a place yet
    or was said from the point of view; `probability` [P] that of the state, 1 for what is only said.

    `heard` [P] is what was heard lately as one number (see `heard`), `disputed` whether who holds the place
    was disputed on the day, `claims` how many of those chosen became known in the last 14 days,
    `last_day` [P] the day on which anything was last heard (estimate) or said (point of view), 0 for never.
    """

    day: int
    states: Sequence[State]
    state: Ints
    probability: NDArray[np.float64]
    shares: Sequence[NDArray[np.float64]]
    share_at: Ints
    is_unknown: NDArray[np.bool_]
    heard: NDArray[np.int32]
    disputed: NDArray[np.bool_]
    claims: Ints
    last_day: Ints
    setting: Ints


class Days:
    """Tells days of a whole by a method; what is silent for years is worked out once."""

    def __init__(self, whole: Whole, method: Markov) -> None:
        self.whole, self._method = whole, method
        self._carry: dict[int, NDArray[np.float32]] = {}

    def estimated(self, day: date, chosen: Chosen) -> Shown:
        """By our estimate, as known on the day."""
        whole, on = self.whole, day.toordinal()
        count = len(whole.keys)
        row = last_until(whole.columns["counts_from"], whole.beliefs_at, on)
        _, belief_day, setting = (whole.columns[name] for name in BELIEFS)
        settings = np.where(row >= 0, setting[row], NOTHING) if len(setting) else np.full(count, NOTHING)
        states: list[State] = []
        state, probability = np.full(count, NOTHING), np.zeros(count)
        share_at, tables = np.zeros(count, np.int64), []
        last_day = np.zeros(count, np.int64)
        for number, sides in enumerate(whole.settings):
            places = np.flatnonzero(settings == number)
            shares = self._shares(row[places], on - belief_day[row[places]], len(sides) + 1)
            # To so many figures: what is even but for the last bits goes to the first of them, as told.
            lead = np.round(shares, _FINEST).argmax(axis=1) if len(places) else np.empty(0, int)
            state[places] = len(states) + lead
            probability[places] = shares[np.arange(len(places)), lead]
            last_day[places] = belief_day[row[places]]
            share_at[places] = np.arange(len(places))
            tables.append(shares)
            states += [State(Stand.HELD, side, number) for side in sides]
            states.append(State(None, CONTESTED, number))
        heard = self._heard(on)
        return Shown(
            day=on,
            states=states,
            state=state,
            probability=probability,
            shares=tables,
            share_at=share_at,
            is_unknown=is_unknown(heard),
            heard=heard,
            disputed=self._disputed(on),
            claims=self._counted(on, chosen),
            last_day=last_day,
            setting=settings,
        )

    def told_by(self, day: date, chosen: Chosen, side: str | None) -> Shown:
        """As the voices of a side last told it, or with None the monitors that speak for none: what their
        last claim of control within `STANDS_FOR` days up to the day says. A place of which they said nothing
        then has no state."""
        whole, on, columns = self.whole, day.toordinal(), self.whole.columns
        count = len(whole.keys)
        some = self._between(on - STANDS_FOR, on)
        taken = (columns["says"][some] > 0) & self._are_chosen(some, chosen)
        if side is None:
            monitors = [CLASSES.index(each) for each in MONITORS]
            taken &= np.isin(columns["voice_class"][some], monitors) & (columns["voice_side"][some] < 0)
        else:
            word = whole.words.index(side) if side in whole.words else -2
            taken &= columns["voice_side"][some] == word
        rows = np.flatnonzero(taken) + some.start
        last = np.full(count, NOTHING)
        # Of several rows about one place the last is left standing.
        last[columns["place"][rows]] = rows
        row = last_until(columns["counts_from"], whole.beliefs_at, on)
        known = columns["setting"]
        settings = np.where(row >= 0, known[row], NOTHING) if len(known) else np.full(count, NOTHING)
        states: dict[State, int] = {}
        state = np.full(count, NOTHING)
        spoken = np.flatnonzero(last >= 0)
        said = zip(
            spoken.tolist(),
            columns["says"][last[spoken]].tolist(),
            columns["of_whom"][last[spoken]].tolist(),
            settings[spoken].tolist(),
            strict=True,
        )
        for place, says, who, setting in said:
            meant = State(STANDS[says], whole.words[who], setting)
            state[place] = states.setdefault(meant, len(states))
        last_day = np.zeros(count, np.int64)
        last_day[spoken] = columns["day"][last[spoken]]
        return Shown(
            day=on,
            states=list(states),
            state=state,
            probability=(state >= 0).astype(float),
            shares=(),
            share_at=np.zeros(count, np.int64),
            is_unknown=state < 0,
            heard=self._heard(on),
            disputed=self._disputed(on),
            claims=self._counted(on, chosen),
            last_day=last_day,
            setting=settings,
        )

    def _shares(self, rows: Ints, silent: Ints, observable: int) -> NDArray[np.float64]:
        """The probabilities [N, K] of beliefs after so many silent days each."""
        if not len(rows):
            return np.empty((0, observable))
        silent = np.minimum(silent, _LONGEST)
        carry = self._carry.get(observable)
        longest = int(silent.max())
        if carry is None or len(carry) <= longest:
            carry = self._carry[observable] = self._method.carry(observable, longest + 366).astype(np.float32)
        width = hidden_states(observable).count
        hidden = self.whole.hidden[self.whole.hidden_at[rows][:, None] + np.arange(width)]
        found = np.einsum("nh,nhk->nk", hidden, carry[silent]).astype(float)
        return np.asarray(found / found.sum(axis=1, keepdims=True))

    def _heard(self, on: int) -> NDArray[np.int32]:
        columns = self.whole.columns
        row = last_until(columns["step_day"], self.whole.steps_at, on)
        if not len(columns["step"]):
            return np.zeros(len(row), np.int32)
        return np.where(row >= 0, columns["step"][row], 0).astype(np.int32)

    def _disputed(self, on: int) -> NDArray[np.bool_]:
        columns = self.whole.columns
        now = (columns["opened"] <= on) & (columns["ended"] >= on)
        found = np.zeros(len(self.whole.keys), bool)
        found[columns["disputed_place"][now]] = True
        return found

    def _counted(self, on: int, chosen: Chosen) -> Ints:
        some = self._between(on - RECENT_DAYS, on)
        places = self.whole.columns["place"][some][self._are_chosen(some, chosen)]
        return np.bincount(places, minlength=len(self.whole.keys))

    def _between(self, after: int, until: int) -> slice:
        days = self.whole.columns["day"]
        return slice(*(int(each) for each in np.searchsorted(days, [after, until], side="right")))

    def _are_chosen(self, some: slice, chosen: Chosen) -> NDArray[np.bool_]:
        columns, words = self.whole.columns, self.whole.words
        found = np.ones(some.stop - some.start, bool)
        if chosen.kind is not None:
            found &= columns["kind"][some] == KINDS.index(chosen.kind)
        if chosen.source is not None:
            word = words.index(chosen.source) if chosen.source in words else -2
            found &= columns["voice"][some] == word
        if chosen.party is not None:
            word = words.index(chosen.party) if chosen.party in words else -2
            found &= (columns["party"][some] == word) | (columns["side"][some] == word)
        return found
