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

Mood = Literal["friendly", "busy", "refusing"]
Row = dict[str, Any]

SERVER = Path(__file__).parent / "clear-grid.mjs"
LENDER = "acme-finance"
EMAIL = "exports@acme-finance.example"
PASSWORD = "not-a-secret-of-anybody"
DATASETS = {
    "borrowers": "S1/D01",
    "borrower_accounts": "S1/D02",
    "borrower_sub_accounts": "S1/D03",
    "borrower_account_events": "S1/D05",
    "borrower_payments": "S2/D07",
    "borrower_payment_plans": "S2/D08",
    "borrower_payment_plan_installments": "S2/D09",
    "scheduled_payments": "S2/D12",
    "payment_proofs": "S2/D14",
    "borrower_settlements": "S2/D15",
    "borrower_deals": "S3/D16",
    "borrower_deal_activity_logs": "S3/D17",
    "borrower_deal_logs": "S3/D18",
    "deal_activity_logs": "S3/D19",
    "deal_views": "S3/D20",
    "communication_logs": "S4/D21",
    "conversations": "S4/D22",
    "manual_communication_logs": "S4/D23",
    "user_lender_details": "S5/D26",
}
STREAMS = tuple(DATASETS)
CURSOR_FIELDS = {
    "borrowers": "updated_at",
    "borrower_accounts": "updated_at",
    "borrower_sub_accounts": "updated_at",
    "borrower_account_events": "created_at",
    "borrower_payments": "updated_at",
    "borrower_payment_plans": "updated_at",
    "borrower_payment_plan_installments": "updated_at",
    "scheduled_payments": "updated_at",
    "payment_proofs": "updated_at",
    "borrower_settlements": "updated_at",
    "borrower_deals": "updated_at",
    "borrower_deal_activity_logs": "created_at",
    "borrower_deal_logs": "created_at",
    "deal_activity_logs": "created_at",
    "deal_views": "updated_at",
    "communication_logs": "communicated_at",
    "conversations": "updated_at",
    "manual_communication_logs": "communicated_at",
    "user_lender_details": "updated_at",
}


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

    def rows(self, stream: str, since: str) -> dict[str, Row]:
        """All rows of `[since, now)`, by key: page by page, until there is no next page."""
        pages = self._pages(stream, since)
        return {row["public_id"]: row for page in pages for row in page["rows"]}

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
        path = f"/admin/v3/lenders/{lender}/exports/{DATASETS[stream]}?{urlencode(query)}"
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
