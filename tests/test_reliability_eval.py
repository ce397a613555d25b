"""The diagrams of the evals: days into bins, bins into files that any viewer opens."""

import struct
import sys
import xml.etree.ElementTree as ElementTree
import zlib
from pathlib import Path

import pytest

EVALS = Path(__file__).parent.parent / "evals"
NAMES = ["data", "drawing", "reliability", "simulation", "timelines"]


@pytest.fixture
def reliability(monkeypatch):
    monkeypatch.syspath_prepend(str(EVALS))
    import reliability

    yield reliability
    for name in NAMES:
        sys.modules.pop(name, None)


def test_days_fall_into_the_bin_of_their_probability(reliability):
    days = [reliability.Day(0.95, True), reliability.Day(1.0, False), reliability.Day(0.55, True, 2.0)]
    bins = reliability.binned(days)
    assert [number for number, each in enumerate(bins) if each] == [5, 9]
    assert (bins[9].days, bins[9].right, bins[9].confidence) == (2, 0.5, pytest.approx(0.975))
    assert reliability._day({"Vale": 0.5, "Moor": 0.5}, "Moor").right == 0.5
    assert reliability.calibration_error(bins) == pytest.approx((2 * 0.475 + 2 * 0.45) / 4)


def test_days_near_a_change_and_long_after_the_last_report_are_not_scored(reliability):
    episode = {
        "reports": [{"published": "2023-01-03"}, {"published": "2023-01-10"}],
        "segments": [
            {"from": "2023-01-01", "to": "2023-01-08", "state": "Vale"},
            {
                "from": "2023-01-09",
                "to": "2023-02-01",
                "state": "Moor",
                "tolerance_days_before": 1,
                "tolerance_days_after": 2,
            },
        ],
    }
    scored = [(day.isoformat(), state) for day, state in reliability._scored_days(episode)]
    assert scored[:5] == [(f"2023-01-0{n}", "Vale") for n in range(3, 8)]
    assert scored[5:] == [(f"2023-01-{n}", "Moor") for n in range(11, 18)]


def test_both_files_can_be_opened(reliability, tmp_path, capsys):
    days = [reliability.Day(0.05 + n / 10, n > 4, 1.0) for n in range(10)]
    reliability.write({"one": reliability.binned(days), "two": reliability.binned(days[5:])}, tmp_path)
    assert "one: calibration error" in capsys.readouterr().out
    svg = ElementTree.parse(tmp_path / "reliability.svg").getroot()
    assert "one" in [each.text for each in svg.iter("{http://www.w3.org/2000/svg}text")]
    png = (tmp_path / "reliability.png").read_bytes()
    width, height = struct.unpack(">II", png[16:24])
    length = struct.unpack(">I", png[33:37])[0]
    assert len(zlib.decompress(png[41 : 41 + length])) == height * (3 * width + 1)


def test_the_chain_owes_what_the_yardstick_reaches(reliability):
    owed = sys.modules["simulation"].shortfalls
    chain, yardstick = "party-frame-chain", "dawid-skene-7d"

    def means(regime, ours, theirs, error=0.01):
        return {(regime, chain): {"logloss": ours, "ece": error}, (regime, yardstick): {"logloss": theirs}}

    assert owed(means("balanced", 0.2, 0.4)) == []
    assert owed(means("balanced", 0.21, 0.4)) == ["balanced: log loss 0.210 is more than half of 0.400"]
    assert owed(means("sparse", 0.4, 0.4)) == ["sparse: log loss 0.400 is not below 0.400"]
    assert owed(means("balanced", 0.1, 0.4, 0.05)) == ["balanced: calibration error 0.050 is more than 0.03"]
