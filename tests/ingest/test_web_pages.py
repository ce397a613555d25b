"""Saved pages: the article's text, and what the page says of itself."""

import json
from datetime import UTC, date, datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from sayso.errors import UnreadableInputError
from sayso.ingest import load_document, take_in
from sayso.ingest.layout import lay_out
from sayso.ingest.metadata import read_metadata

TODAY = date(2024, 6, 1)
PARAGRAPHS = (
    "The ministry said on Friday that its troops had taken the town of Arden after weeks of fighting.",
    "The army said that its units were still inside the town & holding the railway station.",
    "A reporter in the town saw men of both sides in the streets around the market.",
)


def page(head="", lang="en-GB", body=None, headline="Two armies claim Arden"):
    text = body if body is not None else "".join(f"<p>{p.replace('&', '&amp;')}</p>" for p in PARAGRAPHS)
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>{headline}</title>{head}</head>"
        '<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>'
        f"<article><h1>{headline}</h1>{text}</article>"
        "<script>alert('x')</script><footer>All rights reserved</footer></body></html>"
    )


def taken(markup):
    return take_in(markup.encode(), "page.html", today=TODAY, suffix=".html")


def about(head, **options):
    tree = LexborHTMLParser(page(head, **options))
    return read_metadata(tree, lay_out(tree), today=TODAY)


def ld(value):
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_the_text_is_the_article_one_paragraph_a_line():
    assert taken(page()).text.split("\n") == list(PARAGRAPHS)


def test_a_page_is_known_by_its_content_whatever_its_name(tmp_path):
    path = tmp_path / "saved.txt"
    path.write_text(page())
    assert load_document(path, today=TODAY).text.startswith(PARAGRAPHS[0])


def test_a_page_that_says_nothing_of_itself_leaves_everything_unknown():
    document = taken(page(lang=""))
    assert (document.published, document.outlet, document.url) == (None, None, None)
    assert (document.language, document.author) == (None, None)


def test_json_ld_goes_first_and_its_entities_are_decoded_once():
    article = {
        "@type": "NewsArticle",
        "headline": "Two armies claim Arden",
        "datePublished": "2023-01-14T19:05:00+02:00",
        "publisher": {"@type": "NewsMediaOrganization", "name": "Valley Post &amp; Times"},
        "author": [{"name": "Ann &amp;amp; Bo"}, {"name": "Cy"}],
        "inLanguage": "uk-UA",
        "url": "https://example.org/a",
    }
    found = about(ld({"@graph": [{"@type": "Organization", "name": "X"}, article]}))
    assert found.published.instant == datetime(2023, 1, 14, 17, 5, tzinfo=UTC)
    assert (found.outlet, found.author) == ("Valley Post & Times", "Ann &amp; Bo, Cy")
    assert (found.language, found.url) == ("uk", "https://example.org/a")


def test_a_meta_element_is_not_decoded_twice():
    assert about('<meta property="og:site_name" content="A &amp;amp; B">').outlet == "A &amp; B"


DATES = [
    ('<meta property="article:published_time" content="2023-01-14T17:05:00Z">', "2023-01-14T17:05:00+00:00"),
    ('<meta name="pubdate" content="14 January 2023">', "2023-01-14"),
    ('<meta itemprop="datePublished" content="2023-01-14">', "2023-01-14"),
    ('<time datetime="2023-01-14T17:05:00Z">Saturday</time>', "2023-01-14T17:05:00+00:00"),
    # A related story has a time of its own: the page does not say which is the article's.
    ('<time datetime="2023-01-14">a</time><time datetime="2023-01-12">b</time>', None),
    ('<time datetime="2023-01-12">b</time><time pubdate datetime="2023-01-14">a</time>', "2023-01-14"),
    # The page's clock is wrong, or the date is a placeholder.
    ('<meta property="article:published_time" content="2031-01-14T17:05:00Z">', None),
    ('<meta property="article:published_time" content="01/02/2023">', None),
    # A time of day without a zone tells the day alone.
    ('<meta property="article:published_time" content="2023-01-14T17:05:00">', "2023-01-14"),
    # The same publication told twice: the instant is taken from where it is told.
    (
        ld({"@type": "Article", "datePublished": "2023-01-14"})
        + '<meta property="article:published_time" content="2023-01-14T17:05:00Z">',
        "2023-01-14T17:05:00+00:00",
    ),
    (
        ld({"@type": "Article", "datePublished": "2023-01-14"})
        + '<meta name="date" content="2023-01-20T17:05:00Z">',
        "2023-01-14",
    ),
]


