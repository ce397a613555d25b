"""Who a noun phrase or pronoun names as a speaker.

Names are looked up in the registry of the theatre first; what it does not know keeps the words of
the text. A pronoun or a bare role ("the ministry", "he") goes back to the nearest earlier voice
that fits, or stays unresolved: a wrong speaker is worse than none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sayso.analysis.syntax import SUBJECTS, children, modifiers, name_bounds, preposition, subtree
from sayso.lexicon import load_place_words
from sayso.model import UNSPECIFIED, Source, SourceClass, Spans
from sayso.places.identity import stands_for_ground

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.lexicon import SpeakerWords
    from sayso.model import Document
    from sayso.parties import Registry
    from sayso.text import Quotation

_WEEKDAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february"}
    | {"march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
)
_PAPERS = frozenset(
    {
        "chronicle",
        "courier",
        "dispatch",
        "gazette",
        "guardian",
        "herald",
        "journal",
        "mirror",
        "monitor",
        "news",
    }
    | {"observer", "post", "press", "telegraph", "times", "tribune"}
)
"""What newspapers are called: "told the Tribune's Karim D."."""
_KNOWLEDGE = frozenset(
    {
        "intelligence",
        "information",
        "estimates",
        "estimate",
        "data",
        "figures",
        "account",
        "accounts",
        "count",
    }
    | {"reports", "reconnaissance", "records", "calculations", "tally"}
)
_PAGES = frozenset({"website", "site", "page", "account", "bulletin", "communique", "feed", "statement"})
_STATE = frozenset({"army", "military", "government", "authorities"})
_ARMED_GROUPS = frozenset({"group", "movement", "militia", "faction", "outfit", "alliance"})
_ARMED = frozenset({"armed", "rebel", "militant", "jihadist", "islamist", "insurgent", "separatist"})
_SENTENCE = 45
"""Words back to which "its spokesman" may point."""
_PARTICLES = frozenset({"al", "el", "de", "del", "della", "di", "da", "do", "la", "of", "the", "and"})
_DETERMINERS = frozenset(
    ("the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my")
)


@dataclass(slots=True)
class Voice:
    """A voice already met in the document, and how later words may point back to it."""

    source: Source
    at: int
    is_person: bool
    is_plural: bool
    words: frozenset[str]
    has_spoken: bool = field(default=False)


class Speakers:
    """Resolves speakers of one document in reading order; it remembers every voice it has met."""

    def __init__(
        self,
        doc: Doc,
        registry: Registry,
        document: Document,
        words: SpeakerWords,
        quotations: Sequence[Quotation] = (),
    ) -> None:
        self._doc = doc
        self._registry = registry
        self._words = words
        self._document = document
        self._quotations = quotations
        self._voices: list[Voice] = []
        self._full_names = _full_names(doc)

    def resolve(self, head: Token | None, spans: Spans | None) -> Source | None:
        """The voice that the phrase names; None without a phrase, `unspecified` if it stays unclear."""
        if head is None or not spans:
            return None
        pronoun = head.text.lower()
        if pronoun in self._words.pronouns and head.pos_ == "PRON":
            voice = (
                self._narrating(pronoun, spans)
                or self._just_introduced(head, pronoun)
                or self._earlier(head.i, pronoun)
                or self._told_of(head, pronoun)
            )
        elif head.pos_ == "PRON":
            voice = None  # "whose", "some", "both": no telling
        else:
            voice = (
                self._owner_of_knowledge(head)
                or self._of_whom_it_tells(head)
                or self._back_reference(head)
                or self._named(head)
            )
        if voice is None:
            return Source(name=UNSPECIFIED, spans=spans)
        self._voices.append(
            Voice(voice.source, head.i, voice.is_person, voice.is_plural, voice.words, has_spoken=True)
        )
        return replace(voice.source, spans=spans)

    def _narrating(self, pronoun: str, spans: Spans) -> Voice | None:
        """ "so we now show the city as held": outside quotation marks, the outlet speaks of itself."""
        outlet = self._document.outlet
        if pronoun not in ("we", "us", "our") or outlet is None:
            return None
        if any(q.span.covers(span) for q in self._quotations for span in spans):
            return None
        return Voice(Source(name=outlet), spans[0].start, False, False, frozenset())

    def _just_introduced(self, head: Token, pronoun: str) -> Voice | None:
        """ "A Lebanese official gave a more mixed picture. Troops hold half of it, he said": the official."""
        if pronoun not in ("he", "she"):
            return None
        start = head.sent.start
        while start > 0 and self._doc[start - 1].is_space:
            start -= 1
        before = self._doc[start - 1].sent if start > 0 else None
        if before is None:
            return None
        for noun in before:
            if noun.dep_ == "nsubj" and noun.head.dep_ == "ROOT" and noun.text.lower() in self._words.persons:
                is_new = any(c.text.lower() in ("a", "an", "one") for c in children(noun, "det", "nummod"))
                return self._named(noun) if is_new else None
        return None

    def _owner_of_knowledge(self, head: Token) -> Voice | None:
        """ "according to their intelligence": theirs, who spoke before."""
        owner = next((c for c in children(head, "nmod:poss") if c.pos_ == "PRON"), None)
        if owner is None or head.text.lower() not in _KNOWLEDGE:
            return None
        return self._earlier(head.i, {"his": "he", "her": "she", "its": "it"}.get(owner.text.lower(), "they"))

    def _of_whom_it_tells(self, head: Token) -> Voice | None:
        """ "Sudan's army recaptured the building, its spokesman said": the army's."""
        owner = next((c for c in children(head, "nmod:poss") if c.text.lower() in ("its", "their")), None)
        if owner is None or head.text.lower() not in self._words.persons or children(head, "appos"):
            return None
        for token in reversed(self._doc[max(0, head.i - _SENTENCE) : head.i]):
            if token.dep_ not in SUBJECTS:
                continue
            known = next((s for w in wordings(self._doc, token) if (s := self._registry.source_for(w))), None)
            if known is not None:
                name = f"{known.name} {head.text.lower()}"
                source = replace(known, name=name, org=known.org or known.name)
                return Voice(source, head.i, True, False, frozenset({head.text.lower()}))
        return None

    def note(self, head: Token) -> None:
        """Remember a voice that the text names without letting it speak ("told the ministry")."""
        voice = self._named(head)
        if voice is not None:
            self._voices.append(voice)

    def before(self, index: int, *, plural: bool = False) -> Source | None:
        """The nearest earlier voice that a pronoun at the token could mean, for parties' "its" and "they"."""
        voice = self._earlier(index, "they" if plural else "it")
        return voice.source if voice else None

    def _earlier(self, index: int, pronoun: str) -> Voice | None:
        earlier = [v for v in self._voices if v.at < index]
        if pronoun in self._words.person:
            fitting = [v for v in earlier if v.is_person]
        elif pronoun in self._words.body:
            fitting = [v for v in earlier if not v.is_person and not v.is_plural]
        else:
            fitting = [v for v in earlier if v.is_plural] or [v for v in earlier if not v.is_person]
        spoken = [v for v in fitting if v.has_spoken]
        nearest = spoken or fitting
        return nearest[-1] if nearest else None

    def _told_of(self, head: Token, pronoun: str) -> Voice | None:
        """The one person the sentence before was about: "X met the troops on Sunday. He said ...".

        Where it was about nobody, the only person that the text has introduced by a full name.
        """
        if pronoun not in ("he", "she"):
            return None
        start = head.sent.start
        while start > 0 and self._doc[start - 1].is_space:
            start -= 1
        before = self._doc[start - 1].sent if start > 0 else None
        if before is None:
            return None
        ground = load_place_words("en")
        met = [
            e
            for e in self._doc.ents
            if e.label_ == "PER" and e.end <= before.end and not stands_for_ground(e.root, ground)
        ]
        persons = [e for e in met if e.start >= before.start]
        if not persons:
            introduced = {e.text: e for e in met if " " in e.text}
            return self._named(met[0].root) if len(introduced) == 1 and met[0].text in introduced else None
        about = next((t for t in before if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
        is_another = about is not None and about.text.lower() in self._words.persons
        if len(persons) != 1 or (is_another and about is not None and persons[0].root not in about.subtree):
            return None
        return self._named(persons[0].root)

    def _back_reference(self, head: Token) -> Voice | None:
        """A bare definite noun: "the ministry", "the source", "the spokesman"."""
        if head.pos_ != "NOUN":
            return None
        determiner = {c.text.lower() for c in children(head, "det")}
        specifics = [
            c for c in head.children if c.dep_.split(":")[0] in ("amod", "compound", "nmod", "appos", "flat")
        ]
        if determiner != {"the"}:
            return None
        if specifics and not all(c.text.lower() in _ARMED for c in specifics):
            return self._described(head, specifics)
        noun = head.text.lower()
        earlier = [v for v in self._voices if v.at < head.i]
        exact = [v for v in earlier if noun in v.words]
        if exact:
            return exact[-1]
        if noun in _ARMED_GROUPS and (named := self._armed_group_before(head, earlier)) is not None:
            return named
        if noun in self._words.bodies:
            return next((v for v in reversed(earlier) if not v.is_person and not v.is_plural), None)
        if noun in self._words.persons:
            return next((v for v in reversed(earlier) if v.is_person), None)
        return None

    def _armed_group_before(self, head: Token, earlier: list[Voice]) -> Voice | None:
        """ "Lashio is under the MNDAA, the armed group said": whoever was named last, voice or party."""
        spoken = next((v.at for v in reversed(earlier) if not v.is_person and not v.is_plural), -1)
        for token in reversed(self._doc[max(0, head.i - _SENTENCE) : head.i]):
            if token.i <= spoken:
                return None
            if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "flat"):
                continue
            party = next((p for w in wordings(self._doc, token) if (p := self._registry.party_of(w))), None)
            if party is not None and not self._registry.is_state(party.name):
                source = Source(name=party.name, party=party.name, side=party.side)
                return Voice(source, head.i, False, False, frozenset({head.text.lower()}))
        return None

    def _described(self, head: Token, specifics: list[Token]) -> Voice | None:
        """ "the defence ministry", after "Russia's Ministry of Defence": each word is the earlier voice's."""
        if any(c.dep_ not in ("amod", "compound") for c in specifics):
            return None
        words = {_spelt(t.text) for t in (head, *specifics)}
        fitting = [v for v in self._voices if v.at < head.i and words <= {_spelt(w) for w in v.words}]
        return fitting[-1] if fitting else None

    @property
    def words(self) -> SpeakerWords:
        """The words that speakers go by."""
        return self._words

    def reporter(self, head: Token) -> Source | None:
        """The named person that the phrase means: "was speaking to the paper's correspondent, Martha K."."""
        voice = self._person(head)
        return voice.source if voice is not None else None

    def newsroom(self, head: Token) -> Source | None:
        """The outlet, or its reporter by name, that was told: "told the paper's Karim D."."""
        outlet = self.outlet(head)
        return outlet if outlet is not None else self.reporter(head) if self._is_newsman(head) else None

    def _is_newsman(self, head: Token) -> bool:
        """Whether the phrase is of a reporter: by the noun before or behind the name, or by whose he is."""
        around = [head, *children(head, "appos", "nmod:desc", "compound", "nmod")]
        if any(self._is_reporter(word) for word in around):
            return True
        owners = children(head, "nmod:poss")
        page = (self._document.outlet or "").lower().split()
        return any(o.text.lower() in ("our", *page, *_PAPERS) or self.outlet(o) is not None for o in owners)

    def outlet(self, head: Token) -> Source | None:
        """The outlet that the phrase names, listed or called one: "told the Kabul weekly Paighamwar"."""
        known = self._registry.outlet_of(self._doc[head.left_edge.i : head.right_edge.i + 1].text)
        if known is not None:
            return Source(name=known.name, side=known.side, source_class=known.source_class)
        name = self._outlet_name(head)
        if name is not None:
            return Source(name=name)
        # "told a reporter of the weekly X"
        employers = modifiers(head, "of", "from", "for", "with", "at") if self._is_reporter(head) else []
        return self.outlet(employers[0]) if employers else None

    def _is_reporter(self, head: Token) -> bool:
        return head.text.lower() in ("reporter", "correspondent", "journalist", "reporters", "journalists")

    def _outlet_name(self, head: Token) -> str | None:
        """ "Polar Wire" of "the agency Polar Wire", "Paighamwar" of "the weekly Paighamwar".

        Parsers part such names between the noun and its neighbours, so the run of capitals is taken.
        """
        start = head.i + 1
        if head.text.lower() not in self._words.outlets or head.pos_ != "NOUN":
            if not _is_capital(head):
                return None
            start = self._run_start(head.i)
            if start == 0 or self._doc[start - 1].text.lower() not in self._words.outlets:
                return self._named_by_kind(start)
        end = start
        while end < len(self._doc) and self._is_of_name(end, start):
            end += 1
        return self._doc[start:end].text if end > start else None

    def _named_by_kind(self, start: int) -> str | None:
        """ "Radio Kassala Voice", "the Kabul weekly": a run of capitals that says itself what it is."""
        end = start
        while end < len(self._doc) and self._is_of_name(end, start):
            end += 1
        kinds = {token.text.lower() for token in self._doc[start:end]} & self._words.outlets
        return self._doc[start:end].text if kinds and end > start + 1 else None

    def _run_start(self, index: int) -> int:
        while index > 0 and (_is_capital(self._doc[index - 1]) or self._doc[index - 1].tag_ == "HYPH"):
            index -= 1
        return index

    def _is_of_name(self, index: int, start: int) -> bool:
        """Whether the token carries on a name: a capital, or a hyphen or particle with one behind it."""
        token = self._doc[index]
        if _is_capital(token):
            return True
        if index == start or not (token.tag_ == "HYPH" or token.text.lower() in _PARTICLES):
            return False
        ahead = self._doc[index + 1 : index + 3]  # "Al-Ufuq al-Janubi", "La Voz del Norte"
        return any(_is_capital(t) for t in ahead[: 1 + (len(ahead) > 1 and ahead[0].tag_ == "HYPH")])

    def _named(self, head: Token) -> Voice | None:
        outlet = self._outlet_name(head)
        if outlet is not None and self._registry.source_for(outlet) is None:
            return Voice(Source(name=outlet), head.i, False, False, frozenset(_words_of(self._doc, head)))
        person = self._titled(head) or self._person(head)
        if person is not None:
            return person
        for phrase in wordings(self._doc, head):
            source = self._registry.source_for(phrase)
            if source is not None:
                if head.text.lower() in self._words.persons and source.name == source.party:
                    # "a commander of the Ukrainian army" is one man of it, not the army
                    source = replace(source, name=wordings(self._doc, head)[0], org=source.party)
                words = frozenset(_words_of(self._doc, head)) | frozenset(source.name.lower().split())
                return Voice(source, head.i, False, False, words)
        if (seated := self._by_its_seat(head) or self._by_its_page(head)) is not None:
            return Voice(seated, head.i, False, False, frozenset(_words_of(self._doc, head)))
        phrases = wordings(self._doc, head)
        if not phrases or not any(c.isalpha() for c in phrases[0]):
            return None
        if head.pos_ == "ADJ":
            adjective = self._registry.party_of(f"{head.text} forces")
            known = self._registry.source_for(adjective.name) if adjective is not None else None
            return Voice(known, head.i, False, False, frozenset()) if known is not None else None
        name = phrases[0]
        party = self._registry.party_of(name)
        owner = self._owner(head)
        source = Source(
            name=name,
            party=party.name if party else owner.party if owner else None,
            side=party.side if party else owner.side if owner else None,
        )
        is_plural = head.text.lower().endswith("s") and head.pos_ == "NOUN"
        return Voice(source, head.i, False, is_plural, frozenset(_words_of(self._doc, head)))

    def _by_its_seat(self, head: Token) -> Source | None:
        """ "the Defence Ministry in Kabul"; "state television", in a war of which one side is a state."""
        if head.text.lower() in self._words.persons:
            return None
        core = wordings(self._doc, head)[-1]
        for seat in modifiers(head, "in"):
            party = self._registry.party_of(seat.text)
            found = self._registry.of_the_state(core, party) if party is not None else None
            if found is not None:
                return found
        if any(c.dep_ == "nmod" or c.text.lower() in ("a", "an") for c in head.children):
            return None
        found = self._registry.of_the_state(core)
        state = self._registry.the_state if core.lower() in _STATE else None
        return found or (self._registry.source_for(state.name) if state is not None else None)

    def _by_its_page(self, head: Token) -> Source | None:
        """ "the military's website said": whoever's page it is, if he is known."""
        if head.text.lower() not in _PAGES:
            return None
        for owner in children(head, "nmod:poss", "compound"):
            known = next((s for w in wordings(self._doc, owner) if (s := self._registry.source_for(w))), None)
            if known is not None:
                return known
        return None

    def _titled(self, head: Token) -> Voice | None:
        """ "the commander-in-chief of the forces, Oleksandr S.": an official by title and name."""
        if head.text.lower() not in self._words.persons:
            return None
        others = [
            c
            for c in children(head, "acl", "appos", "parataxis", "nmod")
            if c.i > head.i and c.pos_ != "PROPN"
        ]
        relative = min((c.left_edge.i for c in others), default=head.right_edge.i + 1)
        official = self._registry.official_of(self._doc[head.left_edge.i : max(relative, head.i + 1)].text)
        found = self._registry.source_for(official.name) if official is not None else None
        return Voice(found, head.i, True, False, frozenset(_words_of(self._doc, head))) if found else None

    def _person(self, head: Token) -> Voice | None:
        named = head
        if head.pos_ == "NOUN":
            # "the spokesman, Rami Abdel Rahman, said"
            appositions = [c for c in children(head, "appos") if c.pos_ == "PROPN"]
            if self._words.can_speak(head.text.lower()):
                # "its photographer in Tyre, Karim D., ...": hung on the town
                placed = (c for place in modifiers(head, "in") for c in children(place, "appos"))
                appositions += [c for c in placed if c.ent_type_ == "PER"]
                appositions = appositions or self._name_at_the_end(head)
            if not appositions:
                return None
            named = appositions[0]
        if named.pos_ != "PROPN":
            return None
        name = _proper_name(named)
        official = self._registry.official_of(name)
        apposed = named is not head and self._words.can_speak(head.text.lower()) and " " in name
        if official is None and not apposed and not self._is_person(named, name):
            return None
        full = name if " " in name else self._full_names.get(name, name)
        known = next((v for v in reversed(self._voices) if v.is_person and v.source.name == full), None)
        if official is not None:
            found = self._registry.source_for(official.name)
            if found is not None:
                return Voice(found, head.i, True, False, frozenset(_words_of(self._doc, head)))
        if known is not None:
            return known
        owner = self._owner(named)
        return Voice(
            Source(
                name=full,
                org=owner.name if owner else None,
                party=owner.party if owner else None,
                side=owner.side if owner else None,
                source_class=owner.source_class if owner else SourceClass.UNKNOWN,
            ),
            head.i,
            True,
            False,
            frozenset(_words_of(self._doc, head)),
        )

    def _name_at_the_end(self, head: Token) -> list[Token]:
        """ "a spokesman for the Sokil Brigade, Taras H.": hung on the brigade, or on nothing that helps."""
        end = head.right_edge.i + 1
        while end > head.i + 1 and self._doc[end - 1].is_punct:
            end -= 1
        for entity in self._doc.ents:
            if entity.label_ != "PER" or not head.i < entity.start or entity.end != end or len(entity) < 2:
                continue
            first = entity.start - 1
            if self._doc[first].text.lower() in load_place_words("en").titles:
                first -= 1
            return [entity.root] if self._doc[first].text == "," else []
        return []

    def _is_person(self, head: Token, name: str) -> bool:
        """The parser's entity type decides for names that no list knows; lists come first."""
        if self._registry.source_for(name) is not None or self._registry.party_of(name) is not None:
            return False
        if any(e.label_ == "PER" and e.start <= head.i < e.end for e in self._doc.ents):
            return True
        return " " not in name and name in self._full_names

    def _owner(self, head: Token) -> Source | None:
        """The body a person speaks for: "Al Jazeera's X", "military spokesman X", "X, spokesman for Y"."""
        candidates = [
            c for c in head.children if c.dep_ in ("nmod:poss", "nmod:desc", "compound", "appos", "amod")
        ]
        candidates += [
            c for d in candidates for c in d.children if preposition(c) in ("for", "of", "at", "with")
        ]
        candidates += [c for c in head.children if preposition(c) in ("for", "of", "at", "from")]
        for candidate in reversed(candidates):
            for phrase in wordings(self._doc, candidate):
                source = self._registry.source_for(phrase)
                if source is not None:
                    return source
                party = self._registry.party_of(phrase)
                if party is not None:
                    return Source(name=party.name, party=party.name, side=party.side)
        for word in (
            t.text
            for c in candidates
            for t in c.subtree
            # a commander of a "Turkish-backed faction" is not Turkey's; a "Moscow-installed official" is its
            if t.pos_ in ("ADJ", "PROPN") and not self._is_backer(t)
        ):
            party = self._registry.party_of(f"{word} forces")
            if party is not None:
                return Source(name=party.name, party=party.name, side=party.side)
        return None

    def _is_backer(self, token: Token) -> bool:
        joined = self._doc[token.i + 1 : token.i + 3]
        return len(joined) > 1 and joined[0].text == "-" and joined[1].text.lower() in _BACKED


_BACKED = frozenset(
    {"backed", "led", "supported", "allied", "affiliated", "linked", "trained", "funded", "armed"}
)


def _is_capital(token: Token) -> bool:
    """Whether a token can be of a name; "told the agency Monday that" names no agency Monday."""
    return token.text[:1].isupper() and token.text.lower() not in _WEEKDAYS


def _spelt(word: str) -> str:
    """One spelling for British and American words of office."""
    return word.lower().replace("defense", "defence").replace("organization", "organisation")


def _full_names(doc: Doc) -> dict[str, str]:
    """Surname to full name, from the longer person names of the text; dropped where two share one."""
    names: dict[str, str] = {}
    shared: set[str] = set()
    for entity in doc.ents:
        words = entity.text.split()
        if entity.label_ == "PER" and len(words) > 1:
            surname = words[-1]
            if names.setdefault(surname, entity.text) != entity.text:
                shared.add(surname)
    return {surname: name for surname, name in names.items() if surname not in shared}


def _proper_name(head: Token) -> str:
    """The person that the head is part of, else the run of proper nouns around it; no title before it."""
    for entity in head.doc.ents:
        if entity.label_ == "PER" and entity.start <= head.i < entity.end and len(entity) > 1:
            return str(entity.text)
    low, high = name_bounds(head)
    return str(head.doc[low : high + 1].text)


def _words_of(doc: Doc, head: Token) -> set[str]:
    return {
        doc[i].text.lower()
        for i in _core(head)
        if doc[i].pos_ in ("NOUN", "PROPN", "ADJ") and len(doc[i].text) > 2
    }


def _core(head: Token) -> set[int]:
    """The noun phrase without relative clauses, appositions and adverbs of time."""
    branches = [
        c
        for c in head.children
        if c.dep_.split(":")[0]
        in ("acl", "appos", "punct", "advmod", "parataxis", "case", "advcl", "cop", "nsubj", "mark")
    ]
    return subtree(head, without=branches)


def wordings(doc: Doc, head: Token) -> list[str]:
    """Ever shorter wordings of a noun phrase, determiners dropped, for look-up."""
    found: list[str] = []
    without = [c for c in head.children if c.dep_.split(":")[0] in ("conj", "cc")]
    cores = [_core(head), _core(head) - subtree_of(without)]
    cores.append({i for i in cores[-1] if i <= head.i})
    cores.append(
        {head.i} | {c.i for c in head.children if c.dep_ in ("compound", "flat", "amod", "nmod:poss")}
    )
    for core in cores:
        kept = sorted(core)
        while len(kept) > 1 and (
            doc[kept[0]].text.lower() in _DETERMINERS or _is_no_part_of_name(doc[kept[0]])
        ):
            kept.pop(0)
        text = "".join(doc[i].text_with_ws for i in kept).strip(' ,;:“”"\n')
        if text and text not in found:
            found.append(text)
    return found


def _is_no_part_of_name(token: Token) -> bool:
    """ "according to one diplomat": a diplomat; "11:20 GNA forces hold the junction": no part of a name."""
    is_clock = token.text[:1].isdigit() and ":" in token.text
    return is_clock or (token.dep_ == "nummod" and token.text.lower() == "one")


def subtree_of(tokens: list[Token]) -> set[int]:
    """Union of the subtrees."""
    return {i for token in tokens for i in subtree(token)}
