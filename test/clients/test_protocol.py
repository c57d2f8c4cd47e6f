"""Every line that the connector writes is a message of Airbyte's protocol, to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from clear_grid import PASSWORD, STREAMS, ClearGrid, clear_grid
from connector import Run, catalog_of, run
from models import assert_is_airbytes
from syncs import FIRST, SECOND, START


@pytest.fixture(scope="module")
def clear() -> Iterator[ClearGrid]:
    with clear_grid(FIRST) as clear:
        yield clear


def statuses(done: Run, stream: str) -> list[str]:
    return [
        status["status"]
        for status in done.traces("STREAM_STATUS")
        if status["stream_descriptor"]["name"] == stream and "reasons" not in status
    ]


def assert_all_are_airbytes(done: Run) -> None:
    assert done.lines
    for line in done.lines:
        assert_is_airbytes(line)
    assert PASSWORD not in "\n".join(done.lines)


def test_spec(tmp_path: Path) -> None:
    done = run(tmp_path, "spec")

    assert_all_are_airbytes(done)
    assert (done.code, len(done.messages("SPEC"))) == (0, 1)


def test_check(tmp_path: Path, clear: ClearGrid) -> None:
    done = run(tmp_path, "check", config=clear.settings(START))

    assert_all_are_airbytes(done)
    assert (done.code, done.messages("CONNECTION_STATUS")) == (0, [{"status": "SUCCEEDED"}])


def test_check_with_a_wrong_password(tmp_path: Path, clear: ClearGrid) -> None:
    settings = {**clear.settings(START), "password": f"wrong {PASSWORD}"}

    done = run(tmp_path, "check", config=settings)

    assert_all_are_airbytes(done)
    assert [status["status"] for status in done.messages("CONNECTION_STATUS")] == ["FAILED"]


def test_discover(tmp_path: Path, clear: ClearGrid) -> None:
    done = run(tmp_path, "discover", config=clear.settings(START))

    assert_all_are_airbytes(done)
    (catalog,) = done.messages("CATALOG")
    assert [stream["name"] for stream in catalog["streams"]] == list(STREAMS)


def test_full_read(tmp_path: Path, clear: ClearGrid) -> None:
    catalog = catalog_of("full_refresh")

    done = run(tmp_path, "read", config=clear.settings(START), catalog=catalog)

    assert_all_are_airbytes(done)
    assert done.code == 0
    assert len(done.messages("RECORD")) == sum(clear.total(stream, START) for stream in STREAMS)
    for stream in STREAMS:
        assert statuses(done, stream) == ["STARTED", "RUNNING", "COMPLETE"]
    assert {estimate["name"] for estimate in done.traces("ESTIMATE")} == set(STREAMS)
    assert done.messages("LOG")


def test_incremental_read_from_a_state(tmp_path: Path, clear: ClearGrid) -> None:
    catalog = catalog_of("incremental")
    first = run(tmp_path, "read", config=clear.settings(START), catalog=catalog)

    with clear_grid(SECOND) as later:
        settings = later.settings(START)
        done = run(tmp_path, "read", config=settings, catalog=catalog, state=first.states())

    assert_all_are_airbytes(first)
    assert_all_are_airbytes(done)
    assert done.code == 0
    counted = sum(state["sourceStats"]["recordCount"] for state in done.messages("STATE"))
    assert 0 < counted == len(done.messages("RECORD")) < len(first.messages("RECORD"))


def test_read_in_which_one_stream_fails(tmp_path: Path) -> None:
    with clear_grid(FIRST, "refusing") as clear:
        settings, catalog = clear.settings(START), catalog_of("incremental")
        done = run(tmp_path, "read", config=settings, catalog=catalog)

    assert_all_are_airbytes(done)
    assert done.code == 1
    assert [error["stream_descriptor"]["name"] for error in done.traces("ERROR")] == [
        "conversations"
    ]
    assert statuses(done, "conversations")[-1] == "INCOMPLETE"
    assert statuses(done, "communication_logs")[-1] == "COMPLETE"


def test_read_that_is_told_to_wait(tmp_path: Path) -> None:
    with clear_grid(FIRST, "busy") as clear:
        settings, catalog = clear.settings(START), catalog_of("incremental")
        done = run(tmp_path, "read", config=settings, catalog=catalog)

    assert_all_are_airbytes(done)
    assert done.code == 0
    waits = [status for status in done.traces("STREAM_STATUS") if "reasons" in status]
    assert waits
    assert {wait["reasons"][0]["type"] for wait in waits} == {"RATE_LIMITED"}
    assert all(wait["reasons"][0]["rate_limited"]["quota_reset"] > 0 for wait in waits)
