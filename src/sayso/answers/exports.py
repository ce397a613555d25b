"""What a filter keeps of a ledger, as a folder of files with a codebook."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from sayso import __version__
from sayso.demo import paraphrase_note
from sayso.export.columns import CLAIM_COLUMNS, ClaimRow, DocumentRow
from sayso.export.delimited import DelimitedFile
from sayso.export.folder import write_export
from sayso.export.formats import FORMATS
from sayso.ledger import ClaimFilter, Ledger
from sayso.ledger.store import Snapshot
from sayso.model import RecordedClaim

_DOCUMENTS_AT_ONCE = 200


def export_claims(
    ledger: Ledger, folder: Path, format_name: str, chosen: ClaimFilter, *, overwrite: bool = False
) -> dict[str, Any]:
    """Write what a filter keeps, as the ledger is now; the manifest is given back.

    The same ledger, filter and version of sayso write the same bytes. Raises `UnwritableOutputError`.
    """
    with ledger.snapshot() as seen:
        head = seen.head
        about = {
            "sayso": __version__,
            "filters": chosen.stated(),
            "ledger": {
                "entries": head.entries,
                "head": head.hash,
                "recorded_at": head.recorded_at.isoformat() if head.recorded_at else None,
            },
        }
        documents = _documents(seen, chosen, with_text=FORMATS[format_name].needs_text)
        return write_export(folder, format_name, documents, about, overwrite=overwrite)


def claims_as_csv(ledger: Ledger, claims: Sequence[RecordedClaim]) -> bytes:
    """Claims as one table of CSV, with the columns of an export."""
    with ledger.snapshot() as seen:
        documents = seen.documents({each.document_id for each in claims})
    stream = io.BytesIO()
    table = DelimitedFile(stream, CLAIM_COLUMNS)
    for each in claims:
        note = paraphrase_note(each.document_id)
        table.write(ClaimRow(recorded=each, document=documents[each.document_id], paraphrase=note))
    table.close()
    return stream.getvalue()


def _documents(
    seen: Snapshot, chosen: ClaimFilter, *, with_text: bool
) -> Iterator[tuple[DocumentRow, list[ClaimRow]]]:
    """Each document with those of its claims that are kept, which stand together in the order of time."""
    by_document = ((name, list(each)) for name, each in groupby(seen.claims(chosen), lambda c: c.document_id))
    while some := list(islice(by_document, _DOCUMENTS_AT_ONCE)):
        names = [name for name, _ in some]
        documents = seen.documents(names)
        texts = seen.texts(names) if with_text else {}
        for name, claims in some:
            document, note = documents[name], paraphrase_note(name)
            rows = [
                ClaimRow(recorded=each, document=document, text=texts.get(name), paraphrase=note)
                for each in claims
            ]
            yield DocumentRow(document=document, claims=len(rows), paraphrase=note), rows
