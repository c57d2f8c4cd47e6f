"""Airbyte's own Python models of its protocol, made strict.

The models let unknown members pass (pydantic) or drop them (dataclasses). Here a line is right when
no member is unknown to the first, and when both write it again as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from airbyte_cdk.models import AirbyteMessageSerializer
from airbyte_protocol.models import AirbyteMessage, AirbyteStateBlob
from pydantic import BaseModel


def assert_is_airbytes(line: str) -> None:
    """Fails when the line is not exactly one message of the protocol."""
    message = json.loads(line)
    model = AirbyteMessage.model_validate_json(line, strict=True)
    assert list(_unknown_members(model)) == [], line
    assert model.model_dump(mode="json", exclude_unset=True) == message, line
    assert_dataclasses_agree(message)


def assert_dataclasses_agree(message: dict[str, Any]) -> None:
    """Their serializer leaves out nulls, and adds what is false by default; nothing else."""
    written = AirbyteMessageSerializer.dump(AirbyteMessageSerializer.load(message))
    assert _keeps(written, message), (message, written)


def _keeps(written: Any, given: Any) -> bool:
    if isinstance(given, dict):
        known = {key: value for key, value in given.items() if value is not None}
        return all(key in written and _keeps(written[key], known[key]) for key in known)
    if isinstance(given, list):
        return len(written) == len(given) and all(map(_keeps, written, given))
    return written == given


def _unknown_members(value: Any) -> Iterator[str]:
    if isinstance(value, AirbyteStateBlob):
        return  # A connector's own business.
    if isinstance(value, BaseModel):
        yield from (f"{type(value).__name__}.{name}" for name in value.model_extra or {})
        for name in value.model_fields_set:
            yield from _unknown_members(getattr(value, name, None))
    elif isinstance(value, list):
        for item in value:
            yield from _unknown_members(item)
