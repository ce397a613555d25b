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


ENGLISH = (
    "The ministry said on Friday that its troops had taken the town of Arden after weeks of fighting.",
    "The army said that its units were still inside the town and holding the railway station.",
    "A reporter in the town saw men of both sides in the streets around the market on Friday.",
)
ARTICLE = "".join(f"<p>{each}</p>" for each in ENGLISH)
WHOLE = "\n".join(ENGLISH)
OTHER = "Prices in the valley market rose for the third week, traders said on Monday."
NEWS = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Two armies '
    'claim Arden", %s}</script>'
)
WALL = (
    "<div class='consent'><h1>Your choice</h1><p>We and our 187 partners process personal "
    "data and use cookies.</p>"
    "<p>Some partners rely on a legitimate interest; you can withdraw your consent at any time.</p>"
    "<p>You find your settings again under Privacy, on every device.</p><button>Accept all</button></div>"
)


def english(head="", under="", article=ARTICLE, after="", headline="Two armies claim Arden"):
    return (
        f"<!doctype html><html lang='en'><head><title>{headline} | Valley Post</title>{head}</head><body>"
        "<header class='site-header'><div class='date'>Tuesday, 4 March 2025</div><nav><a "
        "href='/'>Home</a></nav>"
        f"</header><main><article><h1>{headline}</h1>{under}{article}</article>{after}</main>"
        "<footer>© 2025 Valley Post. All rights reserved.</footer></body></html>"
    )


WALLS_AND_BLOGS = [
    # label, page, reports, lines
    (
        "a cookie wall",
        f"<html><body>{WALL}</body></html>",
        [],
        ["shows a cookie wall instead of the article"],
    ),
    ("a notice of cookies", english(after=f"<div id='cookies'>{WALL}</div>"), [(WHOLE, None)], []),
    (
        "a report about cookies",
        english(
            article=ARTICLE + "<p>Its site asked readers to accept cookies before they could see it.</p>"
        ),
        [(f"{WHOLE}\nIts site asked readers to accept cookies before they could see it.", None)],
        [],
    ),
    (
        "a live blog",
        english(
            NEWS % '"datePublished": "2023-01-14T06:00:00Z", "liveBlogUpdate": '
            '[{"@type": "BlogPosting", "datePublished": "2023-01-14T17:05:00Z"}]',
            article="".join(
                f"<div class='entry'><time "
                f"datetime='2023-01-14T{hour}:05:00Z'>{hour}:05</time><p>{each}</p></div>"
                for hour, each in zip((17, 15, 13), ENGLISH, strict=True)
            ),
        ),
        [(WHOLE, "2023-01-14T06:00:00+00:00")],
        [],
    ),
    (
        "a wall to pay at",
        english(
            NEWS % '"isAccessibleForFree": "False", "datePublished": "2023-01-14T17:05:00+02:00"',
            article=ARTICLE + "<div class='paywall'><p>Subscribe to read the rest of this story.</p></div>",
        ),
        [(WHOLE, "2023-01-14T17:05:00+02:00")],
        [],
    ),
    (
        "three dates to readers",
        english(
            '<meta name="date" content="2025-03-04T06:00:00Z">',
            "<p>First published 14 January 2023, 17:05 GMT. Updated 15 January 2023, 09:00 GMT</p>",
        ),
        [(WHOLE, "2023-01-14T17:05:00+00:00")],
        [],
    ),
    (
        "three dates to machines",
        english(
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "datePublished": '
            '"2011-05-01"}, '
            '{"@type": "WebPage", "datePublished": "2014-05-19T12:00:00Z"}, {"@type": "ItemList", '
            '"itemListElement": '
            '[{"@type": "NewsArticle", "headline": "Other", "datePublished": '
            '"2023-01-11T09:00:00Z"}]}]}</script>'
            '<meta property="article:published_time" content="2023-01-14T17:05:00Z">'
        ),
        [(WHOLE, "2023-01-14T17:05:00+00:00")],
        [],
    ),
    (
        "another story's date",
        english(
            after="<article><h3>Old</h3><time datetime='2023-01-12T10:00:00Z'>12 January</time></article>"
        ),
        [(WHOLE, None)],
        [],
    ),
    (
        "two articles, one its own",
        english(
            '<script type="application/ld+json">[{"@type": "NewsArticle", "headline": "Grain prices double", '
            '"datePublished": "2023-01-11T09:00:00Z"}, {"@type": "NewsArticle", "headline": "Two '
            'armies claim Arden", '
            '"datePublished": "2023-01-14T17:05:00Z"}]</script>'
        ),
        [(WHOLE, "2023-01-14T17:05:00+00:00")],
        [],
    ),
    (
        "only another's article",
        english(
            '<link rel="canonical" href="https://example.org/arden">'
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Grain prices double", '
            '"url": "https://example.org/grain", "datePublished": "2023-01-11T09:00:00Z"}</script>'
        ),
        [(WHOLE, None)],
        [],
    ),
    (
        "quotes pulled out, links and captions",
        english(
            article=f"<p>{ENGLISH[0]}</p><blockquote>“its units were still inside the town”</blockquote>"
            f"<p>{ENGLISH[1]}</p><p>Read more: <a href='/a'>The road to "
            f"Arden</a></p><figure><figcaption>A street in "
            f"Arden last year, with the railway station behind it.</figcaption></figure><p>{ENGLISH[2]}</p>"
        ),
        [(WHOLE, None)],
        [],
    ),
    (
        "a box without a telling name",
        english(article=f"{ARTICLE}<div class='x1'><h4>You may also like</h4><p>{OTHER}</p></div>"),
        [(WHOLE, None)],
        [],
    ),
    (
        "a card of another story",
        english(after=f"<article><h3><a href='/x'>Grain prices double</a></h3><p>{OTHER}</p></article>"),
        [(WHOLE, None)],
        [],
    ),
    (
        "elements of its makers",
        english(article=f"<story-text>{ARTICLE}</story-text><related-box><p>{OTHER}</p></related-box>"),
        [(WHOLE, None)],
        [],
    ),
    (
        "who the author is",
        english(
            under="<p>By Ann Smith</p>",
            article=f"{ARTICLE}<p>Ann Smith is a reporter for the Valley Post in Arden.</p>",
        ),
        [(WHOLE, None)],
        [],
    ),
    ("a page in a form", f"<form id='aspnet'>{english()}</form>", [(WHOLE, None)], []),
    ("a page in a table", f"<table><tr><td>{english()}</td></tr></table>", [(WHOLE, None)], []),
]


