"""What is kept of disputes is what would be reckoned anew, whatever happened to the record meanwhile."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from sayso.answers.disputes import disputes_of
from sayso.answers.kept_disputes import disputes_of_all_places
from sayso.ledger import MEMORY, Ledger, place_key
from sayso.ledger.connection import writing_to
from sayso.model import (
    Claim,
    Document,
    Judgement,
    JudgementKind,
    Kind,
    Place,
    Polarity,
    Publication,
    Quote,
    Reading,
    Source,
    Span,
    Statement,
    Voice,
    Withdrawn,
)

PLACES = (Place(name="Arden", id="geonames:1"), Place(name="Colm"))
VOICES = {"Gen. Bo": "Vale", "Brig. Ash": "Moor", "Town Watch": None}
FIRST = date(2023, 1, 1)
TEXT = "Somebody holds it."


def reading(name, day, place, voice, party, *, denied=False, story=None, text=TEXT):
    source = Source(name=voice, side=VOICES[voice])
    made = Claim(
        kind=Kind.CONTROL,
        place=place,
        party=party,
        side=party,
        source=source,
        statement="s1",
        evidence=Span(0, len(TEXT)),
        polarity=Polarity.DENIED if denied else Polarity.AFFIRMED,
    )
    statement = Statement(
        id="s1", voice=Voice.ATTRIBUTED, source=source, cue=(), content=(made.evidence,), quote=Quote.INDIRECT
    )
    document = Document(
        id=name,
        text=f"{text} {name}",
        published=Publication(FIRST + timedelta(days=day)),
        outlet="Daily",
        story=story,
    )
    return Reading(
        document=document, language="en", pipeline="t", theatre=None, statements=(statement,), claims=(made,)
    )


def at(hours):
    return datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hours)


def told(disputes):
    """Everything that is told of them, but for the order of those with one latest turn."""
    return sorted(
        (
            each.place.full_name,
            each.kind,
            each.opened,
            each.opened_by.id,
            each.closing,
            [(p.position, p.first.id, p.last.id, p.claim_count, p.origins) for p in each.positions],
            each.settled_by,
        )
        for each in disputes
    )


def is_up_to_date(ledger):
    assert told(disputes_of_all_places(ledger).shown) == told(disputes_of(ledger))


REPORT = st.tuples(
    st.just("report"),
    st.integers(0, 90),
    st.sampled_from(PLACES),
    st.sampled_from(sorted(VOICES)),
    st.sampled_from(["Vale", "Moor"]),
    st.booleans(),
)
NEW_VERSION = st.tuples(st.just("version"), st.integers(0, 20), st.sampled_from(["Vale", "Moor"]))
REJECTED = st.tuples(st.just("reject"), st.integers(0, 20))
DELETED = st.tuples(st.just("delete"), st.integers(0, 20))
MERGED = st.tuples(st.just("merge"), st.sampled_from(sorted(VOICES)), st.sampled_from(sorted(VOICES)))
UNDONE = st.tuples(st.just("undo"), st.integers(1, 9))
EVENTS = st.lists(st.one_of(REPORT, REPORT, NEW_VERSION, REJECTED, DELETED, MERGED, UNDONE), max_size=12)


@settings(deadline=None, max_examples=60)
@given(EVENTS, st.sets(st.integers(0, 12)))
def test_what_is_kept_is_what_is_reckoned_anew(events, asked):
    with Ledger.open(MEMORY) as ledger:
        reports = []
        for number, event in enumerate(events):
            apply(ledger, number, event, reports)
            if number in asked:
                is_up_to_date(ledger)
        is_up_to_date(ledger)


def apply(ledger, number, event, reports):
    what, *rest = event
    if what == "report":
        day, place, voice, party, denied = rest
        made = reading(f"d{number}", day, place, voice, party, denied=denied, story=f"story-{number}")
        ledger.add(made, at(number))
        reports.append((made, number))
    elif what == "merge":
        names = {made.claims[0].source.name for made, _ in reports}
        if rest[0] in names and rest[0] != rest[1]:
            judge(ledger, JudgementKind.MERGE, rest[0], number, value={"into": rest[1]})
    elif what == "undo":
        if any(each.number == rest[0] for each, _ in ledger.judgements()):
            judge(ledger, JudgementKind.TAKE_BACK, str(rest[0]), number)
    elif reports:
        made, before = reports[rest[0] % len(reports)]
        if what == "version":
            claim = made.claims[0]
            ledger.add(
                reading(
                    f"v{number}",
                    (made.document.published.day - FIRST).days,
                    claim.place,
                    claim.source.name,
                    rest[1],
                    story=f"story-{before}",
                    text="Somebody holds it now, and says so.",
                ),
                at(number),
            )
        elif what == "reject":
            ids = [each.id for each in ledger.claims() if each.document_id == made.document.id]
            if ids:
                judge(ledger, JudgementKind.REJECT, ids[0], number)
        else:
            ledger.withdraw(made.document.id, Withdrawn.DELETED, seen_at=at(number), recorded_at=at(number))


def judge(ledger, kind, subject, number, **more):
    judgement = Judgement(kind=kind, subject=subject, author="A. Reader", reason="looked again", **more)
    ledger.judge(judgement, at(number))


@pytest.fixture
def ledger(address):
    with Ledger.open(address) as opened:
        opened.add(reading("a", 1, PLACES[0], "Gen. Bo", "Vale"), at(1))
        opened.add(reading("b", 3, PLACES[0], "Brig. Ash", "Vale", denied=True), at(2))
        yield opened


def test_only_what_changed_is_reckoned_anew(ledger, monkeypatch):
    disputes_of_all_places(ledger)
    asked = []
    whole = Ledger.control_claims
    monkeypatch.setattr(
        Ledger, "control_claims", lambda self, **about: asked.append(about["places"]) or whole(self, **about)
    )
    disputes_of_all_places(ledger)
    assert asked == []
    ledger.add(reading("c", 4, PLACES[1], "Gen. Bo", "Vale"), at(3))
    disputes_of_all_places(ledger)
    assert asked == [(place_key(PLACES[1]),)]


def test_an_open_dispute_ends_when_time_goes_on_elsewhere(ledger):
    (before,) = disputes_of_all_places(ledger).shown
    ledger.add(reading("c", 60, PLACES[1], "Gen. Bo", "Vale"), at(3))
    (after,) = disputes_of_all_places(ledger).shown
    assert before.closing is None
    assert after.closing.by == "silence"


def test_a_list_is_cut_and_counted(ledger):
    for number, voice in enumerate(VOICES):
        ledger.add(reading(f"e{number}", 4, PLACES[1], voice, "Moor", denied=number > 1), at(4))
    found = disputes_of_all_places(ledger, limit=1)
    assert (len(found.shown), found.total) == (1, 2)
    assert found.shown[0].place.name == "Colm"
    assert disputes_of_all_places(ledger, is_open=False).total == 0
    assert disputes_of_all_places(ledger, until=FIRST + timedelta(days=1)).total == 0


def test_a_ledger_that_cannot_be_written_tells_the_same(ledger, monkeypatch):
    from sayso.errors import LedgerError
    from sayso.ledger.kept import KeptDisputes

    def refused(*_):
        raise LedgerError("sayso.db", "the database says: attempt to write a readonly database")

    monkeypatch.setattr(KeptDisputes, "outdated", refused)
    assert told(disputes_of_all_places(ledger).shown) == told(disputes_of(ledger))


def test_what_was_reckoned_in_another_way_is_forgotten(ledger, monkeypatch):
    disputes_of_all_places(ledger)
    with writing_to(ledger._engine, ledger.name) as connection:
        connection.execute(text("UPDATE kept_dispute SET told = 'nonsense'"))
    monkeypatch.setattr("sayso.answers.kept_disputes._METHOD", "another")
    assert told(disputes_of_all_places(ledger).shown) == told(disputes_of(ledger))


def test_the_record_is_whole_beside_what_is_kept(ledger):
    disputes_of_all_places(ledger)
    assert list(ledger.verify()) == []


@pytest.mark.postgres
def test_who_may_not_make_tables_is_told_the_same(postgres):
    home = postgres.fresh()
    with Ledger.open(home) as ledger:
        ledger.add(reading("a", 1, PLACES[0], "Gen. Bo", "Vale"), at(1))
        ledger.add(reading("b", 3, PLACES[0], "Brig. Ash", "Vale", denied=True), at(2))
        expected = told(disputes_of(ledger))
    schema = home.rpartition("%3D")[2]
    postgres.execute("CREATE ROLE visitor LOGIN PASSWORD 'open'")
    postgres.execute(f"GRANT USAGE ON SCHEMA {schema} TO visitor")
    postgres.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO visitor")
    guest = postgres.address(user="visitor", password="open", options=f"-csearch_path={schema}")
    with Ledger.open(guest) as ledger:
        assert told(disputes_of_all_places(ledger).shown) == expected != []
