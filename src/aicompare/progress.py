"""One line on the terminal for what takes long: gone when it is done, and none where no person watches."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Self

AFTER = 2  # seconds, before which nothing is said
_AGAIN = 5  # times a second
_NARROWEST = 20  # columns
Progress = Callable[[int, int | None], None]  # so many bytes are done, and of how many where that is known


@contextmanager
def working(what: str) -> Iterator[Progress]:
    """`Reading mine.yaml, 34%` on standard error while it lasts; what it gives may be told how far it is.

    Only on a terminal that can draw, and only from the third second on. Of two at once the inner is shown.
    """
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda done, whole: None
        return
    from threading import Event, Thread  # which a start does without

    line, over = _Line(what), Event()
    thread = Thread(target=line.show_until, args=(over,), daemon=True)
    _LINES.append(line)
    thread.start()
    try:
        yield line.tell
    finally:
        over.set()
        thread.join()
        _LINES.remove(line)
        line.clear()


class _Line:
    def __init__(self, what: str) -> None:
        self._what = "".join(letter if letter.isprintable() else "?" for letter in what)
        self._told = ""
        self._length = 0  # of what stands there

    def tell(self, done: int, whole: int | None) -> None:
        tenths = done * 10 // 10**6
        self._told = f", {done * 100 // whole}%" if whole else f", {tenths // 10}.{tenths % 10} MB"

    def show_until(self, over: object) -> None:
        wait: Callable[..., bool] = over.wait  # type: ignore[attr-defined]
        if not wait(AFTER):
            self._draw()
            while not wait(1 / _AGAIN):
                self._draw()

    def _draw(self) -> None:
        columns = _columns()
        if _LINES and _LINES[-1] is self and columns >= _NARROWEST:
            room = columns - len(self._told) - 1
            what = self._what if self._what.isascii() else self._what[: room // 2]  # letters of two columns
            text = what[:room] + self._told
            _put(f"\r{text}{' ' * max(self._length - len(text), 0)}")
            self._length = max(self._length, len(text) * (1 if text.isascii() else 2))

    def clear(self) -> None:
        if self._length:
            _put(f"\r{' ' * min(self._length, _columns() - 1)}\r")


_LINES: list[_Line] = []


def _put(text: str) -> None:
    with contextlib.suppress(OSError, ValueError):  # nobody watches any more
        sys.stderr.write(text)
        sys.stderr.flush()


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


class Watched:
    """A stream that tells how much of it has been read."""

    def __init__(self, stream: IO[bytes], tell: Progress, size: int | None) -> None:
        self._stream, self._tell, self._size = stream, tell, size

    def read(self, most: int) -> bytes:
        data = self._stream.read(most)
        self._tell(self._stream.tell(), self._size)
        return data

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()
