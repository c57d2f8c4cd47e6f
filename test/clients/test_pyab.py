"""PyAirbyte's command line takes the program for what it is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from clear_grid import EMAIL, LENDER, PASSWORD
from syncs import program

PYAB = Path(sys.executable).parent / "pyab"


def validate(folder: Path, password: str) -> subprocess.CompletedProcess[str]:
    """`pyab validate`: spec, then check, with the sandbox that is built in."""
    settings = {"environment": "sandbox", "lender": LENDER, "email": EMAIL, "password": password}
    config = folder / "config.json"
    config.write_text(json.dumps(settings))
    command = [str(PYAB), "validate", f"--connector={program()}", f"--config={config}"]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_pyab_validates_spec_and_check(tmp_path: Path) -> None:
    done = validate(tmp_path, PASSWORD)

    assert done.returncode == 0, done.stderr
    assert "Connection check succeeded" in done.stdout + done.stderr


def test_pyab_says_why_a_check_fails_and_not_the_password(tmp_path: Path) -> None:
    done = validate(tmp_path, f"wrong-{PASSWORD}")

    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "ClearGrid answered 401" in said
    assert PASSWORD not in said
