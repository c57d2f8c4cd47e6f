"""Two syncs of PyAirbyte into one database, five days of edits apart."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import airbyte as ab
from airbyte.caches.base import CacheBase

from clear_grid import STREAMS, Mood, Row, clear_grid, key_of
from databases import states, table
from rows import Properties, given, kept

START = "2026-01-25T00:00:00Z"
FIRST = "2026-03-10T12:00:00Z"
SECOND = "2026-03-15T12:00:00Z"


Key = tuple[Any, ...]


@dataclass(frozen=True)
class Sync:
    """What ClearGrid held at the time of one sync, and what the database held after it."""

    records: int
    """How many records PyAirbyte took from the connector."""
    totals: dict[str, int]
    """ClearGrid's own count, by stream."""
    served: dict[str, dict[Key, Row]]
    """ClearGrid's rows, by stream and key."""
    stored: dict[str, list[Row]]
    extracted: dict[str, dict[Key, datetime]]
    """When the record behind a stored row was emitted, by stream and key."""
    states: dict[str, dict[str, Any]]
    properties: dict[str, Properties]
    """What each stream was offered with."""

    def row(self, stream: str, key: Key) -> Row:
        """The one stored row with this key."""
        (row,) = [row for row in self.stored[stream] if key_of(stream, row) == key]
        return row


def program() -> Path:
    """The program under test, under a name that `pyab` takes for a source."""
    return Path(os.environ["SOURCE_CLEARGRID"])


def sync(cache: CacheBase, now: str, mood: Mood = "friendly") -> Sync:
    with clear_grid(now, mood) as clear:
        source = ab.get_source(
            "source-cleargrid",
            local_executable=program(),
            config=clear.settings(START),
            streams="*",
        )
        result = source.read(cache=cache)
        properties = {
            stream: source.get_stream_json_schema(stream)["properties"] for stream in STREAMS
        }
        served = {stream: clear.rows(stream, START) for stream in STREAMS}
        tables = {stream: table(cache, stream) for stream in STREAMS}
        return Sync(
            records=result.processed_records,
            totals={stream: clear.total(stream, START) for stream in STREAMS},
            served={
                stream: _by_key(stream, [given(row, properties[stream]) for row in rows])
                for stream, rows in served.items()
            },
            stored={
                stream: [kept(row, properties[stream]) for row in rows]
                for stream, rows in tables.items()
            },
            extracted={stream: _extracted(stream, rows) for stream, rows in tables.items()},
            states=states(cache),
            properties=properties,
        )


def _by_key(stream: str, rows: list[Row]) -> dict[Key, Row]:
    return {key_of(stream, row): row for row in rows}


def _extracted(stream: str, rows: list[Row]) -> dict[Key, datetime]:
    return {key_of(stream, kept(row, {})): row["_airbyte_extracted_at"] for row in rows}
