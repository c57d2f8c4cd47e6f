"""The judge itself: what is not Airbyte's protocol must not pass."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from models import assert_is_airbytes

RECORD = {"stream": "conversations", "data": {"by": None}, "emitted_at": 1}
STATUS = {"stream_descriptor": {"name": "conversations"}, "status": "RUNNING"}


def line(type_: str, **body: Any) -> str:
    return json.dumps({"type": type_, **body})


def trace(status: dict[str, Any]) -> str:
    return line("TRACE", trace={"type": "STREAM_STATUS", "emitted_at": 1, "stream_status": status})


def test_messages_of_the_protocol_pass() -> None:
    assert_is_airbytes(line("RECORD", record=RECORD))
    assert_is_airbytes(trace(STATUS))


@pytest.mark.parametrize(
    "wrong",
    [
        line("RECORD", record={**RECORD, "state": {}}),
        line("RECORD", record=RECORD, extra=1),
        trace({**STATUS, "message": "ours"}),
        trace({**STATUS, "status": "PAUSED"}),
        line("RECORD", record={**RECORD, "emitted_at": "1"}),
        line("LOG", log={"level": "NOTICE", "message": ""}),
        line("STATE", state={"type": "STREAM", "sourceStats": {"records": 1}}),
    ],
)
def test_anything_else_does_not(wrong: str) -> None:
    with pytest.raises((AssertionError, ValidationError)):
        assert_is_airbytes(wrong)
