"""A conflict that no theatre file describes: its two generic parties, from the country that the report names.

"Tuareg rebels seized Kidal, the Malian army said": Mali and the rebels. Nothing is known of such a conflict
but what the report's own words say, so every label of it names the report as its basis.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from sayso.model import Basis, GenericParty, Party, Theatre
from sayso.parties.names import tokens_of

_BASIS = Basis(reference="no theatre file: the words of the report alone", reviewed_by="nobody")
_PREFIX = "unlisted-"
REBELS = "Rebels"
_RISING = (
    *("rebels", "rebel forces", "rebel fighters", "rebel troops", "rebel group", "rebellion"),
    *("insurgents", "insurgency", "militants", "separatists", "jihadists", "guerrillas", "gunmen"),
    *("armed groups", "fighters"),
)
_STATE = (
    *("army", "military", "government", "government forces", "government troops", "government soldiers"),
    *("troops", "soldiers", "security forces", "armed forces", "navy", "air force", "police"),
)


def unlisted_conflict(text: str, countries: Mapping[str, tuple[str, ...]]) -> Theatre | None:
    """The generic theatre of the country named most, or None where none is, or two are as often.

    `countries` has for each ISO 3166-1 code the English name first, then its adjectives. The state's own
    party carries the name; whoever fights it is called "Rebels", for want of a name.
    """
    words = Counter(token.text for token in tokens_of(text))
    if not any(rising in text.lower() for rising in _RISING):
        return None  # an army and a country are no conflict yet
    named: Counter[str] = Counter()
    for code, names in countries.items():
        named[code] = sum(
            len(re.findall(rf"\b{re.escape(name)}\b", text)) if " " in name else words[name] for name in names
        )
    ranked = [(count, code) for code, count in named.most_common(2) if count]
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    code = ranked[0][1]
    return _generic(code, countries[code])


@lru_cache(maxsize=32)
def _generic(code: str, names: tuple[str, ...]) -> Theatre:
    state, adjectives = names[0], names[1:]
    return Theatre(
        id=f"{_PREFIX}{code.lower()}",
        name=f"a conflict in {state} without a theatre file: generic parties",
        countries=(code,),
        sides=(state, REBELS),
        basis=_BASIS,
        parties=(
            Party(name=state, side=state, adjectives=(*adjectives, "government", "loyalist"), basis=_BASIS),
            Party(name=REBELS, side=REBELS, adjectives=("rebel", "insurgent", "separatist"), basis=_BASIS),
        ),
        generics=(GenericParty(words=_STATE, party=state), GenericParty(words=_RISING, party=REBELS)),
    )
