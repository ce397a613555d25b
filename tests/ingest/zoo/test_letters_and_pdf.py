"""E-mails and PDF."""

import zlib

import pytest

from sayso.ingest import load_document

FELL = "The ministry said that its troops had taken Arden."
RUSSIAN = "Министерство сообщило, что войска вошли в город."
INSTANT = "2023-01-14T10:30:00+02:00"
HEAD = (
    "From: Ana Example <ana@example.org>\r\nTo: desk@example.org\r\nSubject: Arden\r\n"
    "Message-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n"
)
DATED = "Date: Sat, 14 Jan 2023 10:30:00 +0200\r\n"


def letter(body=FELL, kind="text/plain; charset=utf-8", head=HEAD + DATED, code="utf-8", more=""):
    return f"{head}Content-Type: {kind}\r\n{more}\r\n".encode() + body.encode(code)


def parts(*inside, kind="alternative"):
    body = "".join(f"--x\r\n{part}\r\n" for part in inside) + "--x--\r\n"
    return letter(body, f'multipart/{kind}; boundary="x"')


PLAIN = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{FELL}"
HTML = f"Content-Type: text/html; charset=utf-8\r\n\r\n<p>{FELL}</p><p>So.</p><script>steal()</script>"
ATTACHED = (
    "Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=../../x.pdf\r\n\r\n%PDF-"
)
NESTED = (
    "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + "--x\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 300
)

LETTERS = [
    # label, file name, bytes, texts and times, lines
    ("plain", "a.eml", letter(), [(FELL, INSTANT)], []),
    ("known by content", "saved.txt", letter(), [(FELL, INSTANT)], []),
    ("with a mark", "a.eml", b"\xef\xbb\xbf" + letter(), [(FELL, INSTANT)], []),
    (
        "HTML",
        "a.eml",
        letter(f"<p>{FELL}</p><p>A &amp; B</p>", "text/html"),
        [(f"{FELL}\nA & B", INSTANT)],
        [],
    ),
    ("both, the plain one read", "a.eml", parts(HTML, PLAIN), [(FELL, INSTANT)], []),
    (
        "HTML with an attachment",
        "a.eml",
        parts(HTML, ATTACHED, kind="mixed"),
        [(f"{FELL}\nSo.", INSTANT)],
        [],
    ),
    ("an attachment alone", "a.eml", parts(ATTACHED, kind="mixed"), [], ["is an e-mail without text"]),
    (
        "cp1251",
        "a.eml",
        letter(RUSSIAN, "text/plain; charset=windows-1251", code="cp1251"),
        [(RUSSIAN, INSTANT)],
        [],
    ),
    (
        "koi8-r",
        "a.eml",
        letter(RUSSIAN, "text/plain; charset=koi8-r", code="koi8-r"),
        [(RUSSIAN, INSTANT)],
        [],
    ),
    (
        "says koi8-r, is UTF-8",
        "a.eml",
        letter(RUSSIAN, "text/plain; charset=koi8-r"),
        [(RUSSIAN, INSTANT)],
        [],
    ),
    (
        "says cp1251, is koi8-r",
        "a.eml",
        letter(RUSSIAN, "text/plain; charset=windows-1251", code="koi8-r"),
        [(RUSSIAN, INSTANT)],
        [],
    ),
    (
        "an unknown code",
        "a.eml",
        letter(RUSSIAN, "text/plain; charset=x-own", code="cp1251"),
        [],
        ["encoding that is not known"],
    ),
    (
        "base64",
        "a.eml",
        letter("U2hvdHMgaGVhcmQu", more="Content-Transfer-Encoding: base64\r\n"),
        [("Shots heard.", INSTANT)],
        [],
    ),
    (
        "quoted-printable",
        "a.eml",
        letter("Shots=20hea=\r\nrd.", more="Content-Transfer-Encoding: quoted-printable\r\n"),
        [("Shots heard.", INSTANT)],
        [],
    ),
    ("no date", "a.eml", letter(head=HEAD), [(FELL, None)], []),
    (
        "a date without a zone",
        "a.eml",
        letter(head=HEAD + "Date: Sat, 14 Jan 2023 10:30:00\r\n"),
        [(FELL, "2023-01-14")],
        [],
    ),
    (
        "a date in UTC",
        "a.eml",
        letter(head=HEAD + "Date: Sat, 14 Jan 2023 10:30:00 -0000\r\n"),
        [(FELL, "2023-01-14T10:30:00+00:00")],
        [],
    ),
    ("a date that is none", "a.eml", letter(head=HEAD + "Date: soon\r\n"), [(FELL, None)], []),
    (
        "a day that is none",
        "a.eml",
        letter(head=HEAD + "Date: Sat, 31 Feb 2023 10:30:00 +0200\r\n"),
        [(FELL, None)],
        [],
    ),
    ("no body", "a.eml", letter(""), [], ["is an e-mail without text"]),
    ("cut in its headers", "a.eml", letter()[:60], [], ["is an e-mail that breaks off"]),
    ("cut in its parts", "a.eml", parts(HTML, PLAIN)[:-80], [], ["is an e-mail that breaks off"]),
    ("too many parts", "a.eml", letter(NESTED, "multipart/mixed; boundary=x"), [], ["too many parts"]),
]


