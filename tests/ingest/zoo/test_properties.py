"""Whatever bytes come in, what comes out is documents and lines of problems, and it ends."""

import gzip
import io
import json
import random
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import SaysoError
from sayso.ingest import Description, Unread, documents_in_bytes
from sayso.ingest.fragments import fragment_text
from sayso.ingest.jsonstream import JsonStream
from sayso.ingest.many import documents_in_stream
from sayso.ingest.moments import publication_or_none, unix_instant
from sayso.ingest.recognition import Format

TODAY = date(2024, 6, 1)
PAGE = b"<!doctype html><html><body><article><p>Troops left the town, they said.</p></article></body></html>"
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\n"
    b"WARC-Date: 2023-01-15T09:00:00Z\r\nContent-Type: application/http\r\n"
    b"Content-Length: %d\r\n\r\n%s\r\n\r\n"
) % (len(HTTP), HTTP)
RSS = (
    b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Post</title><item>'
    b"<title>T</title>"
    b"<description>Troops &lt;b&gt;left&lt;/b&gt;.</description>"
    b"<pubDate>Sat, 14 Jan 2023 10:30:00 +0200</pubDate>"
    b"</item></channel></rss>"
)
PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages "
    b"/Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n"
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>\n"
    b"endobj\n"
    b"4 0 obj\n<< /Length 44 >>\nstream\nBT /F1 12 Tf 72 720 Td (Troops left town.) Tj ET\nendstream\n"
    b"endobj\n"
    b"trailer\n<< /Root 1 0 R /Size 5 >>\nstartxref\n0\n%%EOF\n"
)
MAIL = (
    b"From: Ana <ana@example.org>\r\nSubject: =?utf-8?q?Town?=\r\nDate: Sat, 14 Jan 2023 10:30:00 +0200\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="x"\r\n\r\n--x\r\n'
    b"Content-Type: text/plain; charset=utf-8\r\n\r\nTroops left.\r\n--x\r\nContent-Type: text/html\r\n\r\n"
    b"<p>Troops left.</p>\r\n--x--\r\n"
)
MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\n'
    b"Content-Type: text/html\r\nContent-ID: <1>\r\nContent-Location: https://example.org/a\r\n\r\n"
    + PAGE
    + b"\r\n--x\r\nContent-Type: text/css\r\n\r\np {}\r\n--x--\r\n"
)
TELEGRAM = json.dumps(
    {
        "name": "Notes",
        "type": "public_channel",
        "id": 7,
        "messages": [
            {"id": 1, "type": "message", "date_unixtime": "1673692200", "text": ["A ", {"text": "b"}]}
        ],
    }
).encode()
FEED = json.dumps({"title": "Post", "items": [{"content_html": "<p>Troops left.</p>"}]}).encode()


def _wacz():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.warc.gz", gzip.compress(WARC))
    return stream.getvalue()


SEEDS = {
    Format.TEXT: b"Published: 2023-01-14\n\nTroops left the town.\n",
    Format.HTML: PAGE,
    Format.PDF: PDF,
    Format.MAIL: MAIL,
    Format.MAILBOX: b"From ana Sat Jan 14 10:30:00 2023\n"
    + MAIL
    + b"\nFrom bo Sat Jan 14 10:31:00 2023\n"
    + MAIL,
    Format.MHTML: MHTML,
    Format.LINES: b'{"id": "1", "text": "Troops left.", "published": null}\n{"id": "2", "text": "A"}\n',
    Format.ARRAY: b'[{"id": "1", "text": "Troops left.", "published": "2023-01-14"}, {"text": 7}]',
    Format.TABLE: b'id,text,published\n1,"Troops left, it said.",2023-01-14\n',
    Format.FEED: RSS,
    Format.JSON_FEED: FEED,
    Format.TELEGRAM: TELEGRAM,
    Format.WARC: WARC,
    Format.WACZ: _wacz(),
}
PIECES = (
    *(b"<", b">", b"&", b'"', b"{", b"[", b"]", b"}", b"\\", b",", b"\n", b"\r\n\r\n", b"<![CDATA[", b"\0"),
    *(b"<!--", b"--x", b"1e", b"-", b"stream\n", b"endobj", b"/Kids [2 0 R]", b"\xff\xfe", b"\xef\xbb\xbf"),
)


