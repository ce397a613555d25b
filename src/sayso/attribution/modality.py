"""How far, and which way, a source commits to a proposition: read off the words around its predicate.

The walk goes from the predicate up to the head of the content that it stands in, gathering modals,
hedges, negations and conditionals on the way; the cue that hands the content over comes last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import children, clause_of, subject
from sayso.attribution.commitment import DENIAL, Commitment
from sayso.attribution.frames import Answer, answer_to, complements
from sayso.attribution.hedging import CERTAINTIES, LEAVES_OPEN, adjunct, is_negative, wording_at
from sayso.model import Certainty, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from sayso.attribution.handover import Handover
    from sayso.lexicon import Lexicon

_ASKING = frozenset({"ask", "asks", "asked", "asking", "wonder", "wonders", "wondered", "inquired"})
_NOT = frozenset({"not", "n't", "n’t", "never"})
_ASKED_FOR = frozenset({"who", "where", "when", "how", "why", "what", "which", "whose"})
_WISHES = frozenset({"hope", "pray", "trust"})
_WEIGHED = frozenset({Certainty.CONDITIONAL, Certainty.POSSIBLE})
_SIGNS = frozenset(
    {"report", "reports", "sign", "signs", "evidence", "indication", "indications", "trace", "traces"}
)
_TALES = frozenset({"story", "stories", "news", "talk", "tale", "tales", "notion", "idea", "speculation"})
_TRIES = frozenset({"attempt", "attempts", "effort", "efforts", "bid", "bids", "try", "tries"})
_FAILS = frozenset(
    {"unsuccessful", "failed", "fruitless", "failing", "vain", "foundered", "collapsed", "repelled"}
)
_FOILS = frozenset(
    {"thwarted", "foiled", "repelled", "blocked", "prevented", "frustrated", "stopped", "halted", "repulsed"}
    | {"abandon", "abandoned", "thwart", "foil", "repel", "block", "stop", "beat", "defeated", "rebuffed"}
)
_UNKNOWN = frozenset({"unclear", "unknown", "uncertain", "unsure", "open", "seen"})
_KNOWN = frozenset({"clear", "certain", "known", "sure", "obvious", "evident"})
_RAISES_NEGATION = frozenset(
    {"think", "believe", "expect", "appear", "seem", "thinks", "believes", "expects"}
)


def commitment_of(predicate: Token, heads: Iterable[Token], lexicon: Lexicon) -> Commitment:
    """The commitment that the wording from the predicate up to the content's head expresses."""
    stops = {head.i for head in heads}
    commitment = Commitment()
    token = predicate
    below: Token | None = None
    while True:
        if below is not None and any(c.text.lower() == "but" for c in children(below, "mark", "case")):
            return commitment  # "had no choice but to leave", "could do nothing but leave"
        commitment = commitment.under(wording_at(token, below, lexicon))
        if token.i in stops or token.head.i == token.i:
            break
        if token.dep_ in ("acl:relcl", "advcl:relcl") and token not in complements(token.head):
            # a relative clause is asserted by itself, whatever the main clause does, save where that says of
            # its noun only that there is none: "there is hardly a house that is not destroyed"
            return commitment.under(DENIAL) if _is_said_absent(token.head, lexicon) else commitment
        if token.dep_ in ("csubj", "ccomp", "advcl") and is_left_open(token):
            return commitment.under(Commitment(Certainty.POSSIBLE))
        if token.dep_ == "acl" and _is_foiled(token.head):
            return commitment.under(DENIAL)
        if token.dep_ == "acl" and _is_told_by(token.head, lexicon) and answer_to(token.head, lexicon):
            return commitment.under(_answered(token.head, stops, lexicon))
        if token.dep_ == "advcl" and not (_is_seeming(token) or _joins_its_clause(token, lexicon)):
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
                governing = wording_at(token, below, lexicon)
                is_judged = governing.certainty in _WEIGHED  # "its fall would not be a turning point"
                commitment = commitment.under(
                    governing if is_judged else Commitment(certainty=governing.certainty)
                )
            elif _is_told_by(token, lexicon) and answer_to(token, lexicon) is not None:
                commitment = commitment.under(_answered(token, stops, lexicon))
            elif token.text.lower() in _SIGNS and is_negative(token, lexicon):
                commitment = commitment.under(DENIAL)  # "there are no reports of resistance"
            if below.dep_ != "conj":
                break
            continue
        below = token
        token = token.head
    return commitment


