"""One sync of PyAirbyte into DuckDB and into PostgreSQL, with what the connector wrote kept as lines.

    python sync.py first|second FOLDER

DuckDB: append + dedup, as most people choose. PostgreSQL: append only, so that the package has to find
the newest version of each row itself.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import airbyte as ab
from airbyte.caches import DuckDBCache, PostgresCache
from airbyte.caches.base import CacheBase
from airbyte.secrets.base import SecretString
from airbyte.strategies import WriteStrategy

sys.path.insert(0, str(Path(__file__).parents[1] / "clients"))

from clear_grid import clear_grid  # noqa: E402

START = "2026-02-18T00:00:00Z"
CLOCKS = {"first": "2026-03-10T12:00:00Z", "second": "2026-03-15T12:00:00Z"}
ROOT = Path(__file__).parents[2]


def main(which: str, folder: Path) -> None:
    with clear_grid(CLOCKS[which]) as clear:
        for cache, strategy, lines in (
            (duckdb_cache(folder), WriteStrategy.MERGE, folder / "lines.jsonl"),
            (postgres_cache(folder), WriteStrategy.APPEND, folder / "lines-postgres.jsonl"),
        ):
            source = ab.get_source(
                "source-cleargrid",
                local_executable=listening(folder, lines),
                config=clear.settings(START),
                streams="*",
            )
            done = source.read(cache=cache, write_strategy=strategy)
            print(f"{type(cache).__name__}: {done.processed_records} records", flush=True)


def listening(folder: Path, lines: Path) -> Path:
    """The connector, with a copy of all that it writes added to a file."""
    program = folder / f"source-cleargrid-{lines.stem}"
    program.write_text(
        "#!/usr/bin/env bash\nset -o pipefail\n"
        f"node '{ROOT / 'dist' / 'main.js'}' \"$@\" | tee -a '{lines}'\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def duckdb_cache(folder: Path) -> CacheBase:
    return DuckDBCache(
        db_path=folder / "warehouse.duckdb", schema_name="cleargrid", cache_dir=folder / "files"
    )


def postgres_cache(folder: Path) -> CacheBase:
    return PostgresCache(
        host=os.environ["PGHOST"],
        port=int(os.environ["PGPORT"]),
        username=os.environ["PGUSER"],
        password=SecretString(os.environ["PGPASSWORD"]),
        database=os.environ["PGDATABASE"],
        schema_name="cleargrid",
        cache_dir=folder / "files-postgres",
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
