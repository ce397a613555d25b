"""`sayso sources`: what a voice said, what was said against it, and whether it is still heard."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from sayso.ledger import Ledger
from sayso.model import Place, Source, SourceClass

from .conftest import MINISTRY, MONITOR, STAFF, reading, said

RIVER = Place(name="River Crossing", id="test:2")


def listed(run, *arguments):
    return {
        each["name"]: each
        for each in map(json.loads, run("sources", *arguments, "--json").stdout.splitlines())
    }


def test_every_voice_is_counted_by_kind(run, ledger):
    found = listed(run, "--ledger", ledger)
    assert found["Russian Ministry of Defence"]["by_kind"] == {"control": 1, "casualties": 1}
    assert found["Serhiy Example"]["contradicted"] == 2
    assert found["Front Monitor"]["admissions"] == 0
    assert next(iter(found)) == "Serhiy Example"


def test_what_is_known_only_through_others_is_told(run, tmp_path):
    path = str(tmp_path / "own.db")
    with Ledger.open(path) as opened:
        for n, outlet in enumerate(("Front Monitor", "Daily", "Daily", "Daily")):
            each = reading(f"d{n}", date(2023, 1, 1 + n), said(MONITOR, "Russia", "Russia"), outlet=outlet)
            opened.add(each, datetime(2023, 2, 1, tzinfo=UTC))
    (monitor,) = listed(run, "--ledger", path).values()
    assert (monitor["claims"], monitor["relayed"]) == (4, 3)
    assert "75% known only through others" in run("sources", "--ledger", path).output


def test_a_word_against_its_own_side_is_an_admission(run, tmp_path):
    path = str(tmp_path / "own.db")
    with Ledger.open(path) as opened:
        opened.add(
            reading("d", date(2023, 1, 1), said(STAFF, "Russia", "Russia")), datetime(2023, 2, 1, tzinfo=UTC)
        )
    assert listed(run, "--ledger", path)["Serhiy Example"]["admissions"] == 1


@pytest.fixture
def silences(tmp_path):
    """A ministry that stops altogether, and a monitor that stops speaking of one place."""
    path = str(tmp_path / "silences.db")
    with Ledger.open(path) as opened:
        for n in range(40):
            day = date(2023, 1, 1) + timedelta(days=n)
            claims = [said(MONITOR, "Russia", "Russia", place=RIVER)]
            if n < 10:
                claims += [said(MINISTRY, "Russia", "Russia"), said(MONITOR, "Russia", "Russia")]
            opened.add(reading(f"d{n}", day, *claims, text=f"Day {n}."), datetime(2023, 3, 1, tzinfo=UTC))
    return path


def test_a_silent_feed_is_told_from_a_quiet_front(run, silences):
    found = listed(run, "--ledger", silences)
    ministry, monitor = found["Russian Ministry of Defence"], found["Front Monitor"]
    assert (ministry["silent_feed"], ministry["silence"], ministry["usual_pause"]) == (True, 30, 1.0)
    assert not monitor["silent_feed"]
    fronts = listed(run, "front monitor", "--ledger", silences)["Front Monitor"]["fronts"]
    assert {each["place"]: each["quiet_front"] for each in fronts} == {
        "Soledar": True,
        "River Crossing": False,
    }
    output = run("sources", "Front Monitor", "--ledger", silences).output
    assert "quiet front" in output
    assert "silent feed: last heard 2023-01-10" in run("sources", "--ledger", silences).output


def test_a_label_is_shown_with_its_basis(run, tmp_path):
    path = str(tmp_path / "labels.db")
    army = Source(
        name="Army Channel",
        side="Russia",
        source_class=SourceClass.STATE_MEDIA,
        basis="https://example.org/owner",
    )
    with Ledger.open(path) as opened:
        opened.add(
            reading("d", date(2023, 1, 1), said(army, "Russia", "Russia")), datetime(2023, 2, 1, tzinfo=UTC)
        )
    output = run("sources", "--ledger", path).output
    assert "state media, for Russia · basis: https://example.org/owner" in output


def test_a_voice_unknown_is_told_with_what_comes_near(run, ledger):
    answer = run("sources", "Wagner Grup", "--ledger", ledger)
    assert answer.exit_code == 1
    assert "did you mean Wagner Group?" in answer.output


def test_the_lead_over_the_outcome_is_told_from_three_outcomes_on(run, tmp_path):
    path = str(tmp_path / "leads.db")
    with Ledger.open(path) as opened:
        for town in range(3):
            place = Place(name=f"Town {town}", id=f"test:{town}")
            for day, source, denied in (
                (1, MINISTRY, False),
                (2, STAFF, True),
                (5, MONITOR, False),
                (36, MONITOR, False),
            ):
                claim = said(source, "Russia", "Russia", denied=denied, place=place)
                on = date(2023, 1, 1) + timedelta(days=day - 1)
                each = reading(f"d{town}-{day}", on, claim, text=f"Day {day} of {town}.")
                opened.add(each, datetime(2023, 5, 1, tzinfo=UTC))
        last = reading("end", date(2023, 4, 1), said(MONITOR, "Russia", "Russia", place=RIVER), text="Later.")
        opened.add(last, datetime(2023, 5, 1, tzinfo=UTC))
    found = listed(run, "--ledger", path)
    ministry, staff = found["Russian Ministry of Defence"], found["Serhiy Example"]
    assert (ministry["outcomes"], ministry["spoke_for"], ministry["before"], ministry["after"]) == (
        3,
        3,
        3,
        0,
    )
    assert ministry["median_lead_days"] == 4.0
    assert (staff["outcomes"], staff["spoke_otherwise"], staff["median_lead_days"]) == (3, 3, None)
    output = run("sources", "--ledger", path).output
    early = "3 ended disputes: for the outcome on 3 (3 early, 0 late), for the other side on 0"
    assert f"{early} · median lead 4.0 days" in output
    assert "3 ended disputes: for the outcome on 0, for the other side on 3" in output


def test_a_named_voice_is_judged_by_the_others_with_the_counts_behind_the_letter(run, ledger):
    (ministry,) = listed(run, "russian ministry of defence", "--ledger", ledger).values()
    told = ministry["reliability"]
    assert (told["grade"], told["words"], told["claims"]) == ("F", "cannot be judged", 1)
    assert set(told["directions"]) == {"own gain"}
    gain = told["directions"]["own gain"]
    assert gain["low"] < gain["held"] < gain["high"]
    assert told["parameters"].startswith("priors=")
    output = run("sources", "Russian Ministry of Defence", "--ledger", ledger).output
    assert "reliability F (cannot be judged), as all others have it:" in output
    assert "own gain" in output


def test_all_voices_are_judged_only_where_it_is_asked(run, ledger):
    assert all("reliability" not in each for each in listed(run, "--ledger", ledger).values())
    judged = listed(run, "--reliability", "--ledger", ledger)
    assert set(judged["Front Monitor"]["reliability"]["directions"]) == {"third party"}
    # Only claims that take a position are judged, by whichever option.
    named = listed(run, "Front Monitor", "--ledger", ledger)["Front Monitor"]
    assert named["reliability"] == judged["Front Monitor"]["reliability"]
