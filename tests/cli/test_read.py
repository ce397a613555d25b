"""`sayso read`: tables for people, lines for programs."""

import json

import pytest

REPORT = (
    "The Russian defence ministry said on Friday that its troops had taken Soledar. "
    "Ukraine denied that the town had fallen and said that its soldiers were fighting on in Soledar."
)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("columns", [80, 140])
def test_a_report_as_a_table(run, report, columns):
    answer = run("read", report, "--published", "2023-01-14", "--outlet", "Desk", columns=columns)
    lines = answer.output.splitlines()
    assert answer.exit_code == 0
    assert lines[0] == "Desk · 2023-01-14 · Russia's war in Ukraine"
    assert "Soledar" in lines
    assert "Russia holds Soledar" in answer.output
    assert "statement" in lines[-1]
    assert max(map(len, lines)) <= columns
    assert "\x1b" not in answer.output
    assert not [line for line in lines if line != line.rstrip()]


def test_the_record_is_one_line_a_document_in_order(run, report, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("A quiet day on the river bank, the mayor said on Friday.", encoding="utf-8")
    answer = run("read", "--json", report, str(other), report)
    lines = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [line["text_sha256"] for line in lines][::2] == [lines[0]["text_sha256"]] * 2
    assert len(lines) == 3
    for claim in lines[0]["claims"]:
        assert REPORT[claim["start"] : claim["end"]] == claim["evidence"]
    assert "mentions" not in lines[0]
    assert "text" not in lines[0]


def test_mentions_and_text_are_added_on_request(run, report):
    line = json.loads(run("read", "--json", "--mentions", "--with-text", report).stdout)
    assert line["text"] == REPORT
    assert {"times", "places"} == set(line["mentions"])


def test_lines_of_reports_keep_their_ids_and_dates(run, by_hand, tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text(
        '{"id": "a", "text": "Troops hold the town.", "published": "2023-01-14", "outlet": "Desk"}\n\n'
        '{"id": "b", "text": "Војска држи град.", "language": "sr"}\n',
        encoding="utf-8",
    )
    first, second = map(json.loads, run("read", "--input", str(path), "--json").stdout.splitlines())
    assert (first["id"], first["published"], first["outlet"]) == ("a", "2023-01-14", "Desk")
    assert second["claims"] == []
    assert [each["reason"] for each in second["declined"]] == ["not read: language sr"]


def test_a_language_that_is_not_read_is_no_failure(run, by_hand, report):
    answer = run("read", report, "--language", "ru")
    assert answer.exit_code == 0
    assert "not read: language ru" in answer.output
    assert "--published" not in answer.output  # it would date nothing here


def test_standard_input_is_a_report(run, by_hand):
    answer = run("read", "-", "--published", "2023-01-14", input=REPORT)
    assert answer.output.startswith("standard input · 2023-01-14")


def test_without_a_date_a_hint_says_how_to_give_one(run, by_hand, report):
    assert "--published" in run("read", report).output
    assert "--published" not in run("read", report, "--published", "2023-01-14").output


def test_the_schema_is_printed_and_lines_follow_it(run, by_hand, report):
    schema = json.loads(run("read", "--schema").output)
    line = json.loads(run("read", "--json", report).stdout)
    assert set(schema["required"]) <= set(line) <= set(schema["properties"])


def test_another_pipeline_is_handed_on(run, report, monkeypatch):
    asked = []

    def reader(pipeline=None, added=None):
        asked.append(pipeline)
        raise KeyboardInterrupt

    monkeypatch.setattr("sayso.pipeline.Reader", reader)
    assert run("read", report, "--pipeline", "en_core_web_sm").exit_code == 130
    assert asked == ["en_core_web_sm"]


def test_a_report_cannot_steer_the_terminal(run, by_hand, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(
        "The town\x1b[2J is taken \u202eback. " + "All was quiet on the river. " * 20, encoding="utf-8"
    )
    output = run("read", str(path), "--outlet", "De\x1bsk").output
    assert "\x1b" not in output
    assert "\u202e" not in output


@pytest.mark.parametrize(
    "arguments", [(), ("--json",), ("--input", "x.jsonl", "--outlet", "Desk"), ("--published",)]
)
def test_what_is_no_question_is_a_question_of_usage(run, arguments):
    assert run("read", *arguments).exit_code == 2


def test_progress_goes_to_standard_error(run, by_hand, report):
    answer = run("read", "--json", "--progress", report)
    assert len(answer.stdout.splitlines()) == 1
    assert "reading" in answer.stderr
