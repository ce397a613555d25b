"""Files that gzip packed, whatever is inside."""

import contextlib
import gzip
import io
import json
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UnreadableInputError
from sayso.ingest import Description, documents_in_bytes, holds_many, load_document
from sayso.ingest.limits import UNPACKED_FREELY
from sayso.ingest.packing import Unpacked

FELL = "The ministry said on Friday that its troops had taken the town of Arden after weeks of fighting."
HELD = "The army said that its units were still inside the town and holding the railway station."
PAGE = f"<!doctype html><html><body><article><p>{FELL}</p><p>{HELD}</p></article></body></html>"
FEED = f'<rss version="2.0"><channel><item><description>{FELL}</description></item></channel></rss>'
TABLE = f"id,text,published\n1,{FELL},2023-01-14\n2,{HELD},2023-01-14\n"
LINES = "".join(json.dumps({"id": id, "text": text}) + "\n" for id, text in (("1", FELL), ("2", HELD)))
EXPORT = {
    "name": "Front Notes",
    "type": "public_channel",
    "id": 77,
    "messages": [{"id": n, "type": "message", "text": text} for n, text in enumerate((FELL, HELD))],
}
LETTER = f"From: Ana <a@example.org>\r\nMessage-ID: <1@x>\r\nSubject: A\r\n\r\n{FELL}"
BOTH = [(FELL, None), (HELD, None)]
DAY = "2023-01-14"


def packed(text):
    return gzip.compress(text if isinstance(text, bytes) else text.encode(), mtime=0)


