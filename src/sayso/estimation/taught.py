"""What a ledger taught, as counts: how each voice spoke, how places changed hands, how much was said.

The counts are what is kept; rows are made of them and of the priors for however many sides a place has.
A voice with few claims speaks as its class does, and its class as it was believed to beforehand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from sayso.estimation.cells import cells, seen_by
from sayso.estimation.frames import NOBODY
from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.learning import Parameters, Speaker, Voice
from sayso.estimation.priors import Priors
from sayso.estimation.windows import Floats, normalised
from sayso.model import SourceClass

CHANGES = ("into_contest", "out_of_contest", "between_sides")
"""The changes of a place that are told apart, whichever sides it is between; the names of the priors."""
KINDS = ("held", "contested", "newly contested", "newly held after a contest", "newly held")
"""What befalls a place, in the order of `HiddenStates.kinds`."""
_DAYS = 100.0
"""Place-days that the overall number of claims a day is worth against that of one hidden state."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many changes are expected to have happened on so many place-days on which they could."""

    changes: float
    days: float


@dataclass(frozen=True, slots=True)
class Volume:
    """Claims that are expected to have been made on the place-days of one kind."""

    claims: float
    days: float


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """The expected counts of all that was learned from.

    `voices` gives each voice its claims by the cells of the frame, [C] in the order of `cells`, once for
    places one of whose sides it speaks for (True) and once for the others; `moves` stand in the order of
    `CHANGES`, `volume` in that of `KINDS`, empty where nothing was heard.
    """

    voices: Mapping[Voice, Mapping[bool, Floats]]
    moves: tuple[Rate, ...]
    volume: tuple[Volume, ...]


class Taught:
    """Counts, and the parameters that they and the priors make. `by_volume`: whether how much is said is
    taken to tell anything."""

    def __init__(self, counts: Counts, priors: Priors, *, by_volume: bool = True) -> None:
        self.counts, self.priors, self.by_volume = counts, priors, by_volume

    @cached_property
    def _classes(self) -> dict[tuple[SourceClass, bool], Floats]:
        found: dict[tuple[SourceClass, bool], Floats] = {}
        for voice, by_frame in self.counts.voices.items():
            for of_side, told in by_frame.items():
                key = voice.source_class, of_side
                found[key] = found.get(key, np.zeros(len(told))) + told
        return found

    def record(self, speaker: Speaker, observable: int) -> Floats:
        """What a source says [H, K] in each hidden state; one without a voice, or with one that was not
        learned from, speaks as its class."""
        of_side = speaker.side != NOBODY
        seen, size = seen_by(observable, speaker.side), len(cells(of_side))
        worth = self.priors.classes[speaker.source_class].worth
        before = self.priors.record(speaker.source_class, observable, speaker.side)
        pooled = self._classes.get((speaker.source_class, of_side), np.zeros(size))
        row = normalised(seen.told(pooled) + worth * before)
        own = self.counts.voices.get(speaker.voice, {}).get(of_side) if speaker.voice else None
        return row if own is None else normalised(seen.told(own) + worth * row)

    def moves(self, observable: int) -> Floats:
        """The chance a day [K, K] to go from one observable state to another; 0 on the diagonal."""
        worth = self.priors.places["worth"]
        chance = {
            name: (rate.changes + worth * self.priors.places[name]) / (rate.days + worth)
            for name, rate in zip(CHANGES, self.counts.moves, strict=True)
        }
        return moves_of(chance, observable)

    def volume(self, observable: int) -> Floats | None:
        """Claims a day [H] about a place in each hidden state, None where that tells nothing."""
        told = self.counts.volume
        if not told or not self.by_volume:
            return None
        overall = sum(each.claims for each in told) / sum(each.days for each in told)
        by_kind = np.array([(each.claims + _DAYS * overall) / (each.days + _DAYS) for each in told])
        return np.asarray(by_kind[hidden_states(observable).kinds])

    def parameters(self, speakers: Sequence[Speaker], observable: int) -> Parameters:
        """Those by which places with so many observable states are reckoned."""
        by_speaker = {each: self.record(each, observable) for each in dict.fromkeys(speakers)}
        count = hidden_states(observable).count
        record = np.array([by_speaker[each] for each in speakers]).reshape(len(speakers), count, observable)
        return Parameters(record=record, moves=self.moves(observable), volume=self.volume(observable))


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """What a ledger taught by all that was known at the end of a day, and the first digits of the hash of
    the file that keeps it."""

    taught: Taught
    known_until: date
    digest: str


def moves_of(chance: Mapping[str, float], observable: int) -> Floats:
    """Chances by the names of `CHANGES` as those from one observable state to another, [K, K]."""
    contested = observable - 1
    sides = max(contested, 1)
    found = np.full((observable, observable), chance["between_sides"] / max(sides - 1, 1))
    found[:, contested] = chance["into_contest"]
    found[contested, :] = chance["out_of_contest"] / sides
    np.fill_diagonal(found, 0.0)
    return found
