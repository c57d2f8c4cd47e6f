"""Whatever ClearGrid sends, the lines are JSON that strict readers take, with nothing lost."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import orjson
import pytest

from connector import MAIN, catalog_of
from raw_clear_grid import raw_clear_grid

KEY = '"public_id":"k","updated_at":"2026-03-01T10:00:00Z"'
BACKSLASH = "\\"

# A field as it is written by ClearGrid, and as a strict reader reads it.
FIELDS: dict[str, tuple[str, Any]] = {
    "half of a pair": (r'"Payment \ud83d"', "Payment \ufffd"),
    "the other half": (r'"\uDE00!"', "\ufffd!"),
    "two halves in the wrong order": (r'"\ude00\ud83d"', "\ufffd\ufffd"),
    "a whole pair": (r'"\ud83d\ude00"', "\U0001f600"),
    "a backslash before a u": (r'"\\ud83d"', BACKSLASH + "ud83d"),
    "NUL": (r'"a\u0000b"', "a\0b"),
    "a mark of the byte order": ('"\ufeff"', "\ufeff"),
    "separators of lines": ('"\u2028\u2029\x7f\x85"', "\u2028\u2029\x7f\x85"),
    "a large integer": ("9007199254740993", 9007199254740993),
    "more than a double": ("1e400", "1e400"),
    "less than a double": ("-1e400", "-1e400"),
    "thousands of digits": ("9" * 5000, "9" * 5000),
    "a long fraction": ("0." + "1" * 5000, "0." + "1" * 5000),
    "deep lists": ("[" * 300 + "]" * 300, "[" * 300 + "]" * 300),
    "deep objects": ('{"a":' * 300 + "1" + "}" * 300, '{"a":' * 300 + "1" + "}" * 300),
    "lists of some depth": ("[" * 90 + "]" * 90, None),
    "half of a pair in a list": (r'["\udbff"]', ["\ufffd"]),
}


def lines_of(folder: Path, rows: bytes) -> list[bytes]:
    """The RECORD lines of a read of these rows, as they are written."""
    catalog = catalog_of("full_refresh")
    catalog["streams"] = [s for s in catalog["streams"] if s["stream"]["name"] == "conversations"]
    (folder / "catalog.json").write_text(json.dumps(catalog))
    with raw_clear_grid(rows) as settings:
        (folder / "config.json").write_text(json.dumps(settings))
        command = ["node", MAIN, "read", "--config", folder / "config.json"]
        command += ["--catalog", folder / "catalog.json"]
        done = subprocess.run(command, capture_output=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, b""), done.stdout
    lines = [line for line in done.stdout.split(b"\n") if b'"RECORD"' in line]
    assert len(lines) == 1
    return lines


def assert_strict(folder: Path, lines: list[bytes]) -> Any:
    """The data of the one record, as all readers read it."""
    path = folder / "records.jsonl"
    path.write_bytes(b"\n".join(lines) + b"\n")
    ours = json.loads(lines[0].decode("utf-8"))
    assert json.loads(json.dumps(ours, ensure_ascii=False).encode("utf-8")) == ours
    assert orjson.loads(orjson.dumps(orjson.loads(lines[0])))["type"] == "RECORD"
    database = duckdb.connect()
    query = "select record from read_json(?, format='newline_delimited')"
    assert len(database.execute(query, [str(path)]).fetchall()) == 1
    typed = "select record from read_json(?, format='newline_delimited', columns={'record': 'JSON'})"
    assert len(database.execute(typed, [str(path)]).fetchall()) == 1
    return ours["record"]["data"]


@pytest.mark.parametrize("name", FIELDS)
def test_a_field(tmp_path: Path, name: str) -> None:
    written, expected = FIELDS[name]
    rows = f'[{{{KEY},"field":{written}}}]'.encode()

    data = assert_strict(tmp_path, lines_of(tmp_path, rows))

    assert data["public_id"] == "k"
    assert data["field"] == (json.loads(written) if expected is None else expected)


def test_bytes_that_are_not_utf_8(tmp_path: Path) -> None:
    rows = b'[{%b,"field":"caf\xe9 \xed\xa0\xbd"}]' % KEY.encode()

    data = assert_strict(tmp_path, lines_of(tmp_path, rows))

    assert data["field"].startswith("caf\ufffd ")


def test_half_of_a_pair_in_a_name(tmp_path: Path) -> None:
    rows = rf'[{{{KEY},"n\ud83d":1}}]'.encode()

    data = assert_strict(tmp_path, lines_of(tmp_path, rows))

    assert data["n\ufffd"] == 1


def test_a_field_that_comes_twice(tmp_path: Path) -> None:
    inside = '{"a":1,"list":[{"b":1,"b":2}],"a":3}'
    rows = f'[{{{KEY},"field":1,"title":"a","title":"b","field":2,"inside":{inside}}}]'.encode()

    data = assert_strict(tmp_path, lines_of(tmp_path, rows))

    assert (data["field"], data["title"]) == (2, "b")
    assert data["inside"] == {"list": [{"b": 2}], "a": 3}
