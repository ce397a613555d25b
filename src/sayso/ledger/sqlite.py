"""A ledger in one SQLite file, or in memory."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from sayso.errors import LedgerError
from sayso.ledger import migrations

MEMORY = ":memory:"
"""The name of a ledger that is gone when it is closed, and that no other process can see."""

_PAUSE = 0.02
"""Seconds between two tries at what SQLite does not wait for itself."""
_HEADER = b"SQLite format 3\0"


class SQLite:
    """The file of a ledger; writers wait for each other up to `wait` seconds."""

    oldest = migrations.OLDEST
    elsewhere = "name another file"

    def __init__(self, name: str, wait: int) -> None:
        self.name, self._wait = name, wait

    def engine(self, *, create: bool) -> Engine:
        if self.name != MEMORY:
            self._check_file(Path(self.name), create)
        # Connections stay open: SQLite tidies the file up whenever the last one is closed, which takes its
        # time.
        pool: dict[str, Any] = {"poolclass": StaticPool if self.name == MEMORY else QueuePool}
        engine = create_engine(f"sqlite:///{self.name}", connect_args={"timeout": self._wait}, **pool)
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
        return engine

    def refuse_strangers(self, tables: set[str], create: bool) -> None:
        if tables:
            raise LedgerError(self.name, "is an SQLite database but no ledger of sayso", self.elsewhere)
        if not create:
            raise LedgerError(self.name, "is empty: there is no ledger in it", "`sayso add` makes one")

    def make_ready(self, engine: Engine) -> None:
        """Readers see the last whole document while one is written; the file keeps the setting.

        SQLite does not wait for a lock to change the mode, so two that make the same ledger wait here.
        """
        deadline = time.monotonic() + self._wait
        while True:
            raw = engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as problem:
                if time.monotonic() > deadline:
                    raise LedgerError(
                        self.name, f"the database says: {problem}", "try again later"
                    ) from problem
            finally:
                raw.close()
            time.sleep(_PAUSE)

    def back_up(self, version: int) -> str:
        try:
            return str(migrations.back_up(Path(self.name), version))
        except (OSError, sqlite3.Error) as problem:
            told = f"is of an older sayso and cannot be copied before it is upgraded ({problem})"
            raise LedgerError(self.name, told, "make room") from None

    def _check_file(self, path: Path, create: bool) -> None:
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
                start = stream.read(len(_HEADER))
        except OSError as problem:
            raise LedgerError(path, (problem.strerror or "cannot be read").lower()) from None
        if start and start != _HEADER:
            raise LedgerError(path, "is no ledger: not an SQLite database", self.elsewhere)


def is_locked(problem: DBAPIError) -> bool:
    """Whether the file was held by another process for too long."""
    said = str(problem.orig)
    return isinstance(problem.orig, sqlite3.Error) and ("locked" in said or "busy" in said)


def flush(engine: Engine) -> None:
    """Wait until what was recorded is on the disk, and take the sizes by which questions are planned."""
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
        connection.exec_driver_sql("PRAGMA wal_checkpoint(FULL)").all()


def _set_up(raw: sqlite3.Connection, _record: object) -> None:
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
    raw.execute("PRAGMA wal_autocheckpoint = 8000")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("sayso_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
