"""Every place on every day, for the map: what it tells is what is told of one place on one day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.answers.atlas import Chosen, Days, Sheaf, put_together
from sayso.answers.atlas.heard import label_of
from sayso.answers.atlas.packing import packed, unpacked
from sayso.answers.atlas.reckoned_between import sides_over_time
from sayso.answers.days import days_of
from sayso.answers.disputes import DisputeKind, disputes_of, ended_day, opened_day
from sayso.answers.holders import holders_of_id
from sayso.answers.origins import under_their_origins
from sayso.answers.place import sides_for
from sayso.errors import LedgerError
from sayso.estimation import DEFAULT_METHOD, estimate, verdict
from sayso.estimation.evidence import day_known
from sayso.estimation.markov import shipped_markov
from sayso.ledger import MEMORY, KeptSheets, Ledger, place_key
from sayso.model import CONTESTED, Kind, Place

from .test_kept_disputes import EVENTS, FIRST, PLACES, apply, at, reading

ANY = Chosen()


def days_from(sheaf):
    sheaf.bring_up_to_date()
    return Days(put_together(sheaf.sheets.values()), shipped_markov())


def claims_by_place(ledger, days):
    for n, key in enumerate(days.whole.keys):
        id = days.whole.ids[n]
        yield n, ledger.claims_of_places([(id, "" if id else key)])


def is_as_told_of_single_places(ledger, days, every):
    """Compare some days with estimates and verdicts of single places by the claims known by then."""
    for n, claims in claims_by_place(ledger, days):
        weighed = under_their_origins(ledger, claims)
        for day in every:
            known = [each for each in weighed if day_known(each) <= day]
            sides = sides_for(known, day)
            shown = days.estimated(day, ANY)
            if not sides:
                assert shown.state[n] == -1
                continue
            (fresh,) = estimate(
                days.whole.names[n],
                known,
                sides=sides,
                first=day,
                last=day,
                method=DEFAULT_METHOD,
                holders=holders_of_id(days.whole.ids[n], sides),
            )
            told = verdict(fresh, known, sides=sides)
            if shown.state[n] < 0:
                # Nothing bears on who holds it: even odds, which are not drawn.
                assert len({round(each, 6) for each in fresh.probabilities.values()}) == 1
                continue
            state = shown.states[shown.state[n]]
            assert days.whole.settings[state.setting] == sides
            shares = shown.shares[state.setting][shown.share_at[n]]
            expected = [fresh.probabilities[each] for each in (*sides, CONTESTED)]
            assert shares == pytest.approx(expected, abs=1e-6)
            assert shown.is_unknown[n] == told.is_unknown
            if not told.is_unknown and shown.probability[n] > 0.5 + 1e-6:
                assert state.who == told.state
            assert label_of(int(shown.heard[n]), sides, expected) == told.label


@pytest.fixture(scope="module")
def demo(reader, tmp_path_factory):
    from sayso.demo import demo_reports

    with Ledger.open(tmp_path_factory.mktemp("atlas") / "demo.db") as ledger:
        for document in demo_reports():
            ledger.add(reader.read(document), datetime(2023, 2, 1, tzinfo=UTC), named="demo")
        yield ledger


@pytest.fixture(scope="module")
def demo_days(demo):
    return days_from(Sheaf(demo))


def number_of(days, name):
    return days.whole.names.index(name)


def test_every_day_of_the_demo_is_that_of_single_places(demo, demo_days):
    first, last = date(2023, 1, 1), date(2023, 3, 15)
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    is_as_told_of_single_places(demo, demo_days, every)


def test_the_curve_of_soledar_is_what_the_command_prints(demo, demo_days):
    first, last = date(2023, 1, 8), date(2023, 1, 30)
    curve = days_of(demo, "Soledar", first, last, method=DEFAULT_METHOD)
    n = number_of(demo_days, "Soledar")
    for fresh, told in zip(curve.estimates, curve.verdicts, strict=True):
        shown = demo_days.estimated(fresh.day, ANY)
        setting = int(shown.setting[n])
        sides = demo_days.whole.settings[setting]
        shares = shown.shares[setting][shown.share_at[n]]
        assert shares == pytest.approx([fresh.probabilities[each] for each in (*sides, CONTESTED)], abs=1e-6)
        assert shown.is_unknown[n] == told.is_unknown


def test_what_is_disputed_on_a_day_is_what_the_disputes_tell(demo, demo_days):
    disputes = [each for each in disputes_of(demo) if each.kind is not DisputeKind.CREDIT]
    assert disputes
    for n in range(31):
        day = date(2023, 1, 1) + timedelta(days=n)
        shown = demo_days.estimated(day, ANY)
        told = {
            each.place.full_name
            for each in disputes
            if opened_day(each) <= day and (ended_day(each) is None or ended_day(each) >= day)
        }
        assert {demo_days.whole.names[k] for k in np.flatnonzero(shown.disputed)} == told


@settings(max_examples=20)
@given(EVENTS, st.sets(st.integers(0, 12)))
def test_what_is_kept_is_what_is_reckoned_anew_whatever_befell_the_record(events, asked):
    with Ledger.open(MEMORY) as ledger:
        reports, sheaf = [], Sheaf(ledger)
        for number, event in enumerate(events):
            apply(ledger, number, event, reports)
            if number in asked:
                sheaf.bring_up_to_date()
        every = [FIRST + timedelta(days=n) for n in range(0, 130, 16)]
        is_as_told_of_single_places(ledger, days_from(sheaf), every)
        # Taken up again by another process.
        is_as_told_of_single_places(ledger, days_from(Sheaf(ledger)), every[-3:])


@pytest.fixture
def two_places(tmp_path):
    with Ledger.open(tmp_path / "sayso.db") as opened:
        opened.add(reading("a", 1, PLACES[0], "Gen. Bo", "Vale"), at(1))
        opened.add(reading("b", 3, PLACES[0], "Brig. Ash", "Vale", denied=True), at(2))
        opened.add(reading("c", 85, PLACES[1], "Town Watch", "Moor"), at(3))
        yield opened


def test_only_places_of_which_something_changed_are_reckoned_anew(two_places, monkeypatch):
    sheaf = Sheaf(two_places)
    assert sheaf.bring_up_to_date()
    asked = []
    whole = Ledger.claims_of_places
    monkeypatch.setattr(
        Ledger, "claims_of_places", lambda self, some: asked.append(some) or whole(self, some)
    )
    assert not sheaf.bring_up_to_date()
    assert Sheaf(two_places).bring_up_to_date()
    assert asked == []
    two_places.add(reading("d", 86, PLACES[1], "Gen. Bo", "Vale"), at(4))
    assert sheaf.bring_up_to_date()
    assert asked == [(place_key(PLACES[1]),)]


def test_where_nothing_can_be_kept_it_is_reckoned_in_memory(two_places, monkeypatch):
    def refused(*_):
        raise LedgerError("sayso.db", "is only read")

    monkeypatch.setattr(KeptSheets, "begin", refused)
    sheaf = Sheaf(two_places)
    assert sheaf.bring_up_to_date()
    assert not sheaf.bring_up_to_date()
    assert two_places.kept_sheets("any").all() is None
    assert set(sheaf.sheets) == {"geonames:1", "colm"}


def test_a_sheet_survives_being_kept(demo_days, demo):
    sheaf = Sheaf(demo)
    sheaf.bring_up_to_date()
    for key, sheet in sheaf.sheets.items():
        again = unpacked(key, packed(sheet))
        for name in ("counts_from", "hidden", "step", "says", "voice"):
            assert np.array_equal(getattr(again.columns, name), getattr(sheet.columns, name))
        assert (again.name, again.settings, again.words) == (sheet.name, sheet.settings, sheet.words)


def states_told_by(days, day, side, chosen=ANY):
    shown = days.told_by(day, chosen, side)
    return {
        days.whole.names[n]: (shown.states[state].stand, shown.states[state].who)
        for n, state in enumerate(shown.state.tolist())
        if state >= 0
    }


def test_the_point_of_view_of_a_side_is_its_last_word(two_places):
    days = days_from(Sheaf(two_places))
    on = FIRST + timedelta(days=10)
    assert states_told_by(days, on, "Vale") == {"Arden": ("held by", "Vale")}
    assert states_told_by(days, on, "Moor") == {"Arden": ("not held by", "Vale")}
    assert states_told_by(days, FIRST + timedelta(days=2), "Moor") == {}
    assert states_told_by(days, FIRST + timedelta(days=61), "Vale") == {}
    # "Town Watch" speaks for no side, and no list calls it a monitor.
    assert states_told_by(days, FIRST + timedelta(days=86), None) == {}


def test_a_filter_keeps_claims_out_of_the_counts_and_the_points_of_view(two_places):
    days = days_from(Sheaf(two_places))
    on = FIRST + timedelta(days=10)
    counted = {
        chosen: days.estimated(on, chosen).claims.tolist()
        for chosen in (
            ANY,
            Chosen(source="Gen. Bo"),
            Chosen(party="Vale"),
            Chosen(party="Moor"),
            Chosen(kind=Kind.FIGHTING),
            Chosen(source="nobody"),
        )
    }
    arden = days.whole.names.index("Arden")
    assert [each[arden] for each in counted.values()] == [2, 1, 2, 0, 0, 0]
    assert states_told_by(days, on, "Vale", Chosen(source="Gen. Bo")) == {"Arden": ("held by", "Vale")}
    assert states_told_by(days, on, "Vale", Chosen(source="Brig. Ash")) == {}


def test_sides_that_change_names_mirror_every_day(tmp_path):
    swapped = {"Vale": "Moor", "Moor": "Vale"}
    said = [
        (1, "Gen. Bo", "Vale", False),
        (4, "Brig. Ash", "Vale", True),
        (9, "Town Watch", "Moor", False),
        (30, "Brig. Ash", "Vale", False),
    ]
    shares = []
    for mirrored in (False, True):
        with Ledger.open(tmp_path / f"{mirrored}.db") as ledger:
            for number, (day, voice, party, denied) in enumerate(said):
                if mirrored:
                    voice = {"Gen. Bo": "Brig. Ash", "Brig. Ash": "Gen. Bo"}.get(voice, voice)
                    party = swapped[party]
                ledger.add(reading(f"d{number}", day, PLACES[0], voice, party, denied=denied), at(number))
            days = days_from(Sheaf(ledger))
            curve = [days.estimated(FIRST + timedelta(days=n), ANY) for n in range(1, 60)]
            names = [days.whole.settings[int(each.setting[0])] for each in curve]
            rows = [each.shares[int(each.setting[0])][0] for each in curve]
            back = swapped if mirrored else {}
            shares.append(
                [
                    {back.get(who, who): share for who, share in zip((*told, CONTESTED), row, strict=True)}
                    for told, row in zip(names, rows, strict=True)
                ]
            )
    for one, other in zip(*shares, strict=True):
        assert one == pytest.approx(other, abs=1e-6)


def test_sides_follow_the_war_that_most_claims_speak_of_by_each_day(two_places):
    claims = two_places.claims_of_places([place_key(PLACES[0])])
    later = replace(claims[-1], claim=replace(claims[-1].claim, side="Russia", party="Russia"))
    turns = sides_over_time([*claims[:1], later])
    known = [day_known(each) for each in (claims[0], later)]
    assert turns[0] == (known[0], sides_for(claims[:1], known[0]))
    for day, sides in turns:
        heard = [each for each in (claims[0], later) if day_known(each) <= day]
        assert sides == sides_for(heard, day)


def test_a_place_without_position_is_told_all_the_same(tmp_path):
    with Ledger.open(tmp_path / "sayso.db") as ledger:
        ledger.add(reading("a", 1, Place(name="Nowhere"), "Gen. Bo", "Vale"), at(1))
        days = days_from(Sheaf(ledger))
    assert np.isnan(days.whole.latitude).tolist() == [True]
    assert days.estimated(FIRST + timedelta(days=2), ANY).state.tolist() != [-1]


def test_an_empty_ledger_has_no_days():
    with Ledger.open(MEMORY) as ledger:
        days = days_from(Sheaf(ledger))
    assert (days.whole.first, days.whole.last) == (None, None)
    assert days.estimated(FIRST, ANY).state.tolist() == []
    assert days.told_by(FIRST, ANY, "Vale").state.tolist() == []