ZOO = [
    # label, file name, bytes, texts and times, lines
    ("a text", "note.txt.gz", packed(FELL), [(FELL, None)], []),
    ("a page", "page.html.gz", packed(PAGE), [(f"{FELL}\n{HELD}", None)], []),
    ("a feed", "feed.xml.gz", packed(FEED), [(FELL, None)], []),
    ("lines", "reports.jsonl.gz", packed(LINES), BOTH, []),
    ("an export", "result.json.gz", packed(json.dumps(EXPORT)), BOTH, []),
    ("a table", "table.csv.gz", packed(TABLE), [(FELL, DAY), (HELD, DAY)], []),
    ("a letter", "a.eml.gz", packed(LETTER), [(FELL, None)], []),
    ("known by content", "saved.bin", packed(json.dumps(EXPORT)), BOTH, []),
    ("named in capitals", "REPORTS.JSONL.GZ", packed(LINES), BOTH, []),
    ("named so and not packed", "table.csv.gz", TABLE.encode(), [(FELL, DAY), (HELD, DAY)], []),
    ("packed in two pieces", "a.txt.gz", packed(FELL[:40]) + packed(FELL[40:]), [(FELL, None)], []),
    ("nothing", "a.csv.gz", packed(""), [], ["is empty"]),
    ("cut in a table", "a.csv.gz", packed(TABLE)[:-12], [], ["breaks off within what gzip packed"]),
    ("damaged", "a.csv.gz", packed(TABLE)[:10] + b"\xff" * 40, [], ["is a damaged gzip file"]),
    ("damaged behind", "a.txt.gz", packed(FELL) + b"more", [], ["is a damaged gzip file"]),
    ("packed twice", "a.txt.gz", packed(packed(FELL)), [], ["is packed twice"]),
    ("a ZIP in gzip", "a.wacz.gz", packed(b"PK\x03\x04" + b"\0" * 99), [], ["is packed twice"]),
    ("a picture", "a.svg.gz", packed(b"\x89PNG"), [], ["is an image, which is not read"]),
    ("an archive of a folder", "a.tar.gz", packed(b"x" * 512), [], ["is a ZIP archive, which is not read"]),
    ("a bomb", "a.json.gz", packed(b'[{"text": "' + b"a" * 100_000_000), [], ["is not JSON from here on"]),
    ("a bomb of blanks", "a.txt.gz", packed(b" " * 100_000_000), [], ["is empty"]),
    ("a bomb of lines", "a.jsonl.gz", packed(b"\n" * 99_999 + b"\n" * 99_999_999), [], ["is empty"]),
    ("a bomb of a table", "a.csv.gz", packed("text\n" + "a" * 100_000_000), [], ["a line longer than 20 MB"]),
    ("a bomb of an export", "a.json.gz", packed('{"a": [' + " " * 100_000_000), [], ["unpacks to far more"]),
    ("a large text", "a.txt.gz", packed(FELL * 300_000), [], ["is larger than 20 MB"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "reports", "lines"), [case[1:] for case in ZOO], ids=[case[0] for case in ZOO]
)
def test_the_zoo(fits, name, data, reports, lines):
    fits(name, data, reports, lines)


def test_what_is_whole_before_a_break_is_given(taken):
    long = json.dumps({**EXPORT, "messages": [
        {"id": n, "type": "message", "text": f"{n} {FELL} {n * 7919 % 9973}"} for n in range(20_000)
    ]})  # fmt: skip
    data = packed(long)
    documents, problems = taken("result.json.gz", data[: len(data) // 2])
    assert len(documents) > 1000
    assert problems == ["breaks off within what gzip packed; download it again"]


def test_a_packed_file_is_known_for_one_or_many_and_its_report_is_that_inside(tmp_path):
    one, many = tmp_path / "a.txt.gz", tmp_path / "a.csv.gz"
    one.write_bytes(packed(FELL))
    many.write_bytes(packed(TABLE))
    assert (holds_many(one), holds_many(many)) == (False, True)
    plain = tmp_path / "a.txt"
    plain.write_text(FELL)
    assert load_document(one, today=date(2024, 6, 1)) == load_document(plain, today=date(2024, 6, 1))


def test_nothing_is_written_beside_it(taken, tmp_path):
    taken("result.json.gz", packed(json.dumps(EXPORT)))
    assert [path.name for path in tmp_path.iterdir()] == ["result.json.gz"]


@given(parts=st.lists(st.binary(max_size=200), min_size=1, max_size=4), sizes=st.lists(st.integers(1, 50)))
def test_what_was_packed_comes_out_again_and_again(parts, sizes):
    stream = Unpacked(io.BytesIO(b"".join(packed(part) for part in parts)), "file")
    for size in sizes:
        stream.read(size)
    stream.seek(0)
    assert stream.read() == b"".join(parts)


@given(data=st.binary(max_size=300), at=st.integers(0, 400))
def test_damage_is_told_and_nothing_else(data, at):
    whole = packed(data * 3)
    at %= len(whole)
    hurt = whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]
    with contextlib.suppress(UnreadableInputError):
        list(documents_in_bytes(hurt, "file", today=date(2024, 6, 1), about=Description(), suffix=".txt.gz"))


def test_little_is_made_of_much_before_it_is_told():
    stream = Unpacked(io.BytesIO(packed(b"\0" * (UNPACKED_FREELY + 10**6))), "file")
    while stream.tell() <= UNPACKED_FREELY - (1 << 16):
        assert stream.read(1 << 16)
    with pytest.raises(UnreadableInputError, match="far more"):
        stream.read(1 << 17)


WATCHED = """
import resource, sys
from datetime import date
from pathlib import Path
from sayso.ingest import Description, documents_in_file
def peak():
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
today, about = date(2024, 6, 1), Description()
list(documents_in_file(Path(sys.argv[1]), today=today, about=about))  # what the first reading loads
start = peak()
count = sum(1 for _ in documents_in_file(Path(sys.argv[2]), today=today, about=about))
print(count, peak() - start)
"""


def test_a_long_packed_export_needs_the_memory_of_one_message(tmp_path):
    small, large = tmp_path / "small.json.gz", tmp_path / "large.json.gz"
    small.write_bytes(packed(json.dumps(EXPORT)))
    with gzip.open(large, "wt", compresslevel=1) as stream:
        stream.write('{"name": "Front Notes", "type": "public_channel", "id": 77, "messages": [')
        messages = ({"id": n, "type": "message", "text": f"{n} {FELL * 8}"} for n in range(50_000))
        stream.write(",\n".join(json.dumps(message) for message in messages))
        stream.write("]}\n")
    answer = subprocess.run(
        [sys.executable, "-c", WATCHED, small, large], capture_output=True, text=True, check=True
    )
    count, mebibytes = answer.stdout.split()
    assert int(count) == 50_000
    assert float(mebibytes) < 40
