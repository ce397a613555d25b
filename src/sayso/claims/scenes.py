"""Which place a noun phrase means, and where a clause plays.

A phrase may name a place ("Soledar", "the town of Soledar", "the al-Halk area"), point back to one
("the town"), describe a part of one ("the city center", "most of Marawi"), or only count places
("several villages"), which is kept as a claim about no named place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from sayso.analysis.syntax import antecedent, children, coordinated, modifiers, name_bounds, subtree
from sayso.lexicon import load_demonyms
from sayso.model import MentionType, Place, PlaceMention, PlaceRole
from sayso.places.anaphora import LARGEST, SMALLEST
from sayso.places.lists import PlaceList, find_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.lexicon import PlaceWords
    from sayso.places.mentions import Toponyms


@dataclass(frozen=True, slots=True)
class Scene:
    """A place as one phrase gives it: `place` is None where the phrase only counts or describes."""

    place: Place | None
    extent: str | None
    token: Token


class Scenes:
    """Resolves place phrases of one document and remembers the settlements it has named."""

    def __init__(
        self, doc: Doc, toponyms: Toponyms, words: PlaceWords, asides: frozenset[int] = frozenset()
    ) -> None:
        self._doc = doc
        self._text = doc.text
        self._toponyms = toponyms
        self._words = words
        self._asides = asides
        self._lists = tuple(find_lists(self._text, toponyms.mentions, words))

    def of(self, token: Token, extent: str | None = None) -> list[Scene]:
        """Every place that the phrase headed by the token means; empty where it means none."""
        if (listed := self._list_at(token)) is not None:
            return [Scene(m.place, extent, self._root(m) or token) for m in listed.members]
        scenes: list[Scene] = []
        for conjunct in coordinated(antecedent(token)):
            scenes.extend(self._one(conjunct, extent))
        return scenes

    def _list_at(self, token: Token) -> PlaceList | None:
        """ "the Sukkari, Hanano and Myassar districts of Aleppo", whichever word heads it to the parser."""
        return next((found for found in self._lists if found.has(token.idx)), None)

    def _root(self, mention: PlaceMention) -> Token | None:
        covered = self._doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        return covered.root if covered is not None else None

    def around(self, predicate: Token) -> Scene | None:
        """Where the clause of the predicate plays, from its own words; never a point of reference."""
        branches = [c for c in predicate.children if c.dep_.split(":")[0] in ("ccomp", "parataxis", "conj")]
        for index in sorted(subtree(predicate, without=branches)):
            mention = self._toponyms.at(index)
            if mention is None or mention.place is None or mention.role is not PlaceRole.EVENT:
                continue
            if mention.type in (MentionType.PLACE, MentionType.OTHER) and mention.place.kind != "country":
                return Scene(mention.place, None, self._doc[index])
        for index in sorted(subtree(predicate, without=branches)):
            token = self._doc[index]
            if token.text.lower() in self._words.settlements and (found := self._one(token, None)):
                return found[0]
        return None

    def nearby(self, token: Token, *, across: bool = False) -> Place | None:
        """The settlement named last in the same sentence or, `across`, in its paragraph before it."""
        start = token.sent.start
        while across and start > 0 and "\n" not in self._doc[start - 1].text:
            start -= 1
        for i in range(token.i - 1, start - 1, -1):
            if (place := self._settlement_at(i)) is not None:
                return place
        return None

    def latest(self, index: int, noun: str = "") -> Place | None:
        """The last settlement named before the token, for what is told without a place of its own.

        `noun` is what it is called: "the village" is not the capital named last, nor "the city" a village
        while a city was named before that.
        """
        least, most = SMALLEST.get(noun, 0), LARGEST.get(noun)
        unknown: Place | None = None
        for i in range(index - 1, -1, -1):
            place = self._settlement_at(i)
            if place is None or (most is not None and (place.population or 0) > most):
                continue
            if (place.population or 0) >= least:
                return place
            unknown = unknown or (place if place.population is None else None)
        if unknown is not None:
            return unknown
        # "captured the government complex, and declared victory in Ramadi"; but not in the phrase itself,
        # "the town on the road to Homs"
        token = self._doc[index]
        # nor a relative clause: "the complex, after which they declared victory in Ramadi"
        phrase = subtree(token, without=children(token, "acl:relcl"))
        beyond, end = max(phrase, default=index), token.sent.end
        for i in range(beyond + 1, end):
            if (place := self._settlement_at(i)) is not None:
                return place
        return None

    def _settlement_at(self, index: int) -> Place | None:
        mention = self._toponyms.at(index) if index not in self._asides else None
        if mention is None or mention.role is not PlaceRole.EVENT:
            return None
        if mention.type is not MentionType.PLACE and not self._is_called_settlement(index):
            return None
        place = mention.place
        return place if place is not None and place.kind not in ("country", "region", "feature") else None

    def _is_called_settlement(self, index: int) -> bool:
        """Whether the text itself says what an unlisted name is: "the town of Bunagana"."""
        token = self._doc[index]
        around = {token.head.text.lower(), *(c.text.lower() for c in token.children)}
        return bool(around & self._words.settlements)

    def _settlements(self) -> list[Place]:
        return [
            m.place for m in self._toponyms.mentions if m.place is not None and m.type is MentionType.PLACE
        ]

    def _one(self, token: Token, extent: str | None) -> list[Scene]:
        named = self._named(token)
        if named is not None:
            return [Scene(named, extent, token)]
        noun = token.text.lower()
        if noun == "it" and token.pos_ == "PRON":
            back = self.nearby(token, across=True)  # "denied that Russia had captured it"
            return [Scene(back, extent, token)] if back is not None else []
        if noun in self._words.settlements:
            inner = self._inner_name(token)
            if inner is not None:
                return [Scene(inner, extent, token)]
            unlisted = [c for c in modifiers(token, "of") if c.pos_ == "PROPN"]
            if unlisted:
                return [Scene(Place(name=_proper(unlisted[0])), extent, token)]  # "the city of Bunagana"
            if _is_indefinite(token):
                return [Scene(None, _phrase(token, None), token)]  # "overran a town bordering Iraq"
            back = self._pointed(token)
            return [Scene(back, extent, token)] if back is not None else []
        if noun in self._words.partitives and (parts := modifiers(token, "of")):
            whole = self.of(parts[0], extent or _phrase(token, parts[0]))
            if whole:
                return whole
        if noun in self._words.parts or noun in self._words.buildings:
            return self._part(token, extent)
        if noun in self._words.many or (noun.endswith("s") and noun[:-1] in self._words.settlements):
            return self._several(token)
        return []

    def _named(self, token: Token) -> Place | None:
        mention = self._toponyms.at(token.i)
        if mention is None:
            return self._unlisted(token)
        if mention.place is None or mention.type in (MentionType.PERSON, MentionType.ORGANISATION):
            return None
        if mention.place.kind == "country":
            return None
        if mention.place.kind == "region" and (town := self._town_before(mention)) is not None:
            return town
        return self._within(token, mention.place)

    def _town_before(self, region: PlaceMention) -> Place | None:
        """The town in front of its region, "Bahri, Khartoum State", whichever of them heads the phrase."""
        before = [
            m for m in self._toponyms.mentions if m.span.end <= region.span.start and m.place is not None
        ]
        if not before or region.span.start - before[-1].span.end > 2:
            return None
        between = self._text[before[-1].span.end : region.span.start].strip()
        return before[-1].place if between == "," and before[-1].type is not MentionType.PERSON else None

    def _unlisted(self, token: Token) -> Place | None:
        """A proper name that no list knows, followed by the region it lies in: "Bahri, Khartoum State"."""
        if token.pos_ != "PROPN" or token.ent_type_ in ("PER", "ORG"):
            return None
        named = _proper(token)
        after = self._toponyms.at(token.i + 2)
        is_placed = (
            after is not None and after.place is not None and after.place.kind in ("region", "country")
        )
        return Place(name=named) if is_placed and self._doc[token.i + 1].text == "," else None

    def _within(self, token: Token, place: Place) -> Place:
        """An unlisted name that the text puts inside a listed one: "Jabal Badro in Aleppo"."""
        if place.id is not None or place.within is not None:
            return place
        for outer in modifiers(token, "in", "of"):
            mention = self._toponyms.at(outer.i)
            if mention is not None and mention.place is not None and mention.place.id is not None:
                return replace(place, within=mention.place.name)
        return place

    def _inner_name(self, token: Token) -> Place | None:
        """The name beside a common noun: "town of X", "X town", "the village X"."""
        for child in (*modifiers(token, "of"), *children(token, "compound", "appos", "flat", "nmod")):
            mention = self._toponyms.at(child.i)
            if mention is not None and mention.place is not None and mention.type is not MentionType.PERSON:
                if mention.place.kind != "country":
                    return mention.place
            elif child.pos_ == "PROPN" and child.dep_ in ("compound", "appos", "flat") and mention is None:
                return Place(name=_proper(child))
        return None

    def _pointed(self, token: Token) -> Place | None:
        """The settlement that "the town" points back to; none for "a town"."""
        place = self.latest(token.i, token.text.lower())
        if place is not None and place.within is not None:
            whole = next((p for p in self._settlements() if p.name == place.within), None)
            return whole or Place(name=place.within)
        return place

    def _part(self, token: Token, extent: str | None) -> list[Scene]:
        """A part of a place: named ("al-Halk area"), or described ("the city center of Ramadi")."""
        name = self._inner_part_name(token)
        stated = self._stated_container(token)
        container = stated or self._beside(token) or self.latest(token.i)
        if name is not None:
            within = container.name if container is not None and container.name != name.name else None
            return [
                Scene(replace(name, within=within) if name.id is None and within else name, extent, token)
            ]
        if stated is None and any(c.dep_ == "acl" for c in token.children):
            return [Scene(None, extent or _phrase(token, None), token)]  # "the hills surrounding the town"
        if container is not None and token.text.lower() in self._words.buildings:
            return [Scene(Place(name=_phrase(token, None), within=container.name), extent, token)]
        if container is not None and not (_is_indefinite(token) and stated is None):
            return [Scene(container, extent or _phrase(token, None), token)]
        if container is not None:
            # "have not taken a block in the centre of the town"; "secured a long area": no telling where
            where = self._beside(token.head) if token.dep_ in ("obj", "nsubj:pass") else None
            return [Scene(where, extent or _phrase(token, None), token)]
        return [Scene(None, _phrase(token, None), token)] if token.text.lower() in self._words.many else []

    def _inner_part_name(self, token: Token) -> Place | None:
        for child in children(token, "compound", "appos", "flat", "nmod"):
            if child.dep_ == "nmod" and any(c.dep_ == "case" for c in child.children):
                continue
            mention = self._toponyms.at(child.i)
            if mention is not None and mention.place is not None and mention.type is not MentionType.PERSON:
                if child.text.lower() in self._words.settlements:
                    continue
                return mention.place
            if child.pos_ == "PROPN" and child.text not in _nationalities():
                return Place(name=_proper(child))
        if token.pos_ == "PROPN":
            return Place(name=_proper(token))
        return None

    def _stated_container(self, token: Token) -> Place | None:
        """The place that the phrase itself says the part belongs to: "two neighbourhoods in Mosul"."""
        # "a crossing with Turkey at Kasab": the place of the crossing, whatever the parser hangs it on
        deeper = (inner for outer in children(token, "nmod") for inner in modifiers(outer, "at"))
        # "the ridge east of the village"; "holds the base at Malha", hung on the verb
        beyond = (inner for way in children(token, "advmod") for inner in modifiers(way, "of"))
        behind = (c for c in modifiers(token.head, "at", "in") if c.left_edge.i == token.right_edge.i + 1)
        for outer in (
            *modifiers(token, "of", "in", "at"),
            *children(token, "nmod:poss"),
            *deeper,
            *beyond,
            *behind,
        ):
            found = self._one(outer, None)
            if found and found[0].place is not None:
                return found[0].place
            if outer.pos_ == "PROPN" and outer.ent_type_ == "LOC" and self._toponyms.at(outer.i) is None:
                return Place(name=_proper(outer))  # "the base at Malha", a village that no list has
        return None

    def _beside(self, token: Token) -> Place | None:
        """A settlement named in the phrase itself: "a police station near Mariupol's beach"."""
        found = (self._settlement_at(i) for i in sorted(subtree(token)) if i > token.i)
        return next((place for place in found if place is not None), None)

    def _several(self, token: Token) -> list[Scene]:
        """ "five villages", "three neighborhoods of Tabqa": counted places, perhaps of a named one."""
        for outer in modifiers(token, "of", "in"):
            mention = self._toponyms.at(outer.i)
            if mention is not None and mention.place is not None and mention.place.kind != "country":
                return [Scene(mention.place, _phrase(token, outer), token)]
            inner = self._one(outer, None)
            if inner:
                return [replace(inner[0], extent=_phrase(token, outer))]
        inner_names = [
            c
            for c in children(token, "compound", "appos")
            if (m := self._toponyms.at(c.i)) is not None and m.place
        ]
        if inner_names:
            return [s for name in inner_names for s in self.of(name)]
        is_definite = any(c.text.lower() == "the" for c in children(token, "det"))
        if is_definite and token.text.lower() in self._words.town_parts and not children(token, "nummod"):
            return [Scene(self.latest(token.i), _phrase(token, None), token)]  # "took the northern districts"
        return [Scene(None, _phrase(token, None), token)]


@cache
def _nationalities() -> frozenset[str]:
    """ "the Yemeni port city of Mocha" names no place Yemeni."""
    return frozenset(word for words in load_demonyms("en").values() for word in words)


def _is_indefinite(token: Token) -> bool:
    return any(c.text.lower() in ("a", "an", "another") or c.dep_ == "nummod" for c in token.children)


def _phrase(token: Token, stop: Token | None) -> str:
    """The words of a description, without its article and up to the place it belongs to."""
    words = [
        t
        for t in token.doc[token.left_edge.i : token.i + 1]
        if t.text.lower() not in ("the", "a", "an")
        and t.dep_ != "case"
        and not (t.is_punct and t.i == token.left_edge.i)  # "the airstrip, the market": the market
        and not (t.dep_ == "cc" and t.head.i == token.i)  # "the station and the mill": the mill
        and (stop is None or t.i < stop.i)
    ]
    return "".join(t.text_with_ws for t in words).strip() or token.text


def _proper(token: Token) -> str:
    """The proper name that the token stands in."""
    low, high = name_bounds(token)
    return str(token.doc[low : high + 1].text)
