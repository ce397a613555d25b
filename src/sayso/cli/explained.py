"""Why an estimate is what it is, in words: its claims, its origins, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sayso.answers import phrases
from sayso.cli.days import percent
from sayso.cli.origins import origin_line
from sayso.cli.tables import count
from sayso.cli.terminal import dim, plain
from sayso.model import CONTESTED, Estimate, RecordedClaim, Turn


def explained_view(estimate: Estimate, claims: Mapping[str, RecordedClaim]) -> Group:
    """All of it, for the day of the estimate."""
    sections = (
        *claims_section(estimate, claims, numbers=True),
        *origins_section(estimate),
        *turns_section(estimate),
    )
    return Group(Text(f"Why, on {estimate.day}", style="bold"), *(sections or [dim("nothing was heard")]))


def claims_section(
    estimate: Estimate, claims: Mapping[str, RecordedClaim], *, numbers: bool
) -> list[RenderableType]:
    """The weightiest claims; `numbers` adds what each moves, and its own evidence."""
    if not estimate.because:
        return []
    lines = []
    for reason in estimate.because:
        recorded = claims[reason.claim]
        sign = "+" if reason.log_odds > 0 else "−"
        size = f" {abs(reason.log_odds):.2f}" if numbers else ""
        line = Text(
            f"{sign}{size} {plain(recorded.claim.source.name)}: {plain(phrases.says(recorded.claim))}"
        )
        if numbers and (own := phrases.evidence_words(reason, estimate)):
            line.append(f" · {plain(own)}")
        line.append(f" ({plain(origin_line(recorded))})", style="dim")
        lines.append(line)
    return _section(f"What moves it most towards or away from {plain(estimate.ranked[0])}:", lines)


def origins_section(estimate: Estimate) -> list[RenderableType]:
    """The day without each origin, whole."""
    lines = []
    for part in estimate.origins:
        top = max(part.probabilities, key=lambda state: part.probabilities[state])
        sign = "+" if part.log_odds > 0 else "−"
        lines.append(
            Text(
                f"{sign} {abs(part.log_odds):.2f} {plain(part.origin)} ({count(part.claims, 'claim')}): "
                f"without it {plain(top)} {percent(part.probabilities[top])}"
            )
        )
    return _section("What all that one origin says moves:", lines) if lines else []


def turns_section(estimate: Estimate) -> list[RenderableType]:
    """What would change it, as tried."""
    lines = [Text(plain(turn_words(turn))) for turn in estimate.turns]
    return _section("What would change it, tried on this day:", lines) if lines else []


def turn_words(turn: Turn) -> str:
    """`2 independent desks that say that Russia holds it: Russia 61%`."""
    what = "it is contested" if turn.says == CONTESTED else f"{turn.says} holds it"
    who = "independent desk" if turn.speaks_for is None else f"official of {turn.speaks_for}"
    if turn.voices is None:
        return f"not even {turn.tried} {_many(who)} that say that {what}"
    voices = f"1 {who} that says" if turn.voices == 1 else f"{turn.voices} {_many(who)} that say"
    top = max(turn.probabilities, key=lambda state: turn.probabilities[state])
    return f"{voices} that {what}: {top} {percent(turn.probabilities[top])}"


def _many(who: str) -> str:
    return who.replace("desk", "desks").replace("official ", "officials ")


def _section(title: str, lines: Iterable[Text]) -> list[RenderableType]:
    return [Text(title), *(Padding(line, (0, 0, 0, 2)) for line in lines)]
