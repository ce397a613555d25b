"""Documents by their words.

SQLite keeps the words in an index of its own, which a trigger fills. In PostgreSQL they lie in a table beside
the documents, under a GIN index; no hash covers it, since it can be made again from them. They are folded
here and not by an expression of the server: what `lower` and `to_tsvector` make of a letter hangs on the
locale that the database was made with (in "C" they leave Cyrillic capitals as they are), `unaccent` is often
not installed, and a `tsvector` forgets the places of words after the 16383rd and refuses long documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, text

from sayso.ledger import rows, schema
from sayso.ledger.words import Phrase, excerpt, folded_words, phrases_in
from sayso.model import Publication

_document = schema.document

_AVERAGE = 500
"""Words of a usual report. The true average would have to be counted anew for every search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A document that holds the words; in `snippet` they stand in square brackets."""

    document_id: str
    published: Publication | None
    outlet: str | None
    url: str | None
    language: str | None
    snippet: str


def search(connection: Connection, words: str, *, limit: int = 20) -> list[SearchHit]:
    """Documents that hold all the words, best first. What is typed is words, never a query language."""
    phrases = phrases_in(words)
    if not phrases:
        return []
    find = _in_postgres if connection.dialect.name == "postgresql" else _in_sqlite
    numbers = find(connection, phrases, limit)
    query = select(_document).where(_document.c.number.in_(numbers))
    by_number = {row["number"]: row for row in connection.execute(query).mappings()}
    return [_hit(by_number[number], phrases) for number in numbers]


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


def _in_sqlite(connection: Connection, phrases: list[Phrase], limit: int) -> list[int]:
    wanted = " ".join(f'"{" ".join(phrase)}"' for phrase in phrases)
    query = text(
        f"SELECT rowid FROM {schema.DOCUMENT_TEXT} "
        f"WHERE {schema.DOCUMENT_TEXT} MATCH :wanted ORDER BY rank, rowid LIMIT :limit"
    )
    return list(connection.execute(query, {"wanted": wanted, "limit": limit}).scalars())


def _in_postgres(connection: Connection, phrases: list[Phrase], limit: int) -> list[int]:
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
        f"WHERE {' AND '.join(wanted)} ORDER BY {weight} DESC, number LIMIT :limit"
    )
    return list(connection.execute(query, values).scalars())


def _hit(row: Any, phrases: list[Phrase]) -> SearchHit:
    return SearchHit(
        document_id=row["id"],
        published=rows.publication(row),
        outlet=row["outlet"],
        url=row["url"],
        language=row["language"],
        snippet=excerpt(row["text"], phrases),
    )
