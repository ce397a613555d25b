"""The evals need data that is no part of the project: without it they say so, and never guess."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EVALS = Path(__file__).parent.parent / "evals"
SCRIPTS = [
    "claims.py",
    "attribution.py",
    "attribution_errors.py",
    "timelines.py",
    "simulation.py",
    "reliability.py",
    "ablation.py",
    "factuality.py",
    "seed.py",
    "speed.py",
    "gazetteer.py",
    "check.py",
]


def _python(*arguments, **environment):
    clean = {name: value for name, value in os.environ.items() if name != "SAYSO_EVAL_DATA"}
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=EVALS,
        env=clean | environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("script", SCRIPTS)
def test_without_a_data_folder_one_line_says_what_to_give(script):
    answer = _python(script)
    assert answer.returncode == 2
    assert answer.stdout == ""
    (line,) = answer.stderr.splitlines()
    assert "give the folder that holds data/ and eval/, or set SAYSO_EVAL_DATA" in line


def test_a_folder_that_is_no_data_folder_is_named(tmp_path):
    for answer in (_python("claims.py", tmp_path), _python("claims.py", SAYSO_EVAL_DATA=str(tmp_path))):
        assert answer.returncode == 2
        (line,) = answer.stderr.splitlines()
        assert str(tmp_path) in line


def test_a_data_folder_without_the_gold_is_named(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "eval").mkdir()
    answer = _python("timelines.py", tmp_path)
    assert answer.returncode == 2
    (line,) = answer.stderr.splitlines()
    assert str(tmp_path / "data" / "timelines") in line


@pytest.fixture
def evals(monkeypatch):
    """The evals are scripts beside one another: their folder stands first on the path, for one test."""
    monkeypatch.syspath_prepend(str(EVALS))
    names = ["data", "floors"]
    yield
    for name in names:
        sys.modules.pop(name, None)


@pytest.mark.usefixtures("evals")
@pytest.mark.parametrize(
    ("value", "better", "limit"),
    [
        (0.5789, "higher", 0.578),
        (0.5781, "lower", 0.579),
        (0.7, "higher", 0.7),
        (0.7, "lower", 0.7),
        (3, "lower", 3),
    ],
)
def test_a_floor_is_passed_by_the_score_that_pinned_it(value, better, limit):
    from data import Score
    from floors import Floor

    floor = Floor.under(Score(name="claims.control F1", value=value, better=better))
    assert floor.limit == limit
    assert floor.holds(value)
    assert not floor.holds(limit - 0.01 if better == "higher" else limit + 0.01)


@pytest.mark.usefixtures("evals")
def test_floors_are_written_and_read_back(tmp_path):
    from floors import Floor, read_floors, write_floors

    floors = {"claims.control F1": Floor(0.58, "higher"), "timelines.log loss": Floor(0.7, "lower")}
    write_floors(floors, {"claims": "ab12"}, tmp_path / "floors.toml")
    assert read_floors(tmp_path / "floors.toml") == (floors, {"claims": "ab12"})
    assert read_floors(tmp_path / "absent.toml") == ({}, {})


@pytest.mark.usefixtures("evals")
def test_figures_of_the_machine_get_no_floor():
    from data import Score
    from floors import pinned

    assert pinned([Score(name="speed.help, seconds", value=0.1, steady=False)]) == {}


@pytest.mark.usefixtures("evals")
def test_a_digest_sees_names_and_contents(tmp_path):
    from data import digest

    (tmp_path / "one.json").write_text("a")
    first = digest(tmp_path)
    assert digest(tmp_path) == first
    (tmp_path / "one.json").write_text("b")
    second = digest(tmp_path)
    (tmp_path / "one.json").rename(tmp_path / "two.json")
    assert len({first, second, digest(tmp_path)}) == 3


@pytest.mark.usefixtures("evals")
def test_the_floors_that_ship_can_be_read():
    from floors import read_floors

    floors, digests = read_floors()
    assert all(floor.better in ("higher", "lower") for floor in floors.values())
    assert all(len(value) == 64 for value in digests.values())


@pytest.fixture
def errors(monkeypatch):
    monkeypatch.syspath_prepend(str(EVALS))
    import attribution_errors

    return attribution_errors


TEXT = "Anna said the bridge was gone. Petro saw it."
SOURCE, CUE, CONTENT = [[0, 4]], [[5, 9]], [[10, 29]]
KINDS = [
    ({"source": SOURCE, "cue": CUE, "content": CONTENT}, "right"),
    ({"source": [[31, 36]], "cue": CUE, "content": CONTENT}, "wrong speaker"),
    ({"source": None, "cue": CUE, "content": CONTENT}, "source missed"),
    ({"source": SOURCE, "cue": CUE, "content": [[10, 13]]}, "boundary"),
    ({"source": SOURCE, "cue": CUE, "content": [[37, 43]]}, "content missed"),
    ({"source": SOURCE, "cue": [[37, 40]], "content": [[41, 43]]}, "cue missed"),
]


@pytest.mark.parametrize(("found", "kind"), KINDS, ids=[kind for _, kind in KINDS])
def test_an_attribution_falls_into_the_kind_of_its_first_error(errors, found, kind):
    wanted = {"source": SOURCE, "cue": CUE, "content": CONTENT}
    assert next(f.kind for f in errors.findings(TEXT, [wanted], [found])) == kind


def test_what_lies_beside_no_gold_is_spurious(errors):
    found = {"source": SOURCE, "cue": CUE, "content": CONTENT}
    assert [f.kind for f in errors.findings(TEXT, [], [found])] == ["spurious"]
