"""Opening the database of a ledger, and saying in one line why it cannot be opened."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import QueuePool, StaticPool

from sayso import __version__
from sayso.errors import LedgerError
from sayso.ledger.migrations import OLDEST, back_up, upgrade
from sayso.ledger.schema import SCHEMA_VERSION, ledger, metadata

log = logging.getLogger(__name__)

MEMORY = ":memory:"
"""The name of a ledger that is gone when it is closed, and that no other process can see."""

WAIT_SECONDS = 30
"""How long a writer waits for another process to finish its document."""

_PAUSE = 0.02
"""Seconds between two tries at what SQLite does not wait for itself."""
_SQLITE_HEADER = b"SQLite format 3\0"


def open_engine(url_or_path: str | Path, *, create: bool, created_at: datetime | None) -> tuple[Engine, str]:
    """The engine of a ledger whose tables are there and of our version, and the ledger's name.

    A ledger that does not exist is made when `create` is set. Raises `LedgerError`.
    """
    name = _name(url_or_path)
    if name != MEMORY:
        _check_file(Path(name), create)
    engine = _engine(name)
    with reported(name):
        _prepare(engine, name, create, created_at)
    return engine, name


@contextmanager
def reported(name: str) -> Iterator[None]:
    """Turn what the database driver raises into one `LedgerError`."""
    try:
        yield
    except DBAPIError as problem:
        said = str(problem.orig)
        if "locked" in said or "busy" in said:
            raise LedgerError(
                name, "another process is writing to it", "try again when that has ended"
            ) from problem
        raise LedgerError(name, f"the database says: {said}") from problem
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
    """Wait until what was recorded is on the disk."""
    with reported(name), engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(FULL)").all()


def _name(url_or_path: str | Path) -> str:
    name = str(url_or_path)
    scheme, mark, rest = name.partition("://")
    if not mark:
        return name
    if scheme == "sqlite":
        # sqlite:///relative.db and sqlite:////absolute.db; no path at all means in memory.
        return rest[1:] or MEMORY
    if scheme.startswith("postgres"):
        # The address may hold a password: it is not repeated.
        raise LedgerError(
            f"{scheme}://…", "PostgreSQL ledgers are not supported yet", "give a file, such as sayso.db"
        )
    raise LedgerError(f"{scheme}://…", "is no kind of ledger that sayso knows", "give a file")


def _check_file(path: Path, create: bool) -> None:
    if path.is_dir():
        raise LedgerError(path, "is a folder", "name a file in it, such as sayso.db")
    if not path.exists():
        if not create:
            raise LedgerError(path, "there is no such ledger", "`sayso add` makes one")
        if not path.parent.is_dir():
            raise LedgerError(path, f"the folder {path.parent} does not exist", "make it first")
        return
    try:
        with path.open("rb") as stream:
            start = stream.read(len(_SQLITE_HEADER))
    except OSError as problem:
        raise LedgerError(path, (problem.strerror or "cannot be read").lower()) from None
    if start and start != _SQLITE_HEADER:
        raise LedgerError(path, "is no ledger: not an SQLite database", "name another file")


def _engine(name: str) -> Engine:
    # Connections stay open: SQLite tidies the file up whenever the last one is closed, which takes its time.
    pool: dict[str, Any] = {"poolclass": StaticPool if name == MEMORY else QueuePool}
    engine = create_engine(f"sqlite:///{name}", connect_args={"timeout": WAIT_SECONDS}, **pool)

    @event.listens_for(engine, "connect")
    def on_connect(raw: sqlite3.Connection, _record: object) -> None:
        # We begin transactions ourselves: the driver would begin them too late to include DDL.
        raw.isolation_level = None
        raw.execute("PRAGMA foreign_keys = ON")
        # What was recorded outlives the end of the process, however sudden. That of the machine may cost the
        # last reports, never the file; `flush` waits for the disk.
        raw.execute("PRAGMA synchronous = NORMAL")
        # In KiB: with the 2 MB that it has by itself, every new key of a large ledger waits for the disk.
        raw.execute("PRAGMA cache_size = -65536")
        # Without it INSERT OR REPLACE would remove rows past the triggers that refuse that.
        raw.execute("PRAGMA recursive_triggers = ON")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("sayso_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _prepare(engine: Engine, name: str, create: bool, created_at: datetime | None) -> None:
    """Make the tables of a new ledger; check the version of one that exists."""
    with reading_from(engine, name) as connection:
        tables = set(inspect(connection).get_table_names())
        if ledger.name in tables:
            version = _version(connection, name)
            if version == SCHEMA_VERSION:
                return
    if ledger.name in tables:
        _upgrade(engine, name, version)
        return
    if tables:
        raise LedgerError(name, "is an SQLite database but no ledger of sayso", "name another file")
    if not create:
        raise LedgerError(name, "is empty: there is no ledger in it", "`sayso add` makes one")
    _write_ahead(engine, name)
    with writing_to(engine, name) as connection:
        # Another process may have made it while we waited.
        if not inspect(connection).has_table(ledger.name):
            metadata.create_all(connection)
            about = {"schema_version": str(SCHEMA_VERSION), "sayso": __version__}
            if created_at is not None:
                about["created_at"] = created_at.isoformat()
            connection.execute(insert(ledger), [{"key": k, "value": v} for k, v in about.items()])


def _write_ahead(engine: Engine, name: str) -> None:
    """Readers see the last whole document while one is written; the file keeps the setting.

    SQLite does not wait for a lock to change the mode, so two that make the same ledger wait here.
    """
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as problem:
            if time.monotonic() > deadline:
                raise LedgerError(name, f"the database says: {problem}", "try again later") from problem
        finally:
            raw.close()
        time.sleep(_PAUSE)


def _upgrade(engine: Engine, name: str, version: int) -> None:
    """Bring an older ledger to today's tables; a copy of it as it was is kept beside it."""
    try:
        copy = back_up(Path(name), version)
    except (OSError, sqlite3.Error) as problem:
        raise LedgerError(
            name, f"is of an older sayso and cannot be copied before it is upgraded ({problem})", "make room"
        ) from None
    with writing_to(engine, name) as connection:
        # Another process may have done it while we waited.
        if _version(connection, name) == version:
            upgrade(connection, version, SCHEMA_VERSION)
    log.warning("%s is upgraded from schema %d to %d; as it was: %s", name, version, SCHEMA_VERSION, copy)


def _version(connection: Connection, name: str) -> int:
    try:
        value = connection.execute(select(ledger.c.value).where(ledger.c.key == "schema_version")).scalar()
        version = int(value or "")
    except (ValueError, DBAPIError):
        raise LedgerError(name, "has a table `ledger` that is not sayso's", "name another file") from None
    if version > SCHEMA_VERSION:
        raise LedgerError(
            name,
            f"was written by a newer sayso (schema {version}; this one knows up to {SCHEMA_VERSION})",
            "update sayso",
        )
    if version < OLDEST:
        raise LedgerError(name, f"has the schema {version}, which there never was", "name another file")
    return version
