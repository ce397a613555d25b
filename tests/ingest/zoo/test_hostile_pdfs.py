"""PDF made to do harm: whatever they ask for, they are read or refused in one line, and soon."""

import threading
import time
import zlib

import pytest

from sayso.ingest.deadline import OutOfTimeError, within

# The alarm may ring while a thing of the test framework cleans up, which Python tells of; it rings again.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

FELL = b"BT /F1 12 Tf 72 720 Td (The ministry said that its troops had taken Arden.) Tj ET"
TEXT = "The ministry said that its troops had taken Arden."
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
GIVEN, SOON = 2.0, 10.0
"""Seconds that a file is given here, and within which the test must end, on a machine with other work too."""


def stream(data, more=b"", length=None):
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (
        len(data) if length is None else length,
        more,
        data,
    )


def file(*objects):
    """A PDF of these objects, numbered from 1, the first of them its catalogue."""
    out, places = [b"%PDF-1.4\n"], []
    at = len(out[0])
    for number, each in enumerate(objects, start=1):
        places.append(at)
        out.append(b"%d 0 obj\n%s\nendobj\n" % (number, each))
        at += len(out[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, at)
    return b"".join((*out, head, table, end))


def one_page(contents, *objects, resources=b"/Font << /F1 5 0 R >>"):
    """A page whose contents are object 4 and whose font is object 5; `objects` are those from 6."""
    return file(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s >> >>"
        % resources,
        contents,
        FONT,
        *objects,
    )


def packed(size, times=1):
    data = b" " * size
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter [%s]" % (b"/FlateDecode " * times))


def lzw(size):
    """Blanks by LZW: each code says one more of them than the one before."""
    codes, width, known, length, total = [256], 9, 258, 0, 0
    bits, count, out = 0, 0, bytearray()
    while total < size:
        code = 32 if length == 0 else known
        codes.append(code)
        length += 1
        total += length
        known += length > 1
        if known == 4094:
            codes.append(256)
            known, length = 258, 0
    known = 257
    for code in [*codes, 257]:
        bits, count = bits << width | code, count + width
        while count >= 8:
            out.append(bits >> (count - 8) & 255)
            count -= 8
        bits &= (1 << count) - 1
        known = 257 if code == 256 else known + 1
        width = 9 if known < 511 else 10 if known < 1023 else 11 if known < 2047 else 12
    return stream(bytes(out) + bytes([bits << (8 - count) & 255]), b"/Filter /LZWDecode")


def deep(levels):
    kids = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 3) for n in range(levels)]
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % (levels + 1)
    return file(b"<< /Type /Catalog /Pages 2 0 R >>", *kids, page)


