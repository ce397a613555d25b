"""A report with its statements and claims marked in place, and what is decided about them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Path, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse

from sayso.answers.comparing import Passage, compared
from sayso.answers.document import UnknownDocumentError, document_of
from sayso.model import Certainty, JudgementKind, Kind, Polarity, RecordedDocument, Withdrawn
from sayso.web.asking import LONGEST_NAME, TheDesk
from sayso.web.desk import Desk
from sayso.web.judging import LONGEST_WORDS, decide, judged_in_form
from sayso.web.marking import marked_paragraphs
from sayso.web.rendering import page, path_to
from sayso.web.sheet import Sheet
from sayso.web.wording import say

router = APIRouter(include_in_schema=False)
Id = Annotated[str, Path(max_length=LONGEST_NAME)]
_SIGHT = 3
"""Sentences that stayed the same which are shown before and after one that changed."""


@router.get("/document/{document_id:path}")
def document(
    request: Request,
    document_id: Id,
    desk: TheDesk,
    declined: bool = False,
    part: Annotated[int | None, Query(ge=1, le=10_000)] = None,
    against: Annotated[str | None, Query(max_length=LONGEST_NAME)] = None,
    judge: Annotated[str | None, Query(max_length=LONGEST_NAME)] = None,
) -> HTMLResponse:
    answer = document_of(desk.ledger, document_id, name=desk.shown_name)
    sheet = Sheet(answer, part)
    outlet = answer.reading.document.outlet or say("document.no_outlet")
    return page(
        request,
        "document.html",
        title=answer.reading.document.title or outlet,
        answer=answer,
        sheet=sheet,
        paragraphs=list(marked_paragraphs(sheet)),
        declined=declined,
        comparison=_comparison(
            desk, answer.on_record.versions if answer.on_record else (), document_id, against
        ),
        against=against,
        judged=judge,
        vocabulary={
            "kind": list(Kind),
            "polarity": list(Polarity),
            "certainty": list(Certainty),
            "decision": [*_DECISIONS],
            "withdrawn": list(Withdrawn),
        },
    )


_DECISIONS = (JudgementKind.REJECT, JudgementKind.VERIFIED, JudgementKind.REFUTED, JudgementKind.CORRECT)
Word = Annotated[str, Form(max_length=LONGEST_NAME)]
Words = Annotated[str, Form(max_length=LONGEST_WORDS)]


@router.post("/judgements")
def put_judgement(
    desk: TheDesk,
    document: Word,
    kind: Word,
    author: Word,
    reason: Words,
    subject: Word = "",
    evidence: Words = "",
    claim_kind: Word = "",
    party: Word = "",
    side: Word = "",
    polarity: Word = "",
    certainty: Word = "",
    source: Word = "",
    when: Word = "",
) -> RedirectResponse:
    """Put on record what was decided in a form, and go back to the claim."""
    put = {
        "kind": claim_kind,
        "party": party,
        "side": side,
        "polarity": polarity,
        "certainty": certainty,
        "source": source,
        "when": when,
    }
    judged = judged_in_form(
        kind=kind,
        subject=subject or document,
        author=author,
        reason=reason,
        evidence=[line.strip() for line in evidence.splitlines() if line.strip()],
        correction={name: value.strip() for name, value in put.items() if value.strip()}
        if kind == JudgementKind.CORRECT
        else {},
    )
    made = decide(desk, judged)
    claim = made.claim or (subject if subject.startswith("claim:") else None)
    return RedirectResponse(path_to("document", document) + (f"#n-{claim}" if claim else ""), 303)


def _comparison(
    desk: Desk, versions: tuple[RecordedDocument, ...], document_id: str, against: str | None
) -> list[Passage | int] | None:
    """The sentences of both versions, the earlier first; a number stands for so many that stayed the same.
    None where there is nothing to compare, an empty list where the texts are too long for it."""
    if against is None:
        return None
    ids = [each.id for each in versions]
    if against not in ids:
        raise UnknownDocumentError(desk.shown_name, against)
    first, last = sorted((against, document_id), key=ids.index)
    texts = desk.ledger.texts_of([first, last])
    found = compared(texts[first], texts[last])
    return [] if found is None else list(_folded(found))


def _folded(passages: tuple[Passage, ...]) -> list[Passage | int]:
    changed = [number for number, each in enumerate(passages) if each.change != "same"]
    near = {near for each in changed for near in range(each - _SIGHT, each + _SIGHT + 1)}
    folded: list[Passage | int] = []
    for number, each in enumerate(passages):
        if number in near:
            folded.append(each)
        elif folded and isinstance(folded[-1], int):
            folded[-1] += 1
        else:
            folded.append(1)
    return folded
