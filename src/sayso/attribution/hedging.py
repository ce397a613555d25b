"""What the words on one predicate do to it: modals, hedges, negations, conditions, and what governs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import children, subject
from sayso.attribution.commitment import DENIAL, STRENGTH, Commitment
from sayso.attribution.frames import UNTRUE
from sayso.model import Certainty, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.lexicon import Lexicon, ModalityWord

_GOVERNORS = frozenset({"adjective", "verb", "negation", "future"})
_CARRIERS = frozenset({"aux", "advmod", "mark", "det", "cc", "cop", "amod"})
_CAN = frozenset({"can", "ca", "could"})
_WOULD = frozenset({"would", "'d", "’d"})
_COLLECTIVES = frozenset({"army", "military", "group", "government", "ministry", "militia"})
_PHASES = frozenset({"begin", "start", "resume", "continue", "end", "stop", "last"})
"""What fighting itself does: "said that the shelling would resume"."""
_INVERTED = frozenset({"should", "were", "had"})
_BE = frozenset({"is", "are", "was", "were", "'s", "'re", "’s", "’re"})
_SENSES = frozenset({"see", "hear", "feel", "smell", "count", "watch", "tell", "make"})
_SEEMING = frozenset({"seem", "appear", "look"})
_BARELY = frozenset({"hardly", "barely", "scarcely"})
CERTAINTIES = frozenset({"doubt", "question", "denying", "disputing", "mistaking", "dispute"})
"""What nobody has where a thing is certain: "there is no doubt that the army lost the valley"."""
_EACH_TIME = frozenset(
    {"each", "every", "often", "usually", "sometimes", "whenever", "always", "regularly", "nightly", "daily"}
    | {"routinely", "repeatedly", "frequently", "occasionally", "evenings", "mornings", "nights"}
)
_FORESEES = frozenset(
    {"announced", "predicted", "promised", "vowed", "forecast", "pledged", "decided", "ordered"}
    | {"announces", "predicts", "promises", "vows", "pledges"}
)
LEAVES_OPEN = frozenset({"rule", "exclude", "preclude", "discount", "dismiss"})


def wording_at(token: Token, below: Token | None, lexicon: Lexicon) -> Commitment:
    """Modals, adverbs, negations and conjunctions that hang on one word."""
    commitment = Commitment()
    if token.text.lower() in CERTAINTIES and any(c.text.lower() == "no" for c in children(token, "det")):
        return commitment  # "no doubt that", "no denying that"
    for child in token.children:
        if below is not None and child.i == below.i:
            continue
        label = child.dep_.split(":")[0]
        if label in _CARRIERS:
            for word in _words_at(child, lexicon):
                commitment = commitment.under(_effect_on(token, word, child))
        elif label == "obl":
            for word in adjunct(child, lexicon):
                commitment = commitment.under(_effect(word))
        elif child.dep_ == "nsubj:outer":
            for word in lexicon.modality_by_form.get(child.text.lower(), ()):
                if word.word_class == "noun":
                    commitment = commitment.under(_effect(word))  # "the signs are that the army falls back"
        elif _is_argument(child) and is_negative(child, lexicon):
            commitment = commitment.under(DENIAL)  # "no troops entered", "controls neither town"
    if below is not None and below.dep_ in ("ccomp", "csubj") and _denies(token, lexicon):
        # "nobody can deny that the road was bombed", where nobody is no voice of its own
        if commitment.polarity is not Polarity.DENIED:
            return commitment.under(DENIAL)
        lemmas = {cue.lemma for cue in lexicon.cues_by_form[token.text.lower()]}
        return Commitment(Certainty.POSSIBLE) if lemmas & LEAVES_OPEN else Commitment()
    if below is not None and below.dep_ in ("xcomp", "ccomp", "csubj"):
        if below.dep_ == "ccomp" and commitment.polarity is Polarity.DENIED and _says(token, lexicon):
            return Commitment(withheld=True)  # "no official confirmed that the town was lost"
        commitment = commitment.under(Commitment(_hedged_by(token, below, lexicon)))
    if below is not None and token.pos_ in ("VERB", "ADJ", "NOUN", "AUX"):
        governed = _governed_by(token, below, lexicon)
        is_clause = below.dep_ in ("csubj", "ccomp", "xcomp", "advcl")
        if is_clause and _is_untrue(token) and governed.polarity is Polarity.AFFIRMED:
            governed = governed.under(DENIAL)  # "that they robbed him is a lie", "it is wrong to say that"
        commitment = commitment.under(governed)
    if _is_arranged(token):
        commitment = commitment.under(Commitment(Certainty.PREDICTED))
    if any(c.text.lower() == "if" and not _is_as_if(c) for c in children(token, "mark")) or any(
        _sets_condition(clause, lexicon)
        for governor in (token, *children(token, "advmod"))
        for clause in children(governor, "advcl")
    ):
        commitment = commitment.under(Commitment(Certainty.CONDITIONAL))
    helpers = {c.text.lower() for c in children(token, "aux")}
    if helpers & _CAN and any(m.text.lower() == "before" for m in children(token, "mark")):
        return DENIAL  # "ran out of steam before it could reach the highway"
    if commitment.polarity is Polarity.DENIED and helpers & _CAN:
        return DENIAL  # "cannot have hit the clinic" leaves nothing open
    return commitment


def _is_argument(child: Token) -> bool:
    """A subject, or an object in its place: "there has been no fighting, he said" says no nothing."""
    return child.dep_.startswith("nsubj") or (child.dep_ == "obj" and child.i > child.head.i)


def _says(verb: Token, lexicon: Lexicon) -> bool:
    cues = lexicon.cues_by_form.get(verb.text.lower(), ())
    return any(cue.pos == "verb" and cue.certainty is Certainty.ASSERTED for cue in cues)


def _hedged_by(verb: Token, below: Token, lexicon: Lexicon) -> Certainty:
    """What a cue that hands over nothing still says: "plans to close it", "is thought to have left"."""
    for cue in lexicon.cues_by_form.get(verb.text.lower(), ()):
        if cue.pos != "verb" or cue.certainty is Certainty.ASSERTED:
            continue
        is_told = "clause" in cue.frames and below.dep_ in ("ccomp", "csubj")
        is_raised = bool({"infinitive", "raising"} & cue.frames) and below.dep_ == "xcomp"
        if is_told or is_raised:
            return cue.certainty
    return Certainty.ASSERTED


def _denies(verb: Token, lexicon: Lexicon) -> bool:
    cues = lexicon.cues_by_form.get(verb.text.lower(), ())
    return any(cue.pos == "verb" and cue.polarity is Polarity.DENIED for cue in cues)


def _sets_condition(clause: Token, lexicon: Lexicon) -> bool:
    """ "unless both sides let them in", "as long as the road is open", "should the dam be blown"."""
    first = clause.head.left_edge if clause.head.dep_ == "advmod" else clause.left_edge
    if first.text.lower() in _INVERTED and first.head == clause and not children(clause, "mark"):
        return True
    marks = children(clause, "mark", "advmod", "case")
    start = min((first.i if clause.head.dep_ == "advmod" else m.left_edge.i for m in marks), default=first.i)
    words = [t.text.lower() for t in clause.doc[start : clause.i]] or [clause.text.lower()]
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


def adjunct(head: Token, lexicon: Lexicon) -> tuple[ModalityWord, ...]:
    """What a phrase says whole, "in all likelihood", or by how it begins, "in the event of a landing"."""
    words = [t.text.lower() for t in head.subtree if not t.is_punct]
    if words[:2] in (["at", "no"], ["in", "no"], ["on", "no"], ["under", "no"], ["by", "no"]):
        return lexicon.modality_by_form["never"]  # "at no point", "under no circumstances"
    if len(words) > 1 and (whole := lexicon.modality_by_form.get(" ".join(words))):
        return whole
    for size in (4, 3, 2):
        for word in lexicon.modality_by_form.get(" ".join(words[:size]), ()) if len(words) > size else ():
            if word.word_class == "conditional":
                return (word,)
    return ()


def _phrase_at(head: Token) -> str:
    return " ".join(t.text.lower() for t in head.subtree if not t.is_punct)


def _is_as_if(mark: Token) -> bool:
    """ "It looks as if they have cut the road" sets no condition."""
    return mark.i > 0 and mark.text.lower() == "if" and mark.nbor(-1).text.lower() == "as"


def _effect_on(token: Token, word: ModalityWord, child: Token) -> Commitment:
    if word.word_class == "conditional" and (child.dep_ != "mark" or _is_as_if(child)):
        return Commitment()
    if word.word_class == "negation" and _is_not_only(child):
        return Commitment()
    if word.word_class == "negation":
        return DENIAL
    if child.text.lower() in _WOULD and (_is_habit(token) or token.text.lower() in _SEEMING):
        return Commitment()  # "it would seem that" says no less than "it seems"
    if child.text.lower() in _CAN and token.text.lower() in _SENSES:
        return Commitment()  # "we could see the column burning"
    if child.text.lower() in _WOULD:
        # "said the army would leave" foresees; "the loss of the town would open the road" weighs
        foresees = word.word_class == "future"
        return _effect(word) if foresees == _is_foreseen(token) else Commitment()
    return _effect(word)


def _is_not_only(word: Token) -> bool:
    """ "not only did they hit the school", "they hold not one but three crossings"."""
    ahead = [t.text.lower() for t in word.doc[word.i + 1 : word.i + 4]]
    return ahead[:1] in (["only"], ["merely"], ["just"], ["simply"]) or ahead[1:2] == ["but"]


def _is_untrue(predicate: Token) -> bool:
    return predicate.text.lower() in UNTRUE and predicate.pos_ in ("ADJ", "NOUN", "VERB")


def _is_arranged(predicate: Token) -> bool:
    """ "Two battalions are to be sent to the border"."""
    for mark in children(predicate, "mark"):
        before = mark.nbor(-1) if mark.i else mark
        if mark.text.lower() == "to" and before.head == predicate and before.dep_ in ("aux", "cop"):
            return before.tag_ in ("VBP", "VBZ", "VBD") and before.text.lower() in _BE
    return False


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
    if predicate.dep_ == "ccomp" and predicate.head.text.lower() in _FORESEES:
        return True  # "announced that a curfew would be imposed"
    return (
        predicate.text.lower() in _PHASES
        or actor.pos_ in ("PROPN", "PRON")
        or (noun.endswith("s") and not noun.endswith("ss"))
        or noun in _COLLECTIVES
    )


def is_negative(noun: Token, lexicon: Lexicon) -> bool:
    """ "nobody", "no troops", "neither town"."""
    own = [noun, *(c for c in noun.children if c.dep_ in ("det", "cc:preconj", "cc"))]
    before = [c for t in own for c in children(t, "advmod")]
    if any(c.text.lower() in _BARELY or (c.text.lower() == "not" and not _is_not_only(c)) for c in before):
        return True  # "not every soldier", "hardly a day"
    if any(t.text.lower() == "but" for t in noun.doc[noun.i + 1 : noun.i + 2]):
        return False  # "had no choice but to leave"
    return any(
        word.word_class == "negation"
        for token in own
        for word in lexicon.modality_by_form.get(token.text.lower(), ())
    )


def _governed_by(token: Token, below: Token, lexicon: Lexicon) -> Commitment:
    """What a governor does to the clause below it: once, though "prevented", "prevented from" are listed."""
    words = [
        word
        for word in _governing(token, below, lexicon)
        if word.word_class in _GOVERNORS or (word.word_class == "noun" and below.dep_.startswith("acl"))
    ]
    is_denied = any(word.polarity is Polarity.DENIED for word in words)
    certainty = max(
        (_effect(word).certainty for word in words), key=STRENGTH.__getitem__, default=Certainty.ASSERTED
    )
    return Commitment(certainty, Polarity.DENIED if is_denied else Polarity.AFFIRMED)


def _governing(token: Token, below: Token, lexicon: Lexicon) -> tuple[ModalityWord, ...]:
    """The governor as a word of modality, with the particle or "to" that leads to what it governs."""
    form = token.text.lower()
    words = lexicon.modality_by_form.get(form, ())
    for start in range(max(token.i - 2, token.sent.start), token.i):
        phrase = token.doc[start : token.i + 2].text.lower()
        words = (*words, *lexicon.modality_by_form.get(phrase, ()))  # "on the verge of taking"
    for mark in (*children(below, "mark", "case"), *children(token, "advmod", "compound:prt")):
        words = (*words, *lexicon.modality_by_form.get(f"{form} {mark.text.lower()}", ()))  # "failed to take"
    if token.i < below.i:
        for size in (3, 4):
            phrase = token.doc[token.i : token.i + size].text.lower()
            words = (*words, *lexicon.modality_by_form.get(phrase, ()))  # "stopped short of saying"
    return words


def _effect(word: ModalityWord) -> Commitment:
    return Commitment(word.certainty or Certainty.ASSERTED, word.polarity or Polarity.AFFIRMED)
