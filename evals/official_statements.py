"""The reader of re3d: official statements about armed conflict with the names in them.

`names` measures on the documents that were held out of every training; `training/english` learns from
the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HELD_OUT = frozenset(Path(__file__).with_suffix(".held_out.txt").read_text(encoding="utf-8").split())
"""Ids of the documents that are measured on, one in five by lot; no weights ever shipped saw them."""

# Not open by licence: the Delegation's texts have a notice of their own, the BBC's are non-commercial.
_LEFT_OUT = ("European Union", "BBC")
_KINDS = {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}


@dataclass(frozen=True, slots=True)
class OfficialText:
    """One document: its text, and its names as (start, end, kind), which may be nested."""

    name: str
    text: str
    mentions: tuple[tuple[int, int, str], ...]


def read_official_texts(folder: Path) -> Iterator[OfficialText]:
    """Yield the documents of `data/ner/re3d`, folder by folder."""
    for source in sorted(folder.iterdir()):
        if not source.is_dir() or any(name in source.name for name in _LEFT_OUT):
            continue
        mentions: dict[str, list[tuple[int, int, str]]] = {}
        for entry in _entries(source / "entities.json"):
            if _is_name(entry):
                span = (int(entry["begin"]), int(entry["end"]), _KINDS[entry["type"]])
                mentions.setdefault(entry["documentId"], []).append(span)
        for entry in _entries(source / "documents.json"):
            yield OfficialText(entry["_id"], entry["text"], tuple(mentions.get(entry["_id"], ())))


def longest_mentions(text: OfficialText) -> list[tuple[int, int, str]]:
    """The mentions that lie in no other, in order: of "the President of Syria" the whole."""
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(text.mentions, key=lambda m: (m[0] - m[1], m[0])):
        if all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end, kind))
    return sorted(kept)


def _is_name(entry: dict[str, Any]) -> bool:
    """re3d marks "rebels" and "the Army" alike; a name has a capital, and the crowd was fairly sure of it."""
    return (
        entry["type"] in _KINDS
        and entry.get("confidence", 1) >= 0.5
        and any(character.isupper() for character in entry["value"])
    )


def _entries(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            yield json.loads(line)
