"""ClearGrid into a DuckDB file with PyAirbyte. Run it again to fetch only what is new.

python main.py                                          the built program, on the sandbox
python main.py --docker-image source-cleargrid:0.2.0    the image
python main.py --config config.json                     your own ClearGrid
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

# Airbyte's registry does not know this connector: do not ask it. And report no usage. PyAirbyte
# reads both when it is imported.
os.environ.setdefault("AIRBYTE_OFFLINE_MODE", "1")
os.environ.setdefault("DO_NOT_TRACK", "1")

import airbyte as ab
from airbyte.caches import DuckDBCache
from airbyte.exceptions import AirbyteConnectorCheckFailedError

PROGRAM = Path(__file__).resolve().parents[2] / "dist" / "main.js"
SANDBOX = {
    "environment": "sandbox",
    "lender": "acme-finance",
    "email": "exports@acme-finance.example",
    "password": "any-will-do",
    "start_date": "2026-01-01T00:00:00Z",
}
# "from" and "to" are reserved words of SQL: quote them.
LONGEST_CALLS = """
    SELECT "to" AS number, duration AS seconds, communicated_at AS at
    FROM communication_logs WHERE duration IS NOT NULL
    ORDER BY duration DESC, public_id LIMIT 3
"""


def main() -> None:
    options = parse_options()
    settings = json.loads(options.config.read_text()) if options.config else SANDBOX
    source = open_source(settings, options.docker_image)
    check(source)
    source.select_all_streams()
    with tempfile.TemporaryDirectory() as folder:
        cache = DuckDBCache(db_path=options.database, cache_dir=folder)
        result = source.read(cache=cache)
    print(f"\n{result.processed_records} records read into {options.database}")
    for stream in result.streams:
        (count,) = cache.run_sql_query(f"SELECT count(*) AS rows FROM {stream}")
        print(f"{stream}: {count['rows']} rows")
    print("The longest calls:")
    for call in cache.run_sql_query(LONGEST_CALLS):
        print(f"  {call['number']}  {call['seconds']} s  {call['at']} UTC")


def open_source(settings: dict[str, Any], docker_image: str | None) -> ab.Source:
    """The connector. PyAirbyte syncs its streams incrementally, by primary key."""
    source = {"docker_image": docker_image} if docker_image else {"local_executable": PROGRAM}
    return ab.get_source("source-cleargrid", config=settings, **source)


def check(source: ab.Source) -> None:
    """Logs in first, so that a wrong password is one sentence and not a stack trace."""
    try:
        source.check()
    except AirbyteConnectorCheckFailedError as failure:
        reason = (failure.context or {}).get("failure_reason")
        sys.exit(str(reason or failure.original_exception or failure.get_message()))


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="ClearGrid into a DuckDB file.")
    parser.add_argument("--config", type=Path, help="your config.json; default: the sandbox")
    parser.add_argument("--database", type=Path, default=Path("cleargrid.duckdb"))
    parser.add_argument("--docker-image", help="this image instead of the built program")
    return parser.parse_args()


if __name__ == "__main__":
    main()
