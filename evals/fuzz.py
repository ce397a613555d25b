"""Hostile bytes without end for every reader of files, steered by the code they reach.

    pip install -e '.[dev,fuzz]'
    python evals/fuzz.py [--minutes 10] [--format html,feed] [--workers 2] [--keep FOLDER]

Whatever comes in, a reader gives documents and lines of problems or raises a `SaysoError`; it ends within
seconds, within its memory, writes no file and asks no machine for anything. Each break of that is a finding:
its bytes are kept under FOLDER/FORMAT/findings beside what happened, and the run goes on. One line of JSON
a format is printed at the end; the status is 1 where there are findings.

The seeds are the zoo's own files (tests/ingest/zoo). What was found once is a case there. It needs Linux.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

TODAY = date(2024, 6, 1)
ZOO = Path(__file__).parent.parent / "tests" / "ingest" / "zoo"
LARGEST_SEED = 1 << 16
SECONDS_AN_INPUT = 20
MEBIBYTES = 2048
READERS = ("sayso", "feedparser", "warcio", "pypdf", "trafilatura", "justext", "htmldate", "email", "zipfile")
"""The packages whose branches steer the search."""

SUFFIXES = ("", ".txt", ".html", ".xml", ".json", ".jsonl", ".csv", ".eml", ".mbox", ".mht", ".warc", ".gz")


@dataclass(frozen=True, slots=True)
class Target:
    """A format, the name of what reads it in `sayso.ingest.recognition`, and the marks it is made of."""

    kind: str | None
    marks: tuple[str, ...] = ()


_XML = ("<![CDATA[", "]]>", "<!--", "-->", "<?xml", "encoding=", "&amp;", "&#x41;", "</", "/>", "<!DOCTYPE")
_JSON = ('{"', '":', '",', "[{", "}]", "\\\\u", "\\\\ud83d", "1e9", "null", "true", "-0")
_POST = (
    *("Content-Type: ", "multipart/related", "multipart/alternative", "text/html", "boundary=", "charset="),
    *("Content-Transfer-Encoding: base64", "quoted-printable", "=?utf-8?q?", "=?utf-8?b?", "\\x0d\\x0a"),
    *("message/rfc822", "Content-Location: ", "--x", "--x--", "Date: ", "Subject: ", "filename*0*="),
)
_WEB = (
    *("WARC/1.0", "WARC-Type: ", "Content-Length: ", "HTTP/1.1 200 OK", "Content-Encoding: gzip"),
    *("Transfer-Encoding: chunked", "Content-Type: text/html; charset="),
)
_PDF = (
    *("obj", "endobj", "stream", "endstream", "xref", "trailer", "startxref", " 0 R", "<<", ">>", "/Kids"),
    *("/Length", "/Filter", "/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/ObjStm", "/XRef", "/Encrypt"),
    *("/ToUnicode", "/Prev", "/Parent", "/XObject", "beginbfchar", "beginbfrange", "BT", "ET", "Tj", "TJ"),
    *("Tf", "BI", "ID", "EI", "Do"),
)
TARGETS = {
    "text": Target("TEXT", ("Published: ", "Outlet: ", "\\xef\\xbb\\xbf", "\\xff\\xfe")),
    "html": Target("HTML", (*_XML, "<meta ", "charset=", "<article>", "<p>", "<template>", "<svg>")),
    "feed": Target("FEED", (*_XML, "<item>", "<entry>", "<content:encoded>", "<description>", "<pubDate>")),
    "json-feed": Target("JSON_FEED", (*_JSON, '"items"', '"content_html"', '"authors"', '"date_published"')),
    "telegram": Target("TELEGRAM", (*_JSON, '"messages"', '"chats"', '"text_entities"', '"date_unixtime"')),
    "jsonl": Target("LINES", (*_JSON, '"id"', '"text"', '"published"')),
    "json-array": Target("ARRAY", (*_JSON, '"text"', '"published"', '"archive_url"')),
    "csv": Target("TABLE", ('""', '","', "text,", "date", "\\x0d\\x0a", "\\xff\\xfe")),
    "warc": Target("WARC", (*_WEB, "\\x1f\\x8b\\x08")),
    "wacz": Target("WACZ", (*_WEB, "PK\\x03\\x04", "PK\\x01\\x02", "PK\\x05\\x06", "PK\\x06\\x06", "../")),
    "pdf": Target("PDF", _PDF),
    "eml": Target("MAIL", _POST),
    "mbox": Target("MAILBOX", (*_POST, "From ana Sat Jan 14 10:30:00 2023\\x0a", ">From ")),
    "mhtml": Target("MHTML", (*_POST, *_XML[:3], "Snapshot-Content-Location: ", "Content-ID: ", "start=")),
    "gzip": Target(None, ("\\x1f\\x8b\\x08", *_JSON[:3], *_XML[:3], "text,date")),
    "any": Target(None, (*_XML[:3], *_JSON[:3], *_POST[:3])),
}


def main() -> int:
    shown = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=shown)
    parser.add_argument("--minutes", type=float, default=10, help="time a format")
    parser.add_argument("--format", default=",".join(TARGETS), help="formats, with commas between them")
    parser.add_argument("--workers", type=int, default=2, help="formats at once")
    parser.add_argument("--keep", type=Path, help="folder for what is found (else a temporary one)")
    parser.add_argument("--one", nargs=2, metavar=("FORMAT", "FOLDER"), help=argparse.SUPPRESS)
    options, rest = parser.parse_known_args()
    if options.one:
        search(options.one[0], Path(options.one[1]), rest)
        return 0
    formats = options.format.split(",")
    if unknown := [name for name in [*formats, *rest] if name not in TARGETS]:
        parser.error(f"no format {', '.join(unknown)}; there are {', '.join(TARGETS)}")
    if importlib.util.find_spec("atheris") is None:
        parser.error("atheris is not installed; pip install -e '.[dev,fuzz]'")
    folder = options.keep or Path(tempfile.mkdtemp(prefix="sayso-fuzz-"))
    with ThreadPoolExecutor(options.workers) as pool:
        results = pool.map(lambda name: supervised(name, folder / name, options.minutes), formats)
        found = False
        for result in results:
            print(json.dumps(result), flush=True)
            found = found or bool(result["findings"])
    return int(found)


def supervised(name: str, folder: Path, minutes: float) -> dict[str, Any]:
    """Run one format for its time. What hangs or eats memory ends the process: it is begun again."""
    findings, corpus = folder / "findings", folder / "corpus"
    for each in (findings, corpus):
        each.mkdir(parents=True, exist_ok=True)
    (folder / "marks").write_text("".join(f'"{_quoted(mark)}"\n' for mark in TARGETS[name].marks))
    began, executed = time.monotonic(), 0
    while (left := round(minutes * 60 - (time.monotonic() - began))) > 0:
        command = [
            *(sys.executable, str(Path(__file__).resolve()), "--one", name, str(folder), str(corpus)),
            *(f"-max_total_time={left}", f"-timeout={SECONDS_AN_INPUT}", f"-rss_limit_mb={MEBIBYTES}"),
            *(f"-dict={folder / 'marks'}", f"-artifact_prefix={findings}/", f"-max_len={LARGEST_SEED}"),
            *("-print_final_stats=1", "-report_slow_units=5"),
        ]
        with (folder / "log").open("ab") as log:
            ran = subprocess.run(command, stdout=log, stderr=subprocess.PIPE, check=False)
            log.write(ran.stderr)
        told = ran.stderr.decode("utf-8", "replace")
        counts = re.findall(r"^(?:stat::number_of_executed_units: |#)(\d+)", told, re.M)
        executed += int(counts[-1]) if counts else 0
        if not counts:
            raise RuntimeError(f"{name}: the search does not begin; see {folder / 'log'}")
    return {
        "format": name,
        "minutes": round((time.monotonic() - began) / 60, 1),
        "executions": executed,
        # What took more than five seconds is kept to look at; only what took twenty is a finding.
        "slow": sum(path.name.startswith("slow-") for path in findings.iterdir()),
        "findings": sorted(
            path.name for path in findings.iterdir() if path.suffix != ".txt" and path.name[:5] != "slow-"
        ),
    }


def search(name: str, folder: Path, arguments: list[str]) -> None:
    """Feed one format until libFuzzer's own limits end it."""
    import atheris

    with atheris.instrument_imports(include=list(READERS), enable_loader_override=False):
        for module in ("feedparser", "pypdf", "warcio.recordloader", "sayso.ingest", "sayso.ingest.html"):
            importlib.import_module(module)

    from sayso.text.language import detect_language

    # The classifier of languages unpacks its own model through a temporary file, once.
    detect_language(
        "Le ministre a dit que la ville tenait encore, et que ses soldats ne partiraient pas. " * 3
    )
    read = reader(name)
    watch = Watch()
    corpus = Path(arguments[0])
    for seed in seeds(name):
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
        problem_of(read, seed, watch)  # what is loaded on first use is loaded now, unwatched
    told: set[str] = set()

    def one_input(data: bytes) -> None:
        with watch:
            problem = problem_of(read, data, watch)
        if problem is not None and problem[0] not in told:
            told.add(problem[0])
            path = folder / "findings" / f"broken-{hashlib.sha256(problem[0].encode()).hexdigest()[:12]}"
            path.write_bytes(data)
            path.with_suffix(".txt").write_text(problem[1])

    atheris.Setup([sys.argv[0], *arguments], one_input)
    atheris.Fuzz()


