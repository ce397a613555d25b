"""Load theatres from TOML, and refuse a file that breaks the schema or points to nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from sayso.errors import InvalidDataError
from sayso.model import (
    Basis,
    Body,
    FormerName,
    GenericParty,
    HandKeptPlace,
    Holder,
    Official,
    Outlet,
    Party,
    Place,
    SourceClass,
    Theatre,
)
from sayso.parties.entries import Entry

_DATA = Path(__file__).parent / "data"
_WORLD = "world"
_NOT_THEATRES = {_WORLD, "force_nouns"}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SURENESS = ("surveyed", "mapped", "approximate")


def theatre_names() -> tuple[str, ...]:
    """The ids of the theatres that ship with sayso, in alphabetical order."""
    return tuple(sorted(p.stem for p in _DATA.glob("*.toml") if p.stem not in _NOT_THEATRES))


@cache
def load_theatres() -> tuple[Theatre, ...]:
    """Every theatre that ships with sayso. Read once."""
    return tuple(load_theatre(_DATA / f"{name}.toml") for name in theatre_names())


@cache
def load_world() -> Theatre:
    """Those who speak about any conflict: states, their bodies, monitors, agencies. Read once."""
    return _checked(_read(_DATA / f"{_WORLD}.toml"), _DATA / f"{_WORLD}.toml", None)


def load_theatre(path: Path) -> Theatre:
    """Read one theatre file. Its entries may name parties and bodies of the world file.

    Raises InvalidDataError, which names file, entry and problem, when the file is no TOML, has a key
    that the schema does not know, lacks one, or names a party, body or place that is nowhere.
    """
    return _checked(_read(path), path, load_world())


def _read(path: Path) -> Theatre:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidDataError(path, "file", str(error).splitlines()[0]) from error
    top = Entry(path, "file", content)
    head = top.table("theatre")
    reviewer = head.optional_text("reviewed_by")
    theatre_id = head.text("id")
    if not _SLUG.fullmatch(theatre_id):
        raise head.refuse("id must be lower-case words joined by hyphens")
    theatre = Theatre(
        id=theatre_id,
        name=head.text("name"),
        countries=head.texts("countries", required=True),
        sides=head.texts("sides", required=True),
        words=head.texts("words"),
        first_day=head.day("first_day"),
        basis=_basis(head, reviewer),
        parties=tuple(_party(e, reviewer) for e in top.entries("party")),
        generics=tuple(_generic(e) for e in top.entries("generic", "party")),
        bodies=tuple(_body(e, reviewer) for e in top.entries("body")),
        officials=tuple(_official(e, reviewer) for e in top.entries("official")),
        outlets=tuple(_outlet(e, reviewer) for e in top.entries("outlet")),
        places=(
            *(_place(e, theatre_id) for e in top.entries("place")),
            *(_town(e) for e in top.entries("town")),
        ),
        holders=tuple(_holder(e, reviewer) for e in top.entries("holder", "place")),
    )
    head.done()
    top.done()
    return _at_their_places(theatre)


def _basis(entry: Entry, reviewer: str | None) -> Basis:
    start, end = entry.day("from"), entry.day("to")
    if start and end and end < start:
        raise entry.refuse("to lies before from")
    own = entry.optional_text("reviewed_by")
    return Basis(reference=entry.text("basis"), start=start, end=end, reviewed_by=own or reviewer)


def _class(entry: Entry) -> SourceClass:
    value = entry.text("class")
    if value not in set(SourceClass):
        raise entry.refuse(f"class {value!r} is none of {', '.join(SourceClass)}")
    return SourceClass(value)


def _party(entry: Entry, reviewer: str | None) -> Party:
    party = Party(
        name=entry.text("name"),
        side=entry.optional_text("side"),
        names=entry.texts("names"),
        adjectives=entry.texts("adjectives"),
        basis=_basis(entry, reviewer),
    )
    entry.done()
    return party


def _generic(entry: Entry) -> GenericParty:
    generic = GenericParty(words=entry.texts("words", required=True), party=entry.text("party"))
    entry.done()
    return generic


def _body(entry: Entry, reviewer: str | None) -> Body:
    body = Body(
        name=entry.text("name"),
        party=entry.optional_text("party"),
        source_class=_class(entry),
        names=entry.texts("names"),
        basis=_basis(entry, reviewer),
    )
    entry.done()
    return body


def _official(entry: Entry, reviewer: str | None) -> Official:
    official = Official(
        name=entry.text("name"),
        body=entry.text("body"),
        role=entry.optional_text("role"),
        names=entry.texts("names"),
        basis=_basis(entry, reviewer),
    )
    entry.done()
    return official


def _outlet(entry: Entry, reviewer: str | None) -> Outlet:
    outlet = Outlet(
        name=entry.text("name"),
        source_class=_class(entry),
        side=entry.optional_text("side"),
        names=entry.texts("names"),
        basis=_basis(entry, reviewer),
    )
    entry.done()
    return outlet


def _place(entry: Entry, theatre_id: str) -> HandKeptPlace:
    slug, sureness = entry.text("id"), entry.text("sureness")
    if not _SLUG.fullmatch(slug):
        raise entry.refuse("id must be lower-case words joined by hyphens")
    if sureness not in _SURENESS:
        raise entry.refuse(f"sureness {sureness!r} is none of {', '.join(_SURENESS)}")
    place = Place(
        name=entry.text("name"),
        id=f"sayso:{theatre_id}/{slug}",
        latitude=entry.number("lat", -90, 90),
        longitude=entry.number("lon", -180, 180),
        country=entry.text("country"),
        kind=entry.text("kind"),
        within=entry.optional_text("within"),
        basis=entry.text("basis"),
    )
    names, former = entry.texts("names"), _former_names(entry)
    entry.done()
    return HandKeptPlace(place=place, names=names, sureness=sureness, former_names=former)


def _town(entry: Entry) -> HandKeptPlace:
    """A town of the gazetteer, by its number there, under the English name that reports use."""
    place = Place(name=entry.text("name"), id=_geonames(entry), basis="GeoNames")
    names, former = entry.texts("names"), _former_names(entry)
    entry.done()
    return HandKeptPlace(place=place, names=names, former_names=former)


def _former_names(entry: Entry) -> tuple[FormerName, ...]:
    """`former = ["Red Mill", {name = "White Mill", until = 2016-05-19}]`."""
    names: list[FormerName] = []
    for each in entry.texts_or_entries("former"):
        if isinstance(each, str):
            names.append(FormerName(name=each))
            continue
        names.append(FormerName(name=each.text("name"), until=each.day("until")))
        each.done()
    return tuple(names)


def _holder(entry: Entry, reviewer: str | None) -> Holder:
    holder = Holder(
        place=entry.text("place"),
        party=entry.text("party"),
        basis=_basis(entry, reviewer),
        place_id=_geonames(entry) if entry.has("geonames") else None,
    )
    entry.done()
    return holder


def _geonames(entry: Entry) -> str:
    return f"geonames:{entry.number('geonames', 1, 1e9):.0f}"


def _at_their_places(theatre: Theatre) -> Theatre:
    """The same with the id of each holder's place, where the file tells which place bears the name."""
    ids = {kept.place.name: kept.place.id for kept in theatre.places}
    holders = (replace(h, place_id=h.place_id or ids.get(h.place)) for h in theatre.holders)
    return replace(theatre, holders=tuple(holders))