@pytest.mark.parametrize(
    ("markup", "reports", "lines"),
    [case[1:] for case in WALLS_AND_BLOGS],
    ids=[case[0] for case in WALLS_AND_BLOGS],
)
def test_walls_blogs_and_dates(fits, markup, reports, lines):
    fits("a.html", markup.encode(), reports, lines)


def test_a_change_is_kept_apart_from_the_publication_with_where_each_was_found(taken):
    head = NEWS % '"datePublished": "2023-01-14T17:05:00Z", "dateModified": "2023-01-15T09:00:00Z"'
    (found,), _ = taken("a.html", english(head).encode())
    assert found.provenance.edited.isoformat() == "2023-01-15T09:00:00+00:00"
    assert (found.grounds.published, found.grounds.edited) == (
        "JSON-LD datePublished",
        "JSON-LD dateModified",
    )
    assert (found.title, found.grounds.language) == ("Two armies claim Arden", "html lang")


def test_a_change_within_the_minute_of_publication_is_none(taken):
    head = NEWS % '"datePublished": "2023-01-14T17:05:00Z", "dateModified": "2023-01-14T17:05:03Z"'
    (found,), _ = taken("a.html", english(head).encode())
    assert found.provenance is None


def test_what_the_user_says_is_said_to_be_so(taken):
    head = NEWS % '"datePublished": "2023-01-14T17:05:00Z"'
    (found,), _ = taken("a.html", english(head).encode(), outlet="Hill Desk")
    assert (found.outlet, found.grounds.outlet) == ("Hill Desk", "the user")
    assert found.grounds.published == "JSON-LD datePublished"


def test_a_text_in_english_on_a_page_declared_in_another_language_is_english(taken):
    (found,), _ = taken("a.html", english().replace("lang='en'", "lang='ar'").encode())
    assert (found.language, found.grounds.language) == ("en", "the text")


def test_a_short_text_in_capitals_is_left_as_declared():
    assert decode_declared("СОЛЕДАР".encode("cp1251"), "windows-1251") == "СОЛЕДАР"


def test_what_says_latin_1_is_read_as_windows_reads_it():
    assert decode_declared("“Held”".encode("cp1252"), "iso-8859-1") == "“Held”"
