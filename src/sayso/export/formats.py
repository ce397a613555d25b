"""The formats of an export. Another is one module here, one line in `FORMATS`, and its test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from sayso.export.acled import ACLED_COLUMNS
from sayso.export.columns import CLAIM_COLUMNS, DOCUMENT_COLUMNS, SOURCE_COLUMNS, Column
from sayso.export.delimited import DelimitedFile
from sayso.export.geojson import MapFile
from sayso.export.jsonld import AnnotationFile, LinkedDocuments, LinkedSources
from sayso.export.parquet import ParquetFile


class Writer(Protocol):
    """What writes one file, row by row."""

    def write(self, row: Any, /) -> None:
        """Add a row."""

    def close(self) -> dict[str, int]:
        """End the file; what was counted beside its rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of an export: its name, its columns, and what writes it."""

    name: str
    columns: Sequence[Column[Any]]
    writer: Callable[[BinaryIO, Any], Writer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """Three files; `needs_text` where claims are written with the words around them."""

    claims: File
    documents: File
    sources: File
    needs_text: bool = False


_DOCUMENTS = File(name="documents.csv", columns=DOCUMENT_COLUMNS, writer=DelimitedFile)
_SOURCES = File(name="sources.csv", columns=SOURCE_COLUMNS, writer=DelimitedFile)

FORMATS: dict[str, Format] = {
    "csv": Format(
        claims=File(name="claims.csv", columns=CLAIM_COLUMNS, writer=DelimitedFile),
        documents=_DOCUMENTS,
        sources=_SOURCES,
    ),
    "parquet": Format(
        claims=File(name="claims.parquet", columns=CLAIM_COLUMNS, writer=ParquetFile),
        documents=File(name="documents.parquet", columns=DOCUMENT_COLUMNS, writer=ParquetFile),
        sources=File(name="sources.parquet", columns=SOURCE_COLUMNS, writer=ParquetFile),
    ),
    "geojson": Format(
        claims=File(name="claims.geojson", columns=CLAIM_COLUMNS, writer=MapFile),
        documents=_DOCUMENTS,
        sources=_SOURCES,
    ),
    "jsonld": Format(
        claims=File(name="claims.jsonld", columns=CLAIM_COLUMNS, writer=AnnotationFile),
        documents=File(name="documents.jsonld", columns=DOCUMENT_COLUMNS, writer=LinkedDocuments),
        sources=File(name="sources.jsonld", columns=SOURCE_COLUMNS, writer=LinkedSources),
        needs_text=True,
    ),
    "acled": Format(
        claims=File(name="claims.csv", columns=ACLED_COLUMNS, writer=DelimitedFile),
        documents=_DOCUMENTS,
        sources=_SOURCES,
    ),
}
