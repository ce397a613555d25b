"""Questions to a Universal Dependencies parse: who does it, to whom, in which clause.

Every function takes spaCy tokens whose labels are UD's; none looks at a list of domain words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from sayso.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis", "csubj"})
_BORROWS_SUBJECT = frozenset({"conj", "xcomp", "advcl", "parataxis"})
_RELATIVES = frozenset({"who", "which", "that", "whom", "whose", "where"})
_PARTICIPLE_ENDINGS = ("ed", "en", "wn", "ne", "ld", "un", "ght", "t")
_STOPS = frozenset({".", "!", "?", "…", "”", '"'})
_ABOUT = frozenset({"about", "around", "over", "under", "roughly", "nearly"})
_EDGE_PUNCTUATION = frozenset(",;:.–—- \t\u00a0")


def children(token: Token, *labels: str) -> list[Token]:
    """Dependents with one of the labels, in order; a label also matches its subtypes."""
    return [child for child in token.children if child.dep_ in labels or child.dep_.split(":")[0] in labels]


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive, as a finite verb or as a bare participle on a noun.

    A passive subject without an auxiliary is believed in headings only ("Town taken"): of a sentence
    with a final stop, "Troops pulled back", the parser says so wrongly.
    """
    labels = {child.dep_ for child in verb.children}
    if labels & {"aux:pass", "obl:agent"}:
        return True
    if "nsubj:pass" in labels:
        words = [t for t in verb.sent if not t.is_space]
        return verb.dep_ == "conj" or not words or words[-1].text not in _STOPS
    if verb.dep_ != "acl" or labels & {"nsubj", "mark", "aux"}:
        return False  # "the claim that troops had captured it"
    if _carries_sentence(verb):
        return False
    return verb.text.lower().endswith(_PARTICIPLE_ENDINGS)


def _carries_sentence(participle: Token) -> bool:
    """Whether a sentence with a final stop has no other verb: "Russian forces advanced towards Bakhmut."

    Parsers that have read headlines take `advanced` there for a participle on `forces`.
    """
    noun, sentence = participle.head, participle.sent
    if noun.dep_ != "ROOT" or sentence[-1].text != "." or children(noun, "cop", "nsubj"):
        return False
    below = subtree(participle)
    if any(token.dep_ == "obl:agent" or preposition(token) == "by" for token in participle.children):
        return False
    return not any(token.pos_ in ("VERB", "AUX") and token.i not in below for token in sentence)


