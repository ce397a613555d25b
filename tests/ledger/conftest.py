"""Readings made by hand: what goes into a ledger."""

from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import create_engine, text

from sayso.ledger import Ledger
from sayso.ledger.schema import APPEND_ONLY
from sayso.model import (
    Claim,
    Declined,
    Document,
    Kind,
    Place,
    Publication,
    Quote,
    Reading,
    Source,
    SourceClass,
    Span,
    Stage,
    Statement,
    Voice,
    When,
)

ARDEN = Place(name="Arden", id="geonames:1", latitude=48.5, longitude=38.0, country="UA")
TEXT = "The war went on. Gen. Bo said that Vale holds Arden, e.g. its mine. Others denied it.\nA salt mine."
SOURCE = Source(name="Gen. Bo", org="Vale army", side="Vale", source_class=SourceClass.BELLIGERENT_OFFICIAL)


def claim(place=ARDEN, source=SOURCE, **changes):
    start = TEXT.index("Vale holds")
    fields = {
        "kind": Kind.CONTROL,
        "place": place,
        "party": "Vale",
        "side": "Vale",
        "source": source,
        "statement": "s1",
        "evidence": Span(start, start + len("Vale holds Arden")),
    }
    return Claim(**{**fields, **changes})


def reading(document_id="doc-1", *claims, text=TEXT, published=date(2023, 1, 14), **about):
    when = published if published is None or isinstance(published, Publication) else Publication(published)
    statement = Statement(
        id="s1",
        voice=Voice.ATTRIBUTED,
        source=SOURCE,
        cue=(Span(25, 29),),
        content=(Span(35, 51),),
        quote=Quote.INDIRECT,
        said_on=When.on(date(2023, 1, 13)),
    )
    return Reading(
        document=Document(id=document_id, text=text, published=when, **about),
        language="en",
        pipeline="test",
        theatre="vale",
        statements=(statement,),
        claims=claims or (claim(),),
        declined=(Declined(span=Span(0, 16), stage=Stage.CLAIMS, reason="no place"),),
    )


def at(day, hour=12):
    return datetime(2023, 1, day, hour, tzinfo=UTC)


@contextmanager
def rows_of(address, *, unlocked=False):
    """The tables as another program has them, if need be one that took the locks on them off."""
    where = (
        address.replace("postgresql:", "postgresql+psycopg:") if "://" in address else f"sqlite:///{address}"
    )
    engine = create_engine(where)
    with engine.connect() as connection:
        if unlocked and "://" in address:
            for table in APPEND_ONLY:
                connection.execute(text(f"ALTER TABLE {table.name} DISABLE TRIGGER USER"))
        elif unlocked:
            triggers = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for name in connection.execute(triggers).scalars().all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        connection.commit()
        yield connection
    engine.dispose()


@pytest.fixture
def ledger(address):
    with Ledger.open(address) as opened:
        yield opened
