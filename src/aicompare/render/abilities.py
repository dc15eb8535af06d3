"""What the screen can do, as its surroundings say: colours, links.

Colours by the rules of no-color.org, force-color.org and bixense.com/clicolors, in that order:
NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE, then a terminal that is not dumb, unless CLICOLOR is 0.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

# Terminals that show what OSC 8 links to, by what they say of themselves.
_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty", "Tabby", "rio", "terminology"})
_TERMS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm")
_SAY_SO = ("WT_SESSION", "KONSOLE_VERSION", "DOMTERM")
_FIRST_VTE = 5001  # 0.50.0 ended on the first link

_USUAL = (80, 24)


def screen_size() -> tuple[int, int]:
    """Columns and lines: what COLUMNS and LINES say, else the terminal; 80 and 24 where neither does.

    As shutil tells it, which takes longer to load than a small answer to lay out.
    """
    try:
        known = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else -1)
    except (ValueError, OSError):  # closed, or no terminal
        known = os.terminal_size(_USUAL)
    said = [max(0, _number(os.environ.get(name, ""))) for name in ("COLUMNS", "LINES")]
    columns, lines = (ones[0] or ones[1] or ones[2] for ones in zip(said, known, _USUAL, strict=True))
    return columns, lines


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0


def is_long(text: str) -> bool:
    """Whether it is more than fits on the screen, and the screen one to page on."""
    columns, lines = screen_size()
    if os.environ.get("TERM", "dumb") == "dumb":
        return False
    return sum(max(1, -(-len(line) // columns)) for line in text.splitlines()) >= lines


def wants_colour(on_terminal: bool, said: Mapping[str, str] = os.environ) -> bool:
    """Whether an answer is drawn in colours."""
    if said.get("NO_COLOR"):
        return False
    return forces_colour(said) or (on_terminal and said.get("TERM") != "dumb" and said.get("CLICOLOR") != "0")


def forces_colour(said: Mapping[str, str] = os.environ) -> bool:
    """Also in a pipe: FORCE_COLOR with any value, CLICOLOR_FORCE with any but 0; not against NO_COLOR."""
    if said.get("NO_COLOR"):
        return False
    return bool(said.get("FORCE_COLOR")) or said.get("CLICOLOR_FORCE", "0") not in ("", "0")


def shows_links(on_terminal: bool, said: Mapping[str, str] = os.environ) -> bool:
    """Whether an address is one to click on; FORCE_HYPERLINK says yes, or no with 0."""
    if forced := said.get("FORCE_HYPERLINK"):
        return forced != "0"
    if not on_terminal or said.get("TERM", "dumb") == "dumb":
        return False
    vte = said.get("VTE_VERSION", "")
    return (
        any(said.get(name) for name in _SAY_SO)
        or said.get("TERM_PROGRAM") in _PROGRAMS
        or said["TERM"].startswith(_TERMS)
        or (vte.isascii() and vte.isdecimal() and int(vte[:9]) >= _FIRST_VTE)
    )
