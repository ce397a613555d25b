"""Readings to put on a page. Names, places and words are invented."""

from datetime import date

import pytest

from sayso.export.page import ReportOnPage
from sayso.model import (
    Basis,
    Certainty,
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
    Span,
    Stage,
    Statement,
    Theatre,
    Voice,
)

WAR = Theatre(
    id="war", name="The Vale war", countries=(), sides=("Vale", "Mark"), basis=Basis(reference="ours")
)
TEXT = (
    "The Vale ministry said that its troops hold Arden, while the Mark staff denied that Arden had fallen."
    "\n\n"
    "Analysts said that Arden may fall. A mill burned & nobody came.\n"
)
VALE = Source(
    name="Vale Ministry of Defence", party="Vale", side="Vale", basis="https://example.org/vale?a=1&b=2"
)
MARK = Source(name="Mark General Staff", party="Mark", side="Mark")
ANALYSTS = Source(name="analysts")


def span(words, text=TEXT):
    start = text.index(words)
    return Span(start, start + len(words))


def statement(name, source, words, **more):
    return Statement(
        **{
            "id": name,
            "voice": Voice.ATTRIBUTED,
            "source": source,
            "cue": (),
            "content": (words if isinstance(words, Span) else span(words),),
            "quote": Quote.INDIRECT,
            **more,
        }
    )


def claim(name, source, words, **more):
    return Claim(
        **{
            "kind": Kind.CONTROL,
            "place": Place(name="Arden"),
            "party": "Vale",
            "side": "Vale",
            "source": source,
            "statement": name,
            "evidence": words if isinstance(words, Span) else span(words),
            **more,
        }
    )


def on_page(reading, **more):
    return ReportOnPage(**{"reading": reading, "name": "report.txt", "theatre": WAR, **more})


def reading(text=TEXT, statements=(), claims=(), declined=(), **about):
    about = {"published": Publication(date(2023, 1, 14)), "outlet": "Desk", **about}
    return Reading(
        document=Document(id="d", text=text, **about),
        language="en",
        pipeline="test",
        theatre="war",
        statements=tuple(statements),
        claims=tuple(claims),
        declined=tuple(declined),
    )


@pytest.fixture
def report():
    """A claim of each side, one denied, one hedged by nobody's side, and a sentence not used."""
    return on_page(
        reading(
            statements=(
                statement("s1", VALE, "that its troops hold Arden"),
                statement("s2", MARK, "that Arden had fallen"),
                statement("s3", ANALYSTS, "that Arden may fall"),
                statement("s4", None, "nobody came", quote=Quote.DIRECT),
            ),
            claims=(
                claim("s1", VALE, "its troops hold Arden"),
                claim("s2", MARK, "Arden had fallen", polarity=Polarity.DENIED),
                claim("s3", ANALYSTS, "Arden may fall", certainty=Certainty.POSSIBLE),
            ),
            declined=(Declined(span=span("A mill burned"), stage=Stage.CLAIMS, reason="no party"),),
        )
    )


@pytest.fixture
def hostile():
    """A report that would like to be a program."""
    script = "<script>window.stolen = 1</script>"
    image = "\"'><img src=x onerror=window.stolen=1>"
    text = f"{script} {image} said that </style></span> Arden is held.\n\n{script}"
    source = Source(
        name=f"{script}\"'",
        org="</title><script>window.stolen = 1</script>",
        side='" onmouseover="window.stolen=1',
        basis="javascript:window.stolen=1",
    )
    said = text.index("said that")
    return on_page(
        reading(
            text,
            statements=[
                statement("s1", source, Span(0, said)),
                statement("s2", source, Span(said, len(text))),
            ],
            claims=[
                claim("s1", source, Span(0, 20), place=Place(name=f"{script}\u202e"), party=script),
                claim("s2", source, Span(10, said + 20), extent=script, relayed_by=(script,)),
            ],
            declined=[Declined(span=Span(0, 30), stage=Stage.CLAIMS, reason=script)],
            outlet=f"</title>{script}",
            url="javascript:window.stolen=1",
            author=script,
        ),
        note=script,
    )
