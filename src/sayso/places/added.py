"""A gazetteer of the user's own: one SQLite file of places and names taken from GeoNames dumps."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sayso.errors import UnreadableInputError
from sayso.model import Place
from sayso.places.dumps import Dump, ListedName, ListedPlace, PassedOver

_APPLICATION = 0x53415947  # "SAYG", so that no other database is taken for one
_VERSION = 1
STEP = 1 << 20
"""Bytes of a dump between two signs of life."""
_SCHEMA = """
CREATE TABLE place (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL,
    country TEXT NOT NULL, admin1 TEXT NOT NULL, kind TEXT NOT NULL, population INTEGER NOT NULL,
    zone TEXT NOT NULL
);
CREATE TABLE name (
    key TEXT NOT NULL, number INTEGER NOT NULL, flag TEXT NOT NULL, until TEXT, PRIMARY KEY (key, number)
) WITHOUT ROWID;
CREATE TABLE dump (file TEXT PRIMARY KEY, country TEXT, places INTEGER NOT NULL, names INTEGER NOT NULL);
"""
_PUT_PLACE = "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_PUT_NAME = """INSERT INTO name VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET
    flag = CASE WHEN flag = 'p' OR excluded.flag = 'a' THEN flag ELSE excluded.flag END,
    until = COALESCE(excluded.until, until)"""


@dataclass(slots=True)
class Added:
    """What a dump has brought: places and names taken, lines passed over."""

    places: int = 0
    names: int = 0
    passed_over: int = 0


@dataclass(frozen=True, slots=True)
class AddedName:
    """A place that bears a name: its number, the flag of the name, and its last day if former."""

    number: int
    flag: str
    until: date | None


class AddedPlaces:
    """The file at `path`; made where `create` is true and there is none.

    Raises `UnreadableInputError` where it is absent, or is no such file.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        if not create and not path.exists():
            raise UnreadableInputError(path, "there is no such gazetteer", "`sayso gazetteer add` makes one")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._open(path, create=create)
        except (OSError, sqlite3.DatabaseError) as error:
            raise UnreadableInputError(path, f"is no gazetteer: {error}", "name another file") from error

    def _open(self, path: Path, *, create: bool) -> None:
        self._connection = sqlite3.connect(
            path if create else f"{path.resolve().as_uri()}?mode=ro", uri=not create
        )
        (mark,) = self._connection.execute("PRAGMA application_id").fetchone()
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        (tables,) = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if create and not tables and not mark:
            self._connection.executescript(
                f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {_VERSION}; {_SCHEMA}"
            )
        elif (mark, version) != (_APPLICATION, _VERSION):
            raise sqlite3.DatabaseError("it is another program's database, or of another version")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def take_in(self, dump: Dump, added: Added) -> Iterator[None]:
        """Put a dump in, whole or not at all, counting into `added`; yields once for every `STEP` bytes.

        Places and names that are there already are written over: the same dump twice changes nothing.
        """
        countries: set[str] = set()
        read = 0
        with self._connection:
            for listed, length in dump.lines():
                read += length
                if isinstance(listed, ListedPlace):
                    countries.add(listed.country)
                self._put(listed, added)
                while read >= STEP:
                    read -= STEP
                    yield
            single = min(countries) if len(countries) == 1 else None
            row = (dump.path.name, single, added.places, added.names)
            self._connection.execute("INSERT OR REPLACE INTO dump VALUES (?, ?, ?, ?)", row)

    def find(self, key: str) -> list[AddedName]:
        """Who bears the folded name."""
        rows = self._connection.execute("SELECT number, flag, until FROM name WHERE key = ?", (key,))
        return [AddedName(n, flag, date.fromisoformat(u) if u else None) for n, flag, u in rows]

    def place(self, number: int) -> tuple[Place, str | None] | None:
        """The place of that number and its first-order division, or None."""
        row = self._connection.execute("SELECT * FROM place WHERE number = ?", (number,)).fetchone()
        if row is None:
            return None
        _, name, latitude, longitude, country, admin1, kind, population, zone = row
        place = Place(
            name=name,
            id=f"geonames:{number}",
            latitude=latitude,
            longitude=longitude,
            country=country,
            kind=kind,
            zone=zone or None,
            population=population or None,
            basis=f"GeoNames {number}, added by the user",
        )
        return place, f"{country}.{admin1}" if admin1 else None

    def starting_with(self, beginning: str, limit: int) -> list[str]:
        """Names that begin so."""
        rows = self._connection.execute(
            "SELECT DISTINCT key FROM name WHERE key >= ? AND key < ? LIMIT ?",
            (beginning, beginning + "\U0010ffff", limit),
        )
        return [key for (key,) in rows]

    def countries(self) -> frozenset[str]:
        """Countries whose own dump was added: reports are read about them."""
        rows = self._connection.execute("SELECT country FROM dump WHERE country IS NOT NULL")
        return frozenset(country for (country,) in rows)

    def _put(self, listed: ListedPlace | ListedName | PassedOver, added: Added) -> None:
        if isinstance(listed, PassedOver):
            added.passed_over += 1
        elif isinstance(listed, ListedPlace):
            added.places += 1
            added.names += len(listed.names)
            self._connection.execute(
                _PUT_PLACE,
                (
                    listed.number,
                    listed.name,
                    listed.latitude,
                    listed.longitude,
                    listed.country,
                    listed.admin1,
                    listed.kind,
                    listed.population,
                    listed.zone,
                ),
            )
            names = [(key, listed.number, flag, None) for key, flag in listed.names]
            self._connection.executemany(_PUT_NAME, names)
        else:
            added.names += 1
            until = listed.until.isoformat() if listed.until else None
            flag = "h" if listed.is_former else "a"
            self._connection.execute(_PUT_NAME, (listed.key, listed.number, flag, until))
