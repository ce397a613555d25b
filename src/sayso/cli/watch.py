"""`sayso watch`: feeds followed into a ledger."""

from __future__ import annotations

import io
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import ledger_option, pipeline_option

if TYPE_CHECKING:
    from sayso.fetching import Answer, Feed, Taken, Visit, Watch
    from sayso.recording import Recorder

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

    Unchanged feeds are not sent again, failing ones are asked ever more rarely, up to once a day; robots.txt
    and Retry-After are honoured. What was seen is kept, so that a stop loses nothing and doubles nothing.
    """
    from sayso.cli.recording import recorder_into
    from sayso.fetching import Fetcher, Robots, Watch, load_memories, read_feeds, save_memories, summary

    listed = read_feeds(Path(feeds))
    kept = Path(memory) if memory is not None else Path(feeds + ".memory.json")
    memories = load_memories(kept)
    fetcher = Fetcher()
    if health:
        _show_health(Watch(listed, memories, fetcher, Robots(fetcher), take=_nothing))
        return
    with recorder_into(ledger, pipeline) as recorder:
        watched = Watch(
            listed,
            memories,
            fetcher,
            Robots(fetcher),
            take=lambda feed, answer: _taken(feed, answer, recorder),
        )
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


def _taken(feed: Feed, answer: Answer, recorder: Recorder) -> Taken:
    """The feed's items into the ledger; a headline without a text is no fault of the feed."""
    from collections import Counter

    from sayso.errors import SaysoError
    from sayso.fetching import Taken
    from sayso.ingest import Description, documents_in_bytes
    from sayso.ingest.recognition import Format, recognise
    from sayso.recording import Fate

    about = Description(outlet=feed.outlet, language=feed.language)
    fates: Counter[Fate] = Counter()
    problem = None
    try:
        if recognise(io.BytesIO(answer.body), feed.url) not in (Format.FEED, Format.JSON_FEED):
            return Taken(0, 0, f"{feed.url}: is no feed any more; look where it went")
        found = documents_in_bytes(answer.body, feed.url, today=date.today(), about=about)
        for outcome in recorder.take_all(found, feed.url):
            fates[outcome.fate] += 1
            if outcome.fate is Fate.FAILED:
                problem = problem or outcome.problem
    except SaysoError as told:
        problem = str(told)
    read = sum(number for fate, number in fates.items() if fate is not Fate.FAILED)
    new = read - fates[Fate.KNOWN]
    return Taken(new, fates[Fate.KNOWN], None if read else problem)


def _nothing(feed: Feed, answer: Answer) -> Taken:
    from sayso.fetching import Taken

    return Taken(0, 0)


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
        problem = f" ({plain(memory.problem)})" if memory is not None and memory.problem else ""
        click.echo(line + problem)
