"""The files that ship: every edit is done in them, and they are made from the tables as they stand."""

import hashlib
import json
import tomllib
from functools import cache

import numpy as np
import pytest

from sayso.parties import load_theatres

from .conftest import ROOT

FOLDER = ROOT / "src" / "sayso" / "web" / "static" / "basemap"
FILES = sorted(path.stem for path in FOLDER.glob("*.json"))
EDITS_TOML = (ROOT / "basemap" / "edits.toml").read_bytes()
EDITS = tomllib.loads(EDITS_TOML.decode())["edit"]
BOXES = tomllib.loads((ROOT / "basemap" / "theatres.toml").read_text(encoding="utf-8"))
CLOSE = BOXES["theatres"] | BOXES["regions"]
MOVED = [edit["id"] for edit in EDITS if edit["how"] in ("move", "merge", "split")]


@cache
def document(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def arcs(name):
    return [np.cumsum(arc, axis=0) * document(name)["transform"]["scale"] for arc in document(name)["arcs"]]


def outline(name, ring):
    pieces = [arcs(name)[arc] if arc >= 0 else arcs(name)[~arc][::-1] for arc in ring]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def layer(name, which):
    return document(name)["objects"][which]["geometries"]


@cache
def outlines(name):
    """Every polygon with its country's code, or its name where it has none, and its bounds."""
    found = []
    for country in layer(name, "countries"):
        for polygon in country["arcs"]:
            rings = [outline(name, ring) for ring in polygon]
            bounds = *rings[0].min(axis=0), *rings[0].max(axis=0)
            found.append((country.get("id") or country["properties"]["name"], bounds, rings))
    return found


def countries_at(name, x, y):
    from basemap.topology import is_inside

    return [
        key
        for key, (west, south, east, north), rings in outlines(name)
        if west <= x <= east and south <= y <= north and sum(is_inside(ring, (x, y)) for ring in rings) == 1
    ]


def holds(box, x, y):
    return box[0] < x < box[2] and box[1] < y < box[3]


def test_there_is_a_file_for_the_world_and_for_every_theatre_and_region():
    theatres = {theatre.id for theatre in load_theatres()} - {"world"}
    assert set(BOXES["theatres"]) == theatres
    assert set(FILES) == {"world", *CLOSE}
    assert document("world")["files"] == CLOSE


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_small_names_its_viewpoint_and_is_made_from_the_edits_as_they_are(name):
    assert (FOLDER / f"{name}.json").stat().st_size <= 400_000
    made = document(name)
    assert made["viewpoint"] == "Borders follow the position of the United Nations General Assembly"
    assert made["edits_sha256"] == hashlib.sha256(EDITS_TOML).hexdigest(), "run `make basemap`"
    box = CLOSE.get(name, [-180, -90, 180, 90])
    assert [edit["id"] for edit in made["edits"]] == [e["id"] for e in EDITS if holds(box, *e["at"])]
    assert all(edit["basis"] and edit["what"] for edit in made["edits"])


@pytest.mark.parametrize("name", list(CLOSE))
def test_the_points_checked_lie_where_the_edit_says(name):
    # In regions drawn less closely a point within a kilometre of a line may fall beyond it.
    box = CLOSE[name]
    points = [point for edit in EDITS for point in edit.get("checks", []) if holds(box, *point[:2])]
    if name in BOXES["theatres"]:
        assert [(x, y, countries_at(name, x, y)) for x, y, _ in points] == [
            (x, y, [key]) for x, y, key in points
        ]
    else:
        assert all(set(countries_at(name, x, y)) <= {key} for x, y, key in points)


@pytest.mark.parametrize(
    ("place", "x", "y", "country"),
    [
        ("Sevastopol", 33.6, 44.65, "UA"),
        ("Simferopol", 34.1, 45.0, "UA"),
        ("Quneitra", 35.83, 33.13, "SY"),
        ("Katzrin", 35.69, 32.99, "SY"),
        ("Laayoune", -13.2, 27.1, "EH"),
        ("East Jerusalem", 35.24, 31.78, "PS"),
        ("Pristina", 21.16, 42.66, "RS"),
        ("Hargeisa", 44.06, 9.56, "SO"),
        ("Taipei", 121.5, 25.0, "CN"),
        ("Tskhinvali", 43.97, 42.22, "GE"),
    ],
)
def test_a_town_lies_in_its_country_in_the_worlds_file_too(place, x, y, country):
    assert countries_at("world", x, y) == [country]


@pytest.mark.parametrize(
    "edit", [edit for edit in EDITS if {"border", "was"} & set(edit)], ids=lambda e: e["id"]
)
def test_a_line_dashed_has_its_name_in_every_file_that_shows_the_place(edit):
    names = {edit[key] for key in ("border", "was") if key in edit}
    for name in ["world", *(name for name, box in CLOSE.items() if holds(box, *edit["at"]))]:
        lines = [
            line["properties"] for line in layer(name, "lines") if line["properties"]["kind"] == "dashed"
        ]
        assert {line["name"] for line in lines if line["edit"] == edit["id"]} == names, name
        assert all(line["basis"] for line in lines)


@pytest.mark.parametrize("name", FILES)
def test_borders_do_not_tear(name):
    sides = {}
    for country in layer(name, "countries"):
        for polygon in country["arcs"]:
            for ring in polygon:
                assert outline(name, ring)[0].tolist() == outline(name, ring)[-1].tolist()
                for arc in ring:
                    sides.setdefault(arc if arc >= 0 else ~arc, []).append(country["properties"]["name"])
    assert max(map(len, sides.values())) == 2
    kinds = {line["properties"]["kind"]: line["arcs"] for line in layer(name, "lines")[:2]}
    assert all(len(set(sides[arc])) == 2 for (arc,) in kinds["border"])
    assert all(len(sides[arc]) == 1 for (arc,) in kinds["coast"])


@pytest.mark.parametrize("name", FILES)
def test_the_name_of_a_country_stands_in_it(name):
    for label in layer(name, "labels"):
        if label["properties"]["kind"] == "country" and label["properties"]["room"] > 0.5:
            x, y = np.array(label["coordinates"]) * document(name)["transform"]["scale"]
            assert countries_at(name, x, y) == [label["properties"]["id"]], label["properties"]


def test_every_edit_has_a_basis_and_every_one_that_moves_land_a_point_or_a_reason():
    unchecked = {edit["id"] for edit in EDITS if edit["id"] in MOVED and not edit.get("checks")}
    # Islands so small that the coast may be drawn past any point of them.
    assert unchecked == {"chagos", "australian-islands", "clipperton"}
    assert all(edit["basis"] and edit["what"] for edit in EDITS)


def test_our_own_words_take_no_side():
    text = EDITS_TOML.decode().lower()
    assert [
        word for word in ("occup", "annex", "regime in", "so-called", "liberat", "illegal") if word in text
    ] == []
