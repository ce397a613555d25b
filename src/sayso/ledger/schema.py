"""The tables of a ledger. Rows of the record are added, never changed and never removed.

The tables are plain SQLAlchemy Core, the same in SQLite and PostgreSQL; what each needs of its own (full
text, the triggers that refuse change) hangs on its dialect.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    DDL,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    event,
)

from sayso.ledger.columns import Json, Moment, SpanList, Text, ZonedMoment

SCHEMA_VERSION = 2
"""Raised by one with every change that older versions of sayso could not read."""

metadata = MetaData()

ledger = Table(
    "ledger",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)


def _when(name: str) -> list[Column[Any]]:
    """Columns of a `When`; precision is null where there is none."""
    return [
        Column(f"{name}_first", Date),
        Column(f"{name}_last", Date),
        Column(f"{name}_precision", Text),
        Column(f"{name}_starts_at", ZonedMoment),
        Column(f"{name}_ends_at", ZonedMoment),
        # The codebook's value, for people who read the table; never read back.
        Column(f"{name}_iso", Text),
    ]


run = Table(
    "run",
    metadata,
    # A digest of the rest: what read a report, with which knowledge and settings.
    Column("key", Text, primary_key=True),
    Column("sayso", Text, nullable=False),
    Column("pipeline", Text, nullable=False),
    # Digests of the lexicon, the theatres and the gazetteer, by name.
    Column("knowledge", Json, nullable=False),
    Column("settings", Json, nullable=False),
)

source = Table(
    "source",
    metadata,
    # A digest of the rest: what was known of a voice when a report was read is never rewritten.
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("org", Text),
    Column("party", Text),
    Column("side", Text),
    Column("class", Text, nullable=False),
    Column("basis", Text),
    Index("source_by_name", "name"),
)

place = Table(
    "place",
    metadata,
    # A digest of the rest: a place that is renamed or moved on the map is another row.
    Column("key", Text, primary_key=True),
    Column("id", Text),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("within", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("country", Text),
    Column("kind", Text),
    Column("zone", Text),
    Column("population", Integer),
    Column("basis", Text),
    Index("place_by_id", "id"),
    Index("place_by_name", "folded"),
)

document = Table(
    "document",
    metadata,
    # A key of our own: an implicit row number may change when the file is compacted, and the
    # full-text index refers to it.
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("published_day", Date),
    Column("published_at", ZonedMoment),
    # The first instant at which a reader could know it; where the publication is unknown, the
    # instant at which the ledger learned it.
    Column("known_from", Moment, nullable=False),
    # What all versions of one report share.
    Column("story", Text, nullable=False),
    # An instant at which the report stood in these words: of several versions the latest speaks.
    Column("version_at", Moment, nullable=False),
    # An excerpt gives way to any version that is whole.
    Column("is_excerpt", Boolean, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("url", Text),
    Column("language", Text),
    Column("author", Text),
    Column("text", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("raw_sha256", Text),
    Column("theatre", Text),
    Column("run", Text, ForeignKey("run.key"), nullable=False),
    Column("recorded_at", Moment, nullable=False),
    # "opinion", "satire" and the like, where the page says so of itself.
    Column("marks", Json, nullable=False),
    Column("grounds", Json, nullable=False),
    Index("document_by_story", "story"),
    Index("document_by_text", "text_sha256"),
    Index("document_by_bytes", "raw_sha256"),
    Index("document_by_day", "published_day"),
    Index("document_by_recording", "recorded_at"),
)

carrier = Table(
    "carrier",
    metadata,
    # Position 0 is the form in which the document first came.
    Column("document", Integer, ForeignKey("document.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("form", Text),
    Column("named", Text),
    # What its file calls all versions of it, such as the number of a post.
    Column("story", Text),
    Column("outlet", Text),
    Column("url", Text),
    Column("published_day", Date),
    Column("published_at", ZonedMoment),
    Column("edited_at", ZonedMoment),
    Column("captured_at", ZonedMoment),
    Column("forwarded_from", Text),
    Column("archive_url", Text),
    # The digest that an archiving tool wrote down, as it wrote it; ours is `raw_sha256`.
    Column("archive_hash", Text),
    Column("raw_sha256", Text),
    # Of the words it carries, which may be only the beginning of the document's.
    Column("text_sha256", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
)

statement = Table(
    "statement",
    metadata,
    Column("document", Integer, ForeignKey("document.number"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("within", Text),
    Column("voice", Text, nullable=False),
    Column("source", Text, ForeignKey("source.key")),
    Column("source_spans", SpanList),
    Column("cue", SpanList, nullable=False),
    Column("content", SpanList, nullable=False),
    Column("relayed_by", Json, nullable=False),
    Column("channel", Text),
    Column("quote", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("evidence_items", Json, nullable=False),
    *_when("said_on"),
    Column("said_at", ZonedMoment),
    # The judgement by which a person added it; null for what was read.
    Column("judgement", Integer, ForeignKey("judgement.number")),
)

claim = Table(
    "claim",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("document", Integer, ForeignKey("document.number"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("statement", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("place", Text, ForeignKey("place.key")),
    Column("party", Text),
    Column("side", Text),
    Column("source", Text, ForeignKey("source.key"), nullable=False),
    Column("source_spans", SpanList),
    Column("relayed_by", Json, nullable=False),
    Column("channel", Text),
    Column("quote", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    *_when("when"),
    *_when("said_on"),
    Column("extent", Text),
    Column("quantity_low", Float),
    Column("quantity_high", Float),
    Column("quantity_counts", Text),
    Column("background", Boolean, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    # The judgement by which a person added it; null for what was read.
    Column("judgement", Integer, ForeignKey("judgement.number")),
    UniqueConstraint("document", "position"),
    ForeignKeyConstraint(["document", "statement"], ["statement.document", "statement.id"]),
    Index("claim_by_place", "place", "kind"),
    Index("claim_by_source", "source"),
)

declined = Table(
    "declined",
    metadata,
    Column("document", Integer, ForeignKey("document.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("stage", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

attempt = Table(
    "attempt",
    metadata,
    Column("number", Integer, primary_key=True),
    # A file or address that the user named, and what they said of it.
    Column("input", Text, nullable=False),
    Column("description", Json, nullable=False),
    # Null where it went well after having failed before.
    Column("problem", Text),
    Column("tried_at", Moment, nullable=False),
    Index("attempt_by_input", "input"),
)

withdrawal = Table(
    "withdrawal",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("document.number"), nullable=False),
    # "deleted" or "retracted" by its source.
    Column("kind", Text, nullable=False),
    Column("reason", Text),
    Column("seen_at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Index("withdrawal_by_document", "document"),
)

judgement = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    # The id of a claim, the name of a source, or the number of a judgement that is taken back.
    Column("subject", Text, nullable=False),
    # What is put in its place: the fields of a claim, the name of a source.
    Column("value", Json, nullable=False),
    Column("author", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("evidence", Json, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Index("judgement_by_subject", "subject"),
)

citation = Table(
    "citation",
    metadata,
    Column("key", Text, primary_key=True),
    Column("place", Text, nullable=False),
    Column("on", Date, nullable=False),
    Column("snapshot", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
)

entry = Table(
    "entry",
    metadata,
    # One for each transaction that added rows: what it added, and a digest that includes the one before.
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("head", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    UniqueConstraint("kind", "subject"),
)

Index("document_by_known", document.c.known_from)

APPEND_ONLY = (
    run,
    source,
    place,
    document,
    carrier,
    statement,
    claim,
    declined,
    attempt,
    withdrawal,
    judgement,
    citation,
    entry,
)

DOCUMENT_TEXT = "document_text"
"""What finds documents by their words. It can be made again from them, so no hash covers it."""

_SQLITE = (
    f"CREATE VIRTUAL TABLE {DOCUMENT_TEXT} USING fts5("
    "text, content='document', content_rowid='number', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER document_indexed AFTER INSERT ON document BEGIN "
    f"INSERT INTO {DOCUMENT_TEXT}(rowid, text) VALUES (new.number, new.text); END",
    # The file itself refuses change, whichever program has it open.
    *(
        f"CREATE TRIGGER {table.name}_no_{act.lower()} BEFORE {act} ON {table.name} BEGIN "
        f"SELECT RAISE(ABORT, 'the ledger only grows: no {act.lower()} of {table.name}'); END"
        for table in APPEND_ONLY
        for act in ("UPDATE", "DELETE")
    ),
)

_POSTGRESQL = (
    f"CREATE TABLE {DOCUMENT_TEXT} ("
    'number integer PRIMARY KEY REFERENCES document, words text[] COLLATE "C" NOT NULL)',
    f"CREATE INDEX {DOCUMENT_TEXT}_words ON {DOCUMENT_TEXT} USING gin (words)",
    # So does the server, whoever asks.
    "CREATE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION "
    "USING MESSAGE = 'the ledger only grows: no ' || lower(TG_OP) || ' of ' || TG_TABLE_NAME; END $$",
    *(
        f"CREATE TRIGGER {table.name}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name} "
        "EXECUTE FUNCTION ledger_only_grows()"
        for table in APPEND_ONLY
    ),
)

for _dialect, _texts in (("sqlite", _SQLITE), ("postgresql", _POSTGRESQL)):
    for _text in _texts:
        _statement = DDL(_text)  # type: ignore[no-untyped-call]  # the library leaves it untyped
        event.listen(metadata, "after_create", _statement.execute_if(dialect=_dialect))
