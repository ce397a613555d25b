"""Whatever is changed, added or taken away behind the ledger's back is found."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from sayso.ledger import Ledger
from sayso.ledger.chain import START, digest_of
from sayso.ledger.verification import faults
from sayso.ledger.verification import rows_of as covered
from sayso.model import Place, Provenance, When

from .conftest import TEXT, at, claim, reading, rows_of

PAGE = "https://example.org/arden"


@pytest.fixture
def filled(address):
    with Ledger.open(address) as ledger:
        town = Place(name="Brook", id="geonames:9", latitude=48.5, longitude=38.25, zone="Europe/Kyiv")
        ledger.add(reading("doc-1", claim(), claim(place=town), url=PAGE, outlet="Post"), at(15))
        ledger.add(reading("doc-2", claim(when=When.on(at(13).date())), text=TEXT + " More."), at(16))
        again = reading(
            "doc-1", url=PAGE, form="warc", provenance=Provenance(archive_url="https://a.example")
        )
        ledger.add(again, at(17))
        ledger.note_attempt("c.pdf", {"outlet": "Post"}, "c.pdf: is damaged", at(18))
    return address


def found(address):
    with Ledger.open(address) as ledger:
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
    if isinstance(value, bool):
        return not value
    return value + (timedelta(1) if isinstance(value, date) else 1)


def test_every_flipped_character_of_every_row_is_found(filled):
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
    with rows_of(filled, unlocked=True) as connection:
        on_server = connection.dialect.name == "postgresql"
        row_id = "ctid" if on_server else "rowid"
        for table in tables:
            query = text(f"SELECT {row_id} AS place_of_row, * FROM {table}")
            for row in connection.execute(query).mappings().all():
                for column, value in row.items():
                    if column in ("place_of_row", "number") or value is None:
                        continue
                    # A server is asked far more slowly: one letter of each value.
                    letters = len(value) if isinstance(value, str) and not on_server else 1
                    for place in range(letters) if value != "" else ():
                        change = f'UPDATE {table} SET "{column}" = :value WHERE {row_id} = :row'
                        changed = {"value": flipped(value, place), "row": row["place_of_row"]}
                        try:
                            connection.execute(text(change), changed)
                        except IntegrityError:
                            # The database itself refuses it.
                            connection.rollback()
                            continue
                        assert next(faults(connection), None), (table, column, place)
                        connection.rollback()
                        tried += 1
    assert tried > (170 if on_server else 1500)


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_flipped_byte_in_the_file_is_found(filled):
    with rows_of(filled, unlocked=True) as raw:
        raw.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    file = Path(filled)
    whole = file.read_bytes()
    chance = random.Random(7)
    marks = [
        whole.index(words) + offset
        for words in (TEXT.encode(), b"Vale holds Arden")
        for offset in range(len(words))
    ]
    for mark in chance.sample(marks, 25):
        changed = bytearray(whole)
        changed[mark] ^= 1 << chance.randrange(8)
        file.write_bytes(changed)
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
    with rows_of(filled, unlocked=True) as raw:
        raw.execute(text(change))
        raw.commit()
    assert told in "\n".join(found(filled))


def test_a_change_with_its_own_digest_put_right_breaks_the_chain(filled):
    with rows_of(filled, unlocked=True) as raw:
        raw.execute(text("UPDATE claim SET party = 'Other' WHERE document = 1"))
        digest = digest_of(covered(raw, "document", "1"))
        raw.execute(text("UPDATE entry SET digest = :digest WHERE number = 1"), {"digest": digest})
        raw.commit()
    assert found(filled)[0] == "entry 1 (document 1): does not follow from the entry before it"


@pytest.mark.parametrize("address", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE document_text SET words = array_replace(words, 'vale', 'hill')",
        "DELETE FROM document_text WHERE number = 2",
        "DROP TABLE document_text",
        "DROP TABLE declined",
    ],
)
def test_words_and_tables_that_are_not_as_they_were_are_told(filled, change):
    with rows_of(filled) as raw:
        raw.execute(text(change))
        raw.commit()
    told = found(filled)
    assert told
    assert any("full-text" in each for each in told) is ("document_text" in change)
    assert any("cannot be read" in each for each in told) is ("declined" in change)
