"""Every mart of both databases, as sorted JSON lines: FOLDER/duckdb/MART.jsonl, FOLDER/postgres/...

    python rows.py FOLDER

When a record was read differs from sync to sync, so what follows from that is left out.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import psycopg2

SCHEMA = "analytics"
LEFT_OUT = {"newest_extracted_at", "hours_since_extraction"}
Query = Callable[[str], tuple[list[str], list[tuple[Any, ...]]]]


def main(folder: Path) -> None:
    with duckdb.connect(os.environ["DUCKDB_PATH"], read_only=True) as connection:
        write(folder / "duckdb", asking(connection))
    # The environment says where: PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE.
    connection = psycopg2.connect("")
    try:
        write(folder / "postgres", asking(connection.cursor()))
    finally:
        connection.close()


def asking(cursor: Any) -> Query:
    def query(sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        cursor.execute(sql)
        return [column[0] for column in cursor.description], cursor.fetchall()

    return query


def write(folder: Path, query: Query) -> None:
    folder.mkdir(parents=True)
    _, tables = query(
        "SELECT table_name FROM information_schema.tables "
        f"WHERE table_schema = '{SCHEMA}' AND table_name LIKE 'cleargrid\\_\\_%' ESCAPE '\\'"
    )
    for (table,) in tables:
        columns, rows = query(f"SELECT * FROM {SCHEMA}.{table}")
        lines = sorted(line(columns, row) for row in rows)
        path = folder / f"{table.removeprefix('cleargrid__')}.jsonl"
        path.write_text("".join(f"{each}\n" for each in lines))


def line(columns: Iterable[str], row: Iterable[Any]) -> str:
    fields = {name: plain(value) for name, value in zip(columns, row) if name not in LEFT_OUT}
    return json.dumps(fields, ensure_ascii=False)


def plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


if __name__ == "__main__":
    main(Path(sys.argv[1]))
