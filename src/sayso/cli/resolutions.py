"""Why a name means a place, as text and as JSON; what a dump has brought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sayso.cli.lines import line
from sayso.cli.tables import count
from sayso.cli.terminal import dim, plain
from sayso.model import Place
from sayso.places import Added, Gazetteer, Resolution, ResolutionContext, explain
from sayso.places.coherence import bearers
from sayso.places.resolution import Weighed

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Question:
    """A name as a report would give it: countries of its theatre, names beside it, day of publication."""

    name: str
    countries: frozenset[str]
    neighbours: tuple[str, ...]
    day: date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the name means; `near` are the neighbours that have a place, `suggestions` names like it."""

    question: Question
    resolution: Resolution
    near: tuple[Place, ...]
    suggestions: tuple[str, ...]


def asked(question: Question, gazetteer: Gazetteer) -> Answer:
    """Ask the gazetteer as the reading of a report does."""
    context = ResolutionContext(countries=question.countries, covered=gazetteer.covered, day=question.day)
    found = (explain(bearers(gazetteer, name), context).place for name in question.neighbours)
    near = tuple(place for place in found if place is not None)
    beside = ResolutionContext(
        countries=question.countries, covered=gazetteer.covered, day=question.day, anchors=near, near=near
    )
    resolution = explain(bearers(gazetteer, question.name), beside)
    suggestions = () if resolution.weighed else gazetteer.suggest(question.name)
    return Answer(question, resolution, near, suggestions)


def resolution_view(answer: Answer) -> Group:
    """The place and the reason, then every bearer of the name with what speaks for and against it."""
    resolution = answer.resolution
    place = resolution.place
    title = f"{_titled(place)}" if place else "no place"
    parts: list[RenderableType] = [
        Text.assemble((plain(answer.question.name), "bold"), f": {plain(title)}"),
        Text(_sentence(resolution.reason)),
    ]
    if place is not None:
        parts.append(dim(_whereabouts(place)))
    unplaced = len(answer.question.neighbours) - len(answer.near)
    if unplaced:
        parts.append(
            dim(f"{count(unplaced, 'name')} given with --near could not be placed and did not count")
        )
    if answer.suggestions:
        parts.append(Text(f"Did you mean {', '.join(map(plain, answer.suggestions))}?"))
    for weighed in resolution.weighed[:_SHOWN]:
        parts += [Text(), Text(plain(_bearer(weighed))), *_reasons(weighed, answer.question.day)]
    left = len(resolution.weighed) - _SHOWN
    if left > 0:
        parts += [Text(), dim(f"{left} more of the name (--json lists them)")]
    return Group(*parts)


def resolution_line(answer: Answer) -> str:
    """The same for programs: every bearer, with its signs."""
    resolution, question = answer.resolution, answer.question
    value = {
        "name": question.name,
        "countries": sorted(question.countries),
        "near": [place.full_name for place in answer.near],
        "on": question.day.isoformat() if question.day else None,
        "place": _record(resolution.place) if resolution.place else None,
        "reason": resolution.reason,
        "candidates": [_candidate(weighed, question.day) for weighed in resolution.weighed],
        "suggestions": list(answer.suggestions),
    }
    return line(value)


def added_view(file: Path, added: Added, store: Path) -> Text:
    """What one dump has brought."""
    taken = f"{plain(file.name)}: {count(added.places, 'place')} and {count(added.names, 'name')}"
    return Text(f"{taken} in {plain(store)}; {count(added.passed_over, 'line')} passed over")


def added_line(file: Path, added: Added, store: Path) -> str:
    """The same for programs."""
    return line(
        {
            "file": str(file),
            "places": added.places,
            "names": added.names,
            "passed_over": added.passed_over,
            "gazetteer": str(store),
        }
    )


def _titled(place: Place) -> str:
    return ", ".join(filter(None, (place.full_name, place.country))) + f" ({place.id})"


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:]


def _whereabouts(place: Place) -> str:
    position = "no position" if place.latitude is None else f"{place.latitude:g}, {place.longitude:g}"
    people = f"{place.population:,} people" if place.population else None
    return " · ".join(filter(None, (place.kind, people, position, place.basis)))


def _bearer(weighed: Weighed) -> str:
    score = "refused" if weighed.refused else f"{weighed.score:.1f}"
    return f"{score}  {_titled(weighed.candidate.place)}"


def _reasons(weighed: Weighed, day: date | None) -> Iterable[RenderableType]:
    candidate = weighed.candidate
    signs = ", ".join(f"{sign.what} {sign.points:+.1f}" for sign in weighed.signs)
    yield Padding(dim(weighed.refused or signs), (0, 0, 0, 4))
    if candidate.is_former_on(day):
        until = (
            f" until {candidate.until.isoformat()}" if candidate.until else ", until when is not on record"
        )
        yield Padding(dim(f"a former name{until}"), (0, 0, 0, 4))


def _candidate(weighed: Weighed, day: date | None) -> dict[str, Any]:
    candidate = weighed.candidate
    return {
        **_record(candidate.place),
        "population": candidate.population or None,
        "admin1": candidate.admin1,
        "name_kind": candidate.kind_on(day).value,
        "former": candidate.is_former_on(day),
        "until": candidate.until.isoformat() if candidate.until else None,
        "score": round(weighed.score, 3),
        "signs": [{"what": sign.what, "points": round(sign.points, 3)} for sign in weighed.signs],
        "refused": weighed.refused,
    }


def _record(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.full_name,
        "country": place.country,
        "kind": place.kind,
        "lat": place.latitude,
        "lon": place.longitude,
        "basis": place.basis,
    }
