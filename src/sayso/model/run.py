"""What read a report: the program, its analysis, and what it knew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property


@dataclass(frozen=True, kw_only=True)
class Run:
    """The program and everything a reading depends on besides the text.

    `knowledge` holds digests of the lexicon, the theatres and the gazetteer, by name; `settings` what the
    user chose. Two readings of one text by equal runs are equal.
    """

    sayso: str
    pipeline: str
    knowledge: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def key(self) -> str:
        """A digest of all of it."""
        words = json.dumps(asdict(self), sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(words.encode()).hexdigest()[:16]
