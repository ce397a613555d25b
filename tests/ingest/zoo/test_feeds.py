"""RSS, Atom, RDF and JSON Feed."""

import json
from datetime import UTC, datetime

import pytest

FELL = "The ministry said that its troops had taken Arden."
HELD = "The army said that its units were still in the town."


def rss(*items, head="<title>Valley Post</title>", declared="utf-8", top=""):
    return (
        f'<?xml version="1.0" encoding="{declared}"?>{top}<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel>{head}{''.join(items)}</channel></rss>"
    )


def item(text=FELL, date="Sat, 14 Jan 2023 10:30:00 +0200", more=""):
    when = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><title>Town</title><description>{text}</description>{when}{more}</item>"


def atom(*entries):
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">'
        f"<title>Hill Wire</title>{''.join(entries)}</feed>"
    ).encode()


def json_feed(*items, **more):
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Hill Wire", "items": items, **more}
    return json.dumps(feed).encode()


LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
)
XXE = '<!DOCTYPE rss [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
FROM_OUTSIDE = '<!DOCTYPE rss [<!ENTITY % more SYSTEM "http://127.0.0.1/x.dtd"> %more;]>'
INSTANT = "2023-01-14T10:30:00+02:00"
RUSSIAN = "Министерство сообщило, что войска вошли в город."
DEEP = "<b>" * 300 + "x" + "</b>" * 300

ZOO = [
    # label, file name, bytes, texts and times, lines
    ("plain", "a.xml", rss(item()), [(FELL, INSTANT)], []),
    ("two", "a.rss", rss(item(), item(HELD)), [(FELL, INSTANT), (HELD, INSTANT)], []),
    ("known by content", "saved.txt", rss(item()), [(FELL, INSTANT)], []),
    ("with a mark", "a.xml", b"\xef\xbb\xbf" + rss(item()).encode(), [(FELL, INSTANT)], []),
    ("UTF-16", "a.xml", rss(item(), declared="utf-16").encode("utf-16"), [(FELL, INSTANT)], []),
    (
        "UTF-16 unmarked",
        "a.xml",
        rss(item(), declared="utf-16").encode("utf-16-le"),
        [(FELL, INSTANT)],
        [],
    ),
    (
        "cp1251",
        "a.xml",
        rss(item(RUSSIAN), declared="windows-1251").encode("cp1251"),
        [(RUSSIAN, INSTANT)],
        [],
    ),
    ("koi8-r", "a.xml", rss(item(RUSSIAN), declared="koi8-r").encode("koi8-r"), [(RUSSIAN, INSTANT)], []),
    ("says cp1251, is UTF-8", "a.xml", rss(item(RUSSIAN), declared="windows-1251"), [(RUSSIAN, INSTANT)], []),
    (
        "says koi8-r, is cp1251",
        "a.xml",
        rss(item(RUSSIAN), declared="koi8-r").encode("cp1251"),
        [(RUSSIAN, INSTANT)],
        [],
    ),
    ("unknown code", "a.xml", rss(item(), declared="x-own"), [], ["encoding 'x-own', which is not known"]),
    (
        "markup",
        "a.xml",
        rss(item("&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;Three.&lt;/p&gt;")),
        [("One & two.\nThree.", INSTANT)],
        [],
    ),
    (
        "CDATA with a script",
        "a.xml",
        rss(item("<![CDATA[<p>Shots.</p><script>steal()</script>]]>")),
        [("Shots.", INSTANT)],
        [],
    ),
    (
        "full content",
        "a.xml",
        rss(item("Short.", more=f"<content:encoded>{FELL}</content:encoded>")),
        [(FELL, INSTANT)],
        [],
    ),
    ("no dates", "a.xml", rss(item(date=None)), [(FELL, None)], []),
    ("a date of words", "a.xml", rss(item(date="yesterday")), [(FELL, None)], []),
    ("a date to come", "a.xml", rss(item(date="Sat, 14 Jan 2051 10:30:00 GMT")), [(FELL, None)], []),
    ("a date with two readings", "a.xml", rss(item(date="01/02/2023")), [(FELL, None)], []),
    ("no zone", "a.xml", rss(item(date="Sat, 14 Jan 2023 10:30:00")), [(FELL, "2023-01-14")], []),
    (
        "a zone of letters",
        "a.xml",
        rss(item(date="Sat, 14 Jan 2023 10:30:00 MSK")),
        [(FELL, "2023-01-14")],
        [],
    ),
    ("GMT", "a.xml", rss(item(date="Sat, 14 Jan 23 10:30 GMT")), [(FELL, "2023-01-14T10:30:00+00:00")], []),
    (
        "a headline alone",
        "a.xml",
        rss("<item><title>Town taken</title></item>", item()),
        [(FELL, INSTANT)],
        ["item 1: has a headline and no text"],
    ),
    ("empty", "a.xml", rss(), [], ["without items"]),
    ("nothing but a root", "a.xml", "<rss/>", [], ["without items"]),
    (
        "cut in the second item",
        "a.xml",
        rss(item(), item(HELD))[:-150],
        [(FELL, INSTANT)],
        ["breaks off after 1 whole items"],
    ),
    ("cut in the first item", "a.xml", rss(item())[:-60], [], ["breaks off after 0 whole items"]),
    ("an entity of HTML", "a.xml", rss(item("Shots&nbsp;heard.")), [("Shots heard.", INSTANT)], []),
    (
        "an old DOCTYPE",
        "a.xml",
        rss(item(), top='<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "x.dtd">'),
        [(FELL, INSTANT)],
        [],
    ),
    ("a bomb of entities", "a.xml", rss(item("&c;"), top=LAUGHS), [], ["declares entities of its own"]),
    ("a file by an entity", "a.xml", rss(item("&secret;"), top=XXE), [], ["declares entities of its own"]),
    ("a list by an entity", "a.xml", rss(item(), top=FROM_OUTSIDE), [], ["declares entities of its own"]),
    (
        "a file by an entity in UTF-16",
        "a.xml",
        rss(item("&secret;"), declared="utf-16", top=XXE).encode("utf-16"),
        [],
        ["declares entities of its own"],
    ),
    ("nested without end", "a.xml", rss(DEEP), [], ["nested too deeply"]),
    (
        "nested without end inside",
        "a.xml",
        rss(item("<![CDATA[" + "<div>" * 2000 + "]]>"), item()),
        [(FELL, INSTANT)],
        ["item 1: is nested too deeply"],
    ),
    ("XML of another kind", "a.xml", "<?xml version='1.0'?><kml><Placemark/></kml>", [], ["is no feed"]),
    ("too large", "a.xml", rss(item("x" * (20 * 1024 * 1024))), [], ["larger than 20 MB"]),
    (
        "Atom",
        "a.atom",
        atom(
            f"<entry><title>T</title><published>{INSTANT}</published>"
            f"<content type='html'>&lt;p&gt;{FELL}&lt;/p&gt;</content></entry>"
        ),
        [(FELL, INSTANT)],
        [],
    ),
    (
        "Atom with a change alone",
        "a.atom",
        atom(f"<entry><updated>{INSTANT}</updated><summary>{FELL}</summary></entry>"),
        [(FELL, INSTANT)],
        [],
    ),
    (
        "Atom in XHTML",
        "a.atom",
        atom(
            f"<entry><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{FELL}</p><p>So.</p></div>"
            "</content></entry>"
        ),
        [(f"{FELL}\nSo.", None)],
        [],
    ),
    (
        "JSON Feed",
        "feed.json",
        json_feed({"id": "1", "content_html": f"<p>{FELL}</p>", "date_published": INSTANT}),
        [(FELL, INSTANT)],
        [],
    ),
    ("JSON Feed in text", "feed.json", json_feed({"id": "1", "content_text": FELL}), [(FELL, None)], []),
    ("JSON Feed without items", "feed.json", json_feed(), [], ["without items"]),
    (
        "JSON Feed with odd items",
        "feed.json",
        json_feed(7, {"title": "T"}, {"content_text": FELL}),
        [(FELL, None)],
        ["item 1: is no item", "item 2: has a headline and no text"],
    ),
    ("JSON Feed cut", "feed.json", json_feed({"id": "1", "content_text": FELL})[:-20], [], ["broken JSON"]),
]


