"""Attributions made whole: every sentence of a report gets its voice.

Handovers are nested by their spans, speakers are resolved in reading order, relays are read off the
nesting, and what no handover holds is the reporter's own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.analysis.syntax import span_of, spans_of, subtree
from sayso.attribution.afterwards import passed_on_afterwards, sourced_afterwards
from sayso.attribution.chains import chain_of, host_of, relays_of, sources_of, with_inner_pronouns
from sayso.attribution.commitment import Commitment
from sayso.attribution.manner import channel_of, evidence_items
from sayso.attribution.modality import commitment_of, commitment_of_cue
from sayso.model import (
    UNSPECIFIED,
    Channel,
    Document,
    Precision,
    Quote,
    Source,
    SourceClass,
    Span,
    Spans,
    Statement,
    TimeMention,
    TimeRole,
    Voice,
    When,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sayso.attribution.handover import Handover
    from sayso.attribution.sources import Speakers
    from sayso.lexicon import Lexicon
    from sayso.parties import Registry
    from sayso.text import Quotation

_NARRATOR_WORDS = 3
_DAYS_CARRIED = 6
"""A speaker's later sentence keeps the day of his earlier one over this many statements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A statement with what later stages need of the way it was read."""

    statement: Statement
    handover: Handover | None
    commitment: Commitment
    chain: tuple[Source, ...] = ()


def make_utterances(
    document: Document,
    doc: Doc,
    handovers: Sequence[Handover],
    quotations: Sequence[Quotation],
    times: Sequence[TimeMention],
    speakers: Speakers,
    registry: Registry,
    lexicon: Lexicon,
    headings: Sequence[tuple[Span, When]] = (),
) -> list[Utterance]:
    """Turn handovers into statements and add the narrator's; all in reading order."""
    ordered = sorted(handovers, key=lambda h: (h.start, -h.reach))
    hosts = [host_of(ordered, index) for index in range(len(ordered))]
    sources = with_inner_pronouns(sources_of(ordered, speakers, document), ordered, hosts)
    relays = relays_of(ordered, hosts, sources, speakers, lexicon)
    for sourced, noun in sourced_afterwards(doc, ordered):
        if relays[sourced].quoted is None:
            relays[sourced] = replace(relays[sourced], quoted=speakers.resolve(noun, (span_of(noun),)))
    afterwards: dict[int, list[Source]] = {}
    for passed, noun in passed_on_afterwards(doc, ordered, speakers.words):
        relay = speakers.outlet(noun) or speakers.reporter(noun)
        if relay is not None:
            afterwards.setdefault(passed, []).append(relay)
    utterances: list[Utterance] = []
    ids: dict[int, str] = {}
    narrator = narrator_of(document, registry)
    is_forwarded = document.provenance is not None and bool(document.provenance.forwarded_from)
    passed_by = (narrator.name,) if is_forwarded else ()  # the channel that forwards it is the outlet
    pieces: list[tuple[int, int | None, Spans]] = [
        (handover.start, index, handover.content) for index, handover in enumerate(ordered)
    ]
    pieces += [(content[0].start, None, content) for content in _narrated(doc, ordered)]
    pieces.sort(key=lambda piece: (piece[0], piece[1] is None))
    for number, (_, index, _content) in enumerate(pieces, 1):
        if index is not None:
            ids[index] = f"s{number}"
    last_said: dict[str, tuple[int, When]] = {}
    for number, (_, index, content) in enumerate(pieces, 1):
        if index is None:
            utterances.append(_narrator(f"s{number}", content, narrator))
            continue
        # "the agency, which quoted Radio Y, said": Radio Y speaks, and the agency passes it on
        handover, source = ordered[index], relays[index].quoted or sources[index]
        chain = chain_of(index, hosts, sources, relays, afterwards.get(index, ()), document)
        said_on = _said_on(doc, handover, times, headings)
        if source is not None and source.name != UNSPECIFIED and hosts[index] is None:
            if (
                said_on is None
                and source.name in last_said
                and number - last_said[source.name][0] <= _DAYS_CARRIED
            ):
                said_on = last_said[source.name][1]
            if said_on is not None:
                last_said[source.name] = (number, said_on)
        commitment = commitment_of_cue(handover, lexicon)
        inner = commitment_of(handover.heads[0], handover.heads, lexicon) if handover.heads else Commitment()
        whole = inner.under(commitment)
        cue_clause = _cue_clause(doc, document.text, handover)
        sentence = _sentence(doc, handover)
        utterances.append(
            Utterance(
                statement=Statement(
                    id=f"s{number}",
                    voice=Voice.ATTRIBUTED,
                    source=source,
                    cue=handover.cue_spans,
                    content=handover.content,
                    quote=quote_of(handover.content, quotations, document.text),
                    certainty=whole.certainty,
                    polarity=whole.polarity,
                    within=ids[host] if (host := hosts[index]) is not None else None,
                    relayed_by=tuple(dict.fromkeys((*(link.name for link in chain), *passed_by))),
                    channel=Channel.INTERVIEW
                    if _told_outlet(doc, handover, document, registry)
                    else channel_of(cue_clause, source, Voice.ATTRIBUTED, lexicon),
                    evidence_items=evidence_items(document.text, sentence, lexicon),
                    said_on=said_on,
                    said_at=said_on.starts_at if said_on is not None else None,
                ),
                handover=handover,
                commitment=commitment,
                chain=chain,
            )
        )
    return utterances


