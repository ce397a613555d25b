"""Who speaks."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.spans import Spans
from sayso.model.vocabulary import SourceClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A voice: a person or a body, under its canonical English name.

    `org` is the body that a person speaks for, `party` the belligerent that the body belongs to and
    `side` whom that party fights for; each is None unless the text or a theatre says so. `spans` are
    the words that named it here.
    """

    name: str
    org: str | None = None
    party: str | None = None
    side: str | None = None
    source_class: SourceClass = SourceClass.UNKNOWN
    spans: Spans = ()
    basis: str | None = None


UNSPECIFIED = "unspecified"
"""The name of a voice that the text withholds, or that could not be resolved."""
