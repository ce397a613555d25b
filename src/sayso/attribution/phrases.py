"""Phrases that name a source for the clause they stand in: "according to X", "in the words of X"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.analysis.syntax import agent, children, is_passive, preposition, spans_of, subject, subtree
from sayso.attribution.handover import Handover
from sayso.attribution.speaking import can_speak

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.lexicon import Lexicon, SpeakerWords
    from sayso.model import Spans


_PASSED_ON = frozenset({"quoted", "cited"})
_NOBODYS = frozenset({"reports", "rumours", "rumors", "claims", "allegations"})
_ACCOUNTS = frozenset({"account", "admission", "reckoning", "estimate", "count", "telling"})


def find_in_phrases(
    doc: Doc, lexicon: Lexicon, words: SpeakerWords, handovers: Sequence[Handover]
) -> Iterator[Handover]:
    """ "according to X", "in the words of X": the clause that the phrase stands in is X's.

    Where that clause is itself a cue's ("the agency reported a retreat, citing officials"), the
    content is what that cue hands over, and its own source becomes the relay.
    """
    lowered = [token.text.lower() for token in doc]
    by_verb = {h.verb.i: h for h in handovers if h.verb is not None}
    places: dict[str, list[int]] = {}
    for index, word in enumerate(lowered):
        places.setdefault(word, []).append(index)
    for start in places.get("by", ()):
        if (owned := _by_own_account(doc, start)) is not None:
            yield owned
    for phrase in lexicon.phrases:
        if phrase.introduces != "source":
            continue
        wording = phrase.words.split()
        for start in places.get(wording[0], ()):
            if start + len(wording) >= len(doc) or lowered[start : start + len(wording)] != wording:
                continue
            found = _from_phrase(doc, start, start + len(wording), by_verb if phrase.relay else {})
            if found is not None and (phrase.strength != "weak" or can_speak(found.speaker, words)):
                yield found


def _by_own_account(doc: Doc, start: int) -> Handover | None:
    """ "By its own account, the front captured sixty rifles": whoever did it says so."""
    if start + 3 >= len(doc) or doc[start + 2].text.lower() != "own":
        return None
    noun = doc[start + 3]
    if noun.text.lower() not in _ACCOUNTS or doc[start + 1].tag_ != "PRP$":
        return None
    host = noun.head
    speaker = subject(host)
    if host.i == noun.i or speaker is None:
        return None
    own = subtree(noun)
    spans = spans_of(doc, subtree(host) - own, cut=own)
    return Handover(
        source=spans_of(doc, subtree(speaker)) or None,
        cue_spans=spans_of(doc, own),
        content=spans,
        verb=doc[start],
        speaker=speaker,
        heads=(host,),
    )


def _from_phrase(doc: Doc, start: int, end: int, cues: Mapping[int, Handover]) -> Handover | None:
    speaker = _phrase_object(doc, start, end)
    if speaker is None:
        return None
    phrase_root = speaker
    while phrase_root.head.i != phrase_root.i and start <= phrase_root.head.i < end:
        phrase_root = phrase_root.head
    host = phrase_root.head
    if host.i == phrase_root.i:
        return None
    relayer = None
    if is_passive(host) and host.i > speaker.i and host.text.lower() in _PASSED_ON:
        # "according to the chief, Serhii P., quoted by the site X": hung on `quoted`
        relayer = next((c for c in host.children if c.i > host.i and preposition(c) == "by"), None)
        host = host.head
    host = speaker.sent.root if _closes_sentence(doc, start, speaker) else _clause_host(host)
    named = subtree(speaker, without=[c for c in children(speaker, "acl") if _is_set_off_clause(c)])
    own = subtree(phrase_root, without=children(speaker, "acl")) | set(range(start, end)) | named
    outer = cues.get(host.i) or _told_before(start, speaker, cues)
    told = _tokens_in(doc, outer.content) if outer is not None else subtree(host)
    spans = spans_of(doc, told - own, cut=own)
    if not spans:
        return None
    if outer is not None:
        relayer = outer.speaker
    source = spans_of(doc, {i for i in named if not start <= i < end}, cut=set(range(start, end))) or None
    if speaker.text.lower() in _NOBODYS and not children(speaker, "compound", "nmod", "nmod:poss"):
        # "according to unconfirmed reports carried by the agency X": nobody is named but who carries them
        by = [agent(clause) for clause in children(speaker, "acl") if is_passive(clause)]
        relayer, source = relayer or next(iter(by), None), None
    return Handover(
        source=source,
        cue_spans=spans_of(doc, range(start, end)),
        content=spans,
        verb=doc[start],
        speaker=speaker if source is not None else None,
        heads=outer.heads if outer is not None else (host,),
        relayer=relayer,
    )


def _tokens_in(doc: Doc, spans: Spans) -> set[int]:
    return {token.i for token in doc if any(span.start <= token.idx < span.end for span in spans)}


def _told_before(start: int, speaker: Token, cues: Mapping[int, Handover]) -> Handover | None:
    """ "P, the agency reported on Friday, citing a commander": the cue before it, wherever `citing` hangs."""
    before = [index for index in cues if speaker.sent.start <= index < start]
    return cues[max(before)] if before else None


def _is_set_off_clause(clause: Token) -> bool:
    """ "citing military intelligence, that the shells had come from the east": no clause about the source."""
    first = clause.left_edge
    return first.text == "," or (first.i > 0 and first.nbor(-1).text == "," and first.text.lower() == "that")


def _closes_sentence(doc: Doc, start: int, speaker: Token) -> bool:
    """A phrase set off by a comma at the end speaks for the whole sentence, whatever it hangs on."""
    end = speaker.sent.end
    behind = [t for t in doc[speaker.right_edge.i + 1 : end] if not t.is_punct and not t.is_space]
    return start > 0 and doc[start - 1].text == "," and not behind and speaker.sent.root.i < start


def _phrase_object(doc: Doc, start: int, end: int) -> Token | None:
    """The noun that a prepositional phrase of these words introduces."""
    inside = range(start, end)
    for index in inside:
        token = doc[index]
        if token.head.i >= end and token.dep_ in ("case", "mark", "fixed", "advmod"):
            return token.head
        for child in token.children:
            if child.i >= end and child.dep_.split(":")[0] in ("obl", "nmod", "obj"):
                return child
    return None


def _clause_host(token: Token) -> Token:
    """Climb from a noun inside a clause to the predicate: the phrase speaks for the whole clause."""
    while (
        token.head.i != token.i
        and token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
        and not any(c.dep_ in ("nsubj", "nsubj:pass", "cop", "expl") for c in token.children)
    ):
        token = token.head
    return token
