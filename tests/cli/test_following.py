"""`sayso watch` while it runs: what it tells day by day, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import sayso
from sayso.cli.following import follow
from sayso.fetching import Feed, Visit, Watch


class StoppedError(Exception):
    """The test has seen enough."""


class Days:
    """A clock that only sleeping moves, and an end after some days."""

    def __init__(self, days):
        self.now = datetime(2023, 1, 14, 9, 0, tzinfo=UTC)
        self.end = self.now + timedelta(days=days)
        self.saved = 0

    def sleep(self, seconds):
        self.now += timedelta(seconds=seconds)
        if self.now >= self.end:
            raise StoppedError

    def save(self):
        self.saved += 1


def run_days(days, ask, *feeds):
    clock = Days(days)
    watched = Watch(feeds, {}, ask, clock=lambda: clock.now, chance=lambda: 0.5)
    with pytest.raises(StoppedError):
        follow(watched, clock.save, clock.sleep)
    return clock


QUIET = Feed(url="https://example.org/quiet.xml", outlet="Quiet", every=timedelta(hours=6))
BROKEN = Feed(url="https://example.org/broken.xml", outlet="Broken", every=timedelta(hours=6))


def ask(feed, memory, now):
    if feed is BROKEN:
        return Visit(feed=feed, problem="the server answered 500")
    memory.answered = now.isoformat()
    return Visit(feed=feed, new=int(now.day == 14))


def test_once_a_day_the_health_of_each_feed_is_told(capsys):
    run_days(4, ask, QUIET, BROKEN)
    lines = capsys.readouterr().out.splitlines()
    told = [line for line in lines if not line.startswith("2023")]
    assert len(told) == 2 * 4
    assert told[0] == "well           2023-01-14 21:00  Quiet"
    assert told[1] == "broken         nothing new yet   Broken (the server answered 500)"


def test_what_is_new_is_told_at_once_and_kept(capsys):
    clock = run_days(1, ask, QUIET)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["2023-01-14 09:00  Quiet: 1 new", "2023-01-14 15:00  Quiet: 1 new"]
    assert clock.saved == 4


PROGRAM = """
import sys
import sayso.pipeline
from sayso.cli import main

class Reader:
    def __init__(self, *_, **__): pass
    def read(self, document): raise AssertionError

sayso.pipeline.Reader = Reader
sys.argv = ["sayso", "watch", "feeds.toml"]
main()
"""


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_a_signal_ends_it_at_once_and_what_was_seen_is_kept(tmp_path, sent, status):
    (tmp_path / "feeds.toml").write_text('[[feed]]\nurl = "http://10.0.0.1/feed"\n', encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        # The package under test, wherever the command is run from.
        env={**os.environ, "SAYSO_LEDGER": "watch.db", "PYTHONPATH": str(Path(sayso.__file__).parents[1])},
    )
    try:
        first = running.stderr.readline()
        memory = tmp_path / "feeds.toml.memory.json"
        memory.unlink()
        running.send_signal(sent)
        rest = running.communicate(timeout=20)[1]
    finally:
        running.kill()
    assert "no public address" in first
    assert (running.returncode, rest) == (status, "")
    assert list(json.loads(memory.read_text(encoding="utf-8"))["feeds"]) == ["http://10.0.0.1/feed"]
