"""A ClearGrid whose one page is the bytes that it is given: for what no JSON library would write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from clear_grid import EMAIL, LENDER, PASSWORD

LOGIN = b'{"lenderPublicId": "L", "token": "a-token", "refreshToken": "a-refresh-token"}'
START, END = "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"


@contextmanager
def raw_clear_grid(rows: bytes) -> Iterator[dict[str, str]]:
    """Serves the rows, written as the text of a JSON list; gives the settings to read them with."""
    page = b'{"code":200,"body":{"rows":%b,"pagination":{"nextCursor":null}},"errors":[]}' % rows

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802
            self.rfile.read(int(self.headers["content-length"]))
            self._answer(LOGIN)

        def do_GET(self) -> None:  # noqa: N802
            self._answer(page)

        def _answer(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield {
            "lender": LENDER,
            "email": EMAIL,
            "password": PASSWORD,
            "base_url": f"http://127.0.0.1:{server.server_port}",
            "start_date": START,
            "end_date": END,
        }
        server.shutdown()
