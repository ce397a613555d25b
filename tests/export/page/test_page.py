"""The page: everything marked, nothing of the text changed, nothing that a report could make run."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from sayso.export.page import GENERATOR, page
from sayso.export.page.markup import element, is_web_address, link
from sayso.export.page.report import Sheet
from sayso.export.page.sides import COLOURS, signs
from sayso.export.sentences import sentence_of
from sayso.model import Declined, Span, Stage, Voice

from .conftest import TEXT, VALE, claim, on_page, reading, statement

UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
URL_ATTRIBUTES = {"href", "src", "action", "formaction", "srcset", "data", "poster", "background"}


def parsed(html):
    return LexborHTMLParser(html)


def words(html):
    """What stands on the page without its notes."""
    tree = parsed(f"<div id=all>{html}</div>")
    for note in tree.css(".note"):
        note.decompose()
    return tree.css_first("#all").text(deep=True)


def test_the_text_is_on_the_page_unchanged(report):
    assert words(Sheet(report, 1).marked_text()) == TEXT


@given(
    st.text(min_size=1, max_size=60) | st.text("ab \n", min_size=1, max_size=200),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 30), st.booleans()), max_size=6),
)
def test_the_text_is_unchanged_whatever_it_is_and_however_marked(text, ranges):
    marks = [
        (Span(start % len(text), min(start % len(text) + length, len(text))), is_claim)
        for start, length, is_claim in ranges
    ]
    report = on_page(
        reading(
            text,
            statements=[statement("s0", VALE, Span(0, len(text)))]
            + [statement(f"s{n}", VALE, span) for n, (span, is_claim) in enumerate(marks, 1) if not is_claim],
            claims=[claim("s0", VALE, span) for span, is_claim in marks if is_claim],
        )
    )
    assert words(Sheet(report, 1).marked_text()) == UNSHOWN.sub("\ufffd", text)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One\ntwo.\n\nThree.\n", ["One\ntwo.\n\n", "Three.\n"]),
        ("Broken\nto fit.", ["Broken\nto fit."]),
        (f"{'Long. ' * 30}\nShort.", ["Long. " * 30 + "\n", "Short."]),
    ],
)
def test_paragraphs_are_parted_by_blank_lines_or_are_long_lines(text, paragraphs):
    found = parsed(Sheet(on_page(reading(text)), 1).marked_text()).css(".paragraph")
    assert [paragraph.text(deep=True) for paragraph in found] == paragraphs


def test_every_statement_and_claim_is_marked_in_the_colour_of_its_side(report):
    tree = parsed(page([report]))
    marked = [
        (node.attributes["class"].split()[:2], node.css_first("a.ref").attributes["data-mark"])
        for node in tree.css(".text .claim")
    ]
    assert marked == [
        (["claim", "side-1"], "V1"),
        (["claim", "side-2"], "M2 not"),
        (["claim", "side-0"], "3?"),
    ]
    assert [node.attributes["class"] for node in tree.css(".text .statement")] == [
        "statement side-1",
        "statement side-2",
        "statement side-0",
        "statement side-0",
    ]
    assert [node.text().split() for node in tree.css(".key li")] == [
        ["V", "speaks", "for", "Vale"],
        ["M", "speaks", "for", "Mark"],
        ["–", "speaks", "for", "no", "side"],
    ]


def test_denied_and_hedged_claims_look_different(report):
    first, second, third = (node.attributes["class"] for node in parsed(page([report])).css(".text .claim"))
    assert "plain affirmed" in first
    assert "plain denied" in second
    assert "hedged affirmed" in third


def test_a_statement_without_claims_can_be_reached_too(report):
    (stop,) = parsed(page([report])).css(".text a.statement-ref")
    assert stop.attributes["aria-label"] == "Statement of an unnamed source"


def test_links_and_labels_lead_to_what_is_there(report):
    tree = parsed(page([report, report]))
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    inner = {a.attributes["href"][1:] for a in tree.css("a[href^='#']")}
    described = {node.attributes["aria-describedby"] for node in tree.css("[aria-describedby]")}
    assert inner | described <= set(ids)


def test_the_sentence_stands_in_the_note_and_in_the_list(report):
    tree = parsed(page([report]))
    read = report.reading
    sentences = [sentence_of(each, read.document) for each in read.claims]
    assert [node.text() for node in tree.css(".claim > .note > .sentence")] == sentences
    assert [node.text() for node in tree.css("table .sentence")] == sentences


def test_the_table_keeps_every_field(report):
    row = parsed(page([report])).css("tbody")[1]
    cells = {cell.attributes["data-label"]: cell.text().strip() for cell in row.css("td[data-label]")}
    assert cells["Source"] == "Mark General Staff for Mark"
    assert (cells["Polarity"], cells["Certainty"], cells["Party"]) == ("denied", "asserted", "Vale")


def test_what_a_label_rests_on_is_linked(report):
    links = {a.attributes["href"] for a in parsed(page([report])).css(".note a[rel]")}
    assert links == {"https://example.org/vale?a=1&b=2"}


def test_declined_passages_are_folded_in_with_their_reasons(report):
    folded = parsed(page([report])).css("details")[-1]
    assert folded.css_first("summary").text() == "Passages not used (1)"
    assert [p.text() for p in folded.css("li p")] == ["A mill burned", "no party (claims)"]


def test_several_reports_have_a_table_of_contents(report):
    tree = parsed(page([report, report]))
    assert [a.attributes["href"] for a in tree.css("nav a")] == ["#report-1", "#report-2"]
    assert not parsed(page([report])).css("nav")
    assert len(tree.css(".legend")) == 1


def test_a_text_that_was_not_read_says_so():
    whole = Declined(span=Span(0, 6), stage=Stage.LANGUAGE, reason="not read: language ru")
    tree = parsed(page([on_page(reading("Привет", declined=[whole]), theatre=None)]))
    assert tree.css_first(".unread").text() == "not read: language ru"
    assert not tree.css("table, .key")


def test_words_of_the_report_itself_are_not_shaded(report):
    own = statement("s1", VALE, "A mill burned", voice=Voice.NARRATOR)
    assert "own" in Sheet(on_page(reading(statements=[own])), 1).marked_text()


def test_the_policy_names_the_style_and_the_script_to_the_letter(report):
    tree = parsed(html := page([report]))
    policy = tree.css_first("meta[http-equiv]").attributes["content"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_hostile_words_stay_words(hostile):
    tree = parsed(page([hostile]))
    assert len(tree.css("script")) == 1
    assert len(tree.css("style")) == 1
    assert not tree.css("img, iframe, object, embed, form, base, link")
    assert words(Sheet(hostile, 1).marked_text()) == hostile.reading.document.text
    for node in tree.css("*"):
        assert not [name for name in node.attributes if name.startswith("on") or name == "style"]
        for name in URL_ATTRIBUTES & set(node.attributes):
            assert re.match(r"#|https?://", node.attributes[name])


def test_nothing_is_asked_of_anybody(report):
    html = page([report])
    assert "@import" not in html
    assert "url(" not in html
    assert not parsed(html).css("[src], link")


@given(st.text(), st.text())
def test_words_and_values_come_back_as_they_went_in(content, value):
    node = parsed(element("p", content, title=value)).css_first("p")
    shown = UNSHOWN.sub("\ufffd", content), UNSHOWN.sub("\ufffd", value)
    assert (node.text(), node.attributes["title"] or "") == shown


@pytest.mark.parametrize(
    ("url", "is_web"),
    [
        ("https://example.org/a?b=1#c", True),
        ("http://example.org", True),
        ("HTTPS://example.org", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:example.org", False),
        ("http://[", False),
        ("https://example.org/\u0000", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_become_links(url, is_web):
    assert is_web_address(url) is is_web
    assert ("<a " in (link(url) or "")) is is_web
    if is_web:
        assert 'rel="noopener' in link(url)


def test_colours_follow_the_order_of_the_theatre_and_nothing_else():
    there, back = signs(("Vale", "Mark"), ["Mark"]), signs(("Mark", "Vale"), ["Vale"])
    assert (there["Vale"], there["Mark"]) == (signs(("Vale", "Mark"), [])["Vale"], there["Mark"])
    assert (
        (there["Vale"].colour, there["Mark"].colour) == (back["Mark"].colour, back["Vale"].colour) == (1, 2)
    )


def test_letters_tell_the_sides_apart():
    assert [sign.letter for sign in signs(("Vale", "Mark"), []).values()] == ["", "V", "M"]
    assert [sign.letter for sign in signs(("Vale", "Vale rebels"), ["Ash"]).values()] == ["", "A", "B", "C"]


def test_more_sides_than_colours_still_have_letters_of_their_own():
    given = signs([f"{n} side" for n in range(COLOURS + 2)], [])
    assert len({sign.letter for sign in given.values()}) == COLOURS + 3
    assert {sign.colour for sign in given.values()} == set(range(COLOURS + 1))


def test_a_page_can_be_told_from_other_files(report):
    assert GENERATOR in page([report])[:4096]
