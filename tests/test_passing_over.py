"""What `conflicts_only` passes over holds no claim, and what it reads it reads as ever."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from sayso.model import Document, Publication, Stage
from sayso.pipeline import Reader

CASES = Path(__file__).parents[1] / "evals" / "cases" / "claims" / "open"
REPORTS = sorted(CASES.glob("*.json"))


def document(path: Path) -> Document:
    report = json.loads(path.read_text(encoding="utf-8"))
    published = Publication(date.fromisoformat(report["published"]))
    return Document(id=report["id"], text=report["text"], outlet=report["outlet"], published=published)


@pytest.fixture(scope="module")
def everything() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def quick(everything: Reader) -> Reader:
    return Reader(conflicts_only=True)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_same_claims_as_reading_everything(path, everything, quick):
    report = document(path)
    whole, seen = everything.read(report), quick.read(report)
    if seen.passed_over is None:
        assert seen == whole
    else:
        assert whole.claims == ()


def test_both_fates_occur(quick):
    stages = {(found := quick.read(document(path)).passed_over) and found.stage for path in REPORTS}
    assert stages == {None, Stage.SUBJECT}


def test_a_report_of_no_conflict_is_declined_whole(quick):
    text = "The choir of the valley won the cup on Sunday, the mayor said."
    reading = quick.read(Document(id="1", text=text))
    assert (reading.statements, reading.claims) == ((), ())
    (declined,) = reading.declined
    assert (declined.stage, declined.span.of(text)) == (Stage.SUBJECT, text)
    assert declined.reason == "the report is not about an armed conflict that we know"


def test_its_statements_are_still_read_where_everything_is(everything):
    reading = everything.read(Document(id="1", text="The choir won the cup on Sunday, the mayor said."))
    assert reading.passed_over is None
    assert any(s.source is not None and s.source.name == "mayor" for s in reading.statements)
