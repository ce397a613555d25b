"""Any browser of the database shows the record in words; an older ledger gets what it lacks when it is
opened for writing."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import text

from sayso.ledger import Ledger, connection, views
from sayso.ledger.derived import is_complete
from sayso.model import Judgement, JudgementKind, Kind, Polarity, Span, When, Withdrawn

from .conftest import TEXT, at, claim, reading, rows_of

VIEWS = ("claims", "documents", "voices", "places", "judgements")


def judged(kind, subject, **more):
    return Judgement(kind=kind, subject=subject, author="A. Editor", reason="looked again", **more)


@pytest.fixture
def filled(address):
    """One claim that counts, one added by hand, and one for each reason not to count."""
    post = {"story": "telegram:7/1"}
    with Ledger.open(address) as ledger:
        ledger.add(reading("counts", claim(when=When.on(at(12).date())), outlet="Post"), at(15))
        ledger.add(reading("superseded", text=TEXT + " One.", **post), at(15))
        ledger.add(reading("later", text=TEXT + " One, two.", **post), at(16))
        for number, name in enumerate(("withdrawn", "rejected", "corrected")):
            ledger.add(reading(name, text=TEXT + f" {number}."), at(15))
        by_document = {each.document_id: each for each in ledger.claims()}
        ledger.withdraw("withdrawn", Withdrawn.DELETED, at(17))
        ledger.judge(judged(JudgementKind.REJECT, by_document["rejected"].id), at(17))
        other = replace(by_document["corrected"].claim, party="Brook", polarity=Polarity.DENIED)
        correct = judged(JudgementKind.CORRECT, by_document["corrected"].id, value={"party": "Brook"})
        ledger.judge(correct, at(17), claim=other)
        start = TEXT.index("its mine")
        missed = claim(kind=Kind.FIGHTING, party=None, side=None, evidence=Span(start, start + 8))
        number = ledger.judge(judged(JudgementKind.ADD, "counts"), at(17), claim=missed)
        ledger.judge(judged(JudgementKind.TAKE_BACK, str(number)), at(18))
        ledger.judge(judged(JudgementKind.MERGE, "Gen. Bo", value={"into": "General Bo"}), at(18))
    return address


def shown(address, view):
    with rows_of(address) as raw:
        return [dict(row) for row in raw.execute(text(f"SELECT * FROM {view}")).mappings()]


def test_a_claim_is_told_in_words_with_its_times_and_whether_it_counts(filled):
    rows = shown(filled, "claims")
    (first,) = [row for row in rows if row["document"] == "counts" and row["kind"] == "control"]
    told = {
        "voice": "Gen. Bo",
        "says": "Vale held Arden",
        "place": "Arden",
        "about": "2023-01-12",
        "published": "2023-01-14",
        "known": "2023-01-15T00:00:00.000000+00:00",
        "recorded": "2023-01-15T12:00:00.000000+00:00",
        "certainty": "asserted",
        "words": "Vale holds Arden",
        "standing": "counts",
        "outlet": "Post",
    }
    assert {name: first[name] for name in told} == told
    assert {(row["document"], row["says"], row["standing"]) for row in rows} == {
        ("counts", "Vale held Arden", "counts"),
        ("counts", "fighting in Arden", "taken back"),
        ("superseded", "Vale held Arden", "superseded"),
        ("later", "Vale held Arden", "counts"),
        ("withdrawn", "Vale held Arden", "withdrawn"),
        ("rejected", "Vale held Arden", "rejected"),
        ("corrected", "Vale held Arden", "corrected"),
        ("corrected", "denied: Brook held Arden", "counts"),
    }


def test_what_counts_is_what_the_ledger_answers_with(filled):
    with Ledger.open(filled) as ledger:
        speaking = {each.id for each in ledger.claims()}
    assert {row["claim"] for row in shown(filled, "claims") if row["standing"] == "counts"} == speaking


def test_documents_voices_places_and_judgements_can_be_read(filled):
    documents = {row["document"]: row for row in shown(filled, "documents")}
    assert {name: row["standing"] for name, row in documents.items() if row["standing"] != "counts"} == {
        "superseded": "superseded",
        "withdrawn": "withdrawn",
    }
    assert (documents["counts"]["claims"], documents["counts"]["beginning"]) == (2, TEXT)
    (voice,) = shown(filled, "voices")
    assert (voice["voice"], voice["side"], voice["merged_into"]) == ("Gen. Bo", "Vale", "General Bo")
    (place,) = shown(filled, "places")
    assert (place["place"], place["latitude"], place["claims"]) == ("Arden", 48.5, 8)
    kinds = [(row["kind"], row["words"], row["standing"]) for row in shown(filled, "judgements")]
    assert kinds == [
        ("reject", "Vale holds Arden", "counts"),
        ("correct", "Vale holds Arden", "counts"),
        ("add", None, "taken back"),
        ("take back", None, "counts"),
        ("merge", None, "counts"),
    ]


def test_a_merge_that_was_taken_back_is_not_told(filled):
    with Ledger.open(filled) as ledger:
        ledger.judge(judged(JudgementKind.TAKE_BACK, "5"), at(19))
    assert [row["merged_into"] for row in shown(filled, "voices")] == [None]


def test_the_record_is_whole_beside_the_views(filled):
    with Ledger.open(filled) as ledger:
        assert list(ledger.verify()) == []


def test_the_file_opens_in_another_program_that_may_only_read(tmp_path):
    path = tmp_path / "sayso.db"
    with Ledger.open(path) as ledger:
        ledger.add(reading(), at(15))
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        found = {view: raw.execute(f"SELECT * FROM {view} LIMIT 1").fetchall() for view in VIEWS}
    assert {view: len(rows) for view, rows in found.items()} == dict.fromkeys(VIEWS, 1) | {"judgements": 0}


def dropped(address, *commands):
    with rows_of(address) as raw:
        for command in commands:
            raw.execute(text(command))
        raw.commit()


def test_what_an_earlier_ledger_lacks_is_made_when_it_is_opened_for_writing(filled):
    before = shown(filled, "places")
    dropped(filled, "DROP VIEW claims", "DROP VIEW places", "DROP INDEX document_by_day")
    with Ledger.open(filled, create=False) as ledger, ledger._engine.connect() as raw:
        assert not is_complete(raw)
    with Ledger.open(filled) as ledger, ledger._engine.connect() as raw:
        assert is_complete(raw)
        assert list(ledger.verify()) == []
    assert shown(filled, "places") == before


def test_a_view_that_an_earlier_sayso_made_otherwise_is_made_anew(filled, monkeypatch):
    now = views.views_of
    monkeypatch.setattr(
        "sayso.ledger.derived.views_of", lambda database: {**now(database), "places": "SELECT 1 AS one"}
    )
    Ledger.open(filled).close()
    assert shown(filled, "places") == [{"one": 1}]
    monkeypatch.undo()
    Ledger.open(filled).close()
    assert [row["place"] for row in shown(filled, "places")] == ["Arden"]


def test_what_somebody_else_made_under_such_a_name_is_left_alone(filled):
    dropped(filled, "DROP VIEW claims", "DROP VIEW places", "CREATE VIEW claims AS SELECT 1 AS mine")
    dropped(filled, "CREATE TABLE places (theirs text)")
    with Ledger.open(filled) as ledger:
        assert list(ledger.verify()) == []
    assert shown(filled, "claims") == [{"mine": 1}]
    assert shown(filled, "places") == []


def test_a_ledger_that_cannot_be_changed_now_opens_without_them(tmp_path, monkeypatch):
    path = tmp_path / "sayso.db"
    with Ledger.open(path) as ledger:
        ledger.add(reading(), at(15))
    dropped(str(path), "DROP VIEW claims")
    monkeypatch.setattr(connection, "WAIT_SECONDS", 0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Ledger.open(path) as ledger:
            assert len(ledger.documents()) == 1


def test_every_kind_has_words(tmp_path):
    path = tmp_path / "sayso.db"
    with Ledger.open(path) as ledger:
        made = [claim(kind=kind, party=party, side=None) for kind in Kind for party in ("Vale", None)]
        ledger.add(reading("doc-1", *made, claim(place=None), claim(extent="part")), at(15))
    said = {row["says"] for row in shown(str(path), "claims")}
    assert {"Vale advanced at Arden", "advance at Arden", "casualties in Arden: Vale"} <= said
    assert {"Vale held a place not named", "Vale held Arden (part)"} <= said
    assert None not in said
