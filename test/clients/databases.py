"""The two databases that PyAirbyte fills, asked in their own SQL."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from airbyte.caches import DuckDBCache, PostgresCache
from airbyte.caches.base import CacheBase
from airbyte.secrets.base import SecretString
from sqlalchemy import text

from clear_grid import Row

DATABASES = ("duckdb", "postgres")


def open_cache(database: str, name: str, folder: Path) -> CacheBase:
    """An empty schema called `name`. PostgreSQL is the cluster that .ci/clients has started."""
    if database == "duckdb":
        return DuckDBCache(
            db_path=folder / "warehouse.duckdb", schema_name=name, cache_dir=folder / "files"
        )
    return PostgresCache(
        host=os.environ["PGHOST"],
        port=int(os.environ["PGPORT"]),
        username=os.environ["PGUSER"],
        password=SecretString(os.environ["PGPASSWORD"]),
        database=os.environ["PGDATABASE"],
        schema_name=name,
        cache_dir=folder / "files",
    )


def ask(cache: CacheBase, sql: str) -> list[Row]:
    """The answer to a query in which `{schema}` stands for the cache's schema."""
    with cache.get_sql_engine().connect() as connection:
        rows = connection.execute(text(sql.format(schema=cache.schema_name)))
        return [dict(row) for row in rows.mappings()]


def table(cache: CacheBase, stream: str) -> list[Row]:
    return ask(cache, f"SELECT * FROM {{schema}}.{stream}")


def column_types(cache: CacheBase, stream: str) -> dict[str, str]:
    """Column name -> type, in the database's own words and in small letters."""
    columns = ask(
        cache,
        "SELECT column_name, data_type FROM information_schema.columns "
        f"WHERE table_schema = '{{schema}}' AND table_name = '{stream}'",
    )
    return {column["column_name"]: column["data_type"].lower() for column in columns}


def states(cache: CacheBase) -> dict[str, dict[str, Any]]:
    """Stream -> the state that its next sync begins from."""
    kept = ask(cache, "SELECT stream_name, state_json FROM {schema}._airbyte_state")
    return {
        row["stream_name"]: json.loads(row["state_json"])["stream"]["stream_state"] for row in kept
    }
