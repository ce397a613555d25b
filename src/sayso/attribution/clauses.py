"""Cues in the parse: reporting verbs and nouns, the frames they take, and `according to`.

Each frame of the lexicon says which dependents of a cue carry the content; this module finds these
dependents. A form that stands in no frame of its entry hands over nothing: "the confirmed losses".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.analysis.syntax import (
    SUBJECTS,
    agent,
    children,
    is_passive,
    patient,
    preposition,
    span_of,
    spans_of,
    subject,
    subtree,
)
from sayso.attribution.handover import Handover
from sayso.attribution.trailing import trailing
from sayso.lexicon import PREPOSITIONS
from sayso.model import Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.lexicon import Cue, Lexicon, SpeakerWords

_CLOSING_MARKS = frozenset({"”", '"', "»", "’", "'"})
_DASHES = frozenset({"–", "—", "-", "--"})
_FRAME_PREPOSITIONS = frozenset(frame.value for frame in PREPOSITIONS)


def find_in_clauses(doc: Doc, lexicon: Lexicon, words: SpeakerWords) -> Iterator[Handover]:
    """Yield a handover for every cue that stands in one of its frames, in reading order."""
    for token in doc:
        for cue in lexicon.cues_by_form.get(token.text.lower(), ()):
            if cue.pos == "verb" and token.pos_ in ("VERB", "AUX"):
                found = _from_verb(doc, token, cue, words)
            elif cue.pos == "noun" and token.pos_ in ("NOUN", "PROPN"):
                found = _from_noun(doc, token, cue)
            elif cue.pos == "adverb" and token.pos_ == "ADV":
                found = _from_adverb(doc, token, cue)
            else:
                continue
            if found is not None:
                yield found
                break


def _from_verb(doc: Doc, verb: Token, cue: Cue, words: SpeakerWords) -> Handover | None:
    if cue.particle and not any(
        child.text.lower() == cue.particle and child.dep_ in ("compound:prt", "advmod")
        for child in verb.children
    ):
        return None
    if (
        cue.strength == "strong"
        and {"clause", "quote"} & cue.frames
        and (found := trailing(verb)) is not None
    ):
        return Handover(
            source=spans_of(doc, found.source),
            cue_spans=_cue_spans(doc, verb),
            content=spans_of(doc, found.clause),
            cue=cue,
            verb=verb,
            speaker=found.speaker,
            heads=(found.head,),
            addressee=_addressee(verb, cue, [found.head]) or _subject_behind(verb, cue),
        )
    withheld, heads = _content_heads(verb, cue)
    if not heads:
        return None
    speaker = _speaker(verb, withheld, words)
    if speaker is not None and not withheld and len(heads) > 1:
        # a clause before the speaker that the cut-off apposition left behind is not what is said
        heads = [h for h in heads if speaker.i not in subtree(h)] or heads
    if cue.strength == "weak" and (speaker is None or not _can_speak(speaker, words)):
        return None
    if speaker is not None and speaker.i in {h.i for h in heads}:
        if len(heads) > 1:
            heads = [h for h in heads if h.i != speaker.i]
        else:
            speaker = None
    own_clause = _own_clause(verb, heads, speaker)
    content: set[int] = set()
    for head in heads:
        content |= subtree(head, without=[verb] if head.i != verb.i else ())
    spans = spans_of(doc, content - own_clause, cut=own_clause)
    if not spans:
        return None
    return Handover(
        source=source_spans(doc, speaker, verb, heads),
        cue_spans=_cue_spans(doc, verb),
        content=spans,
        cue=cue,
        verb=verb,
        speaker=speaker,
        heads=tuple(heads),
        addressee=_addressee(verb, cue, heads),
    )


def _content_heads(verb: Token, cue: Cue) -> tuple[bool, list[Token]]:
    """Whether the source is withheld by a raising frame, and the dependents that carry the content."""
    heads: list[Token] = []
    if cue.polarity == "denied" and (denied := children(verb, "obj")):
        behind = children(verb, "ccomp", "parataxis")
        if denied[0].pos_ == "PRON" or any(c.i > denied[0].i for c in behind):
            return False, denied  # "denied it: fighting continues" says, not denies, what is behind the colon
    if "raising" in cue.frames and is_passive(verb) and (raised := children(verb, "xcomp")):
        theme = patient(verb)
        return True, [*([theme] if theme is not None and theme.dep_ != "expl" else []), *raised]
    if "clause" in cue.frames:
        heads += [c for c in children(verb, "ccomp") if _is_clause(c)]
        if not heads:
            heads += [
                c
                for c in children(verb, "advcl", "csubj")
                if any(m.text.lower() == "that" for m in children(c, "mark"))
            ]
        if not heads:
            heads += _inverted(verb)
    if {"clause", "object"} & cue.frames and not heads:
        # "reported taking the town", "admitted leaving it"
        heads += [c for c in children(verb, "xcomp") if c.pos_ == "VERB" and c.text.lower().endswith("ing")]
    if "infinitive" in cue.frames:
        heads += [
            c for c in children(verb, "xcomp") if any(m.text.lower() == "to" for m in children(c, "mark"))
        ]
    if "clause" in cue.frames and not heads:
        heads += [c for c in children(verb, "parataxis") if c.i > verb.i and _is_clause(c)]
    named = _FRAME_PREPOSITIONS & set(cue.frames)
    if named and not heads:
        for child in verb.children:
            label = child.dep_.split(":")[0]
            if (label in ("obl", "nmod") and preposition(child) in named) or (
                label in ("advcl", "ccomp", "xcomp")
                and any(m.text.lower() in named for m in children(child, "mark", "case"))
            ):
                heads.append(child)
        if heads and "as" in named:
            heads = [*children(verb, "obj"), *heads]
    if "object" in cue.frames and not heads:
        heads += _objects(verb)
        # "what Moscow calls the liberation of the town", "called it a retreat": the name given is the content
        heads += [
            c for c in children(verb, "xcomp") if c.pos_ in ("NOUN", "PROPN") and not children(c, "mark")
        ]
    return False, heads


def _is_clause(token: Token) -> bool:
    """A clause has a predicate; the parser also labels quoted scraps as clauses, which is as good."""
    return token.dep_ != "punct"


def _inverted(verb: Token) -> list[Token]:
    """The main clause around a cue that stands inside or behind it: "Soledar, he said, has fallen"."""
    if verb.dep_ in ("parataxis", "conj") and verb.head.i != verb.i and verb.dep_ == "parataxis":
        host = verb.head
        if host.i < verb.i and subject(verb) is not None and not children(verb, "ccomp"):
            return [host]
    return []


def _objects(verb: Token) -> list[Token]:
    theme = patient(verb)
    if is_passive(verb):
        return [theme] if theme is not None and theme.dep_ in ("nsubj:pass",) else []
    return [
        c
        for c in children(verb, "obj")
        if c.pos_ in ("NOUN", "PROPN", "PRON") or "“" in c.sent.text or '"' in c.sent.text
    ]


def _speaker(verb: Token, withheld: bool, words: SpeakerWords) -> Token | None:
    if is_passive(verb) or withheld:
        return agent(verb) if is_passive(verb) else None
    speaker = subject(verb)
    borrows = verb.dep_ in ("advcl", "conj") and not any(c.dep_ in SUBJECTS for c in verb.children)
    if borrows and not _can_speak(speaker, words):
        # "Moscow announced the city had been cleared, claiming that ...": the announcer claims, not the city;
        # "she said fighting continued and rejected the claim": she rejected it, not the fighting
        speaker = _speaker_above(verb, words) or speaker
    if speaker is None or (speaker.i > verb.i and not children(verb, "nsubj")):
        speaker = _before_dashes(verb) or _after_quotation(verb) or speaker
    if speaker is not None and speaker.text.lower() in ("there", "what"):
        return None
    return speaker


def _speaker_above(verb: Token, words: SpeakerWords) -> Token | None:
    """The nearest subject above a participle that can speak at all."""
    above = verb.head
    while above.head.i != above.i:
        above = above.head
        own = children(above, "nsubj")
        if own and _can_speak(own[0], words):
            return own[0]
    return None


def _after_quotation(verb: Token) -> Token | None:
    """The noun right behind a verb that follows a closing mark: "... to 39" said the Observatory."""
    doc, end = verb.doc, verb.sent.end
    if not verb.i or doc[verb.i - 1].text not in _CLOSING_MARKS or verb.i + 1 >= end:
        return None
    noun = doc[verb.i + 1]
    while noun.pos_ not in ("NOUN", "PROPN", "PRON") or (
        verb.i < noun.head.i < end and noun.head.i != noun.i
    ):
        if not verb.i < noun.head.i < end or noun.head.i == noun.i:
            return None
        noun = noun.head
    return noun


def _before_dashes(verb: Token) -> Token | None:
    """The noun before a dashed apposition that the parser cut off: "the X - a mercenary force - said"."""
    doc, close = verb.doc, verb.i - 1
    if (
        close <= verb.sent.start
        or doc[close].text not in _DASHES
        or any(c.dep_ == "nsubj" for c in verb.children)
    ):
        return None
    for index in range(close - 1, verb.sent.start, -1):
        if doc[index].text not in _DASHES:
            continue
        noun = doc[index - 1]
        while noun.head.i < index and noun.head.i > verb.sent.start and noun.dep_ in ("flat", "compound"):
            noun = noun.head
        return noun if noun.pos_ in ("NOUN", "PROPN") else None
    return None


def _can_speak(speaker: Token | None, words: SpeakerWords) -> bool:
    """Whether a subject can hold an opinion at all: "Kyiv", "she", "officials", not "the road"."""
    if speaker is None:
        return False
    if speaker.pos_ == "PROPN" or speaker.ent_type_ in ("PER", "ORG"):
        return True
    noun = speaker.text.lower()
    if noun in words.pronouns or noun == "who":
        return noun not in words.body
    return speaker.pos_ == "NOUN" and words.can_speak(noun)


def _own_clause(verb: Token, heads: list[Token], speaker: Token | None) -> set[int]:
    """The cue's own words: the verb and its dependents that carry no content."""
    content = {head.i for head in heads}
    own = {verb.i}
    inside_content = any(verb.i in subtree(head) for head in heads)
    for child in verb.children:
        if child.i not in content and child.dep_ != "punct":
            own |= subtree(child, without=heads)
    if speaker is not None and not inside_content and speaker.i not in content:
        own |= subtree(speaker, without=[verb, *heads])
    return own


