"""Dates that are headings."""

from __future__ import annotations

from sayso.temporal import find_times
from sayso.temporal.anchoring import heading_dates


def test_a_line_that_is_a_date_governs_the_lines_below_it():
    text = "January 11, 2023\nTroops took the mine on Monday.\n\n- January 13, 2023:\nTroops lost it.\n"
    governed = [
        (span.of(text).strip(), when.iso()) for span, when in heading_dates(text, find_times(text, None))
    ]
    assert governed[0][0].startswith("Troops took the mine")
    assert [day for _, day in governed] == ["2023-01-11", "2023-01-13"]
    assert governed[1][0] == "Troops lost it."


def test_a_date_inside_a_line_is_no_heading():
    text = "It fell on January 11, 2023\nTroops took the mine."
    assert heading_dates(text, find_times(text, None)) == []
