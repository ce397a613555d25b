"""The words that claims hang on, read from `lexicon/data/<language>/claims.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from sayso.errors import InvalidDataError
from sayso.lexicon import language_folder
from sayso.model import Kind

SLOTS = frozenset({"agent", "patient", "possessor", "modifier", "compound"})
_PARTS_OF_SPEECH = frozenset({"verb", "noun"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One group of words with the same frame.

    `party` and `place` are slots tried in order: agent, patient, possessor, modifier, compound, or a
    preposition. `light`: means control only with a noun for it ("gain control of"). `taker`: without
    a named party the attacker is looked for. `loses`: the party no longer holds the place. `expels`:
    the place is what another party is driven out of. `state`: a standing state, not an event.
    `head`: as a noun, only where it heads what is said ("fighting continued"), not as a mere modifier.
    """

    kind: Kind
    pos: str
    forms: tuple[str, ...]
    example: str
    particle: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    extent: str | None = None
    light: bool = False
    taker: bool = False
    loses: bool = False
    expels: bool = False
    state: bool = False
    head: bool = False
    needs_party: bool = False
    needs_place: bool = False
    needs_force: bool = False
    not_place_patient: bool = False
    proper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ClaimLexicon:
    """All triggers of a language with the nouns that their frames need; compared by identity."""

    triggers: tuple[Trigger, ...]
    by_form: Mapping[str, tuple[Trigger, ...]]
    conflict_words: frozenset[str]
    conflict_least: int
    control_nouns: frozenset[str]
    in_words: frozenset[str]
    under_words: frozenset[str]
    into_words: frozenset[str]
    settlements: frozenset[str]
    parts: frozenset[str]
    buildings: frozenset[str]
    many: frozenset[str]
    partitives: frozenset[str]
    pointers: frozenset[str]


@lru_cache(maxsize=4)
def load_claim_lexicon(language: str) -> ClaimLexicon:
    """Read and check the claim words of a language.

    Raises `UnsupportedLanguageError` for a language without a folder and `InvalidDataError`, naming
    the entry, for a file that breaks the schema.
    """
    path = language_folder(language) / "claims.toml"
    with path.open("rb") as file:
        data = tomllib.load(file)
    try:
        triggers = tuple(
            _trigger(path.name, number, entry) for number, entry in enumerate(data.pop("trigger"), 1)
        )
        conflict, control, places = data.pop("conflict"), data.pop("control"), data.pop("places")
        lexicon = ClaimLexicon(
            triggers=triggers,
            by_form=_by_form(triggers),
            conflict_words=frozenset(conflict["words"]),
            conflict_least=int(conflict["least"]),
            control_nouns=frozenset(control["nouns"]),
            in_words=frozenset(control["in_words"]),
            under_words=frozenset(control["under_words"]),
            into_words=frozenset(control["into_words"]),
            settlements=frozenset(places["settlements"]),
            parts=frozenset(places["parts"]) | frozenset(places["buildings"]),
            buildings=frozenset(places["buildings"]),
            many=frozenset(places["many"]),
            partitives=frozenset(places["partitives"]),
            pointers=frozenset(data.pop("denials")["pointers"]),
        )
    except KeyError as missing:
        raise InvalidDataError(path.name, "file", f"lacks {missing}") from missing
    if data:
        raise InvalidDataError(path.name, "file", f"unknown table {sorted(data)[0]!r}")
    return lexicon


def _trigger(file: str, number: int, entry: dict[str, Any]) -> Trigger:
    label = f"trigger {number} ({', '.join(entry.get('forms', ['no forms'])[:2])})"
    known = {field.name for field in fields(Trigger)}
    if unknown := sorted(set(entry) - known):
        raise InvalidDataError(file, label, f"unknown field {unknown[0]!r}")
    if entry.get("pos") not in _PARTS_OF_SPEECH:
        raise InvalidDataError(
            file, label, f"pos is {entry.get('pos')!r}; use {' or '.join(sorted(_PARTS_OF_SPEECH))}"
        )
    if not entry.get("forms") or not entry.get("example"):
        raise InvalidDataError(file, label, "needs forms and an example")
    if any(form != form.lower() for form in entry["forms"]):
        raise InvalidDataError(file, label, "forms are written in lower case")
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    if isinstance(values.get("particle"), str):
        values["particle"] = (values["particle"],)
    try:
        values["kind"] = Kind(values["kind"])
    except ValueError as problem:
        raise InvalidDataError(file, label, f"unknown kind {values['kind']!r}") from problem
    return Trigger(**values)


def _by_form(triggers: tuple[Trigger, ...]) -> Mapping[str, tuple[Trigger, ...]]:
    index: dict[str, list[Trigger]] = {}
    for trigger in triggers:
        for form in trigger.forms:
            index.setdefault(form, []).append(trigger)
    return {form: tuple(found) for form, found in index.items()}
