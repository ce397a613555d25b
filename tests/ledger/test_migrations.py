"""A ledger of an older sayso is brought to today's tables, and kept beside as it was."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sayso.errors import LedgerError
from sayso.ledger import SCHEMA_VERSION, Addition, Ledger

from .conftest import TEXT, at, reading

OLD = Path(__file__).with_name("schema_1.sql")


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "sayso.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(OLD.read_text(encoding="utf-8"))
    return path


def columns(path):
    with closing(sqlite3.connect(path)) as raw:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: {(row[1], row[2], row[5]) for row in raw.execute(f"PRAGMA table_info({table})")}
            for table in tables
        }


def other_parts(path):
    with closing(sqlite3.connect(path)) as raw:
        return set(raw.execute("SELECT type, name FROM sqlite_master WHERE type IN ('index', 'trigger')"))


def test_an_old_ledger_is_upgraded_and_answers_as_before(old):
    with Ledger.open(old) as ledger:
        assert [each.id for each in ledger.documents()] == ["doc-1", "doc-2"]
        assert len(ledger.claims_about("Arden")) == 2
        assert [hit.document_id for hit in ledger.search("more")] == ["doc-2"]
        (first,) = ledger.carriers("doc-1")
        assert (first.outlet, first.raw_sha256) == ("The Valley Post", "ab")
        again = reading("doc-2", text=TEXT + " More.", published=None)
        assert ledger.add(again, at(17)).addition is Addition.KNOWN
        assert ledger.head().entries == 2
        assert list(ledger.verify()) == []
        assert ledger.documents()[0].pipeline == "test"


def test_it_has_the_tables_of_a_new_one(old, tmp_path):
    fresh = tmp_path / "fresh.db"
    for path in (old, fresh):
        Ledger.open(path).close()
    assert columns(old) == columns(fresh)
    assert other_parts(old) == other_parts(fresh)
    with closing(sqlite3.connect(old)) as raw:
        assert dict(raw.execute("SELECT key, value FROM ledger"))["schema_version"] == str(SCHEMA_VERSION)
        with pytest.raises(sqlite3.IntegrityError, match="only grows"):
            raw.execute("UPDATE document SET story = 'x'")


def test_a_copy_as_it_was_is_kept(old):
    before = columns(old)
    Ledger.open(old).close()
    assert columns(old.with_name("sayso.db.schema-1.bak")) == before


def test_where_no_copy_can_be_made_nothing_is_changed(old):
    before = columns(old)
    old.with_name("sayso.db.schema-1.bak").mkdir()
    with pytest.raises(LedgerError, match="cannot be copied before it is upgraded"):
        Ledger.open(old)
    assert columns(old) == before
