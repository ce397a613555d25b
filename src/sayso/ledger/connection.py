"""Opening the database of a ledger, and saying in one line why it cannot be opened."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, insert, inspect, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from sayso import __version__
from sayso.errors import LedgerError
from sayso.ledger import derived, postgres, sqlite
from sayso.ledger.migrations import upgrade
from sayso.ledger.postgres import PostgreSQL
from sayso.ledger.schema import SCHEMA_VERSION, ledger, metadata
from sayso.ledger.sqlite import MEMORY as MEMORY
from sayso.ledger.sqlite import SQLite

log = logging.getLogger(__name__)

WAIT_SECONDS = 30
"""How long a writer waits for another process to finish its document."""


class Database(Protocol):
    """What differs between the databases that a ledger can lie in.

    `name` is told to people and holds nothing secret, `oldest` is the first schema that there was in such a
    database, `elsewhere` the remedy where something else is in the way.
    """

    name: str
    oldest: int
    elsewhere: str

    def engine(self, *, create: bool) -> Engine:
        """What opens connections. Raises `LedgerError` where there can be no ledger at this address."""

    def refuse_strangers(self, tables: set[str], create: bool) -> None:
        """Raise `LedgerError` where these tables leave no room for a ledger, or none is to be made."""

    def make_ready(self, engine: Engine) -> None:
        """What comes before the tables of a new ledger."""

    def back_up(self, version: int) -> str:
        """Copy a ledger of an older schema before it is upgraded; where the copy lies."""


def open_engine(url_or_path: str | Path, *, create: bool, created_at: datetime | None) -> tuple[Engine, str]:
    """The engine of a ledger whose tables are there and of our version, and the ledger's name.

    A ledger that does not exist is made when `create` is set. Raises `LedgerError`.
    """
    database = _database(str(url_or_path))
    engine = database.engine(create=create)
    try:
        with reported(database.name):
            _prepare(engine, database, create, created_at)
    except LedgerError:
        engine.dispose()
        raise
    return engine, database.name


def address_of(engine: Engine, name: str) -> str:
    """What opens the same ledger again, in another process; it may hold a password."""
    return engine.url.render_as_string(hide_password=False) if _is_postgres(engine) else name


@contextmanager
def reported(name: str) -> Iterator[None]:
    """Turn what the database driver raises into one `LedgerError`."""
    try:
        yield
    except DBAPIError as problem:
        if sqlite.is_locked(problem) or postgres.is_locked(problem):
            raise LedgerError(
                name, "another process is writing to it", "try again when that has ended"
            ) from problem
        said = " ".join(str(problem.orig).strip().partition("\n")[0].split())
        if "disk is full" in said or "disk I/O error" in said:
            remedy = "make room and go on; all that was told is kept"
            raise LedgerError(name, "the disk is full, or does not take what is written", remedy) from problem
        right = "ask whoever owns it for that right" if postgres.is_forbidden(problem) else None
        raise LedgerError(name, f"the database says: {said}", right) from problem
    except SQLAlchemyError as problem:
        raise LedgerError(name, f"the database layer says: {str(problem).splitlines()[0]}") from problem


@contextmanager
def writing_to(engine: Engine, name: str) -> Iterator[Connection]:
    """One transaction that holds the right to write from its start, so that two never collide."""
    with (
        reported(name),
        engine.connect().execution_options(sayso_writes=True) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def reading_from(engine: Engine, name: str) -> Iterator[Connection]:
    """One transaction that sees the ledger as it was at its start."""
    with reported(name), engine.connect() as connection, connection.begin():
        yield connection


def flush(engine: Engine, name: str) -> None:
    """Wait until what was recorded is on the disk (a server says that it is recorded when it is there), and
    let the database take the sizes by which it plans questions."""
    with reported(name):
        if _is_postgres(engine):
            postgres.take_sizes(engine)
        else:
            sqlite.flush(engine)


def _is_postgres(engine: Engine) -> bool:
    return engine.dialect.name == "postgresql"


def _database(name: str) -> Database:
    scheme, mark, rest = name.partition("://")
    if not mark:
        return SQLite(name, WAIT_SECONDS)
    if scheme == "sqlite":
        # sqlite:///relative.db and sqlite:////absolute.db; no path at all means in memory.
        return SQLite(rest[1:] or MEMORY, WAIT_SECONDS)
    if scheme in postgres.SCHEMES:
        return PostgreSQL(name, WAIT_SECONDS)
    # The address may hold a password: it is not repeated.
    remedy = "give a file, or postgresql://USER@HOST/DATABASE"
    raise LedgerError(f"{scheme}://…", "is no kind of ledger that sayso knows", remedy)


def _prepare(engine: Engine, database: Database, create: bool, created_at: datetime | None) -> None:
    """Make the tables of a new ledger; check the version of one that exists."""
    with reading_from(engine, database.name) as connection:
        tables = set(inspect(connection).get_table_names())
        if ledger.name in tables:
            version = _version(connection, database)
            if version == SCHEMA_VERSION:
                is_ready = not create or derived.is_complete(connection)
    if ledger.name in tables:
        if version != SCHEMA_VERSION:
            _upgrade(engine, database, version)
        elif not is_ready:
            _complete(engine, database)
        return
    database.refuse_strangers(tables, create)
    database.make_ready(engine)
    with writing_to(engine, database.name) as connection:
        # Another process may have made it while we waited.
        if not inspect(connection).has_table(ledger.name):
            metadata.create_all(connection)
            derived.complete(connection)
            about = {"schema_version": str(SCHEMA_VERSION), "sayso": __version__}
            if created_at is not None:
                about["created_at"] = created_at.isoformat()
            connection.execute(insert(ledger), [{"key": k, "value": v} for k, v in about.items()])


def _upgrade(engine: Engine, database: Database, version: int) -> None:
    """Bring an older ledger to today's tables; a copy of it as it was is kept beside it."""
    copy = database.back_up(version)
    with writing_to(engine, database.name) as connection:
        # Another process may have done it while we waited.
        if _version(connection, database) == version:
            upgrade(connection, version, SCHEMA_VERSION)
            derived.complete(connection)
    log.warning(
        "%s is upgraded from schema %d to %d; as it was: %s", database.name, version, SCHEMA_VERSION, copy
    )


def _complete(engine: Engine, database: Database) -> None:
    """Make what can be made from the record; whoever may not, or cannot now, does without."""
    try:
        with writing_to(engine, database.name) as connection:
            derived.complete(connection)
    except LedgerError as problem:
        log.info("%s stays without some of its views or indexes: %s", database.name, problem)


def _version(connection: Connection, database: Database) -> int:
    name = database.name
    try:
        value = connection.execute(select(ledger.c.value).where(ledger.c.key == "schema_version")).scalar()
        version = int(value or "")
    except (ValueError, DBAPIError) as problem:
        if isinstance(problem, DBAPIError) and postgres.is_forbidden(problem):
            raise
        raise LedgerError(name, "has a table `ledger` that is not sayso's", database.elsewhere) from None
    if version > SCHEMA_VERSION:
        raise LedgerError(
            name,
            f"was written by a newer sayso (schema {version}; this one knows up to {SCHEMA_VERSION})",
            "update sayso",
        )
    if version < database.oldest:
        raise LedgerError(name, f"has the schema {version}, which there never was", database.elsewhere)
    return version
