"""Two syncs of PyAirbyte into one database, five days of edits apart."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import airbyte as ab
from airbyte.caches.base import CacheBase

from clear_grid import STREAMS, Row, clear_grid
from databases import states, table
from rows import given, kept

START = "2026-01-25T00:00:00Z"
FIRST = "2026-03-10T12:00:00Z"
SECOND = "2026-03-15T12:00:00Z"


@dataclass(frozen=True)
class Sync:
    """What ClearGrid held at the time of one sync, and what the database held after it."""

    records: int
    """How many records PyAirbyte took from the connector."""
    totals: dict[str, int]
    """ClearGrid's own count, by stream."""
    served: dict[str, dict[str, Row]]
    """ClearGrid's rows, by stream and key."""
    stored: dict[str, list[Row]]
    extracted: dict[str, dict[str, datetime]]
    """When the record behind a stored row was emitted, by stream and key."""
    states: dict[str, dict[str, Any]]

    def row(self, stream: str, key: str) -> Row:
        """The one stored row with this key."""
        (row,) = [row for row in self.stored[stream] if row["public_id"] == key]
        return row


def program() -> Path:
    """The program under test, under a name that `pyab` takes for a source."""
    return Path(os.environ["SOURCE_CLEARGRID"])


def sync(cache: CacheBase, now: str) -> Sync:
    with clear_grid(now) as clear:
        source = ab.get_source(
            "source-cleargrid",
            local_executable=program(),
            config=clear.settings(START),
            streams="*",
        )
        result = source.read(cache=cache)
        return Sync(
            records=result.processed_records,
            totals={stream: clear.total(stream, START) for stream in STREAMS},
            served={stream: _served(clear.rows(stream, START)) for stream in STREAMS},
            stored={stream: [kept(row) for row in table(cache, stream)] for stream in STREAMS},
            extracted={stream: _extracted(table(cache, stream)) for stream in STREAMS},
            states=states(cache),
        )


def _served(rows: dict[str, Row]) -> dict[str, Row]:
    return {key: given(row) for key, row in rows.items()}


def _extracted(rows: list[Row]) -> dict[str, datetime]:
    return {row["public_id"]: row["_airbyte_extracted_at"] for row in rows}
