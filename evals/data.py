"""The folder of gold data and scorers, and how a script here runs a scorer and sayso itself.

The folder holds `data/` and `eval/`. It is no part of the project (the licences of its texts forbid
that): it is named as the first argument of every script here, or by SAYSO_EVAL_DATA. The scorers found
in it are run as programs of their own, so that what they measure cannot drift with the code measured.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

ABSENT = 2
"""Exit status where the data, a scorer or sayso is not there; 1 is kept for a score under its floor."""

# One thread to a process: the analysis is then reproducible, and two processes do not fight over cores.
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One number with its 95% interval where the scorer gives one.

    `name` is `<eval>.<what>`; `better` is the direction of good, `higher` or `lower`. A score that
    depends on the machine (`steady` False) gets no floor.
    """

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    better: str = "higher"
    steady: bool = True


def stop(problem: str) -> NoReturn:
    """Say in one line what is missing, and end with status 2."""
    print(problem, file=sys.stderr)
    raise SystemExit(ABSENT)


def arguments(description: str | None) -> argparse.ArgumentParser:
    """The parser that every script here begins with: ROOT, the data folder, is optional."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("root", nargs="?", type=Path, metavar="ROOT", help="folder of data/ and eval/")
    return parser


def keep_option(parser: argparse.ArgumentParser, what: str) -> None:
    """Add `--keep DIR`: where `what` a script works out is left for the reader."""
    parser.add_argument("--keep", type=Path, metavar="DIR", help=f"keep {what} there")


@contextmanager
def work_folder(kept: Path | None) -> Iterator[Path]:
    """The folder that is to be kept, made if need be; without one a folder that goes at the end."""
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory() as scratch:
        yield Path(scratch)


def data_folder(given: Path | None) -> Path:
    """The folder given, else the one SAYSO_EVAL_DATA names; ends the program where there is none."""
    named = given or os.environ.get("SAYSO_EVAL_DATA")
    if not named:
        stop("no evaluation data: give the folder that holds data/ and eval/, or set SAYSO_EVAL_DATA")
    root = Path(named)
    if not ((root / "data").is_dir() and (root / "eval").is_dir()):
        stop(f"no evaluation data in {root}: it must hold the folders data/ and eval/")
    return root.resolve()


def gold(root: Path, *parts: str) -> Path:
    """A folder or file under `data/`; ends the program where it is absent."""
    path = root.joinpath("data", *parts)
    if not path.exists():
        stop(f"no evaluation data at {path}")
    return path


def run_scorer(root: Path, name: str, *options: str | Path, quiet: bool = False) -> str:
    """Run `eval/NAME` with these options; its standard output, shown too unless `quiet`."""
    scorer = root / "eval" / name
    if not scorer.exists():
        stop(f"no scorer at {scorer}")
    return _run([sys.executable, scorer, *options], name, quiet=quiet)


def run_sayso(*options: str | Path, output: Path | None = None) -> str:
    """Run the `sayso` command as a user does; its standard output, or "" where it goes to `output`."""
    return _run([*sayso_command(), *options], "sayso", output=output, quiet=True)


def sayso_command() -> list[str]:
    """The `sayso` installed beside this Python, else the one on the path."""
    beside = Path(sys.executable).with_name("sayso")
    found = str(beside) if beside.exists() else shutil.which("sayso")
    if found is None:
        stop("no sayso command beside this Python: install the project first (pip install -e .)")
    return [found]


def _run(command: list[str | Path], name: str, *, quiet: bool, output: Path | None = None) -> str:
    if output is None:
        answer = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True)
    else:
        with output.open("w", encoding="utf-8") as stream:
            answer = subprocess.run(
                command, env=ENVIRONMENT, stdout=stream, stderr=subprocess.PIPE, text=True
            )
    if not quiet and answer.stdout:
        print(answer.stdout, end="")
    if answer.stderr:
        print(answer.stderr, end="", file=sys.stderr)
    if answer.returncode:
        print(f"{name} ended with status {answer.returncode}", file=sys.stderr)
        raise SystemExit(1)
    return answer.stdout or ""


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, in order."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            if line.strip():
                yield json.loads(line)


def write_lines(path: Path, rows: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> None:
    """Write objects as JSON Lines."""
    with path.open("w", encoding="utf-8") as stream:
        for row in rows:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def digest(path: Path) -> str:
    """SHA-256 over the names and contents of the files of a folder, or of one file."""
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    whole = hashlib.sha256()
    for file in files:
        name = file.relative_to(path).as_posix() if path.is_dir() else file.name
        whole.update(f"{name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()
