"""Theatre and world laid over one another, and indexed by every name, as they hold on one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Protocol, TypeVar

from sayso.model import Basis, Body, Official, Outlet, Party, Theatre
from sayso.parties.force_nouns import load_force_nouns
from sayso.parties.names import NameIndex, tokens_of
from sayso.parties.phrases import PartyNames


class _Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def names(self) -> tuple[str, ...]: ...
    @property
    def basis(self) -> Basis: ...


_N = TypeVar("_N", Party, Body, Outlet)


@dataclass(frozen=True, slots=True)
class Known:
    """Every entry that holds, by canonical name, and the indexes that find it by any name."""

    parties: dict[str, Party]
    bodies: dict[str, Body]
    outlets: dict[str, Outlet]
    party_names: PartyNames
    body_index: NameIndex[str]
    official_index: NameIndex[Official]
    surname_index: NameIndex[Official]
    outlet_index: NameIndex[str]
    domains: dict[str, str]


def known_on(theatre: Theatre | None, world: Theatre, day: date | None) -> Known:
    """What holds on that day. Built once for each set of entries that hold together."""
    both = (theatre, world) if theatre is not None else (world,)
    holding = tuple(e.basis.holds_on(day) for t in both for e in _dated(t))
    return _known(theatre, world, holding)


def _dated(theatre: Theatre) -> Iterator[_Named]:
    yield from theatre.parties
    yield from theatre.bodies
    yield from theatre.officials
    yield from theatre.outlets


@lru_cache(maxsize=64)
def _known(theatre: Theatre | None, world: Theatre, holding: tuple[bool, ...]) -> Known:
    flags = iter(holding)
    layers = [_only(t, flags) for t in (theatre, world) if t is not None]
    parties = _merged([t.parties for t in layers])
    bodies = _merged([t.bodies for t in layers])
    outlets = _merged([t.outlets for t in layers])
    people: dict[str, Official] = {}
    for official in (o for t in layers for o in t.officials):
        people.setdefault(official.name, official)
    officials = list(people.values())
    generics = theatre.generics if theatre is not None else ()
    return Known(
        parties=parties,
        bodies=bodies,
        outlets=outlets,
        party_names=PartyNames(
            names=_index(parties.values()),
            adjectives=NameIndex((a, p.name) for p in parties.values() for a in p.adjectives),
            generics=NameIndex((w, g.party) for g in generics if g.party in parties for w in g.words),
            words=load_force_nouns(),
        ),
        body_index=_index(bodies.values(), fold_case=True),
        official_index=NameIndex((n, o) for o in officials for n in _all_names(o)),
        surname_index=NameIndex((s, o) for o in officials for s in _surnames(o)),
        outlet_index=_index(outlets.values(), fold_case=True),
        domains={n.lower(): o.name for o in outlets.values() for n in o.names if _is_domain(n)},
    )


def _only(theatre: Theatre, flags: Iterator[bool]) -> Theatre:
    """The theatre with the entries whose flag is set, in the order of `_dated`."""
    return replace(
        theatre,
        parties=tuple(p for p in theatre.parties if next(flags)),
        bodies=tuple(b for b in theatre.bodies if next(flags)),
        officials=tuple(o for o in theatre.officials if next(flags)),
        outlets=tuple(o for o in theatre.outlets if next(flags)),
    )


def _merged(layers: list[tuple[_N, ...]]) -> dict[str, _N]:
    """By canonical name; the first layer's entry stands, later layers add their names to it.

    A party's adjectives are added likewise.
    """
    found: dict[str, _N] = {}
    for entry in (e for layer in layers for e in layer):
        first = found.get(entry.name)
        if first is None:
            found[entry.name] = entry
            continue
        joined = replace(first, names=_union(first.names, entry.names))
        if isinstance(joined, Party) and isinstance(entry, Party):
            joined = replace(joined, adjectives=_union(joined.adjectives, entry.adjectives))
        found[entry.name] = joined
    return found


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _index(entries: Iterable[Party | Body | Outlet], *, fold_case: bool = False) -> NameIndex[str]:
    """An index in which a name that two entries share belongs to the first."""
    owners: dict[str, str] = {}
    for entry in entries:
        for name in _all_names(entry):
            owners.setdefault(name, entry.name)
    return NameIndex(owners.items(), fold_case=fold_case)


def _all_names(entry: _Named) -> tuple[str, ...]:
    return _union((entry.name,), entry.names)


@lru_cache(maxsize=1 << 14)
def _surnames(official: Official) -> frozenset[str]:
    """The last word of every spelling; one-word names ("Hemedti") are taken whole."""
    return frozenset(tokens_of(name)[-1].text for name in _all_names(official))


def _is_domain(name: str) -> bool:
    return "." in name and " " not in name and not name.endswith(".")
