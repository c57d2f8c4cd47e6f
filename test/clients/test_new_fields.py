"""A field that ClearGrid adds between two discovers is in the table after the next sync."""

from __future__ import annotations

from pathlib import Path

import airbyte as ab
import pytest
from airbyte.caches.base import CacheBase

from clear_grid import Mood, clear_grid
from databases import DATABASES, ask, column_types, open_cache
from syncs import FIRST, SECOND, START, program

STREAM = "borrower_payments"
FIELD = "gateway_fee"


def sync_payments(cache: CacheBase, now: str, mood: Mood) -> int:
    with clear_grid(now, mood) as clear:
        config = clear.settings(START)
        source = ab.get_source(
            "source-cleargrid", local_executable=program(), config=config, streams=[STREAM]
        )
        return source.read(cache=cache).processed_records


@pytest.mark.parametrize("database", DATABASES)
def test_a_new_field_reaches_the_table_without_a_release(tmp_path: Path, database: str) -> None:
    cache = open_cache(database, "grown", tmp_path)
    sync_payments(cache, FIRST, "friendly")
    before = column_types(cache, STREAM)

    read = sync_payments(cache, SECOND, "grown")

    fees = ask(cache, f"SELECT amount, {FIELD} FROM {{schema}}.{STREAM} WHERE {FIELD} IS NOT NULL")
    assert FIELD not in before
    assert column_types(cache, STREAM)[FIELD] in ("bigint", "decimal(38,9)", "numeric")
    assert len(fees) == read > 10
    assert all(float(fee[FIELD]) == fee["amount"] / 100 for fee in fees)