def _is_foiled(attempt: Token) -> bool:
    """ "attempts to evacuate them were unsuccessful", "floods thwarted the bid to encircle the fort"."""
    if attempt.text.lower() not in _TRIES:
        return False
    fate = attempt.head.text.lower()
    return fate in _FAILS or (fate in _FOILS and attempt.dep_ in ("obj", "nsubj:pass"))


def _is_seeming(clause: Token) -> bool:
    """ "It seems as though every house has been searched"."""
    marks = {m.text.lower() for m in children(clause, "mark")}
    return clause.head.text.lower().rstrip("s") in ("seem", "look", "appear", "feel") and bool(
        marks & {"though", "if", "like"}
    )


def _is_told_by(noun: Token, lexicon: Lexicon) -> bool:
    """Whether the noun is one of speech that nobody owns: "reports of a massacre"."""
    form = noun.text.lower()
    is_cue = form in _TALES or any(cue.pos == "noun" for cue in lexicon.cues_by_form.get(form, ()))
    return is_cue and not children(noun, "nmod:poss")


def _answered(noun: Token, stops: set[int], lexicon: Lexicon) -> Commitment:
    """What becomes of the report that the noun stands for; a cue that denies it is counted with the cue."""
    answer, by = answer_to(noun, lexicon) or (None, noun)
    if answer is Answer.DENIED:
        is_within = not stops or by.i in stops or any(above.i in stops for above in by.ancestors)
        return DENIAL if is_within else Commitment()
    return Commitment(withheld=answer is Answer.LEFT_OPEN)


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
    ends = (t.text for t in predicate.doc[predicate.i : predicate.sent.end] if t.text in (".", "?", "!"))
    if next(ends, "") == "?":
        return True
    clause = clause_of(predicate)
    if is_left_open(clause):
        return False
    about = [noun for verb in (predicate, clause) if (noun := subject(verb)) is not None]
    is_asked = clause.dep_ == "ccomp" or clause.head.text.lower() in _ASKING
    asked = ("whether", "if") if is_asked else ("whether",)
    asks = _KNOWN | _UNKNOWN | _ASKING
    if clause.left_edge.text.lower() in _ASKED_FOR and clause.head.text.lower() in asks:
        return True  # "it was not clear who controlled the station"
    return any(m.text.lower() in asked for m in children(clause, "mark")) or any(
        d.text.lower() in ("which", "what") for noun in about for d in children(noun, "det")
    )


def is_left_open(clause: Token) -> bool:
    """ "Whether the colonel is alive remains unclear": it may be so, says the voice itself."""
    governor = clause.head
    around = (governor, *children(governor, "xcomp", "ccomp", "amod"))
    is_unknown = any(w.text.lower() in _UNKNOWN for w in around) or (
        governor.text.lower() in _KNOWN
        and any(t.text.lower() in _NOT for c in children(governor, "advmod") for t in c.subtree)
    )
    marks = {m.text.lower() for m in children(clause, "mark")}
    asks = "whether" in marks or ("if" in marks and clause.dep_ == "ccomp")
    return is_unknown and asks and clause.dep_ in ("csubj", "ccomp", "advcl")


