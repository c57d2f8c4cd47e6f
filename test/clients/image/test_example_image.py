"""examples/pyairbyte with the image in the place of the built program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clear_grid import EMAIL, LENDER, PASSWORD, STREAMS
from test_example import run_example

SETTINGS = {
    "environment": "sandbox",
    "lender": LENDER,
    "email": EMAIL,
    "password": PASSWORD,
    "start_date": "2025-01-06",
    "end_date": "2025-01-20",
}


@pytest.fixture
def image(request: pytest.FixtureRequest) -> str:
    """With a tag: PyAirbyte tells an image by it."""
    name: str = request.config.getoption("--connector-image")
    return name if ":" in name else f"{name}:latest"


def test_the_image_reads_what_the_program_reads(tmp_path: Path, image: str) -> None:
    config = tmp_path / "config.json"
    config.write_text(json.dumps(SETTINGS))
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    by_program = run_example(tmp_path / "a", "", f"--config={config}")
    by_image = run_example(tmp_path / "b", "", f"--config={config}", f"--docker-image={image}")

    assert by_image == by_program
    assert by_image.records == sum(by_image.rows.values())
    assert min(by_image.rows[stream] for stream in STREAMS) > 3
