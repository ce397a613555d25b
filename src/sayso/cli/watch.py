"""`sayso watch`: feeds followed into a ledger."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import ledger_option, pipeline_option

if TYPE_CHECKING:
    from sayso.cli.recording import Recorder
    from sayso.fetching import Feed, Memory, Record, Visit, Watch
    from sayso.model import Document

_LONGEST_SLEEP = 60.0


@click.command(short_help="Follow feeds and record what is new in a ledger.")
@click.argument("feeds", metavar="FEEDS")
@click.option("--once", is_flag=True, help="Ask every feed that is due, and end: for cron or a timer.")
@click.option("--health", is_flag=True, help="Show how each feed is doing, and end; nothing is asked.")
@click.option(
    "--memory",
    metavar="FILE",
    help="Where is kept what was seen; by default beside FEEDS, as FEEDS.memory.json.",
)
@ledger_option
@pipeline_option
def watch(
    feeds: str, once: bool, health: bool, memory: str | None, ledger: str, pipeline: str | None
) -> None:
    """Follow feeds and record what is new in a ledger, until you stop it with Ctrl-C.

    FEEDS is a file of TOML:

    \b
        [[feed]]
        url = "https://example.org/feed.xml"
        outlet = "Example Desk"
        every = "15m"

        sayso watch feeds.toml

    The page behind each new item is recorded; where it cannot be had, also at two later visits, or holds no
    article, the item's own text is. pages = false in FEEDS leaves the pages alone.

    Unchanged feeds are not sent again, failing ones are asked ever more rarely, up to once a day; robots.txt
    and Retry-After are honoured. What was seen is kept, so that a stop loses nothing and doubles nothing.
    """
    from sayso.cli.recording import recorder_into
    from sayso.fetching import (
        FeedVisitor,
        Fetcher,
        Pace,
        Robots,
        Watch,
        load_memories,
        read_feeds,
        save_memories,
        summary,
    )

    listed = read_feeds(Path(feeds))
    kept = Path(memory) if memory is not None else Path(feeds + ".memory.json")
    memories = load_memories(kept)
    if health:
        _show_health(Watch(listed, memories, _nothing))
        return
    fetcher = Fetcher()
    with recorder_into(ledger, pipeline) as recorder:
        visitor = FeedVisitor(
            fetcher,
            Robots(fetcher),
            record=_recording(recorder),
            save=lambda: save_memories(kept, memories),
            pace=Pace(),
        )
        watched = Watch(listed, memories, visitor)
        while True:
            visits = []
            for feed in watched.due():
                visits.append(watched.visit(feed))
                save_memories(kept, memories)
                _tell(visits[-1])
            if once:
                break
            seconds = (watched.next_due() - datetime.now(UTC)).total_seconds()
            time.sleep(max(1.0, min(seconds, _LONGEST_SLEEP)))
    if summary(visits)[1]:
        sys.exit(1)


def _recording(recorder: Recorder) -> Record:
    """How a visitor's reports go into the ledger."""
    from sayso.cli.recording import Fate
    from sayso.fetching import Recorded

    def record(document: Document, where: str) -> Recorded:
        outcome = recorder.record(document, where)
        is_new = outcome.fate not in (Fate.KNOWN, Fate.FAILED)
        return Recorded(is_new, outcome.problem if outcome.fate is Fate.FAILED else None)

    return record


def _nothing(feed: Feed, memory: Memory, now: datetime) -> Visit:
    from sayso.fetching import Visit

    return Visit(feed=feed)


def _tell(visit: Visit) -> None:
    from sayso.cli.terminal import plain

    clock = datetime.now(UTC).strftime("%Y-%m-%d %H:%M")
    name = visit.feed.outlet or visit.feed.url
    if visit.problem is not None:
        click.echo(f"sayso: {plain(visit.problem)}", err=True)
    elif visit.new:
        click.echo(f"{clock}  {plain(name)}: {visit.new} new")


def _show_health(watched: Watch) -> None:
    from sayso.cli.terminal import plain

    for feed in watched.feeds:
        memory = watched.memories.get(feed.url)
        last = (memory.last_new or "nothing new yet")[:16].replace("T", " ") if memory else "nothing new yet"
        line = f"{watched.health(feed).value:14} {last:16}  {plain(feed.outlet or feed.url)}"
        told = (memory.problem or memory.note) if memory is not None else None
        click.echo(line + (f" ({plain(told)})" if told else ""))
