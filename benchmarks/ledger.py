"""How fast a ledger of many claims is written and asked.

    python benchmarks/ledger.py --claims 100000
    python benchmarks/ledger.py --claims 1000000 --keep big.db
    python benchmarks/ledger.py --claims 100000 --keep postgresql://USER@HOST/EMPTY_DATABASE

Makes up reports, skewed as real ones are (few places and voices have most of the claims), from a seed: the
same arguments make the same ledger. Nothing in it is about the world. Prints one line of JSON. On a
machine that does other work too, the seconds of the processor tell more than those of the clock.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import resource
import tempfile
import time
from bisect import bisect
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine, func, select, text

from sayso.answers.brief import brief
from sayso.answers.kept_disputes import disputes_of_all_places
from sayso.ledger import ClaimFilter, Ledger, schema
from sayso.model import (
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
    Run,
    Source,
    SourceClass,
    Span,
    Stage,
    Statement,
    Voice,
    When,
)

FIRST, DAYS = date(2022, 2, 24), 1000
SIDES = ("Arden", "Vale")
KINDS = (*(Kind.CONTROL,) * 4, *(Kind.FIGHTING,) * 6, Kind.ADVANCE, Kind.CASUALTIES, Kind.FORCE, Kind.OTHER)
WORDS = [
    f"{first}{last}"
    for first in ("bar", "col", "den", "fer", "gol", "hav", "lim")
    for last in (
        "an",
        "ber",
        "cot",
        "dur",
        "eth",
        "fil",
        "gan",
        "hus",
        "ip",
        "kor",
        "lun",
        "mas",
        "nor",
        "os",
        "par",
    )
]
RECORDED = datetime(2025, 1, 1, tzinfo=UTC)
ASKED = 300
"""How many questions of each sort are asked."""


class Skewed:
    """Draws numbers below `size` so that the n-th is drawn about 1/n**power as often as the first."""

    def __init__(self, size: int, power: float, rng: random.Random) -> None:
        weights = itertools.accumulate(1 / (n + 3) ** power for n in range(size))
        self._edges, self._rng = list(weights), rng

    def draw(self) -> int:
        return bisect(self._edges, self._rng.random() * self._edges[-1])


class World:
    """Places, voices and outlets, and the reports that they make."""

    def __init__(self, claims: int, documents: int, places: int, seed: int) -> None:
        self._rng = random.Random(seed)
        self._claims, self._documents = claims, documents
        self.places = [
            Place(
                name=f"{self._word().title()} {n}",
                id=f"geonames:{n}",
                latitude=round(45 + self._rng.random() * 8, 5),
                longitude=round(25 + self._rng.random() * 14, 5),
                country="ZZ",
                kind="settlement",
                zone="Europe/Kyiv",
                population=self._rng.randrange(100, 100_000),
            )
            for n in range(places)
        ]
        self._which = Skewed(places, 0.8, self._rng)
        self._voices = [self._voice(n) for n in range(max(20, documents // 50))]
        self._who = Skewed(len(self._voices), 0.9, self._rng)

    def readings(self) -> Iterator[Reading]:
        """Every report, most of few claims and some of many."""
        left = self._claims
        for number in range(self._documents):
            mean = left / (self._documents - number)
            count = min(left, max(1, round(self._rng.expovariate(1 / mean)))) if left else 0
            if number == self._documents - 1:
                count = left
            left -= count
            yield self._reading(number, count)

    def _reading(self, number: int, count: int) -> Reading:
        rng = self._rng
        day = FIRST + timedelta(days=int(DAYS * rng.random() ** 0.7))
        sentences: list[str] = []
        claims: list[Claim] = []
        statements: list[Statement] = []
        size = 0
        around = [self._which.draw() for _ in range(max(1, count // 3))]
        for n in range(count):
            place, source = self.places[rng.choice(around)], self._voices[self._who.draw()]
            side = rng.choice(SIDES)
            words = f"{side} holds {place.name}"
            sentence = f"{source.name} said that {words} {' '.join(self._word() for _ in range(12))}."
            start = size + sentence.index(words)
            span = Span(start, start + len(words))
            sentences.append(sentence)
            size += len(sentence) + 1
            kind = rng.choice(KINDS)
            when = When.on(day - timedelta(days=rng.randrange(4))) if rng.random() < 0.7 else None
            certainty = rng.choices(list(Certainty), (80, 8, 6, 2, 4))[0]
            polarity = Polarity.DENIED if rng.random() < 0.1 else Polarity.AFFIRMED
            statements.append(
                Statement(
                    id=f"s{n}",
                    voice=Voice.ATTRIBUTED,
                    source=source,
                    cue=(Span(size - 2, size - 1),),
                    content=(span,),
                    quote=Quote.INDIRECT,
                    certainty=certainty,
                    polarity=polarity,
                )
            )
            claims.append(
                Claim(
                    kind=kind,
                    place=place,
                    party=side,
                    side=side,
                    source=source,
                    statement=f"s{n}",
                    evidence=span,
                    polarity=polarity,
                    certainty=certainty,
                    when=when,
                    background=rng.random() < 0.05,
                )
            )
        sentences.append(" ".join(self._word() for _ in range(60)) + ".")
        text = " ".join(sentences)
        declined = (Declined(span=Span(0, len(text)), stage=Stage.CLAIMS, reason="no place"),)
        outlet = f"Outlet {self._who.draw()}"
        return Reading(
            document=Document(
                id=f"doc-{number}",
                text=text,
                published=Publication(day),
                outlet=outlet,
                url=f"https://example.org/{number}",
                form="made up",
            ),
            language="en",
            pipeline="made up",
            theatre="none",
            statements=tuple(statements),
            claims=tuple(claims),
            declined=declined,
        )

    def _word(self) -> str:
        return self._rng.choice(WORDS)

    def _voice(self, number: int) -> Source:
        side = self._rng.choice((*SIDES, None))
        kind = SourceClass.BELLIGERENT_OFFICIAL if side else SourceClass.INDEPENDENT_REPORTER
        return Source(name=f"Voice {number}", party=side, side=side, source_class=kind)


def write(address: str, world: World) -> dict[str, float]:
    """Fill a ledger; rows of all tables a second, with the making of the reports left out."""
    making = [0.0, 0.0]

    def made() -> Iterator[Reading]:
        readings = world.readings()
        while True:
            start = clocks()
            reading = next(readings, None)
            for at, (before, now) in enumerate(zip(start, clocks(), strict=True)):
                making[at] += now - before
            if reading is None:
                return
            yield reading

    run = Run(sayso="benchmark", pipeline="made up")
    start = clocks()
    with Ledger.open(address, created_at=RECORDED) as ledger:
        for _ in ledger.add_many(made(), RECORDED, run=run):
            pass
        ledger.flush()
    seconds, worked = (now - before - out for before, now, out in zip(start, clocks(), making, strict=True))
    rows, claims, size = counted(address)
    return {
        "rows": rows,
        "claims": claims,
        "seconds": round(seconds, 1),
        "rows_per_second": round(rows / seconds),
        "processor_seconds": round(worked, 1),
        "rows_per_processor_second": round(rows / worked),
        "bytes_per_claim": round(size / claims),
    }


def clocks() -> tuple[float, float]:
    """The clock, and the time that the processor has worked for us."""
    return time.perf_counter(), time.process_time()


def counted(address: str) -> tuple[int, int, int]:
    """Rows of all tables of the record, those of claims, and bytes of the database."""
    is_file = "://" not in address
    engine = create_engine(
        f"sqlite:///{address}" if is_file else address.replace("postgresql:", "postgresql+psycopg:", 1)
    )
    with engine.connect() as connection:
        asked = "SELECT pg_database_size(current_database())"
        size = Path(address).stat().st_size if is_file else connection.execute(text(asked)).scalar_one()
        sizes = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in schema.APPEND_ONLY
        }
    engine.dispose()
    return sum(sizes.values()), sizes["claim"], size


def ask(address: str, seed: int) -> dict[str, dict[str, float]]:
    """Milliseconds of each sort of question, each asked of other things than the time before."""
    rng = random.Random(seed + 1)
    with Ledger.open(address, create=False) as ledger:
        there = [each.id for each in ledger.places() if each.id is not None]
        by_reader = Skewed(len(there), 0.8, rng)
        spread = rng.choices(there, k=ASKED)
        busy = there[:50]

        def dossier(place: str) -> None:
            day = FIRST + timedelta(days=rng.randrange(100, DAYS))
            first = day - timedelta(days=14)
            ledger.claims_about(place, as_known=day, about_from=first, about_to=day)

        def timeline(place: str) -> None:
            ledger.claims_about(place, kinds=[Kind.CONTROL])

        def month(_: str) -> None:
            first = FIRST + timedelta(days=rng.randrange(DAYS - 31))
            chosen = ClaimFilter(
                kinds=(Kind.CONTROL,), published_from=first, published_to=first + timedelta(days=30)
            )
            list(itertools.islice(ledger.claims(chosen), 200))

        def words(_: str) -> None:
            ledger.search(f"{rng.choice(WORDS)} {rng.choice(WORDS)} {rng.choice(WORDS)}")

        def disputed(_: str) -> None:
            first = FIRST + timedelta(days=rng.randrange(DAYS - 31))
            disputes_of_all_places(ledger, since=first, until=first + timedelta(days=30), limit=20)

        def morning(_: str) -> None:
            first = RECORDED + timedelta(hours=1)
            brief(ledger, first, first + timedelta(days=1), rng.sample(there[:3000], 10))

        start = time.perf_counter()
        disputes_of_all_places(ledger, limit=1)
        reckoned = round((time.perf_counter() - start) * 1000)
        drawn = [there[by_reader.draw()] for _ in range(ASKED)]
        return {
            "dossier, any place": timed(dossier, spread),
            "dossier, as places are spoken of": timed(dossier, drawn),
            "dossier, the 50 busiest": timed(dossier, busy),
            "timeline, any place": timed(timeline, spread),
            "timeline, as places are spoken of": timed(timeline, drawn),
            "timeline, the 50 busiest": timed(timeline, busy),
            "search, three words": timed(words, spread[:100]),
            "a month of control claims, first 200": timed(month, spread[:50]),
            "the disputes of all places, at first": {"once": reckoned},
            "disputes of a month, first 20": timed(disputed, spread[:50]),
            "brief of a day in which nothing came, 10 places": timed(morning, spread[:50]),
        }


def timed(question: Callable[[str], None], asked: list[str]) -> dict[str, float]:
    taken = []
    for each in asked:
        start = time.perf_counter()
        question(each)
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return {"p50": round(taken[len(taken) // 2], 1), "p95": round(taken[int(len(taken) * 0.95)], 1)}


def is_filled(address: str) -> bool:
    with Ledger.open(address, created_at=RECORDED) as ledger:
        return ledger.head().entries > 0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--documents", type=int, help="by default one for ten claims")
    parser.add_argument("--places", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--keep",
        help="leave the ledger in this file or database; one that is there is asked again",
    )
    given = parser.parse_args()
    documents = given.documents or max(1, given.claims // 10)
    world = World(given.claims, documents, given.places, given.seed)
    with tempfile.TemporaryDirectory() as folder:
        address = given.keep or str(Path(folder, "ledger.db"))
        is_there = Path(address).exists() if "://" not in address else is_filled(address)
        figures = {} if is_there else {"written": write(address, world)}
        figures["asked, in milliseconds"] = ask(address, given.seed)
        figures["memory in MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
