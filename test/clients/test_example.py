"""examples/pyairbyte does what its README says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from clear_grid import STREAMS, clear_grid
from syncs import FIRST, SECOND

MAIN = Path(__file__).parents[2] / "examples" / "pyairbyte" / "main.py"
START = "2026-01-01T00:00:00Z"


@dataclass(frozen=True)
class Said:
    records: int
    rows: dict[str, int]
    calls: Sequence[str]


def run_example(folder: Path, now: str, *options: str) -> Said:
    """Runs it in a folder of its own, with the sandbox's clock at `now`."""
    done = subprocess.run(
        [sys.executable, MAIN, *options],
        cwd=folder,
        env={**os.environ, "CLEARGRID_SANDBOX_NOW": now},
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    rows = re.findall(r"^(\w+): (\d+) rows$", done.stdout, re.MULTILINE)
    (records,) = re.findall(
        r"^(\d+) records read into cleargrid.duckdb$", done.stdout, re.MULTILINE
    )
    calls = re.findall(r"^  \S+  [\d.]+ s  \S+ \S+ UTC$", done.stdout, re.MULTILINE)
    return Said(records=int(records), rows={name: int(n) for name, n in rows}, calls=calls)


def counts(now: str) -> dict[str, int]:
    with clear_grid(now) as clear:
        return {stream: len(clear.rows(stream, START)) for stream in STREAMS}


def test_it_reads_everything_and_then_what_is_new(tmp_path: Path) -> None:
    first = run_example(tmp_path, FIRST)
    second = run_example(tmp_path, SECOND)

    # The sandbox's clock runs while it reads: a row more may have come.
    assert first.rows == pytest.approx(counts(FIRST), abs=5)
    assert second.rows == pytest.approx(counts(SECOND), abs=5)
    assert first.records == sum(first.rows.values())
    assert second.records < first.records / 4
    assert len(second.calls) == 3


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"password": "wrong"}, r"Logging in to ClearGrid: .*Check lender, email, password .*"),
        ({"lender": ""}, r"The settings are wrong: lender .*"),
    ],
)
def test_settings_that_do_not_work_are_one_sentence(
    tmp_path: Path, change: dict[str, str], sentence: str
) -> None:
    settings = {"environment": "sandbox", "lender": "a", "email": "a@b.example", "password": "any"}
    config = tmp_path / "config.json"
    config.write_text(json.dumps({**settings, **change}))

    done = subprocess.run(
        [sys.executable, MAIN, "--config", str(config)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=180,
    )

    assert done.returncode == 1
    assert re.fullmatch(sentence, done.stderr.strip().splitlines()[-1])
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "cleargrid.duckdb").exists()
