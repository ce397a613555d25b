"""What a page shows at once is what the whole answer tells, on the reports of the demo."""

from datetime import date, timedelta

import pytest

from sayso.answers.glance import course_of, gather, glance
from sayso.answers.place import View, ask
from sayso.answers.timeline_values import course_rows, mark_rows
from sayso.estimation import DEFAULT_METHOD


@pytest.mark.parametrize(
    "view", [View(as_known=date(2023, 1, 13)), View(as_known=date(2023, 1, 20), hindsight=True)]
)
def test_a_glance_tells_what_the_whole_answer_tells(ledger, view):
    day = date(2023, 1, 13)
    seen = gather(ledger, "Soledar", view)
    course = course_of(
        seen, seen, day=day, first=day - timedelta(days=27), last=day, looks_back=False, method=DEFAULT_METHOD
    )
    told = glance(ledger, seen, day=day, days=14, method=DEFAULT_METHOD, told=course.asked).answer
    whole = ask(ledger, "Soledar", day=day, view=view, days=14, method=DEFAULT_METHOD)
    assert told.verdict == whole.verdict
    assert told.said == whole.said
    assert told.disputes == whole.disputes
    assert told.estimate.probabilities == whole.estimate.probabilities
    assert [each.estimate.probabilities for each in course.told] == [
        each.probabilities for each in whole.curve
    ]
    alone = glance(ledger, seen, day=day, days=14, method=DEFAULT_METHOD).answer
    assert alone.estimate.probabilities == pytest.approx(dict(whole.estimate.probabilities))


def test_tables_have_a_row_for_each_day_and_each_claim(ledger):
    day = date(2023, 1, 13)
    seen = gather(ledger, "Soledar", View(as_known=day))
    course = course_of(
        seen, seen, day=day, first=day - timedelta(days=6), last=day, looks_back=False, method=DEFAULT_METHOD
    )
    columns, rows = course_rows(course)
    assert columns[-3:] == ["Ukraine", "Russia", "contested"]
    assert len(rows) == 7
    assert all(sum(row[-3:]) == pytest.approx(1, abs=1e-5) for row in rows)
    marks = [(lane, mark) for lane in course.lanes for mark in lane.marks]
    columns, rows = mark_rows(marks, course.known)
    assert len(rows) == len(marks) > 5
    assert {row[columns.index("known")] for row in rows} == {"true"}
