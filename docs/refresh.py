"""The outputs that the pages show, as the code prints them now.

    python docs/refresh.py

Writes again every block of a page that stands under such a comment:

    <!-- output: sayso read docs/examples/report.txt | lines 1-8, 20-22 -->

What follows the stroke, if anything, picks what is shown: lines by number, `lines Estimate+5` for five from
the line that reads so, or with `json claims.0` a part of the first line of JSON, without by what it was
reckoned: that is another with every run. The commands of a page run
one after the other, at eighty columns, in a folder that holds only `docs/examples`. Tests compare the
`output` blocks; `sample` blocks, which read all of the demo's reports, are only written here.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent
PAGES = sorted(DOCS.glob("*.md"))
CUT = "[...]"
PAIR = re.compile(r"\[\s+(\d+),\s+(\d+)\s+\]")
MARKED = re.compile(
    r"^(?P<head><!-- (?P<sort>output|sample): (?P<command>sayso [^|\n]*?)(?: \| (?P<shown>[^\n]*?))? -->\n"
    r"```\w+\n)(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def blocks(page: Path, sorts: tuple[str, ...] = ("output", "sample")) -> list[re.Match[str]]:
    """The marked blocks of a page, in their order."""
    found = MARKED.finditer(page.read_text(encoding="utf-8"))
    return [block for block in found if block["sort"] in sorts]


@contextmanager
def workshop() -> Iterator[Path]:
    """An empty folder with the examples in it, to run commands in."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(DOCS / "examples", Path(folder, "docs", "examples"))
        os.chdir(folder)
        try:
            yield Path(folder)
        finally:
            os.chdir(before)


def body(block: re.Match[str]) -> str:
    """What the block should hold: the command as typed, then what it prints."""
    return f"$ {block['command']}\n{_shown(printed(block['command']), block['shown'] or '')}\n"


def printed(command: str) -> str:
    """What a command prints on standard output, without the line ends at its end."""
    from click.testing import CliRunner

    from sayso.cli import desk

    environment = {"COLUMNS": "80", "NO_COLOR": "1", "SAYSO_LEDGER": None}
    arguments = shlex.split(command)[1:]
    return CliRunner().invoke(desk, arguments, prog_name="sayso", env=environment).stdout.rstrip("\n")


def _shown(output: str, choice: str) -> str:
    what, _, how = choice.partition(" ")
    if what == "json":
        return _part(output, how)
    return _lines(output, how) if what == "lines" else output


def _lines(output: str, stretches: str) -> str:
    """Lines by number, `1-8`; `Estimate+5` from the line that reads so, `Estimate+` all from there."""
    lines = output.split("\n")
    shown: list[str] = []
    last = 0
    for stretch in stretches.split(", "):
        first, end = _bounds(stretch, lines)
        shown += [CUT] * (first > last) + lines[first:end]
        last = end
    return "\n".join(shown + [CUT] * (last < len(lines)))


def _bounds(stretch: str, lines: list[str]) -> tuple[int, int]:
    title, plus, count = stretch.partition("+")
    if plus:
        start = lines.index(title)
        return start, start + int(count) if count else len(lines)
    first, _, end = stretch.partition("-")
    return int(first) - 1, int(end)


def _part(output: str, path: str) -> str:
    """The value at a path such as `claims.0` in the first line."""
    value: Any = json.loads(output.split("\n")[0])
    for key in ("exact", "reckoning"):
        value.pop(key, None)
    for step in filter(None, path.split(".")):
        value = value[int(step) if step.isdigit() else step]
    return PAIR.sub(r"[\1, \2]", json.dumps(value, indent=2, ensure_ascii=False))


def main() -> None:
    for page in PAGES:
        before = page.read_text(encoding="utf-8")
        with workshop():
            after = MARKED.sub(lambda block: f"{block['head']}{body(block)}```", before)
        if after != before:
            page.write_text(after, encoding="utf-8")
            print(f"wrote {page.relative_to(DOCS.parent)}")


if __name__ == "__main__":
    main()
