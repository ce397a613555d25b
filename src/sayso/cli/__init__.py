"""The command line: parse the request, call, print. No domain decision is made here."""

from __future__ import annotations

import os
import sys
from typing import IO, Any

import click

from sayso import __version__
from sayso.cli.add import add
from sayso.cli.brief import brief
from sayso.cli.cite import cite
from sayso.cli.claims import claims
from sayso.cli.demo import demo
from sayso.cli.disputes import disputes
from sayso.cli.estimate import estimate
from sayso.cli.export import export
from sayso.cli.fetch import fetch
from sayso.cli.gazetteer import gazetteer
from sayso.cli.import_claims import import_claims
from sayso.cli.judge import judge
from sayso.cli.learn import learn
from sayso.cli.place import place
from sayso.cli.read import read
from sayso.cli.search import search
from sayso.cli.serve import serve
from sayso.cli.sources import sources
from sayso.cli.theatres import theatres
from sayso.cli.verify import log, verify
from sayso.cli.watch import watch
from sayso.errors import SaysoError

__all__ = ["desk", "main"]

# What a shell reports for a program that the signal has ended.
_INTERRUPTED, _BROKEN_PIPE = 130, 141


class _Told(click.ClickException):
    """A `SaysoError` as one line on standard error; the exit status is 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"sayso: {' '.join(self.message.split())}", file=file, err=file is None)


class _Desk(click.Group):
    """Tells what can be put right in one line, and ends quietly when nobody reads on."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            answer = super().invoke(ctx)
            sys.stdout.flush()
        except SaysoError as problem:
            raise _Told(str(problem)) from problem
        except BrokenPipeError:
            # Python flushes once more at exit and would complain there.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(_BROKEN_PIPE)
        except KeyboardInterrupt:
            ctx.exit(_INTERRUPTED)
        return answer

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of work, which teaches more than the alphabet."""
        return list(self.commands)


@click.group(cls=_Desk, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", prog_name="sayso")
def desk() -> None:
    """On whose say-so? Keep the record of who says what about which place.

    sayso reads reports of armed conflict, keeps every voice apart, and reckons from them who holds a place
    on a day. Begin with one report, or with the bundled ones:

    \b
        sayso read report.txt --published 2023-01-14 --outlet "Al Jazeera"
        sayso demo

    Then keep a ledger, and ask it:

    \b
        sayso add reports/
        sayso place Soledar --on 2023-01-14

    `sayso COMMAND --help` explains each command.
    """


for _command in (
    *(read, add, fetch, watch, import_claims),
    *(place, estimate, claims, disputes, sources, learn, brief, search, export),
    *(judge, cite, verify, log, serve, theatres, gazetteer, demo),
):
    desk.add_command(_command)


def main() -> None:
    """The program `sayso`."""
    for stream in (sys.stdout, sys.stderr):
        # Names in other scripts and JSON are UTF-8 whatever the terminal says of itself.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        desk.main(prog_name="sayso")
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
