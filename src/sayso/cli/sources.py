"""`sayso sources`: what each voice has said, how often it was contradicted, and whether it is still heard."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.options import json_option, learned_option, ledger_option


@click.command(short_help="Show what each voice has said, and whether it is still heard.")
@click.argument("name", required=False)
@click.option(
    "--reliability",
    is_flag=True,
    help="Judge every voice by what all others say; with NAME done anyway.",
)
@learned_option
@ledger_option
@json_option("one voice a line")
def sources(name: str | None, reliability: bool, learned: Path | None, ledger: str, as_json: bool) -> None:
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

    *Reliability* is the share of what a voice said that held, as all other voices have it, told apart by
    direction: that its own side holds a place, that another does, who does by a voice of no side, that it is
    contested. The letter is that of the Admiralty code, by the lower end of the 90 % interval. With --learned
    the others are weighed by their own records.
    """
    from sayso.answers.reliability import records
    from sayso.answers.sources import profiles
    from sayso.cli.progress import steps
    from sayso.ledger import Ledger

    method = None
    if learned is not None:
        from sayso.answers.learned import learned_method

        method = learned_method(learned).method
    judged = None
    with Ledger.open(ledger, create=False) as opened, steps("judging voices") as advance:
        found = profiles(opened, name)
        if name is not None or reliability or learned is not None:
            voice = found[0].name if name is not None and found else None
            judged = records(opened, voice, method=method, advance=advance)
    if as_json:
        from sayso.cli.lines import profile_line
        from sayso.cli.terminal import write_line

        for each in found:
            write_line(profile_line(each, judged))
        return
    from sayso.cli.profiles import profiles_view
    from sayso.cli.terminal import console, show

    show(console(), profiles_view(found, judged))
