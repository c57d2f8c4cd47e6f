"""Timestamps are instants with a time zone.

PyAirbyte reads our catalog so, but leaves the zone out of its CREATE TABLE: its own columns hold
UTC. Destinations keep the zone; so does PyAirbyte when its type says it in words.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import airbyte as ab
import pytest
from airbyte import types
from airbyte.caches.base import CacheBase
from sqlalchemy.types import UserDefinedType

from clear_grid import STREAMS, clear_grid, key_of
from databases import DATABASES, ask, column_types, open_cache
from rows import is_instant
from syncs import FIRST, START, program, sync


class TimestampWithTimeZone(UserDefinedType[str]):
    cache_ok = True

    def get_col_spec(self, **kw: object) -> str:
        return "TIMESTAMP WITH TIME ZONE"


@pytest.fixture(params=DATABASES)
def zoned(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> CacheBase:
    """A cache whose columns are of the type that PyAirbyte has found for them."""
    monkeypatch.setitem(types.CONVERSION_MAP, "timestamp_with_timezone", TimestampWithTimeZone())
    return open_cache(request.param, "zoned", tmp_path)


def test_pyairbyte_takes_each_timestamp_for_one_with_a_time_zone() -> None:
    converter = types.SQLTypeConverter()
    with clear_grid(FIRST) as clear:
        config = clear.settings(START)
        source = ab.get_source("source-cleargrid", local_executable=program(), config=config)
        schemas = [source.get_stream_json_schema(stream)["properties"] for stream in STREAMS]

    fields = [(name, field) for schema in schemas for name, field in schema.items()]
    zoned = {name for name, field in fields if getattr(converter.to_sql_type(field), "timezone", 0)}
    # Of one name there may be two types: `due_date` of an account is text in a form of its own.
    assert zoned == {name for name, field in fields if is_instant(field)}
    assert zoned >= {"created_at", "updated_at", "communicated_at", "paid_date"}


def test_a_column_with_a_time_zone_holds_the_instant(zoned: CacheBase) -> None:
    done = sync(zoned, FIRST)

    for stream in STREAMS:
        columns = column_types(zoned, stream)
        fields = done.properties[stream].items()
        stamps = {columns[name.lower()] for name, field in fields if is_instant(field)}
        assert stamps == {"timestamp with time zone"}
        assert {key_of(stream, row): row for row in done.stored[stream]} == done.served[stream]
    served = done.served["conversations"].values()
    day = [row for row in served if row["updated_at"].date() == date(2026, 3, 1)]
    assert rows_of_the_day_in_riyadh_time(zoned) == len(day) > 0


def rows_of_the_day_in_riyadh_time(cache: CacheBase) -> int:
    """1 March 2026 in UTC, asked for by a clock that is three hours ahead."""
    (answer,) = ask(
        cache,
        "SELECT count(*) AS n FROM {schema}.conversations "
        "WHERE updated_at >= TIMESTAMP WITH TIME ZONE '2026-03-01 03:00:00+03' "
        "AND updated_at < TIMESTAMP WITH TIME ZONE '2026-03-02 03:00:00+03'",
    )
    return int(answer["n"])
