"""Bringing a ledger that an older sayso wrote to today's tables.

Each step is plain SQL of its own time, and none looks at today's tables: those will change again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, text

from sayso.ledger.chain import append_stored
from sayso.ledger.verification import rows_of

OLDEST = 1
"""The first schema there was."""


def upgrade(connection: Connection, version: int, to: int) -> None:
    """Take every step from `version` to `to`, within the caller's transaction."""
    for step in range(version, to):
        _STEPS[step](connection)
    connection.execute(text("UPDATE ledger SET value = :to WHERE key = 'schema_version'"), {"to": str(to)})


def back_up(path: Path, version: int) -> Path:
    """A copy of the ledger beside it, whole even while another process has it open.

    One that is there from an upgrade that was broken off is written anew. Raises `OSError` or
    `sqlite3.Error` where there is no room or no right to write.
    """
    copy = path.with_name(f"{path.name}.schema-{version}.bak")
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def _to_2(connection: Connection) -> None:
    """Places, voices and runs as rows of their own, versions and carriers, and a chain over all of it."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    names = {
        "run_key": ("sayso", "pipeline"),
        "place_key": (
            "id",
            "name",
            "folded",
            "within",
            "lat",
            "lon",
            "country",
            "kind",
            "zone",
            "population",
            "basis",
        ),
        "source_key": ("name", "org", "party", "side", "class", "basis"),
    }
    # What read a report was not known better then.
    more: dict[str, dict[str, object]] = {"run_key": {"knowledge": {}, "settings": {}}}
    for function, columns in names.items():
        key = _key_function(columns, more.get(function, {}))
        raw.create_function(function, len(columns), key, deterministic=True)
    for statement in _statements("to_schema_2.sql"):
        connection.exec_driver_sql(statement)
    documents = connection.execute(text("SELECT number, recorded_at FROM document ORDER BY number")).all()
    for number, recorded_at in documents:
        covered = rows_of(connection, "document", str(number))
        append_stored(connection, "document", str(number), covered, recorded_at)


def _key_function(columns: tuple[str, ...], more: dict[str, object]) -> Callable[..., str]:
    def key(*values: object) -> str:
        words = json.dumps({**dict(zip(columns, values, strict=True)), **more}, sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()[:16]

    return key


def _statements(name: str) -> Iterator[str]:
    """The statements of a file of SQL; a trigger has semicolons of its own."""
    pending = ""
    for line in files("sayso.ledger").joinpath("data", name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("--"):
            pending += line + "\n"
        if pending.strip() and sqlite3.complete_statement(pending):
            yield pending
            pending = ""


_STEPS: dict[int, Callable[[Connection], None]] = {1: _to_2}
