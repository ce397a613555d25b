-- From schema 1 to schema 2: places, voices and runs get tables of their own, documents their versions and
-- carriers, and every row a link in a chain of hashes (added afterwards, in Python).

DROP TRIGGER document_indexed;
DROP TRIGGER document_no_update;
DROP TRIGGER document_no_delete;
DROP TRIGGER statement_no_update;
DROP TRIGGER statement_no_delete;
DROP TRIGGER claim_no_update;
DROP TRIGGER claim_no_delete;
DROP TRIGGER declined_no_update;
DROP TRIGGER declined_no_delete;
DROP INDEX document_by_known;
DROP INDEX claim_by_place;
DROP INDEX claim_by_place_id;
DROP INDEX claim_by_source;
ALTER TABLE document RENAME TO old_document;
ALTER TABLE statement RENAME TO old_statement;
ALTER TABLE claim RENAME TO old_claim;
ALTER TABLE declined RENAME TO old_declined;
CREATE TABLE run ( "key" TEXT NOT NULL, sayso TEXT NOT NULL, pipeline TEXT NOT NULL, knowledge TEXT NOT
    NULL, settings TEXT NOT NULL, PRIMARY KEY ("key") );
CREATE TABLE source ( "key" TEXT NOT NULL, name TEXT NOT NULL, org TEXT, party TEXT, side TEXT, class TEXT
    NOT NULL, basis TEXT, PRIMARY KEY ("key") );
CREATE TABLE place ( "key" TEXT NOT NULL, id TEXT, name TEXT NOT NULL, folded TEXT NOT NULL, within TEXT,
    lat FLOAT, lon FLOAT, country TEXT, kind TEXT, zone TEXT, population INTEGER, basis TEXT, PRIMARY KEY
    ("key") );
CREATE TABLE attempt ( number INTEGER NOT NULL, input TEXT NOT NULL, description TEXT NOT NULL, problem
    TEXT, tried_at TEXT NOT NULL, PRIMARY KEY (number) );
CREATE TABLE judgement ( number INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, value TEXT NOT
    NULL, author TEXT NOT NULL, reason TEXT NOT NULL, evidence TEXT NOT NULL, recorded_at TEXT NOT NULL, PRIMARY
    KEY (number) );
CREATE TABLE citation ( "key" TEXT NOT NULL, place TEXT NOT NULL, "on" DATE NOT NULL, snapshot TEXT NOT
    NULL, recorded_at TEXT NOT NULL, PRIMARY KEY ("key") );
CREATE TABLE entry ( number INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, digest TEXT NOT
    NULL, head TEXT NOT NULL, recorded_at TEXT NOT NULL, PRIMARY KEY (number), UNIQUE (kind, subject) );
CREATE TABLE document ( number INTEGER NOT NULL, id TEXT NOT NULL, published_day DATE, published_at TEXT,
    known_from TEXT NOT NULL, story TEXT NOT NULL, version_at TEXT NOT NULL, is_excerpt BOOLEAN NOT NULL, title
    TEXT, outlet TEXT, url TEXT, language TEXT, author TEXT, text TEXT NOT NULL, text_sha256 TEXT NOT NULL,
    raw_sha256 TEXT, theatre TEXT, run TEXT NOT NULL, recorded_at TEXT NOT NULL, marks TEXT NOT NULL, grounds
    TEXT NOT NULL, PRIMARY KEY (number), UNIQUE (id), FOREIGN KEY(run) REFERENCES run ("key") );
CREATE TABLE carrier ( document INTEGER NOT NULL, position INTEGER NOT NULL, form TEXT, named TEXT, story
    TEXT, outlet TEXT, url TEXT, published_day DATE, published_at TEXT, edited_at TEXT, captured_at TEXT,
    forwarded_from TEXT, archive_url TEXT, archive_hash TEXT, raw_sha256 TEXT, text_sha256 TEXT NOT NULL,
    recorded_at TEXT NOT NULL, PRIMARY KEY (document, position), FOREIGN KEY(document) REFERENCES document
    (number) );
CREATE TABLE statement ( document INTEGER NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL, within
    TEXT, voice TEXT NOT NULL, source TEXT, source_spans TEXT, cue TEXT NOT NULL, content TEXT NOT NULL,
    relayed_by TEXT NOT NULL, channel TEXT, quote TEXT NOT NULL, certainty TEXT NOT NULL, polarity TEXT NOT
    NULL, evidence_items TEXT NOT NULL, said_on_first DATE, said_on_last DATE, said_on_precision TEXT,
    said_on_starts_at TEXT, said_on_ends_at TEXT, said_on_iso TEXT, said_at TEXT, judgement INTEGER,
    PRIMARY KEY (document, id), FOREIGN KEY(document) REFERENCES document (number), FOREIGN KEY(source)
    REFERENCES source ("key"), FOREIGN KEY(judgement) REFERENCES judgement (number) );
