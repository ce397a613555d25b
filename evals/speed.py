"""How fast and how heavy: words read a second, one page from cold, `sayso --help`, `import sayso`.

    python evals/speed.py [ROOT]

Words are runs of letters and digits in the texts of ROOT/data/claims; the bare analysis (tags, parse,
entities) of the same texts is timed beside the whole reading, in turns, best of three. Mixed news are the
articles of ROOT/data/polnear, read as `sayso add` does: what is about no conflict is passed over. The
analysis alone is timed over single sentences and over paragraphs of three from EWT dev, in tokens a
CPU-second. Figures depend on the machine and have no floor.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from attribution import articles_of
from data import ENVIRONMENT, Score, arguments, data_folder, gold, sayso_command
from treebank import read_sentences, text_of

if TYPE_CHECKING:
    from sayso.model import Document

GOLD = ("claims",)
TREEBANK = ("UD_English-EWT", "en_ewt-ud-dev.conllu")
ROUNDS = 3
PAGE_WORDS = 600
LISTED = """
import json, sys
before = set(sys.modules)
import sayso
print(json.dumps(sorted(set(sys.modules) - before)))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took: seconds on the clock and MiB at its largest."""

    seconds: float
    mebibytes: float


def measure(root: Path, work: Path) -> list[Score]:
    """Print and return the figures."""
    folder = gold(root, "claims")
    os.environ["OMP_NUM_THREADS"] = "1"
    whole, bare = reading_speed(_documents(folder))
    mixed, mixed_bare = reading_speed(_articles(gold(root, "polnear")), conflicts_only=True)
    page = _page(folder, work)
    cold = min((_run([*sayso_command(), "read", str(page)]) for _ in range(ROUNDS)), key=lambda r: r.seconds)
    tokens = analysis_speed(gold(root, "ud", *TREEBANK))
    usage = min(_run([*sayso_command(), "--help"]).seconds for _ in range(ROUNDS))
    modules = loaded_modules()
    print(f"reading          {whole:8.0f} words a second")
    print(f"bare analysis    {bare:8.0f} words a second ({bare / whole:.2f} times the reading)")
    for texts, pace in tokens.items():
        print(f"{texts:<16} {pace:8.0f} tokens a CPU-second")
    print(
        f"mixed news       {mixed:8.0f} words a second ({mixed / mixed_bare:.2f} times their bare analysis)"
    )
    print(f"one page         {cold.seconds:8.2f} s from cold, {cold.mebibytes:.0f} MiB at most (sayso read)")
    print(f"sayso --help     {usage:8.2f} s")
    print(f"import sayso     {len(modules):8d} modules: {', '.join(modules)}")
    return [
        Score(name="speed.reading, words a second", value=whole, steady=False),
        Score(name="speed.bare analysis, words a second", value=bare, steady=False),
        Score(name="speed.mixed news, words a second", value=mixed, steady=False),
        Score(name="speed.mixed news, times the bare analysis", value=mixed / mixed_bare, steady=False),
        *(Score(name=f"speed.{t}, tokens a CPU-second", value=v, steady=False) for t, v in tokens.items()),
        Score(name="speed.one page, seconds", value=cold.seconds, better="lower", steady=False),
        Score(name="speed.one page, MiB", value=cold.mebibytes, better="lower", steady=False),
        Score(name="speed.help, seconds", value=usage, better="lower", steady=False),
        Score(name="speed.modules of import sayso", value=len(modules), better="lower", steady=False),
    ]


def reading_speed(documents: list[Document], *, conflicts_only: bool = False) -> tuple[float, float]:
    """Words a second of the reading and of the bare analysis, in this process, one thread."""
    from sayso.analysis import load_analyser
    from sayso.pipeline import Reader

    reader, analyse = Reader(conflicts_only=conflicts_only), load_analyser()
    words = sum(len(re.findall(r"\w+", document.text)) for document in documents)

    def read_all() -> None:
        for document in documents:
            reader.read(document)

    def analyse_all() -> None:
        for document in documents:
            analyse(document.text)

    read_all()  # loads the weights, the gazetteer and the theatres
    whole = min(_timed(f) for f in [read_all] * ROUNDS)
    bare = min(_timed(f) for f in [analyse_all] * ROUNDS)
    return words / whole, words / bare


def analysis_speed(treebank: Path) -> dict[str, float]:
    """Tokens a CPU-second of the bare analysis, over single sentences and over paragraphs of three."""
    from sayso.analysis import load_analyser

    analyse = load_analyser()
    sentences = [text_of(sentence) for sentence in read_sentences(treebank)]
    paragraphs = [" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3)]

    def pace(texts: list[str]) -> float:
        began = time.process_time()
        tokens = sum(len(analyse(text)) for text in texts)
        return tokens / (time.process_time() - began)

    return {
        name: max(pace(texts) for _ in range(ROUNDS))
        for name, texts in (("single sentences", sentences), ("paragraphs", paragraphs))
    }


def loaded_modules() -> list[str]:
    """The modules that `import sayso` adds to a fresh interpreter."""
    answer = subprocess.run([sys.executable, "-c", LISTED], capture_output=True, text=True, check=True)
    loaded: list[str] = json.loads(answer.stdout)
    return loaded


def _timed(action: Callable[[], None]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def _run(command: list[str]) -> Run:
    began = time.perf_counter()
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    # wait4 alone tells the peak memory of this one child.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with status {process.returncode}")
    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(time.perf_counter() - began, usage.ru_maxrss * unit / 2**20)


def _documents(folder: Path) -> list[Document]:
    from sayso.model import Document, Publication

    reports = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    return [
        Document(
            id=report["id"],
            text=report["text"],
            outlet=report["outlet"],
            published=Publication(date.fromisoformat(report["published"])),
        )
        for report in reports
    ]


def _articles(folder: Path) -> list[Document]:
    from sayso.model import Document, Publication

    return [
        Document(
            id=row["doc_id"],
            text=row["text"],
            published=Publication(date.fromisoformat(row["date"][:10])) if row.get("date") else None,
        )
        for row in articles_of(folder, "dev")
    ]


def _page(folder: Path, work: Path) -> Path:
    """The report whose length is nearest to a usual page's, as a text file."""
    documents = _documents(folder)
    chosen = min(documents, key=lambda d: abs(len(re.findall(r"\w+", d.text)) - PAGE_WORDS))
    page = work / "page.txt"
    page.write_text(chosen.text, encoding="utf-8")
    return page


def main() -> None:
    options = arguments(__doc__).parse_args()
    root = data_folder(options.root)
    with tempfile.TemporaryDirectory() as scratch:
        measure(root, Path(scratch))


if __name__ == "__main__":
    main()
