"""What a ledger taught, as a file: written with its counts, read with suspicion.

The counts are what estimates are reckoned from; the rows and chances beside them are for people, and the
digest holds all of it together.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sayso import __version__
from sayso.errors import InvalidDataError, UnreadableInputError, UnwritableOutputError
from sayso.estimation.cells import cells
from sayso.estimation.frames import NOBODY
from sayso.estimation.learning import Speaker, Voice
from sayso.estimation.priors import shipped
from sayso.estimation.taught import CHANGES, KINDS, Counts, Learned, Rate, Taught, Volume
from sayso.estimation.windows import Floats
from sayso.model import SourceClass

FORMAT = "sayso learned parameters"
VERSION = 1
MOST_BYTES = 64 * 1024 * 1024
"""A file of 100,000 voices is smaller."""
_DIGITS = 6
_SHOWN = 12
_FRAMES = {True: "for a side", False: "for none"}

Name = Annotated[str, Field(min_length=1, max_length=1000)]
Count = Annotated[float, Field(ge=0.0, le=1e12, allow_inf_nan=False)]
Number = Annotated[int, Field(ge=0, le=10**12)]
Share = Annotated[float, Field(ge=0.0, le=1.0, allow_inf_nan=False)]
Row = dict[str, Share]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PriorsPart(_Part):
    """The priors that the counts were held near to."""

    version: Number
    digest: Name


class LedgerPart(_Part):
    """The ledger as it was: the last hash of its chain, and the number of links."""

    head: Name | None
    entries: Number


class RatePart(_Part):
    """Expected changes on so many place-days, and the chance a day that they and the priors make."""

    changes: Count
    days: Count
    chance: Share


class VolumePart(_Part):
    """Expected claims on so many place-days."""

    claims: Count
    days: Count


class FramePart(_Part):
    """How a voice speaks of places one of whose sides it speaks for, or of others: `said` are expected counts
    by what held before, what holds and what is said; `rows` what it says of a place that is settled."""

    speaks: Literal["for a side", "for none"]
    said: Annotated[list[tuple[Name, Name, Name, Count]], Field(max_length=200)]
    rows: Annotated[dict[str, Row], Field(max_length=8)]


class VoicePart(_Part):
    """One voice under one label, with the number of its claims by what they say."""

    name: Name
    source_class: SourceClass = Field(alias="class")
    side: Name | None
    claims: Annotated[dict[Name, Number], Field(max_length=8)]
    heard: Annotated[list[FramePart], Field(max_length=2)]


class ParameterFile(_Part):
    """The whole file."""

    format: Literal["sayso learned parameters"]
    version: Literal[1]
    sayso: Name
    priors: PriorsPart
    ledger: LedgerPart
    known_until: date
    places: Number
    claims: Number
    rounds: Number
    transitions: Annotated[dict[Name, RatePart], Field(max_length=8)]
    volume: Annotated[dict[Name, VolumePart], Field(max_length=8)]
    voices: Annotated[list[VoicePart], Field(max_length=500_000)]
    digest: Name

    def text(self) -> str:
        """The file as it is written: the same bytes for the same parameters."""
        return json.dumps(self._plain(), ensure_ascii=False, indent=1) + "\n"

    def line(self) -> str:
        """All of it as one line of JSON."""
        return json.dumps(self._plain(), ensure_ascii=False)

    def reckoned_digest(self) -> str:
        """The hash of all but the digest."""
        told = {name: value for name, value in self._plain().items() if name != "digest"}
        canonical = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    def _plain(self) -> dict[str, Any]:
        return self.model_dump(mode="json", by_alias=True)


def file_of(
    taught: Taught,
    *,
    said: Mapping[Voice, Mapping[str, int]],
    known_until: date,
    head: str | None,
    entries: int,
    places: int,
    claims: int,
    rounds: int,
) -> ParameterFile:
    """What a ledger taught, ready to be written; `said` counts the claims of each voice by what they say."""
    counts = taught.counts
    moves = taught.moves(3)
    chances = dict(zip(CHANGES, (moves[0, 2], 2 * moves[2, 0], moves[0, 1]), strict=True))
    found = ParameterFile(
        format="sayso learned parameters",
        version=1,
        sayso=__version__,
        priors=PriorsPart(version=taught.priors.version, digest=taught.priors.digest),
        ledger=LedgerPart(head=head, entries=entries),
        known_until=known_until,
        places=places,
        claims=claims,
        rounds=rounds,
        transitions={
            name: RatePart(
                changes=_rounded(rate.changes), days=_rounded(rate.days), chance=_rounded(chances[name])
            )
            for name, rate in zip(CHANGES, counts.moves, strict=True)
        },
        volume={
            kind: VolumePart(claims=_rounded(each.claims), days=_rounded(each.days))
            for kind, each in zip(KINDS, counts.volume, strict=False)
        },
        voices=[
            VoicePart.model_validate(
                {
                    "name": voice.name,
                    "class": voice.source_class,
                    "side": voice.side,
                    "claims": dict(sorted(said.get(voice, {}).items())),
                    "heard": [
                        _frame(taught, voice, of_side, counts.voices[voice][of_side])
                        for of_side in (True, False)
                        if of_side in counts.voices[voice]
                    ],
                }
            )
            for voice in sorted(counts.voices, key=_by_name)
        ],
        digest="none yet",
    )
    return found.model_copy(update={"digest": found.reckoned_digest()})


def learned_of(file: ParameterFile, where: str | Path) -> Learned:
    """The parameters of a file. Raises `InvalidDataError` where they do not go with this sayso's priors."""
    priors = shipped()
    if file.priors.digest != priors.digest:
        theirs, ours = f"{file.priors.version} ({file.priors.digest})", f"{priors.version} ({priors.digest})"
        problem = f"were {theirs} when it was learned and are {ours} now; learn again with sayso learn"
        raise InvalidDataError(where, "priors", problem)
    voices: dict[Voice, dict[bool, Floats]] = {}
    for n, part in enumerate(file.voices, start=1):
        voice = Voice(part.name, part.source_class, part.side)
        for heard in part.heard:
            of_side = heard.speaks == _FRAMES[True]
            voices.setdefault(voice, {})[of_side] = _counted(heard, of_side, where, f"voice {n}")
    counts = Counts(
        voices=voices,
        moves=tuple(Rate(file.transitions[name].changes, file.transitions[name].days) for name in CHANGES),
        volume=tuple(Volume(each.claims, each.days) for each in file.volume.values()),
    )
    return Learned(Taught(counts, priors, by_volume=False), file.known_until, file.digest[:_SHOWN])