def source_spans(doc: Doc, speaker: Token | None, verb: Token, heads: Iterable[Token]) -> Spans | None:
    """The words of the source's noun phrase, without the cue's own clause; None without a speaker."""
    if speaker is None:
        return None
    words = subtree(speaker, without=[verb, *heads])
    return spans_of(doc, {i for i in words if doc[i].dep_ != "case" or doc[i].head.i != speaker.i}) or None


def _cue_spans(doc: Doc, verb: Token) -> Spans:
    words = {verb.i}
    words |= {
        c.i for c in verb.children if c.dep_ in ("aux", "aux:pass", "compound:prt") and abs(c.i - verb.i) <= 3
    }
    words |= {c.i for c in verb.children if c.dep_ == "advmod" and c.text.lower() in ("not", "n't", "n’t")}
    return spans_of(doc, words, cut={i for i in range(min(words), max(words)) if i not in words})


def _addressee(verb: Token, cue: Cue, heads: list[Token]) -> Token | None:
    if not cue.addressee and not children(verb, "iobj"):
        return None
    for child in verb.children:
        # "a source told Reuters on Saturday" behind the quoted clause: the hearer is labelled a subject
        second = child.dep_ == "nsubj" and any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children)
        if (
            (child.dep_ in ("iobj", "obj") or second)
            and child.i > verb.i
            and child.i not in {h.i for h in heads}
        ):
            return child
    return None