def _told_outlet(doc: Doc, handover: Handover, document: Document, registry: Registry) -> bool:
    """Whether the source spoke to a newsroom: "told the Herald" is an interview, "told reporters" is not."""
    told = handover.addressee
    if told is None:
        return False
    name = doc[told.left_edge.i : told.right_edge.i + 1].text.removeprefix("the ")
    return name == document.outlet or registry.outlet_of(name) is not None


def narrator_of(document: Document, registry: Registry) -> Source:
    """Who speaks where nobody is named: the outlet, or of a forwarded post the channel that it came from."""
    forwarded = document.provenance.forwarded_from if document.provenance is not None else None
    if forwarded is None:
        return outlet_source(document, registry)
    if not forwarded:
        return Source(name=UNSPECIFIED)  # forwarded from an account that hides its name
    return outlet_source(replace(document, outlet=forwarded), registry)


def outlet_source(document: Document, registry: Registry) -> Source:
    """The voice of the page itself; `narrator` where the outlet is not known."""
    if document.outlet is None:
        return Source(name="narrator", source_class=SourceClass.UNKNOWN)
    known = registry.outlet_of(document.outlet)
    if known is None:
        return Source(name=document.outlet)
    return Source(
        name=document.outlet, side=known.side, source_class=known.source_class, basis=known.basis.reference
    )


def quote_of(content: Spans, quotations: Sequence[Quotation], text: str) -> Quote:
    """Direct where all words stand between marks, mixed where some do, indirect where none does."""
    words = quoted = 0
    for piece in content:
        for offset in range(piece.start, piece.end):
            if text[offset].isalnum():
                words += 1
                quoted += any(
                    q.inner.start <= offset < q.inner.end for q in quotations if q.span.meets(piece)
                )
    if not quoted:
        return Quote.INDIRECT
    return Quote.DIRECT if quoted >= 0.97 * words else Quote.MIXED


def voice_at(utterances: Sequence[Utterance], offset: int) -> Utterance | None:
    """The innermost voice that speaks the character: the smallest content that holds it."""
    best: Utterance | None = None
    best_reach = 0
    for utterance in utterances:
        content = utterance.statement.content
        if not any(piece.start <= offset < piece.end for piece in content):
            continue
        reach = sum(len(piece) for piece in content)
        if (
            best is None
            or reach < best_reach
            or (reach == best_reach and utterance.statement.within is not None)
        ):
            best, best_reach = utterance, reach
    return best


def voices_of(doc: Doc, utterances: Sequence[Utterance]) -> list[Utterance | None]:
    """The innermost voice of every token, as `voice_at` tells it: smaller contents lie over larger ones."""
    starts = [token.idx for token in doc]

    def depth(index: int) -> tuple[int, bool, int]:
        statement = utterances[index].statement
        reach = sum(len(piece) for piece in statement.content)
        is_inner = statement.within is not None
        return -reach, is_inner, index if is_inner else -index

    voices: list[Utterance | None] = [None] * len(starts)
    for index in sorted(range(len(utterances)), key=depth):
        for piece in utterances[index].statement.content:
            first, last = bisect_left(starts, piece.start), bisect_left(starts, piece.end)
            voices[first:last] = [utterances[index]] * (last - first)
    return voices


