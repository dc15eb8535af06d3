"""A file from the web, within limits of time and size; nothing but http and https."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from http.client import HTTPException, HTTPMessage, HTTPResponse
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO
from urllib import request
from urllib.error import HTTPError
from urllib.parse import urlsplit

from aicompare.values.errors import BadFile, BadUsage, NotFetched, shown
from aicompare.values.frozen import dataclass

Progress = Callable[[int, int | None], None]  # bytes so far, and of how many where that is known
_CHUNK = 1 << 16
_MOST_SHOWN = 200  # characters of an address in a message


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to wait for the next bytes, and for everything; and how many bytes at most."""

    size: int
    pause: int = 10
    total: int = 60


def is_address(place: str) -> bool:
    """Whether a person means something on the web, not a file."""
    return "://" in place


def fetch(address: str, limits: Limits, progress: Progress) -> bytes:
    """Raises BadUsage, BadFile for what is too large, and NotFetched for all that goes wrong
    between here and the server, and where it takes longer than there is time for everything.

    A server may dawdle wherever it likes: at the name, the connection, TLS, a redirection, a
    header, the body. None of these has an end of its own, so they are waited for from outside;
    what is given up does not keep the program from ending.
    """
    name = address_for_people(address)
    if address.partition("://")[0].lower() not in ("http", "https"):
        raise BadUsage(f"{shown(name)} is not an address to fetch from", hint="use http or https")
    came: SimpleQueue[bytes | Exception] = SimpleQueue()
    Thread(target=lambda: came.put(_outcome(address, name, limits, progress)), daemon=True).start()
    try:
        outcome = came.get(timeout=limits.total)
    except Empty:
        outcome = _too_slow(name, limits)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _outcome(address: str, name: str, limits: Limits, progress: Progress) -> bytes | Exception:
    """What was fetched, or why it was not: who waits for it raises that."""
    try:
        return _fetched(address, name, limits, progress)
    except Exception as problem:  # noqa: BLE001 - none may be lost in a thread
        return problem


def _fetched(address: str, name: str, limits: Limits, progress: Progress) -> bytes:
    try:
        asked = request.Request(address, headers={"User-Agent": "aicompare"})
        with _opener().open(asked, timeout=limits.pause) as response:
            return b"".join(_pieces(response, name, limits, progress))
    except HTTPError as problem:
        problem.close()
        raise NotFetched(f"{name}: the server answers {problem.code} {problem.reason}") from None
    except (OSError, HTTPException, ValueError) as problem:
        cause = getattr(problem, "reason", problem)  # an URLError holds what happened
        if isinstance(cause, TimeoutError):
            raise NotFetched(
                f"{name}: nothing came for {limits.pause} seconds", hint="try again later"
            ) from None
        reason = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
        raise NotFetched(f"{name}: could not be fetched: {reason}") from None


def _too_slow(name: str, limits: Limits) -> NotFetched:
    return NotFetched(f"{name}: took longer than {limits.total} seconds", hint="try again later")


def address_for_people(address: str) -> str:
    """Without a password, and not too long."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "the address"
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()[:_MOST_SHOWN]


def _opener() -> request.OpenerDirector:
    """For http and https only: no redirection leads to a file or elsewhere."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler,
        request.HTTPHandler,
        request.HTTPSHandler,
        _Redirection,
        request.HTTPDefaultErrorHandler,
        request.HTTPErrorProcessor,
        request.UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener


class _Redirection(request.HTTPRedirectHandler):
    """Leaves its body unread, which may have no end."""

    def http_error_302(
        self, req: request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage
    ) -> HTTPResponse | None:
        fp.close()
        return super().http_error_302(req, fp, code, msg, headers)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def _pieces(response: HTTPResponse, name: str, limits: Limits, progress: Progress) -> Iterator[bytes]:
    """The body as it comes. A body that ends before its length is cut off, not short."""
    announced = response.headers.get("Content-Length", "")
    length = int(announced) if announced.isdecimal() and len(announced) < 20 else None
    deadline = time.monotonic() + limits.total
    received = 0
    while piece := response.read1(_CHUNK):
        received += len(piece)
        if max(received, length or 0) > limits.size:
            raise BadFile(name, f"is larger than {limits.size:,} bytes")
        if time.monotonic() > deadline:
            raise _too_slow(name, limits)
        progress(received, length)
        yield piece
    if length is not None and received < length:
        raise NotFetched(f"{name}: cut off after {received:,} of {length:,} bytes", hint="try again")
