"""A brief posted to a web address: what is sent, when it is tried again, and what is told."""

import hashlib
import hmac
import json
import socket
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sayso.delivery import DeliveryError, Webhook, post_brief

from .test_mail import BRIEF

NO_PAUSE = {"sleep": lambda seconds: None}


class _Hook(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.came.append((self.path, dict(self.headers), body))
        status, headers, said = self.server.answers.pop(0) if self.server.answers else (200, {}, b"")
        self.send_response(status)
        for name, value in {"Content-Length": str(len(said)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_):
        pass


@pytest.fixture
def hook():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Hook)
    server.came, server.answers = [], []
    server.url = f"http://127.0.0.1:{server.server_address[1]}/hook?key=s3cret"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def failing(url, **more):
    with pytest.raises(DeliveryError) as told:
        post_brief(BRIEF, Webhook.at(url), **{**NO_PAUSE, **more})
    words = str(told.value)
    assert "\n" not in words
    assert "s3cret" not in words
    return words


def test_the_brief_is_posted_as_json(hook):
    post_brief(BRIEF, Webhook.at(hook.url))
    ((path, headers, body),) = hook.came
    assert json.loads(body) == BRIEF
    assert path == "/hook?key=s3cret"
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert "X-Sayso-Signature" not in headers


def test_a_secret_signs_the_body(hook):
    webhook = Webhook.at(hook.url, "of ours")
    post_brief(BRIEF, webhook)
    ((_, headers, body),) = hook.came
    digest = hmac.new(b"of ours", body, hashlib.sha256).hexdigest()
    assert headers["X-Sayso-Signature"] == f"sha256={digest}"
    assert "of ours" not in repr(webhook)
    assert "s3cret" not in repr(webhook)


def test_trouble_of_the_server_is_waited_out_under_one_id(hook):
    hook.answers = [(503, {}, b""), (429, {}, b"")]
    pauses = []
    post_brief(BRIEF, Webhook.at(hook.url), sleep=pauses.append)
    assert len(hook.came) == 3
    assert len({headers["X-Sayso-Delivery"] for _, headers, _ in hook.came}) == 1
    assert pauses == sorted(pauses)


def test_it_gives_up_after_a_few_tries(hook):
    hook.answers = [(500, {}, b"broken")] * 9
    assert "answers 500 Internal Server Error (broken)" in failing(hook.url)
    assert len(hook.came) == 4


def test_what_is_refused_is_not_tried_again(hook):
    hook.answers = [(403, {}, b"no \x1b[31m\n\nentry")]
    words = failing(hook.url)
    assert "answers 403 Forbidden (no [31m entry); check the address and the secret" in words
    assert len(hook.came) == 1


def test_redirects_are_not_followed(hook):
    hook.answers = [(307, {"Location": "http://127.0.0.1:9/elsewhere"}, b"")]
    assert "redirects are not followed" in failing(hook.url)
    assert len(hook.came) == 1


def test_a_large_answer_is_not_taken_in(hook):
    hook.answers = [(400, {}, b"x" * 3_000_000)]
    assert len(failing(hook.url)) < 400


def test_no_answer_in_time_is_tried_again_and_told(monkeypatch):
    monkeypatch.setattr("sayso.delivery.webhook._READ_SECONDS", 0.2)
    tries = []
    with socket.create_server(("127.0.0.1", 0)) as silent:
        words = failing(f"http://127.0.0.1:{silent.getsockname()[1]}/", sleep=tries.append)
    assert "does not answer in time" in words
    assert len(tries) == 3


def test_a_refused_connection_is_told():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        words = failing(f"http://localhost:{taken.getsockname()[1]}/hook?key=s3cret")
    assert "refuses the connection" in words


def test_an_unknown_host_is_told(monkeypatch):
    def lookup(*_, **__):
        raise socket.gaierror(-2, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert "https://hook.invalid: the host is not known" in failing("https://hook.invalid/?key=s3cret")


def test_a_certificate_must_hold(hook, certificate, monkeypatch):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    hook.socket = context.wrap_socket(hook.socket, server_side=True)
    url = f"https://localhost:{hook.server_address[1]}/hook?key=s3cret"
    assert "no connection over TLS" in failing(url)
    assert hook.came == []
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    post_brief(BRIEF, Webhook.at(url))
    assert len(hook.came) == 1


REFUSED = [
    ("http://example.org/?key=s3cret", "plain http would show the brief to others"),
    ("http://127.0.0.1.example.org/", "plain http"),
    ("ftp://example.org/s3cret", "is no web address"),
    ("https:///s3cret", "is no web address"),
    ("https://[1/s3cret", "is no web address"),
    ("https://example.org:99999/s3cret", "is no web address"),
    ("https://user:s3cret@example.org/", "carries a user name"),
    ("https://example.org/a b s3cret", "signs that no address has"),
    ("https://example.org/\r\nX-Evil: s3cret", "signs that no address has"),
    ("https://example.org/" + "s3cret" * 1000, "too long"),
]


@pytest.mark.parametrize(("url", "told"), REFUSED)
def test_where_no_brief_is_posted_to(url, told):
    assert told in failing(url)


@pytest.mark.parametrize(
    "url", ["http://localhost/", "http://127.8.0.1/", "http://[::1]:8080/", "https://10.0.0.8/x"]
)
def test_plain_http_stays_on_the_machine_and_https_goes_anywhere(url):
    assert Webhook.at(url).name == url.removesuffix("/x").removesuffix("/")