def subject(verb: Token) -> Token | None:
    """The grammatical subject, borrowed from the governing clause where the verb has none of its own.

    "Troops entered the town and seized the bridge" gives troops for both verbs; a relative pronoun
    gives the noun it stands for; an expletive ("it was reported") gives None.
    """
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = [child for child in verb.children if child.dep_ in SUBJECTS]
        if own:
            return antecedent(own[0])
        if any(child.dep_ == "expl" for child in verb.children):
            return None
        if verb.dep_ in ("acl", "acl:relcl"):
            return verb.head
        if verb.dep_ not in _BORROWS_SUBJECT:
            return None
        if verb.dep_ == "xcomp":
            # "Kyiv expected Soledar to fall", "allowed troops to leave": the object acts
            raised = [c for c in verb.head.children if c.dep_ in ("obj", "iobj") and c.i < verb.i]
            if raised:
                return raised[-1]
        verb = verb.head
    return None


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token is returned as it is."""
    if token.text.lower() not in _RELATIVES or token.pos_ not in ("PRON", "SCONJ", "ADV", "DET"):
        return token
    clause = token
    while clause.dep_ not in ("acl:relcl", "advcl:relcl", "acl") and clause.head.i != clause.i:
        clause = clause.head
    if clause.dep_ in ("acl:relcl", "acl"):
        return clause.head
    return _name_before(token) if clause.dep_ == "advcl:relcl" else token


def _name_before(pronoun: Token) -> Token:
    """ "hold Soledar, which they took in May": the noun in front, where the parser hung the clause higher."""
    first = pronoun.left_edge.i if pronoun.dep_ != "nmod" else pronoun.head.left_edge.i
    if first < 2 or pronoun.doc[first - 1].text != ",":
        return pronoun
    noun = pronoun.doc[first - 2]
    while noun.dep_ in ("flat", "compound", "punct") and noun.head.i < first:
        noun = noun.head
    while noun.dep_ == "conj" and pronoun.dep_ == "nmod":
        noun = noun.head  # "A and B, both of which they captured"
    return noun if noun.pos_ in ("PROPN", "NOUN") else pronoun


def agent(verb: Token) -> Token | None:
    """Who acts: the subject of an active verb, the by-phrase of a passive one."""
    if not is_passive(verb):
        return subject(verb)
    for child in verb.children:
        if child.dep_ == "obl:agent" or (child.dep_ == "obl" and preposition(child) == "by"):
            return child
    return None


def patient(verb: Token) -> Token | None:
    """What is acted on: the object of an active verb, the subject of a passive one."""
    if is_passive(verb):
        own = [child for child in verb.children if child.dep_ in SUBJECTS]
        if own:
            return antecedent(own[0])
        return verb.head if verb.dep_ == "acl" else subject(verb)
    acted_on = objects(verb)
    if acted_on:
        return antecedent(_whole_of(acted_on[0]))
    if verb.dep_ == "acl:relcl" and any(child.dep_ in SUBJECTS for child in verb.children):
        return verb.head  # "the town Russia captured"
    return None


def _whole_of(share: Token) -> Token:
    """ "both of which they captured": which."""
    if share.text.lower() in ("both", "all", "most", "some", "neither", "half"):
        return next((c for c in children(share, "nmod") if c.text.lower() in _RELATIVES), share)
    return share


def objects(verb: Token) -> list[Token]:
    """The direct objects, which with a particle are also bare obliques.

    In "cut off Bakhmut" a parser that took `off` for the preposition, then for the particle, leaves the
    town an oblique that nothing governs.
    """
    found = children(verb, "obj")
    if not found and children(verb, "compound:prt"):
        found = [c for c in verb.children if c.dep_ == "obl" and c.i > verb.i and not preposition(c)]
    if not found and verb.pos_ == "VERB":
        # "controlled about a third of the city", where the parser takes `about` for where or of what
        found = [
            c
            for c in verb.children
            if c.dep_ == "obl" and c.left_edge.i == verb.i + 1 and preposition(c) in _ABOUT and _is_measure(c)
        ]
    return found


def _is_measure(noun: Token) -> bool:
    return noun.pos_ == "NUM" or any(c.pos_ == "NUM" or c.text.lower() in ("a", "an") for c in noun.children)


_GENITIVE = frozenset({"'s", "’s", "'", "’"})


def preposition(noun: Token) -> str:
    """The words of the case markers of a noun phrase, lower-cased ("out of"); empty where bare.

    A marker belongs to the words behind it, on whichever noun the parser hung it: of "the fall of Bukavu to
    M23 rebels" `of` may hang on the rebels.
    """
    words: list[str] = []
    cases = list(noun.children)
    if not any(child.dep_ == "case" for child in cases):
        # "an interview with Radio Lolibai": hung on the first word of the name
        cases = [c for part in noun.children if part.dep_ == "compound" for c in part.children]
    for child in cases:
        if child.dep_ == "case" and child.text.lower() not in _GENITIVE and _introduces(child, noun):
            words.append(child.text.lower())
            words.extend(
                grandchild.text.lower() for grandchild in child.children if grandchild.dep_ == "fixed"
            )
    first = noun.left_edge.i
    before = noun.doc[first - 1] if first else noun
    if not words and before.dep_ == "case" and before.head != noun and before.text.lower() not in _GENITIVE:
        return "" if _introduces(before, before.head) else before.text.lower()
    return " ".join(words)


def _introduces(case: Token, noun: Token) -> bool:
    """Whether a marker stands before words of the noun, not before another noun beside it."""
    behind = next((t for t in case.doc[case.i + 1 : noun.i + 1] if t.dep_ not in ("fixed", "case")), noun)
    return behind.i >= noun.i or noun.is_ancestor(behind) or behind.head != noun.head


def modifiers(noun: Token, *prepositions: str) -> list[Token]:
    """Nouns that hang on a noun or verb with one of the prepositions ("control of Soledar")."""
    return [
        child
        for child in noun.children
        if child.dep_.split(":")[0] in ("nmod", "obl", "advmod") and preposition(child) in prepositions
    ]


def name_bounds(token: Token) -> tuple[int, int]:
    """Indices of the first and last word of the proper name around a token: "al-Safih Triangle"."""
    doc, low, high = token.doc, token.i, token.i
    sentence = token.sent
    while low > sentence.start and _is_of_name(doc[low - 1], doc[low]):
        low -= 1
    while (
        high + 1 < sentence.end
        and doc[high + 1].dep_ in ("flat", "compound", "punct")
        and _is_of_name(doc[high + 1], doc[high])
    ):
        high += 1
    while low < high and doc[low].pos_ == "PUNCT":
        low += 1
    while high > low and doc[high].pos_ == "PUNCT":
        high -= 1
    return low, high


def _is_of_name(token: Token, neighbour: Token) -> bool:
    """Whether a word goes on a proper name beside it; a hyphen does where nothing parts it from the name."""
    if token.text == "-":
        return not token.whitespace_
    linked = token.head.i == neighbour.i or neighbour.head.i == token.i or token.head.i == neighbour.head.i
    joined = token.text == "-" or neighbour.text == "-"
    # "National Hospital": UD calls the first an adjective, the fine tag a part of the name
    is_proper = token.pos_ == "PROPN" or token.tag_ in ("NNP", "NNPS")
    return is_proper and (linked or joined) and token.dep_ not in ("nsubj", "nmod:poss", "obj", "conj")


def coordinated(token: Token) -> list[Token]:
    """The token and everything joined to it by and, or or a comma."""
    return [token, *(c for child in token.children if child.dep_ == "conj" for c in coordinated(child))]


def clause_of(token: Token) -> Token:
    """The predicate of the clause that the token belongs to; the token itself if it is one."""
    while token.head.i != token.i and not (
        token.dep_ in CLAUSES
        or token.dep_ == "ROOT"
        or (token.dep_ == "conj" and token.pos_ in ("VERB", "AUX"))
    ):
        token = token.head
    return token


def subtree(token: Token, without: Iterable[Token] = ()) -> set[int]:
    """Indices of all tokens below a token, itself included, leaving out whole branches."""
    pruned = {t.i for t in without}
    gathered: set[int] = set()
    stack = [token]
    while stack:
        current = stack.pop()
        if current.i in pruned or current.i in gathered:
            continue
        gathered.add(current.i)
        stack.extend(current.children)
    return gathered


def spans_of(doc: Doc, indices: Iterable[int], cut: Collection[int] = ()) -> Spans:
    """Character spans that cover the tokens, split only where a token of `cut` stands between.

    Punctuation at the edges is trimmed, quotation marks are kept.
    """
    wanted = sorted(set(indices) - set(cut))
    spans: list[Span] = []
    run: list[int] = []
    for index in wanted:
        if run and any(between in cut for between in range(run[-1] + 1, index)):
            spans.extend(_trimmed(doc, run))
            run = []
        run.append(index)
    spans.extend(_trimmed(doc, run))
    return tuple(spans)


def _trimmed(doc: Doc, run: list[int]) -> list[Span]:
    low, high = (run[0], run[-1]) if run else (0, -1)
    while low <= high and _is_edge(doc[low]):
        low += 1
    while high >= low and _is_edge(doc[high]):
        high -= 1
    if low > high:
        return []
    return [Span(doc[low].idx, doc[high].idx + len(doc[high].text))]


def _is_edge(token: Token) -> bool:
    return token.is_space or all(character in _EDGE_PUNCTUATION for character in token.text)


def span_of(token: Token) -> Span:
    """The characters of one token."""
    return Span(token.idx, token.idx + len(token.text))
