"""What beside the record can be made again from it: the indexes of its tables, and the views for people.

A ledger that an earlier sayso of the same schema made may lack some, or have them as they were then. No hash
covers them, and whoever drops them loses nothing but time.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from sqlalchemy import Connection, Index, text

from sayso.ledger.schema import metadata
from sayso.ledger.views import views_of

_MARK = re.compile(r"sayso [0-9a-f]{16}")
"""What stands in a view of ours, with a digest of what it selects: another program's is left alone."""

_THERE = {
    "sqlite": "SELECT name, type, sql AS told FROM sqlite_master",
    "postgresql": (
        "SELECT relname AS name, CASE relkind WHEN 'i' THEN 'index' WHEN 'v' THEN 'view' ELSE 'table' END "
        "AS type, obj_description(oid, 'pg_class') AS told FROM pg_class "
        "WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())"
    ),
}


def is_complete(connection: Connection) -> bool:
    """Whether nothing is to be made."""
    return next(_commands(connection), None) is None


def complete(connection: Connection) -> None:
    """Make what is missing, and make anew what an earlier sayso made otherwise, within the caller's
    transaction."""
    for command in list(_commands(connection)):
        if isinstance(command, Index):
            command.create(connection)
        else:
            connection.exec_driver_sql(command)


def _commands(connection: Connection) -> Iterator[Index | str]:
    there = {row.name: row for row in connection.execute(text(_THERE[connection.dialect.name]))}
    for table in metadata.sorted_tables:
        yield from (index for index in sorted(table.indexes, key=_name) if index.name not in there)
    for name, words in views_of(connection.dialect.name).items():
        mark = f"sayso {hashlib.sha256(words.encode()).hexdigest()[:16]}"
        found = there.get(name)
        if found is not None:
            its_mark = _MARK.search(found.told or "") if found.type == "view" else None
            if its_mark is None or its_mark[0] == mark:
                continue
            yield f"DROP VIEW {name}"
        yield f"CREATE VIEW {name} AS /* {mark} */ {words}"
        if connection.dialect.name == "postgresql":
            # A server keeps what it understood of a view, and no remark in it.
            yield f"COMMENT ON VIEW {name} IS '{mark}'"


def _name(index: Index) -> str:
    return str(index.name)
