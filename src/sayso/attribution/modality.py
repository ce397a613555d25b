"""How far, and which way, a source commits to a proposition: read off the words around its predicate.

The walk goes from the predicate up to the head of the content that it stands in, gathering modals,
hedges, negations and conditionals on the way; the cue that hands the content over comes last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.analysis.syntax import children, clause_of, subject
from sayso.attribution.frames import complements
from sayso.model import Certainty, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from sayso.attribution.handover import Handover
    from sayso.lexicon import Lexicon, ModalityWord

_STRENGTH = {
    Certainty.ASSERTED: 0,
    Certainty.PROBABLE: 1,
    Certainty.POSSIBLE: 2,
    Certainty.PREDICTED: 3,
    Certainty.CONDITIONAL: 4,
}
_CARRIERS = frozenset({"aux", "advmod", "mark", "det", "cc", "cop", "amod"})
_ASKING = frozenset({"ask", "asks", "asked", "asking", "wonder", "wonders", "wondered", "inquired"})
_CAN = frozenset({"can", "ca", "could"})
_WOULD = frozenset({"would", "'d", "’d"})
_COLLECTIVES = frozenset({"army", "military", "group", "government", "ministry", "militia"})
_PHASES = frozenset({"begin", "start", "resume", "continue", "end", "stop", "last"})
"""What fighting itself does: "said that the shelling would resume"."""
_WISHES = frozenset({"hope", "pray", "trust"})
_WEIGHED = frozenset({Certainty.CONDITIONAL, Certainty.POSSIBLE})
_SIGNS = frozenset(
    {"report", "reports", "sign", "signs", "evidence", "indication", "indications", "trace", "traces"}
)
_UNKNOWN = frozenset({"unclear", "unknown", "uncertain", "unsure", "open", "seen"})
_EACH_TIME = frozenset({"each", "every", "often", "usually", "sometimes", "whenever", "always", "regularly"})
_LEAVES_OPEN = frozenset({"rule", "exclude", "preclude"})
_RAISES_NEGATION = frozenset(
    {"think", "believe", "expect", "appear", "seem", "thinks", "believes", "expects"}
)


@dataclass(frozen=True, slots=True)
class Commitment:
    """Certainty and polarity of one voice towards one proposition.

    `withheld` is True where the voice takes no stand: "did not say whether", "declined to comment",
    or a question.
    """

    certainty: Certainty = Certainty.ASSERTED
    polarity: Polarity = Polarity.AFFIRMED
    withheld: bool = False

    def under(self, outer: Commitment) -> Commitment:
        """This commitment as the content of another: the weaker certainty, polarities multiplied."""
        certainty = max(self.certainty, outer.certainty, key=_STRENGTH.__getitem__)
        same = self.polarity == outer.polarity
        return Commitment(
            certainty, Polarity.AFFIRMED if same else Polarity.DENIED, self.withheld or outer.withheld
        )


_DENIAL = Commitment(polarity=Polarity.DENIED)


def commitment_of(predicate: Token, heads: Iterable[Token], lexicon: Lexicon) -> Commitment:
    """The commitment that the wording from the predicate up to the content's head expresses."""
    stops = {head.i for head in heads}
    commitment = Commitment()
    token = predicate
    below: Token | None = None
    while True:
        commitment = commitment.under(_local(token, below, lexicon))
        if token.i in stops or token.head.i == token.i:
            break
        if token.dep_ in ("acl:relcl", "advcl:relcl") and token not in complements(token.head):
            # a relative clause is asserted by itself, whatever the main clause does, save where that says of
            # its noun only that there is none: "there is hardly a house that is not destroyed"
            return commitment.under(_DENIAL) if _is_said_absent(token.head, lexicon) else commitment
        if token.dep_ == "advcl" and not _joins_its_clause(token, lexicon):
            break
        if token.dep_ == "conj" and (_stands_alone(token) or _has_tense_of_its_own(token)):
            break  # "had not entered L and its troops hold T": the second clause has a subject of its own
        if token.dep_ in ("conj", "parataxis", "nmod", "obl", "nsubj", "nsubj:pass", "obl:agent", "appos"):
            # "Kyiv did not comment and Moscow took the town": what is joined or nominal stands for itself
            below = token
            token = token.head
            if below.dep_ in ("conj", "parataxis"):
                commitment = commitment.under(_shared_with_conjunct(token, below, lexicon))
            elif below.dep_ in ("nsubj", "nsubj:pass"):
                # "The loss of the town would open the road": nobody says that it is lost
                governing = _local(token, below, lexicon)
                is_judged = governing.certainty in _WEIGHED  # "its fall would not be a turning point"
                commitment = commitment.under(
                    governing if is_judged else Commitment(certainty=governing.certainty)
                )
            elif token.text.lower() in _SIGNS and _is_negative(token, lexicon):
                commitment = commitment.under(_DENIAL)  # "there are no reports of resistance"
            if below.dep_ != "conj":
                break
            continue
        below = token
        token = token.head
    return commitment


