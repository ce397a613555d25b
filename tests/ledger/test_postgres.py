"""A ledger in PostgreSQL holds what one in a file holds, shares its server, and keeps its password."""

import builtins
import threading
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from sayso.errors import LedgerError
from sayso.ledger import ClaimFilter, Ledger, connection
from sayso.ledger.schema import APPEND_ONLY
from sayso.model import Judgement, JudgementKind, Provenance, Publication, Withdrawn

from .conftest import ARDEN, TEXT, at, claim, reading, rows_of
from .test_store import claims, days, maybe, zoned

pytestmark = pytest.mark.postgres


@pytest.fixture
def address(postgres):
    return postgres.fresh()


@pytest.fixture(scope="module")
def pair(postgres):
    """Two ledgers, one in either database, that are filled alike."""
    with Ledger.open(":memory:") as in_sqlite, Ledger.open(postgres.fresh()) as in_postgres:
        yield in_sqlite, in_postgres, count()


def fill(ledger):
    ledger.add(reading("doc-1", url="https://example.org/1", outlet="Post", form="html"), at(15))
    ledger.add(reading("doc-2", claim(place=ARDEN), text=TEXT + " More.", published=None), at(16))
    copy = Provenance(captured=at(14), archive_url="https://archive.example/1")
    again = reading("doc-1", url="https://example.org/1", form="warc", provenance=copy)
    ledger.add(again, at(17), named="crawl.warc.gz")
    ledger.note_attempt("a.pdf", {"outlet": "Мельник"}, "a.pdf: is damaged", at(18))


def test_the_same_reports_make_the_same_head(address):
    heads = set()
    for where in (":memory:", address):
        with Ledger.open(where) as ledger:
            fill(ledger)
            assert list(ledger.verify()) == []
            heads.add(ledger.head())
    assert len(heads) == 1
    assert heads.pop().entries == 4


def answers(ledger):
    claim_id = ledger.claims_about("Arden")[0].id
    reject = Judgement(kind=JudgementKind.REJECT, subject=claim_id, author="Ann", reason="misread")
    ledger.judge(reject, at(19))
    ledger.withdraw("doc-2", Withdrawn.RETRACTED, at(20))
    ledger.keep_citation("ab", "Arden", at(14).date(), {"place": "Arden"}, at(21))
    assert list(ledger.verify()) == []
    return [
        ledger.head(),
        ledger.log(10),
        ledger.documents(),
        ledger.places(),
        ledger.failed(),
        ledger.claims_about("Arden", as_known=at(17).date()),
        ledger.claims_recorded(at(1), at(18)),
        ledger.control_claims(at(1).date(), at(28).date()),
        ledger.changes(at(1), at(28)),
        ledger.judgements(),
        ledger.citations(),
        ledger.utterances(),
        ledger.utterances("Gen. Bo", by_place=True),
        ledger.voices(),
        ledger.last_known(),
        ledger.carriers_of(["doc-1", "doc-2"]),
        ledger.texts_of(["doc-1", "doc-2"]),
        ledger.versions("doc-1"),
        ledger.search('"salt mine" arden'),
        list(ledger.claims()),
        list(ledger.claims(ClaimFilter(source="gen. bo", contested=True))),
    ]


def test_every_question_has_the_same_answer(address):
    given_answers = []
    for where in (":memory:", address):
        with Ledger.open(where) as ledger:
            fill(ledger)
            given_answers.append(answers(ledger))
    in_sqlite, in_postgres = given_answers
    assert in_sqlite == in_postgres


@settings(max_examples=40)
@given(st.lists(claims, min_size=1, max_size=3), st.none() | st.builds(Publication, days, zoned), maybe)
def test_any_reading_makes_the_same_head_and_comes_out_the_same(pair, given_claims, published, outlet):
    in_sqlite, in_postgres, numbers = pair
    number = next(numbers)
    words = f"{TEXT} {number} {outlet}"
    read = reading(f"doc-{number}", *given_claims, text=words, published=published, outlet=outlet)
    for ledger in (in_sqlite, in_postgres):
        ledger.add(read, at(15))
    assert in_sqlite.head() == in_postgres.head()
    assert in_sqlite.document(f"doc-{number}") == in_postgres.document(f"doc-{number}")
    if number % 20 == 0:
        assert in_sqlite.claims_about("geonames:1") == in_postgres.claims_about("geonames:1")
        assert list(in_postgres.verify()) == []


