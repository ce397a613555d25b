"""Wrong input ends in one clear line, exit status 1, and nothing half-written."""

import json
import sqlite3

import pytest

CASES = [
    # what lies there, arguments, what is said
    (None, ("read", "absent.txt"), "absent.txt: no such file"),
    (b"", ("read", "report.txt"), "report.txt: is empty"),
    (b"\x00\x01\x02binary\x00", ("read", "report.txt"), "report.txt: is binary, not text"),
    (b"Text.", ("read", "report.txt", "--published", "yesterday"), "'yesterday' is no date"),
    (b"Text.", ("read", "report.txt", "--published", "2023-02-30"), "'2023-02-30' is no day of the calendar"),
    (b"Text.", ("read", "report.txt", "--published", "2999-01-01"), "lies in the future"),
    (b"{", ("read", "--input", "report.txt"), "report.txt: line 1: is not JSON"),
    (b"", ("add", "absent/"), "absent: no such file or folder"),
    (b"", ("read", "--input", "absent.jsonl"), "absent.jsonl: no such file"),
    (b"x", ("place", "Soledar"), "sayso.db: there is no such ledger"),
    (b"x", ("search", "mine", "--ledger", "report.txt"), "report.txt: is no ledger"),
    (b"x", ("add", "report.txt", "--ledger", "report.txt/x.db"), "the folder report.txt does not exist"),
    (b"x", ("place", "Soledar", "--as-recorded", "2023-01-14T10:00"), "a time of day and no zone"),
    (b"x", ("estimate", "--episodes", "report.txt", "--json"), "report.txt: line 1: is not JSON"),
]


@pytest.mark.parametrize(("content", "arguments", "told"), CASES, ids=[" ".join(case[1]) for case in CASES])
def test_one_line_and_status_1(run, tmp_path, content, arguments, told):
    if content is not None:
        (tmp_path / "report.txt").write_bytes(content)
    before = sorted(tmp_path.iterdir())
    answer = run(*arguments)
    assert answer.exit_code == 1
    assert answer.stdout == ""
    (line,) = answer.stderr.splitlines()
    assert line.startswith("sayso: ")
    assert told in line
    assert sorted(tmp_path.iterdir()) == before


def test_nothing_is_written_when_a_later_file_is_wrong(run, by_hand, tmp_path):
    (tmp_path / "good.txt").write_text("Troops hold the town.", encoding="utf-8")
    answer = run("read", "--json", "good.txt", "absent.txt")
    assert (answer.exit_code, answer.stdout) == (1, "")


def test_two_texts_under_one_id_are_refused(run, by_hand, tmp_path):
    lines = [{"id": "a", "text": "Troops hold the town."}, {"id": "a", "text": "Troops left the town."}]
    (tmp_path / "reports.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    answer = run("read", "--input", "reports.jsonl", "--json")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "two different texts have the id 'a'" in answer.stderr


def test_a_text_under_the_id_of_another_in_the_ledger_is_refused(run, by_hand, tmp_path):
    for name, text in (("one", "Troops hold the town."), ("two", "Troops left the town.")):
        line = json.dumps({"id": "a", "text": text, "published": "2023-01-14"})
        (tmp_path / f"{name}.jsonl").write_text(line, encoding="utf-8")
    assert run("add", "one.jsonl").exit_code == 0
    answer = run("add", "two.jsonl")
    assert answer.exit_code == 1
    assert "two different texts have the id 'a'" in answer.stderr


def test_a_ledger_of_a_newer_sayso_is_left_alone(run, by_hand, ledger, tmp_path):
    with sqlite3.connect(ledger) as connection:
        connection.execute("UPDATE ledger SET value = '999' WHERE key = 'schema_version'")
    connection.close()
    (tmp_path / "report.txt").write_text("Troops hold the town.", encoding="utf-8")
    for arguments in (("add", "report.txt"), ("place", "Soledar"), ("demo",)):
        answer = run(*arguments, "--ledger", ledger)
        assert answer.exit_code == 1
        assert "written by a newer sayso" in answer.stderr


def test_a_place_nobody_speaks_of_is_told_with_near_names(run, ledger):
    answer = run("place", "Soledaar", "--ledger", ledger)
    assert answer.exit_code == 1
    assert "did you mean Soledar?" in answer.stderr
