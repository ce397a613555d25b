"""`sayso read`: tables for people, lines for programs."""

import json
import re

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

    def reader(pipeline=None, added=None, *, conflicts_only=False):
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


def test_a_page_is_written_and_told_in_one_line(run, report, tmp_path):
    answer = run("read", report, "--published", "2023-01-14", "--html", "page.html")
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert re.fullmatch(r"1 report with \d+ claims? written to page.html\n", answer.output)
    assert html.startswith("<!doctype html>")
    assert "Content-Security-Policy" in html
    assert "The Russian Ministry of Defence said" in html
    assert "speaks for Russia" in html


def test_a_page_can_be_printed_and_stands_alone(run, by_hand, report):
    answer = run("read", report, "--html", "-")
    assert answer.stdout.startswith("<!doctype html>")
    assert answer.stdout.endswith("</html>\n")
    assert "--published" in answer.stderr


def test_several_reports_are_one_page(run, by_hand, report, tmp_path):
    (tmp_path / "more.jsonl").write_text('{"id": "a", "text": "Troops hold the town."}', encoding="utf-8")
    answer = run("read", report, report, "--input", "more.jsonl", "--html", "page.html")
    assert answer.stdout == "3 reports with 3 claims written to page.html\n"
    assert (tmp_path / "page.html").read_text(encoding="utf-8").count("<article") == 3


def test_a_page_of_ours_is_written_again(run, by_hand, report):
    for _ in range(2):
        assert run("read", report, "--html", "page.html").exit_code == 0


@pytest.mark.parametrize(
    ("out", "problem"),
    [
        ("nowhere/page.html", "there is no such folder"),
        (".", "is a folder"),
        ("report.txt", "is there already and no page of sayso"),
        ("saved.html", "is there already and no page of sayso"),
    ],
)
def test_a_page_that_cannot_be_written_is_told_before_anything_is_read(run, report, tmp_path, out, problem):
    saved = tmp_path / "saved.html"
    saved.write_text("<p>Somebody else's page.</p>", encoding="utf-8")
    answer = run("read", report, "--html", out)
    assert answer.exit_code == 1
    assert answer.stderr.startswith(f"sayso: {out}: {problem}; ")
    assert len(answer.stderr.splitlines()) == 1
    assert saved.read_text(encoding="utf-8") == "<p>Somebody else's page.</p>"


def test_a_full_disk_is_told_in_one_line(run, by_hand, report, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_text", full)
    answer = run("read", report, "--html", "page.html")
    assert (answer.exit_code, answer.stderr.splitlines()[0]) == (
        1,
        "sayso: page.html: No space left on device",
    )


@pytest.mark.parametrize("other", ["--json", "--mentions", "--with-text", "--schema"])
def test_a_page_and_a_record_exclude_each_other(run, report, other):
    answer = run("read", report, "--html", "page.html", other)
    assert answer.exit_code == 2
    assert f"--html and {other} exclude each other" in answer.stderr


@pytest.mark.parametrize(
    "arguments",
    [(), ("--json",), ("--html", "x.html"), ("--input", "x.jsonl", "--outlet", "Desk"), ("--published",)],
)
def test_what_is_no_question_is_a_question_of_usage(run, arguments):
    assert run("read", *arguments).exit_code == 2


def test_progress_goes_to_standard_error(run, by_hand, report):
    answer = run("read", "--json", "--progress", report)
    assert len(answer.stdout.splitlines()) == 1
    assert "reading" in answer.stderr


def test_what_is_about_no_conflict_is_passed_over_on_request(run, by_hand, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("Weather: rain. " + "All was quiet on the river. " * 20, encoding="utf-8")
    assert "no conflict" in run("read", str(path), "--conflicts-only").output
    assert "no conflict" not in run("read", str(path)).output
