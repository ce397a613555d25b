"""A ledger in a PostgreSQL database, which several people and machines may share.

The tables lie in the schema that comes first in the search path: `public`, unless the address says
`?options=-csearch_path%3DNAME`. Other tables may lie beside them.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from sayso.errors import LedgerError
from sayso.ledger import schema

SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")

_SHOWN = ("host", "port", "options")
"""What may be told of the settings in an address; any other could be a secret."""
_CONNECT_SECONDS = 15
_LOCK = 0x73617973
"""The first half of the advisory lock that a writer holds ("says"); the second names the schema."""
_LOCK_NOT_AVAILABLE, _INSUFFICIENT_PRIVILEGE = "55P03", "42501"


class PostgreSQL:
    """The database at an address; writers wait for each other up to `wait` seconds.

    `name` is the address for people, with nothing secret in it.
    """

    # There was no ledger in PostgreSQL before.
    oldest = 2
    elsewhere = "give the ledger a schema of its own, with ?options=-csearch_path%3DNAME in its address"

    def __init__(self, address: str, wait: int) -> None:
        self._url, self._wait = _parsed(address), wait
        self.name = _shown(self._url)

    def engine(self, *, create: bool) -> Engine:
        settings: dict[str, Any] = {"fallback_application_name": "sayso"}
        if "connect_timeout" not in self._url.query:
            settings["connect_timeout"] = _CONNECT_SECONDS
        try:
            # A connection that broke while nobody used it, as over night, is replaced.
            engine = create_engine(self._url, connect_args=settings, pool_pre_ping=True)
        except ImportError:
            remedy = 'pip install "sayso[postgres]"'
            raise LedgerError(self.name, "a ledger in PostgreSQL needs an extra part", remedy) from None
        event.listen(engine, "connect", _set_up)
        wait = self._wait

        @event.listens_for(engine, "begin")
        def on_begin(connection: Connection) -> None:
            _begin(connection, wait)

        return engine

    def refuse_strangers(self, tables: set[str], create: bool) -> None:
        taken = sorted(tables & {*schema.metadata.tables, schema.DOCUMENT_TEXT})
        if taken:
            told = f"has a table `{taken[0]}` that is not sayso's"
            raise LedgerError(self.name, told, self.elsewhere)
        if not create:
            raise LedgerError(self.name, "there is no ledger in it", "`sayso add` makes one")

    def make_ready(self, engine: Engine) -> None:
        with engine.connect() as connection:
            about = connection.execute(text("SELECT current_schema(), current_setting('server_encoding')"))
            home, encoding = about.one()
        if home is None:
            raise LedgerError(
                self.name, "has no schema of the name in its address", "make it: CREATE SCHEMA NAME"
            )
        if encoding != "UTF8":
            told = f"keeps its text in {encoding}, which cannot hold every report"
            raise LedgerError(self.name, told, "make a database with ENCODING 'UTF8'")

    def back_up(self, version: int) -> str:
        raise LedgerError(
            self.name, f"is of an older sayso (schema {version}) and cannot be upgraded", "make a new one"
        )


def take_sizes(engine: Engine) -> None:
    """Let the server count its tables; by itself it does so a minute too late for whoever asks at once."""
    names = ", ".join(table.name for table in schema.APPEND_ONLY)
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql(f"ANALYZE {names}, {schema.DOCUMENT_TEXT}")


def is_locked(problem: DBAPIError) -> bool:
    """Whether another process was writing for too long."""
    return _state(problem) == _LOCK_NOT_AVAILABLE


def is_forbidden(problem: DBAPIError) -> bool:
    """Whether the user of the address lacks a right."""
    return _state(problem) == _INSUFFICIENT_PRIVILEGE


def _state(problem: DBAPIError) -> str | None:
    return getattr(problem.orig, "sqlstate", None)


def _parsed(address: str) -> URL:
    scheme = address.partition("://")[0]
    refusal = LedgerError(
        f"{scheme}://…",
        "is no address of a database",
        "write postgresql://USER@HOST/DATABASE, and signs such as @ / : in a password as %40 %2F %3A",
    )
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        # What they say may hold a part of the password.
        raise refusal from None
    if "@" in (url.host or ""):
        # A password with this sign in it: its second half was taken for the beginning of the host.
        raise refusal
    return url


def _shown(url: URL) -> str:
    settings = {name: value for name, value in url.query.items() if name in _SHOWN}
    return URL.create(
        "postgresql", url.username, host=url.host, port=url.port, database=url.database, query=settings
    ).render_as_string()


def _set_up(raw: Any, _record: object) -> None:
    # A day as text is written in one way, whatever the server's habit.
    raw.execute("SET datestyle = ISO")
    raw.commit()


def _begin(connection: Connection, wait: int) -> None:
    """Readers see the ledger as it was when they began; a writer waits until it is the only one."""
    writes = connection.get_execution_options().get("sayso_writes")
    raw: Any = connection.connection.driver_connection
    from psycopg import IsolationLevel

    # A writer sees what was recorded while it waited, so its view must be that of each statement.
    raw.isolation_level = IsolationLevel.READ_COMMITTED if writes else IsolationLevel.REPEATABLE_READ
    raw.read_only = not writes
    if writes:
        # Held until the transaction ends. A lock on a table would need the right to change its rows.
        connection.exec_driver_sql(
            f"SET LOCAL lock_timeout = '{wait}s'; "
            f"SELECT pg_advisory_xact_lock({_LOCK}, hashtext(current_schema()::text))"
        )
