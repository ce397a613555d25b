"""Mailboxes, and pages that browsers saved as MHTML: whole, damaged and hostile."""

import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest import Description, Unread, documents_in_bytes, holds_many, load_document

FELL = "The ministry said on Friday that its troops had taken the town of Arden after weeks of fighting."
HELD = "The army said that its units were still inside the town and holding the railway station."
RUSSIAN = (
    "Министерство сообщило в пятницу, что войска вошли в город Арден после нескольких недель боёв.",
    "Армия сообщила, что её подразделения остаются в городе и удерживают железнодорожный вокзал.",
)
INSTANT = "2023-01-14T10:30:00+02:00"
BEGIN = "From ana@example.org Sat Jan 14 10:30:00 2023\n"
TODAY = date(2024, 6, 1)


def letter(text=FELL, more=""):
    head = (
        "From: Ana Example <ana@example.org>\nTo: desk@example.org\nSubject: Arden\nMIME-Version: 1.0\n"
        f"Message-ID: <1@example.org>\nDate: Sat, 14 Jan 2023 10:30:00 +0200\n{more}"
    )
    return f"{head}Content-Type: text/plain; charset=utf-8\n\n{text}\n"


def mailbox(*letters, begin=BEGIN):
    return "\n".join(begin + each for each in letters)


TWO = mailbox(letter(), letter(HELD))
BOTH = [(FELL, INSTANT), (HELD, INSTANT)]
PARTS = (
    'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nTroops left.\n--x--\n'
)
QUOTED = "He wrote:\n\n>From the hill we saw it.\n\n>>From the hill.\n"
SENTENCE = "It was quiet.\n\nFrom 1990 on the town was theirs, until May 2023\n"

MAILBOXES = [
    # label, file name, bytes, texts and times, lines
    ("one", "a.mbox", mailbox(letter()), [(FELL, INSTANT)], []),
    ("two", "a.mbox", TWO, BOTH, []),
    ("known by content", "Inbox", TWO, BOTH, []),
    ("with other line ends", "a.mbox", TWO.replace("\n", "\r\n"), BOTH, []),
    ("of Thunderbird", "Inbox", mailbox(letter(), begin="From - Sat Jan 14 10:30:00 2023\n"), BOTH[:1], []),
    (
        "with a zone",
        "a.mbox",
        mailbox(letter(), begin="From 17@xxx Sat Jan 14 10:30:00 +0000 2023\n"),
        BOTH[:1],
        [],
    ),
    (
        "a line quoted",
        "a.mbox",
        mailbox(letter(QUOTED), letter(HELD)),
        [("He wrote:\n\nFrom the hill we saw it.\n\n>From the hill.", INSTANT), BOTH[1]],
        [],
    ),
    ("a sentence that begins so", "a.mbox", mailbox(letter(SENTENCE)), [(SENTENCE.strip(), INSTANT)], []),
    ("without an empty line between", "a.mbox", TWO.replace("\n\nFrom ana", "\nFrom ana"), BOTH[:0], None),
    (
        "a letter without text",
        "a.mbox",
        mailbox(letter(""), letter(HELD)),
        BOTH[1:],
        ["letter 1: is an e-mail without"],
    ),
    (
        "cut in the second",
        "a.mbox",
        TWO[: TWO.rindex("Subject") + 4],
        BOTH[:1],
        ["letter 2: is an e-mail that breaks"],
    ),
    (
        "cut in the parts of the second",
        "a.mbox",
        mailbox(letter(), letter().split("Content-Type")[0] + PARTS)[:-8],
        BOTH[:1],
        ["letter 2: is an e-mail that breaks off"],
    ),
    (
        "zeros in the first",
        "a.mbox",
        mailbox(letter("A\0B"), letter(HELD)),
        BOTH[1:],
        ["letter 1: is binary"],
    ),
    (
        "one too large",
        "a.mbox",
        mailbox(letter("word\n" * 5_000_000), letter(HELD)),
        BOTH[1:],
        ["letter 1: is larger than 20 MB"],
    ),
    (
        "one line without end",
        "a.mbox",
        mailbox(letter("x" * 25_000_000), letter(HELD)),
        BOTH[1:],
        ["larger than 20 MB"],
    ),
    ("no mailbox whatever its name", "a.mbox", "Some text.", [], ["is no mailbox"]),
    ("a text that begins so", "a.txt", "From the hill we saw it.", [("From the hill we saw it.", None)], []),
    ("a message of Outlook", "a.pst", "!BDN", [], ["is a message of Outlook, which is not read"]),
]


