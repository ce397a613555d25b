"""The words of time of one language, loaded from data: what the grammar's kinds are in real words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.errors import InvalidDataError, UnsupportedLanguageError
from sayso.temporal.spelling import split_form

Value = int | str
"""A number, a unit, a zone or a holiday's rule, as the data file explains beside each group."""

Form = tuple[str, ...]
LANGUAGES = ("en",)


@dataclass(frozen=True, slots=True)
class Entry:
    """One form's place in the grammar."""

    kind: str
    value: Value


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Single words by their spelling; forms of several tokens, longest first, by their first token.

    `examples` pairs each group's kind with the sentence that shows one of its forms.
    """

    words: dict[str, Entry]
    phrases: dict[str, tuple[tuple[Form, Entry], ...]]
    examples: tuple[tuple[str, str], ...]


@cache
def load_words(language: str) -> TimeWords:
    """The words of a language.

    Raises `UnsupportedLanguageError` where there is no file for it and `InvalidDataError` where the
    file breaks its own rules.
    """
    if language not in LANGUAGES:
        raise UnsupportedLanguageError(language, LANGUAGES)
    name = f"{language}.toml"
    groups = tomllib.loads(files("sayso.temporal").joinpath("data", name).read_text("utf-8"))["group"]
    written: dict[str, Entry] = {}
    for group in groups:
        for form, value in _forms(name, group):
            if form in written:
                raise InvalidDataError(name, form, f"stands in two groups, one of them {group['kind']!r}")
            written[form] = Entry(group["kind"], value)
    return TimeWords(
        words=_with_capitals(written),
        phrases=_phrases(written),
        examples=tuple((group["kind"], group["example"]) for group in groups),
    )


def _forms(name: str, group: dict[str, object]) -> list[tuple[str, Value]]:
    if set(group) != {"kind", "example", "forms"}:
        raise InvalidDataError(
            name, str(group.get("kind")), f"needs kind, example, forms, not {sorted(group)}"
        )
    forms = group["forms"]
    if isinstance(forms, dict):
        return list(forms.items())
    if isinstance(forms, list):
        return [(form, 0) for form in forms]
    raise InvalidDataError(name, str(group["kind"]), "forms must be a list or a table")


def _with_capitals(written: dict[str, Entry]) -> dict[str, Entry]:
    # What is written wins over what is derived: "May" is the month, though "may" is a word as well.
    words = {form: entry for form, entry in written.items() if form.isalpha()}
    for form, entry in list(words.items()):
        words.setdefault(form.capitalize() if form.islower() else form, entry)
    for form, entry in list(words.items()):
        words.setdefault(form.upper(), entry)
    return words


def _phrases(written: dict[str, Entry]) -> dict[str, tuple[tuple[Form, Entry], ...]]:
    found: dict[str, dict[Form, Entry]] = {}
    for form, entry in written.items():
        parts = split_form(form)
        if len(parts) == 1:
            continue
        head = parts[0].capitalize() if parts[0].islower() else parts[0]
        for spelling in (parts, (head, *parts[1:]), tuple(part.upper() for part in parts)):
            found.setdefault(spelling[0], {}).setdefault(spelling, entry)
    return {
        head: tuple(sorted(forms.items(), key=lambda form: -len(form[0]))) for head, forms in found.items()
    }
