"""Whatever is changed, added or taken away behind the ledger's back is found."""

import random
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from sayso.ledger import Ledger
from sayso.ledger.chain import START
from sayso.ledger.verification import faults
from sayso.model import Place, Provenance, When

from .conftest import TEXT, at, claim, reading

PAGE = "https://example.org/arden"


@pytest.fixture
def filled(tmp_path):
    path = tmp_path / "sayso.db"
    with Ledger.open(path) as ledger:
        town = Place(name="Brook", id="geonames:9", latitude=48.5, longitude=38.25, zone="Europe/Kyiv")
        ledger.add(reading("doc-1", claim(), claim(place=town), url=PAGE, outlet="Post"), at(15))
        ledger.add(reading("doc-2", claim(when=When.on(at(13).date())), text=TEXT + " More."), at(16))
        again = reading(
            "doc-1", url=PAGE, form="warc", provenance=Provenance(archive_url="https://a.example")
        )
        ledger.add(again, at(17))
        ledger.note_attempt("c.pdf", {"outlet": "Post"}, "c.pdf: is damaged", at(18))
    return path


def unlocked(path):
    """The file without the triggers that refuse change, as another program may have left it."""
    with closing(sqlite3.connect(path)) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.commit()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def found(path):
    with Ledger.open(path) as ledger:
        return [str(each) for each in ledger.verify()]


def test_a_ledger_that_nobody_touched_is_in_order(filled):
    assert found(filled) == []
    with Ledger.open(filled) as ledger:
        head = ledger.head()
        assert (head.entries, head.recorded_at) == (4, at(18))
        assert len(head.hash) == len(START)
        assert list(ledger.verify()) == []
    with Ledger.open(":memory:") as empty:
        assert empty.head().hash == START


def flipped(value, place):
    if isinstance(value, str):
        return value[:place] + chr(ord(value[place]) ^ 1) + value[place + 1 :]
    return value + 1


def test_every_flipped_character_of_every_row_is_found(filled):
    unlocked(filled)
    engine = create_engine(f"sqlite:///{filled}")
    tables = [
        "document",
        "carrier",
        "statement",
        "claim",
        "declined",
        "place",
        "source",
        "run",
        "attempt",
        "entry",
    ]
    tried = 0
    with engine.connect() as connection:
        for table in tables:
            rows = connection.execute(text(f"SELECT rowid AS place_of_row, * FROM {table}")).mappings().all()
            for row in rows:
                for column, value in row.items():
                    if column in ("place_of_row", "number") or value is None:
                        continue
                    for place in range(len(value)) if isinstance(value, str) else (0,):
                        change = f'UPDATE {table} SET "{column}" = :value WHERE rowid = :rowid'
                        changed = {"value": flipped(value, place), "rowid": row["place_of_row"]}
                        try:
                            connection.execute(text(change), changed)
                        except IntegrityError:
                            # The database itself refuses it.
                            connection.rollback()
                            continue
                        assert next(faults(connection), None), (table, column, place)
                        connection.rollback()
                        tried += 1
    assert tried > 1500


def test_a_flipped_byte_in_the_file_is_found(filled):
    unlocked(filled)
    whole = filled.read_bytes()
    chance = random.Random(7)
    marks = [
        whole.index(words) + offset
        for words in (TEXT.encode(), b"Vale holds Arden")
        for offset in range(len(words))
    ]
    for mark in chance.sample(marks, 25):
        changed = bytearray(whole)
        changed[mark] ^= 1 << chance.randrange(8)
        filled.write_bytes(changed)
        assert found(filled), mark


CHANGES = [
    ("DELETE FROM claim WHERE position = 1", "the rows of document doc-1 are not those that were recorded"),
    ("DELETE FROM entry WHERE number = 2", "entry 2: is missing from the chain"),
    ("DELETE FROM carrier WHERE position = 1", "entry 3 (carrier 1/1): what it covers is gone"),
    (
        "INSERT INTO attempt SELECT 2, input, description, problem, tried_at FROM attempt",
        "attempt 2: is in no entry of the chain",
    ),
    (
        'INSERT INTO declined SELECT 1, 9, start, "end", stage, reason FROM declined WHERE document = 2',
        "the rows of document doc-1 are not those that were recorded",
    ),
    ("UPDATE place SET lat = 48.6 WHERE name = 'Brook'", "is not what was recorded"),
    ("UPDATE source SET side = 'Other'", "is not what was recorded"),
]


@pytest.mark.parametrize(("change", "told"), CHANGES)
def test_rows_added_changed_or_taken_away_are_named(filled, change, told):
    unlocked(filled)
    with closing(sqlite3.connect(filled)) as raw:
        raw.execute(change)
        raw.commit()
    assert told in "\n".join(found(filled))


def test_a_change_with_its_own_digest_put_right_breaks_the_chain(filled):
    unlocked(filled)
    with closing(sqlite3.connect(filled)) as raw:
        raw.execute("UPDATE claim SET party = 'Other' WHERE document = 1")
        raw.commit()
        engine = create_engine(f"sqlite:///{filled}")
        with engine.connect() as connection:
            from sayso.ledger.chain import digest_of
            from sayso.ledger.verification import rows_of

            digest = digest_of(rows_of(connection, "document", "1"))
        raw.execute("UPDATE entry SET digest = ? WHERE number = 1", (digest,))
        raw.commit()
    assert found(filled)[0] == "entry 1 (document 1): does not follow from the entry before it"