def _checked(theatre: Theatre, path: Path, world: Theatre | None) -> Theatre:
    """The theatre itself, once every name inside it is known to point somewhere."""
    around = (theatre,) if world is None else (theatre, world)
    parties = {p.name for t in around for p in t.parties}
    bodies = {b.name for t in around for b in t.bodies}
    if world is not None and theatre.basis.start is None:
        raise InvalidDataError(path, "[theatre]", "from is missing")
    _refuse_unknown(path, "side", ((p.name, p.side) for p in theatre.parties), set(theatre.sides))
    _refuse_unknown(path, "party", ((s, s) for s in theatre.sides), {p.name for p in theatre.parties})
    _refuse_unknown(path, "party", ((g.words[0], g.party) for g in theatre.generics), parties)
    _refuse_unknown(path, "party", ((b.name, b.party) for b in theatre.bodies), parties)
    _refuse_unknown(path, "body", ((o.name, o.body) for o in theatre.officials), bodies | parties)
    _refuse_unknown(path, "side", ((o.name, o.side) for o in theatre.outlets), parties)
    _refuse_unknown(path, "party", ((h.place, h.party) for h in theatre.holders), parties)
    for names in (
        [p.name for p in theatre.parties],
        [b.name for b in theatre.bodies],
        [o.name for o in theatre.outlets],
        [str(p.place.id) for p in theatre.places],
    ):
        _refuse_repeated(path, names)
    return theatre


def _refuse_unknown(path: Path, what: str, pairs: Iterable[tuple[str, str | None]], known: set[str]) -> None:
    for label, value in pairs:
        if value is not None and value not in known:
            raise InvalidDataError(path, label, f"{what} {value!r} is declared nowhere")


def _refuse_repeated(path: Path, names: list[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise InvalidDataError(path, name, "is declared twice")
        seen.add(name)
