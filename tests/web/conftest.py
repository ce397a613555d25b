"""The desk over the bundled reports: asked in this process, and in a browser over loopback."""

import contextlib
import socket
import sqlite3
import threading
import time
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
import uvicorn
from starlette.testclient import TestClient

from sayso.ledger import Ledger
from sayso.web.app import create_app
from sayso.web.settings import Settings

WIDTHS = {"desktop": (1440, 900), "tablet": (1024, 768), "phone": (390, 844)}
NOW = datetime(2023, 2, 1, 9, tzinfo=UTC)
TOKEN = "a-token-long-enough"


@pytest.fixture(scope="session")
def demo_ledger(reader, tmp_path_factory):
    """The file of a ledger with the demo's reports, recorded an hour apart; copy it to change it."""
    from sayso.demo import demo_reports

    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with Ledger.open(path, created_at=NOW) as ledger:
        for number, document in enumerate(demo_reports()):
            ledger.add(reader.read(document), NOW.replace(hour=number % 24), named="demo")
    return path


@pytest.fixture
def ledger(demo_ledger, tmp_path):
    """A ledger of the demo's reports that a test may change."""
    path = tmp_path / "desk.db"
    with (
        contextlib.closing(sqlite3.connect(demo_ledger)) as source,
        contextlib.closing(sqlite3.connect(path)) as copy,
    ):
        source.backup(copy)
    with Ledger.open(path) as opened:
        yield opened


@pytest.fixture
def asking(ledger, reader):
    """A client of a desk with the settings given; the desk reads with the session's reader."""

    def asking(**settings):
        app = create_app(ledger, Settings(**{"clock": lambda: NOW, **settings}))
        app.state.desk._reader = reader
        return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=True)

    return asking


@pytest.fixture
def client(asking):
    return asking()


@pytest.fixture
def served(ledger, reader):
    """Serve a desk on loopback with the settings given; its address."""
    running = []

    def served(opened=None, **settings):
        app = create_app(opened or ledger, Settings(**{"clock": lambda: NOW, **settings}))
        app.state.desk._reader = reader
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        running.append((server, thread))
        while not server.started:
            time.sleep(0.01)
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    yield served
    for server, thread in running:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def opened(browser):
    """Open an address in a tab of its own: `opened(url, width="phone", **settings of the context)`.

    At the end no page may have complained, nor asked anything of another origin.
    """
    contexts, complaints, requests, origins = [], [], [], set()

    def opened(url, width="desktop", complains=False, **settings):
        across, down = WIDTHS[width]
        context = browser.new_context(viewport={"width": across, "height": down}, **settings)
        contexts.append(context)
        tab = context.new_page()
        if not complains:
            tab.on("console", lambda message: complaints.append(message.text))
            tab.on("dialog", lambda dialog: complaints.append(dialog.message))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("request", lambda request: requests.append(request.url))
        origins.add(urlsplit(url).netloc)
        tab.goto(url)
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
    elsewhere = {url for url in requests if urlsplit(url).scheme in ("http", "https", "ws", "wss")}
    assert {urlsplit(url).netloc for url in elsewhere} <= origins
