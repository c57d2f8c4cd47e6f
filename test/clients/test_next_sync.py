"""A sync from the state of the one before, after rows have come and have changed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from clear_grid import CHANGES, CURSOR_FIELDS, STREAMS, key_of
from conftest import Story
from rows import instant
from syncs import FIRST

every_stream = pytest.mark.parametrize("stream", STREAMS)

IN_PLACE = [stream for stream in STREAMS if CHANGES[stream] == "in place"]
OVERLAP = {
    stream: timedelta(days=2) if stream in IN_PLACE else timedelta(minutes=10) for stream in STREAMS
}
"""lookback_days, or what is read again of a stream that is ordered by its edits or never edited."""

MARGIN = timedelta(minutes=10)
"""Clocks may differ a little: an edit that long before the last sync counts as new."""


def newest(story: Story, stream: str) -> datetime:
    field = CURSOR_FIELDS[stream]
    return max(row[field] for row in story.first.served[stream].values())


@every_stream
def test_an_edited_row_has_its_new_value_once(story: Story, stream: str) -> None:
    before, after = story.first.served[stream], story.second.served[stream]
    edited = [key for key in before if key in after and after[key] != before[key]]

    if CHANGES[stream] == "never":
        assert not edited
    else:
        # Views of agents are few, and seldom edited.
        assert edited or len(before) < 100
    for key in edited:
        assert story.second.row(stream, key) == after[key]


@pytest.mark.parametrize("stream", IN_PLACE)
def test_an_edit_of_an_old_row_is_met_too(story: Story, stream: str) -> None:
    old = newest(story, stream) - OVERLAP[stream]
    before, after = story.first.served[stream], story.second.served[stream]
    edited = [key for key in before if before[key]["communicated_at"] < old]
    edited = [key for key in edited if after[key] != before[key]]

    assert edited
    for key in edited:
        assert story.second.row(stream, key) == after[key]


@every_stream
def test_the_table_is_what_cleargrid_holds_now(story: Story, stream: str) -> None:
    stored = {key_of(stream, row): row for row in story.second.stored[stream]}

    assert len(story.second.stored[stream]) == story.second.totals[stream]
    assert story.second.totals[stream] > story.first.totals[stream]
    assert stored == story.second.served[stream]


@every_stream
def test_only_the_overlap_and_what_has_changed_is_read(story: Story, stream: str) -> None:
    since = newest(story, stream) - OVERLAP[stream]
    before = story.first.extracted[stream]
    emitted = story.second.extracted[stream]
    read_again = {key for key, at in emitted.items() if before.get(key) != at}

    expected = {
        key
        for key, row in story.second.served[stream].items()
        if row[CURSOR_FIELDS[stream]] >= since
        or (stream in IN_PLACE and row["updated_at"] >= instant(FIRST) - MARGIN)
    }
    assert read_again == expected
    assert len(read_again) < len(before) / 2


def test_no_record_comes_twice_in_one_sync(story: Story) -> None:
    first, second = story.first.extracted, story.second.extracted
    read_again = [
        key
        for stream in STREAMS
        for key, at in second[stream].items()
        if first[stream].get(key) != at
    ]

    assert story.second.records == len(read_again)


@every_stream
def test_the_state_is_carried_on_to_the_newest_row(story: Story, stream: str) -> None:
    first, second = story.first.states[stream], story.second.states[stream]
    field = CURSOR_FIELDS[stream]

    assert instant(first["watermark"]) == newest(story, stream)
    assert instant(second["watermark"]) == max(
        row[field] for row in story.second.served[stream].values()
    )
    assert first["since"] == second["since"]
