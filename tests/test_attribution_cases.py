"""The cases of certainty and of relay chains are well made, and their halves are matched."""

import sys
from pathlib import Path

import pytest

EVALS = Path(__file__).parent.parent / "evals"


@pytest.fixture
def script(monkeypatch):
    """The script, with its folder first on the path as where it is run."""
    monkeypatch.syspath_prepend(str(EVALS))
    import attribution_cases

    yield attribution_cases
    for name in ("data", "attribution_cases"):
        sys.modules.pop(name, None)


def _halves(script, folder, kind):
    return [script.load(script.FOLDER / folder / f"{half}.toml", kind) for half in ("open", "closed")]


def test_the_halves_of_certainty_ask_the_same_of_other_texts(script):
    first, second = _halves(script, "certainty", script.CertaintyCase)
    assert len(first) == len(second) == 100
    assert [(c.mechanism, c.expected) for c in first] == [(c.mechanism, c.expected) for c in second]
    assert {c.text for c in first}.isdisjoint(c.text for c in second)


def test_the_halves_of_chains_have_as_many_relays(script):
    first, second = _halves(script, "chains", script.ChainCase)
    assert len(first) == len(second) == 20
    assert [(c.mechanism, len(c.relayed_by)) for c in first] == [
        (c.mechanism, len(c.relayed_by)) for c in second
    ]
    assert all(c.outlet not in c.relayed_by for c in (*first, *second))


def test_a_case_whose_content_is_not_in_its_text_is_refused(script, tmp_path):
    path = tmp_path / "open.toml"
    path.write_text(
        '[[case]]\nmechanism = "modal"\ntext = "It fell."\nsource = "narrator"\ncontent = "It rose"\n'
    )
    with pytest.raises(script.CaseError, match=r"open\.toml, case 1: content must occur once"):
        script.load(path, script.CertaintyCase)


def test_a_voice_is_right_under_a_longer_name_and_wrong_under_a_shorter_one(script):
    case = script.CertaintyCase(
        mechanism="modal",
        text="It may fall, Major Oksana Petrenko said.",
        source="Oksana Petrenko",
        content="It may fall",
        certainty="possible",
        polarity="affirmed",
    )
    assert script.is_stance_right(case, "possible affirmed", ["Major Oksana Petrenko"])
    assert not script.is_stance_right(case, "possible affirmed", ["Petrenko"])
    assert not script.is_stance_right(case, "possible denied", ["Oksana Petrenko"])


def test_a_chain_is_right_only_with_every_relay_in_its_place(script):
    case = script.ChainCase(
        mechanism="agency",
        outlet="The Courier",
        text="Officials said it fell.",
        content="it fell",
        speaker="Officials",
        relayed_by=("mayor", "Line Wire"),
    )
    assert script.is_chain_right(case, ["Officials"], ("the mayor", "agency Line Wire"))
    assert not script.is_chain_right(case, ["Officials"], ("agency Line Wire", "the mayor"))
    assert not script.is_chain_right(case, ["Officials"], ("the mayor",))
