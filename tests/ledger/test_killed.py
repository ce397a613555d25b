"""Killed at any moment, the ledger keeps every report that was acknowledged, and no half one."""

import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.ledger import Ledger

from .conftest import TEXT, at, claim, reading

KILLS = int(os.environ.get("SAYSO_KILLS", "200"))
"""More by the environment: SAYSO_KILLS=5000 make test."""


def write_until_killed(path, first, pipe):
    """Add reports one after the other and acknowledge each, in a process of its own."""
    try:
        with Ledger.open(path) as ledger:
            for number in range(first, first + 10_000):
                claims = [claim() for _ in range(number % 7)]
                ledger.add(reading(f"doc-{number}", *claims, text=f"{TEXT} {number}"), at(15))
                os.write(pipe, f"{number}\n".encode())
    finally:
        os._exit(1)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_no_kill_loses_what_was_acknowledged_or_leaves_half_a_report(tmp_path):
    path = tmp_path / "sayso.db"
    Ledger.open(path).close()
    chance = random.Random(11)
    acknowledged = []
    for kill in range(KILLS):
        out, pipe = os.pipe()
        child = os.fork()
        if child == 0:
            write_until_killed(path, kill * 10_000, pipe)
        os.close(pipe)
        if kill % 4:
            # Most are killed at work; some while they open the ledger.
            select.select([out], [], [], 1.0)
        time.sleep(chance.uniform(0.001, 0.04))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(out, "rb") as told:
            acknowledged += [f"doc-{line.decode().strip()}" for line in told if line.endswith(b"\n")]
    assert len(acknowledged) > KILLS
    with Ledger.open(path) as ledger:
        there = {each.id: each.claims for each in ledger.documents()}
        assert set(acknowledged) <= set(there)
        # At most the one in hand at each kill was recorded and not acknowledged.
        assert len(there) - len(acknowledged) <= KILLS
        assert all(claims == (int(name.split("-")[1]) % 7 or 1) for name, claims in there.items())
        assert list(ledger.verify()) == []


FULL = """
import resource, signal, sys
sys.path.insert(0, {tests!r})
from sayso.errors import LedgerError
from sayso.ledger import Ledger
from ledger.conftest import TEXT, at, reading
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
added = 0
try:
    with Ledger.open({path!r}) as ledger:
        for number in range(10_000):
            ledger.add(reading(f"doc-{{number}}", text=TEXT + "x" * 2000 + str(number)), at(15))
            added += 1
except LedgerError as problem:
    print(added, problem)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_is_one_line_and_the_ledger_is_whole(tmp_path):
    path = tmp_path / "sayso.db"
    program = FULL.format(tests=str(Path(__file__).parents[1]), path=str(path))
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    added, problem = told.stdout.strip().split(" ", 1)
    assert "\n" not in problem
    assert "make room" in problem
    with Ledger.open(path) as ledger:
        assert len(ledger.documents()) == int(added) > 3
        assert list(ledger.verify()) == []
