"""A small gazetteer, built by the same function as the shipped one."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.model import FormerName, HandKeptPlace, Place
from sayso.places import Gazetteer
from sayso.places.build import Country, Town, write_gazetteer

COUNTRIES = [
    Country(code="UA", number=690791, name="Ukraine", population=40_000_000, capital="Kyiv"),
    Country(code="US", number=6252001, name="United States", population=330_000_000),
    Country(code="SY", number=163843, name="Syria", population=17_000_000),
    Country(code="RU", number=2017370, name="Russia", population=144_000_000),
    Country(code="XX", number=1, name="Nowhere without towns"),
]


def _town(number, name, latitude, longitude, country, admin1, population, zone, *alternates):
    return Town(
        number=number,
        name=name,
        latitude=latitude,
        longitude=longitude,
        country=country,
        admin1=admin1,
        population=population,
        zone=zone,
        alternates=alternates,
    )


TOWNS = [
    _town(1, "Bakhmut", 48.5942, 37.9989, "UA", "05", 80_500, "Europe/Kyiv", "BHK", "Бахмут", "bakhumuto"),
    _town(2, "Avdiyivka", 48.1402, 37.7501, "UA", "05", 35_826, "Europe/Kyiv", "Авдіївка"),
    _town(3, "Opytne", 48.5562, 38.0174, "UA", "05", 1_000, "Europe/Kyiv", "Опитне"),
    _town(4, "Opytne", 48.0966, 37.7218, "UA", "05", 1_000, "Europe/Kyiv", "Опитне"),
    _town(5, "Ivanivka", 46.9, 33.2, "UA", "08", 900, "Europe/Kyiv"),
    _town(6, "Simferopol", 44.95719, 34.11079, "UA", "11", 342_054, "Europe/Simferopol"),
    _town(10, "Palmyra", 39.7942, -91.5232, "US", "MO", 3_616, "America/Chicago"),
    _town(11, "Moscow", 46.7324, -117.0002, "US", "ID", 25_000, "America/Los_Angeles"),
    _town(12, "Aleppo", 40.5, -80.1, "US", "PA", 0, "America/Chicago", "Aleppo (township)"),
    _town(20, "Tadmur", 34.5624, 38.284, "SY", "11", 51_015, "Asia/Damascus", "Palmyra", "tdmr", "تدمر"),
    _town(21, "Ar Raqqah", 35.9528, 39.0079, "SY", "04", 531_952, "Asia/Damascus", "Raqqa", "Ar-Raqqah"),
    _town(22, "Aleppo", 36.2012, 37.1612, "SY", "09", 2_098_210, "Asia/Damascus", "Halab", "ALP"),
    _town(30, "Moscow", 55.7522, 37.6156, "RU", "48", 10_381_222, "Europe/Moscow", "Москва", "Moskva"),
]

HAND_KEPT = [
    HandKeptPlace(
        place=Place(name="Raqqa", id="geonames:21", kind="city"),
        names=("Rakka",),
    ),
    HandKeptPlace(
        place=Place(
            name="Ivanivka",
            id="sayso:test/ivanivka",
            latitude=48.7,
            longitude=38.1,
            country="UA",
            basis="invented",
        ),
        former_names=(FormerName(name="Krasnyi Ivan", until=date(2016, 2, 4)),),
    ),
    HandKeptPlace(
        place=Place(name="Sukkari", id="sayso:test/sukkari", within="Aleppo", country="SY", kind="district")
    ),
]


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gazetteer")
    write_gazetteer(TOWNS, COUNTRIES, folder)
    (folder / "regions.tsv").write_text(
        "# country\tcode\tname\tstems\tnames\n"
        "UA\t05\tDonetsk region\tDonetsk\tДонецька область\n"
        "SY\t04\tRaqqa province\tRaqqa;Raqqah\t\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="session")
def gazetteer(data_dir):
    return Gazetteer(data_dir, HAND_KEPT)


@pytest.fixture(scope="session")
def world():
    """The shipped tables."""
    return Gazetteer()
