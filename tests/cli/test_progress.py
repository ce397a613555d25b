"""Long work tells how far it is: a bar on a terminal, lines in a log, nothing where nobody looks."""

import io
import sys

import pytest

from sayso.cli.progress import Pace, meter, steps, time_in_words, tracked


class _Screen(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def look(monkeypatch):
    """Put standard error on a terminal, or in a log. Done within the test: pytest sets it anew before."""

    def look(*, terminal):
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv("COLUMNS", "120")
        monkeypatch.setattr(sys, "stderr", _Screen() if terminal else io.StringIO())
        return sys.stderr

    return look


def pace(total, thing, seconds, *done):
    clock = iter([0.0, *[float(seconds)] * 9])
    made = Pace(total, thing, clock=lambda: next(clock))
    made.add(*done)
    return str(made)


PACES = [
    ((1000, "report", 10, 250, 20), "20 reports, 2.0 a second, 30 s left"),
    ((1000, "report", 10, 1000, 1), "1 report, 0.1 a second"),
    ((10, "page", 600, 5, 5), "5 pages, 0.0 a second, 10 min left"),
    ((4, "", 8, 1, 1), "24 s left"),
    ((4, "", 8, 4, 4), ""),
    ((0, "report", 0, 0, 0), "0 reports"),
]


@pytest.mark.parametrize(("given", "words"), PACES)
def test_the_pace_in_words(given, words):
    assert pace(*given) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (89, "89 s"), (90, "2 min"), (3600, "60 min"), (7800, "2 h 10 min")]
)
def test_a_stretch_of_time_in_words(seconds, words):
    assert time_in_words(seconds) == words


def test_items_are_told_by_tenths_in_a_log(look):
    log = look(terminal=False)
    assert list(tracked(range(40), "reading", True, total=40)) == list(range(40))
    lines = log.getvalue().splitlines()
    assert len(lines) == 10
    assert lines[0].startswith("reading: 10 %, 4 reports, ")
    assert lines[0].endswith(" left")
    assert lines[-1].startswith("reading: 100 %, 40 reports, ")


def test_what_is_not_counted_is_told_by_its_share(look):
    log = look(terminal=False)
    with meter("adding", True, total=2, pieces=2, thing="") as shown:
        shown.advance(2, 1)
    assert log.getvalue() == "adding: 100 %\n"


def test_nothing_is_told_in_a_log_that_nobody_asked_for(look):
    log = look(terminal=False)
    list(tracked(range(100), "reading", total=100))
    with steps("reckoning") as advance:
        advance(1, 2)
    assert log.getvalue() == ""


def test_a_bar_on_a_terminal_shows_pace_and_time(look):
    screen = look(terminal=True)
    list(tracked(range(10), "reading", total=10, thing="episode"))
    assert "reading" in screen.getvalue()
    assert "10 episodes" in screen.getvalue()


@pytest.mark.parametrize("how", [{"wanted": False}, {}])
def test_little_work_and_unwanted_bars_show_nothing(look, how):
    screen = look(terminal=True)
    list(tracked(range(3), "reading", total=3, **how))
    assert screen.getvalue() == ""


def test_results_on_the_same_terminal_are_told_by_themselves(look, monkeypatch):
    screen = look(terminal=True)
    monkeypatch.setattr(sys, "stdout", _Screen())
    list(tracked(range(30), "reading", total=30, talking=True))
    assert screen.getvalue() == ""


def test_steps_show_once_the_work_tells_of_them(look):
    screen = look(terminal=True)
    with steps("reckoning") as advance:
        assert "reckoning" not in screen.getvalue()
        advance(1, 2)
    assert "reckoning" in screen.getvalue()
    assert "50%" in screen.getvalue()


def test_who_stops_half_way_leaves_no_bar_behind(look):
    screen = look(terminal=True)
    items = tracked(range(10), "reading", total=10)
    next(items)
    items.close()
    assert "\x1b[?25h" in screen.getvalue(), "the cursor is shown again"