def many_pages(count):
    kids = b" ".join(b"%d 0 R" % (n + 3) for n in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    pages = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    return file(b"<< /Type /Catalog /Pages 2 0 R >>", pages, *[page] * count)


def one_page_again_and_again(count):
    pages = b"<< /Type /Pages /Kids [%s] /Count 1 >>" % (b"3 0 R " * count)
    return file(
        b"<< /Type /Catalog /Pages 2 0 R >>", pages, b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>"
    )


def forms(levels):
    """Forms that draw the next one ten times each."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    inner = [stream(b"/X Do " * 10, form % (7 + n)) for n in range(levels)]
    return one_page(
        stream(b"/X Do " * 10),
        *inner,
        stream(FELL, b"/Type /XObject /Subtype /Form /Resources << /Font << /F1 5 0 R >> >>"),
        resources=b"/XObject << /X 6 0 R >>",
    )


def fonts(count, entries):
    """One font under many names, with a long table of what its characters mean."""
    rows = b"".join(b"<%04x> <%04x>\n" % (n % 65536, n % 65536) for n in range(entries))
    table = zlib.compress(b"1 begincodespacerange <0000> <ffff> endcodespacerange\n"
                          b"%d beginbfchar\n%sendbfchar\n" % (entries, rows))  # fmt: skip
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 7 0 R >>"
    names = b" ".join(b"/F%d 6 0 R" % n for n in range(1, count))
    return one_page(
        stream(FELL), font, stream(table, b"/Filter /FlateDecode"), resources=b"/Font << %s >>" % names
    )


HOSTILE = [
    # label, bytes, whether its text is read all the same
    ("an ordinary one", one_page(stream(FELL)), True),
    ("pages ten thousand levels deep", deep(10_000), False),
    (
        "pages in a circle",
        file(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"),
        False,
    ),
    (
        "pages that are each other's parents",
        file(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Parent 3 0 R /Kids [3 0 R 3 0 R] /Count 2 >>",
            b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 2 0 R] /Count 2 >>",
        ),
        False,
    ),
    ("a length too long", one_page(stream(FELL, length=10**6)), True),
    ("a length beyond all bounds", one_page(stream(FELL, length=10**9)), False),
    ("a length too short", one_page(stream(FELL, length=3)), True),
    ("a length below nothing", one_page(stream(FELL, length=-5)), True),
    ("a length that is itself", one_page(stream(FELL).replace(b"%d" % len(FELL), b"4 0 R", 1)), False),
    ("a packed stream of 200 MB", one_page(packed(200_000_000)), False),
    ("packed three times", one_page(packed(200_000_000, 3)), False),
    ("packed by LZW", one_page(lzw(60_000_000)), False),
    ("packed by run lengths", one_page(stream(b"\x81 " * 400_000, b"/Filter /RunLengthDecode")), False),
    ("a hundred thousand pages", many_pages(100_000), False),
    ("one page a hundred thousand times", one_page_again_and_again(100_000), False),
    ("a million strokes of the pen", one_page(stream(b"0 0 m " * 1_000_000)), False),
    ("a million words", one_page(stream(b"BT /F1 1 Tf " + b"(a) Tj " * 1_000_000 + b"ET")), False),
    ("an array without end", one_page(stream(b"[" * 1_000_000)), False),
    ("a string without end", one_page(stream(b"BT (" + b"(" * 4_000_000)), False),
    ("one font under fifty thousand names", fonts(50_000, 50_000), False),
    ("a map of characters of 20 MB", fonts(2, 1_500_000), False),
    ("a chain of trailers in a circle", one_page(stream(FELL)).replace(b"/Root", b"/Prev 9 /Root"), True),
]


@pytest.fixture(autouse=True)
def little_time(monkeypatch):
    monkeypatch.setattr("sayso.ingest.pdf._LONGEST", GIVEN)


@pytest.mark.parametrize(
    ("data", "is_read"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE]
)
def test_it_ends_soon(taken, data, is_read):
    began = time.monotonic()
    documents, problems = taken("a.pdf", data)
    assert time.monotonic() - began < SOON
    assert [each.text for each in documents] == [TEXT] * is_read
    assert len(problems) == (not is_read)
    assert all("PDF" in line for line in problems)


def test_forms_within_forms_are_drawn_a_number_of_times(taken):
    began = time.monotonic()
    taken("a.pdf", forms(12))
    assert time.monotonic() - began < SOON


def test_a_file_that_takes_too_long_is_told_so(taken, monkeypatch):
    monkeypatch.setattr("sayso.ingest.pdf._LONGEST", 0.2)
    assert taken("a.pdf", fonts(50_000, 50_000)) == (
        [],
        ["is a PDF that takes too long to read; save its text"],
    )


def test_a_picture_in_jbig2_starts_no_program(taken, monkeypatch):
    def started(*_, **__):
        raise AssertionError("a program was started")

    monkeypatch.setattr("subprocess.Popen", started)
    documents, _ = taken("a.pdf", one_page(stream(FELL, b"/Filter /JBIG2Decode")))
    assert not documents


def work_without_end():
    while True:
        pass


def work_that_goes_on():
    try:
        work_without_end()
    except SystemExit:
        work_without_end()


@pytest.mark.parametrize("work", [work_without_end, work_that_goes_on])
def test_work_without_end_is_ended(work):
    with pytest.raises(OutOfTimeError):
        within(0.1, work)
    assert "sayso-within" not in [thread.name for thread in threading.enumerate()]


def test_work_in_time_gives_what_it_makes_or_raises():
    assert within(10, lambda: 45) == 45
    with pytest.raises(KeyError):
        within(10, lambda: {}["a"])
