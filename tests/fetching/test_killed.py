"""A watch that is killed, again and again and without warning, ends with each page once in the ledger."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import sayso
from sayso.fetching import load_memories
from sayso.ledger import Ledger

PROGRAM = """
import sys
from ipaddress import ip_address
import sayso.fetching, sayso.pipeline
from sayso.cli import main
from sayso.model import Declined, Reading, Span, Stage

class Reader:
    def __init__(self, *_, **__): pass
    def read(self, document):
        whole = Declined(span=Span(0, len(document.text)), stage=Stage.SUBJECT, reason="no conflict")
        return Reading(document=document, language="en", pipeline="none", declined=(whole,))

Fetcher = sayso.fetching.Fetcher
sayso.fetching.Fetcher = lambda: Fetcher(allowed=lambda address: address == ip_address("127.0.0.1"))
sayso.fetching.pace._BETWEEN = 0.0
sayso.pipeline.Reader = Reader
sys.argv = ["sayso", "watch", "feeds.toml", "--once", "--ledger", "watch.db"]
main()
"""
PAGE = "<html><body><article><p>Troops left mill {0} by the river, the district said on Friday.</p></article>"
ITEM = "<item><guid>{0}</guid><title>Mill {0}</title><link>{1}</link></item>"
NAMES = [f"m{number}" for number in range(12)]


class Run:
    """One start of the program, and the pages on which it is killed: as they are asked for, or just after."""

    def __init__(self, site, folder):
        self.site, self.folder, self.process = site, folder, None

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)

    def start(self, *ends):
        """Run to the end; give its status, which is one of 0, that of a kill, and `ends`."""
        environment = {**os.environ, "PYTHONPATH": str(Path(sayso.__file__).parents[1])}
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM], cwd=self.folder, env=environment, stderr=subprocess.PIPE
        )
        told = self.process.communicate(timeout=60)[1].decode()
        assert self.process.returncode in (0, -signal.SIGKILL, *ends), told
        return self.process.returncode


@pytest.mark.skipif(os.name != "posix", reason="other systems kill otherwise")
def test_a_watch_that_is_killed_loses_no_page_and_doubles_none(site, tmp_path):
    run = Run(site, tmp_path)
    (tmp_path / "feeds.toml").write_text(f'[[feed]]\nurl = "{site.url("/feed")}"\n', encoding="utf-8")
    items = "".join(ITEM.format(name, site.url(f"/{name}")) for name in NAMES)
    feed = f'<rss version="2.0"><channel><title>Desk</title>{items}</channel></rss>'
    site.page("/feed", feed.encode(), Content_Type="application/rss+xml")
    deadly = {"m0", "m4", "m5", "m11"}
    for name in NAMES:
        site.page(f"/{name}", PAGE.format(name).encode())
        if name in deadly:
            site.answers[f"/{name}"] = _killing(run, site.answers[f"/{name}"])
    ends = [run.start() for _ in range(5)]
    assert ends == [-signal.SIGKILL] * 4 + [0]
    with Ledger.open(str(tmp_path / "watch.db"), create=False) as ledger:
        taken = [document.url.rpartition("/")[2] for document in ledger.documents()]
    assert sorted(taken) == sorted(NAMES)
    asked = [path[1:] for path, _ in site.asked if path[1:] in NAMES]
    assert sorted(asked) == sorted([*NAMES, *deadly])


@pytest.mark.skipif(os.name != "posix", reason="other systems stop otherwise")
@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_a_signal_ends_a_page_that_stalls_at_once(site, tmp_path, sent, status):
    run = Run(site, tmp_path)
    (tmp_path / "feeds.toml").write_text(f'[[feed]]\nurl = "{site.url("/feed")}"\n', encoding="utf-8")
    items = "".join(ITEM.format(name, site.url(f"/{name}")) for name in ("m0", "m1"))
    feed = f'<rss version="2.0"><channel><title>Desk</title>{items}</channel></rss>'
    site.page("/feed", feed.encode(), Content_Type="application/rss+xml")
    site.page("/m0", PAGE.format("m0").encode())
    stopped = []

    def stall(_handler):
        stopped.append(time.monotonic())
        os.kill(run.process.pid, sent)
        time.sleep(3)

    site.answers["/m1"] = stall
    assert run.start(status) == status
    assert time.monotonic() - stopped[0] < 2.5
    (memory,) = load_memories(tmp_path / "feeds.toml.memory.json").values()
    assert (len(memory.seen), [each.item.name for each in memory.waiting]) == (1, ["m1"])


def _killing(run, answer):
    """The answer of a page that kills who asks for it the first time."""
    asked = []

    def answered(handler):
        asked.append(handler)
        if len(asked) == 1:
            run.kill()
        answer(handler)

    return answered
