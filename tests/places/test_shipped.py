"""The tables that ship: sorted, attributed, not too large, and good for the names of the wars covered."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sayso.places import ResolutionContext, fold, resolve
from sayso.places.gazetteer import SHIPPED

FOUND = [
    # name in reports, theatre's countries, name shown
    ("Soledar", "UA", "Soledar"),
    ("Kiev", "UA", "Kyiv"),
    ("Izyum", "UA", "Izium"),
    ("Izium", "UA", "Izium"),
    ("Marinka", "UA", "Marinka"),
    ("Maryinka", "UA", "Marinka"),
    ("Kostiantynivka", "UA", "Kostiantynivka"),
    ("Artemivsk", "UA", "Bakhmut"),
    ("Бахмут", "UA", "Bakhmut"),
    ("Donetsk Oblast", "UA", "Donetsk region"),
    ("Zaporizhzhia region", "UA", "Zaporizhzhia region"),
    ("Palmyra", "SY", "Tadmur"),
    ("Hasakeh province", "SY", "Hasakeh province"),
    ("Deir ez-Zor", "SY", "Deir ez-Zor"),
    ("Mosul", "IQ", "Mosul"),
    ("Anbar", "IQ", "Anbar province"),
    ("Goma", "CD", "Goma"),
    ("Omdurman", "SD", "Omdurman"),
]


@pytest.mark.parametrize("file", ["places.tsv", "names.tsv", "countries.tsv", "admin1.tsv"])
def test_sorted_by_key_and_each_key_once(file):
    keys = [line.partition(b"\t")[0] for line in (SHIPPED / file).read_bytes().splitlines()]
    assert all(earlier < later for earlier, later in pairwise(keys))


def test_names_are_folded_and_lead_to_listed_places():
    numbers = {line.partition(b"\t")[0] for line in (SHIPPED / "places.tsv").read_bytes().splitlines()}
    rows = (SHIPPED / "names.tsv").read_bytes().splitlines()
    for number, row in enumerate(rows):
        key, _, bearers = row.partition(b"\t")
        assert all(flagged[:1] in b"pa" and flagged[1:] in numbers for flagged in bearers.split(b","))
        if number % 50 == 0:
            assert fold(key.decode()) == key.decode()


def test_small_enough_to_be_kept_in_the_repository():
    assert sum((SHIPPED / file).stat().st_size for file in ("places.tsv", "names.tsv")) < 25_000_000


def test_attribution_is_shipped():
    notice = (SHIPPED / "NOTICE.md").read_text(encoding="utf-8")
    for needed in ("GeoNames", "CC BY 4.0", "creativecommons.org/licenses/by/4.0", "What was changed"):
        assert needed in notice


@pytest.mark.parametrize(("name", "country", "shown"), FOUND)
def test_names_of_the_wars_covered(world, name, country, shown):
    place = resolve(world.find(name), ResolutionContext(countries=frozenset({country})))
    assert place is not None
    assert (place.name, place.country) == (shown, country)


@pytest.mark.parametrize(("country", "count"), [("UA", 25), ("SY", 14), ("IQ", 19)])
def test_all_regions_are_there(world, country, count):
    rows = (SHIPPED / "regions.tsv").read_text(encoding="utf-8").splitlines()
    names = [row.split("\t")[2] for row in rows if row.startswith(f"{country}\t")]
    assert len(set(names)) == count
    for name in names:
        (found,) = world.find(name)
        assert found.place.kind == "region"
        assert found.place.latitude is not None
        assert found.place.zone


def test_one_spelling_never_names_two_regions_of_a_country(world):
    rows = (SHIPPED / "regions.tsv").read_text(encoding="utf-8").splitlines()
    for row in rows:
        if row.startswith("#"):
            continue
        country, _, name, stems, names = row.split("\t")
        for spelling in [
            name,
            *filter(None, names.split(";")),
            *(f"{stem} province" for stem in filter(None, stems.split(";"))),
        ]:
            regions = [
                found.place.name
                for found in world.find(spelling)
                if found.place.kind == "region" and found.place.country == country
            ]
            assert len(regions) <= 1, (spelling, regions)