@pytest.mark.parametrize(
    ("name", "data", "reports", "lines"),
    [case[1:] for case in MAILBOXES],
    ids=[case[0] for case in MAILBOXES],
)
def test_mailboxes(fits, taken, name, data, reports, lines):
    if lines is None:
        assert len(taken(name, data.encode())[0]) == 1  # where one ends cannot be told
    else:
        fits(name, data.encode(), reports, lines)


def test_a_letter_of_a_mailbox_says_who_sent_it(taken, tmp_path):
    documents, _ = taken("a.mbox", TWO.encode())
    assert [each.author for each in documents] == ["Ana Example"] * 2
    assert all(len(each.raw_sha256) == 64 for each in documents)
    assert holds_many(tmp_path / "a.mbox")


@given(
    st.lists(st.text(alphabet="From a1:90 2023\n>", max_size=60).filter(str.strip), min_size=1, max_size=4)
)
def test_letters_come_out_as_they_went_in(texts):
    """A mail program writes ">" before lines that begin as a letter does; whatever else they hold stays."""
    quoted = ["\n".join(_quoted(line) for line in text.split("\n")) for text in texts]
    data = mailbox(*(letter(f"A.\n{text}") for text in quoted)).encode()
    found = documents_in_bytes(data, "file", today=TODAY, about=Description(), suffix=".mbox")
    assert [each.text.split() for each in found] == [f"A.\n{text}".split() for text in texts]


def _quoted(line):
    return f">{line}" if line.lstrip(">").startswith("From ") else line


def page(paragraphs=(FELL, HELD), head=""):
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<!DOCTYPE html><html><head>{head}<title>Arden</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Two armies claim Arden</h1>{body}</article></body></html>"
    )


HEAD = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/arden\r\nSubject: Arden\r\n"
    "Date: Sun, 15 Jan 2023 09:00:00 -0000\r\nMIME-Version: 1.0\r\n"
)
STYLE = "Content-Type: text/css\r\nContent-Location: cid:css@mhtml.blink\r\n\r\np { color: red }"
PICTURE = (
    "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
    "Content-Location: ../../../x.png\r\n\r\niVBORw0KGgo="
)
FRAME = "Content-Type: text/html\r\nContent-Location: https://ads.example.org\r\n\r\n<p>Buy.</p>"


def root(
    body=None, kind="text/html", more="Content-Location: https://example.org/arden\r\n", coding="binary"
):
    head = f"Content-Type: {kind}\r\nContent-ID: <root@x>\r\nContent-Transfer-Encoding: {coding}\r\n"
    return f"{head}{more}\r\n{body or page()}"


def saved(*parts, head=HEAD, code="utf-8", more='type="text/html";'):
    body = "".join(f"------x\r\n{part}\r\n" for part in parts) + "------x--\r\n"
    return f'{head}Content-Type: multipart/related; {more}\r\n\tboundary="----x"\r\n\r\n\r\n{body}'.encode(
        code
    )


TEXT = f"{FELL}\n{HELD}"
DATED = "<meta property='article:published_time' content='2023-01-14T17:05:00+02:00'>"
NESTED = (
    "Content-Type: multipart/related; boundary=x\r\n\r\n"
    + "--x\r\nContent-Type: text/css\r\n\r\nx\r\n" * 6000
)

