"""What is checked of a judgement before it becomes a row."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sayso.answers.judging import Correction, JudgementError, corrected, judge
from sayso.errors import LedgerError
from sayso.ledger import Ledger
from sayso.model import (
    Claim,
    Document,
    Judgement,
    JudgementKind,
    Kind,
    Place,
    Publication,
    Quote,
    Reading,
    Source,
    Span,
    Statement,
    Voice,
    When,
)

NOW = datetime(2023, 2, 1, tzinfo=UTC)


@pytest.fixture
def ledger():
    said = Claim(
        kind=Kind.CONTROL,
        place=Place(name="Arden", id="geonames:1", country="UA"),
        party="Vale",
        side="Vale",
        source=Source(name="Gen. Bo"),
        statement="s1",
        evidence=Span(0, 16),
    )
    statement = Statement(
        id="s1", voice=Voice.NARRATOR, source=None, cue=(), content=(Span(0, 17),), quote=Quote.NONE
    )
    document = Document(id="doc-1", text="Vale holds Arden.", published=Publication(date(2023, 1, 14)))
    read = Reading(
        document=document, language="en", pipeline="by hand", statements=(statement,), claims=(said,)
    )
    with Ledger.open(":memory:") as opened:
        opened.add(read, NOW)
        yield opened


@pytest.fixture
def recorded(ledger):
    return ledger.reading("doc-1").claims[0].recorded


def of(kind, subject, **changes):
    whole = {"author": "A. Editor", "reason": "a test", "evidence": ("https://example.org/1",), **changes}
    return Judgement(kind=kind, subject=subject, **whole)


@pytest.mark.parametrize("changes", [{"author": " "}, {"reason": ""}, {"evidence": ("",)}])
def test_name_reason_and_evidence_are_needed(ledger, recorded, changes):
    with pytest.raises(JudgementError):
        judge(ledger, of(JudgementKind.VERIFIED, recorded.id, **changes), NOW)
    assert ledger.judgements() == []


def test_a_correction_says_something_else(ledger, recorded):
    correcting = of(JudgementKind.CORRECT, recorded.id)
    for nothing in (None, Correction(), Correction(party="Vale", kind=Kind.CONTROL)):
        with pytest.raises(JudgementError):
            judge(ledger, correcting, NOW, correction=nothing)
    put = judge(ledger, correcting, NOW, correction=Correction(kind=Kind.FIGHTING, when=date(2023, 1, 9)))
    now = ledger.claim(put.claim).claim
    assert (now.kind, now.when) == (Kind.FIGHTING, When.on(date(2023, 1, 9)))
    with pytest.raises(LedgerError):
        judge(ledger, replace(correcting, subject="claim:x"), NOW, correction=Correction(side="Hill"))


def test_a_party_brings_its_side_and_a_source_its_basis(recorded):
    known = corrected(recorded, Correction(party="Wagner Group"), author="A. Editor")
    assert (known.party, known.side) == ("Wagner Group", "Russia")
    unknown = corrected(recorded, Correction(party="Hill Guard", source="Lt. Bo"), author="A. Editor")
    assert (unknown.side, unknown.source.name) == ("Hill Guard", "Lt. Bo")
    assert unknown.source.basis == "corrected by A. Editor"


def test_a_judgement_is_taken_back_once(ledger, recorded):
    put = judge(ledger, of(JudgementKind.REJECT, recorded.id), NOW)
    back = judge(ledger, of(JudgementKind.TAKE_BACK, str(put.number)), NOW)
    for number in (put.number, back.number):
        with pytest.raises(JudgementError):
            judge(ledger, of(JudgementKind.TAKE_BACK, str(number)), NOW)
