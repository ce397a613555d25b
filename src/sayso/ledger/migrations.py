"""Bringing a ledger that an older sayso wrote to today's tables.

Each step is plain SQL of its own time, and none looks at today's tables: those will change again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, text

_TO_2 = (
    "DROP TRIGGER document_no_update",
    "ALTER TABLE document ADD COLUMN story TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE document ADD COLUMN version_at TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE document ADD COLUMN is_excerpt BOOLEAN NOT NULL DEFAULT 0",
    "ALTER TABLE document ADD COLUMN title TEXT",
    "ALTER TABLE document ADD COLUMN marks TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE document ADD COLUMN grounds TEXT NOT NULL DEFAULT '{}'",
    "UPDATE document SET story = id, version_at = recorded_at",
    "CREATE TRIGGER document_no_update BEFORE UPDATE ON document BEGIN "
    "SELECT RAISE(ABORT, 'the ledger only grows: no update of document'); END",
    "CREATE INDEX document_by_story ON document (story)",
    "CREATE INDEX document_by_text ON document (text_sha256)",
    "CREATE INDEX document_by_bytes ON document (raw_sha256)",
    "CREATE TABLE carrier (document_id TEXT NOT NULL, position INTEGER NOT NULL, form TEXT, named TEXT, "
    "story TEXT, outlet TEXT, url TEXT, published_day DATE, published_at TEXT, edited_at TEXT, "
    "captured_at TEXT, forwarded_from TEXT, archive_url TEXT, archive_hash TEXT, raw_sha256 TEXT, "
    "text_sha256 TEXT NOT NULL, recorded_at TEXT NOT NULL, PRIMARY KEY (document_id, position), "
    "FOREIGN KEY(document_id) REFERENCES document (id))",
    "INSERT INTO carrier (document_id, position, outlet, url, published_day, published_at, raw_sha256, "
    "text_sha256, recorded_at) SELECT id, 0, outlet, url, published_day, published_at, raw_sha256, "
    "text_sha256, recorded_at FROM document",
    "CREATE TABLE attempt (number INTEGER NOT NULL, input TEXT NOT NULL, description TEXT NOT NULL, "
    "problem TEXT, tried_at TEXT NOT NULL, PRIMARY KEY (number))",
    "CREATE INDEX attempt_by_input ON attempt (input)",
    *(
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, 'the ledger only grows: no {act.lower()} of {table}'); END"
        for table in ("carrier", "attempt")
        for act in ("UPDATE", "DELETE")
    ),
)

STEPS: Mapping[int, tuple[str, ...]] = {1: _TO_2}
"""What brings a ledger of a version to the next."""


def upgrade(connection: Connection, version: int, to: int) -> None:
    """Take every step from `version` to `to`, within the caller's transaction."""
    for step in range(version, to):
        for statement in STEPS[step]:
            connection.execute(text(statement))
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
