"""Who relays whom: which handover stands in which, whose it is, and every voice up to the reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.analysis.syntax import is_passive, patient, span_of
from sayso.attribution.relays import hearer_of, passed_on_by, quoted_by
from sayso.model import UNSPECIFIED, Document, Source, SourceClass

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.attribution.handover import Handover
    from sayso.attribution.sources import Speakers
    from sayso.lexicon import Lexicon

_FIRST_PERSONS = frozenset({"i", "we"})


def host_of(ordered: Sequence[Handover], index: int) -> int | None:
    """Index of the smallest other handover whose content holds this one's cue and content.

    "The agency reported a retreat, citing officials": two voices with one content; the relay is outside.
    """
    inner = ordered[index]
    anchor = inner.cue_spans[0] if inner.cue_spans else inner.content[0]
    holding = [
        (
            outer.reach,
            outer.relayer is None,
            j,
        )  # of "the agency, citing a daily, reported": the daily is inside
        for j, outer in enumerate(ordered)
        if j != index and outer.holds(anchor) and (outer.reach, -j) > (inner.reach, -index)
    ]
    if not holding and inner.relayer is not None:
        return next((j for j, outer in enumerate(ordered) if _is_relay_of(outer, inner)), None)
    return min(holding)[2] if holding else None


def _is_relay_of(outer: Handover, inner: Handover) -> bool:
    return outer is not inner and outer.speaker == inner.relayer and outer.content == inner.content


def sources_of(ordered: Sequence[Handover], speakers: Speakers, document: Document) -> list[Source | None]:
    """Whose each handover is, in reading order; the outlet's own people are its reporters."""
    sources: list[Source | None] = []
    for handover in ordered:
        if handover.addressee is not None:
            speakers.note(handover.addressee)  # "told the prefect, Marcel N., ..., the prefect said"
    for handover in ordered:
        source = speakers.resolve(handover.speaker, handover.source)
        if source is not None and source.org is not None and source.org == document.outlet:
            source = Source(
                name=source.name,
                org=source.org,
                source_class=SourceClass.INDEPENDENT_REPORTER,
                spans=source.spans,
            )
        sources.append(source)
    return sources


def with_inner_pronouns(
    sources: Sequence[Source | None], ordered: Sequence[Handover], hosts: Sequence[int | None]
) -> list[Source | None]:
    """Pronouns inside another's words: "“I think they left,” the woodcutter said": I is he."""
    found = list(sources)
    for index, handover in enumerate(ordered):
        host = hosts[index]
        if host is not None and _is_himself(handover.speaker, ordered[host]):
            found[index] = found[host]
    return found


def _is_himself(pronoun: Token | None, host: Handover) -> bool:
    """Whether a pronoun within somebody's words is that somebody: "I", or "a leader said he had heard"."""
    if pronoun is None or host.speaker is None:
        return False
    if pronoun.text.lower() in _FIRST_PERSONS:
        return True
    is_told = host.verb is not None and host.verb.i < pronoun.i and host.verb.sent == pronoun.sent
    is_role = host.speaker.pos_ == "NOUN" and host.speaker.tag_ == "NN"
    return is_told and is_role and pronoun.text.lower() in ("he", "she")


@dataclass(frozen=True, slots=True)
class Relays:
    """Between one voice and the next: whom it quotes itself, whom it told, and who passes it on."""

    quoted: Source | None
    hearer: Source | None
    relayers: tuple[Source, ...]


def relays_of(
    ordered: Sequence[Handover],
    hosts: Sequence[int | None],
    sources: Sequence[Source | None],
    speakers: Speakers,
    lexicon: Lexicon,
) -> list[Relays]:
    """What stands between each voice and the next."""

    def voice(token: Token | None) -> Source | None:
        return speakers.resolve(token, (span_of(token),)) if token is not None else None

    return [
        Relays(
            quoted=voice(quoted_by(handover.speaker, lexicon)),
            hearer=_hearer(handover, speakers, voice),
            relayers=_relayers(index, ordered, hosts, sources, voice, lexicon),
        )
        for index, handover in enumerate(ordered)
    ]


def _relayers(
    index: int,
    ordered: Sequence[Handover],
    hosts: Sequence[int | None],
    sources: Sequence[Source | None],
    voice: Callable[[Token | None], Source | None],
    lexicon: Lexicon,
) -> tuple[Source, ...]:
    def tokens(at: int) -> list[Token]:
        own = ordered[at].relayer
        return [own] if own is not None else passed_on_by(ordered[at].speaker, ordered[at].verb, lexicon)

    host = hosts[index]
    found = tokens(index)
    if host is not None and found == tokens(host):
        return ()  # "aired a report from X, who said guards had told her that ...": X's words were aired
    if host is not None and found and _is_himself(found[0], ordered[host]):
        himself = sources[host]
        return (himself,) if himself is not None else ()  # "a leader said he had heard from drivers that ..."
    return tuple(relayer for token in found if (relayer := voice(token)) is not None)


def _hearer(
    handover: Handover, speakers: Speakers, voice: Callable[[Token | None], Source | None]
) -> Source | None:
    """The newsroom that was told; or whoever "was told by elders that ...", as he must have said himself."""
    hearer = hearer_of(handover)
    if hearer is not None:
        return speakers.newsroom(hearer)
    verb, cue = handover.verb, handover.cue
    if verb is None or cue is None or not cue.addressee or not is_passive(verb):
        return None
    return voice(patient(verb))


def chain_of(
    index: int,
    hosts: Sequence[int | None],
    sources: Sequence[Source | None],
    relays: Sequence[Relays],
    afterwards: Sequence[Source],
    document: Document,
) -> tuple[Source, ...]:
    """Every voice between the source and the reader, innermost first, the outlet left out."""
    own = relays[index].quoted or sources[index]
    links = [own, sources[index], relays[index].hearer, *relays[index].relayers]
    host = hosts[index]
    while host is not None:
        links += [relays[host].quoted, sources[host], relays[host].hearer, *relays[host].relayers]
        host = hosts[host]
    chain: list[Source] = []
    named = {own.name if own else None, UNSPECIFIED, document.outlet}
    for link in (*links[1:], *afterwards):
        if link is not None and link.name not in named:
            chain.append(link)
            named.add(link.name)
    return tuple(chain)
