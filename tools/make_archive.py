"""Packs the data into one archive, which `aicompare update` takes: the same files, the same bytes.

    python tools/make_archive.py ARCHIVE.zip
    python tools/make_archive.py ARCHIVE.zip --from FOLDER --sign KEY

FOLDER holds companies.yaml, exchange_rates.csv and prices.csv; else it is data/ of this checkout.
KEY is a private ssh key: `ssh-keygen -Y sign -n aicompare` signs the manifest with it. The files are
checked first, as `update` checks them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from aicompare.api.dataupdate import checked, newest_days  # noqa: E402
from aicompare.dataset.archive import FILES, MANIFEST, manifest_of, packed, unpacked  # noqa: E402
from aicompare.dataset.compiling import compile_file  # noqa: E402
from aicompare.dataset.signature import NAMESPACE  # noqa: E402
from aicompare.dataset.store import Dataset, Layer  # noqa: E402
from aicompare.resources import PRICES, RATES, SOURCE  # noqa: E402
from aicompare.values.errors import Trouble  # noqa: E402


def made(folder: Path, key: str | None = None) -> bytes:
    """The archive of the three files of a folder, whole and checked. Raises BadFile."""
    files = {name: (folder / name).read_bytes() for name in FILES}
    dataset = Dataset([Layer(compile_file(files[SOURCE], SOURCE), SOURCE)], prices=folder / PRICES)
    days = {what: newest for what, newest in newest_days(dataset, folder / RATES).items() if newest}
    manifest = manifest_of(files, days)
    archive = packed(files, manifest, signature_of(manifest, key) if key else None)
    with TemporaryDirectory() as scratch:
        checked_in(Path(scratch), archive)
    return archive


def checked_in(scratch: Path, archive: bytes) -> None:
    """As `update` does. Raises BadFile."""
    content = unpacked(archive, "the archive")
    for name in FILES:
        (scratch / name).write_bytes(content.files[name])
    checked(scratch, content, "the archive")


def signature_of(manifest: bytes, key: str) -> bytes:
    """By the machine's ssh-keygen, which may ask for a passphrase."""
    with TemporaryDirectory() as scratch:
        file = Path(scratch) / MANIFEST
        file.write_bytes(manifest)
        asked = ["ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", NAMESPACE, str(file)]
        subprocess.run(asked, check=True)
        return file.with_name(f"{MANIFEST}.sig").read_bytes()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Packs the data into one archive.")
    parser.add_argument("archive", type=Path)
    parser.add_argument("--from", dest="folder", type=Path, default=ROOT / "data")
    parser.add_argument("--sign", metavar="KEY")
    asked = parser.parse_args(arguments)
    try:
        content = made(asked.folder, asked.sign)
    except (Trouble, OSError, subprocess.CalledProcessError) as trouble:
        print(f"{asked.archive}: not made: {trouble}", file=sys.stderr)
        return 2
    asked.archive.write_bytes(content)
    print(f"{asked.archive}: {len(content):,} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
