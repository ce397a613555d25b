"""The episodes coded by hand are well formed, hold no words of their reports, and refuse a changed text."""

import json
import sys
from pathlib import Path

import pytest

from sayso.model import Certainty, Document, Kind, Polarity, Source, SourceClass

EVALS = Path(__file__).parent.parent / "evals"
FILES = sorted((EVALS / "coded").glob("*.json"))
LONGEST_LABEL = 60
TEXT = "Northern troops hold Exampleton, their ministry said."


@pytest.fixture
def loader(monkeypatch):
    """The module that loads them, with its folder first on the path as where it is run."""
    monkeypatch.syspath_prepend(str(EVALS))
    import coded_claims

    yield coded_claims
    sys.modules.pop("coded_claims", None)


def _episode(loader, tmp_path, **changes):
    label = {"start": 0, "end": 31, "kind": "control", "party": "North", "source": "Ministry"} | changes
    report = {"report_id": "r1", "sha256": Document(id="r1", text=TEXT).text_sha256, "claims": [label]}
    sources = {"Ministry": {"party": "North", "side": "North", "class": "belligerent official"}}
    path = tmp_path / "e.json"
    value = {"episode": "e", "place": "Exampleton", "sources": sources, "reports": [report]}
    path.write_text(json.dumps(value), encoding="utf-8")
    return loader.coded_episode(path)


def test_there_are_five_episodes():
    assert len(FILES) == 5


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_committed_episode_loads(loader, path):
    episode = loader.coded_episode(path)
    assert episode.id == path.stem
    assert all(len(each) == 64 for each in episode.digests.values())
    for claims in episode.claims.values():
        for label in claims:
            assert {"kind", "party", "source", "start", "end"} <= set(label)
            assert [loader.when_of(label.get(field)) for field in ("when", "said_on")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_words_of_a_report_are_kept(path):
    value = json.loads(path.read_text(encoding="utf-8"))
    assert set(value) == {"episode", "place", "sources", "reports"}
    assert all(set(each) == {"report_id", "sha256", "claims"} for each in value["reports"])
    labels = [
        each
        for report in value["reports"]
        for claim in report["claims"]
        for each in claim.values()
        if isinstance(each, str)
    ]
    assert max(map(len, [*labels, *value["sources"]])) <= LONGEST_LABEL
    extents = (claim.get("extent", "") for report in value["reports"] for claim in report["claims"])
    assert max(len(each.split()) for each in extents) <= 2


def test_a_claim_is_rebuilt_from_labels_and_offsets(loader, tmp_path):
    episode = _episode(loader, tmp_path, when="2024-02", relayed_by=["Agency"])
    (claim,) = episode.read(Document(id="r1", text=TEXT)).claims
    assert claim.evidence.of(TEXT) == "Northern troops hold Exampleton"
    assert (claim.kind, claim.polarity, claim.certainty) == (
        Kind.CONTROL,
        Polarity.AFFIRMED,
        Certainty.ASSERTED,
    )
    assert claim.source == Source(
        name="Ministry", party="North", side="North", source_class=SourceClass.BELLIGERENT_OFFICIAL
    )
    assert (claim.when.iso(), claim.relayed_by) == ("2024-02", ("Agency",))


def test_a_changed_text_is_refused(loader, tmp_path):
    with pytest.raises(loader.CodingError, match="not the text"):
        _episode(loader, tmp_path).read(Document(id="r1", text=TEXT + " Later."))


def test_offsets_outside_the_text_are_refused(loader, tmp_path):
    with pytest.raises(loader.CodingError, match="outside"):
        _episode(loader, tmp_path, end=999).read(Document(id="r1", text=TEXT))


@pytest.mark.parametrize(
    "changes", [{"kind": "conquest"}, {"source": "Nobody"}, {"sentence": "words"}, {"start": 40}]
)
def test_what_is_no_label_is_refused(loader, tmp_path, changes):
    with pytest.raises(loader.CodingError):
        _episode(loader, tmp_path, **changes)