@pytest.mark.parametrize("table", [table.name for table in APPEND_ONLY])
def test_the_server_itself_refuses_change(filled, table):
    for act, command in (
        ("update", f"UPDATE {table} SET recorded_at = 'x'"),
        ("delete", f"DELETE FROM {table}"),
        ("truncate", f"TRUNCATE {table} CASCADE"),
    ):
        if act == "update":
            with rows_of(filled) as raw:
                column = next(iter(raw.execute(text(f"SELECT * FROM {table}")).keys()))
            command = f'UPDATE {table} SET "{column}" = "{column}"'
        with rows_of(filled) as raw, pytest.raises(DBAPIError, match=f"the ledger only grows: no {act} of"):
            raw.execute(text(command))


@pytest.fixture(scope="module")
def filled(postgres):
    where = postgres.fresh()
    with Ledger.open(where) as ledger:
        fill(ledger)
    return where


def test_replacing_a_row_is_refused_too(filled):
    command = "INSERT INTO run SELECT * FROM run ON CONFLICT (key) DO UPDATE SET pipeline = EXCLUDED.pipeline"
    with rows_of(filled) as raw, pytest.raises(DBAPIError, match="the ledger only grows: no update of run"):
        raw.execute(text(command))


def test_the_password_is_told_to_nobody_and_opens_the_ledger_elsewhere(filled):
    with Ledger.open(filled, create=False) as ledger:
        assert ledger.name.startswith("postgresql://sayso@/postgres?")
        assert "s3cr" not in ledger.name
        assert "s3cr" not in repr(ledger)
        with Ledger.open(ledger.address, create=False) as again:
            assert again.name == ledger.name
            assert again.head() == ledger.head()


BROKEN = [
    "postgresql://bo:{secret}@{folder}/x",
    "postgresql://bo:{secret}@host:port/x",
    "postgresql://bo:se@cret@host/x",
    "postgres://bo:{secret}@host.invalid/x",
    "postgresql://bo:{secret}@/x?host={folder}",
    "postgresql://sayso:{secret}@/none?host={folder}",
    "postgresql://sayso@/postgres?host={folder}&password={secret}&sslkey={secret}",
    "postgresql://sayso@/postgres?host={folder}&nonsense={secret}",
    "oracle://bo:{secret}@host/x",
]


@pytest.mark.parametrize("address", BROKEN)
def test_what_cannot_be_opened_is_told_in_one_line_without_the_password(postgres, address):
    with pytest.raises(LedgerError) as caught:
        Ledger.open(address.format(secret="wr0ng", folder=postgres.folder))
    told = str(caught.value)
    assert "\n" not in told
    assert not [secret for secret in ("wr0ng", "cret@", postgres.password) if secret in told]


def test_a_ledger_lies_in_the_schema_of_its_address_beside_other_tables(postgres, address):
    with rows_of(address) as raw:
        raw.execute(text("CREATE TABLE birds (name text)"))
        raw.commit()
    with pytest.raises(LedgerError, match="there is no ledger in it; `sayso add` makes one"):
        Ledger.open(address, create=False)
    with Ledger.open(address, created_at=at(1)) as ledger:
        ledger.add(reading(), at(15))
    with rows_of(address) as raw:
        assert dict(raw.execute(text("SELECT key, value FROM ledger")).all())["created_at"].startswith("2023")
    with Ledger.open(postgres.fresh()) as other:
        assert other.documents() == []