def _subject_behind(verb: Token, cue: Cue) -> Token | None:
    """The hearer that the parser labelled a subject because it missed the speaker: "..., X told CNN"."""
    behind = [c for c in children(verb, "nsubj") if c.i > verb.i]
    return behind[0] if cue.addressee and behind else None


def _from_noun(doc: Doc, noun: Token, cue: Cue) -> Handover | None:
    """ "the claim that P fell", "Kyiv's denial of the city's capture"."""
    heads: list[Token] = []
    for child in noun.children:
        marks = {m.text.lower() for m in children(child, "mark")}
        label = child.dep_.split(":")[0]
        if (
            (label in ("acl", "ccomp") and "that" in marks and "clause" in cue.frames)
            or (label in ("acl", "xcomp") and "to" in marks and "infinitive" in cue.frames)
            or (label == "nmod" and preposition(child) in set(cue.frames) & _FRAME_PREPOSITIONS)
        ):
            heads.append(child)
    owners = [c for c in noun.children if c.dep_ == "nmod:poss"]
    speaker = owners[0] if owners else None
    if not heads or (speaker is None and cue.strength == "weak"):
        return None
    content: set[int] = set()
    for head in heads:
        content |= subtree(head)
    spans = spans_of(doc, content)
    if not spans:
        return None
    return Handover(
        source=source_spans(doc, speaker, noun, heads),
        cue_spans=(span_of(noun),),
        content=spans,
        cue=cue,
        verb=noun,
        speaker=speaker,
        heads=tuple(heads),
    )


