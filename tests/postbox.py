"""A mail server of our own on loopback, which takes, refuses or breaks off as a test wants it."""

import base64
import contextlib
import socketserver
import ssl
import subprocess
import threading
from email import message_from_bytes
from email.policy import default

import pytest


class _Talk(socketserver.StreamRequestHandler):
    timeout = 20

    def handle(self):
        box = self.server.box
        if box.greeting is None:
            return
        if box.tls == "first":
            self._secure()
        with contextlib.suppress(OSError):
            self._say(box.greeting)
            while line := self.rfile.readline():
                verb, _, rest = line.decode().strip().partition(" ")
                if not getattr(self, f"_{verb.lower()}", self._unknown)(rest):
                    return

    def _secure(self):
        with contextlib.suppress(OSError):
            self.connection = self.server.box.context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)

    def finish(self):
        with contextlib.suppress(OSError, ValueError):
            super().finish()
            self.connection.close()

    def _say(self, *lines):
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())
        return True

    def _unknown(self, rest):
        return self._say("500 what?")

    def _ehlo(self, rest):
        box = self.server.box
        offers = ["AUTH PLAIN"] + (["STARTTLS"] if box.tls == "asked" else [])
        return self._say("250-here", *(f"250-{each}" for each in offers), "250 8BITMIME")

    def _starttls(self, rest):
        self._say("220 go")
        self._secure()
        return True

    def _auth(self, rest):
        box = self.server.box
        box.logins.append(base64.b64decode(rest.removeprefix("PLAIN ")).decode().split("\0")[1:])
        return self._say("235 in" if box.takes_login else "535 no: " + rest)

    def _mail(self, rest):
        return self._say(self.server.box.on_sender)

    def _rcpt(self, rest):
        refused = any(each in rest for each in self.server.box.refused)
        return self._say("550 nobody \x1b[31m of that name" if refused else "250 well")

    def _data(self, rest):
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        box = self.server.box
        if box.on_data.startswith("250"):
            box.raw.append(b"".join(lines))
        return self._say(box.on_data)

    def _rset(self, rest):
        return self._say("250 well")

    def _quit(self, rest):
        self._say(self.server.box.on_quit)
        return False


class Postbox:
    """What came, and how the server behaves. `tls` is None, "asked" (STARTTLS) or "first"."""

    def __init__(self, port, certificate):
        self.port, self.certificate = port, certificate
        self.greeting, self.tls, self.takes_login = "220 here", None, True
        self.on_sender, self.on_data, self.refused = "250 well", "250 taken", ()
        self.on_quit = "221 bye"
        self.logins, self.raw = [], []
        self._context = None

    @property
    def context(self):
        if self._context is None:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(self.certificate)
        return self._context

    @property
    def messages(self):
        return [message_from_bytes(each, policy=default) for each in self.raw]


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request, client_address):
        """A client that hangs up is what some tests are about."""


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A certificate for localhost that only those trust who are told to; made anew each time."""
    path = tmp_path_factory.mktemp("tls") / "here.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost "
        f"-addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout {path} -out {path}.cert"
    )
    try:
        subprocess.run(command.split(), check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    path.write_text(path.read_text() + path.with_suffix(".pem.cert").read_text())
    return path


@pytest.fixture
def postbox(certificate):
    server = _Server(("127.0.0.1", 0), _Talk)
    server.box = Postbox(server.server_address[1], certificate)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server.box
    server.shutdown()
    server.server_close()
