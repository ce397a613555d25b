"""The ledger only grows, keeps what went in, and says in one line what is wrong."""

import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from sayso.errors import ConflictingDocumentError, LedgerError
from sayso.ledger import SCHEMA_VERSION, Addition, Ledger, recorded_claims
from sayso.model import (
    Certainty,
    Channel,
    Kind,
    Place,
    Polarity,
    Precision,
    Publication,
    Quantity,
    Quote,
    Source,
    SourceClass,
    Span,
    When,
)

from .conftest import ARDEN, TEXT, at, claim, reading, rows_of

names = st.text(alphabet="Aбñ '’\"%é", min_size=1, max_size=8).filter(str.strip)
maybe = st.none() | names
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
zones = st.sampled_from([UTC, timezone(timedelta(hours=3))])
zoned = st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1), timezones=zones)
whens = st.none() | st.builds(
    When,
    first=st.none() | days,
    last=st.none() | days,
    precision=st.sampled_from(Precision),
    starts_at=st.none() | zoned,
    ends_at=st.none() | zoned,
)
spans = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 40), st.integers(1, 40))
claims = st.builds(
    claim,
    place=st.builds(
        Place,
        name=st.just("Arden"),
        id=st.just("geonames:1"),
        latitude=st.none() | st.floats(-90, 90),
        longitude=st.none() | st.floats(-180, 180),
        country=maybe,
        kind=maybe,
        zone=maybe,
        population=st.none() | st.integers(0, 10**7),
        within=maybe,
        basis=maybe,
    ),
    source=st.builds(
        Source,
        name=names,
        org=maybe,
        party=maybe,
        side=maybe,
        source_class=st.sampled_from(SourceClass),
        spans=st.lists(spans, max_size=2).map(tuple),
        basis=maybe,
    ),
    kind=st.sampled_from(Kind),
    party=maybe,
    side=maybe,
    evidence=spans,
    polarity=st.sampled_from(Polarity),
    certainty=st.sampled_from(Certainty),
    relayed_by=st.lists(names, max_size=3).map(tuple),
    channel=st.none() | st.sampled_from(Channel),
    quote=st.sampled_from(Quote),
    when=whens,
    said_on=whens,
    extent=maybe,
    quantity=st.none()
    | st.builds(Quantity, low=st.none() | st.integers(0, 99), high=st.none() | st.floats(0, 9), counts=names),
    background=st.booleans(),
)


@given(st.lists(claims, min_size=1, max_size=4), st.none() | st.builds(Publication, days, zoned), maybe)
def test_claims_come_out_as_they_went_in(given_claims, published, outlet):
    read = reading("doc-1", *given_claims, published=published, outlet=outlet, url=outlet)
    with Ledger.open(":memory:") as ledger:
        ledger.add(read, at(15))
        assert ledger.claims_about("geonames:1") == list(recorded_claims(read, at(15)))
        assert ledger.document("doc-1") == replace(read.document, language="en")


def test_the_same_document_again_changes_nothing(ledger):
    assert ledger.add(reading(), at(15)).addition is Addition.NEW
    assert ledger.add(reading(), at(16)).addition is Addition.KNOWN
    assert [each.recorded_at for each in ledger.documents()] == [at(15)]
    assert ledger.documents()[0].claims == 1


def test_one_id_over_two_texts_is_refused_and_leaves_the_first(ledger):
    ledger.add(reading(), at(15))
    with pytest.raises(ConflictingDocumentError, match="'doc-1'"):
        ledger.add(reading(text=TEXT + " More."), at(16))
    assert ledger.document("doc-1").text == TEXT


def test_a_reading_that_cannot_be_kept_whole_leaves_nothing(ledger):
    with pytest.raises(LedgerError, match=r"(?i)foreign key") as caught:
        ledger.add(reading("doc-1", claim(statement="s9")), at(15))
    assert "\n" not in str(caught.value)
    assert ledger.documents() == []


@pytest.mark.parametrize("table", ["document", "statement", "claim", "declined"])
@pytest.mark.parametrize("change", ["UPDATE {} SET document = 9", "DELETE FROM {}", "REPLACE"])
def test_the_file_itself_refuses_change(tmp_path, table, change):
    path = tmp_path / "sayso.db"
    with Ledger.open(path) as ledger:
        ledger.add(reading(), at(15))
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA recursive_triggers = ON")
    command = change.format(table)
    if change == "REPLACE":
        command = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
    elif table == "document":
        command = command.replace("document = 9", "id = 9")
    with pytest.raises(sqlite3.IntegrityError, match="the ledger only grows"):
        raw.execute(command)
    raw.close()


