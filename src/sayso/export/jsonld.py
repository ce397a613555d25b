"""Claims as linked data: W3C Web Annotations on the words, PROV-O for who said it and what read it.

The context stands in each file, so that nothing is fetched to read it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO
from urllib.parse import quote

from sayso.export.columns import (
    ClaimRow,
    Column,
    DocumentRow,
    SourceRow,
    plain_value,
    printable,
    source_key,
)
from sayso.export.lines import ListedFile

_AROUND = 32
"""Characters before and after the words, by which they are found again in a text that has moved."""

CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "@vocab": "urn:sayso:terms:",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "SpecificResource": "oa:SpecificResource",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@id"},
    "body": "oa:hasBody",
    "target": "oa:hasTarget",
    "selector": "oa:hasSelector",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "start": "oa:start",
    "end": "oa:end",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "Entity": "prov:Entity",
    "Agent": "prov:Agent",
    "Activity": "prov:Activity",
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    # In what is said of a claim or a document these are words of ours, not of the annotation.
    "about": {
        "@id": "urn:sayso:terms:about",
        "@context": {"source": "urn:sayso:terms:source"},
    },
}
# Said by the annotation itself.
_TOLD_OTHERWISE = frozenset(("id", "document", "evidence", "start", "end"))


class AnnotationFile:
    """One annotation a claim: its words in the text, what they are taken to claim, and where it is from."""

    def __init__(self, stream: BinaryIO, columns: Sequence[Column[ClaimRow]]) -> None:
        self._columns = [each for each in columns if each.name not in _TOLD_OTHERWISE]
        self._file = ListedFile(stream, {"@context": CONTEXT}, "@graph")

    def write(self, row: ClaimRow) -> None:
        """Add a claim."""
        claim, document = row.recorded.claim, _urn("document", row.recorded.document_id)
        known = {each.name: plain_value(each.of(row)) for each in self._columns}
        self._file.add(
            {
                "id": _urn("claim", row.recorded.id.removeprefix("claim:")),
                "type": ["Annotation", "Claim", "Entity"],
                "motivation": "oa:classifying",
                "target": {
                    "type": "SpecificResource",
                    "source": document,
                    "selector": _selectors(row),
                },
                "body": {"type": "ClaimBody", "about": _without_nulls(known)},
                "wasDerivedFrom": document,
                "wasGeneratedBy": _urn("run", row.document.run),
                "wasAttributedTo": _urn("source", source_key(claim.source)),
            }
        )

    def close(self) -> dict[str, int]:
        """End the file."""
        self._file.end({})
        return {}


class LinkedDocuments:
    """The documents that claims are derived from, and the runs that read them."""

    def __init__(self, stream: BinaryIO, columns: Sequence[Column[DocumentRow]]) -> None:
        self._columns, self._runs = columns, set[str]()
        self._file = ListedFile(stream, {"@context": CONTEXT}, "@graph")

    def write(self, row: DocumentRow) -> None:
        """Add a document, and its run where it is the first of it."""
        document = row.document
        if document.run not in self._runs:
            self._runs.add(document.run)
            told = {"sayso": document.sayso, "pipeline": document.pipeline}
            self._file.add({"id": _urn("run", document.run), "type": ["Run", "Activity"], "about": told})
        known = {each.name: plain_value(each.of(row)) for each in self._columns}
        self._file.add(
            {
                "id": _urn("document", document.id),
                "type": ["Document", "Entity"],
                "about": _without_nulls(known),
            }
        )

    def close(self) -> dict[str, int]:
        """End the file."""
        self._file.end({})
        return {"runs": len(self._runs)}


class LinkedSources:
    """The voices that claims are attributed to."""

    def __init__(self, stream: BinaryIO, columns: Sequence[Column[SourceRow]]) -> None:
        self._columns = columns
        self._file = ListedFile(stream, {"@context": CONTEXT}, "@graph")

    def write(self, row: SourceRow) -> None:
        """Add a voice."""
        known = {each.name: plain_value(each.of(row)) for each in self._columns}
        self._file.add(
            {"id": _urn("source", row.key), "type": ["Source", "Agent"], "about": _without_nulls(known)}
        )

    def close(self) -> dict[str, int]:
        """End the file."""
        self._file.end({})
        return {}


def _selectors(row: ClaimRow) -> list[dict[str, Any]]:
    """The words by their position, in code points, and by themselves with what stands around them."""
    span = row.recorded.claim.evidence
    text = printable(row.text or "")
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": printable(row.recorded.evidence),
            "prefix": text[max(0, span.start - _AROUND) : span.start],
            "suffix": text[span.end : span.end + _AROUND],
        },
    ]


def _urn(what: str, name: str) -> str:
    return f"urn:sayso:{what}:{quote(name.encode('utf-8', 'replace'), safe='')}"


def _without_nulls(known: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in known.items() if value is not None}
