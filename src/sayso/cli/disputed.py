"""Disputes for a person: each with its positions, who states them since when, and its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sayso.answers.disputes import DisputeKind, PlaceDispute, Remedy, Settlement, Stated
from sayso.cli.origins import origin_line
from sayso.cli.tables import count
from sayso.cli.terminal import dim, plain
from sayso.model import RecordedClaim
from sayso.relations.courses import ClosedBy, Closing, ended_iso
from sayso.relations.dependence import Origin, known_iso

_KINDS = {
    DisputeKind.HOLDERS: "each is said to hold it",
    DisputeKind.DENIED: "claimed and denied",
    DisputeKind.CREDIT: "who of one side took it (no dispute of control)",
}
_MOST_ORIGINS = 6


def disputes_view(disputes: Sequence[PlaceDispute], total: int) -> Group:
    """Every dispute in turn, how many of them are open, and how many of `total` are not shown."""
    parts: list[RenderableType] = []
    for each in disputes:
        parts += [*_dispute(each), Text()]
    still = sum(each.closing is None for each in disputes)
    said = f"{count(len(disputes), 'dispute')}, {still} open"
    if total > len(disputes):
        said += f"; {total - len(disputes):,} more: --limit {total} shows all"
    parts.append(dim(said))
    return Group(*parts)


def _dispute(dispute: PlaceDispute) -> list[RenderableType]:
    opened = moment_words(known_iso(dispute.opened_by))
    state = "open" if dispute.closing is None else "ended"
    about = f" · {state}, since {opened} · {_KINDS[dispute.kind]}"
    parts: list[RenderableType] = [Text.assemble((plain(dispute.place.full_name), "bold"), about)]
    for stated in dispute.positions:
        parts += _position(stated)
    if dispute.closing is not None:
        parts.append(Padding(Text(plain(closing_words(dispute.closing))), (0, 0, 0, 2)))
    elif dispute.settled_by:
        parts.append(Padding(Text("What would settle it:"), (0, 0, 0, 2)))
        parts += [Padding(Text(plain(settlement_words(each))), (0, 0, 0, 4)) for each in dispute.settled_by]
    return parts


def _position(stated: Stated) -> list[RenderableType]:
    independent = stated.independent_count or "none"
    counts = f"{count(stated.origin_count, 'origin')}, {independent} independent of the sides"
    names = ", ".join(_origin(each) for each in stated.origins[:_MOST_ORIGINS])
    more = stated.origin_count - _MOST_ORIGINS
    if more > 0:
        names += f" and {more} more"
    when = f"first {_carried(stated.first)}"
    if stated.last.id != stated.first.id:
        when += f"; last {_carried(stated.last)}"
    return [
        Padding(Text.assemble((plain(stated.position.words), "bold"), f": {counts}"), (0, 0, 0, 2)),
        Padding(Text(plain(names)), (0, 0, 0, 4)),
        Padding(dim(when), (0, 0, 0, 4)),
    ]


def _origin(origin: Origin) -> str:
    carried = f" on {count(len(origin.pages), 'page')}" if len(origin.pages) > 1 else ""
    speaks = f" for {origin.side}" if origin.side and origin.side != origin.name else ""
    return f"{origin.name}{speaks}{carried}"


def _carried(recorded: RecordedClaim) -> str:
    at = recorded.published
    minute = f" {_minute(at.instant)}" if at is not None and at.instant is not None else ""
    return f"{origin_line(recorded)}{minute}"


def day_or_minute(moment: datetime) -> str:
    """A moment to the minute; one that is the end of a day, as what is known by its day alone has, as
    that day."""
    at = moment.astimezone(UTC)
    if (at.hour, at.minute, at.second, at.microsecond) == (0, 0, 0, 0):
        return datetime.fromtimestamp(at.timestamp() - 1, UTC).date().isoformat()
    return f"{at.date().isoformat()} {_minute(at)}"


def moment_words(iso: str | None) -> str:
    """A day, or an instant to the minute, from its ISO form."""
    if iso is None or "T" not in iso:
        return iso or "undated"
    at = datetime.fromisoformat(iso).astimezone(UTC)
    return f"{at.date().isoformat()} {_minute(at)}"


def _minute(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%H:%M} UTC"


def closing_words(closing: Closing) -> str:
    """How a dispute ended, in words that take no side."""
    at, what = moment_words(ended_iso(closing)), closing.given_up.words
    source = closing.claim.claim.source.name
    speaks = "" if source == closing.who else f", for {closing.who},"
    match closing.by:
        case ClosedBy.ADMISSION:
            return f"ended {at} by an admission: {source}{speaks} gave up “{what}”"
        case ClosedBy.DENIAL_WITHDRAWN:
            return f"ended {at}: {source}{speaks} withdrew the denial “{what}”"
        case ClosedBy.AGREEMENT:
            return f"ended {at} by agreement: {source}{speaks} no longer says “{what}”"
        case _:
            last = moment_words(known_iso(closing.claim))
            return f"ended {at} by silence: “{what}” was last said {last} and not again for 30 days"


def settlement_words(settlement: Settlement) -> str:
    """What would settle a dispute."""
    says = settlement.says.words if settlement.says else ""
    match settlement.remedy:
        case Remedy.DENIAL_WITHDRAWN:
            return f"a withdrawal of the denial: {settlement.who} saying “{says}”"
        case Remedy.ADMISSION:
            return f"an admission against interest: {settlement.who} saying “{says}” or that it has left"
        case Remedy.INDEPENDENT_ORIGIN:
            return "an independent origin on the ground: none has spoken"
        case _:
            return "imagery of the place, with its day and position"
