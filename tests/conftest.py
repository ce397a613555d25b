"""Settings for Hypothesis, the one reader of the session, and a web server of our own.

Loading the reader takes longer than a test. The server listens on loopback and counts what it is asked.
"""

import contextlib
import gzip
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import settings

from .browser import browser as browser
from .postbox import certificate as certificate
from .postbox import postbox as postbox
from .postgres import address as address
from .postgres import postgres as postgres

# Without a stopwatch: a busy machine must not fail a test, and CI must repeat itself.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(scope="session")
def reader():
    from sayso.pipeline import Reader

    return Reader()


PAGE = b"<html><body><p>Troops left the mill.</p></body></html>"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        site = self.server.site
        site.asked.append((self.path, dict(self.headers)))
        answer = site.answers.get(self.path)
        if answer is None:
            self.send_error(404)
            return
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            answer(self)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_):
        pass


class Site:
    """What the server holds, by path, and what it was asked."""

    def __init__(self, port):
        self.port, self.answers, self.asked = port, {}, []

    def url(self, path, host="127.0.0.1"):
        return f"http://{host}:{self.port}{path}"

    def page(self, path, body=PAGE, status=200, **headers):
        def answer(handler):
            handler.send_response(status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = answer

    def redirect(self, path, to, status=302):
        self.page(path, b"", status, Location=to)

    def zipped(self, path, body):
        self.page(path, gzip.compress(body), Content_Encoding="gzip")


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server.site
    server.shutdown()
    server.server_close()