@pytest.mark.parametrize(
    ("name", "data", "reports", "lines"), [case[1:] for case in LETTERS], ids=[case[0] for case in LETTERS]
)
def test_letters(fits, name, data, reports, lines):
    fits(name, data, reports, lines)


def test_a_letter_says_who_sent_it(taken):
    (document,), _ = taken("a.eml", letter())
    assert (document.author, document.outlet, document.url) == ("Ana Example", None, None)
    assert len(document.raw_sha256) == 64


def pdf(*streams, info="", more="", packed=False):
    """A PDF of one page a stream of drawing instructions, written by hand."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, stream in enumerate(streams):
        data = zlib.compress(stream) if packed else stream
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (5 + 2 * n)
        )
        coding = b" /Filter /FlateDecode" if packed else b""
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(data), coding, data))
    if info:
        objects.append(info.encode())
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    known = f" /Info {len(objects)} 0 R" if info else ""
    trailer = (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{known}{more} >>\nstartxref\n{len(out)}\n%%EOF\n"
    )
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer.encode()


def lines_of(*lines):
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    return f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode()


SAVED = "<< /CreationDate (D:20230115090000Z) /ModDate (D:20230116090000Z) /Author (Somebody's machine) >>"
LOCK = (
    " /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] "
    "/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -44 "
    f"/O <{'ab' * 32}> /U <{'cd' * 32}> >>"
)

PDFS = [
    # label, file name, bytes, texts and times, lines
    ("one page", "a.pdf", pdf(lines_of(FELL)), [(FELL, None)], []),
    ("known by content", "report.txt", pdf(lines_of(FELL)), [(FELL, None)], []),
    ("packed", "a.pdf", pdf(lines_of(FELL), packed=True), [(FELL, None)], []),
    ("two pages", "a.pdf", pdf(lines_of(FELL), lines_of("More.")), [(f"{FELL}\n\nMore.", None)], []),
    (
        "a wrapped line",
        "a.pdf",
        pdf(lines_of("The ministry said on Friday that its troops had taken the town", "of Arden.")),
        [("The ministry said on Friday that its troops had taken the town of Arden.", None)],
        [],
    ),
    ("the file's own dates", "a.pdf", pdf(lines_of(FELL), info=SAVED), [(FELL, None)], []),
    ("pictures of pages", "a.pdf", pdf(b"0 0 10 10 re f"), [], ["its pages are pictures"]),
    ("no pages", "a.pdf", pdf(), [], ["without text"]),
    ("locked", "a.pdf", pdf(lines_of(FELL), more=LOCK), [], ["locked by a password"]),
    ("cut", "a.pdf", pdf(lines_of(FELL), packed=True)[:250], [], ["is a damaged PDF"]),
    ("a bomb", "a.pdf", pdf(b" " * 90_000_000, packed=True), [], ["PDF"]),
    ("a large page", "a.pdf", pdf(b" " * 9_000_000, packed=True), [], ["a page too large"]),
    ("too many pages", "a.pdf", pdf(*[b""] * 501), [], ["more than 500 pages"]),
    ("no PDF whatever its name", "a.pdf", b"Some text.", [], ["is a damaged PDF"]),
]


@pytest.mark.parametrize(
    ("name", "data", "reports", "lines"), [case[1:] for case in PDFS], ids=[case[0] for case in PDFS]
)
def test_pdfs(fits, name, data, reports, lines):
    fits(name, data, reports, lines)


def test_a_pdf_and_a_letter_are_documents_of_their_own(tmp_path):
    from datetime import date

    for name, data in (("a.pdf", pdf(lines_of(FELL))), ("a.eml", letter())):
        (tmp_path / name).write_bytes(data)
        assert load_document(tmp_path / name, today=date(2024, 6, 1)).text == FELL
