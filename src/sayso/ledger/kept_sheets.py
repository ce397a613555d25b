"""What the map is drawn from, one sheet of numbers a place, kept beside the record.

As with all that is kept, no hash covers it, and whoever drops its tables loses nothing but time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Column as Col
from sqlalchemy import (
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    delete,
    insert,
    inspect,
    select,
)

from sayso.ledger.chain import chain_head
from sayso.ledger.columns import Text
from sayso.ledger.connection import reading_from, writing_to
from sayso.ledger.kept import Outdated
from sayso.ledger.portions import in_portions
from sayso.ledger.touched import PlaceKey, places_spoken_of, touched_since

_tables = MetaData()

_sheet = Table(
    "kept_sheet",
    _tables,
    Col("place", Text, primary_key=True),
    Col("told", LargeBinary, nullable=False),
)

_upto = Table(
    "kept_sheet_upto",
    _tables,
    # How it was reckoned; what was reckoned otherwise is not used.
    Col("method", Text, primary_key=True),
    # The links of the chain that it rests on.
    Col("entries", Integer, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheet of each place by its name in the ledger, right after so many links of the chain."""

    told: Mapping[str, bytes]
    entries: int


def name_of(place: PlaceKey) -> str:
    """The one word under which a place is kept: its id, else its folded name."""
    id, folded = place
    return id or folded


class KeptSheets:
    """The sheets of all places, as they were last reckoned by a method."""

    def __init__(self, engine: Engine, name: str, method: str) -> None:
        self._engine, self._name, self._method = engine, name, method

    def all(self) -> Sheets | None:
        """Everything; None where nothing was reckoned to its end by this method."""
        with reading_from(self._engine, self._name) as connection:
            if not inspect(connection).has_table(_upto.name):
                return None
            query = select(_upto.c.entries).where(_upto.c.method == self._method)
            entries: int | None = connection.execute(query).scalar()
            if entries is None:
                return None
            rows = connection.execute(select(_sheet.c.place, _sheet.c.told))
            return Sheets({place: bytes(told) for place, told in rows}, entries)

    def outdated(self, entries: int | None) -> Outdated | None:
        """The places of which a sheet made after so many links may be wrong now, all of them for None;
        None where all are right."""
        with reading_from(self._engine, self._name) as connection:
            if entries is None:
                return self._every(connection)
            touched = touched_since(connection, entries)
            if touched.places is None:
                return self._every(connection)
            return None if touched.entries == entries else Outdated(tuple(touched.places), touched.entries)

    def begin(self) -> None:
        """Make room, and forget what was reckoned before in whatever way. Raises `LedgerError`."""
        with writing_to(self._engine, self._name) as connection:
            _tables.create_all(connection)
            connection.execute(delete(_upto))
            connection.execute(delete(_sheet))

    def replace(self, places: Collection[PlaceKey], told: Mapping[str, bytes]) -> None:
        """Keep these as the sheets of these places. Raises `LedgerError` where nothing can be kept."""
        with writing_to(self._engine, self._name) as connection:
            for some in in_portions([name_of(each) for each in places]):
                connection.execute(delete(_sheet).where(_sheet.c.place.in_(some)))
            rows = [{"place": name, "told": each} for name, each in told.items()]
            if rows:
                connection.execute(insert(_sheet), rows)

    def finish(self, entries: int) -> None:
        """Say that all is right after so many links. Raises `LedgerError`."""
        with writing_to(self._engine, self._name) as connection:
            connection.execute(delete(_upto))
            connection.execute(insert(_upto), {"method": self._method, "entries": entries})

    @staticmethod
    def _every(connection: Connection) -> Outdated:
        return Outdated(tuple(places_spoken_of(connection)), chain_head(connection).entries)