CREATE TABLE declined ( document INTEGER NOT NULL, position INTEGER NOT NULL, start INTEGER NOT NULL, "end"
    INTEGER NOT NULL, stage TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (document, position), FOREIGN
    KEY(document) REFERENCES document (number) );
CREATE TABLE withdrawal ( number INTEGER NOT NULL, document INTEGER NOT NULL, kind TEXT NOT NULL, reason
    TEXT, seen_at TEXT NOT NULL, recorded_at TEXT NOT NULL, PRIMARY KEY (number), FOREIGN KEY(document)
    REFERENCES document (number) );
CREATE TABLE claim ( number INTEGER NOT NULL, id TEXT NOT NULL, document INTEGER NOT NULL, position INTEGER
    NOT NULL, statement TEXT NOT NULL, kind TEXT NOT NULL, place TEXT, party TEXT, side TEXT, source TEXT NOT
    NULL, source_spans TEXT, relayed_by TEXT NOT NULL, channel TEXT, quote TEXT NOT NULL, polarity TEXT NOT
    NULL, certainty TEXT NOT NULL, when_first DATE, when_last DATE, when_precision TEXT, when_starts_at TEXT,
    when_ends_at TEXT, when_iso TEXT, said_on_first DATE, said_on_last DATE, said_on_precision TEXT,
    said_on_starts_at TEXT, said_on_ends_at TEXT, said_on_iso TEXT, extent TEXT, quantity_low FLOAT,
    quantity_high FLOAT, quantity_counts TEXT, background BOOLEAN NOT NULL, start INTEGER NOT NULL, "end"
    INTEGER NOT NULL, evidence TEXT NOT NULL, sentence TEXT NOT NULL, judgement INTEGER, PRIMARY KEY (number),
    FOREIGN KEY(judgement) REFERENCES judgement (number), UNIQUE (document, position), FOREIGN KEY(document, statement) REFERENCES statement (document, id), UNIQUE (id), FOREIGN
    KEY(document) REFERENCES document (number), FOREIGN KEY(place) REFERENCES place ("key"), FOREIGN KEY(source)
    REFERENCES source ("key") );
INSERT INTO run ("key", sayso, pipeline, knowledge, settings) SELECT DISTINCT run_key(sayso, pipeline),
    sayso, pipeline, '{}', '{}' FROM old_document;
INSERT INTO place ("key", id, name, folded, within, lat, lon, country, kind, zone, population, basis) SELECT
    DISTINCT place_key(place_id, place, place_folded, place_within, lat, lon, country, place_kind, place_zone,
    place_population, place_basis), place_id, place, place_folded, place_within, lat, lon, country, place_kind,
    place_zone, place_population, place_basis FROM old_claim WHERE place IS NOT NULL;
INSERT INTO source ("key", name, org, party, side, "class", basis) SELECT source_key(source, source_org,
    source_party, source_side, source_class, source_basis), source, source_org, source_party, source_side,
    source_class, source_basis FROM old_claim UNION SELECT source_key(source, source_org, source_party,
    source_side, source_class, source_basis), source, source_org, source_party, source_side, source_class,
    source_basis FROM old_statement WHERE source IS NOT NULL;
INSERT INTO document (number, id, published_day, published_at, known_from, story, version_at, is_excerpt,
    outlet, url, language, author, text, text_sha256, raw_sha256, theatre, run, recorded_at, marks, grounds)
    SELECT number, id, published_day, published_at, known_from, id, recorded_at, 0, outlet, url, language,
    author, text, text_sha256, raw_sha256, theatre, run_key(sayso, pipeline), recorded_at, '[]', '{}' FROM
    old_document;
INSERT INTO carrier (document, position, outlet, url, published_day, published_at, raw_sha256, text_sha256,
    recorded_at) SELECT number, 0, outlet, url, published_day, published_at, raw_sha256, text_sha256,
    recorded_at FROM old_document;
INSERT INTO statement (document, id, position, within, voice, source, source_spans, cue, content,
    relayed_by, channel, quote, certainty, polarity, evidence_items, said_on_first, said_on_last,
    said_on_precision, said_on_starts_at, said_on_ends_at, said_on_iso, said_at) SELECT (SELECT number FROM
    old_document WHERE old_document.id = document_id), id, position, within, voice, CASE WHEN source IS NULL
    THEN NULL ELSE source_key(source, source_org, source_party, source_side, source_class, source_basis) END,
    source_spans, cue, content, relayed_by, channel, quote, certainty, polarity, evidence_items, said_on_first,
    said_on_last, said_on_precision, said_on_starts_at, said_on_ends_at, said_on_iso, said_at FROM
    old_statement;
