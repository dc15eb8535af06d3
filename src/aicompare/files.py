"""Writing a file whole, or leaving it as it was."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from aicompare.errors import NotWritten


def write_whole(text: str, path: Path) -> None:
    """Written beside it and renamed over it. Raises NotWritten; then nothing partial is left."""
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            temporary = Path(file.name)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except (OSError, ValueError) as problem:
        if temporary:
            temporary.unlink(missing_ok=True)
        reason = getattr(problem, "strerror", None) or "not a file name"
        raise NotWritten(f"{path}: could not be written: {reason}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