PAGES = [
    # label, file name, bytes, texts and times, lines
    ("of Chrome", "a.mhtml", saved(root(), STYLE, PICTURE), [(TEXT, None)], []),
    ("known by content", "saved.txt", saved(root(), STYLE), [(TEXT, None)], []),
    ("under the name of a letter", "a.eml", saved(root(), STYLE), [(TEXT, None)], []),
    (
        "of Internet Explorer",
        "a.mht",
        saved(root(), head='From: "Saved by Windows Internet Explorer 8"\r\nMIME-Version: 1.0\r\n'),
        [(TEXT, None)],
        [],
    ),
    (
        "that says nothing of who saved it",
        "a.mht",
        saved(root(), head="MIME-Version: 1.0\r\n"),
        [(TEXT, None)],
        [],
    ),
    (
        "a letter of parts is none",
        "a.eml",
        saved(root(f"<p>{FELL}</p>"), head=letter().split("Content")[0]),
        [(FELL, INSTANT)],
        [],
    ),
    (
        "with a date of its own",
        "a.mht",
        saved(root(page(head=DATED))),
        [(TEXT, "2023-01-14T17:05:00+02:00")],
        [],
    ),
    (
        "with a frame before the page",
        "a.mht",
        saved(FRAME, root(), more='start="<root@x>";'),
        [(TEXT, None)],
        [],
    ),
    (
        "with a start that is not there",
        "a.mht",
        saved(root(), FRAME, more='start="<y>";'),
        [(TEXT, None)],
        [],
    ),
    (
        "in quoted-printable",
        "a.mht",
        saved(root(page().replace("=", "=3D"), coding="quoted-printable")),
        [(TEXT, None)],
        [],
    ),
    (
        "cp1251 by its part",
        "a.mht",
        saved(root(page(RUSSIAN), kind="text/html; charset=windows-1251"), code="cp1251"),
        [("\n".join(RUSSIAN), None)],
        [],
    ),
    (
        "koi8-r by the page",
        "a.mht",
        saved(root(page(RUSSIAN, "<meta charset='koi8-r'>")), code="koi8-r"),
        [("\n".join(RUSSIAN), None)],
        [],
    ),
    ("one part alone", "a.mht", f"MIME-Version: 1.0\r\n{root()}".encode(), [(TEXT, None)], []),
    ("no page", "a.mht", saved(STYLE, PICTURE), [], ["is an MHTML page without a page"]),
    ("no article", "a.mht", saved(root("<html><body></body></html>")), [], ["holds no article text"]),
    ("no letter whatever its name", "a.mht", b"Some text.", [], ["is an MHTML page without a page"]),
    ("cut in a picture", "a.mht", saved(root(), PICTURE)[:-30], [(TEXT, None)], []),
    ("cut in the page", "a.mht", saved(root())[:-60], [], ["breaks off within the page"]),
    ("too many parts", "a.mht", HEAD.encode() + NESTED.encode(), [], ["too many parts"]),
    ("nested without end", "a.mht", saved(root("<div>" * 5000)), [], ["is nested too deeply"]),
]


@pytest.mark.parametrize(
    ("name", "data", "reports", "lines"), [case[1:] for case in PAGES], ids=[case[0] for case in PAGES]
)
def test_saved_pages(fits, name, data, reports, lines):
    fits(name, data, reports, lines)


def test_a_saved_page_has_its_address_and_the_time_it_was_saved(taken, tmp_path):
    own = "<link rel='canonical' href='https://example.org/other'>"
    (document,), _ = taken("a.mhtml", saved(root(page(head=own))))
    assert (document.url, document.author, document.form) == ("https://example.org/arden", None, "mhtml")
    assert document.published is None
    assert document.provenance.captured == datetime(2023, 1, 15, 9, tzinfo=UTC)
    assert not holds_many(tmp_path / "a.mhtml")
    assert load_document(tmp_path / "a.mhtml", today=TODAY) == document


@pytest.mark.parametrize("address", ["file:///C:/Users/ana/arden.html", "cid:root@x", "javascript:steal()"])
def test_an_address_on_somebodys_machine_is_none(taken, address):
    head = HEAD.replace("https://example.org/arden", address)
    (document,), _ = taken("a.mht", saved(root(more=f"Content-Location: {address}\r\n"), head=head))
    assert document.url is None


@given(
    paragraphs=st.lists(st.sampled_from((FELL, HELD, *RUSSIAN)), min_size=2, max_size=4, unique=True),
    parts=st.lists(st.sampled_from((STYLE, PICTURE, FRAME)), max_size=4),
)
def test_what_stands_beside_a_page_is_no_part_of_it(paragraphs, parts):
    data = saved(root(page(paragraphs)), *parts)
    (found,) = documents_in_bytes(data, "file", today=TODAY, about=Description(), suffix=".mht")
    assert not isinstance(found, Unread)
    assert found.text == "\n".join(paragraphs)


SLOW = [
    ("names without end", "From: " + "a@b.c, " * 100_000),
    ("words in code without end", "Subject: " + "=?utf-8?q?a?= " * 50_000),
    ("brackets without end", "From: " + "(" * 100_000),
    ("settings without end", "Content-Type: text/plain; " + "a*0=b; " * 50_000),
    (
        "parts in parts before a million lines",
        "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(150))
        + "\na" * 3_000_000,
    ),
]


@pytest.mark.parametrize("head", [case[1] for case in SLOW], ids=[case[0] for case in SLOW])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", ["a.eml", "a.mbox", "a.mht"])
def test_a_letter_made_to_keep_a_machine_busy_ends_soon(taken, monkeypatch, name, head):
    monkeypatch.setattr("sayso.ingest.mail._LONGEST", 1.0)
    began = time.monotonic()
    data = f"MIME-Version: 1.0\nMessage-ID: <1@x>\n{head}\n\n{FELL}\n"
    documents, problems = taken(name, ((BEGIN if name == "a.mbox" else "") + data).encode())
    assert time.monotonic() - began < 8
    assert len(documents) + len(problems) == 1
