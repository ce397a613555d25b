"""The bundled reports keep the promises of their README."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from sayso.demo import attribution_line, demo_reports
from sayso.model import Document

FIRST, LAST = date(2023, 1, 2), date(2023, 1, 26)

UKRAINIAN = {"Kyiv Independent", "Ukrainska Pravda", "Interfax-Ukraine", "Censor.NET", "NV", "LB.ua"}
RUSSIAN = {"TASS", "RT", "RBC", "Regnum", "Rossiyskaya Gazeta", "Pravda.ru"}
AGENCY = {"TASS", "UPI", "Interfax-Ukraine", "Al Arabiya (AFP)", "Devdiscourse (Reuters)", "KRDO (AP)"}
MONITOR = {"Institute for the Study of War", "Conflict Intelligence Team", "Centre for Eastern Studies (OSW)"}

# A straight apostrophe inside or after a word ("Ukraine's", "soldiers'") is none of these.
QUOTATION_MARK = re.compile(r"[\"“”„‟«»‘’‚‛‹›「」]|(?<!\w)'")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")

REPORTS = demo_reports()
BY_ID = {report.id: report for report in REPORTS}


def _day(report: Document) -> date:
    assert report.published is not None
    return report.published.day


def _ids(report: Document) -> str:
    return report.id


def test_there_are_enough_reports_and_they_are_sorted():
    assert len(REPORTS) >= 34
    assert [(_day(report), report.id) for report in REPORTS] == sorted(
        (_day(report), report.id) for report in REPORTS
    )


def test_every_id_address_and_text_is_its_own():
    for values in ([r.id for r in REPORTS], [r.url for r in REPORTS], [r.text for r in REPORTS]):
        assert len(set(values)) == len(values)


def test_the_days_span_the_window_without_a_gap_of_more_than_three_days():
    days = sorted({_day(report) for report in REPORTS})
    assert FIRST <= days[0] <= date(2023, 1, 4)
    assert days[-1] == LAST
    assert max((later - day).days for day, later in pairwise(days)) <= 3


@pytest.mark.parametrize("report", REPORTS, ids=_ids)
def test_each_report_is_a_short_paraphrase_with_its_origin(report):
    assert report.id.startswith(f"soledar-{_day(report).isoformat()}-")
    assert re.fullmatch(r"[a-z0-9-]+", report.id)
    assert report.outlet
    assert report.outlet == report.outlet.strip()
    assert re.fullmatch(r"https://[^\s/]+/\S+", report.url or "")
    assert report.language == "en"
    assert "Soledar" in report.text
    assert QUOTATION_MARK.search(report.text) is None
    sentences = SENTENCE_END.split(report.text)
    assert 2 <= len(sentences) <= 5
    assert max(len(sentence.split()) for sentence in sentences) <= 35


@pytest.mark.parametrize("outlets", [UKRAINIAN, RUSSIAN, AGENCY, MONITOR])
def test_both_sides_agencies_and_monitors_are_heard(outlets):
    assert outlets <= {report.outlet for report in REPORTS}


@pytest.mark.parametrize("report_id", ["soledar-2023-01-06-euro-weekly-news", "soledar-2023-01-11-regnum"])
def test_a_capture_is_claimed_before_12_january(report_id):
    assert _day(BY_ID[report_id]) < date(2023, 1, 12)


def test_each_claim_of_capture_meets_a_denial_by_the_next_day():
    for claim, denial in (
        ("soledar-2023-01-06-euro-weekly-news", "soledar-2023-01-07-ukrainska-pravda"),
        ("soledar-2023-01-11-regnum", "soledar-2023-01-11-kyiv-independent-denial"),
        ("soledar-2023-01-13-rt", "soledar-2023-01-13-i24news"),
        ("soledar-2023-01-17-tass", "soledar-2023-01-17-nv"),
    ):
        assert 0 <= (_day(BY_ID[denial]) - _day(BY_ID[claim])).days <= 1


def test_the_admission_comes_on_25_january():
    for report_id in ("soledar-2023-01-25-al-arabiya", "soledar-2023-01-25-devdiscourse"):
        assert _day(BY_ID[report_id]) == date(2023, 1, 25)


def test_every_report_can_be_shown_with_its_attribution():
    lines = [attribution_line(report) for report in REPORTS]
    assert len(set(lines)) == len(REPORTS)
    assert attribution_line(BY_ID["soledar-2023-01-10-tass"]) == (
        "Paraphrase by sayso of TASS, 2023-01-10, https://tass.com/politics/1560507"
    )


@pytest.mark.parametrize("missing", ["outlet", "published", "url"])
def test_a_paraphrase_of_unknown_origin_gets_no_line(missing):
    with pytest.raises(ValueError, match="lacks"):
        attribution_line(replace(REPORTS[0], **{missing: None}))


def test_the_file_loads_in_less_than_20_ms():
    def seconds() -> float:
        started = time.perf_counter()
        demo_reports()
        return time.perf_counter() - started

    # The best of several: a busy machine must not fail the test.
    assert min(seconds() for _ in range(5)) < 0.020
