"""Rows as ClearGrid gives them and rows as a database keeps them, made comparable."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from clear_grid import Row

DURATION_DIGITS = 9
"""PyAirbyte keeps numbers as DECIMAL(38, 9)."""


def given(row: Row) -> Row:
    """A row of the API: its timestamps as instants, its duration with nine digits."""
    return {field: _given(field, value) for field, value in row.items()}


def kept(row: Row) -> Row:
    """A row of a table, without what PyAirbyte adds. A timestamp without a zone is in UTC."""
    return {name: _kept(name, value) for name, value in row.items() if name[0] != "_"}


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _given(field: str, value: Any) -> Any:
    if field.endswith("_at") and value is not None:
        return instant(value)
    return _rounded(value) if field == "duration" else value


def _kept(name: str, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    if name == "delivery_status" and isinstance(value, str):
        return json.loads(value)
    return _rounded(value) if name == "duration" else value


def _rounded(value: Any) -> float | None:
    return None if value is None else round(float(value), DURATION_DIGITS)
