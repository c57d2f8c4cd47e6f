"""Rows as ClearGrid gives them and rows as a database keeps them, made comparable."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from clear_grid import Row

DIGITS = 9
"""PyAirbyte keeps numbers as DECIMAL(38, 9)."""

Properties = dict[str, Any]
"""Of a stream's JSON schema."""


def given(row: Row, properties: Properties) -> Row:
    """A row of the API as it is to be kept: each value by the type that its field is offered with."""
    return {field.lower(): _given(value, properties.get(field, {})) for field, value in row.items()}


def kept(row: Row, properties: Properties) -> Row:
    """A row of a table, without what PyAirbyte adds, and without what nobody has given a value."""
    types = {field.lower(): property_ for field, property_ in properties.items()}
    return {name: _kept(value, types.get(name, {})) for name, value in row.items() if name[0] != "_"}


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def is_instant(property_: Any) -> bool:
    return property_.get("format") == "date-time"


def _given(value: Any, property_: Any) -> Any:
    if value is None:
        return None
    if is_instant(property_):
        return instant(value)
    if _is(property_, "number"):
        return round(float(value), DIGITS)
    # A code that has no label comes as an integer, where text is declared.
    return plain(str(value)) if _is(property_, "string") else value


def plain(text: str) -> str:
    """PyAirbyte drops the plus on its way to PostgreSQL, where a column holds nothing but numbers."""
    return text[1:] if text[:1] == "+" and text[1:].isdigit() else text


def _kept(value: Any, property_: Any) -> Any:
    if isinstance(value, datetime):
        # A timestamp without a zone is in UTC.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    if isinstance(value, str) and (_is(property_, "object") or _is(property_, "array")):
        return json.loads(value)
    if isinstance(value, str):
        return plain(value)
    return round(float(value), DIGITS) if value is not None and _is(property_, "number") else value


def _is(property_: Any, type_: str) -> bool:
    return type_ in property_.get("type", [])