def _narrated(doc: Doc, ordered: Sequence[Handover]) -> list[Spans]:
    """What the reporter says in his own voice: each sentence less contents, sources and cues."""
    held = [span for handover in ordered for span in handover.content]
    spoken = [span for h in ordered for span in (*h.cue_spans, *(h.source or ()))]
    adjuncts = {i for h in ordered for i in _adjuncts(h)}
    adjuncts |= {i for h in ordered if h.relayer is not None for i in subtree(h.relayer)}
    narrated: list[Spans] = []
    for sentence in doc.sents:
        left: list[int] = []
        taken: set[int] = set()
        for token in sentence:
            inside = any(span.start <= token.idx < span.end for span in held)
            cueing = any(span.start <= token.idx < span.end for span in spoken)
            if inside or cueing or token.i in adjuncts:
                taken.add(token.i)
            elif not token.is_space:
                left.append(token.i)
        words = [i for i in left if doc[i].is_alpha]
        if len(words) < (_NARRATOR_WORDS if taken else 1):
            continue
        spans = spans_of(doc, left, cut=taken)
        if spans:
            narrated.append(spans)
    return narrated


def _adjuncts(handover: Handover) -> set[int]:
    """Words of the cue's own clause that say how and when: "in a video address on Friday"."""
    if handover.verb is None or handover.verb.pos_ not in ("VERB", "AUX"):
        return set()
    labels = ("obl", "advmod", "aux", "iobj", "obj", "mark", "cc", "punct", "expl", "compound")
    return {
        i
        for child in handover.verb.children
        if child.dep_.split(":")[0] in labels and child.i not in {h.i for h in handover.heads}
        for i in subtree(child, without=handover.heads)
    }


def _narrator(identifier: str, content: Spans, narrator: Source) -> Utterance:
    statement = Statement(
        id=identifier,
        voice=Voice.NARRATOR,
        source=narrator,
        cue=(),
        content=content,
        quote=Quote.NONE,
        channel=channel_of("", narrator, Voice.NARRATOR, None),  # type: ignore[arg-type]  # narrator needs no lexicon
    )
    return Utterance(statement=statement, handover=None, commitment=Commitment())


def _said_on(
    doc: Doc, handover: Handover, times: Sequence[TimeMention], headings: Sequence[tuple[Span, When]]
) -> When | None:
    """The day of the saying, from a time in the cue's own clause or the dated heading above it."""
    sentence = _sentence(doc, handover)
    held = [
        t
        for t in times
        if sentence.covers(t.span)
        and t.when is not None
        and not handover.holds(t.span)
        and t.role is not TimeRole.SINCE
    ]
    held = [t for t in held if _in_cue_clause(doc, handover, t.span)]
    if held:
        said = [t for t in held if t.role is TimeRole.SAID] or held
        when = said[0].when
        if when is not None and when.precision in (Precision.DAY, Precision.PART_OF_DAY, Precision.INSTANT):
            return when
        return None
    anchor = handover.start
    return next((when for span, when in headings if span.start <= anchor < span.end), None)


def _in_cue_clause(doc: Doc, handover: Handover, span: Span) -> bool:
    if handover.verb is None:
        return True
    token = doc.char_span(span.start, span.end, alignment_mode="expand")
    if token is None:
        return False
    if handover.heads and handover.heads[0].i < handover.verb.i < token.root.i:
        return True  # "..., a source told the agency on Saturday", whatever it hangs on
    if (
        handover.verb.dep_ == "conj"
        and token.root.head == handover.verb.head
        and token.root.i < token.root.head.i
    ):
        return True  # "On Sunday the army entered the town, and claimed to control it"
    own = subtree(handover.verb, without=[h for h in handover.heads if h.i != handover.verb.i])
    return token.root.i in own or token.root.head.i == handover.verb.i


def _cue_clause(doc: Doc, text: str, handover: Handover) -> str:
    """The words of the cue's sentence that are not content: where a channel would be named."""
    sentence = _sentence(doc, handover)
    characters = [
        " " if any(piece.start <= offset < piece.end for piece in handover.content) else text[offset]
        for offset in range(sentence.start, sentence.end)
    ]
    return "".join(characters)


def _sentence(doc: Doc, handover: Handover) -> Span:
    anchor = handover.cue_spans[0] if handover.cue_spans else handover.content[0]
    found = doc.char_span(anchor.start, anchor.end, alignment_mode="expand")
    if found is None:
        return Span(anchor.start, anchor.end)
    sentence = found[0].sent
    return Span(sentence.start_char, sentence.end_char) if sentence.end_char > sentence.start_char else anchor
