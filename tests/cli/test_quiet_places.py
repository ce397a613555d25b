"""What a brief tells of watched places of which nothing came, without reading what was said of them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sayso.answers.brief import brief
from sayso.answers.place import View, claims_of
from sayso.ledger import Ledger
from sayso.model import Place, Withdrawn

from .conftest import JANUARY, MINISTRY, STAFF, TOWN, reading, said

HELD = datetime(2023, 2, 1, 12, tzinfo=UTC)
MOVED = Place(name="Soledar", id=TOWN.id, latitude=48.7, longitude=38.1, country="UA")


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "january.db") as opened:
        for each in JANUARY:
            opened.add(each, HELD)
        opened.add(reading("m1", date(2023, 1, 16), said(STAFF, "Ukraine", "Ukraine", place=MOVED)), HELD)
        yield opened


def told(ledger, since, until=None):
    until = until or since + timedelta(days=1)
    return brief(ledger, since, until, ["Soledar", "Mine No 7, Soledar", "Nowhere"])


@pytest.mark.parametrize("days", [0, 1, 30])
def test_the_last_report_of_a_quiet_place_is_that_of_its_claims(ledger, days):
    ledger.withdraw("m1", Withdrawn.RETRACTED, HELD + timedelta(hours=1))
    since = HELD + timedelta(days=days, hours=2)
    quiet = {each.place: each for each in told(ledger, since).quiet}
    for name in ("Soledar", "Mine No 7, Soledar"):
        view = View(as_known=since, as_recorded=since)
        last = max(each.published.day for each in claims_of(ledger, name, view))
        assert (quiet[name].last_heard, quiet[name].claims) == (last, ())
    assert quiet["Soledar"].last_heard == date(2023, 1, 15)
    assert quiet["Nowhere"].last_heard is None


def test_a_place_that_was_moved_on_the_map_is_told_as_it_was_recorded_first_of_the_last(ledger):
    (quiet, *_) = told(ledger, HELD + timedelta(hours=1)).quiet
    assert quiet.key == (TOWN.id, "soledar")


def test_what_is_not_yet_recorded_or_known_is_not_heard(ledger):
    early = told(ledger, HELD - timedelta(days=2))
    assert {each.last_heard for each in early.quiet} == {None}
    ledger.add(reading("z1", date(2023, 6, 1), said(MINISTRY, "Russia", "Russia")), HELD)
    assert told(ledger, HELD + timedelta(hours=1)).quiet[0].last_heard == date(2023, 1, 16)


def test_a_dispute_that_silence_ends_is_told_of_a_place_of_which_nothing_came(ledger):
    ended = [
        (day, each.closing.by)
        for day in range(60)
        for each in told(ledger, HELD + timedelta(days=day, hours=1)).closed
    ]
    # Who holds it, and who of one side took it.
    assert [by for _, by in ended] == ["silence", "silence"]
