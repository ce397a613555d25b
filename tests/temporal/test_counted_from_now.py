"""Spans counted forward: a stretch stays a stretch, only "in two weeks" is a day."""

from datetime import date

import pytest

from sayso.model import Publication
from sayso.temporal import find_times

CASES = [
    ("The town may fall in the coming days.", "2023-01-14", "2023-01-21"),
    ("The village will be cleared in the next few days.", "2023-01-14", "2023-01-19"),
    ("The commander said they would return in two weeks.", "2023-01-28", "2023-01-28"),
]


@pytest.mark.parametrize(("text", "first", "last"), CASES)
def test_the_coming_days_are_no_single_day(text: str, first: str, last: str) -> None:
    (mention,) = find_times(text, Publication(date(2023, 1, 14)))
    assert mention.when is not None
    assert (mention.when.first, mention.when.last) == (date.fromisoformat(first), date.fromisoformat(last))
