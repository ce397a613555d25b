"""Every voice in a line: what it is taken for, how much it says, and whether it is still heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sayso.answers.profile_values import label_value
from sayso.answers.reliability import Record, records
from sayso.answers.silence import is_silence, usual_pause
from sayso.answers.sources import Profile, profiles
from sayso.errors import UnknownVoiceError
from sayso.ledger import Ledger
from sayso.model import Source, day_over_by


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceLine:
    """One voice; `own` of its claims are on pages of its own. `silence` are the days since it was last heard,
    counted to the last day of the ledger, `usual_pause` as in `answers.sources`."""

    name: str
    labels: tuple[Source, ...]
    claims: int
    own: int
    first_heard: date
    last_heard: date
    silence: int
    usual_pause: float | None

    @property
    def label(self) -> Source | None:
        """What it was last taken for."""
        return self.labels[-1] if self.labels else None

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that its labels name, each once."""
        return tuple(dict.fromkeys(each.side for each in self.labels if each.side))

    @property
    def is_silent(self) -> bool:
        """Whether nothing comes although it used to."""
        return is_silence(self.silence, self.usual_pause)


def voice_lines(ledger: Ledger) -> Sequence[VoiceLine]:
    """Every voice of a ledger, who says most first."""
    last = ledger.last_known()
    if last is None:
        return ()
    labels, today = ledger.voices(), day_over_by(last)
    found = [
        VoiceLine(
            name=each.name,
            labels=tuple(labels.get(each.name, ())),
            claims=each.claims,
            own=each.own,
            first_heard=each.days[0],
            last_heard=each.days[-1],
            silence=max(0, (today - each.days[-1]).days),
            usual_pause=usual_pause(each.days),
        )
        for each in ledger.voice_tallies()
    ]
    return tuple(sorted(found, key=lambda each: (-each.claims, each.name)))


def profiled(ledger: Ledger, name: str) -> tuple[Profile, Mapping[str, Record]]:
    """One voice whole, with what came of its claims. Raises `UnknownVoiceError`."""
    found = profiles(ledger, name)
    if not found:
        raise UnknownVoiceError(name)
    return found[0], records(ledger, found[0].name)


def voice_value(voice: VoiceLine) -> dict[str, Any]:
    """One line as plain values."""
    return {
        "name": voice.name,
        "labels": [label_value(each) for each in voice.labels],
        "claims": voice.claims,
        "own": voice.own,
        "first_heard": voice.first_heard.isoformat(),
        "last_heard": voice.last_heard.isoformat(),
        "silence": voice.silence,
        "usual_pause": voice.usual_pause,
        "silent_feed": voice.is_silent,
    }
