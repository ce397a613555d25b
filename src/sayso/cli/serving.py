"""Running the desk until whoever started it has had enough."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from pathlib import Path

import click

from sayso.errors import SaysoError, UnreadableInputError

_SHORTEST_TOKEN = 16


def token_of(file: Path | None) -> str | None:
    """The token of a file's first line, else of $SAYSO_TOKEN. Raises where it is too short to be one."""
    where = str(file) if file else "$SAYSO_TOKEN"
    try:
        token = file.read_text(encoding="utf-8").partition("\n")[0].strip() if file else None
    except (OSError, UnicodeDecodeError) as problem:
        raise UnreadableInputError(where, str(problem)) from None
    if token is None:
        token = os.environ.get("SAYSO_TOKEN", "").strip() or None
    if file and not token:
        raise UnreadableInputError(where, "its first line is empty", "put the token there")
    if token is not None and len(token) < _SHORTEST_TOKEN:
        remedy = f"take {_SHORTEST_TOKEN} characters or more, such as `openssl rand -hex 16` gives"
        raise UnreadableInputError(where, "the token is too short to keep anyone out", remedy)
    return token


def serve_ledger(
    ledger: str, *, host: str, port: int, names: Sequence[str], token: str | None, tiles: str | None
) -> None:
    """Listen until interrupted. Raises `SaysoError` where the address cannot be had."""
    import uvicorn

    from sayso.ledger import Ledger
    from sayso.web.app import create_app
    from sayso.web.settings import LOOPBACK, Settings

    with Ledger.open(ledger, create=False) as opened, _listening(host, port) as listener:
        own = f"[{host}]" if ":" in host else host
        app = create_app(opened, Settings(token=token, hosts=(*LOOPBACK, own, *names), tiles=tiles))
        click.echo(f"The desk is open: http://{own}:{listener.getsockname()[1]}/  (Ctrl-C ends it)")
        if host not in ("127.0.0.1", "::1", "localhost"):
            click.echo("Whoever reaches this machine can read the ledger.", err=True)
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        # At once, so that who reads the address can ask: what comes early waits.
        listener.listen()
    except OSError as problem:
        listener.close()
        told = (problem.strerror or str(problem)).lower()
        raise SaysoError(f"cannot listen at {host}:{port}: {told}; name another with --port") from None
    return listener
