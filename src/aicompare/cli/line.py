"""What both ways of reading a line take it for."""

from __future__ import annotations

from collections.abc import Sequence

COMPLETING = "_AICOMPARE_COMPLETE"  # set by a shell that completes a line
ANY = "any"


def with_any(line: Sequence[str]) -> list[str]:
    """`--strict` alone is `--strict=any`: what stands behind it is no code of its own."""
    words = [*line]
    end = words.index("--") if "--" in words else len(words)
    return [f"--strict={ANY}" if one == "--strict" else one for one in words[:end]] + words[end:]
