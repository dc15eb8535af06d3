"""Ships data/ in the wheel, with the data already checked and compiled (companies.sqlite)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGES = ("methodology.md",)  # of docs/, which assistants read
FILES = ("companies.yaml", "companies.schema.json", "exchange_rates.csv", "prices.csv")


class CompileData(BuildHookInterface[Any]):
    """A wheel carries what a checkout reads, so that a start need not check it again."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return  # an editable install reads data/ itself, and is never stale
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from aicompare.dataset.compiling import compile_file
        from aicompare.resources import RECORDS

        source = root / "data" / "companies.yaml"
        self.folder = tempfile.TemporaryDirectory()
        compiled = Path(self.folder.name) / RECORDS
        compile_file(source.read_bytes(), source.name, path=str(compiled))
        shipped = {str(root / "data" / name): f"aicompare/data/{name}" for name in FILES}
        shipped |= {str(root / "docs" / name): f"aicompare/data/{name}" for name in PAGES}
        build_data["force_include"] |= {**shipped, str(compiled): f"aicompare/data/{RECORDS}"}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self.folder.cleanup()