def _that_clause(noun: Token) -> Token | None:
    for clause in children(noun, "acl"):
        if any(m.text.lower() == "that" for m in children(clause, "mark")):
            return clause
    return None


def _from_adverb(doc: Doc, adverb: Token, cue: Cue) -> Handover | None:
    """ "reportedly": the clause it stands in belongs to someone whom the text does not name."""
    host = adverb.head
    if host.i == adverb.i or host.pos_ not in ("VERB", "ADJ", "NOUN", "AUX"):
        return None
    spans = spans_of(doc, subtree(host, without=[adverb]), cut={adverb.i})
    if not spans:
        return None
    return Handover(
        source=None, cue_spans=(span_of(adverb),), content=spans, cue=cue, verb=adverb, heads=(host,)
    )


def find_in_phrases(
    doc: Doc, lexicon: Lexicon, words: SpeakerWords, handovers: Sequence[Handover]
) -> Iterator[Handover]:
    """ "according to X", "in the words of X": the clause that the phrase stands in is X's.

    Where that clause is itself a cue's ("the agency reported a retreat, citing officials"), the
    content is what that cue hands over, and its own source becomes the relay.
    """
    lowered = [token.text.lower() for token in doc]
    by_verb = {h.verb.i: h for h in handovers if h.verb is not None}
    for phrase in lexicon.phrases:
        if phrase.introduces != "source":
            continue
        wording = phrase.words.split()
        for start in range(len(doc) - len(wording)):
            if lowered[start : start + len(wording)] != wording:
                continue
            found = _from_phrase(doc, start, start + len(wording), by_verb if phrase.relay else {})
            if found is not None and (phrase.strength != "weak" or _can_speak(found.speaker, words)):
                yield found


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
    host = speaker.sent.root if _closes_sentence(doc, start, speaker) else _clause_host(host)
    own = subtree(phrase_root) | set(range(start, end)) | subtree(speaker)
    outer = cues.get(host.i)
    spans = outer.content if outer is not None else spans_of(doc, subtree(host) - own, cut=own)
    if not spans:
        return None
    return Handover(
        source=spans_of(doc, {i for i in subtree(speaker) if not start <= i < end}) or None,
        cue_spans=spans_of(doc, range(start, end)),
        content=spans,
        verb=doc[start],
        speaker=speaker,
        heads=outer.heads if outer is not None else (host,),
    )


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
