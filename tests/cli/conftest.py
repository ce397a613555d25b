"""Commands run as a user runs them, on readings made by hand where reading itself is not the point."""

from datetime import UTC, date, datetime
from ipaddress import ip_address

import pytest
from click.testing import CliRunner

from sayso.cli import desk
from sayso.fetching import Fetcher
from sayso.ledger import Ledger
from sayso.model import (
    Claim,
    Declined,
    Document,
    Kind,
    Place,
    Polarity,
    Publication,
    Quote,
    Reading,
    Source,
    SourceClass,
    Span,
    Stage,
    Statement,
    Voice,
)

TOWN = Place(name="Soledar", id="geonames:706757", latitude=48.68, longitude=38.09, country="UA")
MINE = Place(name="Mine No 7", within="Soledar", country="UA")

MINISTRY = Source(
    name="Russian Ministry of Defence",
    party="Russia",
    side="Russia",
    source_class=SourceClass.BELLIGERENT_OFFICIAL,
)
WAGNER = Source(name="Wagner Group", party="Wagner Group", side="Russia", source_class=SourceClass.IRREGULAR)
STAFF = Source(name="Serhiy Example", org="Eastern Command", party="Ukraine", side="Ukraine")
MONITOR = Source(name="Front Monitor", source_class=SourceClass.MONITOR)
WITNESS = Source(name="Town Watch", source_class=SourceClass.MONITOR)


def said(source, party, side, *, denied=False, **more):
    fields = {
        "kind": Kind.CONTROL,
        "place": TOWN,
        "statement": "s1",
        "evidence": Span(0, 11),
        "polarity": Polarity.DENIED if denied else Polarity.AFFIRMED,
        **more,
    }
    return Claim(source=source, party=party, side=side, **fields)


def reading(document_id, day, *claims, text="The town is spoken of in this report. Nothing more.", **about):
    about = {"outlet": "Desk", "url": f"https://example.org/{document_id}", **about}
    return Reading(
        document=Document(id=document_id, text=text, published=Publication(day), **about),
        language="en",
        pipeline="test",
        theatre="ukraine",
        statements=(
            Statement(
                id="s1", voice=Voice.ATTRIBUTED, source=MINISTRY, cue=(), content=(), quote=Quote.INDIRECT
            ),
        ),
        claims=claims,
        declined=(Declined(span=Span(11, 20), stage=Stage.CLAIMS, reason="no place"),),
    )


JANUARY = (
    reading("d07", date(2023, 1, 7), said(STAFF, "Ukraine", "Ukraine")),
    reading("d10", date(2023, 1, 10), said(WAGNER, "Wagner Group", "Russia"), outlet="Agency"),
    reading("d11", date(2023, 1, 11), said(WAGNER, "Wagner Group", "Russia"), outlet="Daily"),
    reading(
        "d13",
        date(2023, 1, 13),
        said(MINISTRY, "Russia", "Russia"),
        said(STAFF, "Russia", "Russia", denied=True),
        said(STAFF, "Ukraine", "Ukraine", kind=Kind.FIGHTING),
        said(MINISTRY, None, None, kind=Kind.CASUALTIES),
    ),
    reading(
        "d14", date(2023, 1, 14), said(MONITOR, "Russia", "Russia"), said(MONITOR, None, None, place=MINE)
    ),
    reading("d15", date(2023, 1, 15), said(WITNESS, "Russia", "Russia")),
)


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "january.db"
    with Ledger.open(path) as opened:
        for each in JANUARY:
            opened.add(each, datetime(2023, 2, 1, 12, tzinfo=UTC))
    return str(path)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run `sayso ...` in an empty folder; `columns` is the width of the page."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_LEDGER", raising=False)
    monkeypatch.delenv("SAYSO_GAZETTEER", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def run(*arguments, columns=140, **more):
        answer = CliRunner().invoke(desk, list(arguments), env={"COLUMNS": str(columns)}, **more)
        if answer.exception is not None and not isinstance(answer.exception, SystemExit):
            raise answer.exception
        return answer

    return run


class HandReader:
    """Reads every English text as one claim; others as a text in a language that is not read."""

    def __init__(self, pipeline=None, added=None, *, conflicts_only=False):
        self.pipeline, self.added, self.conflicts_only = pipeline, added, conflicts_only

    def read(self, document):
        if self.conflicts_only and document.text.startswith("Weather:"):
            whole = Declined(span=Span(0, len(document.text)), stage=Stage.SUBJECT, reason="no conflict")
            return Reading(document=document, language="en", pipeline="none", declined=(whole,))
        if document.language not in (None, "en"):
            whole = Declined(
                span=Span(0, len(document.text)),
                stage=Stage.LANGUAGE,
                reason=f"not read: language {document.language}",
            )
            return Reading(document=document, language=document.language, pipeline="none", declined=(whole,))
        claim = said(MINISTRY, "Russia", "Russia", evidence=Span(0, min(10, len(document.text))))
        return Reading(
            document=document,
            language="en",
            pipeline="test",
            theatre="ukraine",
            statements=reading("x", date(2023, 1, 1)).statements,
            claims=(claim,),
        )

    @property
    def gazetteer(self):
        from sayso.pipeline import whole_gazetteer

        return whole_gazetteer()


@pytest.fixture
def by_hand(monkeypatch):
    """Commands use `HandReader`: what is tested is what they do with a reading."""
    monkeypatch.setattr("sayso.pipeline.Reader", HandReader)
    return HandReader


@pytest.fixture
def open_to_loopback(monkeypatch):
    """The command asks our own server, which no user's command may."""
    monkeypatch.setattr("sayso.fetching.pace._BETWEEN", 0.0)
    monkeypatch.setattr(
        "sayso.fetching.Fetcher", lambda: Fetcher(allowed=lambda address: address == ip_address("127.0.0.1"))
    )
