"""Chromium, where it is: what a page looks like, prints and asks for."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import struct
import subprocess
import zlib
from pathlib import Path
from urllib.parse import urlsplit

import pytest

BROWSER = "AICOMPARE_BROWSER"  # 1 where .ci/run has Chromium, which then must not be missing
_QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--disable-domain-reliability", "--disable-features=OptimizationHints,MediaRouter",
    "--allow-file-access-from-files",
)  # fmt: skip
# What it asks by itself when it starts, whatever it shows.
_OF_CHROMIUM = {
    "update.googleapis.com", "accounts.google.com", "clients2.google.com", "edgedl.me.gvt1.com",
    "redirector.gvt1.com", "optimizationguide-pa.googleapis.com", "content-autofill.googleapis.com",
    "android.clients.google.com", "mtalk.google.com", "safebrowsingohttpgateway.googleapis.com",
}  # fmt: skip


def chromium(folder: Path, *arguments: str) -> str:
    """A run of its own profile; without Chromium the test is skipped with the reason, or fails."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if os.environ.get(BROWSER) == "later":
        pytest.skip("pages are looked at in a part of .ci/run of their own")
    if found is None and BROWSER in os.environ:
        pytest.fail(f"{BROWSER} says that Chromium is here, and it is not")
    if found is None:
        pytest.skip("no Chromium on the path: nobody looked at the page")
    profile = f"--user-data-dir={folder / 'profile'}"
    done = subprocess.run(
        [found, *_QUIET, profile, *arguments],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env={**os.environ, "HOME": str(folder)},
    )
    return done.stdout


def screenshot(page: Path, folder: Path, width: int, *, dark: bool = False) -> Path:
    """The top of the page on a screen so wide."""
    file = folder / f"{width}{'-dark' if dark else ''}.png"
    scheme = [f"--blink-settings=preferredColorScheme={0 if dark else 1}"]
    chromium(folder, *scheme, f"--window-size={width},1600", f"--screenshot={file}", page.as_uri())
    assert file.is_file()
    return file


def colour_at_corner(png: Path) -> tuple[int, ...]:
    """Red, green and blue of the first pixel, which no filter of the format changes."""
    data = png.read_bytes()
    depth, kind = struct.unpack(">BB", data[24:26])
    assert depth == 8
    assert kind in (2, 6)
    parts = b"".join(
        data[place + 8 : place + 8 + struct.unpack(">I", data[place : place + 4])[0]]
        for place in (found.start() - 4 for found in re.finditer(b"IDAT", data))
    )
    return tuple(zlib.decompressobj().decompress(parts, 4)[1:4])


def printed(page: Path, folder: Path) -> list[str]:
    """The words of each page as it comes out on paper."""
    from pypdf import PdfReader

    file = folder / "printed.pdf"
    chromium(folder, "--no-pdf-header-footer", f"--print-to-pdf={file}", page.as_uri())
    return [found.extract_text() for found in PdfReader(file).pages]


def measured(page: Path, folder: Path, width: int, script: str) -> float:
    """What an expression over the `page`, a document in a window of that width, comes to."""
    frame = folder / f"frame-{width}.html"
    frame.write_text(
        f'<title>0</title><iframe id="f" src="{page.as_uri()}" style="border:0;width:{width}px;height:900px">'
        "</iframe><script>onload = () => { const page = document.getElementById('f').contentDocument;"
        f" document.title = {script} }}</script>",
        encoding="utf-8",
    )
    told = chromium(folder, "--virtual-time-budget=4000", "--dump-dom", frame.as_uri())
    found = re.search(r"<title>([0-9.]+)</title>", told)
    assert found, told[:300]
    return float(found[1])


def boxes_of_texts(svg: str, folder: Path, font: str) -> tuple[list[float], list[tuple[str, list[float]]]]:
    """The box of a picture in another font, and each text of ten pixels or more with its own."""
    frame = folder / "texts.html"
    frame.write_text(
        f'<meta charset="utf-8"><style>text {{ font-family: {font} }}</style>{svg}'
        '<pre id="told"></pre><script>'
        "const box = (one) => { const r = one.getBoundingClientRect();"
        " return [r.left, r.top, r.right, r.bottom] };"
        "const texts = [...document.querySelectorAll('svg text')].filter("
        "(one) => one.textContent && parseFloat(getComputedStyle(one).fontSize) >= 10"
        " && !one.hasAttribute('stroke') && getComputedStyle(one).opacity !== '0');"
        "document.getElementById('told').textContent = JSON.stringify([box(document.querySelector('svg')),"
        " texts.map((one) => [one.textContent, box(one)])])</script>",
        encoding="utf-8",
    )
    told = chromium(folder, "--virtual-time-budget=4000", "--dump-dom", frame.as_uri())
    found = re.search(r'<pre id="told">(.*?)</pre>', told, re.DOTALL)
    assert found, told[:300]
    whole, texts = json.loads(html.unescape(found[1]))
    return whole, [(text, box) for text, box in texts]


def asked_for(page: Path, folder: Path) -> set[str]:
    """The addresses of the web that Chromium asked for while it showed the page."""
    log = folder / "net.json"
    chromium(folder, f"--log-net-log={log}", "--dump-dom", page.as_uri())
    text = log.read_text(encoding="utf-8", errors="replace")
    urls = set(re.findall(r'"url":"((?:https?|wss?)://[^"]*)"', text))
    return {url for url in urls if urlsplit(url).hostname not in _OF_CHROMIUM}
