"""Documents by their words.

SQLite keeps the words in an index of its own, which a trigger fills. In PostgreSQL they lie in a table beside
the documents, under a GIN index; no hash covers it, since it can be made again from them. They are folded
here and not by an expression of the server: what `lower` and `to_tsvector` make of a letter hangs on the
locale that the database was made with (in "C" they leave Cyrillic capitals as they are), `unaccent` is often
not installed, and a `tsvector` forgets the places of words after the 16383rd and refuses long documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, RowMapping, select, text

from sayso.ledger import rows, schema
from sayso.ledger.speaking import Standing, standing_of_document
from sayso.ledger.words import Phrase, excerpt, folded_words, holds_written, phrases_in
from sayso.model import Publication

_document = schema.document

_AT_ONCE = 100
"""Documents whose text is fetched together."""
_AVERAGE = 500
"""Words of a usual report. The true average would have to be counted anew for every search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A document that holds the words; in `snippet` they stand in square brackets.

    `standing` tells whether it counts, or why not: what was withdrawn or superseded is found all the same.
    """

    document_id: str
    published: Publication | None
    outlet: str | None
    url: str | None
    language: str | None
    snippet: str
    standing: Standing


def search(connection: Connection, words: str, *, limit: int = 20, exact: bool = False) -> list[SearchHit]:
    """Documents that hold all the words, best first. What is typed is words, never a query language.

    An exact search keeps those that hold them in the case and with the accents that were typed.
    """
    folded = phrases_in(words)
    if not folded:
        return []
    find = _in_postgres if connection.dialect.name == "postgresql" else _in_sqlite
    if not exact:
        numbers = find(connection, folded, limit)
        return [_hit(row, folded) for row in _documents(connection, numbers)]
    written = phrases_in(words, exact=True)
    there = _documents(connection, find(connection, folded, None))
    kept = (row for row in there if holds_written(row["text"], written))
    return [_hit(row, written, exact=True) for row in islice(kept, limit)]


def _documents(connection: Connection, numbers: list[int]) -> Iterator[RowMapping]:
    """Documents in the order of their numbers given, with their standing; few lie in memory."""
    standing = standing_of_document().label("standing")
    for first in range(0, len(numbers), _AT_ONCE):
        some = numbers[first : first + _AT_ONCE]
        query = select(_document, standing).where(_document.c.number.in_(some))
        by_number = {row["number"]: row for row in connection.execute(query).mappings()}
        yield from (by_number[number] for number in some)


def index_document(connection: Connection, number: int, whole: str) -> None:
    """Make the words of a document that was just added findable."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(f"INSERT INTO {schema.DOCUMENT_TEXT} (number, words) VALUES (:number, :words)"),
            {"number": number, "words": folded_words(whole)},
        )


def is_indexed(connection: Connection) -> bool:
    """Whether a PostgreSQL ledger finds every document by its words, and by no others."""
    query = text(
        f"SELECT document.text, words FROM document LEFT JOIN {schema.DOCUMENT_TEXT} USING (number)"
    ).execution_options(yield_per=100)
    with connection.execute(query) as found:
        return all(folded_words(whole) == words for whole, words in found)


def _in_sqlite(connection: Connection, phrases: list[Phrase], limit: int | None) -> list[int]:
    wanted = " ".join(f'"{" ".join(phrase)}"' for phrase in phrases)
    query = text(
        f"SELECT rowid FROM {schema.DOCUMENT_TEXT} "
        f"WHERE {schema.DOCUMENT_TEXT} MATCH :wanted ORDER BY rank, rowid LIMIT :limit"
    )
    return list(
        connection.execute(query, {"wanted": wanted, "limit": -1 if limit is None else limit}).scalars()
    )


def _in_postgres(connection: Connection, phrases: list[Phrase], limit: int | None) -> list[int]:
    """The index finds the words; phrases are looked for in the documents that hold theirs.

    The order is that of BM25, but for how rare a word is.
    """
    values: dict[str, Any] = {
        "every": sorted({word for phrase in phrases for word in phrase}),
        "limit": limit,
    }
    wanted, counts = ["words @> CAST(:every AS text[])"], {}
    for number, phrase in enumerate(dict.fromkeys(phrases)):
        name = f"phrase_{number}"
        if len(phrase) == 1:
            values[name] = phrase[0]
            counts[name] = f"cardinality(array_positions(words, CAST(:{name} AS text)))"
        else:
            values[name] = f" {' '.join(phrase)} "
            together = "' ' || array_to_string(words, ' ') || ' '"
            wanted.append(f"strpos({together}, :{name}) > 0")
            rest = f"replace({together}, :{name}, '')"
            counts[name] = f"(length({together}) - length({rest})) / {len(values[name])}"
    size = f"1.2 * (0.25 + 0.75 * cardinality(words) / {_AVERAGE})"
    weight = " + ".join(f"times_{name} * 2.2 / (times_{name} + size)" for name in counts)
    counted = ", ".join(f"{count} AS times_{name}" for name, count in counts.items())
    # OFFSET 0: or the counts would be made anew wherever they are named.
    query = text(
        f"SELECT number FROM {schema.DOCUMENT_TEXT} "
        f"CROSS JOIN LATERAL (SELECT {size} AS size, {counted} OFFSET 0) AS counted "
        f"WHERE {' AND '.join(wanted)} ORDER BY {weight} DESC, number LIMIT CAST(:limit AS bigint)"
    )
    return list(connection.execute(query, values).scalars())


def _hit(row: RowMapping, phrases: list[Phrase], *, exact: bool = False) -> SearchHit:
    return SearchHit(
        document_id=row["id"],
        published=rows.publication(row),
        outlet=row["outlet"],
        url=row["url"],
        language=row["language"],
        snippet=excerpt(row["text"], phrases, exact=exact),
        standing=Standing(row["standing"]),
    )
