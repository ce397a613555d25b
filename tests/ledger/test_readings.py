"""One document out of the record: what was read of it comes back as it was, with what people judged since."""

from datetime import UTC, datetime

import pytest

from sayso.demo import demo_reports
from sayso.ledger import Ledger
from sayso.model import Judgement, JudgementKind, Withdrawn

from .conftest import claim, reading

NOW = datetime(2023, 2, 1, tzinfo=UTC)


@pytest.fixture
def ledger():
    with Ledger.open(":memory:") as opened:
        opened.add(reading("doc-1", claim()), NOW, named="doc-1.txt")
        yield opened


def judged(kind, subject, **more):
    return Judgement(kind=kind, subject=subject, author="A. Editor", reason="for a test", **more)


def test_what_was_read_comes_back_as_it_was(reader):
    readings = [reader.read(document) for document in demo_reports()[:12]]
    with Ledger.open(":memory:") as opened:
        for each in readings:
            opened.add(each, NOW)
        for each in readings:
            found = opened.reading(each.document.id).reading
            assert found.statements == each.statements
            assert found.claims == each.claims
            assert found.declined == each.declined
            assert found.document.text == each.document.text
    assert sum(len(each.statements) for each in readings) > 20


def test_of_an_id_that_is_not_there_there_is_nothing(ledger):
    assert ledger.reading("nobody") is None


def test_a_rejected_claim_says_so_until_that_is_taken_back(ledger):
    (one,) = ledger.reading("doc-1").claims
    assert (one.standing, one.judgements, one.put_by) == ("counts", (), None)
    number = ledger.judge(judged(JudgementKind.REJECT, one.recorded.id), NOW)
    (one,) = ledger.reading("doc-1").claims
    assert one.standing == "rejected"
    assert [(each.kind, stands) for each, stands in one.judgements] == [("reject", True)]
    ledger.judge(judged(JudgementKind.TAKE_BACK, str(number)), NOW)
    (one,) = ledger.reading("doc-1").claims
    assert one.standing == "counts"
    assert [stands for _, stands in one.judgements] == [False]


def test_a_correction_stands_beside_what_it_corrects(ledger):
    (one,) = ledger.reading("doc-1").claims
    number = ledger.judge(
        judged(JudgementKind.CORRECT, one.recorded.id, value={"party": "Hill"}),
        NOW,
        claim=claim(party="Hill", side="Hill"),
    )
    old, new = ledger.reading("doc-1").claims
    assert (old.standing, new.standing, new.put_by) == ("corrected", "counts", number)
    ledger.judge(judged(JudgementKind.TAKE_BACK, str(number)), NOW)
    old, new = ledger.reading("doc-1").claims
    assert (old.standing, new.standing) == ("counts", "taken back")


def test_its_carriers_versions_and_withdrawals_go_with_it(ledger):
    ledger.withdraw("doc-1", Withdrawn.RETRACTED, NOW, reason="it was wrong")
    found = ledger.reading("doc-1")
    assert found.standing == "withdrawn"
    assert [(each.kind, each.reason) for each in found.withdrawals] == [("retracted", "it was wrong")]
    assert [each.named for each in found.carriers] == ["doc-1.txt"]
    assert [each.id for each in found.versions] == ["doc-1"]