@pytest.mark.parametrize(
    ("name", "data", "reports", "lines"), [case[1:] for case in ZOO], ids=[case[0] for case in ZOO]
)
def test_the_zoo(fits, name, data, reports, lines):
    fits(name, data if isinstance(data, bytes) else data.encode(), reports, lines)


def test_an_item_says_where_it_comes_from(taken):
    more = "<link>https://example.org/a</link><dc:creator>Ana Example</dc:creator>"
    data = rss(item(more=more), head="<title>Valley Post</title><language>en-GB</language>").encode()
    (document,), _ = taken("a.xml", data)
    assert (document.outlet, document.url) == ("Valley Post", "https://example.org/a")
    assert (document.author, document.language, document.provenance) == ("Ana Example", "en", None)


def test_an_address_that_is_no_web_page_is_none(taken):
    (document,), _ = taken("a.xml", rss(item(more="<link>javascript:alert(1)</link>")).encode())
    assert document.url is None


def test_a_later_change_is_kept_beside_the_publication(taken):
    times = f"<published>{INSTANT}</published><updated>2023-01-15T08:00:00Z</updated>"
    (document,), _ = taken("a.atom", atom(f"<entry>{times}<summary>{FELL}</summary></entry>"))
    assert document.published.iso() == INSTANT
    assert document.provenance.edited == datetime(2023, 1, 15, 8, tzinfo=UTC)


def test_an_item_of_json_says_where_it_comes_from(taken):
    data = json_feed(
        {
            "id": "https://example.org/a",
            "content_text": FELL,
            "date_modified": "2023-01-15T08:00:00Z",
            "authors": [{"name": "Ana Example"}, {"name": "Bo Example"}],
        },
        language="en-GB",
    )
    (document,), _ = taken("feed.json", data)
    assert (document.outlet, document.url) == ("Hill Wire", "https://example.org/a")
    assert (document.author, document.language) == ("Ana Example, Bo Example", "en")
    assert (document.published, document.provenance.edited.hour) == (None, 8)


def test_nothing_is_fetched_however_a_feed_begins(taken, monkeypatch):
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda *_: pytest.fail("fetched"))
    _, (line,) = taken("a.xml", b"http://127.0.0.1/feed.xml")
    assert "is no feed" in line
