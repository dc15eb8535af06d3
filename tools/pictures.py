"""Draws the pictures of README and docs: real answers, as `-o x.svg` has them; what is words, on a terminal.

    python tools/pictures.py            says which are out of date
    python tools/pictures.py --write    writes docs/pictures/*.svg

A test holds them current. The SVG names no font of the web and nothing else outside itself.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

import aicompare  # noqa: E402
from aicompare import Answer, Data  # noqa: E402
from aicompare.render.terminal import drawn  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
COLUMNS = 88
BOTH = ["zhipu", "minimax"]
_ARTICLES = "2026-01-31"  # when the three runways were in print

# file name: the answer that it is of
SHOWN: dict[str, Callable[[Data], Answer]] = {
    # aicompare compare zhipu minimax --period FY2023,FY2024,FY2025 --metric ... -o compare.svg
    "compare.svg": lambda data: aicompare.compare(
        data,
        BOTH,
        period=["FY2023", "FY2024", "FY2025"],
        metrics=["revenue", "gross_margin", "adjusted_net_profit", "liquidity"],
    ),
    # aicompare runway minimax --bases --balance 2025-09-30 --as-of 2026-01-31 -o bases.svg
    "bases.svg": lambda _: aicompare.runway(
        aicompare.load(as_of=_ARTICLES), ["minimax"], bases=True, balance="2025-09-30"
    ),
    # aicompare value zhipu -o value.svg
    "value.svg": lambda data: aicompare.value(data, "zhipu"),
    # aicompare runway zhipu minimax --plot -o plot.svg
    "plot.svg": lambda data: aicompare.runway(data, BOTH, plot=True),
}
# Words, which no chart shows: the command that is typed, its answer.
SCREENS: dict[str, tuple[str, Callable[[Data], Answer]]] = {
    "read.svg": (
        "aicompare read examples/draft.md",
        lambda data: aicompare.read(data, str(ROOT / "examples" / "draft.md")),
    ),
    "explained.svg": (
        "aicompare check minimax.runway_balance_alone --explain",
        lambda data: data.explained(aicompare.check(data, "minimax.runway_balance_alone")),
    ),
}
SHEET = "workbook.png"
_CROP = ["-r", "90", "-x", "20", "-y", "30", "-W", "920", "-H", "500"]  # of the page, in dots
_FONTS = re.compile(r"@font-face \{.*?\}\n?", re.DOTALL)


def pictures() -> dict[str, str]:
    """Every picture by the name of its file."""
    data = aicompare.load()
    drawn = {name: ask(data).to_svg() for name, ask in SHOWN.items()}
    return drawn | {name: _screen(name, command, ask(data)) for name, (command, ask) in SCREENS.items()}


def _screen(name: str, command: str, answer: Answer) -> str:
    """The command and what it answers, as a terminal has them."""
    shown = drawn(answer.report, COLUMNS, colour=True, links=False)
    console = Console(width=COLUMNS, file=io.StringIO(), force_terminal=True, record=True)
    console.print(Text.from_ansi(f"$ {command}\n{shown.rstrip()}"))
    unique = f"aicompare-{name.partition('.')[0]}"
    svg = console.export_svg(title="aicompare", theme=SVG_EXPORT_THEME, unique_id=unique)
    return _FONTS.sub("", svg).replace("Fira Code", "monospace")


def draw_sheet(target: Path) -> bool:
    """The sheet Answer of `runway minimax -o runway.xlsx`; False where nothing here can draw it."""
    if not (shutil.which("soffice") and shutil.which("pdftoppm")):
        return False
    with TemporaryDirectory() as folder:
        book = Path(folder) / "runway.xlsx"
        book.write_bytes(aicompare.runway(aicompare.load(), ["minimax"]).to_xlsx())
        convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(book)]
        subprocess.run(convert, check=True, capture_output=True)
        page = ["-f", "1", "-l", "1", "-singlefile", "-png", str(book.with_suffix(".pdf"))]
        subprocess.run(["pdftoppm", *_CROP, *page, str(target.with_suffix(""))], check=True)
    return True


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
    if arguments:
        draw_sheet(PICTURES / SHEET)
    print(f"{'written' if arguments else 'out of date'}: {', '.join(stale) or 'none'}")
    return 1 if stale and not arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