def commitment_of_cue(handover: Handover, lexicon: Lexicon) -> Commitment:
    """What choosing and framing this cue commits the source to."""
    cue, verb = handover.cue, handover.verb
    if cue is None or verb is None:
        return Commitment()
    commitment = Commitment(cue.certainty, cue.polarity)
    if (fronted := _fronted(handover, verb, lexicon)) is not None:
        return commitment.under(fronted)
    if verb.text.lower() in CERTAINTIES and any(c.text.lower() == "no" for c in children(verb, "det")):
        return Commitment()
    if cue.lemma in _WISHES and any(_is_of_today(head) for head in handover.heads):
        commitment = Commitment(Certainty.POSSIBLE, cue.polarity)
    local = wording_at(verb, None, lexicon).under(_governed(verb, lexicon))
    if local.polarity is Polarity.DENIED:
        if cue.polarity is Polarity.DENIED and cue.lemma in LEAVES_OPEN:
            return Commitment(Certainty.POSSIBLE)  # "did not rule out that it had"
        if cue.polarity is Polarity.DENIED:
            return Commitment(commitment.certainty, Polarity.AFFIRMED, withheld=True)  # "did not deny"
        if cue.certainty is not Certainty.ASSERTED or verb.text.lower() in _RAISES_NEGATION:
            return Commitment(commitment.certainty, Polarity.DENIED)  # "did not believe the town had fallen"
        return Commitment(commitment.certainty, commitment.polarity, withheld=True)
    return Commitment(commitment.certainty, commitment.polarity)


def _fronted(handover: Handover, verb: Token, lexicon: Lexicon) -> Commitment | None:
    """ "By no means all have accepted it, an elder said": hung on the cue, and said of what he says."""
    if not handover.heads or handover.heads[0].i > verb.i:
        return None
    first = handover.heads[0].left_edge.i
    for child in children(verb, "obl", "advmod"):
        if child.i < first and (words := adjunct(child, lexicon)):
            denied = any(word.polarity is Polarity.DENIED for word in words)
            certainty = words[0].certainty or Certainty.ASSERTED
            return Commitment(certainty, Polarity.DENIED if denied else Polarity.AFFIRMED)
    return None


def _is_of_today(head: Token) -> bool:
    """ "hopes that they are still alive" leaves open what is; "hopes that it will stop", what will be."""
    carriers = [head, *children(head, "cop", "aux", "aux:pass")]
    has_tense = any(c.tag_ in ("VBZ", "VBP", "VBD") for c in carriers)
    return has_tense and not any(c.tag_ == "MD" for c in carriers)


def _governed(verb: Token, lexicon: Lexicon) -> Commitment:
    """What governs a cue: "stopped short of saying", "were unable to verify", "refused to confirm"."""
    commitment = Commitment()
    while (
        verb.dep_ in ("xcomp", "advcl", "acl")
        and _shares_modality(verb)
        and (verb.dep_ == "xcomp" or children(verb, "mark"))
    ) or verb.dep_ == "advmod":  # "stopped short of saying" hangs on `short`
        verb, below = verb.head, verb
        commitment = commitment.under(wording_at(verb, below, lexicon))
    return Commitment(polarity=commitment.polarity)


def _is_said_absent(noun: Token, lexicon: Lexicon) -> bool:
    if is_negative(noun, lexicon):
        return True
    is_existential = noun.dep_ == "nsubj" and bool(children(noun.head, "expl"))
    return is_existential and wording_at(noun.head, noun, lexicon).polarity is Polarity.DENIED


def _stands_alone(clause: Token) -> bool:
    return bool(children(clause, "nsubj", "expl")) or any(
        m.text.lower() == "that" for m in children(clause, "mark")
    )


def _has_tense_of_its_own(clause: Token) -> bool:
    """ "did not blow up the bridge and still patrol the market": what `did not` governs has no tense."""
    helped = any(c.dep_ == "aux" for c in clause.head.children)
    # "would not matter and is unlikely to last", "has not left the gorge but is fortifying it"
    carrier = next(iter(children(clause, "aux", "aux:pass", "cop")), clause)
    return helped and carrier.tag_ in ("VBD", "VBP", "VBZ")


def _shared_with_conjunct(head: Token, below: Token, lexicon: Lexicon) -> Commitment:
    """Modals that stand once for both halves of "could fall and be encircled"."""
    if below.dep_ != "conj" or any(c.dep_ in ("nsubj", "nsubj:pass", "aux") for c in below.children):
        return Commitment()
    return Commitment(certainty=wording_at(head, None, lexicon).certainty)


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
