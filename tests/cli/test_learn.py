"""`sayso learn` and `--learned`: a file of what was known until a day, used for days after it alone."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sayso.answers.learned import learned_method
from sayso.answers.parameter_file import read_parameters
from sayso.cli.learned import learned_view
from sayso.ledger import Ledger
from sayso.model import Place

from .conftest import MINISTRY, MONITOR, STAFF, reading, said

DAYS = 40
RECORDED = datetime(2023, 5, 1, tzinfo=UTC)


def boasts():
    """In each of eight towns the ministry says for weeks that it has it, before anybody else does."""
    for town in range(8):
        place = Place(name=f"Town {town}", id=f"test:{town}", country="UA")
        for n in range(0, DAYS, 3):
            day = date(2023, 1, 1) + timedelta(days=n)
            claims = [said(MINISTRY, "Russia", "Russia", place=place)]
            claims += [said(each, "Ukraine", "Ukraine", place=place) for each in (STAFF, MONITOR)]
            yield reading(f"t{town}-{n}", day, *claims, text=f"Town {town} on day {n}.")


def written(path, readings):
    with Ledger.open(path) as opened:
        for each in readings:
            opened.add(each, RECORDED)
    return str(path)


@pytest.fixture
def boasting(tmp_path):
    return written(tmp_path / "boasts.db", boasts())


def learn(run, ledger, *more):
    answer = run("learn", *more, "--ledger", ledger)
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def voices(file):
    return {each["name"]: each for each in json.loads(file)["voices"]}


def test_who_claims_what_others_say_it_lacks_is_learned_to_boast(run, boasting):
    found = voices(learn(run, boasting, "--json"))
    ministry, staff = found["Russian Ministry of Defence"], found["Serhiy Example"]
    assert ministry["claims"] == {"own": 8 * 14}
    (rows,) = (each["rows"] for each in ministry["heard"])
    # Of its class one in seven such claims is believed beforehand.
    assert rows["enemy"]["own"] > 0.5
    assert next(each["rows"] for each in staff["heard"])["enemy"]["own"] < 0.3


def test_the_same_ledger_gives_the_same_bytes_in_whatever_order_it_was_filled(run, boasting, tmp_path):
    learn(run, boasting, "-o", "one.json")
    learn(run, boasting, "-o", "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    other = written(tmp_path / "other.db", reversed(list(boasts())))
    one, two = (json.loads(learn(run, each, "--json")) for each in (boasting, other))
    for told in (one, two):
        assert told.pop("ledger")["head"]
        told.pop("digest")
    assert one == two


def test_later_claims_teach_nothing_about_before(run, boasting, tmp_path):
    early = written(tmp_path / "early.db", list(boasts())[:5])
    several = json.loads(learn(run, boasting, "--until", "2023-01-10", "--json"))
    assert several["known_until"] == "2023-01-10"
    assert several["claims"] == 8 * 4 * 3
    assert json.loads(learn(run, early, "--json"))["known_until"] == "2023-01-13"


def lines(answer):
    assert answer.exit_code == 0, answer.output
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_an_estimate_tells_what_it_was_learned_from(run, boasting, tmp_path):
    learn(run, boasting, "--until", "2023-01-25", "-o", "l.json")
    digest = json.loads((tmp_path / "l.json").read_text(encoding="utf-8"))["digest"][:12]
    ask = ("place", "Town 3", "--on", "2023-02-05", "--ledger", boasting, "--json")
    (by_class,), (by_record,) = lines(run(*ask)), lines(run(*ask, "--learned", "l.json"))
    assert f"learned={digest} (until 2023-01-25)" in by_record["estimate"]["parameters"]
    assert "learned" not in by_class["estimate"]["parameters"]
    russia = "Russia"
    assert by_record["estimate"]["probabilities"][russia] < by_class["estimate"]["probabilities"][russia]
    # The days of the curve that the file knew of are left out.
    assert next(each["date"] for each in by_record["curve"]) == "2023-01-26"
    everywhere = lines(
        run("estimate", "--all", "--to", "2023-02-10", "--learned", "l.json", "--json", "--ledger", boasting)
    )
    town = next(each for each in everywhere if each["place"] == "Town 3")
    assert digest in town["parameters"]
    day = run(
        "estimate",
        "Town 3",
        "--from",
        "2023-02-10",
        "--to",
        "2023-02-10",
        "--learned",
        "l.json",
        "--json",
        "--ledger",
        boasting,
    )
    assert lines(day)[0]["probabilities"] == town["probabilities"]


@pytest.mark.parametrize(
    "command",
    [
        ("estimate", "Town 3", "--from", "2023-01-20"),
        ("estimate", "--all"),
        ("place", "Town 3", "--on", "2023-01-25"),
        ("place", "Town 3", "--on", "2023-01-05", "--as-known", "2023-01-20"),
    ],
)
def test_a_day_that_was_learned_from_is_refused_with_what_to_do(run, boasting, command):
    learn(run, boasting, "--until", "2023-03-01" if "--all" in command else "2023-01-25", "-o", "l.json")
    answer = run(*command, "--learned", "l.json", "--ledger", boasting)
    assert answer.exit_code == 1
    assert "learn with --until" in answer.stderr
    assert "l.json: was learned from what was known by" in answer.stderr


def test_looking_back_may_use_what_was_learned_since(run, boasting):
    learn(run, boasting, "--until", "2023-01-25", "-o", "l.json")
    arguments = ("--from", "2023-01-05", "--to", "2023-01-06", "--learned", "l.json", "--ledger", boasting)
    assert len(lines(run("estimate", "Town 3", *arguments, "--hindsight", "--json"))) == 2
    back = ("place", "Town 3", "--on", "2023-01-05", "--as-known", "2023-01-26", "--learned", "l.json")
    assert run(*back, "--ledger", boasting).exit_code == 0


def test_what_goes_with_no_file_is_refused(run, boasting):
    learn(run, boasting, "--until", "2023-01-25", "-o", "l.json")
    arguments = ("estimate", "Town 3", "--from", "2023-02-01", "--learned", "l.json", "--ledger", boasting)
    assert run(*arguments, "--method", "last-claim").exit_code == 2
    recorded = ("place", "Town 3", "--as-recorded", "2023-06-01", "--learned", "l.json")
    assert "leave out --as-recorded" in run(*recorded, "--ledger", boasting).stderr


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda told: told.update(version=9), "version: is 9"),
        (lambda told: told.update(rounds=-1), "rounds: input should be greater"),
        (lambda told: told.update(colour="red"), "colour: extra inputs are not permitted"),
        (lambda told: told["voices"][0].update(side="Nobody"), "digest: does not fit"),
        (lambda told: told["transitions"].pop("into_contest"), "transitions"),
        (lambda told: told.update(format="another"), "holds no learned parameters"),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_entry_and_the_remedy(run, boasting, tmp_path, change, told):
    plain = json.loads(learn(run, boasting, "--until", "2023-01-25", "--rounds", "1", "--json"))
    change(plain)
    (tmp_path / "l.json").write_text(json.dumps(plain), encoding="utf-8")
    answer = run("place", "Town 3", "--learned", "l.json", "--ledger", boasting)
    assert answer.exit_code == 1
    assert told in answer.stderr
    assert "sayso learn -o FILE" in answer.stderr


def test_other_priors_ask_for_learning_again(run, boasting, tmp_path):
    plain = json.loads(learn(run, boasting, "--rounds", "1", "-o", "l.json", "--json"))
    file = read_parameters(tmp_path / "l.json")
    assert file.model_dump(mode="json", by_alias=True) == plain
    changed = file.model_copy(update={"priors": file.priors.model_copy(update={"digest": "0" * 12})})
    changed = changed.model_copy(update={"digest": changed.reckoned_digest()})
    (tmp_path / "l.json").write_text(changed.text(), encoding="utf-8")
    answer = run("place", "Town 3", "--learned", "l.json", "--ledger", boasting)
    assert "learn again with sayso learn" in answer.stderr


def test_a_file_of_something_else_is_not_overwritten(run, boasting, tmp_path):
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    answer = run("learn", "--rounds", "1", "-o", "notes.txt", "--ledger", boasting)
    assert answer.exit_code == 1
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "notes"


def test_a_ledger_without_claims_before_the_day_teaches_nothing(run, boasting):
    answer = run("learn", "--until", "2022-12-01", "--ledger", boasting)
    assert answer.exit_code == 1
    assert "learn until a later day" in answer.stderr


def test_people_are_told_the_rows_and_where_the_file_lies(run, boasting):
    told = learn(run, boasting, "-o", "l.json")
    assert "Russian Ministry of Defence" in told
    assert "kept in l.json" in told
    assert "1 voice of no side" in told


def test_two_sides_that_change_places_change_what_is_learned(run, boasting, tmp_path):
    """Names exchanged in every claim and label: the rows of the one are then those of the other."""
    from dataclasses import replace

    names = {"Russia": "Ukraine", "Ukraine": "Russia"}

    def exchanged(each):
        claims = [
            replace(
                one,
                party=names[one.party],
                side=names[one.side],
                source=replace(one.source, side=names.get(one.source.side)),
            )
            for one in each.claims
        ]
        return replace(each, claims=tuple(claims))

    other = written(tmp_path / "other.db", map(exchanged, boasts()))
    one, two = voices(learn(run, boasting, "--json")), voices(learn(run, other, "--json"))
    for name in one:
        assert [each["rows"] for each in two[name]["heard"]] == [each["rows"] for each in one[name]["heard"]]


def test_a_voice_that_was_not_learned_from_speaks_as_its_class(run, boasting, tmp_path):
    learn(run, boasting, "-o", "l.json")
    found = learned_method(tmp_path / "l.json")
    assert found.method.parameters.startswith("priors=")
    assert learned_view(read_parameters(tmp_path / "l.json"), None).renderables


def test_what_a_learned_file_told_is_reckoned_again_with_it(run, boasting):
    ask = ("estimate", "Town 3", "--from", "2023-02-11", "--to", "2023-02-13")
    assert run("learn", "-o", "l.json", "--ledger", boasting).exit_code == 0
    told = run(*ask, "--learned", "l.json", "--ledger", boasting, "--json")
    Path("told.jsonl").write_text(told.stdout, encoding="utf-8")
    again = run("verify", "told.jsonl", "--learned", "l.json", "--ledger", boasting)
    assert again.exit_code == 0, again.output
    assert "3 of 3 estimates come out the same to the last bit" in again.output
    without = run("verify", "told.jsonl", "--ledger", boasting)
    assert without.exit_code == 1
    assert "parameters" in without.output
