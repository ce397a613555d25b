"""How the claims about a place stand to each other, for a person: origins, replies, figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from sayso.answers import phrases
from sayso.answers.place import Answer
from sayso.answers.relations import Relations
from sayso.cli.disputed import moment_words
from sayso.cli.tables import count
from sayso.cli.terminal import dim, plain
from sayso.estimation.evidence import origin_of
from sayso.export.sentences import counted
from sayso.model import Kind, Polarity, Quantity, RecordedClaim
from sayso.relations.comparison import Account, Saying
from sayso.relations.dependence import Origin, known_iso
from sayso.relations.figures import Figures
from sayso.relations.positions import Position, Stand
from sayso.relations.replies import Reply, Response

_MOST_CARRIED = 2
_SILENCES = {
    Response.NO_ANSWER: "no answer yet from",
    Response.SILENT: "not heard in these days:",
    Response.NOT_HEARD: "nothing on record from",
}
_ANSWERS = {
    Response.DENIED: "denied by",
    Response.COUNTERED: "claimed for itself by",
    Response.FIGHTS_ON: "the fight goes on, says",
    Response.ADMITTED: "borne out against its own interest by",
}


def heading(words: str) -> Text:
    """The line above a section."""
    return Text(plain(words), style="bold underline")


def further_contradictions(answer: Answer, relations: Relations) -> list[Mapping[str, tuple[str, ...]]]:
    """What cannot both be right and is no dispute of who holds the whole place: voices by what they say."""
    told = [set(each.positions) for each in answer.disputes]
    found: list[Mapping[str, tuple[str, ...]]] = []
    for each in relations.contradictions:
        parts = ((each.saying, each.claims), (each.other, each.other_claims))
        positions = {_words(what, answer.claims[ids[0]]): _voices(answer, ids) for what, ids in parts}
        if not any(set(positions) <= one for one in told):
            found.append(positions)
    return found


def origins_section(answer: Answer, relations: Relations, *, everything: bool) -> list[RenderableType]:
    """What several origins say of who holds the place, and what one says on several pages; or of anything."""
    shown = [
        each
        for each in relations.accounts
        if (each.is_corroborated or any(len(origin.pages) > 1 for origin in each.origins))
        and (everything or each.saying.kind is Kind.CONTROL)
    ]
    if not shown:
        return []
    parts: list[RenderableType] = [Text(), heading("Origins")]
    for each in shown:
        parts += _account(each, answer.claims[each.claims[0]], everything)
    return parts


def replies_section(answer: Answer, relations: Relations) -> list[RenderableType]:
    """What the other sides answer to each claimant; silence is told apart by how much is heard of them."""
    by_claimant: dict[str, list[Reply]] = {}
    for each in relations.replies:
        by_claimant.setdefault(each.claimant, []).append(each)
    if not by_claimant:
        return []
    parts: list[RenderableType] = [Text(), heading("Replies")]
    for claimant, found in by_claimant.items():
        words = "; ".join(map(plain, _reply_words(answer, found)))
        parts.append(Text.assemble("to ", (plain(claimant), "bold"), f": {words}"))
    return parts


def figures_section(relations: Relations, *, everything: bool) -> list[RenderableType]:
    """Counts that several origins give, each as ranges by source."""
    shown = [each for each in relations.figures if everything or len(each.by_origin) > 1]
    if not shown:
        return []
    parts: list[RenderableType] = [Text(), heading("Figures")]
    for each in shown:
        parts += _figures(each)
    return parts


def _words(saying: Saying, first: RecordedClaim) -> str:
    """`held by Russia`, as disputes have it; of other kinds the words of the first claim."""
    if saying.kind is not Kind.CONTROL:
        return phrases.says(first.claim)
    stand = Stand.NOT_HELD if saying.polarity is Polarity.DENIED else Stand.HELD
    extent = f" ({saying.extent})" if saying.extent else ""
    return f"{Position(stand, saying.side).words}{extent}"


def _voices(answer: Answer, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(origin_of(answer.claims[each]) for each in ids))


def _account(account: Account, first: RecordedClaim, everything: bool) -> list[RenderableType]:
    independent = sum(each.is_independent for each in account.origins) or "none"
    counts = f"{count(len(account.origins), 'origin')}, {independent} independent of the sides"
    words = Text.assemble((plain(_words(account.saying, first)), "bold"), f": {counts}")
    named = list(account.origins)
    if not everything:
        # Who says it stands above; what no list of voices shows is how far one voice was carried.
        carried = [each for each in named if len(each.pages) > 1]
        named = sorted(carried, key=lambda each: -len(each.pages))[:_MOST_CARRIED]
    return [words, *(Padding(dim(_origin(each)), (0, 0, 0, 2)) for each in named)]


def _origin(origin: Origin) -> str:
    carried = f" on {count(len(origin.pages), 'page')}" if len(origin.pages) > 1 else ""
    seen = moment_words(origin.first_seen.iso()) if origin.first_seen else "undated"
    return f"{origin.name}{carried}, first seen {seen}"


def _reply_words(answer: Answer, found: Sequence[Reply]) -> Iterable[str]:
    for each in found:
        if each.claims:
            first = answer.claims[each.claims[0]]
            voice = first.claim.source.name
            who = f" ({voice})" if voice != each.side else ""
            yield f"{_ANSWERS[each.response]} {each.side}, {moment_words(known_iso(first))}{who}"
    for response, words in _SILENCES.items():
        if sides := [each.side for each in found if each.response is response]:
            yield f"{words} {', '.join(sides)}"


def _figures(figures: Figures) -> list[RenderableType]:
    of_whom = f" of {figures.party}" if figures.party else ""
    apart = "; the ranges do not meet" if figures.is_conflicting else ""
    words = f"{figures.kind.value}{of_whom}: {_range(figures.low, figures.high, figures.counts)}{apart}"
    return [
        Text(plain(words)),
        *(
            Padding(
                Text.assemble((plain(each.origin), "bold"), f": {_range(each.low, each.high, '')}"),
                (0, 0, 0, 2),
            )
            for each in figures.by_origin
        ),
    ]


def _range(low: float | None, high: float | None, counts: str) -> str:
    if low is None and high is None:
        return f"{counts}, open at both ends".removeprefix(", ")
    return plain(counted(Quantity(low=low, high=high, counts=counts)))
