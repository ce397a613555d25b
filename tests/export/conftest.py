"""Claims as a ledger gives them, with awkward words in every field that a report can fill."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from sayso.export.columns import ClaimRow, DocumentRow
from sayso.model import (
    Certainty,
    Channel,
    Claim,
    Kind,
    Place,
    Polarity,
    Precision,
    Publication,
    Quantity,
    Quote,
    RecordedClaim,
    RecordedDocument,
    Source,
    SourceClass,
    Span,
    When,
)

TEXT = "Ґrain 😀 burned. =HYPERLINK(1) said Vale holds Arden, they said.\nNothing more."
ARDEN = Place(name="Arden", id="geonames:1", latitude=-48.5, longitude=38.25, country="UA", kind="settlement")
BO = Source(
    name="Gen. Bo",
    org="Vale army",
    party="Vale",
    side="Vale",
    source_class=SourceClass.BELLIGERENT_OFFICIAL,
    spans=(Span(0, 5),),
)
ZONED = datetime(2023, 1, 14, 23, 30, tzinfo=timezone(timedelta(hours=2)))


def claim(words="Vale holds Arden", **changes):
    start = TEXT.index(words)
    fields = {
        "kind": Kind.CONTROL,
        "place": ARDEN,
        "party": "Vale",
        "side": "Vale",
        "source": BO,
        "statement": "s1",
        "evidence": Span(start, start + len(words)),
    }
    return Claim(**{**fields, **changes})


def recorded(number, claim, **about):
    fields = {
        "document_id": "doc-1",
        "published": Publication(date(2023, 1, 14), ZONED),
        "outlet": "-Post",
        "url": "https://example.org/a?b=1,2",
        "sentence": TEXT.splitlines()[0],
        "recorded_at": datetime(2023, 2, 1, 12, tzinfo=UTC),
        "known_from": datetime(2023, 1, 14, 21, 30, tzinfo=UTC),
    }
    words = claim.evidence.of(TEXT)
    return RecordedClaim(id=f"claim:{number:016x}", claim=claim, evidence=words, **{**fields, **about})


CLAIMS = (
    claim(when=When.on(date(2023, 1, 13))),
    claim(
        "=HYPERLINK(1)",
        kind=Kind.CASUALTIES,
        place=Place(name="Mine", within="Arden"),
        party=None,
        side=None,
        relayed_by=("A, Ltd", "B; C"),
        channel=Channel.TELEGRAM,
        quote=Quote.DIRECT,
        quantity=Quantity(low=40, high=None, counts='"soldiers"\nand more'),
        said_on=When(first=date(2023, 1, 1), last=date(2023, 1, 31), precision=Precision.MONTH),
    ),
    claim(
        place=None,
        kind=Kind.FIGHTING,
        polarity=Polarity.DENIED,
        source=Source(name="unspecified"),
        certainty=Certainty.PROBABLE,
        when=When(
            first=date(2023, 1, 13),
            last=None,
            precision=Precision.PART_OF_DAY,
            starts_at=ZONED,
        ),
        background=True,
    ),
)


@pytest.fixture
def documents():
    """Two documents, of three claims and of one."""
    return rows_of("doc-1", CLAIMS), rows_of("doc-2", CLAIMS[:1], published=None, outlet=None, url=None)


def rows_of(name, claims, **about):
    document = RecordedDocument(
        id=name,
        published=about.get("published", Publication(date(2023, 1, 14), ZONED)),
        outlet=about.get("outlet", "-Post"),
        url=None,
        language="en",
        author=None,
        text_sha256="0" * 64,
        raw_sha256=None,
        theatre="vale",
        run="1234",
        pipeline="test",
        sayso="0.1",
        recorded_at=datetime(2023, 2, 1, 12, tzinfo=UTC),
        claims=len(claims),
        story=name,
        known_from=datetime(2023, 1, 14, 21, 30, tzinfo=UTC),
        title="@title",
        marks=(),
    )
    rows = [
        ClaimRow(
            recorded=recorded(hash((name, n)) % 2**60, each, document_id=name, **about),
            document=document,
            text=TEXT,
        )
        for n, each in enumerate(claims)
    ]
    return DocumentRow(document=document, claims=len(rows)), rows