def stance_on(predicate: Token, handover: Handover | None, cue: Commitment, lexicon: Lexicon) -> Commitment:
    """How far a voice commits to what one predicate of its words says.

    `handover` is how the words became its, None for the narrator's own; `cue` is what that commits to by
    itself. A question commits nobody.
    """
    if is_question(predicate):
        return Commitment(withheld=True)
    return commitment_of(predicate, handover.heads if handover is not None else (), lexicon).under(cue)


def is_question(predicate: Token) -> bool:
    """ "... ?", "whether X holds it", "which areas are back in its hands was not clear"."""
    if predicate.sent.text.rstrip().endswith("?"):
        return True
    clause = clause_of(predicate)
    if _is_left_open(clause):
        return False
    about = [noun for verb in (predicate, clause) if (noun := subject(verb)) is not None]
    is_asked = clause.dep_ == "ccomp" or clause.head.text.lower() in _ASKING
    asked = ("whether", "if") if is_asked else ("whether",)
    return any(m.text.lower() in asked for m in children(clause, "mark")) or any(
        d.text.lower() in ("which", "what") for noun in about for d in children(noun, "det")
    )


def _is_left_open(clause: Token) -> bool:
    """ "Whether the colonel is alive remains unclear": it may be so, says the voice itself."""
    governor = clause.head
    around = (governor, *children(governor, "xcomp", "ccomp"))
    return clause.dep_ in ("csubj", "ccomp", "advcl") and any(w.text.lower() in _UNKNOWN for w in around)


def commitment_of_cue(handover: Handover, lexicon: Lexicon) -> Commitment:
    """What choosing and framing this cue commits the source to."""
    cue, verb = handover.cue, handover.verb
    if cue is None or verb is None:
        return Commitment()
    commitment = Commitment(cue.certainty, cue.polarity)
    if cue.lemma in _WISHES and any(_is_of_today(head) for head in handover.heads):
        commitment = Commitment(Certainty.POSSIBLE, cue.polarity)
    local = _local(verb, None, lexicon).under(_governed(verb, lexicon))
    if local.polarity is Polarity.DENIED:
        if cue.polarity is Polarity.DENIED and cue.lemma in _LEAVES_OPEN:
            return Commitment(Certainty.POSSIBLE)  # "did not rule out that it had"
        if cue.polarity is Polarity.DENIED:
            return Commitment(commitment.certainty, Polarity.AFFIRMED, withheld=True)  # "did not deny"
        if cue.certainty is not Certainty.ASSERTED or verb.text.lower() in _RAISES_NEGATION:
            return Commitment(commitment.certainty, Polarity.DENIED)  # "did not believe the town had fallen"
        return Commitment(commitment.certainty, commitment.polarity, withheld=True)
    return Commitment(commitment.certainty, commitment.polarity)


def _is_of_today(head: Token) -> bool:
    """ "hopes that they are still alive" leaves open what is; "hopes that it will stop", what will be."""
    carriers = [head, *children(head, "cop", "aux", "aux:pass")]
    has_tense = any(c.tag_ in ("VBZ", "VBP", "VBD") for c in carriers)
    return has_tense and not any(c.tag_ == "MD" for c in carriers)


def _governed(verb: Token, lexicon: Lexicon) -> Commitment:
    """What governs a cue: "stopped short of saying", "were unable to verify", "refused to confirm"."""
    commitment = Commitment()
    while (
        verb.dep_ in ("xcomp", "advcl") and _shares_modality(verb) and children(verb, "mark")
    ) or verb.dep_ == "advmod":  # "stopped short of saying" hangs on `short`
        verb, below = verb.head, verb
        commitment = commitment.under(_local(verb, below, lexicon))
    return Commitment(polarity=commitment.polarity)


