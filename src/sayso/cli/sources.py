"""`sayso sources`: what each voice has said, how often it was contradicted, and whether it is still heard."""

from __future__ import annotations

import click

from sayso.cli.options import json_option, ledger_option


@click.command(short_help="Show what each voice has said, and whether it is still heard.")
@click.argument("name", required=False)
@ledger_option
@json_option("one voice a line")
def sources(name: str | None, ledger: str, as_json: bool) -> None:
    """Show every voice of the ledger, or the one called NAME, with what it says of which places.

    \b
        sayso sources
        sayso sources "Russian Ministry of Defence"

    A voice is counted under the name that the record gives it. *Contradicted* are its claims of who holds a
    place that another voice contradicts within 14 days; *admissions* those that go against its own side.
    Over disputes that have ended it is told on how many the voice spoke for the outcome before and after the
    first independent origin (else the end), with the median lead or lag from three outcomes on.
    A *silent feed* says nothing of any kind although it used to; on a *quiet front* a voice speaks, but no
    longer of that place. Whom a voice speaks for is told with what that rests on.
    """
    from sayso.answers.sources import profiles
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        found = profiles(opened, name)
    if as_json:
        from sayso.cli.lines import profile_line
        from sayso.cli.terminal import write_line

        for each in found:
            write_line(profile_line(each))
        return
    from sayso.cli.profiles import profiles_view
    from sayso.cli.terminal import console, show

    show(console(), profiles_view(found))