def _damaged(seed, number):
    """A good file with some places cut out, doubled or written over, and sometimes its end gone."""
    chance, data = random.Random(number), seed
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.randint(0, 40))
        other = chance.choice((*PIECES, chance.randbytes(6)))
        data = data[:start] + (other if chance.random() < 0.5 else data[start:end] * 2) + data[end:]
        if chance.random() < 0.3:
            data = data[:start] + data[end:]
    return data[: chance.randint(0, len(data))] if chance.random() < 0.3 else data


def _is_one_line(told):
    assert len(str(told).splitlines()) == 1


def _holds(found):
    if isinstance(found, Unread):
        _is_one_line(found)
        return
    assert found.text.strip()
    assert "\0" not in found.text
    found.text.encode("utf-8")
    assert found.published is None or found.published.day.year >= 1900


@pytest.mark.parametrize("kind", SEEDS, ids=lambda kind: kind.name.lower())
def test_a_good_file_is_read(kind):
    (found, *_) = documents_in_stream(io.BytesIO(SEEDS[kind]), "file", kind, today=TODAY, about=Description())
    assert not isinstance(found, Unread)


@pytest.mark.parametrize("kind", SEEDS, ids=lambda kind: kind.name.lower())
@settings(max_examples=120)
@given(number=st.integers(0, 2**32))
def test_a_damaged_file_is_read_or_refused(kind, number):
    given_bytes = _damaged(SEEDS[kind], number)
    try:
        for found in documents_in_stream(
            io.BytesIO(given_bytes), "file", kind, today=TODAY, about=Description()
        ):
            _holds(found)
    except SaysoError as problem:
        _is_one_line(problem)


@settings(max_examples=300)
@given(
    data=st.binary(max_size=300) | st.builds(_damaged, st.sampled_from(list(SEEDS.values())), st.integers(0)),
    suffix=st.sampled_from(
        (
            "",
            ".txt",
            ".xml",
            ".json",
            ".csv",
            ".eml",
            ".warc",
            ".wacz",
            ".pdf",
            ".zip",
            ".mbox",
            ".mht",
            ".gz",
        )
    ),
)
def test_any_bytes_under_any_name_are_documents_or_refused(data, suffix):
    try:
        for found in documents_in_bytes(data, "file", today=TODAY, about=Description(), suffix=suffix):
            _holds(found)
    except SaysoError as problem:
        _is_one_line(problem)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


class _Trickle(io.BytesIO):
    """Gives a few bytes at a time, so that every value is cut somewhere."""

    def __init__(self, data, pace):
        super().__init__(data)
        self._pace = pace

    def read(self, _size=-1):
        return super().read(self._pace)


@given(values=st.lists(JSON, max_size=6), pace=st.integers(1, 9), ascii_only=st.booleans())
def test_an_array_read_piece_by_piece_is_what_it_is_as_a_whole(values, pace, ascii_only):
    written = json.dumps(values, ensure_ascii=ascii_only).encode("utf-8", "replace")
    whole = json.loads(written)
    stream = JsonStream(_Trickle(written, pace), "file")
    assert [stream.value() for _ in stream.elements()] == whole


@given(values=st.dictionaries(st.text(), JSON, max_size=6), pace=st.integers(1, 9), data=st.data())
def test_what_is_skipped_costs_nothing_of_what_is_not(values, pace, data):
    written = json.dumps(values).encode()
    wanted = {key for key in values if data.draw(st.booleans())}
    stream = JsonStream(_Trickle(written, pace), "file")
    found = {}
    for key in stream.members():
        if key in wanted:
            found[key] = stream.value()
        else:
            stream.skip()
    assert found == {key: value for key, value in values.items() if key in wanted}


@given(st.text(alphabet="<>/abp div&;!-\n\"'= lt#x", max_size=300))
def test_any_markup_becomes_lines_of_words(markup):
    text = fragment_text(markup, "file")
    assert all(line and line == " ".join(line.split()) for line in text.splitlines())


@given(st.text(alphabet="0123456789 :+-TZGMTJanSat,./", max_size=40))
def test_any_words_are_a_possible_date_or_none(words):
    found = publication_or_none(words, today=TODAY)
    assert found is None or 1900 <= found.day.year <= 2024
    assert found is None or found.instant is None or found.instant.tzinfo is not None


@given(st.one_of(st.integers(), st.text(max_size=15), st.floats(), st.none()))
def test_any_number_is_a_possible_instant_or_none(value):
    found = unix_instant(value, today=TODAY)
    assert found is None or found.tzinfo is not None
