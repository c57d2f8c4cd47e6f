"""A ClearGrid on this machine, and what it says when it is asked without the connector."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode
from urllib.request import Request, urlopen

Mood = Literal["friendly", "busy", "refusing", "grown"]
Row = dict[str, Any]

SERVER = Path(__file__).parent / "clear-grid.mjs"
LENDER = "acme-finance"
EMAIL = "exports@acme-finance.example"
PASSWORD = "not-a-secret-of-anybody"


def _table() -> list[dict[str, Any]]:
    """The connector's own table of streams: which there are, and how each is named and kept."""
    script = "console.log(JSON.stringify(require(process.argv[1]).STREAMS))"
    path = Path(__file__).parents[2] / "dist" / "streams.js"
    return json.loads(subprocess.check_output(["node", "-e", script, str(path)]))


TABLE = {stream["name"]: stream for stream in _table()}
STREAMS = tuple(TABLE)
CURSOR_FIELDS = {name: stream["cursorField"] for name, stream in TABLE.items()}
CHANGES = {name: stream["changes"] for name, stream in TABLE.items()}
"""`in place`, `moves the row` or `never`."""


def key_of(stream: str, row: Row) -> tuple[Any, ...]:
    """What names a row."""
    return tuple(row[field] for field in TABLE[stream]["primaryKey"])


@dataclass(frozen=True)
class ClearGrid:
    """`now`: where its clock stands. Rows exist and have the values that they have then."""

    url: str
    now: str

    def settings(self, start_date: str) -> dict[str, Any]:
        """What a user enters to read from here."""
        credentials = {"lender": LENDER, "email": EMAIL, "password": PASSWORD}
        where = {"environment": "sandbox", "base_url": self.url}
        return {**credentials, **where, "start_date": start_date}

    def rows(self, stream: str, since: str) -> list[Row]:
        """All rows of `[since, now)`: page by page, until there is no next page."""
        return [row for page in self._pages(stream, since) for row in page["rows"]]

    def total(self, stream: str, since: str) -> int:
        """How many rows of `[since, now)` ClearGrid itself counts."""
        query = {"since": since, "until": self.now, "limit": 1, "includeTotal": "true"}
        pagination = self._page(stream, query)["pagination"]
        assert pagination["totalExact"], "the window holds more rows than ClearGrid counts"
        return pagination["total"]

    def _pages(self, stream: str, since: str) -> Iterator[dict[str, Any]]:
        query = {"since": since, "until": self.now, "limit": 1000}
        while True:
            page = self._page(stream, query)
            yield page
            if page["pagination"]["nextCursor"] is None:
                return
            query["cursor"] = page["pagination"]["nextCursor"]

    def _page(self, stream: str, query: dict[str, Any]) -> dict[str, Any]:
        lender, token = self._login()
        dataset = TABLE[stream]["dataset"]
        place = f"{dataset['section']}/{dataset['code']}"
        path = f"/admin/v3/lenders/{lender}/exports/{place}?{urlencode(query)}"
        return self._ask(path, {"authorization": f"Bearer {token}"})["body"]

    def _login(self) -> tuple[str, str]:
        body = json.dumps({"email": EMAIL, "password": PASSWORD}).encode()
        headers = {"content-type": "application/json"}
        answer = self._ask(f"/admin/auth/{LENDER}/login", headers, body)
        return answer["lenderPublicId"], answer["token"]

    def _ask(self, path: str, headers: dict[str, str], body: bytes | None = None) -> dict[str, Any]:
        with urlopen(Request(self.url + path, body, headers), timeout=60) as answer:
            return json.load(answer)


@contextmanager
def clear_grid(now: str, mood: Mood = "friendly") -> Iterator[ClearGrid]:
    """Starts one; it is gone at the end of the block."""
    command = ["node", str(SERVER), now, mood]
    # The connector's clock stands where ClearGrid's does: a day apart it would not believe it.
    os.environ["CLEARGRID_SANDBOX_NOW"] = now
    with subprocess.Popen(command, stdin=-1, stdout=-1, text=True) as server:
        assert server.stdin is not None and server.stdout is not None
        try:
            yield ClearGrid(url=server.stdout.readline().strip(), now=now)
        finally:
            server.stdin.close()
            os.environ.pop("CLEARGRID_SANDBOX_NOW", None)
