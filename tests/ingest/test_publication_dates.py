"""Publication dates: forms with one reading are taken, all others refused."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InvalidDateError
from sayso.ingest import parse_publication
from sayso.model import Publication

TODAY = date(2024, 6, 1)

DAYS = [
    "2023-01-14",
    " 2023-01-14 ",
    "14 January 2023",
    "January 14, 2023",
    "Saturday, 14 January 2023",
    "Sat, 14 Jan 2023",
    "Jan. 14th, 2023",
    "2023-01-14T10:30",
    "2023-01-14 10:30:05",
]


@pytest.mark.parametrize("value", DAYS)
def test_a_written_day_is_that_day_and_no_instant(value):
    assert parse_publication(value, today=TODAY) == Publication(date(2023, 1, 14))


INSTANTS = [
    ("2023-01-14T10:30:00Z", datetime(2023, 1, 14, 10, 30, tzinfo=UTC)),
    ("2023-01-14T10:30:00.250Z", datetime(2023, 1, 14, 10, 30, tzinfo=UTC)),
    ("2023-01-14T01:30:00+03:00", datetime(2023, 1, 14, 1, 30, tzinfo=timezone(timedelta(hours=3)))),
    ("2023-01-14T01:30:00+0300", datetime(2023, 1, 14, 1, 30, tzinfo=timezone(timedelta(hours=3)))),
]


@pytest.mark.parametrize(("value", "instant"), INSTANTS)
def test_an_instant_with_a_zone_keeps_its_own_day(value, instant):
    found = parse_publication(value, today=TODAY)
    assert (found.day, found.instant) == (date(2023, 1, 14), instant)


REFUSED = [
    ("", "is no date"),
    ("yesterday", "is no date"),
    ("01/02/2023", "is no date"),
    ("2023", "is no date"),
    ("14 Janvier 2023", "is no date"),
    ("2023-02-30", "no day of the calendar"),
    ("31 June 2023", "no day of the calendar"),
    ("2023-01-14T27:00:00Z", "no clock shows"),
    ("2024-06-03", "lies in the future"),
    ("1899-12-31", "before 1900"),
]


@pytest.mark.parametrize(("value", "problem"), REFUSED)
def test_anything_else_is_refused_with_its_reason(value, problem):
    with pytest.raises(InvalidDateError, match=problem):
        parse_publication(value, today=TODAY)


def test_tomorrow_is_taken_because_zones_run_ahead():
    assert parse_publication("2024-06-02", today=TODAY).day == date(2024, 6, 2)


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_refused(text):
    try:
        found = parse_publication(text, today=TODAY)
    except InvalidDateError:
        return
    assert date(1900, 1, 1) <= found.day <= TODAY + timedelta(days=1)


@given(st.dates(date(1900, 1, 1), TODAY))
def test_every_day_reads_back(day):
    assert parse_publication(day.isoformat(), today=TODAY).day == day
    assert parse_publication(f"{day:%B} {day.day}, {day.year}", today=TODAY).day == day
