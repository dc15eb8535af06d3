"""Draws the README's pictures: real answers on a terminal of 88 columns, and one of `-o x.svg`, as SVG.

    python tools/pictures.py            says which are out of date
    python tools/pictures.py --write    writes docs/pictures/*.svg

A test holds them current. The SVG names no font of the web and nothing else outside itself.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

import aicompare  # noqa: E402
from aicompare import Answer, Data  # noqa: E402
from aicompare.render.pictures import to_svg  # noqa: E402
from aicompare.render.terminal import draw_on  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
COLUMNS = 88
_ARTICLES = "2026-01-31"  # when the three runways were in print

# file name: (the command it stands for, its answer, how many lines of it are shown)
SHOWN: dict[str, tuple[str, Callable[[Data], Answer], int]] = {
    "compare": (
        "aicompare compare zhipu minimax",
        lambda data: aicompare.compare(data, ["zhipu", "minimax"]),
        40,
    ),
    "bases": (
        f"aicompare runway minimax --bases --balance 2025-09-30 --as-of {_ARTICLES}",
        lambda data: aicompare.runway(
            aicompare.load(as_of=_ARTICLES), ["minimax"], bases=True, balance="2025-09-30"
        ),
        40,
    ),
}
_FONTS = re.compile(r"@font-face \{.*?\}\n?", re.DOTALL)


def pictures() -> dict[str, str]:
    """Every picture by the name of its file."""
    data = aicompare.load()
    drawn = {f"{name}.svg": _svg(name, *shown, data) for name, shown in SHOWN.items()}
    return drawn | {"plot.svg": _chart(aicompare.runway(data, ["zhipu", "minimax"], plot=True))}


def _chart(answer: Answer) -> str:
    """That of `-o plot.svg`."""
    return to_svg(answer.report)


def _svg(name: str, command: str, ask: Callable[[Data], Answer], lines: int, data: Data) -> str:
    full = Console(
        width=COLUMNS,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
        highlight=False,
        emoji=False,
    )
    with full.capture() as capture:
        draw_on(full, ask(data).report, full.width)
    text = capture.get().splitlines()
    console = Console(width=COLUMNS, file=io.StringIO(), force_terminal=True, record=True)
    console.print(
        Text.from_ansi("\n".join([f"$ {command}", *text[:lines], *(["..."] if text[lines:] else [])]))
    )
    svg = console.export_svg(title="aicompare", theme=SVG_EXPORT_THEME, unique_id=f"aicompare-{name}")
    return _FONTS.sub("", svg).replace("Fira Code", "monospace")


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--write"]):
        print("usage: pictures.py [--write]", file=sys.stderr)
        return 2
    stale = []
    for name, svg in pictures().items():
        file = PICTURES / name
        if not file.exists() or file.read_text(encoding="utf-8") != svg:
            stale.append(name)
            if arguments:
                PICTURES.mkdir(parents=True, exist_ok=True)
                file.write_text(svg, encoding="utf-8", newline="\n")
    print(f"{'written' if arguments else 'out of date'}: {', '.join(stale) or 'none'}")
    return 1 if stale and not arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
