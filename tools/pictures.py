"""Draws the pictures of README and docs: charts as `-o x.svg` has them, answers on a terminal of 88 columns,
and the first sheet of a workbook.

    python tools/pictures.py            says which are out of date
    python tools/pictures.py --write    writes docs/pictures/

A test holds those in SVG current; they name no font of the web and nothing else outside themselves. The
sheet is drawn by LibreOffice (and pdftoppm), where it is at hand, and only written.
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
from aicompare.render.pictures import to_svg  # noqa: E402
from aicompare.render.terminal import draw_on  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
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

# file name: (the command, its answer, the first line that is shown and how many)
TERMINALS: dict[str, tuple[str, Callable[[Data], Answer], str, int]] = {
    "read.svg": (
        "aicompare read examples/draft.md",
        lambda data: aicompare.read(data, ROOT / "examples" / "draft.md"),
        "",
        24,
    ),
    "explained.svg": (
        "aicompare runway minimax --explain",
        lambda data: data.explained(aicompare.runway(data, ["minimax"])),
        "How each number comes about",
        26,
    ),
}
COLUMNS = 88
_FONTS = re.compile(r"@font-face \{.*?\}\n?", re.DOTALL)
_LINE = re.compile(r"(companies\.yaml):[0-9]+")  # which every new figure moves
SHEET = "workbook.png"
_CROP = ["-r", "90", "-x", "20", "-y", "30", "-W", "920", "-H", "500"]  # of the page, in dots


def pictures() -> dict[str, str]:
    """Every picture in SVG by the name of its file."""
    data = aicompare.load()
    charts = {name: to_svg(ask(data).report) for name, ask in SHOWN.items()}
    return charts | {name: _terminal(name, *shown, data) for name, shown in TERMINALS.items()}


def _terminal(
    name: str, command: str, ask: Callable[[Data], Answer], first: str, lines: int, data: Data
) -> str:
    """What a terminal shows from its `first` line on."""
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
    text = _LINE.sub(r"\1", capture.get()).splitlines()
    start = next(at for at, line in enumerate(text) if first in line)
    shown = text[start : start + lines]
    said = [f"$ {command}", *(["..."] if start else []), *shown, *(["..."] if text[start + lines :] else [])]
    console = Console(width=COLUMNS, file=io.StringIO(), force_terminal=True, record=True)
    console.print(Text.from_ansi("\n".join(said)))
    drawn = console.export_svg(title="aicompare", theme=SVG_EXPORT_THEME, unique_id=f"aicompare-{name[:-4]}")
    return _FONTS.sub("", drawn).replace("Fira Code", "monospace")


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
