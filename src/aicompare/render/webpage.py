"""The frame of a page of HTML, for phones and dark screens too; the page loads nothing and runs nothing."""

from __future__ import annotations

import html

from aicompare.render.safe import clean

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """<style>
body { margin: 1rem; font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans SC",
  sans-serif; }
</style>"""


def web_page(title: str, body: str, style: str = _STYLE) -> str:
    """The whole file around a body of HTML."""
    return "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            f"<title>{html.escape(clean(title), quote=False)}</title>\n{style}\n</head>\n<body>",
            f"{body}\n</body>\n</html>\n",
        ]
    )
