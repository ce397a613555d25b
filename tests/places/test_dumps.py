"""Files of GeoNames, as they come and as they should not."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import InvalidDataError, SaysoError
from sayso.places import Added, AddedPlaces, Gazetteer, NameKind
from sayso.places.dumps import PassedOver, opened_dump


def row(number=900, name="Novyi Mist", code="PPL", alternates="", **more):
    """A line of a dump of places."""
    given = {"ascii": name, "lat": "48.5", "lon": "38.0", "country": "UA", "people": "1200"} | more
    head = [str(number), name, given["ascii"], alternates, given["lat"], given["lon"], "P", code]
    return "\t".join(
        [*head, given["country"], "", "05", "", "", "", given["people"], "", "", "Europe/Kyiv", ""]
    )


def other_name(number=900, name="Staryi Mist", language="uk", historic="", until=""):
    """A line of a dump of alternate names."""
    return "\t".join(["1", str(number), language, name, "", "", "", historic, "", until])


@pytest.fixture
def store(tmp_path):
    opened = AddedPlaces(tmp_path / "own" / "gazetteer.sqlite", create=True)
    yield opened
    opened.close()


@pytest.fixture
def take_in(store, tmp_path):
    """Put lines into the gazetteer under a file name; gives the counts."""

    def take(*lines, file="UA.txt"):
        path = tmp_path / file
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        added = Added()
        with opened_dump(path) as dump:
            list(store.take_in(dump, added))
        return added

    return take


def test_a_place_of_a_dump_is_found_by_all_its_names(take_in, store, data_dir):
    added = take_in(row(alternates="Новий Міст,New Bridge,XNM"))
    assert (added.places, added.names, added.passed_over) == (1, 3, 0)
    gazetteer = Gazetteer(data_dir, added=store)
    for name in ("Novyi Mist", "Новий Міст", "New Bridge"):
        (found,) = gazetteer.find(name)
        assert (found.place.id, found.place.country, found.population) == ("geonames:900", "UA", 1200)
        assert found.admin1 == "UA.05"
    assert gazetteer.find("XNM") == ()
    assert gazetteer.suggest("Novyi Mistt") == ("Novyi Mist",)
    assert "UA" in gazetteer.covered


KINDS = [
    ("PPLX", "district"),
    ("AIRB", "base"),
    ("BDG", "bridge"),
    ("DAM", "dam"),
    ("ISL", "island"),
    ("HLL", "hill"),
]


@pytest.mark.parametrize(("code", "kind"), KINDS)
def test_what_is_no_settlement_keeps_its_kind(take_in, store, data_dir, code, kind):
    take_in(row(code=code))
    assert Gazetteer(data_dir, added=store).find("Novyi Mist")[0].place.kind == kind


@pytest.mark.parametrize("code", ["STM", "ADM2", "PCLI", "RD", ""])
def test_what_would_only_add_namesakes_is_passed_over(take_in, code):
    assert take_in(row(code=code)).passed_over == 1


def test_a_former_name_has_its_last_day(take_in, store, data_dir):
    take_in(row(), file="UA.txt")
    take_in(other_name(historic="1", until="20160204"), other_name(name="Mist"), file="alternateNamesV2.txt")
    gazetteer = Gazetteer(data_dir, added=store)
    (old,) = gazetteer.find("Staryi Mist")
    assert (old.name_kind, old.until) == (NameKind.HISTORIC, date(2016, 2, 4))
    assert (old.is_former_on(date(2015, 1, 1)), old.is_former_on(date(2020, 1, 1))) == (False, True)
    assert gazetteer.find("Mist")[0].name_kind is NameKind.ALTERNATE


def test_names_of_towns_that_ship_are_added_too(take_in, store, data_dir):
    take_in(other_name(number=1, name="Bachmut Test"), file="alternateNamesV2.txt")
    (found,) = Gazetteer(data_dir, added=store).find("Bachmut Test")
    assert found.place.name == "Bakhmut"


@pytest.mark.parametrize("language", ["link", "post", "iata", "wkdt"])
def test_codes_and_addresses_are_no_names(take_in, language):
    assert take_in(other_name(language=language)).passed_over == 1


def test_the_same_dump_twice_changes_nothing(take_in, store, data_dir):
    lines = (row(alternates="New Bridge"), other_name(historic="1", until="2016"))
    first, second = take_in(*lines), take_in(*lines)
    assert first == second
    assert len(store.find("staryi mist")) == len(store.find("new bridge")) == 1


def test_a_dump_goes_in_whole_or_not_at_all(take_in, store):
    with pytest.raises(SaysoError, match=r"UA.txt: line 2: the position 'north' is not on the globe"):
        take_in(row(), row(number=901, lat="north"))
    assert store.place(900) is None


BROKEN = [
    ("a\tb\tc", "has 3 fields between tabs"),
    (row(number="x"), "the number 'x' is no whole number"),
    (row(lat="95"), "the position '95' is not on the globe"),
    (row(lat="nan"), "the position 'nan' is not on the globe"),
    (row(people="-4"), "the population '-4' is no whole number"),
    (row(name="x" * 70_000), "is longer than any of a GeoNames dump"),
]


@pytest.mark.parametrize(("line", "problem"), BROKEN)
def test_a_broken_line_is_named(take_in, line, problem):
    with pytest.raises(SaysoError) as caught:
        take_in(line)
    assert "line 1" in str(caught.value)
    assert problem in str(caught.value)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "UA.txt"
    path.write_bytes(b"\xff\xfe\x00\n")
    with opened_dump(path) as dump, pytest.raises(SaysoError, match="UTF-8"):
        list(dump.lines())


def test_a_zip_is_read_as_the_dump_in_it(tmp_path):
    path = _zipped(tmp_path, {"readme.txt": "what the columns are", "UA.txt": row() + "\n"})
    with opened_dump(path) as dump:
        assert [listed.name for listed, _ in dump.lines()] == ["Novyi Mist"]


ZIPS = [
    ({}, "is not the zip of one GeoNames dump"),
    ({"a.txt": "x", "b.txt": "y"}, "is not the zip of one GeoNames dump"),
    ({"bomb.txt": "0" * 20_000_000}, "unpacks to more than any GeoNames dump"),
]


@pytest.mark.parametrize(("members", "problem"), ZIPS)
def test_a_zip_of_something_else_is_refused(tmp_path, members, problem):
    with pytest.raises(SaysoError, match=problem), opened_dump(_zipped(tmp_path, members)):
        pass


def test_no_other_database_is_taken_for_a_gazetteer(tmp_path):
    other = tmp_path / "notes.db"
    other.write_text("no database at all, only words of some length " * 20)
    for create in (True, False):
        with pytest.raises(SaysoError, match="is no gazetteer"):
            AddedPlaces(other, create=create)
    with pytest.raises(SaysoError, match="there is no such gazetteer"):
        AddedPlaces(tmp_path / "absent.sqlite")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="1\t\nPUA.é-", max_size=60))
def test_any_line_is_taken_passed_over_or_refused(tmp_path, text):
    path = tmp_path / "any.txt"
    path.write_text(text, encoding="utf-8")
    with opened_dump(path) as dump, suppress(InvalidDataError):
        assert all(isinstance(listed, PassedOver) for listed, _ in dump.lines())


def _zipped(folder, members):
    path = folder / "dump.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path
