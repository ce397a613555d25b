"""Pages of a server of our own; hostile addresses, redirects and answers."""

from __future__ import annotations

import contextlib
import time
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.fetching import Fetcher, FetchError, ForbiddenAddressError, Robots, is_public
from sayso.fetching.addresses import address_of, location_of

OURS = [
    "http://127.0.0.1:{port}/",
    "http://127.1:{port}/",
    "http://127.255.255.254:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.0.0.1:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST.:{port}/",
]
"""Loopback by every name and number."""
FORBIDDEN = [
    "http://0.0.0.0:{port}/",
    "http://0:{port}/",
    "http://[::1]:{port}/",
    "http://[::]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    # private, link-local, shared, reserved, multicast
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://192.0.0.192/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    # what clouds tell their machines
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://[::ffff:169.254.169.254]/",
    "http://168.63.129.16/",
    "http://100.100.100.200/",
    # other schemes, hidden hosts, other services
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:{port}/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "//127.0.0.1:{port}/",
    "http:",
    "http://example.org@127.0.0.1:{port}/",
    "http://user:secret@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@example.org/",
    "http://[fe80::1%25eth0]/",
    "http://127.0.0.1:25/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1:{port}/a b",
    "http://127.0.0.1:{port}/\r\nHost: example.org",
]


def loopback(address):
    return address == ip_address("127.0.0.1")


@pytest.fixture
def fetcher():
    return Fetcher(allowed=loopback)


@pytest.mark.parametrize("url", [*OURS, *FORBIDDEN])
def test_a_forbidden_address_is_refused_and_never_asked(site, url):
    site.page("/")
    with pytest.raises(ForbiddenAddressError) as told:
        Fetcher().get(url.format(port=site.port))
    assert site.asked == []
    assert "\n" not in str(told.value).replace(url.format(port=site.port), "")


@pytest.mark.parametrize("url", [url for url in FORBIDDEN if "://" in url and "127.0.0.1:{port}" not in url])
def test_a_redirect_is_checked_like_an_address(site, fetcher, url):
    site.redirect("/start", url.format(port=site.port))
    with pytest.raises(ForbiddenAddressError):
        fetcher.get(site.url("/start"))
    assert [path for path, _ in site.asked] == ["/start"]


def test_a_page_is_got_with_its_type_and_charset(site, fetcher):
    site.page("/report", "Село".encode("cp1251"), Content_Type="Text/HTML; charset=windows-1251")
    answer = fetcher.get(site.url("/report"))
    assert (answer.status, answer.media_type, answer.charset) == (200, "text/html", "windows-1251")
    assert answer.body.decode(answer.charset) == "Село"
    (_, headers) = site.asked[0]
    assert headers["User-Agent"].startswith("sayso/")


def test_redirects_are_followed_to_where_the_page_is(site, fetcher):
    site.redirect("/old", "/new?page=2", status=301)
    site.page("/new?page=2")
    answer = fetcher.get(site.url("/old"))
    assert (answer.status, answer.url) == (200, site.url("/new?page=2"))


def test_a_ring_of_redirects_ends(site, fetcher):
    site.redirect("/ring", "/ring")
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        fetcher.get(site.url("/ring"))


def test_an_error_of_the_server_is_an_answer(site, fetcher):
    assert fetcher.get(site.url("/missing")).status == 404


def test_packed_pages_are_unpacked_and_bombs_let_go(site):
    site.zipped("/page", b"<p>Troops left.</p>")
    site.zipped("/bomb", b"\0" * 30_000_000)
    small = Fetcher(allowed=loopback, largest=1024**2)
    assert small.get(site.url("/page")).body == b"<p>Troops left.</p>"
    with pytest.raises(FetchError, match="larger than 1 MB"):
        small.get(site.url("/bomb"))


def test_a_page_that_never_ends_is_left(site):
    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"a" * 70_000)
            time.sleep(0.05)

    site.answers["/drip"] = drip
    with pytest.raises(FetchError, match=r"took more than|no answer"):
        Fetcher(allowed=loopback, seconds=0.3).get(site.url("/drip"))


def test_a_host_that_does_not_answer_is_told_in_one_line(fetcher):
    with pytest.raises(FetchError, match="no answer"):
        fetcher.get("http://127.0.0.1:9099/")


def test_a_host_with_one_private_address_is_refused():
    both = [ip_address("93.184.215.14"), ip_address("10.0.0.7")]
    with pytest.raises(ForbiddenAddressError, match=r"10\.0\.0\.7"):
        address_of(location_of("http://rebinding.example/"), resolve=lambda host, port: both)


def test_a_name_is_looked_up_once_and_held_to():
    answers = [[ip_address("93.184.215.14")], [ip_address("127.0.0.1")]]
    found = address_of(location_of("https://rebinding.example/"), resolve=lambda host, port: answers.pop(0))
    assert found == "93.184.215.14"
    assert len(answers) == 1


@pytest.mark.parametrize(
    "url", ["https://пример.укр/a", "http://example.org:8080/x?y=1", "HTTPS://EXAMPLE.org"]
)
def test_public_addresses_are_taken_apart(url):
    location = location_of(url)
    assert location.scheme in ("http", "https")
    assert location.host.isascii()
    assert location.target.startswith("/")


ROBOTS = b"User-agent: *\nDisallow: /private\n\nUser-agent: sayso\nDisallow: /no-sayso\n"


def test_robots_are_honoured_and_asked_for_once(site, fetcher):
    site.page("/robots.txt", ROBOTS, Content_Type="text/plain")
    robots = Robots(fetcher)
    assert robots.may_fetch(site.url("/report"))
    assert not robots.may_fetch(site.url("/no-sayso/report"))
    assert [path for path, _ in site.asked] == ["/robots.txt"]


def test_a_forbidden_address_is_told_as_the_user_wrote_it():
    with pytest.raises(ForbiddenAddressError, match=r"^http://10\.0\.0\.1/report: leads to 10\.0\.0\.1"):
        Robots(Fetcher()).may_fetch("http://10.0.0.1/report")


@pytest.mark.parametrize(("status", "may"), [(404, True), (403, True), (500, False), (503, False)])
def test_rules_that_cannot_be_had(site, fetcher, status, may):
    site.page("/robots.txt", b"", status)
    assert Robots(fetcher).may_fetch(site.url("/report")) is may


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_public_however_it_is_written(address):
    for network in ("::ffff:", "64:ff9b::"):
        assert not is_public(ip_address(f"{network}{address}")) or is_public(address)


@given(st.text(max_size=60))
def test_no_address_breaks_it(url):
    with contextlib.suppress(ForbiddenAddressError):
        assert location_of(url).scheme in ("http", "https")
