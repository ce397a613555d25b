"""How much memory and time a long Telegram export takes to read in, and how fast saved pages are.

    python evals/intake.py [--messages 200000] [--pages 300]

Both are made here, invented: an export of 600 characters a message, and pages of twelve paragraphs with
menus around them, which are parsed, hashed, made documents and put into a ledger without being read. No
data folder is needed. Memory is the most that the process held above what it held before, after one short
file of the same format had loaded what that takes. Figures depend on the machine and have no floor.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

TODAY = date(2024, 6, 1)
SENTENCE = "The ministry said on Friday that its troops had taken the town of Arden. "


def write_export(path: Path, messages: int) -> None:
    """An export of one channel, as Telegram Desktop lays it out."""
    text = SENTENCE * 8
    with path.open("w", encoding="utf-8") as stream:
        stream.write('{\n "name": "Front Notes",\n "type": "public_channel",\n "id": 77,\n "messages": [\n')
        for number in range(messages):
            message = {
                "id": number,
                "type": "message",
                "date": "2023-01-14T12:30:00",
                "date_unixtime": str(1673692200 + number),
                "from": "Front Notes",
                "from_id": "channel77",
                "text": [f"{number}. ", {"type": "bold", "text": "Arden. "}, text],
                "text_entities": [{"type": "plain", "text": text}],
            }
            stream.write(json.dumps(message, indent=1) + (",\n" if number < messages - 1 else "\n"))
        stream.write(" ]\n}\n")


def write_page(path: Path, number: int) -> None:
    """A page with menus, related stories and a footer around its article."""
    menu = "".join(f'<li><a href="/s/{n}">Section {n}</a></li>' for n in range(30))
    body = "".join(
        f"<p>{SENTENCE}Paragraph {n} of page {number} ends here. {SENTENCE}</p>" for n in range(12)
    )
    path.write_text(
        f"<!doctype html><html lang='en'><head><title>Page {number}</title>"
        f"<meta property='article:published_time' content='2023-01-14T10:30:00+02:00'></head><body>"
        f"<nav><ul>{menu}</ul></nav><article><h1>Page {number}</h1>{body}</article>"
        f"<aside><ul>{menu}</ul></aside><footer>All rights reserved</footer></body></html>",
        encoding="utf-8",
    )


def take_in(paths: list[Path]) -> int:
    """How many reports the files hold, each made a document and let go."""
    from sayso.ingest import Description, documents_in_file

    about = Description()
    return sum(1 for path in paths for _ in documents_in_file(path, today=TODAY, about=about))


def store(paths: list[Path]) -> int:
    """How many reports the files hold, each recorded in a ledger on the disk without being read."""
    from sayso.ingest import Description
    from sayso.ledger import Ledger
    from sayso.model import Document, Reading
    from sayso.recording import Recorder, Settings, tasks_in

    def unread(document: Document) -> Reading:
        return Reading(document=document, language="en", pipeline="none")

    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "sayso.db") as ledger:
        recorder = Recorder(ledger, Settings(today=TODAY), unread, clock=lambda: datetime.now(UTC))
        tasks = (task for path in paths for task in tasks_in(path, Description(), today=TODAY))
        return sum(len(outcomes) for _, outcomes in recorder.take(tasks))


def measured(short: Path, files: list[Path], work: Callable[[list[Path]], int]) -> None:
    """Print count, seconds and MiB above start; run in a process of its own."""
    work([short])
    held, began = _peak(), time.perf_counter()
    count = work(files)
    took = time.perf_counter() - began
    print(count, took, _peak() - held)


def _peak() -> float:
    """The most MiB that this process has held.

    On Linux not from getrusage, which hands the peak of whoever started a program on to it.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _apart(short: Path, files: Path, *, store: bool = False) -> tuple[int, float, float]:
    """`measured` in a fresh process: its peak is then of nothing else."""
    command = [sys.executable, __file__, "--measure", str(short), str(files), *(["--store"] if store else [])]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    count, took, held = answer.stdout.split()
    return int(count), float(took), float(held)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--messages", type=int, default=200_000, help="messages of the export")
    parser.add_argument("--pages", type=int, default=300, help="saved pages")
    parser.add_argument("--measure", nargs=2, type=Path, metavar=("SHORT", "FILES"), help=argparse.SUPPRESS)
    parser.add_argument("--store", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        short, files = options.measure
        found = sorted(files.iterdir()) if files.is_dir() else [files]
        measured(short, found, store if options.store else take_in)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_export(folder / "short.json", 1)
        write_export(folder / "long.json", options.messages)
        size = (folder / "long.json").stat().st_size / 2**20
        count, took, held = _apart(folder / "short.json", folder / "long.json")
        print(
            f"Telegram export  {count} messages of {size:.0f} MiB in {took:.1f} s, {held:.1f} MiB above start"
        )
        (folder / "pages").mkdir()
        write_page(folder / "short.html", 0)
        for number in range(options.pages):
            write_page(folder / "pages" / f"{number}.html", number)
        count, took, held = _apart(folder / "short.html", folder / "pages")
        pace = f"{count / took:.0f} a second"
        print(f"saved pages      {count} in {took:.1f} s, {pace}, {held:.1f} MiB above start")
        count, took, held = _apart(folder / "short.html", folder / "pages", store=True)
        pace = f"{count / took:.0f} a second"
        print(f"the same, stored {count} in {took:.1f} s, {pace}, {held:.1f} MiB above start")
        count, took, held = _apart(folder / "short.json", folder / "long.json", store=True)
        pace = f"{count / took:.0f} a second"
        print(f"export, stored   {count} in {took:.1f} s, {pace}, {held:.1f} MiB above start")


if __name__ == "__main__":
    main()
