"""Texts and saved pages whose writing is not what they, or their servers, say."""

import pytest

from sayso.ingest.charsets import decode_declared

RUSSIAN = (
    "Министерство сообщило в пятницу, что войска вошли в город Арден после нескольких недель боёв.",
    "Армия сообщила, что её подразделения остаются в городе и удерживают железнодорожный вокзал.",
)
TEXT = "\n".join(RUSSIAN)


def page(declared=None, lead=""):
    head = f"<meta charset='{declared}'>" if declared else ""
    body = "".join(f"<p>{each}</p>" for each in RUSSIAN)
    return (
        f"{lead}<!doctype html><html><head>{head}<title>Арден</title></head><body><article>{body}</article>"
    )


ZOO = [
    # label, file name, bytes, texts and times, lines
    ("a text", "a.txt", TEXT.encode(), [(TEXT, None)], []),
    ("a text with a mark", "a.txt", TEXT.encode("utf-8-sig"), [(TEXT, None)], []),
    ("a text in UTF-16", "a.txt", TEXT.encode("utf-16"), [(TEXT, None)], []),
    ("a text in cp1251", "a.txt", TEXT.encode("cp1251"), [], ["is not text in UTF-8; save it as UTF-8"]),
    ("a text in koi8-r", "a.txt", TEXT.encode("koi8-r"), [], ["is not text in UTF-8; save it as UTF-8"]),
    ("a text cut in a letter", "a.txt", TEXT.encode()[:-3] + b"\xd0", [], ["is not text in UTF-8"]),
    ("a page", "a.html", page("utf-8").encode(), [(TEXT, None)], []),
    ("a page in UTF-16", "a.html", page().encode("utf-16"), [(TEXT, None)], []),
    ("a page in cp1251", "a.html", page("windows-1251").encode("cp1251"), [(TEXT, None)], []),
    ("a page in koi8-r", "a.html", page("koi8-r").encode("koi8-r"), [(TEXT, None)], []),
    ("says cp1251, is UTF-8", "a.html", page("windows-1251").encode(), [(TEXT, None)], []),
    ("says koi8-r, is UTF-8", "a.html", page("koi8-r").encode(), [(TEXT, None)], []),
    ("says cp1251, is koi8-r", "a.html", page("windows-1251").encode("koi8-r"), [(TEXT, None)], []),
    ("says koi8-r, is cp1251", "a.html", page("koi8-r").encode("cp1251"), [(TEXT, None)], []),
    (
        "says nothing, is cp1251",
        "a.html",
        page().encode("cp1251"),
        [],
        ["declares no encoding that is known"],
    ),
    ("says x-own, is cp1251", "a.html", page("x-own").encode("cp1251"), [], ["declares no encoding"]),
    (
        "a page under another name",
        "a.txt",
        page("utf-8", lead="<!-- saved -->\n").encode(),
        [(TEXT, None)],
        [],
    ),
    ("nested without end", "a.html", page() + "<div>" * 5000, [], ["is nested too deeply"]),
    ("a picture", "a.txt", b"\x89PNG\r\n", [], ["is an image, which is not read"]),
    ("a map", "a.geojson", b'{"type": "FeatureCollection"}', [], ["is a map, which is not read"]),
    ("settings", "a.toml", b"[a]\nb = 1\n", [], ["is TOML or YAML, which is not read"]),
    ("nothing", "a.csv", b"", [], ["is empty"]),
    (
        "a note in brackets",
        "a.txt",
        b"[Photo] Troops left the town.",
        [("[Photo] Troops left the town.", None)],
        [],
    ),
    ("a note in braces", "a.txt", b'{"We left," he said.}', [('{"We left," he said.}', None)], []),
]


@pytest.mark.parametrize(
    ("name", "data", "reports", "lines"), [case[1:] for case in ZOO], ids=[case[0] for case in ZOO]
)
def test_the_zoo(fits, name, data, reports, lines):
    fits(name, data if isinstance(data, bytes) else data.encode(), reports, lines)


def test_a_short_text_in_capitals_is_left_as_declared():
    assert decode_declared("СОЛЕДАР".encode("cp1251"), "windows-1251") == "СОЛЕДАР"


def test_what_says_latin_1_is_read_as_windows_reads_it():
    assert decode_declared("“Held”".encode("cp1252"), "iso-8859-1") == "“Held”"
