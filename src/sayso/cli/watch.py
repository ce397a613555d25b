"""`sayso watch`: feeds followed into a ledger."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import ledger_option, pipeline_option

if TYPE_CHECKING:
    from sayso.cli.recording import Recorder
    from sayso.fetching import Feed, Memory, Record, Visit
    from sayso.model import Document


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
    Once a day, after midnight UTC, a line tells how each feed is doing, as --health does.

    \b
    Exit status:
        0    --once asked every feed that was due, or SIGTERM asked for a stop
        1    with --once a feed failed; without it, the work could not begin or go on
        130  Ctrl-C
    """
    from sayso.cli.following import ask_all_due, follow, kept_at_the_end, tell_health
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
        tell_health(Watch(listed, memories, _nothing))
        return

    def save() -> None:
        save_memories(kept, memories)

    fetcher = Fetcher()
    with recorder_into(ledger, pipeline) as recorder, kept_at_the_end(save):
        visitor = FeedVisitor(fetcher, Robots(fetcher), record=_recording(recorder), save=save, pace=Pace())
        watched = Watch(listed, memories, visitor)
        if not once:
            follow(watched, save)
        visits = ask_all_due(watched, save)
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
