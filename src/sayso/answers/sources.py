"""What each voice has said, how it stands to the others, and whether it is still heard."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from sayso.answers.silence import is_silence, usual_pause
from sayso.errors import UnknownVoiceError
from sayso.ledger import Ledger, Utterances
from sayso.model import Kind, Source, day_over_by
from sayso.relations.leads import Lead, leads
from sayso.relations.standing import Standing, standings


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Whether a voice is still heard. `usual_pause` is the median of the days between days on which it
    speaks, None for one that spoke on too few to have a habit; `silence` the days since it was last heard,
    counted to the last day of the ledger."""

    last_heard: date
    silence: int
    longest_silence: int
    usual_pause: float | None

    @property
    def is_silent(self) -> bool:
        """Whether nothing comes although it used to."""
        return is_silence(self.silence, self.usual_pause)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What a voice says of one place. `is_quiet` where it speaks, but no longer of this place."""

    place: str
    claims: int
    health: Health
    is_quiet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One voice. `labels` are what it was taken for with the basis of each, the last recorded last.

    `relayed` counts claims known only through others' pages.
    """

    name: str
    labels: tuple[Source, ...]
    by_kind: Mapping[Kind, int]
    first: datetime
    last: datetime
    relayed: int
    standing: Standing
    lead: Lead
    health: Health
    fronts: tuple[Front, ...]

    @property
    def claims(self) -> int:
        """All its claims."""
        return sum(self.by_kind.values())


def profiles(ledger: Ledger, name: str | None = None) -> list[Profile]:
    """Every voice, who says most first; with a name, that voice and the places it speaks of.

    Raises `UnknownVoiceError` with names that come near.
    """
    labels = ledger.voices()
    last = ledger.last_known()
    if last is None:
        return []
    if name is not None:
        name = _voice(labels, name)
    heard = ledger.utterances(name)
    today = day_over_by(last)
    by_voice: dict[str, list[Utterances]] = {}
    for each in heard:
        by_voice.setdefault(each.voice, []).append(each)
    about = None
    by_place: list[Utterances] = []
    if name is not None:
        by_place = ledger.utterances(name, by_place=True)
        about = {each.place_key for each in by_place if each.place_key is not None}
    control = ledger.control_claims(places=about)
    stood, led = standings(control), leads(control, now=last)
    found = [
        _profile(
            voice,
            labels.get(voice, ()),
            said,
            by_place,
            stood.get(voice, Standing()),
            led.get(voice, Lead()),
            today,
        )
        for voice, said in by_voice.items()
    ]
    return sorted(found, key=lambda each: (-each.claims, each.name))


def _voice(labels: Mapping[str, Sequence[Source]], name: str) -> str:
    """The voice that a name in any case means."""
    by_folded = {voice.casefold(): voice for voice in sorted(labels)}
    if name in labels:
        return name
    if (found := by_folded.get(name.casefold())) is not None:
        return found
    near = difflib.get_close_matches(name.casefold(), list(by_folded), n=3, cutoff=0.6)
    raise UnknownVoiceError(name, [by_folded[each] for each in near])


def _profile(
    name: str,
    labels: Sequence[Source],
    said: Sequence[Utterances],
    by_place: Iterable[Utterances],
    standing: Standing,
    lead: Lead,
    today: date,
) -> Profile:
    by_kind: dict[Kind, int] = {}
    for each in said:
        by_kind[each.kind] = by_kind.get(each.kind, 0) + each.claims
    health = _health((each.day for each in said), today)
    return Profile(
        name=name,
        labels=tuple(labels),
        by_kind={kind: by_kind[kind] for kind in Kind if kind in by_kind},
        first=min(each.first for each in said),
        last=max(each.last for each in said),
        relayed=sum(each.claims for each in said if not each.is_own_page),
        standing=standing,
        lead=lead,
        health=health,
        fronts=_fronts(by_place, health, today),
    )


def _health(days: Iterable[date], today: date) -> Health:
    heard = sorted(set(days))
    pauses = [(later - earlier).days for earlier, later in pairwise(heard)]
    silence = max(0, (today - heard[-1]).days)
    return Health(
        last_heard=heard[-1],
        silence=silence,
        longest_silence=max([*pauses, silence], default=0),
        usual_pause=usual_pause(heard),
    )


def _fronts(by_place: Iterable[Utterances], voice: Health, today: date) -> tuple[Front, ...]:
    groups: dict[str, list[Utterances]] = {}
    for each in by_place:
        if each.place_key is not None:
            id, name = each.place_key
            groups.setdefault(id or name, []).append(each)
    found = []
    for said in groups.values():
        health = _health((each.day for each in said), today)
        found.append(
            Front(
                place=said[-1].place or "",
                claims=sum(each.claims for each in said),
                health=health,
                is_quiet=health.is_silent and not voice.is_silent,
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.claims, each.place)))
