"""Nothing from data, arguments or file names may steer the reader's terminal."""

from __future__ import annotations

import re

# Control characters and ANSI; marks that turn the reading direction; line separators; and
# half characters, as Python has them for bytes of a file name that are no UTF-8.
_STEERING = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"


def clean(text: str, form: str = "\\x{:02x}") -> str:
    """Steering characters written out: ESC becomes `\\x1b`."""
    if text.isprintable():  # nearly always; then the pattern need not even be compiled
        return text
    return re.sub(_STEERING, lambda match: form.format(ord(match[0])), text)