def test_a_ledger_is_found_again_and_knows_its_version(tmp_path):
    path = tmp_path / "sayso.db"
    with Ledger.open(f"sqlite:///{path}", created_at=at(1)) as first:
        first.add(reading(), at(15))
    with Ledger.open(path, create=False) as again:
        assert [document.id for document in again.documents()] == ["doc-1"]
    raw = sqlite3.connect(path)
    about = dict(raw.execute("SELECT key, value FROM ledger"))
    raw.close()
    assert about["schema_version"] == str(SCHEMA_VERSION)
    assert about["created_at"] == at(1).isoformat()


def _newer(path):
    Ledger.open(path).close()
    raw = sqlite3.connect(path)
    raw.execute("UPDATE ledger SET value = '99'")
    raw.commit()
    raw.close()


def _stranger(path):
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE birds (name)")
    raw.commit()
    raw.close()


REFUSED = [
    (lambda path: path.write_text("The army said so. It holds."), "not an SQLite database"),
    (lambda path: path.mkdir(), "is a folder"),
    (_newer, "newer sayso \\(schema 99; this one knows up to 2\\); update sayso"),
    (_stranger, "no ledger of sayso"),
    (lambda path: path.write_bytes(b"SQLite format 3\0" + b"\1" * 600), "."),
]


@pytest.mark.parametrize(("make", "problem"), REFUSED, ids=["text", "folder", "newer", "stranger", "broken"])
def test_what_is_no_ledger_is_refused_in_one_line(tmp_path, make, problem):
    path = tmp_path / "sayso.db"
    make(path)
    with pytest.raises(LedgerError, match=problem) as caught:
        Ledger.open(path)
    assert "\n" not in str(caught.value)


def test_addresses_that_name_no_ledger_are_refused(tmp_path):
    for address, problem in (
        ("mysql://bo:secret@host/sayso", "no kind of ledger"),
        (tmp_path / "none" / "sayso.db", "does not exist"),
    ):
        with pytest.raises(LedgerError, match=problem) as caught:
            Ledger.open(address)
        assert "secret" not in str(caught.value)
    with pytest.raises(LedgerError, match="no such ledger"):
        Ledger.open(tmp_path / "sayso.db", create=False)


def test_an_instant_of_recording_needs_a_zone(ledger):
    with pytest.raises(ValueError, match="zone"):
        ledger.add(reading(), datetime(2023, 1, 15))


def test_two_writers_wait_for_each_other(address):
    def write(first):
        with Ledger.open(address) as ledger:
            for number in range(first, 40, 2):
                ledger.add(reading(f"doc-{number}"), at(15))

    writers = [threading.Thread(target=write, args=(first,)) for first in (0, 1)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with Ledger.open(address) as ledger:
        assert len(ledger.documents()) == 40
        assert list(ledger.verify()) == []


def test_those_who_make_one_ledger_at_once_wait_for_each_other(tmp_path):
    failures = []

    def make(path):
        try:
            with Ledger.open(path) as ledger:
                ledger.documents()
        except Exception as problem:
            failures.append(problem)

    for number in range(20):
        makers = [threading.Thread(target=make, args=(tmp_path / f"{number}.db",)) for _ in range(4)]
        for maker in makers:
            maker.start()
        for maker in makers:
            maker.join()
    assert failures == []


def test_statements_and_what_was_declined_are_kept(ledger, address):
    ledger.add(reading("doc-1", claim(place=ARDEN)), at(15))
    with rows_of(address) as raw:
        kept = raw.execute(
            text(
                "SELECT s.id, voice, name, cue, content, said_on_iso "
                "FROM statement s JOIN source ON s.source = key"
            )
        )
        assert kept.all() == [("s1", "attributed", "Gen. Bo", "[[25, 29]]", "[[35, 51]]", "2023-01-13")]
        assert raw.execute(text("SELECT stage, reason FROM declined")).all() == [("claims", "no place")]
        assert raw.execute(text("SELECT evidence FROM claim")).all() == [("Vale holds Arden",)]
