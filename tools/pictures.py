"""Draws the pictures of README and docs: real answers, as `-o x.svg` has them.

    python tools/pictures.py            says which are out of date
    python tools/pictures.py --write    writes docs/pictures/*.svg

A test holds them current. The SVG names no font of the web and nothing else outside itself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

import aicompare  # noqa: E402
from aicompare import Answer, Data  # noqa: E402
from aicompare.render.pictures import to_svg  # noqa: E402

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


def pictures() -> dict[str, str]:
    """Every picture by the name of its file."""
    data = aicompare.load()
    return {name: to_svg(ask(data).report) for name, ask in SHOWN.items()}


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