INSERT INTO claim (id, document, position, statement, kind, place, party, side, source, source_spans,
    relayed_by, channel, quote, polarity, certainty, when_first, when_last, when_precision, when_starts_at,
    when_ends_at, when_iso, said_on_first, said_on_last, said_on_precision, said_on_starts_at, said_on_ends_at,
    said_on_iso, extent, quantity_low, quantity_high, quantity_counts, background, start, "end", evidence,
    sentence) SELECT id, (SELECT number FROM old_document WHERE old_document.id = document_id), position,
    statement, kind, CASE WHEN place IS NULL THEN NULL ELSE place_key(place_id, place, place_folded,
    place_within, lat, lon, country, place_kind, place_zone, place_population, place_basis) END, party, side,
    source_key(source, source_org, source_party, source_side, source_class, source_basis), source_spans,
    relayed_by, channel, quote, polarity, certainty, when_first, when_last, when_precision, when_starts_at,
    when_ends_at, when_iso, said_on_first, said_on_last, said_on_precision, said_on_starts_at, said_on_ends_at,
    said_on_iso, extent, quantity_low, quantity_high, quantity_counts, background, start, "end", evidence,
    sentence FROM old_claim ORDER BY document_id, position;
INSERT INTO declined (document, position, start, "end", stage, reason) SELECT (SELECT number FROM
    old_document WHERE old_document.id = document_id), position, start, "end", stage, reason FROM old_declined;
DROP TABLE old_claim;
DROP TABLE old_declined;
DROP TABLE old_statement;
DROP TABLE old_document;
CREATE INDEX source_by_name ON source (name);
CREATE INDEX place_by_name ON place (folded);
CREATE INDEX place_by_id ON place (id);
CREATE INDEX attempt_by_input ON attempt (input);
CREATE INDEX judgement_by_subject ON judgement (subject);
CREATE INDEX document_by_bytes ON document (raw_sha256);
CREATE INDEX document_by_story ON document (story);
CREATE INDEX document_by_known ON document (known_from);
CREATE INDEX document_by_recording ON document (recorded_at);
CREATE INDEX document_by_day ON document (published_day);
CREATE INDEX document_by_text ON document (text_sha256);
CREATE INDEX withdrawal_by_document ON withdrawal (document);
CREATE INDEX claim_by_source ON claim (source);
CREATE INDEX claim_by_place ON claim (place, kind);
CREATE TRIGGER document_indexed AFTER INSERT ON document BEGIN INSERT INTO document_text(rowid, text) VALUES (new.number, new.text); END;
CREATE TRIGGER run_no_update BEFORE UPDATE ON run BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no update of run'); END;
CREATE TRIGGER run_no_delete BEFORE DELETE ON run BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no delete of run'); END;
CREATE TRIGGER source_no_update BEFORE UPDATE ON source BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no update of source'); END;
CREATE TRIGGER source_no_delete BEFORE DELETE ON source BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no delete of source'); END;
CREATE TRIGGER place_no_update BEFORE UPDATE ON place BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no update of place'); END;
CREATE TRIGGER place_no_delete BEFORE DELETE ON place BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no delete of place'); END;
CREATE TRIGGER document_no_update BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no update of document'); END;
CREATE TRIGGER document_no_delete BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no delete of document'); END;
CREATE TRIGGER carrier_no_update BEFORE UPDATE ON carrier BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no update of carrier'); END;
CREATE TRIGGER carrier_no_delete BEFORE DELETE ON carrier BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no delete of carrier'); END;
CREATE TRIGGER statement_no_update BEFORE UPDATE ON statement BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no update of statement'); END;
CREATE TRIGGER statement_no_delete BEFORE DELETE ON statement BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no delete of statement'); END;
CREATE TRIGGER claim_no_update BEFORE UPDATE ON claim BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no update of claim'); END;
CREATE TRIGGER claim_no_delete BEFORE DELETE ON claim BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no delete of claim'); END;
CREATE TRIGGER declined_no_update BEFORE UPDATE ON declined BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no update of declined'); END;
CREATE TRIGGER declined_no_delete BEFORE DELETE ON declined BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no delete of declined'); END;
CREATE TRIGGER attempt_no_update BEFORE UPDATE ON attempt BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no update of attempt'); END;
CREATE TRIGGER attempt_no_delete BEFORE DELETE ON attempt BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no delete of attempt'); END;
CREATE TRIGGER withdrawal_no_update BEFORE UPDATE ON withdrawal BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no update of withdrawal'); END;
CREATE TRIGGER withdrawal_no_delete BEFORE DELETE ON withdrawal BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no delete of withdrawal'); END;
CREATE TRIGGER judgement_no_update BEFORE UPDATE ON judgement BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no update of judgement'); END;
CREATE TRIGGER judgement_no_delete BEFORE DELETE ON judgement BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no delete of judgement'); END;
CREATE TRIGGER citation_no_update BEFORE UPDATE ON citation BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no update of citation'); END;
CREATE TRIGGER citation_no_delete BEFORE DELETE ON citation BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no delete of citation'); END;
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no update of entry'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no delete of entry'); END;
