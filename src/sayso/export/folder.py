"""An export as a folder: claims, documents and sources, a codebook, and a manifest with their digests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sayso.errors import UnwritableOutputError
from sayso.export.codebook import codebook
from sayso.export.columns import ClaimRow, DocumentRow, SourceRow, unplaced
from sayso.export.formats import FORMATS, File, Format, Writer
from sayso.model import RecordedClaim, Source

CODEBOOK, MANIFEST = "CODEBOOK.md", "manifest.json"

_PART = ".part"
"""Ends the name of a file that is not whole yet."""


@dataclass(slots=True)
class _Voice:
    claims: int = 0
    days: list[date] = field(default_factory=list)
    """The first day of publication and the last."""

    def count(self, recorded: RecordedClaim) -> None:
        self.claims += 1
        if recorded.published is not None:
            seen = [*self.days, recorded.published.day]
            self.days = [min(seen), max(seen)]


def write_export(
    folder: Path,
    format_name: str,
    documents: Iterable[tuple[DocumentRow, list[ClaimRow]]],
    about: dict[str, Any],
    *,
    overwrite: bool = False,
) -> dict[str, Any]:
    """Write documents, each with its claims; what the manifest says is given back.

    Files take their names only once all are whole. `about` goes into the manifest as it is. Raises
    `UnwritableOutputError` for a folder that holds something, unless `overwrite` is set; then only files of
    the names that this format writes are replaced.
    """
    chosen = FORMATS[format_name]
    _prepare(folder, overwrite)
    files = (chosen.claims, chosen.documents, chosen.sources)
    parts = [folder / (name + _PART) for name in (*(each.name for each in files), CODEBOOK, MANIFEST)]
    try:
        counts = _write_files(parts, files, documents)
        parts[3].write_text(codebook(format_name, _described(chosen)), encoding="utf-8", newline="\n")
        names = [path.name.removesuffix(_PART) for path in parts[:4]]
        manifest = {
            "format": format_name,
            **about,
            "counts": counts,
            "files": {
                name: {"bytes": path.stat().st_size, "sha256": _digest(path)}
                for name, path in zip(names, parts, strict=False)
            },
        }
        words = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
        parts[4].write_text(words, encoding="utf-8", newline="\n")
        for path in parts:
            path.replace(path.with_name(path.name.removesuffix(_PART)))
    except OSError as problem:
        raise UnwritableOutputError(folder, (problem.strerror or "cannot be written").lower()) from None
    finally:
        for path in parts:
            path.unlink(missing_ok=True)
    return manifest


def _prepare(folder: Path, overwrite: bool) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_empty = next(folder.iterdir(), None) is None
    except FileExistsError:
        raise UnwritableOutputError(folder, "is a file", "name a folder") from None
    except OSError as problem:
        raise UnwritableOutputError(folder, (problem.strerror or "cannot be made").lower()) from None
    if not is_empty and not overwrite:
        raise UnwritableOutputError(
            folder, "is not empty", "name a new folder, or replace an export there with --overwrite"
        )


def _write_files(
    parts: list[Path], files: tuple[File, ...], documents: Iterable[tuple[DocumentRow, list[ClaimRow]]]
) -> dict[str, int]:
    voices: dict[Source, _Voice] = {}
    counts = {"claims": 0, "documents": 0, "sources": 0}
    with ExitStack() as opened:
        claims, pages, sources = (
            _writer(file, opened.enter_context(path.open("wb")))
            for file, path in zip(files, parts, strict=False)
        )
        for document, rows in documents:
            for row in rows:
                claims.write(row)
                voices.setdefault(unplaced(row.recorded.claim.source), _Voice()).count(row.recorded)
            pages.write(document)
            counts["claims"] += len(rows)
            counts["documents"] += 1
        for source in _in_order(voices):
            sources.write(source)
            counts["sources"] += 1
        for writer in (claims, pages, sources):
            counts.update(writer.close())
    return counts


def _writer(file: File, stream: Any) -> Writer:
    return file.writer(stream, file.columns)


def _in_order(voices: dict[Source, _Voice]) -> list[SourceRow]:
    rows = [
        SourceRow(
            source=source,
            claims=voice.claims,
            first=voice.days[0] if voice.days else None,
            last=voice.days[-1] if voice.days else None,
        )
        for source, voice in voices.items()
    ]
    return sorted(rows, key=lambda row: (row.source.name, row.key))


def _described(chosen: Format) -> list[tuple[str, str, Any]]:
    entries = (
        (chosen.claims, "A claim an entry, in the order in which the world could know them."),
        (chosen.documents, "A document an entry: those that carry these claims, without their texts."),
        (chosen.sources, "A voice an entry, as it is labelled: those whose claims these are."),
    )
    return [(file.name, words, file.columns) for file, words in entries]


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
