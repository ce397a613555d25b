"""Theatre files: what they must hold, and what is refused."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import sayso.parties.theatres as theatres_module
from sayso.errors import InvalidDataError
from sayso.model import Basis, Holder, SourceClass, Theatre
from sayso.parties import load_theatre, load_theatres, load_world, theatre_names

DATA = Path(theatres_module.__file__).parent / "data"
ALL = (*load_theatres(), load_world())
HEAD = """
[theatre]
id = "made-up"
name = "A made-up conflict"
countries = ["XX"]
sides = ["Northerners", "Southerners"]
from = 2020-01-01
basis = "made up for a test"
[[party]]
name = "Northerners"
side = "Northerners"
basis = "made up"
[[party]]
name = "Southerners"
side = "Southerners"
basis = "made up"
"""

FORMER = "[[town]]\nname = 'P'\ngeonames = 1\nformer = "
REFUSED = [
    (FORMER + "'Q'", "former must be a list"),
    (FORMER + "['']", "former must be a list"),
    (FORMER + "[{until = 2016-02-04}]", "former: name is missing"),
    (FORMER + "[{name = 'Q', until = 2016}]", "until must be a date"),
    (FORMER + "[{name = 'Q', since = 2016-02-04}]", "unknown key 'since'"),
    ("[[party]]\nname = 'X'\nbasis = 'b'\ncolour = 'red'", "unknown key 'colour'"),
    ("[[party]]\nname = 'X'", "basis is missing"),
    ("[[party]]\nbasis = 'b'", "name is missing"),
    ("[[party]]\nname = 'X'\nside = 'Westerners'\nbasis = 'b'", "side 'Westerners' is declared nowhere"),
    ("[[party]]\nname = 'Northerners'\nbasis = 'b'", "is declared twice"),
    ("[[party]]\nname = 'X'\nnames = 'Y'\nbasis = 'b'", "names must be a list"),
    ("[[party]]\nname = 'X'\nnames = ['Y', 'Y']\nbasis = 'b'", "says 'Y' twice"),
    ("[[party]]\nname = 'X'\nfrom = '2020'\nbasis = 'b'", "from must be a date"),
    ("[[party]]\nname = 'X'\nfrom = 2021-01-01\nto = 2020-01-01\nbasis = 'b'", "to lies before from"),
    ("[[generic]]\nparty = 'Northerners'", "words is missing"),
    ("[[generic]]\nwords = ['rebels']\nparty = 'Nobody'", "party 'Nobody' is declared nowhere"),
    ("[[body]]\nname = 'X'\nclass = 'oracle'\nbasis = 'b'", "class 'oracle' is none of"),
    ("[[body]]\nname = 'X'\nparty = 'Nobody'\nclass = 'monitor'\nbasis = 'b'", "party 'Nobody' is declared"),
    ("[[official]]\nname = 'X'\nbody = 'Nobody'\nbasis = 'b'", "body 'Nobody' is declared nowhere"),
    ("[[outlet]]\nname = 'X'\nside = 'Nobody'\nclass = 'monitor'\nbasis = 'b'", "side 'Nobody' is declared"),
    ("[[holder]]\nplace = 'P'\nparty = 'Nobody'\nbasis = 'b'", "party 'Nobody' is declared nowhere"),
    (
        "[[place]]\nname='P'\nid='p'\nlat=95\nlon=0\ncountry='XX'\nkind='hill'\nsureness='mapped'\nbasis='b'",
        "lat must be a number from -90 to 90",
    ),
    (
        "[[place]]\nname='P'\nid='P 1'\nlat=5\nlon=0\ncountry='XX'\nkind='x'\nsureness='mapped'\nbasis='b'",
        "id must be lower-case",
    ),
    (
        "[[place]]\nname='P'\nid='p'\nlat=5\nlon=0\ncountry='XX'\nkind='hill'\nsureness='sure'\nbasis='b'",
        "sureness 'sure' is none of",
    ),
    ("[[rumour]]\nname = 'X'", "unknown key 'rumour'"),
    ("party = ", "Invalid value"),
]


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "made-up.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_small_theatre_loads(tmp_path: Path) -> None:
    theatre = load_theatre(written(tmp_path, HEAD))
    assert [p.name for p in theatre.parties] == ["Northerners", "Southerners"]
    assert theatre.basis.start is not None


@pytest.mark.parametrize(("addition", "problem"), REFUSED)
def test_a_broken_entry_is_refused_by_name(tmp_path: Path, addition: str, problem: str) -> None:
    path = written(tmp_path, HEAD + addition)
    with pytest.raises(InvalidDataError) as caught:
        load_theatre(path)
    assert problem in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_without_theatre_or_start_or_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidDataError, match="is missing"):
        load_theatre(written(tmp_path, "[[party]]\nname = 'X'\n"))
    with pytest.raises(InvalidDataError, match="from is missing"):
        load_theatre(written(tmp_path, HEAD.replace("from = 2020-01-01\n", "")))
    with pytest.raises(InvalidDataError):
        load_theatre(tmp_path / "nowhere.toml")


def test_every_theatre_of_the_first_version_ships() -> None:
    assert set(theatre_names()) == {
        "ukraine", "syria", "iraq", "libya", "yemen", "sudan", "drcongo", "afghanistan", "philippines",
        "karabakh", "gaza-lebanon", "ethiopia", "myanmar", "sahel", "somalia", "lakechad", "southsudan",
        "mozambique", "car",
    }  # fmt: skip
    assert [t.id for t in load_theatres()] == list(theatre_names())


@pytest.mark.parametrize("theatre", ALL, ids=lambda t: t.id)
def test_every_label_has_a_basis_and_says_who_reviewed_it(theatre: Theatre) -> None:
    entries = [*theatre.parties, *theatre.bodies, *theatre.officials, *theatre.outlets, *theatre.holders]
    for basis in [theatre.basis, *(e.basis for e in entries)]:
        assert basis.reference.strip()
        assert basis.reviewed_by
    for kept in theatre.places:
        assert kept.place.basis
        own = f"sayso:{theatre.id}/"
        assert str(kept.place.id).startswith((own, "geonames:"))


@pytest.mark.parametrize("theatre", ALL, ids=lambda t: t.id)
def test_every_official_speaks_for_somebody_known(theatre: Theatre) -> None:
    known = {e.name for t in (theatre, load_world()) for e in (*t.bodies, *t.parties)}
    assert {o.body for o in theatre.officials} <= known


@pytest.mark.parametrize("theatre", ALL, ids=lambda t: t.id)
def test_no_word_of_our_own_takes_sides(theatre: Theatre) -> None:
    labels = [*(p.name for p in theatre.parties), *(b.name for b in theatre.bodies), theatre.name]
    for word in ("terrorist", "regime", "liberated", "enemy", "occup"):
        assert not [label for label in labels if word in label.lower()]


def test_the_theatre_of_ukraine_is_rich() -> None:
    (ukraine,) = (t for t in load_theatres() if t.id == "ukraine")
    assert len(ukraine.officials) >= 24
    assert len(ukraine.outlets) >= 30
    assert len(ukraine.bodies) >= 15
    assert len(ukraine.places) >= 90
    assert {o.side for o in ukraine.outlets} >= {"Russia", "Ukraine", None}
    for side in ("Russia", "Ukraine"):
        own = [b for b in ukraine.bodies if b.party == side]
        assert {b.source_class for b in own} >= {SourceClass.BELLIGERENT_OFFICIAL, SourceClass.LOCAL_OFFICIAL}


@pytest.mark.parametrize("name", [*theatre_names(), "world"])
def test_each_file_loads_within_30_milliseconds(name: str) -> None:
    load = load_world.__wrapped__ if name == "world" else lambda: load_theatre(DATA / f"{name}.toml")
    load_world()
    times = []
    for _ in range(3):
        start = time.process_time()
        load()
        times.append(time.process_time() - start)
    assert min(times) < 0.030


CHANGES = [
    # day asked, who is known to have held Dustville before
    (None, "North"),
    (date(2020, 1, 1), None),
    (date(2020, 6, 1), "North"),
    (date(2021, 5, 20), "North"),
    (date(2021, 7, 1), "South"),
    (date(2023, 1, 1), None),
]


@pytest.mark.parametrize(("day", "party"), CHANGES)
def test_a_change_of_the_last_weeks_is_no_prior_knowledge(day: date | None, party: str | None) -> None:
    def held(party: str, start: date, end: date) -> Holder:
        return Holder(place="Dustville", party=party, basis=Basis(reference="-", start=start, end=end))

    holders = (
        held("South", date(2021, 5, 1), date(2022, 6, 30)),
        held("North", date(2020, 3, 1), date(2021, 4, 30)),
    )
    theatre = replace(load_theatres()[0], holders=holders)
    assert theatre.held_before("Dustville", day) == party


def test_former_names_stand_with_or_without_their_last_day(tmp_path: Path) -> None:
    file = tmp_path / "made-up.toml"
    file.write_text(HEAD + FORMER + "['Red Mill', {name = 'White Mill', until = 2016-05-19}]")
    (town,) = load_theatre(file).places
    assert [(former.name, former.until) for former in town.former_names] == [
        ("Red Mill", None),
        ("White Mill", date(2016, 5, 19)),
    ]


@pytest.mark.parametrize("theatre", load_theatres(), ids=lambda t: t.id)
def test_a_theatre_knows_enough_voices_and_places_to_be_of_use(theatre: Theatre) -> None:
    assert len(theatre.officials) >= 8
    assert len(theatre.outlets) >= 10
    assert len(theatre.places) >= 30
    assert theatre.holders
    speaking = {o.body for o in theatre.officials}
    known = {b.name: b.party for t in (theatre, load_world()) for b in t.bodies}
    sides = {p.name: p.side for p in theatre.parties}
    heard = {sides.get(known.get(body) or body) for body in speaking}
    assert len(heard - {None}) >= 2  # a theatre that knows one side's officials alone reads one side better
