"""`sayso gazetteer` and `sayso theatres`: places and conflicts, explained, added, checked."""

import json

import pytest

# One line of a dump of places and one of alternate names, as GeoNames writes them.
PLACE = "900|Novyi Mist|Novyi Mist|New Bridge|48.5|38|P|PPL|UA||05||||1200|||Europe/Kyiv|".replace("|", "\t")
FORMER = "1|900|uk|Staryi Mist||||1||20160204".replace("|", "\t")
THEATRE = """
[theatre]
id = "norland"
name = "Norland"
countries = ["XN"]
sides = ["Norland"]
basis = "made up"
from = 2021-03-01
[[party]]
name = "Norland"
side = "Norland"
basis = "made up"
"""


@pytest.fixture
def dump(tmp_path):
    file = tmp_path / "UA.txt"
    file.write_text(PLACE + "\n", encoding="utf-8")
    return str(file)


def test_find_says_which_place_and_why(run):
    shown = run("gazetteer", "find", "Opytne", "--theatre", "ukraine", "--near", "Avdiivka").stdout
    assert shown.startswith("Opytne: Opytne, UA (geonames:")
    assert "km from Avdiivka" in shown


def test_find_says_why_none(run):
    shown = run("gazetteer", "find", "Ivanivka", "--theatre", "ukraine").stdout.splitlines()
    assert shown[0] == "Ivanivka: no place"
    assert shown[1].startswith("Many villages bear the name")


def test_a_slip_of_the_pen_is_never_linked_but_other_names_are_offered(run):
    answer = json.loads(run("gazetteer", "find", "Soledr", "--json").stdout)
    assert (answer["place"], answer["candidates"]) == (None, [])
    assert "Soledar" in answer["suggestions"]


def test_find_as_json_has_every_bearer_and_its_signs(run):
    answer = json.loads(run("gazetteer", "find", "Palmyra", "--country", "sy", "--json").stdout)
    assert (answer["countries"], answer["place"]["country"]) == (["SY"], "SY")
    won, *lost = answer["candidates"]
    assert won["score"] == pytest.approx(sum(sign["points"] for sign in won["signs"]), abs=0.01)
    assert all(each["refused"] for each in lost)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--theatre", "atlantis"), "no theatre 'atlantis'; there is afghanistan"),
        (("--country", "UKR"), "'UKR' is no country code"),
        (("--gazetteer", "absent.sqlite"), "there is no such gazetteer"),
    ],
)
def test_a_wrong_question_is_told_in_one_line(run, arguments, problem):
    answer = run("gazetteer", "find", "Bakhmut", *arguments)
    assert answer.exit_code == 1
    assert problem in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_what_is_added_is_found_and_used(run, dump):
    assert run("gazetteer", "find", "Novyi Mist", "--theatre", "ukraine").stdout.startswith(
        "Novyi Mist: no place"
    )
    added = run("gazetteer", "add", dump).stdout
    assert added.startswith("UA.txt: 1 place and 2 names in ")
    assert run("gazetteer", "add", dump).stdout == added
    assert "(geonames:900)" in run("gazetteer", "find", "New Bridge", "--theatre", "ukraine").stdout


def test_a_former_name_is_marked(run, dump, tmp_path):
    names = tmp_path / "alternateNamesV2.txt"
    names.write_text(FORMER + "\n", encoding="utf-8")
    lines = run("gazetteer", "add", dump, str(names), "--json").stdout.splitlines()
    assert [json.loads(line)["names"] for line in lines] == [2, 1]
    asked = ("gazetteer", "find", "Staryi Mist", "--theatre", "ukraine", "--on")
    assert "a former name until 2016-02-04" in run(*asked, "2020-01-01").stdout
    assert "former" not in run(*asked, "2014-01-01").stdout


def test_reading_uses_the_gazetteer_of_the_user(run, dump, by_hand, monkeypatch, tmp_path):
    handed = []
    monkeypatch.setattr(
        "sayso.pipeline.Reader",
        lambda pipeline, added, **options: handed.append(added) or by_hand(pipeline, added, **options),
    )
    report = tmp_path / "report.txt"
    report.write_text("Soledar was shelled.")
    run("read", str(report))
    run("gazetteer", "add", dump)
    run("read", str(report))
    assert handed == [None, tmp_path / "data" / "sayso" / "gazetteer.sqlite"]


def test_theatres_are_listed(run):
    shown = run("theatres").stdout.splitlines()
    assert any(line.startswith("ukraine ") for line in shown)
    listed = [json.loads(line) for line in run("theatres", "--json").stdout.splitlines()]
    assert len(listed) == len(shown) // 2
    assert all(each["sides"] and each["basis"] for each in listed)


def test_a_theatre_file_is_checked(run, tmp_path):
    good, bad = tmp_path / "norland.toml", tmp_path / "southland.toml"
    good.write_text(THEATRE)
    bad.write_text(THEATRE.replace('side = "Norland"', 'side = "Sudland"'))
    answer = run("theatres", "check", str(good))
    assert (answer.exit_code, answer.stdout.split(": ", 1)[1]) == (
        0,
        "in order: 1 party, 0 bodies, 0 officials, 0 outlets, 0 places\n",
    )
    answer = run("theatres", "check", str(good), str(bad), "--json")
    assert answer.exit_code == 1
    first, second = map(json.loads, answer.stdout.splitlines())
    assert (first["problem"], first["id"]) == (None, "norland")
    assert "side 'Sudland' is declared nowhere" in second["problem"]
