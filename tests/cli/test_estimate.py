"""`sayso estimate`: a line a day, from a ledger or from episodes."""

import json

import pytest

EPISODE = {
    "episode": "soledar-test",
    "place": "Soledar",
    "country": "Ukraine",
    "lat": 48.6833,
    "lon": 38.0667,
    "parties": ["Kyiv government", "Russia"],
    "window": ["2023-01-10", "2023-01-16"],
}


def lines(answer):
    assert answer.exit_code == 0, answer.output
    return [json.loads(line) for line in answer.stdout.splitlines()]


def write_episodes(path, *reports):
    path.write_text("\n".join(json.dumps({**EPISODE, **report}) for report in reports), encoding="utf-8")


def report(number, day, text="Troops hold the town.", **more):
    return {"report_id": f"r{number}", "published": day, "text": f"{text} {number}", **more}


def test_a_line_for_each_day(run, ledger):
    days = lines(
        run("estimate", "Soledar", "--from", "2023-01-06", "--to", "2023-01-15", "--json", "--ledger", ledger)
    )
    assert [day["date"] for day in days] == [f"2023-01-{n:02}" for n in range(6, 16)]
    for day in days:
        assert set(day) == {"place", "date", "probabilities", "exact", "reckoning"}
        assert set(day["probabilities"]) == {"Ukraine", "Russia", "contested"}
        assert sum(day["probabilities"].values()) == pytest.approx(1, abs=1e-5)


def test_a_day_does_not_know_the_next(run, ledger):
    arguments = ("estimate", "Soledar", "--from", "2023-01-06", "--json", "--ledger", ledger, "--to")

    def told(*more):
        return [each["exact"] for each in lines(run(*arguments, *more))]

    assert told("2023-01-15")[:4] == told("2023-01-09")
    assert told("2023-01-15", "--hindsight")[:4] != told("2023-01-09")


def test_reasons_are_added_on_request(run, ledger):
    days = lines(
        run("estimate", "Soledar", "--from", "2023-01-15", "--json", "--explain", "--ledger", ledger)
    )
    (reason, *_) = days[-1]["because"]
    assert set(reason) == {"claim", "origin", "log_odds", "times"}
    (origin, *_) = days[-1]["origins"]
    assert set(origin) == {"origin", "claims", "log_odds", "without"}
    assert days[-1]["between"] == sorted(days[-1]["probabilities"], key=days[-1]["probabilities"].get)[:0:-1]
    assert days[-1]["entropy"] > 0
    assert {"independent_origins", "last_independent", "days_since_independent"} <= set(days[-1])


def test_the_last_day_tells_what_would_turn_it(run, ledger):
    arguments = ("estimate", "Soledar", "--from", "2023-01-14", "--explain", "--ledger", ledger)
    before, last = lines(run(*arguments, "--json"))
    assert before["turns"] == []
    for turn in last["turns"]:
        assert set(turn) == {"speaks_for", "says", "voices", "tried", "probabilities"}
    output = run(*arguments).output
    assert "Why, on 2023-01-15" in output
    assert "What would change it, tried on this day:" in output


def test_a_table_with_a_bar_of_one_length(run, ledger):
    output = run("estimate", "Soledar", "--from", "2023-01-06", "--ledger", ledger).output
    bars = [line[12:32] for line in output.splitlines() if line.startswith("2023-01")]
    assert len(bars) == 10
    assert {len(bar.strip()) for bar in bars} == {20}
    assert "unknown (claimed by Ukraine, no independent origin)" in output


def test_methods_are_named(run, ledger):
    arguments = ("estimate", "Soledar", "--from", "2023-01-10", "--ledger", ledger, "--method")
    assert run(*arguments, "last-claim").exit_code == 0
    answer = run(*arguments, "oracle")
    assert answer.exit_code == 2
    assert "majority-7d" in answer.output


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("Soledar",),
        ("Soledar", "--episodes", "x.jsonl"),
        ("--episodes", "x.jsonl", "--hindsight"),
        ("Soledar", "--from", "2023-01-16", "--to", "2023-01-10"),
    ],
)
def test_what_is_no_question_is_a_question_of_usage(run, ledger, arguments):
    assert run("estimate", *arguments, "--ledger", ledger).exit_code == 2


def test_episodes_use_their_own_names_and_every_day_of_the_window(run, by_hand, tmp_path):
    write_episodes(tmp_path / "e.jsonl", report(1, "2023-01-12"), report(2, "2023-01-14"))
    days = lines(run("estimate", "--episodes", "e.jsonl", "--json"))
    assert [day["date"] for day in days] == [f"2023-01-{n}" for n in range(10, 17)]
    assert {tuple(day["probabilities"]) for day in days} == {("Kyiv government", "Russia", "contested")}
    assert {day["place"] for day in days} == {"soledar-test"}
    before, after = days[1]["probabilities"], days[2]["probabilities"]
    assert before["Russia"] == before["Kyiv government"]
    assert after["Russia"] > after["Kyiv government"]


def test_an_episode_does_not_hear_another(run, by_hand, tmp_path):
    silent = {**report(3, "2023-01-12", text_language="ru"), "episode": "silent"}
    write_episodes(tmp_path / "e.jsonl", report(1, "2023-01-12"), silent)
    days = lines(run("estimate", "--episodes", "e.jsonl", "--json"))
    quiet = [day["probabilities"] for day in days if day["place"] == "silent"]
    assert len(quiet) == 7
    assert all(max(p.values()) == pytest.approx(1 / 3, abs=1e-5) for p in quiet)


def test_a_later_report_changes_no_earlier_day(run, by_hand, tmp_path):
    write_episodes(tmp_path / "one.jsonl", report(1, "2023-01-12"))
    write_episodes(tmp_path / "two.jsonl", report(1, "2023-01-12"), report(2, "2023-01-14"))
    one, two = (lines(run("estimate", "--episodes", f"{n}.jsonl", "--json")) for n in ("one", "two"))
    assert one[:4] == two[:4]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"parties": []}, "'parties' must be a list of names"),
        ({"parties": ["Russia", "contested"]}, "none of them 'contested'"),
        ({"window": ["2023-01-16", "2023-01-10"]}, "ends before it begins"),
        ({"window": ["2023-01-16"]}, "must be two days"),
        ({"window": ["soon", "later"]}, "is no day such as"),
        ({"lat": 148}, "'lat' must be a number of degrees"),
        ({"lat": None}, "'lat' and 'lon' go together"),
        ({"published": "2999-01-01"}, "lies in the future"),
        ({"text": ""}, "'text' must be a string"),
    ],
)
def test_a_line_that_is_no_report_is_refused(run, by_hand, tmp_path, change, told):
    write_episodes(tmp_path / "e.jsonl", {**report(1, "2023-01-12"), **change})
    answer = run("estimate", "--episodes", "e.jsonl", "--json")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "e.jsonl: line 1" in answer.stderr
    assert told in answer.stderr


def test_an_episode_keeps_its_window(run, by_hand, tmp_path):
    other = {**report(2, "2023-01-12"), "window": ["2023-01-10", "2023-01-17"]}
    write_episodes(tmp_path / "e.jsonl", report(1, "2023-01-12"), other)
    assert "line 2: episode 'soledar-test' has another" in run("estimate", "--episodes", "e.jsonl").stderr
