"""A frozen answer to defend next week: every sentence, address and hash it rests on, sealed.

The seal is a hash over all of it, so that a changed letter shows; the head of the ledger's chain ties it to
the record as it was. Neither shows who made it: a signature of the file by a tool for that does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sayso import __version__
from sayso.answers.place import Answer
from sayso.answers.reckoned_again import Outcome, reckoned_again
from sayso.answers.relations import Relations
from sayso.answers.told import told_value
from sayso.errors import InvalidDataError
from sayso.ledger import Carrier, Ledger
from sayso.model import RecordedClaim

FORMAT = "sayso citation 2"
FIRST_FORMAT = "sayso citation 1"
"""Had neither relations nor what the estimate was reckoned by."""


def cite(ledger: Ledger, answer: Answer, relations: Relations, made_at: datetime) -> dict[str, Any]:
    """As `sealed`, and kept in the ledger."""
    snapshot = sealed(ledger, answer, relations, made_at)
    ledger.keep_citation(snapshot["seal"], answer.place.full_name, answer.day, snapshot, made_at)
    return snapshot


def sealed(ledger: Ledger, answer: Answer, relations: Relations, made_at: datetime) -> dict[str, Any]:
    """The snapshot of an answer and of how its claims stand to each other, under its seal."""
    head = answer.reckoning.head if answer.reckoning and answer.reckoning.head else ledger.head()
    cited = [page for said in answer.said for page in said.pages]
    if answer.estimate is not None:
        # An older claim may weigh on the estimate and be of no voice of these days.
        shown = {each.id for each in cited}
        weighed = dict.fromkeys(reason.claim for reason in answer.estimate.because)
        cited += [answer.claims[name] for name in weighed if name not in shown and name in answer.claims]
    documents = dict.fromkeys(each.document_id for each in cited)
    snapshot: dict[str, Any] = {
        "format": FORMAT,
        "made_at": made_at.isoformat(),
        "sayso": __version__,
        "ledger": {"entries": head.entries, "head": head.hash},
        "answer": told_value(answer, relations),
        "claims": [_claim(each) for each in cited],
        "documents": [_document(ledger, name) for name in documents],
    }
    return {**snapshot, "seal": seal_of(snapshot)}


def seal_of(snapshot: Mapping[str, Any]) -> str:
    """The hash over everything in a citation but the seal itself."""
    words = json.dumps({k: v for k, v in snapshot.items() if k != "seal"}, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(words.encode()).hexdigest()


def check(ledger: Ledger, snapshot: Mapping[str, Any]) -> Iterator[str]:
    """Everything in which a citation does not agree with itself or with the ledger.

    Raises `InvalidDataError` for what is no citation.
    """
    try:
        if snapshot["format"] not in (FORMAT, FIRST_FORMAT):
            raise InvalidDataError("the citation", "format", f"is not {FORMAT!r}")
        if snapshot["seal"] != seal_of(snapshot):
            yield "was changed after it was sealed"
        entries, head = snapshot["ledger"]["entries"], snapshot["ledger"]["head"]
        if ledger.head_at(entries) != head:
            yield f"was made from a ledger whose entry {entries} had the head {head}; this one's is another"
        for document in snapshot["documents"]:
            yield from _of_document(ledger, document)
        for claim in snapshot["claims"]:
            yield from _of_claim(ledger, claim)
    except (KeyError, TypeError, AttributeError) as problem:
        raise InvalidDataError("the citation", "file", f"lacks {problem}") from None


def reckoned_anew(ledger: Ledger, snapshot: Mapping[str, Any]) -> list[Outcome]:
    """What becomes of each estimate of a citation when it is reckoned again; nothing for one of the first
    format, which does not tell by what it was reckoned."""
    if snapshot.get("format") == FIRST_FORMAT or not snapshot["answer"].get("reckoning"):
        return []
    return list(reckoned_again(ledger, [snapshot["answer"]]))


def _of_document(ledger: Ledger, cited: Mapping[str, Any]) -> Iterator[str]:
    there = ledger.document(cited["id"])
    if there is None:
        yield f"document {cited['id']} is not in the ledger"
    elif there.text_sha256 != cited["text_sha256"]:
        yield f"document {cited['id']} has another text in the ledger"


def _of_claim(ledger: Ledger, cited: Mapping[str, Any]) -> Iterator[str]:
    there = ledger.claim(cited["id"])
    if there is None:
        yield f"claim {cited['id']} is not in the ledger"
    elif cited not in (_claim(there), _claim_as_once_told(there)):
        yield f"claim {cited['id']} reads otherwise in the ledger"


def _claim(recorded: RecordedClaim) -> dict[str, Any]:
    claim = recorded.claim
    return {
        "id": recorded.id,
        "document": recorded.document_id,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "sentence": recorded.sentence,
        "kind": claim.kind.value,
        "place": claim.place.full_name if claim.place is not None else None,
        "place_id": claim.place.id if claim.place is not None else None,
        "party": claim.party,
        "side": claim.side,
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
        "source": claim.source.name,
        "source_side": claim.source.side,
        "source_basis": claim.source.basis,
        "relayed_by": list(claim.relayed_by),
        "channel": claim.channel.value if claim.channel is not None else None,
        "when": claim.when_iso,
        "said_on": claim.said_on.iso() if claim.said_on is not None else None,
    }


def _claim_as_once_told(recorded: RecordedClaim) -> dict[str, Any]:
    """The same as earlier citations have it: "since Tuesday" was told as no time at all."""
    when = recorded.claim.when
    return {**_claim(recorded), "when": when.iso() if when is not None else None}


def _document(ledger: Ledger, name: str) -> dict[str, Any]:
    document = ledger.document(name)
    if document is None:
        raise KeyError(name)
    return {
        "id": name,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published.iso() if document.published is not None else None,
        "text_sha256": document.text_sha256,
        "raw_sha256": document.raw_sha256,
        "carriers": [_carrier(each) for each in ledger.carriers(name)],
    }


def _carrier(carrier: Carrier) -> dict[str, Any]:
    provenance = carrier.provenance
    return {
        "form": carrier.form,
        "outlet": carrier.outlet,
        "url": carrier.url,
        "published": carrier.published.iso() if carrier.published is not None else None,
        "archive_url": provenance.archive_url if provenance is not None else None,
        "archive_hash": provenance.raw_hash if provenance is not None else None,
        "captured": provenance.captured.isoformat() if provenance and provenance.captured else None,
        "recorded_at": carrier.recorded_at.isoformat(),
    }
