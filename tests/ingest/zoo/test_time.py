"""What is written to keep a machine busy takes the time that its size takes, and no more."""

import time

import pytest

FELL = "The ministry said on Friday that its troops had taken the town of Arden after weeks of fighting."
HELD = "The army said that its units were still inside the town and holding the railway station."
PAGE = f"<article><p>{FELL}</p><p>{HELD}</p></article>"
TEXT = f"{FELL}\n{HELD}"
ITEM = f"<item><description>{FELL}</description></item>"
NAMES = " ".join(f"a{n}=1" for n in range(100_000))
HIDDEN = " ".join(f"a{n}='>'" for n in range(100_000))

SLOW = [
    # label, file name, text, the text read or what is said
    ("comments before a page", "a.html", "<!---->" * 60 + "<!doctype html>" + PAGE, TEXT),
    ("comments before nothing", "a.txt", "<!---->" * 60 + "x", "<!---->" * 60 + "x"),
    ("types before nothing", "a.txt", "<!DOCTYPE a[]>" * 60 + "x", "<!DOCTYPE a[]>" * 60 + "x"),
    ("a feed of blanks", "a.xml", f"<rss><channel>{' ' * 3_000_000}{ITEM}</channel></rss>", FELL),
    ("a feed of empty lines", "a.xml", f"<rss><channel>{chr(10) * 3_000_000}{ITEM}</channel></rss>", FELL),
    ("a tag of names", "a.html", f"<!doctype html><div {NAMES}>{PAGE}", "has more written into one tag"),
    (
        "a tag of names with signs in them",
        "a.html",
        f"<!doctype html><div {HIDDEN}>{PAGE}",
        "has more written into",
    ),
    (
        "a tag with a stray mark",
        "a.html",
        f"<!doctype html><div x\" y='>' {NAMES}>{PAGE}",
        "has more written into",
    ),
    ("one name again and again", "a.html", f"<!doctype html><div {'a=1 ' * 100_000}>{PAGE}", TEXT),
    (
        "a feed with such a tag",
        "a.xml",
        f"<rss><channel>{ITEM.replace(FELL, f'&lt;p {NAMES}>')}</channel></rss>",
        "has more written into one tag",
    ),
]


@pytest.mark.parametrize(
    ("name", "data", "read"), [case[1:] for case in SLOW], ids=[case[0] for case in SLOW]
)
def test_it_ends_soon(taken, name, data, read):
    began = time.monotonic()
    documents, problems = taken(name, data.encode())
    assert time.monotonic() - began < 10
    (told,) = [*(each.text for each in documents), *problems]
    assert read in told if problems else read == told


def test_a_page_that_takes_too_long_is_told_so(taken, monkeypatch):
    monkeypatch.setattr("sayso.ingest.pages._LONGEST", 0.3)
    page = f"<!doctype html><article><p>{'x<br>' * 300_000}</p></article>"
    said = "is a page that takes too long to read; save the article's text"
    assert taken("a.html", page.encode()) == ([], [said])
