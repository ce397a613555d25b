"""Dated reports on one place, episode by episode, to one estimate for each day of its window."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sayso.answers.holders import holders_among
from sayso.answers.origins import to_compare, told_on_each_day
from sayso.answers.sides import Renaming, theatre_with
from sayso.answers.stretches import Stretch, curve_of
from sayso.errors import ConflictingDocumentError, InvalidDataError, InvalidDateError, UnreadableInputError
from sayso.estimation.inference import DEFAULT_METHOD
from sayso.ingest import parse_publication
from sayso.ledger import recorded_claims
from sayso.model import CONTESTED, Document, Estimate, Holder, Place, Reading, RecordedClaim
from sayso.places import Gazetteer
from sayso.places.distance import distance_km
from sayso.places.names import fold

SAME_PLACE_KM = 15.0
"""How far the position that a request gives may lie from the gazetteer's position of the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """A place over a window of days, the parties that may hold it, and the reports about it."""

    id: str
    place: Place
    parties: tuple[str, ...]
    first: date
    last: date
    reports: tuple[Document, ...]


def read_episodes(path: Path, *, today: date) -> list[Episode]:
    """The episodes of a file of JSON Lines, one report a line, in the order of their first lines.

    Raises `InvalidDataError` naming file and line; `ConflictingDocumentError` where one report id
    stands over two texts of an episode.
    """
    heads: dict[str, Episode] = {}
    reports: dict[str, dict[str, Document]] = {}
    for number, value in _objects(path):
        line = _Line(path, number, value)
        episode, report = _episode(line), _report(line, today)
        known = heads.setdefault(episode.id, episode)
        if known != episode:
            raise line.wrong(f"episode {episode.id!r} has another place, window or parties than before")
        earlier = reports.setdefault(episode.id, {}).setdefault(report.id, report)
        if earlier.text != report.text:
            raise ConflictingDocumentError(report.id, f"{path}: line {number}")
    return [replace(head, reports=tuple(reports[name].values())) for name, head in heads.items()]


def estimates(
    episode: Episode,
    read: Callable[[Document], Reading],
    gazetteer: Gazetteer,
    *,
    method: str = DEFAULT_METHOD,
    reasons: int = 0,
) -> list[Estimate]:
    """One estimate for each day of the window, the parties under the names that the episode gives them.

    Each day is told by the reports published on it or before. Reports in languages that are not read
    add nothing.
    """
    claims = [each for report in episode.reports for each in recorded_claims(read(report))]
    code = _country_code(episode.place.country, gazetteer)
    theatre = theatre_with(episode.parties, code, episode.first)
    names = Renaming(episode.parties, theatre, episode.first)
    scene = Scene(episode.place, gazetteer)
    about = [names.renamed(each) for each in claims if scene.has(each)]
    copied = to_compare(about)
    texts = {each.id: each.text for each in episode.reports if each.id in copied}
    runs = told_on_each_day(about, texts, episode.first, episode.last)
    return curve_of(
        episode.id,
        [Stretch(each.first, each.last, about, each.claims) for each in runs],
        sides=episode.parties,
        method=method,
        reasons=reasons,
        holders=scene.holders(names),
    )


class Scene:
    """The place of an episode as the gazetteer knows it, under whatever spelling."""

    def __init__(self, place: Place, gazetteer: Gazetteer) -> None:
        found = [candidate.place for candidate in gazetteer.find(place.name)]
        near = [each for each in found if _near(place, each)]
        self.places = near if place.latitude is not None else found[:1]
        self._ids = {each.id for each in self.places}
        self._names = {fold(place.name), *(fold(each.name) for each in self.places)}

    def holders(self, names: Renaming) -> tuple[Holder, ...]:
        """The entries about who held the place, under the episode's names."""
        return holders_among({each.id for each in self.places if each.kind != "region"}, names.of)

    def has(self, recorded: RecordedClaim) -> bool:
        """Whether a claim is about the place or a part of it. The next town is another place."""
        place = recorded.claim.place
        if place is None:
            return False
        if place.id is not None and place.id in self._ids:
            return True
        if place.within is not None:
            return fold(place.within) in self._names
        return place.id is None and fold(place.name) in self._names


def _near(place: Place, other: Place) -> bool:
    apart = distance_km(place, other)
    return apart is not None and apart <= SAME_PLACE_KM


def _country_code(name: str | None, gazetteer: Gazetteer) -> str | None:
    found = (each.place for each in gazetteer.find(name)) if name else iter(())
    return next((place.country for place in found if place.kind == "country"), None)


@dataclass(frozen=True, slots=True)
class _Line:
    path: Path
    number: int
    value: dict[str, Any]

    def wrong(self, problem: str) -> InvalidDataError:
        return InvalidDataError(self.path, f"line {self.number}", problem)

    def text(self, key: str) -> str:
        found = self.value.get(key)
        if not isinstance(found, str) or not found.strip():
            raise self.wrong(f"{key!r} must be a string that is not empty")
        return found

    def maybe(self, key: str) -> str | None:
        return None if self.value.get(key) in (None, "") else self.text(key)

    def day(self, value: object, key: str) -> date:
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            raise self.wrong(f"{key!r}: {value!r} is no day such as 2023-01-14") from None

    def degrees(self, key: str, most: float) -> float | None:
        found = self.value.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float) or not -most <= found <= most:
            raise self.wrong(f"{key!r} must be a number of degrees")
        return float(found)


def _episode(line: _Line) -> Episode:
    parties = line.value.get("parties")
    if not isinstance(parties, list) or not parties or not all(isinstance(p, str) and p for p in parties):
        raise line.wrong("'parties' must be a list of names")
    if len(set(parties)) < len(parties) or CONTESTED in parties:
        raise line.wrong(f"'parties' must be different names, none of them {CONTESTED!r}")
    window = line.value.get("window")
    if not isinstance(window, list) or len(window) != 2:
        raise line.wrong("'window' must be two days")
    first, last = (line.day(each, "window") for each in window)
    if last < first:
        raise line.wrong("'window' ends before it begins")
    latitude, longitude = line.degrees("lat", 90), line.degrees("lon", 180)
    if (latitude is None) != (longitude is None):
        raise line.wrong("'lat' and 'lon' go together")
    place = Place(
        name=line.text("place"), latitude=latitude, longitude=longitude, country=line.maybe("country")
    )
    return Episode(
        id=line.text("episode"), place=place, parties=tuple(parties), first=first, last=last, reports=()
    )


def _report(line: _Line, today: date) -> Document:
    try:
        published = parse_publication(line.text("published"), today=today)
    except InvalidDateError as problem:
        raise line.wrong(f"'published': {problem}") from None
    return Document(
        id=line.text("report_id"),
        text=line.text("text"),
        published=published,
        outlet=line.maybe("outlet"),
        url=line.maybe("url"),
        language=line.maybe("text_language"),
    )


def _objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise UnreadableInputError(path, (problem.strerror or "cannot be read").lower()) from None
    except UnicodeDecodeError:
        raise UnreadableInputError(path, "is not UTF-8") from None
    found = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            raise InvalidDataError(path, f"line {number}", "is not JSON") from None
        if not isinstance(value, dict):
            raise InvalidDataError(path, f"line {number}", "is not an object")
        found = True
        yield number, value
    if not found:
        raise UnreadableInputError(path, "is empty")