def _local(token: Token, below: Token | None, lexicon: Lexicon) -> Commitment:
    """Modals, adverbs, negations and conjunctions that hang on one word."""
    commitment = Commitment()
    if below is not None and any(c.text.lower() == "but" for c in children(below, "mark", "case")):
        return commitment  # "had no choice but to leave"
    for child in token.children:
        if below is not None and child.i == below.i:
            continue
        label = child.dep_.split(":")[0]
        if label in _CARRIERS:
            for word in _words_at(child, lexicon):
                commitment = commitment.under(_effect_on(token, word, child))
        elif label == "obl" and (phrase := _phrase_at(child)) and " " in phrase:
            for word in lexicon.modality_by_form.get(phrase, ()):
                commitment = commitment.under(_effect(word))  # "in all likelihood", "in the coming days"
        elif label in ("nsubj", "obj") and _is_negative(child, lexicon):
            commitment = commitment.under(_DENIAL)  # "no troops entered", "controls neither town"
    if below is not None and below.dep_ == "ccomp" and _denies(token, lexicon):
        # "nobody can deny that the road was bombed", where nobody is no voice of its own
        is_denied = commitment.polarity is Polarity.DENIED
        return Commitment() if is_denied else commitment.under(_DENIAL)
    if below is not None and token.pos_ in ("VERB", "ADJ", "NOUN", "AUX"):
        for word in _governing(token, below, lexicon):
            is_noun = word.word_class == "noun" and below.dep_.startswith("acl")
            if is_noun or word.word_class in ("adjective", "verb", "negation", "future"):
                commitment = commitment.under(_effect(word))
    if any(c.text.lower() == "if" and not _is_as_if(c) for c in children(token, "mark")) or any(
        _sets_condition(clause, lexicon)
        for governor in (token, *children(token, "advmod"))
        for clause in children(governor, "advcl")
    ):
        commitment = commitment.under(Commitment(Certainty.CONDITIONAL))
    if commitment.polarity is Polarity.DENIED and any(c.text.lower() in _CAN for c in children(token, "aux")):
        return _DENIAL  # "cannot have hit the clinic" leaves nothing open
    return commitment


def _denies(verb: Token, lexicon: Lexicon) -> bool:
    cues = lexicon.cues_by_form.get(verb.text.lower(), ())
    return any(cue.pos == "verb" and cue.polarity is Polarity.DENIED for cue in cues)


def _sets_condition(clause: Token, lexicon: Lexicon) -> bool:
    """ "unless both sides let them in", "as long as the road is open", "should the dam be blown"."""
    first = clause.head.left_edge if clause.head.dep_ == "advmod" else clause.left_edge
    if first.text.lower() == "should" and first.head == clause:
        return True
    marks = children(clause, "mark", "advmod", "case")
    start = min((first.i if clause.head.dep_ == "advmod" else m.left_edge.i for m in marks), default=first.i)
    words = [t.text.lower() for t in clause.doc[start : clause.i]]
    return any(
        word.word_class == "conditional"
        for size in (1, 2, 3)
        for word in lexicon.modality_by_form.get(" ".join(words[:size]), ())
    )


def _words_at(child: Token, lexicon: Lexicon) -> tuple[ModalityWord, ...]:
    """What a dependent says: its whole phrase where that is listed ("no longer"), else the word.

    "are yet to capture it" is a copula, an adverb and a mark side by side, and says it together.
    """
    if child.dep_ == "mark" and child.i > 0 and child.nbor(-1).dep_ == "advmod":
        together = f"{child.nbor(-1).text} {child.text}".lower()
        if together in lexicon.modality_by_form:
            return lexicon.modality_by_form[together]
    if any(True for _ in child.children) and (listed := lexicon.modality_by_form.get(_phrase_at(child))):
        return listed
    return lexicon.modality_by_form.get(child.text.lower(), ())


def _phrase_at(head: Token) -> str:
    return " ".join(t.text.lower() for t in head.subtree if not t.is_punct)


def _is_as_if(mark: Token) -> bool:
    """ "It looks as if they have cut the road" sets no condition."""
    return mark.i > 0 and mark.text.lower() == "if" and mark.nbor(-1).text.lower() == "as"


def _effect_on(token: Token, word: ModalityWord, child: Token) -> Commitment:
    if word.word_class == "conditional" and (child.dep_ != "mark" or _is_as_if(child)):
        return Commitment()
    if word.word_class == "negation" and child.i + 1 < len(child.doc) and child.nbor().text.lower() == "only":
        return Commitment()  # "not only did they hit the school"
    if word.word_class == "negation":
        return _DENIAL
    if child.text.lower() in _WOULD and _is_habit(token):
        return Commitment()
    if child.text.lower() in _WOULD:
        # "said the army would leave" foresees; "the loss of the town would open the road" weighs
        foresees = word.word_class == "future"
        return _effect(word) if foresees == _is_foreseen(token) else Commitment()
    return _effect(word)


