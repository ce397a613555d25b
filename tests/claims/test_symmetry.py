"""The rules favour nobody: with the sides of a text exchanged, its claims are the same, sides exchanged."""

from __future__ import annotations

import re

import pytest

PAIRS = [("Russian", "Ukrainian"), ("Russia", "Ukraine"), ("Moscow", "Kyiv")]
EXCHANGE = {a: b for pair in PAIRS for a, b in (pair, pair[::-1])}

REPORTS = [
    "Russian forces captured Soledar on Thursday. The Russian defence ministry said its troops had driven "
    "Ukrainian soldiers out of it. Kyiv denied the claim and said that Ukrainian forces still held Soledar.",
    "Moscow said on Friday that its forces controlled most of Bakhmut. Kyiv said that Russian troops had "
    "retreated from the town and that Ukrainian soldiers had shelled them.",
    "Ukrainian forces may have surrounded Lyman. Russia did not say whether its troops had left the town. "
    "According to the Ukrainian defence ministry, Russian forces will lose Lyman within days.",
    "Russian forces attacked Soledar and Bakhmut. Heavy fighting continued in Soledar. "
    "Ukrainian troops are holding out in Bakhmut, Kyiv said, and Ukraine deployed reinforcements to Bakhmut.",
]


def exchanged(text: str) -> str:
    return re.sub("|".join(sorted(EXCHANGE, key=len, reverse=True)), lambda m: EXCHANGE[m[0]], text)


def outline(claim, text, swap):
    return (
        claim.kind,
        claim.place.name if claim.place else None,
        swap(claim.party) if claim.party else None,
        swap(claim.side) if claim.side else None,
        claim.polarity,
        claim.certainty,
        swap(claim.source.name),
        tuple(map(swap, claim.relayed_by)),
        claim.channel,
        claim.quote,
        claim.extent,
        claim.background,
        claim.when.iso() if claim.when else None,
        claim.said_on.iso() if claim.said_on else None,
        claim.statement,
        swap(claim.evidence.of(text)),
    )


@pytest.mark.parametrize("text", REPORTS)
def test_exchanging_the_sides_of_a_text_exchanges_those_of_its_claims_and_nothing_else(reading, text):
    other = exchanged(text)
    assert exchanged(other) == text
    as_written = [outline(claim, text, str) for claim in reading(text).claims]
    mirrored = [outline(claim, other, exchanged) for claim in reading(other).claims]
    assert as_written
    assert mirrored == as_written