def problem_of(read: Callable[[bytes], Iterator[Any]], data: bytes, watch: Watch) -> tuple[str, str] | None:
    """What breaks the promise, as a mark to know it by and in full; None where it is kept."""
    from sayso.errors import SaysoError
    from sayso.ingest import Unread
    from sayso.model import Document

    try:
        for found in read(data):
            if isinstance(found, Unread):
                assert len(str(found).splitlines()) == 1, "a problem is told in several lines"
            else:
                assert isinstance(found, Document)
                assert found.text.strip(), "a document without text"
                assert "\0" not in found.text, "a document with a zero in it"
                found.text.encode("utf-8")
    except SaysoError as problem:
        if len(str(problem).splitlines()) != 1:
            return "lines " + type(problem).__name__, repr(str(problem))
    except BaseException as problem:
        if isinstance(problem, KeyboardInterrupt):
            raise
        frames = traceback.extract_tb(problem.__traceback__)[-3:]
        mark = " ".join([type(problem).__name__, *(f"{frame.filename}:{frame.lineno}" for frame in frames)])
        return mark, traceback.format_exc()
    if watch.seen:
        return watch.seen[0], watch.seen.pop()
    return None


class Watch:
    """While it is on, whatever would write, ask the network or start a program is refused and noted."""

    _ENDS = (
        *("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"),
        *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pickle.find_class"),
        *("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.truncate"),
    )
    _OWN = (sys.prefix, sys.base_prefix, str(Path(__file__).parent.parent), *filter(None, sys.path))

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._on = False
        sys.addaudithook(self._hook)

    def __enter__(self) -> None:
        self._on = True

    def __exit__(self, *_: object) -> None:
        self._on = False

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._on:
            return
        if event in self._ENDS or (event == "open" and self._is_foreign(*arguments)):
            self.seen.append(f"{event} {arguments!r}"[:500])
            raise PermissionError(event)

    def _is_foreign(self, path: object, mode: object, flags: object) -> bool:
        """Whether a file is opened that is no part of the program, or any to be written."""
        writes = isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        is_written = writes or (isinstance(mode, str) and any(mark in mode for mark in "wax+"))
        return is_written or not str(path).startswith(self._OWN)


