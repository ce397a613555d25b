"""What a ledger taught, for a person: the voices with most claims, and how places change hands."""

from __future__ import annotations

from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.answers.parameter_file import ParameterFile, VoicePart
from sayso.cli.tables import count
from sayso.cli.terminal import dim, plain

_MOST = 20
_CHANGES = {
    "into_contest": "a day, from held to contested",
    "out_of_contest": "a day, from contested to held",
    "between_sides": "a day, from one side to another with no contest in between",
}


def learned_view(found: ParameterFile, path: Path | None) -> Group:
    """All of it in short; the file has the rest."""
    rounds = count(found.rounds, "round")
    head = f"{count(found.claims, 'claim')} about {count(found.places, 'place')} known by {found.known_until}"
    parts: list[RenderableType] = [Text(f"Learned from {head}, in {rounds}"), Text()]
    table = Table.grid(padding=(0, 3, 0, 0))
    titles = ("Voice", "Claims", "of lost ground says: ours", "lost", "contested", "of contested: ours")
    table.add_row(*(Text(title, style="dim italic") for title in titles))
    of_sides = [each for each in found.voices if any(one.speaks == "for a side" for one in each.heard)]
    of_sides.sort(key=lambda each: (-_claims(each), each.name))
    for each in of_sides[:_MOST]:
        rows = next(one.rows for one in each.heard if one.speaks == "for a side")
        lost, disputed = rows["enemy"], rows["contested"]
        shares = (lost["own"], lost["enemy"], lost["contested"], disputed["own"])
        table.add_row(plain(each.name), str(_claims(each)), *(f"{share:.2f}" for share in shares))
    if of_sides:
        parts += [table, Text()]
    if len(of_sides) > _MOST:
        parts.append(dim(f"and {count(len(of_sides) - _MOST, 'voice')} of a side more"))
    parts.append(dim(f"{count(len(found.voices) - len(of_sides), 'voice')} of no side"))
    for name, words in _CHANGES.items():
        parts.append(dim(f"{found.transitions[name].chance:.4f} {words}"))
    where = f"kept in {plain(str(path))}" if path else "kept nowhere: -o FILE keeps it for --learned"
    parts.append(Text(f"{where} ({found.digest[:12]})"))
    return Group(*parts)


def _claims(voice: VoicePart) -> int:
    return sum(voice.claims.values())
