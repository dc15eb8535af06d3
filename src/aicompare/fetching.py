"""A file from the web, within limits of time and size; nothing but http and https."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from http.client import HTTPException, HTTPResponse
from urllib import request
from urllib.error import HTTPError
from urllib.parse import urlsplit

from aicompare.errors import BadFile, BadUsage, NotFetched, shown
from aicompare.frozen import dataclass

Progress = Callable[[int, int | None], None]  # bytes so far, and of how many where that is known
_CHUNK = 1 << 16
_MOST_SHOWN = 200  # characters of an address in a message


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to wait for the next bytes and for all of them; and how many bytes at most."""

    size: int
    pause: int = 10
    total: int = 60


def is_address(place: str) -> bool:
    """Whether a person means something on the web, not a file."""
    return "://" in place


def fetch(address: str, limits: Limits, progress: Progress) -> bytes:
    """Raises BadUsage, BadFile for what is too large, and NotFetched for all that goes wrong
    between here and the server.
    """
    name = address_for_people(address)
    if address.partition("://")[0].lower() not in ("http", "https"):
        raise BadUsage(f"{shown(name)} is not an address to fetch from", hint="use http or https")
    try:
        asked = request.Request(address, headers={"User-Agent": "aicompare"})
        with _opener().open(asked, timeout=limits.pause) as response:
            return b"".join(_pieces(response, name, limits, progress))
    except HTTPError as problem:
        with problem:
            raise NotFetched(f"{name}: the server answers {problem.code} {problem.reason}") from None
    except (OSError, HTTPException, ValueError) as problem:
        cause = getattr(problem, "reason", problem)  # an URLError holds what happened
        if isinstance(cause, TimeoutError):
            raise NotFetched(
                f"{name}: nothing came for {limits.pause} seconds", hint="try again later"
            ) from None
        reason = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
        raise NotFetched(f"{name}: could not be fetched: {reason}") from None


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
        request.HTTPRedirectHandler,
        request.HTTPDefaultErrorHandler,
        request.HTTPErrorProcessor,
        request.UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener


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
            raise NotFetched(f"{name}: took longer than {limits.total} seconds", hint="try again later")
        progress(received, length)
        yield piece
    if length is not None and received < length:
        raise NotFetched(f"{name}: cut off after {received:,} of {length:,} bytes", hint="try again")
