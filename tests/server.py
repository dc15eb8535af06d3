"""A server on 127.0.0.1 that answers as a test wants it to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


def serving() -> Iterator[Callable[[Answer], str]]:
    """Starts one that answers every GET so; gives its address."""
    servers: list[ThreadingHTTPServer] = []

    def start(answer: Answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            do_GET = answer  # noqa: N815 the name http.server asks for

            def log_message(self, *_: object) -> None:
                """Quiet."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}/eurofxref-hist.zip"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def answering(
    body: bytes, status: int = 200, length: int | None = None, headers: tuple[tuple[str, str], ...] = ()
) -> Answer:
    """`length` is what Content-Length says; -1 leaves it out."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        if length != -1:
            request.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers:
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    return answer