def _is_habit(predicate: Token) -> bool:
    """ "At noon each day a sniper would open fire": what used to happen."""
    beside = [
        t for c in predicate.children if c.dep_.split(":")[0] in ("obl", "advmod", "advcl") for t in c.subtree
    ]
    return any(t.text.lower() in _EACH_TIME for t in beside)


def _is_foreseen(predicate: Token) -> bool:
    """Whether somebody who can act is the subject, and no condition stands beside it."""
    actor = subject(predicate)
    if actor is None or any(
        m.text.lower() == "if" for c in children(predicate, "advcl") for m in children(c, "mark")
    ):
        return False
    noun = actor.text.lower()
    return (
        predicate.text.lower() in _PHASES
        or actor.pos_ in ("PROPN", "PRON")
        or (noun.endswith("s") and not noun.endswith("ss"))
        or noun in _COLLECTIVES
    )


def _is_negative(noun: Token, lexicon: Lexicon) -> bool:
    """ "nobody", "no troops", "neither town"."""
    own = [noun, *(c for c in noun.children if c.dep_ in ("det", "cc:preconj", "cc"))]
    if any(c.text.lower() == "not" for t in own for c in children(t, "advmod")):
        return True  # "not every soldier"
    if any(t.text.lower() == "but" for t in noun.doc[noun.i + 1 : noun.i + 2]):
        return False  # "had no choice but to leave"
    return any(
        word.word_class == "negation"
        for token in own
        for word in lexicon.modality_by_form.get(token.text.lower(), ())
    )


def _governing(token: Token, below: Token, lexicon: Lexicon) -> tuple[ModalityWord, ...]:
    """The governor as a word of modality, with the particle or "to" that leads to what it governs."""
    form = token.text.lower()
    words = lexicon.modality_by_form.get(form, ())
    for mark in (*children(below, "mark", "case"), *children(token, "advmod", "compound:prt")):
        words = (*words, *lexicon.modality_by_form.get(f"{form} {mark.text.lower()}", ()))  # "failed to take"
    if token.i < below.i:
        for size in (3, 4):
            phrase = token.doc[token.i : token.i + size].text.lower()
            words = (*words, *lexicon.modality_by_form.get(phrase, ()))  # "stopped short of saying"
    return words


def _effect(word: ModalityWord) -> Commitment:
    return Commitment(word.certainty or Certainty.ASSERTED, word.polarity or Polarity.AFFIRMED)


def _is_said_absent(noun: Token, lexicon: Lexicon) -> bool:
    if _is_negative(noun, lexicon):
        return True
    is_existential = noun.dep_ == "nsubj" and bool(children(noun.head, "expl"))
    return is_existential and _local(noun.head, noun, lexicon).polarity is Polarity.DENIED


def _stands_alone(clause: Token) -> bool:
    return bool(children(clause, "nsubj", "expl")) or any(
        m.text.lower() == "that" for m in children(clause, "mark")
    )


def _has_tense_of_its_own(clause: Token) -> bool:
    """ "did not blow up the bridge and still patrol the market": what `did not` governs has no tense."""
    helped = any(c.dep_ == "aux" for c in clause.head.children)
    carrier = next(iter(children(clause, "cop")), clause)  # "would not matter and is unlikely to last"
    return helped and carrier.tag_ in ("VBD", "VBP", "VBZ") and not children(clause, "aux")


def _shared_with_conjunct(head: Token, below: Token, lexicon: Lexicon) -> Commitment:
    """Modals that stand once for both halves of "could fall and be encircled"."""
    if below.dep_ != "conj" or any(c.dep_ in ("nsubj", "nsubj:pass", "aux") for c in below.children):
        return Commitment()
    return Commitment(certainty=_local(head, None, lexicon).certainty)


def _joins_its_clause(clause: Token, lexicon: Lexicon) -> bool:
    """Whether what is said of the main clause goes for this too: "no night passed without shells falling"."""
    is_without = any(m.text.lower() == "without" for m in children(clause, "mark"))
    return is_without or _is_condition(clause, lexicon) or _shares_modality(clause)


def _is_condition(clause: Token, lexicon: Lexicon) -> bool:
    return any(
        word.word_class == "conditional"
        for mark in children(clause, "mark")
        for word in lexicon.modality_by_form.get(mark.text.lower(), ())
    )


def _shares_modality(clause: Token) -> bool:
    """A bare participle or infinitive ("would allow it to cut the road, sealing the town")."""
    return not any(c.dep_ in ("nsubj", "nsubj:pass") for c in clause.children)