@pytest.mark.parametrize(("head", "published"), DATES)
def test_publication(head, published):
    found = about(head).published
    assert (found and found.iso()) == published


HOSTILE = [
    "[" * 100_000,
    '{"@type": "Article", "headline": ' + "[" * 5000 + "]" * 5000 + "}",
    '{"@type": "NewsArticle", "datePublished": ["2023"], "author": 7, "publisher": [], "url": {}}',
    '{"@type": "NewsArticle", "publisher": {"name": "' + "x" * (1024 * 1024) + '"}}',
    "not json",
    "",
]


@pytest.mark.parametrize("block", HOSTILE, ids=["deep", "deeper", "types", "large", "words", "empty"])
def test_hostile_json_ld_is_taken_as_absent(block):
    found = about(f'<script type="application/ld+json">{block}</script>')
    assert (found.published, found.outlet, found.author, found.url) == (None, None, None, None)


def test_addresses_of_other_kinds_are_passed_over():
    assert about('<link rel="canonical" href="javascript:alert(1)">').url is None
    assert about('<link rel="canonical" href="https://example.org/a">').url == "https://example.org/a"


def test_declared_encodings_are_followed():
    text = "Минобороны заявило, что войска взяли посёлок Арден после долгих боёв на окраинах. " * 3
    markup = page(lang="ru", body=f"<p>{text}</p>").replace("utf-8", "windows-1251")
    document = take_in(markup.encode("cp1251"), "page.html", today=TODAY, suffix=".html")
    assert "Минобороны заявило" in document.text
    with pytest.raises(UnreadableInputError, match="declares no encoding"):
        take_in(
            markup.replace("windows-1251", "x-secret").encode("cp1251"),
            "page.html",
            today=TODAY,
            suffix=".html",
        )


@pytest.mark.parametrize(
    "markup", ["<html><body></body></html>", "<html>" + "<br>" * 5000, "<!doctype html><script>1</script>"]
)
def test_a_page_without_an_article_is_refused(markup):
    with pytest.raises(UnreadableInputError, match="no article text"):
        taken(markup)


def test_a_page_made_to_keep_the_parser_busy_is_refused_at_once():
    with pytest.raises(UnreadableInputError, match="nested too deeply"):
        taken(page(body="<div>" * 200_000))


ENDLESS = [
    # what it is, its markup, what the refusal says
    ("elements", f"<p>{PARAGRAPHS[0]}</p>" * 60_000, "has more than 50,000 elements"),
    ("links", "<i>a</i> " * 60_000, "has more than 50,000 elements"),
    ("attributes", "<p " + " ".join(f"a{n}='>'" for n in range(20_000)) + ">", "more than 2,000 attributes"),
]


@pytest.mark.parametrize(
    ("body", "problem"), [case[1:] for case in ENDLESS], ids=[case[0] for case in ENDLESS]
)
def test_a_page_that_would_be_read_only_in_part_is_refused(body, problem):
    with pytest.raises(UnreadableInputError, match=problem):
        taken(page(body=body))


def test_a_deep_page_is_read_to_its_end():
    deep = "<div>" * 900 + f"<p>{PARAGRAPHS[0]}</p>" * 5000 + "</div>" * 900
    assert taken(page(body=deep + f"<p>{PARAGRAPHS[1].replace('&', '&amp;')}</p>")).text.count("\n") <= 1


@pytest.mark.parametrize(
    "raw", ["for(i=0;i<n;i++){}" * 5000, "x='<p " + "a " * 5000 + "'"], ids=["loops", "tag"]
)
def test_the_words_of_a_script_are_no_elements(raw):
    assert taken(page(head=f"<script>{raw}</script>")).text.split("\n") == list(PARAGRAPHS)


def test_a_list_made_to_be_held_against_itself_is_read_in_passing():
    items = "".join(
        f"<li>The ministry said on Friday that its troops had taken hill {n}.</li>" for n in range(5000)
    )
    assert taken(page(body=f"<ul>{items}</ul>")).text.count("\n") == 4999