def reader(name: str) -> Callable[[bytes], Iterator[Any]]:
    """How the bytes of one format are read."""
    import gzip
    import io

    from sayso.ingest import Description, documents_in_bytes
    from sayso.ingest.many import documents_in_stream
    from sayso.ingest.recognition import Format

    about = Description()
    kind = TARGETS[name].kind

    def as_one(data: bytes) -> Iterator[Any]:
        wrapped = _zipped(data) if name == "wacz" and not data.startswith(b"PK") else data
        return documents_in_stream(io.BytesIO(wrapped), "file", Format[kind or ""], today=TODAY, about=about)

    def as_packed(data: bytes) -> Iterator[Any]:
        return as_any(data if data.startswith(b"\x1f\x8b") else gzip.compress(data, 1))

    def as_any(data: bytes) -> Iterator[Any]:
        suffix = SUFFIXES[data[-1] % len(SUFFIXES)] if data else ""
        return documents_in_bytes(data, "file", today=TODAY, about=about, suffix=suffix)

    return as_one if kind else as_packed if name == "gzip" else as_any


def seeds(name: str) -> Iterator[bytes]:
    """The zoo's files of a format, known by what recognises them; all of them for any."""
    import io

    from sayso.errors import SaysoError
    from sayso.ingest.recognition import recognise

    for file, data in zoo():
        if len(data) > LARGEST_SEED:
            continue
        try:
            found = recognise(io.BytesIO(data), "file", Path(file).suffix).name
        except SaysoError:
            found = None
        if TARGETS[name].kind in (None, found):
            yield data


def zoo() -> Iterator[tuple[str, bytes]]:
    """Every file of the zoo with its name."""
    for path in sorted(ZOO.glob("test_*.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for cases in vars(module).values():
            if isinstance(cases, list):
                for case in cases:
                    if isinstance(case, tuple) and len(case) == 5 and isinstance(case[1], str):
                        yield case[1], case[2] if isinstance(case[2], bytes) else str(case[2]).encode()
        for data in getattr(module, "SEEDS", {}).values():
            yield "", data
    yield "a.jsonl", b'{"id": "1", "text": "Troops left.", "published": "2023-01-14", "outlet": "A"}\n'


def _zipped(data: bytes) -> bytes:
    """A web archive in a ZIP, so that what is inside is reached without a checksum by chance."""
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("archive/data.warc", data)
    return stream.getvalue()


def _quoted(mark: str) -> str:
    return mark.replace('"', '\\"')


if __name__ == "__main__":
    sys.exit(main())
