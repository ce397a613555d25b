"""WARC and WACZ, whole, damaged and hostile."""

import gzip
import io
import zipfile
from datetime import UTC, datetime

import pytest

PARAGRAPHS = (
    "The ministry said on Friday that its troops had taken the town of Arden after weeks of fighting.",
    "The army said that its units were still inside the town and holding the railway station.",
)
TEXT = "\n".join(PARAGRAPHS)
RUSSIAN = (
    "Министерство сообщило в пятницу, что войска вошли в город Арден после нескольких недель боёв.",
    "Армия сообщила, что её подразделения остаются в городе и удерживают железнодорожный вокзал.",
)


def page(paragraphs=PARAGRAPHS, head=""):
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<!doctype html><html><head>{head}<title>Arden</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Two armies claim Arden</h1>{body}</article></body></html>"
    )


def record(kind="response", uri="https://example.org/a", block=b"", when="2023-01-15T09:00:00Z", length=None):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: {when}\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nWARC-Payload-Digest: sha1:ABC\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body=None, *, status="200 OK", kind="text/html; charset=utf-8", more=""):
    body = page().encode() if body is None else body
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def chunked(body):
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


def wacz(*members, compression=zipfile.ZIP_STORED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        archive.writestr("datapackage.json", "{}")
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


ONE = record(block=answer())
TWO = ONE + record(uri="https://example.org/b", block=answer())
INFO = record("warcinfo", block=b"software: x\r\n")
DATED = "<meta property='article:published_time' content='2023-01-14T17:05:00+02:00'>"
PIECES = gzip.compress(INFO) + gzip.compress(ONE)
BOMB = gzip.compress(record(kind="resource", block=b"\0" * 80_000_000))
BOMB_PAGE = gzip.compress(
    record(block=answer(gzip.compress(b" " * 30_000_000), more="Content-Encoding: gzip\r\n"))
)
TIED = bytearray(wacz(("archive/data.warc", ONE)))
TIED[6] |= 1
TIED[TIED.index(b"PK\x01\x02") + 8] |= 1
LONG_HEADER = b"WARC/1.0\r\nX: " + b"x" * 6_000_000

ZOO = [
    # label, file name, bytes, texts and times, lines
    ("plain", "a.warc", INFO + ONE, [(TEXT, None)], []),
    ("packed", "a.warc.gz", PIECES, [(TEXT, None)], []),
    ("packed as a whole", "a.warc.gz", gzip.compress(INFO + ONE), [(TEXT, None)], []),
    ("known by content", "crawl.bin", PIECES, [(TEXT, None)], []),
    (
        "a page with a date",
        "a.warc",
        record(block=answer(page(head=DATED).encode())),
        [(TEXT, "2023-01-14T17:05:00+02:00")],
        [],
    ),
    (
        "chunked",
        "a.warc",
        record(block=answer(chunked(page().encode()), more="Transfer-Encoding: chunked\r\n")),
        [(TEXT, None)],
        [],
    ),
    (
        "a packed page",
        "a.warc",
        record(block=answer(gzip.compress(page().encode()), more="Content-Encoding: gzip\r\n")),
        [(TEXT, None)],
        [],
    ),
    (
        "a page packed in a strange way",
        "a.warc",
        record(block=answer(b"zz", more="Content-Encoding: zstd\r\n")) + ONE,
        [(TEXT, None)],
        ["https://example.org/a: is packed as 'zstd'"],
    ),
    (
        "cp1251 by the server",
        "a.warc",
        record(block=answer(page(RUSSIAN).encode("cp1251"), kind="text/html; charset=windows-1251")),
        [("\n".join(RUSSIAN), None)],
        [],
    ),
    (
        "koi8-r by the page",
        "a.warc",
        record(block=answer(page(RUSSIAN, "<meta charset='koi8-r'>").encode("koi8-r"), kind="text/html")),
        [("\n".join(RUSSIAN), None)],
        [],
    ),
    (
        "Latin-1 by a server that knows nothing",
        "a.warc",
        record(
            block=answer(
                page(RUSSIAN, "<meta charset='windows-1251'>").encode("cp1251"),
                kind="text/html; charset=iso-8859-1",
            )
        ),
        [("\n".join(RUSSIAN), None)],
        [],
    ),
    (
        "cp1251 by the server, UTF-8 in truth",
        "a.warc",
        record(block=answer(page(RUSSIAN).encode(), kind="text/html; charset=windows-1251")),
        [("\n".join(RUSSIAN), None)],
        [],
    ),
    (
        "what is no page",
        "a.warc",
        record(block=answer(b"\x89PNG", kind="image/png"))
        + record(block=answer(status="404 Not Found"))
        + record("request", block=b"GET / HTTP/1.1\r\n\r\n")
        + record("metadata", block=b"x: y")
        + ONE,
        [(TEXT, None)],
        [],
    ),
    ("no page at all", "a.warc", INFO, [], ["holds no web page"]),
    (
        "a page without an article",
        "a.warc",
        record(block=answer(b"<html><body></body></html>")) + TWO,
        [(TEXT, None), (TEXT, None)],
        ["https://example.org/a: holds no article text"],
    ),
    ("cut in the second page", "a.warc", TWO[:-200], [(TEXT, None)], ["breaks off within a page"]),
    (
        "cut in the second piece",
        "a.warc.gz",
        (PIECES + gzip.compress(ONE))[:-100],
        [(TEXT, None)],
        ["breaks off within a record"],
    ),
    (
        "damaged in the second piece",
        "a.warc.gz",
        PIECES + b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + b"\xff" * 80,
        [(TEXT, None)],
        ["is a damaged web archive"],
    ),
    (
        "a length that is not kept",
        "a.warc",
        record(block=answer(), length=10**9),
        [],
        ["breaks off within a page"],
    ),
    ("headers without end", "a.warc", LONG_HEADER, [], ["has headers without end"]),
    ("no archive whatever its name", "a.warc", b"Some text.", [], ["is a damaged web archive"]),
    ("a bomb", "a.warc.gz", BOMB, [], ["unpacks to far more than it holds"]),
    ("a page that is a bomb", "a.warc.gz", BOMB_PAGE, [], ["https://example.org/a: is larger than 20 MB"]),
    (
        "gzip of something else",
        "a.gz",
        gzip.compress(b"Some text."),
        [("Some text.", None)],
        [],
    ),
    (
        "WACZ",
        "a.wacz",
        wacz(("archive/data.warc.gz", PIECES), ("pages/pages.jsonl", "{}")),
        [(TEXT, None)],
        [],
    ),
    ("WACZ known by content", "saved.zip", wacz(("archive/data.warc", ONE)), [(TEXT, None)], []),
    ("WACZ of two", "a.wacz", wacz(("archive/1.warc", ONE), ("archive/2.warc", ONE)), [(TEXT, None)] * 2, []),
    ("WACZ without archives", "a.wacz", wacz(("x.txt", "x")), [], ["holds no web page"]),
    (
        "WACZ that climbs",
        "a.wacz",
        wacz(("archive/data.warc", ONE), ("../../evil.warc", ONE)),
        [],
        ["leads out of it"],
    ),
    ("WACZ from the root", "a.wacz", wacz(("/etc/data.warc", ONE)), [], ["leads out of it"]),
    (
        "WACZ that climbs on Windows",
        "a.wacz",
        wacz(("archive/data.warc", ONE), ("..\\evil", b"")),
        [],
        ["leads out of it"],
    ),
    ("WACZ on a drive", "a.wacz", wacz(("C:\\data.warc", ONE)), [], ["leads out of it"]),
    (
        "WACZ that is a bomb",
        "a.wacz",
        wacz(("archive/data.warc", b"\0" * 80_000_000), compression=zipfile.ZIP_DEFLATED),
        [],
        ["unpacks to far more than it holds"],
    ),
    (
        "WACZ with a bomb inside",
        "a.wacz",
        wacz(("archive/data.warc.gz", BOMB)),
        [],
        ["data.warc.gz: unpacks to far more"],
    ),
    ("WACZ cut", "a.wacz", wacz(("archive/data.warc", TWO))[:-300], [], ["is a damaged web archive"]),
    (
        "WACZ cut inside",
        "a.wacz",
        wacz(("archive/data.warc", TWO[:-200])),
        [(TEXT, None)],
        ["breaks off within a page"],
    ),
    ("WACZ locked", "a.wacz", bytes(TIED), [], ["locked by a password"]),
    ("a ZIP of texts", "a.zip", wacz(("x.txt", "x")), [], ["is a ZIP archive, which is not read"]),
]


@pytest.mark.parametrize(
    ("name", "data", "reports", "lines"), [case[1:] for case in ZOO], ids=[case[0] for case in ZOO]
)
def test_the_zoo(fits, name, data, reports, lines):
    fits(name, data, reports, lines)


def test_a_page_has_the_address_it_was_asked_for_and_the_time_it_was_saved(taken):
    own = "<link rel='canonical' href='https://example.org/other'>"
    (document,), _ = taken("a.warc", record(block=answer(page(head=own).encode())))
    assert document.url == "https://example.org/a"
    assert document.published is None
    assert document.provenance.captured == datetime(2023, 1, 15, 9, tzinfo=UTC)
    assert document.provenance.raw_hash == "sha1:ABC"
    assert len(document.raw_sha256) == 64


def test_nothing_is_written_beside_an_archive(taken, tmp_path):
    taken("a.wacz", wacz(("archive/data.warc.gz", PIECES)))
    assert [path.name for path in tmp_path.iterdir()] == ["a.wacz"]
