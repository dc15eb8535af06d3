"""One deadline over a whole fetch: wherever a server dawdles, one message and nothing replaced."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command import environment

from aicompare.rates.fetching import Limits, fetch
from aicompare.values.errors import NotFetched

TOTAL = 0.3
LIMITS = Limits(size=1_000_000, pause=10, total=TOTAL)
Server = Callable[[socket.socket], None]
STATUS = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy stands between."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def serve() -> Iterator[Callable[[Server], str]]:
    """Starts a server of bare sockets on 127.0.0.1; gives its address. All of it ends with the test."""
    listening: list[socket.socket] = []

    def start(talk: Server) -> str:
        server = socket.create_server(("127.0.0.1", 0))
        listening.append(server)

        def accept() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                threading.Thread(target=quietly, args=(talk, connection), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        return f"127.0.0.1:{server.getsockname()[1]}/eurofxref-hist.zip"

    yield start
    for server in listening:
        server.close()


def quietly(talk: Server, connection: socket.socket) -> None:
    with connection, contextlib.suppress(OSError):
        talk(connection)


def dripping(first: bytes, drop: bytes = b"a") -> Server:
    """Hears the request, sends `first`, then `drop` twenty times a second for five seconds."""

    def talk(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(first)
        for _ in range(100):
            time.sleep(0.05)
            connection.sendall(drop)

    return talk


DAWDLING = {
    "says nothing": dripping(b"", b""),
    "before the status": dripping(b"H", b" "),
    "in the status": dripping(b"HTTP/1.1 200 "),
    "in a header": dripping(STATUS + b"X-Slow: "),
    "in many headers": dripping(STATUS, b"X: a\r\n"),
    "in continued answers": dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "in a body of known length": dripping(STATUS + b"Content-Length: 9000\r\n\r\n"),
    "in a body of no length": dripping(STATUS + b"\r\n"),
    "in a piece of a body": dripping(STATUS + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    "in the length of a piece": dripping(STATUS + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "in the trailer of a body": dripping(STATUS + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: a\r\n"),
    "in the body of an error": dripping(b"HTTP/1.1 404 N\r\nX: "),
}


@pytest.mark.parametrize("where", DAWDLING)
def test_a_server_that_dawdles_is_given_up_at_the_deadline(
    serve: Callable[[Server], str], where: str
) -> None:
    """After the time for everything, here 0.3 seconds, though bytes keep coming and no pause was too long."""
    began = time.monotonic()
    with pytest.raises(NotFetched, match=r"took longer than 0\.3 seconds") as caught:
        fetch(f"http://{serve(DAWDLING[where])}", LIMITS, lambda *_: None)
    assert TOTAL <= time.monotonic() - began < TOTAL + 2
    assert caught.value.hint == "try again later"


def test_the_hands_of_tls_are_waited_for_no_longer(serve: Callable[[Server], str]) -> None:
    """A record of TLS that comes byte by byte."""
    drip = dripping(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc", b"\0")
    with pytest.raises(NotFetched, match=r"took longer than 0\.3 seconds"):
        fetch(f"https://{serve(drip)}", LIMITS, lambda *_: None)


def test_a_connection_that_nobody_takes_is_given_up() -> None:
    """The queue of a server that accepts nobody is full."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server, contextlib.ExitStack() as waiting:
        for _ in range(3):
            one = waiting.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(server.getsockname())
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x.zip"
        with pytest.raises(NotFetched, match=r"took longer than 0\.3 seconds"):
            fetch(address, LIMITS, lambda *_: None)


def test_a_name_that_is_never_found_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's search for a name has a time of its own, and no limit that a program could set."""
    ended = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: ended.wait(5) and [])
    with pytest.raises(NotFetched, match=r"took longer than 0\.3 seconds"):
        fetch("http://slow.invalid/x.zip", LIMITS, lambda *_: None)
    ended.set()


def test_redirections_have_the_deadline_together(serve: Callable[[Server], str]) -> None:
    """Each comes after 0.1 seconds: the fourth is too late."""

    def onward(connection: socket.socket) -> None:
        asked = connection.recv(4096).split()[1].decode()
        time.sleep(0.1)
        connection.sendall(f"HTTP/1.1 302 F\r\nLocation: {asked}a\r\n\r\n".encode())

    with pytest.raises(NotFetched, match=r"took longer than 0\.3 seconds"):
        fetch(f"http://{serve(onward)}", LIMITS, lambda *_: None)


def test_the_body_of_a_redirection_is_not_waited_for(serve: Callable[[Server], str]) -> None:
    """It has no end; what it leads to is there at once."""

    def there(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(STATUS + b"Content-Length: 4\r\n\r\nDate")

    head = f"HTTP/1.1 302 F\r\nLocation: http://{serve(there)}\r\n\r\n".encode()
    assert fetch(f"http://{serve(dripping(head))}", LIMITS, lambda *_: None) == b"Date"


def test_a_fault_on_the_way_is_heard_at_once(serve: Callable[[Server], str]) -> None:
    """Also one of our own, which would be lost in a thread: nobody waits for the deadline."""

    def broken(received: int, length: int | None) -> None:
        raise RuntimeError("of our own")

    def there(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(STATUS + b"Content-Length: 4\r\n\r\nDate")

    with pytest.raises(RuntimeError, match="of our own"):
        fetch(f"http://{serve(there)}", Limits(size=1000), broken)


def test_the_command_ends_with_one_message(serve: Callable[[Server], str], tmp_path: Path) -> None:
    """Exit 2 and no file, while the server still drips: what was given up does not hold the program."""
    address = serve(dripping(STATUS + b"X-Slow: "))
    hurry = (
        "import aicompare.api.ratesupdate as u; from aicompare.rates.fetching import Limits;"
        "u.LIMITS = Limits(10**6, 10, 1); u.update_rates.__defaults__ = (u.LIMITS,);"
        "from aicompare.__main__ import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", hurry, "rates", "update", f"http://{address}"],
        capture_output=True,
        encoding="utf-8",
        env=environment(XDG_DATA_HOME=str(tmp_path / "data")),
        timeout=20,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"aicompare: http://{address}: took longer than 1 seconds; try again later\n"
    assert not (tmp_path / "data").exists()