def read_parameters(path: Path) -> ParameterFile:
    """A file that `sayso learn` wrote.

    Raises `UnreadableInputError` where it cannot be read or is too large, and `InvalidDataError`, naming the
    entry, where it is not such a file or was changed.
    """
    try:
        with path.open("rb") as stream:
            told = stream.read(MOST_BYTES + 1)
    except OSError as problem:
        raise UnreadableInputError(path, (problem.strerror or "cannot be read").lower(), _REMEDY) from None
    if len(told) > MOST_BYTES:
        raise UnreadableInputError(path, f"is larger than {MOST_BYTES // 2**20} MiB", _REMEDY)
    try:
        plain = json.loads(told)
    except (ValueError, RecursionError):
        raise InvalidDataError(path, "file", f"is no JSON; {_REMEDY}") from None
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise InvalidDataError(path, "file", f"holds no learned parameters; {_REMEDY}")
    if plain.get("version") != VERSION:
        told_version = f"is {plain.get('version')!r}, and this sayso reads {VERSION}; {_REMEDY}"
        raise InvalidDataError(path, "version", told_version)
    try:
        found = ParameterFile.model_validate(plain)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        entry = ".".join(map(str, first["loc"])) or "file"
        raise InvalidDataError(path, entry, f"{first['msg'].lower()}; {_REMEDY}") from None
    if set(found.transitions) != set(CHANGES) or (found.volume and tuple(found.volume) != KINDS):
        raise InvalidDataError(path, "transitions", f"or volume lack a part; {_REMEDY}")
    if found.digest != found.reckoned_digest():
        raise InvalidDataError(path, "digest", f"does not fit: the file was changed; {_REMEDY}")
    return found


_REMEDY = "sayso learn -o FILE writes one"


def write_parameters(file: ParameterFile, path: Path) -> None:
    """Write it, whole or not at all. Raises `UnwritableOutputError`, also where something else is there."""
    if path.exists():
        try:
            read_parameters(path)
        except InvalidDataError as problem:
            if problem.entry == "file":
                there = "is there and holds something else"
                raise UnwritableOutputError(path, there, "name another file") from None
        except UnreadableInputError as problem:
            raise UnwritableOutputError(path, problem.problem, "name another file") from None
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_text(file.text(), encoding="utf-8")
        beside.replace(path)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        raise UnwritableOutputError(path, (problem.strerror or "cannot be written").lower()) from None


def _by_name(voice: Voice) -> tuple[str, str, str]:
    return voice.name, voice.source_class.value, voice.side or ""


def _frame(taught: Taught, voice: Voice, of_side: bool, told: Floats) -> dict[str, Any]:
    said = [
        (*cell, count)
        for cell, number in zip(cells(of_side), told.tolist(), strict=True)
        if (count := _rounded(number)) > 0.0
    ]
    return {"speaks": _FRAMES[of_side], "said": said, "rows": _rows(taught, voice, of_side)}


def _rows(taught: Taught, voice: Voice, of_side: bool) -> dict[str, Row]:
    """What a voice says of a settled place between two sides."""
    record = taught.record(Speaker(voice.source_class, 0 if of_side else NOBODY, voice), 3)
    if of_side:
        names = ("own", "enemy", "contested")
        return {
            state: {says: _rounded(record[n, k]) for k, says in enumerate(names)}
            for n, state in enumerate(names)
        }
    held, disputed = record[0], record[2]
    return {
        "a side": {
            "holder": _rounded(held[0]),
            "other": _rounded(held[1]),
            "contested": _rounded(held[2]),
        },
        "contested": {"a side": _rounded(disputed[0] + disputed[1]), "contested": _rounded(disputed[2])},
    }


def _counted(heard: FramePart, of_side: bool, where: str | Path, entry: str) -> Floats:
    place = {cell: n for n, cell in enumerate(cells(of_side))}
    found = np.zeros(len(place))
    for before, state, says, count in heard.said:
        at = place.get((before, state, says))
        if at is None:
            told = f"counts {says!r} where {state!r} holds after {before!r}, which is no cell; {_REMEDY}"
            raise InvalidDataError(where, entry, told)
        found[at] += count
    return found


def _rounded(value: float) -> float:
    return round(float(value), _DIGITS)
