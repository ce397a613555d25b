"""`sayso watch`: feeds followed into a ledger."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import ledger_option, pipeline_option

if TYPE_CHECKING:
    from sayso.fetching import ChannelClient, Followed, Memory, Record, Visit
    from sayso.model import Document
    from sayso.recording import Recorder


@click.command(short_help="Follow feeds and record what is new in a ledger.")
@click.argument("feeds", metavar="FEEDS")
@click.option("--once", is_flag=True, help="Ask every feed that is due, and end: for cron or a timer.")
@click.option("--health", is_flag=True, help="Show how each feed is doing, and end; nothing is asked.")
@click.option("--login", is_flag=True, help="Log in to Telegram, once, for the channels in FEEDS; and end.")
@click.option(
    "--memory",
    metavar="FILE",
    help="Where is kept what was seen; by default beside FEEDS, as FEEDS.memory.json.",
)
@ledger_option
@pipeline_option
def watch(
    feeds: str,
    once: bool,
    health: bool,
    login: bool,
    memory: str | None,
    ledger: str,
    pipeline: str | None,
) -> None:
    """Follow feeds and channels and record what is new in a ledger, until you stop it with Ctrl-C.

    FEEDS is a file of TOML:

    \b
        [[feed]]
        url = "https://example.org/feed.xml"
        outlet = "Example Desk"
        every = "15m"

    \b
        [[channel]]
        name = "examplechannel"
        every = "5m"

    \b
        sayso watch feeds.toml

    The page behind each new item is recorded; where it cannot be had, also at two later visits, or holds no
    article, the item's own text is. pages = false in FEEDS leaves the pages alone.

    A channel is a public one of Telegram, read in the name of your own account: install "sayso[telegram]",
    put SAYSO_TELEGRAM_ID and SAYSO_TELEGRAM_HASH in the environment, and log in once with --login.

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
    from sayso.cli.recording import opened_recorder
    from sayso.fetching import (
        Channel,
        ChannelVisitor,
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
    from sayso.model import Withdrawn

    listed = read_feeds(Path(feeds))
    if login:
        from sayso.cli.channels import log_in

        log_in(feeds)
        return
    kept = Path(memory) if memory is not None else Path(feeds + ".memory.json")
    memories = load_memories(kept)
    if health:
        tell_health(Watch(listed, memories, _nothing))
        return

    fetcher = Fetcher()
    client = _client(feeds) if any(isinstance(each, Channel) for each in listed) else None
    with ExitStack() as until_the_end:
        opened, recorder = until_the_end.enter_context(opened_recorder(ledger, pipeline))

        def save() -> None:
            # What is remembered as taken must be on the disk: it is not asked for again.
            opened.flush()
            save_memories(kept, memories)

        until_the_end.enter_context(kept_at_the_end(save))
        record = _recording(recorder)
        ask_feed = FeedVisitor(fetcher, Robots(fetcher), record, save, Pace())

        def gone(story: str, seen_at: datetime) -> None:
            opened.withdraw_story(story, Withdrawn.DELETED, datetime.now(UTC), seen_at=seen_at)

        ask_channel = ChannelVisitor(client, record, gone) if client is not None else _nothing

        def ask(followed: Followed, memory: Memory, now: datetime) -> Visit:
            if isinstance(followed, Channel):
                return ask_channel(followed, memory, now)
            return ask_feed(followed, memory, now)

        watched = Watch(listed, memories, ask)
        if not once:
            follow(watched, save)
        visits = ask_all_due(watched, save)
    if summary(visits)[1]:
        sys.exit(1)


def _client(feeds: str) -> ChannelClient:
    from sayso.cli.channels import telegram_reader

    return telegram_reader(feeds)


def _recording(recorder: Recorder) -> Record:
    """How a visitor's reports go into the ledger."""
    from sayso.fetching import Recorded
    from sayso.recording import Fate

    def record(document: Document, where: str) -> Recorded:
        outcome = recorder.record(document, where)
        is_new = outcome.fate not in (Fate.KNOWN, Fate.CARRIER, Fate.FAILED)
        return Recorded(is_new, outcome.problem if outcome.fate is Fate.FAILED else None)

    return record


def _nothing(feed: Followed, memory: Memory, now: datetime) -> Visit:
    from sayso.fetching import Visit

    return Visit(feed=feed)