def test_what_leaves_no_room_for_a_ledger_is_told_with_the_remedy(postgres, address):
    with rows_of(address) as raw:
        raw.execute(text("CREATE TABLE document (name text)"))
        raw.commit()
    with pytest.raises(LedgerError, match="has a table `document` that is not sayso's; give the ledger a "):
        Ledger.open(address)
    with rows_of(address) as raw:
        raw.execute(text("CREATE TABLE ledger (value text)"))
        raw.commit()
    with pytest.raises(LedgerError, match="has a table `ledger` that is not sayso's"):
        Ledger.open(address)
    with pytest.raises(LedgerError, match="has no schema of the name in its address; make it: CREATE SCHEMA"):
        Ledger.open(postgres.address(options="-csearch_path=nowhere"))
    with Ledger.open(postgres.fresh()) as ledger, rows_of(ledger.address) as raw:
        raw.execute(text("UPDATE ledger SET value = '99' WHERE key = 'schema_version'"))
        raw.commit()
        with pytest.raises(LedgerError, match="newer sayso"):
            Ledger.open(ledger.address)
    postgres.execute("CREATE DATABASE western ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    with pytest.raises(LedgerError, match="keeps its text in LATIN1"):
        Ledger.open(postgres.address("western"))


def test_who_may_only_read_reads_and_is_told_so_in_one_line_when_he_writes(postgres, filled):
    home = filled.rpartition("%3D")[2]
    postgres.execute("CREATE ROLE desk LOGIN PASSWORD 'open'")
    guest = postgres.address(user="desk", password="open", options=f"-csearch_path={home}")
    postgres.execute(f"GRANT USAGE ON SCHEMA {home} TO desk")
    with pytest.raises(LedgerError, match="permission denied for table ledger; ask whoever owns it for that"):
        Ledger.open(guest)
    postgres.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {home} TO desk")
    with Ledger.open(guest) as ledger:
        assert len(ledger.claims_about("Arden")) == 2
        assert len(ledger.search("salt mine")) == 2
        assert list(ledger.verify()) == []
        with pytest.raises(LedgerError, match="permission denied"):
            ledger.add(reading("doc-9"), at(19))


def test_who_may_only_add_can_write(postgres, address):
    with Ledger.open(address) as ledger:
        ledger.add(reading(), at(15))
    home = address.rpartition("%3D")[2]
    postgres.execute("CREATE ROLE collector LOGIN PASSWORD 'open'")
    postgres.execute(f"GRANT USAGE ON SCHEMA {home} TO collector")
    postgres.execute(f"GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA {home} TO collector")
    postgres.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {home} TO collector")
    with Ledger.open(
        postgres.address(user="collector", password="open", options=f"-csearch_path={home}")
    ) as ledger:
        ledger.add(reading("doc-2", text=TEXT + " More."), at(16))
        assert ledger.head().entries == 2
        assert list(ledger.verify()) == []


def test_a_writer_that_waits_too_long_is_told_and_readers_never_wait(address, monkeypatch):
    monkeypatch.setattr(connection, "WAIT_SECONDS", 1)
    with Ledger.open(address) as ledger, Ledger.open(address) as other:
        ledger.add(reading(), at(15))
        with connection.writing_to(other._engine, other.name):
            assert len(ledger.documents()) == 1
            with pytest.raises(LedgerError, match="another process is writing to it; try again when that"):
                ledger.add(reading("doc-2", text=TEXT + " More."), at(16))
        assert str(ledger.add(reading("doc-2", text=TEXT + " More."), at(16)).addition) == "new"


def test_ledgers_in_two_schemas_do_not_wait_for_each_other(postgres, address):
    with Ledger.open(address) as one, Ledger.open(postgres.fresh()) as other:
        with connection.writing_to(one._engine, one.name):
            other.add(reading(), at(15))
        assert len(other.documents()) == 1


def test_a_reader_sees_the_ledger_as_it_was_when_it_began(address):
    with Ledger.open(address) as ledger, Ledger.open(address) as other:
        ledger.add(reading(), at(15))
        count_documents = text("SELECT count(*) FROM document")
        with connection.reading_from(ledger._engine, ledger.name) as reader:
            before = reader.execute(count_documents).scalar()
            other.add(reading("doc-2", text=TEXT + " More."), at(16))
            assert reader.execute(count_documents).scalar() == before == 1


def test_those_who_make_one_ledger_at_once_wait_for_each_other(address):
    failures = []

    def make():
        try:
            with Ledger.open(address) as ledger:
                ledger.documents()
        except Exception as problem:
            failures.append(problem)

    makers = [threading.Thread(target=make) for _ in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert failures == []


def test_a_connection_that_broke_is_replaced(postgres, address):
    with Ledger.open(address) as ledger:
        ledger.add(reading(), at(15))
        postgres.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sayso'"
        )
        assert len(ledger.documents()) == 1


def test_what_a_database_cannot_hold_is_told_and_leaves_nothing(address):
    with Ledger.open(address) as ledger:
        with pytest.raises(LedgerError, match="NUL"):
            ledger.add(reading(text=TEXT + "\0"), at(15))
        assert ledger.documents() == []


def test_without_the_extra_part_the_remedy_is_told(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name.partition(".")[0] == "psycopg":
            raise ModuleNotFoundError("No module named 'psycopg'", name="psycopg")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(LedgerError, match=r'needs an extra part; pip install "sayso\[postgres\]"'):
        Ledger.open("postgresql://bo:secret@host/x")


def test_the_index_is_used_for_words_and_order_is_by_code_points(address):
    with Ledger.open(address) as ledger:
        ledger.add(reading(), at(15))
    with rows_of(address) as raw:
        raw.execute(text("SET enable_seqscan = off"))
        wanted = "words @> CAST(ARRAY['salt'] AS text[])"
        plan = raw.execute(text(f"EXPLAIN SELECT number FROM document_text WHERE {wanted}")).scalars().all()
        assert "document_text_words" in "\n".join(plan)
        columns = (
            "SELECT count(*) FROM information_schema.columns JOIN information_schema.tables "
            "USING (table_schema, table_name) WHERE table_schema = current_schema() "
            "AND table_type = 'BASE TABLE' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'"
        )
        assert raw.execute(text(columns)).scalar() == 0
