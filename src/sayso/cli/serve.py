"""`sayso serve`: the desk in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.options import ledger_option

HOST, PORT = "127.0.0.1", 8765


@click.command(short_help="Open the desk in the browser.")
@click.option("--host", default=HOST, show_default=True, help="The address to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes a free one."
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A further name under which the desk is asked for, as behind a proxy. Repeatable.",
)
@click.option(
    "--token-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Who knows its first line may judge and store. By default $SAYSO_TOKEN; without, nobody.",
)
@click.option(
    "--tiles", metavar="ADDRESS", help="Map tiles of your own under the places: https://.../{z}/{x}/{y}.png"
)
@ledger_option
def serve(
    host: str, port: int, names: tuple[str, ...], token_file: Path | None, tiles: str | None, ledger: str
) -> None:
    """Open a ledger as pages in the browser, with the same answers as JSON under /api.

    \b
        sayso serve
        sayso serve --ledger desk.db --port 9000
        SAYSO_TOKEN=... sayso serve

    It listens on this machine alone unless --host says otherwise, and changes nothing without a token: it
    is then given with a judgement, in the page or as `Authorization: Bearer`. Ctrl-C ends it.
    """
    from sayso.cli.serving import serve_ledger, token_of

    serve_ledger(ledger, host=host, port=port, names=names, token=token_of(token_file), tiles=tiles)
