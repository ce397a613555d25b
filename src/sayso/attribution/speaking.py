"""Who says it: the noun phrase that a cue takes its content from, where the parser hides it too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sayso.analysis.names import kind_at
from sayso.analysis.syntax import SUBJECTS, agent, children, is_passive, spans_of, subject, subtree
from sayso.attribution.frames import participle_on
from sayso.attribution.relays import author_of, carrier_above
from sayso.model import Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.lexicon import Cue, SpeakerWords

_CLOSING_MARKS = frozenset({"”", '"', "»", "’", "'"})
_LONGEST = 14
"""Words from a speaker to the cue behind it, its relative clause included."""
_DASHES = frozenset({"–", "—", "-", "--"})


def speaker_of(verb: Token, withheld: bool, words: SpeakerWords) -> Token | None:
    """The head of the phrase that speaks, or None where the text withholds it."""
    if is_passive(verb) or withheld:
        return agent(verb) if is_passive(verb) else None
    if (behind := _after_comma(verb)) is not None:
        return behind
    if (apposed := _before_dashes(verb)) is not None:
        return apposed
    speaker = _last_of_two(verb) or _name_behind(subject(verb), verb)
    borrows = verb.dep_ in ("advcl", "conj") and not any(c.dep_ in SUBJECTS for c in verb.children)
    if borrows and (carrying := carrier_above(verb)) is not None:
        # "the channel reposted a message from a platoon leader, saying that ...": he says it
        return author_of(carrying) or subject(carrying)
    if borrows and not can_speak(speaker, words):
        # "The army said the port was quiet, claiming that ...": the army claims, not the port;
        # "she said fighting continued and rejected the claim": she rejected it, not the fighting
        speaker = _speaker_above(verb, words) or speaker
    if speaker is None or (speaker.i > verb.i and not children(verb, "nsubj")):
        speaker = _after_quotation(verb) or speaker
    if not any(c.dep_ in SUBJECTS for c in verb.children) and _stands_behind(verb):
        speaker = _right_before(verb, words)  # a subject of the content says nothing
    if speaker is not None and speaker.text.lower() in ("there", "what"):
        return None
    return speaker


def _last_of_two(verb: Token) -> Token | None:
    """ "Reports that P were false, the army said": of two subjects, the one between the comma and the cue."""
    subjects = [c for c in children(verb, "nsubj") if c.i < verb.i]
    if len(subjects) < 2:
        return None
    last = subjects[-1]
    first = last.left_edge.i
    is_set_off = first > 0 and verb.doc[first - 1].text == ","
    return last if is_set_off and last.right_edge.i == verb.i - 1 else None


def _name_behind(role: Token | None, verb: Token) -> Token | None:
    """ "the envoy Henrik S. warned": of two subjects side by side, the name; any other subject as it is."""
    if role is None or role.head != verb or role.pos_ != "NOUN":
        return role
    names = [
        c for c in children(verb, "nsubj") if c.pos_ == "PROPN" and c.left_edge.i == role.right_edge.i + 1
    ]
    return names[0] if names else role


def _role_before(name: Token) -> Token | None:
    """The role that `_name_behind` passed over."""
    beside = children(name.head, "nsubj") if name.dep_ == "nsubj" and name.pos_ == "PROPN" else []
    return next((c for c in beside if c.pos_ == "NOUN" and c.right_edge.i + 1 == name.left_edge.i), None)


def _speaker_above(verb: Token, words: SpeakerWords) -> Token | None:
    """The nearest subject above a participle that can speak at all."""
    above = verb.head
    while above.head.i != above.i:
        above = above.head
        own = children(above, "nsubj")
        if own and can_speak(own[0], words):
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


def _after_comma(verb: Token) -> Token | None:
    """ "..., predicts a Western diplomat.": the last noun of the sentence, with nothing behind it to say."""
    doc, end = verb.doc, verb.sent.end
    if not verb.i or doc[verb.i - 1].text != "," or children(verb, "ccomp", "xcomp") or verb.i + 1 >= end:
        return None
    rest = [t for t in doc[verb.i + 1 : end] if not t.is_punct and not t.is_space]
    if (
        not rest
        or any(t.pos_ in ("VERB", "AUX") for t in rest)
        or rest[0].pos_ not in ("DET", "PROPN", "NOUN", "ADJ")
    ):
        return None
    noun = next((t for t in rest if t.pos_ in ("NOUN", "PROPN") and t.head not in rest), None)
    # "Rebels, who had taken the town only last Thursday, denied the report": has its subject before it
    taken_for = (
        ("nsubj",) if any(c.dep_ in SUBJECTS and c.i < verb.i for c in verb.children) else ("nsubj", "obj")
    )
    return noun if noun is not None and noun.dep_.split(":")[0] in taken_for else None


def _stands_behind(verb: Token) -> bool:
    """Whether the cue stands behind what it hands over, with nothing of its own: "..., the army said"."""
    return verb.dep_ == "parataxis" and verb.head.i < verb.i and not children(verb, "ccomp", "obj")


def _right_before(verb: Token, words: SpeakerWords) -> Token | None:
    """The noun phrase that ends where the cue begins and can speak, in archives that lost their commas.

    "Rebels left after two days the Observatory a Britain-based war monitor said": the Observatory.
    """
    start = verb.i - 1
    while start > verb.sent.start and verb.doc[start].pos_ in ("AUX", "ADV"):
        start -= 1
    found = verb.doc[start] if start >= verb.sent.start else None
    while found is not None and not (found.pos_ in ("NOUN", "PROPN") and can_speak(found, words)):
        found = found.head if start - _LONGEST < found.head.i < found.i else None
    while found is not None and found.dep_ == "appos" and can_speak(found.head, words):
        found = found.head
    return found


def _before_dashes(verb: Token) -> Token | None:
    """The noun before a dashed apposition that the parser cut off: "the X - a mercenary force - said"."""
    doc, close = verb.doc, verb.i - 1
    if (
        close <= verb.sent.start
        or doc[close].text not in _DASHES
        or any(c.dep_ in SUBJECTS for c in verb.children)
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


def can_speak(speaker: Token | None, words: SpeakerWords) -> bool:
    """Whether a subject can hold an opinion at all: "Kyiv", "she", "officials", not "the road"."""
    if speaker is None:
        return False
    if speaker.pos_ == "PROPN" or speaker.tag_.startswith("NNP") or speaker.ent_type_ in ("PER", "ORG"):
        return True  # "M23" is a number to one tagger and a name to the other
    if kind_at(speaker) in ("PER", "ORG"):
        return True  # "the pilots of the port", whom no list of roles has
    noun = speaker.text.lower()
    if noun in words.pronouns or noun == "who":
        return noun not in words.body
    return speaker.pos_ == "NOUN" and words.can_speak(noun)


def source_spans(doc: Doc, speaker: Token | None, verb: Token, heads: Iterable[Token]) -> Spans | None:
    """The words of the source's noun phrase, without the cue's own clause; None without a speaker."""
    if speaker is None:
        return None
    words = subtree(speaker, without=[verb, *heads])
    for participle in participle_on(speaker, verb):
        words |= subtree(participle)
    if (role := _role_before(speaker)) is not None:
        words |= subtree(role, without=[verb, *heads])
    return spans_of(doc, {i for i in words if doc[i].dep_ != "case" or doc[i].head.i != speaker.i}) or None


def own_clause_of(verb: Token, heads: list[Token], speaker: Token | None) -> set[int]:
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


def cue_spans_of(doc: Doc, verb: Token) -> Spans:
    words = {verb.i}
    words |= {
        c.i for c in verb.children if c.dep_ in ("aux", "aux:pass", "compound:prt") and abs(c.i - verb.i) <= 3
    }
    words |= {c.i for c in verb.children if c.dep_ == "advmod" and c.text.lower() in ("not", "n't", "n’t")}
    return spans_of(doc, words, cut={i for i in range(min(words), max(words)) if i not in words})


def addressee_of(verb: Token, cue: Cue, heads: list[Token]) -> Token | None:
    if not cue.addressee and not children(verb, "iobj"):
        return None
    for child in verb.children:
        # "a source told Reuters on Saturday" behind the quoted clause: the hearer is labelled a subject
        is_name = (
            child.dep_ == "ccomp" and child.pos_ in ("NOUN", "PROPN") and child.left_edge.pos_ == "PROPN"
        )
        if is_name and child.left_edge.i == verb.i + 1 and child.i not in {h.i for h in heads}:
            return child  # "told Radio Kassala Voice"
        second = child.dep_ == "nsubj" and any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children)
        if (
            (child.dep_ in ("iobj", "obj") or second)
            and child.i > verb.i
            and child.i not in {h.i for h in heads}
        ):
            return child
    return None


def subject_behind(verb: Token, cue: Cue) -> Token | None:
    """The hearer that the parser labelled a subject because it missed the speaker: "..., X told CNN"."""
    behind = [c for c in children(verb, "nsubj") if c.i > verb.i]
    return behind[0] if cue.addressee and behind else None
