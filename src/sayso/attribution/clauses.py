"""Cues in the parse: reporting verbs, nouns and adverbs, each in one of the frames of its entry.

A form that stands in no frame of its entry hands over nothing: "the confirmed losses".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.analysis.syntax import (
    agent,
    children,
    is_passive,
    modifiers,
    patient,
    preposition,
    span_of,
    spans_of,
    subject,
    subtree,
)
from sayso.attribution.frames import (
    DAYS,
    FRAME_PREPOSITIONS,
    UNTRUE,
    answer_to,
    complements,
    content_heads,
    denied_noun,
)
from sayso.attribution.handover import Handover
from sayso.attribution.speaking import (
    addressee_of,
    can_speak,
    cue_spans_of,
    own_clause_of,
    source_spans,
    speaker_of,
    subject_behind,
)
from sayso.attribution.trailing import trailing
from sayso.model import Polarity, Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.lexicon import Cue, Lexicon, SpeakerWords


_CONTRASTS = frozenset({"but", "while", "though", "although", "whereas", "yet"})
_RECEIVES = frozenset({"hear", "learn", "understand", "gather"})
_HAVING = frozenset(
    {"have", "has", "had", "having", "hold", "holds", "held", "holding", "keep", "keeps", "kept", "harbour"}
    | {"harbor", "express", "expresses", "expressed", "voice", "voices", "voiced", "raise", "raised", "made"}
    | {
        "took",
        "take",
        "takes",
        "taken",
        "claimed",
        "claims",
        "claim",
        "accepted",
        "accepts",
        "denied",
        "denies",
    }
    | {"make", "makes", "repeated", "repeats", "renewed", "gave", "gives", "share", "shared", "shares"}
)
"""Verbs that only lend a noun of speech or thought its owner."""
_PAUSES = frozenset({",", ";", "–", "—"})
NO_ONE = frozenset({"nobody", "none", "nothing", "no-one", "everything", "all"})
"""Subjects that name no voice: "nobody said that the bridge was hit"."""
_NOUN_FORMS = frozenset({"claims", "reports", "states", "notes", "comments"})
"""Forms that are nouns as often as verbs: "dismissed as propaganda claims that ..."."""


def find_in_clauses(doc: Doc, lexicon: Lexicon, words: SpeakerWords) -> Iterator[Handover]:
    """Yield a handover for every cue that stands in one of its frames, in reading order."""
    for token in doc:
        for cue in lexicon.cues_by_form.get(token.text.lower(), ()):
            if (cue.pos == "verb" and token.pos_ in ("VERB", "AUX")) or _is_attitude(token, cue):
                found = _from_verb(doc, token, cue, words, lexicon)
            elif cue.pos == "noun" and token.pos_ in ("NOUN", "PROPN"):
                found = _from_noun(doc, token, cue, words, lexicon)
            elif cue.pos == "adverb" and token.pos_ == "ADV":
                found = _from_adverb(doc, token, cue)
            else:
                continue
            if found is not None:
                yield found
                break


def _is_attitude(token: Token, cue: Cue) -> bool:
    """ "is sceptical that P": taggers part such words between adjectives and participles."""
    is_predicate = token.pos_ in ("ADJ", "VERB") and bool(children(token, "cop", "aux:pass"))
    return cue.pos == "adjective" and is_predicate


def _from_verb(doc: Doc, verb: Token, cue: Cue, words: SpeakerWords, lexicon: Lexicon) -> Handover | None:
    if cue.particle and not any(
        child.text.lower() == cue.particle and child.dep_ in ("compound:prt", "advmod", "xcomp")
        for child in verb.children
    ):
        return None
    if cue.relay:
        return _passed_on(doc, verb, cue, lexicon)
    if verb.text.lower() == "referring" and verb.i and verb.nbor(-1).text == ",":
        return None  # "said, referring to two officials, that ...": names a source, see the phrases
    if cue.lemma in _RECEIVES and (givers := modifiers(verb, "from")):
        # "its correspondent heard from paramedics that P": they say it, he passes it on
        told = children(verb, "ccomp") or [
            c for c in children(givers[0], "acl", "acl:relcl") if c.left_edge.text.lower() == "that"
        ]
        if told:
            return _handover(doc, verb, cue, givers[0], told, lexicon, relayer=subject(verb))
    if verb.head.text.lower() in UNTRUE and any(m.text.lower() == "to" for m in children(verb, "mark")):
        return None  # "it is wrong to say that we starved prisoners": whoever says so denies it
    if _is_quoted_saying(verb, lexicon):
        return None  # "quotes a priest as saying that ...": read with `quotes`
    behind = None
    is_bare = not children(verb, "obj", "iobj", "ccomp")  # "posted on Telegram", not "posted guards"
    if (cue.strength == "strong" or is_bare) and {"clause", "quote"} & cue.frames:
        behind = _from_trailing(doc, verb, cue)
        if behind is not None and cue.strength == "weak" and not can_speak(behind.speaker, words):
            behind = None
        if behind is not None and not _has_its_clause_behind(verb):
            return behind
    withheld, heads = content_heads(verb, cue)
    if not heads:
        return None
    # "is convinced that P": whoever is, speaks
    speaker = (
        (patient(verb) or subject(verb)) if cue.pos == "adjective" else speaker_of(verb, withheld, words)
    )
    if behind is not None and not withheld and _has_its_clause_behind(verb) and subject(verb) is None:
        speaker = behind.speaker  # "Speaking to the radio, a spokesman for the fighters, X, said that P"
    if speaker is not None and not withheld and len(heads) > 1:
        # a clause before the speaker that the cut-off apposition left behind is not what is said
        heads = [h for h in heads if speaker.i not in subtree(h)] or heads
    if speaker is not None and _is_no_one(speaker):
        return None
    cue, heads = _called_untrue(cue, verb, heads)
    is_doubtful = cue.strength == "weak" or verb.text.lower() in _NOUN_FORMS
    shows = cue.shows and speaker is not None and speaker.text.lower() in words.records
    if is_doubtful and not withheld and not (shows or can_speak(speaker, words)):
        return None
    if speaker is not None and speaker.i in {h.i for h in heads}:
        if len(heads) > 1:
            heads = [h for h in heads if h.i != speaker.i]
        else:
            speaker = None
    return _handover(doc, verb, cue, speaker, heads, lexicon)


def _has_its_clause_behind(verb: Token) -> bool:
    """Whether what is said follows the cue with no pause between: what stands before is no content."""
    follows = verb.nbor().text if verb.i + 1 < len(verb.doc) else ""
    return follows not in (",", ";", "") and any(c.i > verb.i for c in children(verb, "ccomp"))


def _is_no_one(speaker: Token) -> bool:
    """ "nobody", "no one", "no official"; but "none other than the brother" is somebody."""
    follows = speaker.nbor().text.lower() if speaker.i + 1 < len(speaker.doc) else ""
    is_denied = speaker.text.lower() in NO_ONE or any(
        c.text.lower() == "no" for c in children(speaker, "det")
    )
    return is_denied and follows not in ("other", "less", "but")


def _called_untrue(cue: Cue, verb: Token, heads: list[Token]) -> tuple[Cue, list[Token]]:
    """ "called the story an invention", "described the news as a lie": a denial of what is so called."""
    named = [h for h in heads if h.text.lower() in UNTRUE]
    about = [h for h in heads if h.text.lower() not in UNTRUE]
    named += [c for c in children(verb, "xcomp", "obl") if c.text.lower() in UNTRUE]
    for head in about:
        named += [c for c in children(head, "conj", "appos") if c.text.lower() in UNTRUE]
    if not named or not about or cue.polarity == "denied" or not {"as", "object"} & cue.frames:
        return cue, heads
    return replace(cue, polarity=Polarity.DENIED), about


def _handover(
    doc: Doc,
    verb: Token,
    cue: Cue,
    speaker: Token | None,
    heads: list[Token],
    lexicon: Lexicon,
    relayer: Token | None = None,
) -> Handover | None:
    own_clause = own_clause_of(verb, heads, speaker)
    content: set[int] = set()
    for head in heads:
        cut = [*([verb] if head.i != verb.i else []), *_comma_relatives(head), *_other_voices(head, lexicon)]
        if cue.polarity == "denied":
            cut += _behind_colon(head)
        content |= subtree(head, without=cut)
    spans = spans_of(doc, content - own_clause, cut=own_clause)
    spans = _without_adjunct_behind(doc, verb, heads, spans)
    if not spans:
        return None
    return Handover(
        source=source_spans(doc, speaker, verb, heads),
        cue_spans=cue_spans_of(doc, verb),
        content=spans,
        cue=cue,
        verb=verb,
        speaker=speaker,
        heads=tuple(heads),
        addressee=addressee_of(verb, cue, heads),
        relayer=relayer,
    )


def _without_adjunct_behind(doc: Doc, verb: Token, heads: list[Token], spans: Spans) -> Spans:
    """ "..., a source told the agency on Saturday.": the day he told it, hung on what he told."""
    if heads[0].i > verb.i:
        return spans
    return tuple(
        span
        for span in spans
        if span.start < verb.idx
        or not any(t.text.lower() in DAYS for t in doc[verb.i + 1 :] if span.start <= t.idx < span.end)
    )


def _other_voices(head: Token, lexicon: Lexicon) -> list[Token]:
    """Clauses in which somebody else answers: "..., but Kyiv denied it", "..., which Kyiv denied".

    A noun that is set off for the answer's sake goes with it: "..., something that Kyiv denies".
    """
    answers = [t for t in head.subtree if t.i != head.i and _is_answer(t, head, lexicon)]
    return [t.head if t.head.i != head.i and _is_denied_apposition(t, lexicon) else t for t in answers]


def _is_denied_apposition(clause: Token, lexicon: Lexicon) -> bool:
    """Whether the clause denies what the noun before it points to, and the noun is set off for that."""
    cues = lexicon.cues_by_form.get(clause.text.lower(), ())
    if clause.dep_ not in ("acl", "acl:relcl") or not any(cue.polarity == "denied" for cue in cues):
        return False
    return clause.head.dep_ in ("appos", "parataxis", "dislocated", "obj") and _is_set_off(clause.head)


def _is_answer(clause: Token, head: Token, lexicon: Lexicon) -> bool:
    cues = lexicon.cues_by_form.get(clause.text.lower(), ())
    if not any(c.strength == "strong" and c.pos == "verb" for c in cues):
        return False
    if clause.dep_ == "acl" and is_passive(clause):
        # "..., a claim rejected by Kyiv"
        return agent(clause) is not None and _is_denied_apposition(clause, lexicon)
    if not children(clause, "nsubj"):
        return False
    if clause.dep_ == "acl":
        # "..., a claim that Kyiv rejected", taken for what the claim says
        return denied_noun(clause) is not None and _is_denied_apposition(clause, lexicon)
    if clause.dep_ in ("conj", "advcl", "parataxis"):
        return any(c.text.lower() in _CONTRASTS for c in children(clause, "cc", "mark"))
    if clause.dep_ not in ("acl:relcl", "advcl:relcl") or clause.i < head.i:
        return False
    if any(c.text.lower() in ("which", "where") and preposition(c) for c in clause.children):
        return False  # "a letter in which the commander writes that ..." answers nothing
    if _is_set_off(clause) or _is_denied_apposition(clause, lexicon):
        return True
    return _is_noun_of_speech(clause.head, lexicon)


def _is_set_off(clause: Token) -> bool:
    """Whether a comma or dash parts the clause from what it follows, whichever side the parser put it on."""
    first = clause.left_edge
    return first.text in _PAUSES or (first.i > 0 and clause.doc[first.i - 1].text in _PAUSES)


def _is_noun_of_speech(noun: Token, lexicon: Lexicon) -> bool:
    return any(cue.pos == "noun" for cue in lexicon.cues_by_form.get(noun.text.lower(), ()))


def _comma_relatives(head: Token) -> list[Token]:
    """ "contradicted the claim, which ... confirmed that P": what is behind the comma is not the content."""
    if head.pos_ not in ("NOUN", "PROPN"):
        return []
    return [c for c in head.children if c.dep_ == "acl:relcl" and _is_set_off(c)]


def _behind_colon(head: Token) -> list[Token]:
    """ "denied the claim: battles continue": what is behind the colon is said, and not denied."""
    return [c for c in head.children if c.i > head.i and any(t.text == ":" for t in _before(c))]


def _before(phrase: Token) -> list[Token]:
    first = phrase.left_edge
    return [first, *([first.nbor(-1)] if first.i else [])]


def _from_trailing(doc: Doc, verb: Token, cue: Cue) -> Handover | None:
    """A cue behind its clause or inside it, between commas."""
    found = trailing(verb, passed_on=cue.relay)
    if found is None:
        return None
    return Handover(
        source=spans_of(doc, found.source),
        cue_spans=cue_spans_of(doc, verb),
        content=tuple(span for clause in found.clauses for span in spans_of(doc, clause)),
        cue=cue,
        verb=verb,
        speaker=found.speaker,
        heads=(found.head,),
        addressee=addressee_of(verb, cue, [found.head]) or subject_behind(verb, cue),
        relayer=_by_whom(verb) if cue.relay else None,
    )


def _by_whom(verb: Token) -> Token | None:
    """ "was quoted as saying by the agency": the agency, wherever the parser hangs it."""
    return next((t for t in verb.subtree if t.i > verb.i and preposition(t) == "by"), None)


def _passed_on(doc: Doc, verb: Token, cue: Cue, lexicon: Lexicon) -> Handover | None:
    """ "the agency quoted the mayor as saying that ...": the mayor speaks, the agency relays."""
    if is_passive(verb):
        return _from_trailing(doc, verb, cue)
    objects = children(verb, "obj") or children(verb, "iobj")
    if not objects:
        return None
    saying = [
        c
        for c in (
            *children(verb, "advcl", "xcomp", "obl", "ccomp"),
            *children(objects[0], "acl", "advcl", "nmod"),
        )
        if any(m.text.lower() == "as" for m in children(c, "mark", "case"))
    ]
    if not saying:
        return None
    said = children(saying[0], "ccomp", "xcomp")
    before = trailing(verb, passed_on=True) if not said else None
    if before is not None and saying[0].right_edge.i - saying[0].i <= 1:
        # "The president has left, the agency quoted an official as saying."
        content = tuple(span for clause in before.clauses for span in spans_of(doc, clause))
        return Handover(
            source=source_spans(doc, objects[0], verb, saying),
            cue_spans=cue_spans_of(doc, verb),
            content=content,
            cue=cue,
            verb=verb,
            speaker=objects[0],
            heads=(before.head,),
            relayer=before.speaker,
        )
    heads = said or [saying[0]]
    return _handover(doc, verb, cue, objects[0], heads, lexicon, relayer=subject(verb))


def _is_quoted_saying(verb: Token, lexicon: Lexicon) -> bool:
    relaying = verb.head
    is_relay = any(
        cue.relay and cue.pos == "verb" for cue in lexicon.cues_by_form.get(relaying.text.lower(), ())
    )
    has_quoted = bool(children(relaying, "obj", "iobj")) and not is_passive(relaying)
    return is_relay and has_quoted and any(m.text.lower() == "as" for m in children(verb, "mark", "case"))


def _from_noun(doc: Doc, noun: Token, cue: Cue, words: SpeakerWords, lexicon: Lexicon) -> Handover | None:
    """ "the claim that P fell", "Kyiv's denial of the city's capture"."""
    heads: list[Token] = []
    if noun.dep_ == "nsubj:outer" and "clause" in cue.frames:
        heads = [noun.head]  # "The ambassador's impression is that both armies have dug in"
    said = [c for c in complements(noun) if not _is_denial_of(noun, c, lexicon)]
    for child in noun.children:
        marks = {m.text.lower() for m in children(child, "mark")}
        label = child.dep_.split(":")[0]
        if (
            (child in said and "clause" in cue.frames)
            or (label in ("acl", "xcomp") and "to" in marks and "infinitive" in cue.frames)
            or (label == "nmod" and preposition(child) in set(cue.frames) & FRAME_PREPOSITIONS)
        ):
            heads.append(child)
    if not said and any(d.text.lower() == "no" for d in children(noun, "det")):
        return None  # "there are no reports of resistance": whoever says so denies it
    if preposition(noun) == "in" and noun.dep_.startswith("obl"):
        return None  # "said in a statement that P": the verb's own content, read with it
    owners = _owners(noun, said, heads, words)
    speaker = owners[0] if owners else None
    if not heads or (speaker is None and (cue.strength == "weak" or answer_to(noun, lexicon) is not None)):
        return None
    content: set[int] = set()
    for head in heads:
        content |= subtree(head, without=[noun, *children(head, "cop")] if head == noun.head else ())
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


def _owners(noun: Token, said: list[Token], heads: list[Token], words: SpeakerWords) -> list[Token]:
    """Whose claim, report or hope it is, in the order of how plainly the words say so."""
    owners = [c for c in noun.children if c.dep_ == "nmod:poss"]
    owners += [
        c
        for c in noun.children
        if c.dep_ == "nmod" and preposition(c) in ("from", "by", "among") and c not in heads
    ]
    owners += [c for c in children(noun, "compound") if can_speak(c, words)]  # "government denials that"
    if said and not owners:
        # "carried a statement by the governor that ...": parsers hang the governor on the verb
        owners += [c for c in noun.head.children if c.i > noun.i and preposition(c) in ("from", "by")][:1]
    if said:
        # "the statement of Mayor X that the hospital was shelled"
        owners += [c for c in modifiers(noun, "of") if c not in heads and can_speak(c, words)]
    # "Russian claims that the city has fallen": the adjective says whose
    owners += [c for c in children(noun, "amod") if c.text[:1].isupper() and c.i > noun.sent.start]
    if heads and not owners and noun.dep_ == "obj" and noun.head.text.lower() in _HAVING:
        # "survivors have no doubt that ...", "villagers hold out hope that ..."
        owners += [c for c in children(noun.head, "nsubj") if can_speak(c, words)]
    return owners


def _is_denial_of(noun: Token, clause: Token, lexicon: Lexicon) -> bool:
    """ "a claim that Ukraine rejected": the clause answers the claim, and does not say what it is."""
    cues = lexicon.cues_by_form.get(clause.text.lower(), ())
    return any(cue.polarity == "denied" for cue in cues) and denied_noun(clause) == noun


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