FIRST, LAST = (f"<p>{each.replace('&', '&amp;')}</p>" for each in (PARAGRAPHS[0], PARAGRAPHS[2]))
BESIDE = [
    # what it is, its markup between two paragraphs
    ("a card", '<a href="/x"><h3>The bridge</h3><div>The bridge of Arden has been cut again.</div></a>'),
    ("a post of others", '<blockquote class="twitter-tweet"><p>Arden stands. Nobody panic.</p></blockquote>'),
    ("a preview of a link", '<div class="msg_link_preview"><p>Town freed, says the ministry.</p></div>'),
    ("named for tests", '<div data-testid="related-stories"><p>The bridge was cut in May.</p></div>'),
    ("named for those who hear", '<section aria-label="Related news"><p>The bridge was cut.</p></section>'),
    ("a slot", '<x-picture><span slot="caption">The bridge of Arden in May.</span></x-picture>'),
    ("comments, counted", "<div><b>Commentaires (2)</b><div>On aimerait une carte.</div></div>"),
    ("an advertisement", "<div><h4>Advertisement</h4><div>Buy sugar. It is sweet.</div></div>"),
    ("a link in French", "<p>Lire aussi : <a href='/x'>Le pont</a></p>"),
    ("a reading time", "<div>مدة القراءة: ٤ دقائق.</div>"),
    (
        "a heading that the contents repeat",
        "<ul class='toc'><li><a href='#b'>1. The bridge</a></ul><h2>The bridge</h2>",
    ),
]


@pytest.mark.parametrize("beside", [case[1] for case in BESIDE], ids=[case[0] for case in BESIDE])
def test_what_stands_among_the_paragraphs_is_none_of_them(beside):
    middle = f"<p>{PARAGRAPHS[1].replace('&', '&amp;')}</p>"
    assert taken(page(body=FIRST + middle + beside + LAST)).text.split("\n") == list(PARAGRAPHS)


WITHIN = [
    # what it is, its markup, its words
    ("a heading", "<h2>The bridge</h2>", "The bridge"),
    ("a sentence with a link", "<p>It was <a href='/x'>cut in May</a>.</p>", "It was cut in May."),
    ("a forum that met", "<p>Forum members met in Arden.</p>", "Forum members met in Arden."),
    ("minutes", "<p>5 minutes later the shells fell.</p>", "5 minutes later the shells fell."),
    ("a date", "<p>On 14 January 2023 the bridge was cut.</p>", "On 14 January 2023 the bridge was cut."),
]


@pytest.mark.parametrize(("markup", "words"), [case[1:] for case in WITHIN], ids=[case[0] for case in WITHIN])
def test_what_only_looks_like_it_is_kept(markup, words):
    text = taken(page(body=FIRST + markup + LAST)).text
    assert text.split("\n") == [PARAGRAPHS[0], words, PARAGRAPHS[2]]


def test_the_writer_may_stand_behind_the_post_in_the_last_line():
    head = ld({"@type": "NewsArticle", "headline": "Two armies claim Arden", "author": "Ann Lenoir"})
    end = "<p>Correspondante du Courrier à Arden, Ann Lenoir couvre la région depuis 2015.</p>"
    assert taken(page(head, body=FIRST + LAST + end)).text.split("\n") == [PARAGRAPHS[0], PARAGRAPHS[2]]
    said = "<p>Ann Lenoir, who led the mission, has left Arden for the valley.</p>"
    assert "has left Arden" in taken(page(body=FIRST + LAST + said)).text


SIGNED = [
    # line under the headline, author
    ('<div class="c-post__by">Ганна Острожна · позавчора</div>', "Ганна Острожна"),
    ("<div>Posted: 14 January 2023, 17:05 (UTC+3) Author: L. Kartseva Read: 902</div>", "L. Kartseva"),
    (
        '<p>14 janvier 2023 <span class="auteurs">par <a href="/a">Solène Hardouin</a></span></p>',
        "Solène Hardouin",
    ),
    ("<div>بقلم سامر دحو</div>", "سامر دحو"),
    ("<div>By Friday the town had fallen</div>", None),
]


@pytest.mark.parametrize(("line", "author"), SIGNED)
def test_who_signs_under_the_headline(line, author):
    assert taken(page(body=line + FIRST + LAST)).author == author


def test_an_element_for_times_is_read_by_its_words_where_its_value_is_no_date():
    shown = '<time class="dt-published" datetime="Sep 14" pubdate><span>14 Sept 2023</span></time>'
    assert taken(page(body=shown + FIRST + LAST)).published.iso() == "2023-09-14"
