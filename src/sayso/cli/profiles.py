"""Voices for a person: what each has said, what was said against it, and whether it is still heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.answers.admiralty import grade_of
from sayso.answers.reliability import Record
from sayso.answers.sources import Front, Health, Profile
from sayso.cli.disputed import day_or_minute
from sayso.cli.tables import count
from sayso.cli.terminal import dim, plain
from sayso.estimation.reliability import Reliability
from sayso.model import Source, SourceClass
from sayso.relations.leads import Lead


def profiles_view(profiles: Sequence[Profile], records: Mapping[str, Record] | None = None) -> Group:
    """Every voice in turn, with what came of its claims where that was asked, and how many there are."""
    parts: list[RenderableType] = []
    for each in profiles:
        parts += [*_profile(each, records), Text()]
    silent = sum(each.health.is_silent for each in profiles)
    parts.append(dim(f"{count(len(profiles), 'voice')}, {count(silent, 'silent feed')}"))
    return Group(*parts)


def _profile(profile: Profile, records: Mapping[str, Record] | None) -> list[RenderableType]:
    kinds = ", ".join(f"{kind} {number}" for kind, number in profile.by_kind.items())
    lines = [
        f"{count(profile.claims, 'claim')}: {kinds}",
        f"first {_at(profile.first)}, last {_at(profile.last)} · {_relayed(profile)}",
        _standing(profile),
        lead_words(profile.lead),
        health_words(profile.health),
    ]
    return [
        Text(plain(profile.name), style="bold"),
        *(Padding(dim(label_words(each)), (0, 0, 0, 2)) for each in profile.labels),
        *(Padding(Text(plain(each)), (0, 0, 0, 2)) for each in lines if each),
        *([] if records is None else _record(records.get(profile.name))),
        *_fronts(profile.fronts),
    ]


def _record(record: Record | None) -> list[RenderableType]:
    """The letter of a voice and the counts behind it, direction by direction."""
    found = record.overall if record is not None else None
    if record is None or found is None:
        return [Padding(Text("reliability F (cannot be judged): took no position"), (0, 0, 0, 2))]
    head = f"reliability {record.grade.name} ({record.grade.value}), as all others have it: {_share(found)}"
    table = Table.grid(padding=(0, 3, 0, 0))
    for direction, each in record.directions.items():
        table.add_row(direction.value, grade_of(each).name, dim(_share(each)))
    return [Padding(Text(head), (0, 0, 0, 2)), Padding(table, (0, 0, 0, 4))]


def _share(found: Reliability) -> str:
    weight = f", worth {found.weight:.0f}" if round(found.weight) != found.claims else ""
    return (
        f"{found.held:.0%} of {count(found.claims, 'claim')}{weight} held "
        f"(90 % interval {found.low:.0%} to {found.high:.0%})"
    )


def label_words(source: Source) -> str:
    """What a voice is taken for, and what that rests on."""
    owner = source.org or source.party or source.side
    side = f"for {owner}" if owner and owner != source.name else None
    if source.side and source.side not in (owner, source.name):
        side = f"{side}, on the side of {source.side}" if side else f"on the side of {source.side}"
    kind = source.source_class.value if source.source_class is not SourceClass.UNKNOWN else None
    label = ", ".join(filter(None, (kind, side)))
    if not label:
        return "no label"
    return f"{label} · {f'basis: {source.basis}' if source.basis else 'no basis on record'}"


def _at(moment: datetime) -> str:
    return day_or_minute(moment)


def _relayed(profile: Profile) -> str:
    if not profile.relayed:
        return "all on pages of its own"
    return f"{profile.relayed / profile.claims:.0%} known only through others"


def _standing(profile: Profile) -> str:
    standing = profile.standing
    if not standing.positions:
        return "takes no position on who holds a place"
    return (
        f"{standing.contradicted} of {count(standing.positions, 'position')} contradicted by others · "
        f"{count(standing.admissions, 'admission')} against its own side"
    )


def lead_words(lead: Lead) -> str:
    """On how many ended disputes a voice stated the outcome, how far ahead, and how often the contrary."""
    if not lead.outcomes:
        return ""
    timely = f" ({lead.before} early, {lead.after} late)" if lead.spoke_for else ""
    words = (
        f"{count(lead.outcomes, 'ended dispute')}: for the outcome on {lead.spoke_for}{timely}, "
        f"for the other side on {lead.spoke_otherwise}"
    )
    if (days := lead.median_days) is not None:
        words += f" · median {'lag' if days < 0 else 'lead'} {abs(days):.1f} days"
    return words


def health_words(health: Health) -> str:
    """Whether a voice is heard: last heard, how long it usually pauses, and its longest silence."""
    silence = (
        "on the last day" if not health.silence else f"{count(health.silence, 'day')} before the last day"
    )
    heard = f"last heard {health.last_heard} ({silence})"
    if health.is_silent:
        heard = f"silent feed: {heard}"
    pause = (
        "spoke on too few days to have a habit"
        if health.usual_pause is None
        else f"usually every {health.usual_pause:g} days"
    )
    return f"{heard} · {pause} · longest silence {count(health.longest_silence, 'day')}"


def _fronts(fronts: Sequence[Front]) -> list[RenderableType]:
    if not fronts:
        return []
    table = Table.grid(padding=(0, 3, 0, 0))
    for each in fronts:
        quiet = "quiet front" if each.is_quiet else ""
        table.add_row(plain(each.place), str(each.claims), f"last {each.health.last_heard}", quiet)
    return [Padding(Text("Of which places:"), (0, 0, 0, 2)), Padding(table, (0, 0, 0, 4))]
