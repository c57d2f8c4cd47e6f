"""The program under test, run as the platform runs it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clear_grid import STREAMS

MAIN = Path(os.environ["SOURCE_CLEARGRID"])
"""The program under test: that of the image, where `.ci/clients` has one, or that of `dist`."""
Message = dict[str, Any]


@dataclass(frozen=True)
class Run:
    code: int
    lines: Sequence[str]

    def messages(self, type_: str) -> list[Message]:
        """The bodies of the messages of one type: RECORD, STATE, TRACE ..."""
        body = {"CONNECTION_STATUS": "connectionStatus"}.get(type_, type_.lower())
        messages = [json.loads(line) for line in self.lines]
        return [message[body] for message in messages if message["type"] == type_]

    def traces(self, type_: str) -> list[Message]:
        """The bodies of the traces of one type: ERROR, ESTIMATE, STREAM_STATUS."""
        return [trace[type_.lower()] for trace in self.messages("TRACE") if trace["type"] == type_]

    def states(self) -> list[Message]:
        """What the platform hands to the next sync: the last state of each stream."""
        last = {
            state["stream"]["stream_descriptor"]["name"]: state for state in self.messages("STATE")
        }
        return [{"type": state["type"], "stream": state["stream"]} for state in last.values()]


def run(folder: Path, command: str, **files: Any) -> Run:
    """Runs one command. Each file is written as JSON and named by its option: config, state ..."""
    words = [command]
    for option, content in files.items():
        path = folder / f"{option}.json"
        path.write_text(json.dumps(content))
        words += [f"--{option}", str(path)]
    done = subprocess.run(["node", MAIN, *words], capture_output=True, text=True, timeout=120)
    assert done.stderr == ""
    return Run(code=done.returncode, lines=done.stdout.splitlines())


def catalog_of(sync_mode: str) -> Message:
    """A configured catalog of all streams."""
    return {"streams": [_configured(name, sync_mode) for name in STREAMS]}


def _configured(name: str, sync_mode: str) -> Message:
    modes = ["full_refresh", "incremental"]
    return {
        "stream": {"name": name, "json_schema": {}, "supported_sync_modes": modes},
        "sync_mode": sync_mode,
        "destination_sync_mode": "append_dedup" if sync_mode == "incremental" else "overwrite",
    }
