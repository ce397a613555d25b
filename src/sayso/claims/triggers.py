"""The words that claims hang on, read from `lexicon/data/<language>/claims.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from sayso.errors import InvalidDataError
from sayso.lexicon import (
    ClaimWords,
    PlaceWords,
    language_folder,
    load_claim_words,
    load_place_words,
    read_toml,
)
from sayso.model import Kind

_PARTS_OF_SPEECH = frozenset({"verb", "noun"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One group of words with the same frame.

    `party` and `place` are slots tried in order: agent, patient, possessor, modifier, compound, or a
    preposition. `theme`: what the object must be ("changed hands"), `subject`: what the subject must be
    ("the front has moved"), `modified`: what must stand before a noun ("assault operations"). `light`:
    means control only with a noun for it ("gain control of"). `taker`: without a named party the attacker
    is looked for. `loses`: the party no longer holds the place. `expels`: the place is what another party
    is driven out of. `state`: a standing state, not an event. `common`: a word of everyday use, whose
    sentence is not kept as declined when it makes no claim. `head`: as a noun, only where it heads what is
    said ("fighting continued"), not as a mere modifier. `named`: only of a place by its name or with "the"
    ("they have the town"; not "they have a base there").
    """

    kind: Kind
    pos: str
    forms: tuple[str, ...]
    example: str
    particle: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    extent: str | None = None
    light: bool = False
    taker: bool = False
    loses: bool = False
    expels: bool = False
    state: bool = False
    head: bool = False
    named: bool = False
    needs_party: bool = False
    needs_place: bool = False
    needs_force: bool = False
    not_place_patient: bool = False
    common: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ClaimLexicon:
    """All triggers of a language with the words that their frames need; compared by identity."""

    triggers: tuple[Trigger, ...]
    by_form: Mapping[str, tuple[Trigger, ...]]
    words: ClaimWords
    places: PlaceWords


@lru_cache(maxsize=4)
def load_claim_lexicon(language: str) -> ClaimLexicon:
    """Read and check the claim words of a language.

    Raises `UnsupportedLanguageError` for a language without a folder and `InvalidDataError`, naming
    the entry, for a file that breaks the schema.
    """
    path = language_folder(language) / "claims.toml"
    triggers = tuple(
        _trigger(path.name, number, entry)
        for number, entry in enumerate(read_toml(path).get("trigger", []), 1)
    )
    return ClaimLexicon(
        triggers=triggers,
        by_form=_by_form(triggers),
        words=load_claim_words(language),
        places=load_place_words(language),
    )


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
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
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
