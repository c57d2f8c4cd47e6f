"""The first sync of PyAirbyte, in DuckDB and in PostgreSQL."""

from __future__ import annotations

from collections import Counter

import pytest

from clear_grid import STREAMS, key_of
from conftest import Story
from databases import ask, column_types
from rows import is_instant, plain

every_stream = pytest.mark.parametrize("stream", STREAMS)


@every_stream
def test_each_row_that_cleargrid_counts_is_in_the_table_once(story: Story, stream: str) -> None:
    keys = Counter(key_of(stream, row) for row in story.first.stored[stream])

    assert len(keys) > 10
    assert set(keys.values()) == {1}
    assert keys.keys() == story.first.served[stream].keys()
    assert len(keys) == story.first.totals[stream]


def test_the_connector_writes_each_row_as_one_record(story: Story) -> None:
    assert story.first.records == sum(story.first.totals.values())


@every_stream
def test_every_value_is_cleargrids_own(story: Story, stream: str) -> None:
    for row in story.first.stored[stream]:
        assert row == story.first.served[stream][key_of(stream, row)]


def test_duration_is_a_number_with_its_fraction(story: Story) -> None:
    type_ = column_types(story.cache, "communication_logs")["duration"]
    durations = [row["duration"] for row in story.first.stored["communication_logs"]]

    assert type_.startswith(("decimal", "numeric", "double", "float", "real"))
    assert any(duration is not None and duration % 1 > 0 for duration in durations)
    assert None in durations


def test_delivery_status_arrives_whole(story: Story) -> None:
    type_ = column_types(story.cache, "conversations")["delivery_status"]
    statuses = [row["delivery_status"] for row in story.first.stored["conversations"]]
    failures = [status for status in statuses if status["error_detail"] is not None]

    assert type_ in ("json", "jsonb", "variant")
    assert failures
    assert all(set(status) == {"status", "code", "error_detail"} for status in statuses)
    for row in story.first.stored["conversations"]:
        served = story.first.served["conversations"][(row["public_id"],)]
        assert row["delivery_status"] == served["delivery_status"]


@pytest.mark.parametrize(
    ("stream", "word"),
    [
        ("communication_logs", "from"),
        ("communication_logs", "to"),
        ("conversations", "by"),
        ("conversations", "type"),
    ],
)
def test_words_of_sql_are_usable_as_columns_when_quoted(
    story: Story, stream: str, word: str
) -> None:
    groups = ask(
        story.cache, f'SELECT "{word}" AS value, count(*) AS n FROM {{schema}}.{stream} GROUP BY 1'
    )

    served = Counter(row[word] for row in story.second.served[stream].values())
    assert {plain(group["value"]): group["n"] for group in groups} == served


def test_timestamps_are_timestamps(story: Story) -> None:
    """In UTC; test_time_zones.py says what there is to know about the zone."""
    for stream in STREAMS:
        types = column_types(story.cache, stream)
        fields = story.first.properties[stream].items()
        stamps = [types[name.lower()] for name, property_ in fields if is_instant(property_)]
        assert stamps
        assert all(type_.startswith("timestamp") for type_ in stamps)
