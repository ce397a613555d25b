"""The words around a party's name that decide what the whole phrase is."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path

from sayso.errors import InvalidDataError
from sayso.parties.entries import Entry

_FILE = Path(__file__).parent / "data" / "force_nouns.toml"


@dataclass(frozen=True)  # no slots: the unions below are made once and kept
class ForceNouns:
    """The lists of `force_nouns.toml`, which says what each is for."""

    institutions: frozenset[str]
    fighters: frozenset[str]
    units: frozenset[str]
    rising: frozenset[str]
    persons: frozenset[str]
    speakers: frozenset[str]
    local_speakers: frozenset[str]
    modifiers: frozenset[str]
    plain_modifiers: frozenset[str]
    gatherings: frozenset[str]
    spoken_for: frozenset[str]
    locative: frozenset[str]
    followers: frozenset[str]
    barring: frozenset[str]
    publications: frozenset[str]
    determiners: frozenset[str]
    titles: frozenset[str]
    countries: frozenset[str]

    @cached_property
    def forces(self) -> frozenset[str]:
        """Every noun that makes an adjective a party."""
        return self.institutions | self.fighters | self.units | self.rising

    @cached_property
    def speaking(self) -> frozenset[str]:
        """Every noun that makes an adjective a voice of the party."""
        return self.forces | self.speakers | self.local_speakers

    @cached_property
    def openers(self) -> frozenset[str]:
        """What may stand before "of" and hand the headship on: "hundreds of", "soldiers of"."""
        return self.speaking | self.gatherings

    @cached_property
    def for_a_body(self) -> frozenset[str]:
        """What may stand before "for" a body: "a spokesman for"."""
        return self.spoken_for | self.gatherings | self.speakers


@cache
def load_force_nouns(path: Path = _FILE) -> ForceNouns:
    """Read the lists once. Raises InvalidDataError where one is missing or unknown."""
    try:
        entry = Entry(path, "file", tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidDataError(path, "file", str(error).splitlines()[0]) from error
    lists = {f.name: frozenset(entry.texts(f.name, required=True)) for f in fields(ForceNouns)}
    entry.done()
    return ForceNouns(**lists)
