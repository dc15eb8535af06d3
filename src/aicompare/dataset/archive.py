"""A set of data as one file: a zip of data, rates and prices, and a manifest of their digests.

    manifest.json        {"schema": "aicompare.dataset/1", "data": "2026-10-31", "rates": ..., "prices":
                          ..., "files": {"companies.yaml": {"bytes": ..., "sha256": ...}, ...}}
    manifest.json.sig    an ssh signature of the manifest, where it is signed
    companies.yaml, exchange_rates.csv, prices.csv

The same files make the same bytes: nothing is compressed, no name or day of the machine enters.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from aicompare.resources import PRICES, RATES, SOURCE
from aicompare.values.errors import BadFile, shown
from aicompare.values.frozen import dataclass

FILES = (SOURCE, RATES, PRICES)
MANIFEST, SIGNATURE = "manifest.json", "manifest.json.sig"
SCHEMA = "aicompare.dataset/1"
DAYS = ("data", "rates", "prices")  # the newest of each
MOST_BYTES = 100_000_000  # of an archive; the shipped set has 1,400,000
_MOST_BESIDE = 100_000  # of manifest and signature
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
_MADE = "`tools/make_archive.py` makes them"


@dataclass(frozen=True, slots=True)
class Edition:
    """Whole, as its manifest has it; `digest` is that of the manifest, and so of all of it."""

    files: Mapping[str, bytes]
    days: Mapping[str, date]
    manifest: bytes
    signature: bytes | None

    @property
    def digest(self) -> str:
        return sha256(self.manifest).hexdigest()

    @property
    def digests(self) -> dict[str, str]:
        """Of each file."""
        return {name: sha256(self.files[name]).hexdigest() for name in FILES}


def manifest_of(files: Mapping[str, bytes], days: Mapping[str, date]) -> bytes:
    """Of the three files, with the newest day of each."""
    told = {name: {"bytes": len(files[name]), "sha256": sha256(files[name]).hexdigest()} for name in FILES}
    manifest = {"schema": SCHEMA, **{what: str(days[what]) for what in DAYS}, "files": told}
    return (json.dumps(manifest, indent=1) + "\n").encode()


def packed(files: Mapping[str, bytes], manifest: bytes, signature: bytes | None = None) -> bytes:
    """The archive; the same bytes of the same files."""
    members = {MANIFEST: manifest, **({SIGNATURE: signature} if signature else {}), **files}
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as made:
        for name, content in members.items():
            member = ZipInfo(name, _EPOCH)
            member.create_system = 3  # as on every machine
            member.external_attr = 0o644 << 16
            made.writestr(member, content)
    return out.getvalue()


def unpacked(data: bytes, name: str) -> Edition:
    """Read whole and held against its manifest. Raises BadFile, `name` being what people call it."""
    members = _members(data, name)
    manifest = _manifest(members.pop(MANIFEST), name)
    signature = members.pop(SIGNATURE, None)
    for file in FILES:
        _check(file, members[file], manifest["files"][file], name)
    days = {what: _day(manifest[what], what, name) for what in DAYS}
    return Edition(members, days, manifest["itself"], signature)


# --- the members -------------------------------------------------------------------------------


def _members(data: bytes, name: str) -> dict[str, bytes]:
    if len(data) > MOST_BYTES:
        raise BadFile(name, f"is larger than {MOST_BYTES:,} bytes")
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_names(archive.infolist(), name)
            return {one.filename: archive.read(one) for one in archive.infolist()}
    except (BadZipFile, EOFError, NotImplementedError, ValueError, OSError, RuntimeError):
        raise BadFile(name, "is no archive of data, or not a whole one", hint=_MADE) from None


def _check_names(members: list[ZipInfo], name: str) -> None:
    """Those of an archive and no other: no path leads out of it. Nothing that grows when it is read."""
    names = [one.filename for one in members]
    for member in members:
        if member.filename not in (*FILES, MANIFEST, SIGNATURE):
            raise BadFile(name, f"holds {shown(member.filename)}, which no archive of data does", hint=_MADE)
        most = MOST_BYTES if member.filename in FILES else _MOST_BESIDE
        if member.compress_type != ZIP_STORED or member.flag_bits & 1 or member.file_size > most:
            raise BadFile(name, f"{member.filename} is compressed, locked or too large", hint=_MADE)
    for needed in (MANIFEST, *FILES):
        if names.count(needed) != 1:
            raise BadFile(name, f"holds {needed} {_times(names.count(needed))}", hint=_MADE)
    if names.count(SIGNATURE) > 1:
        raise BadFile(name, f"holds {SIGNATURE} twice", hint=_MADE)


def _times(count: int) -> str:
    return f"{count} times" if count else "not at all"


# --- the manifest ------------------------------------------------------------------------------


def _manifest(content: bytes, name: str) -> dict[str, Any]:
    """Its keys, and under "itself" its bytes."""
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        raise BadFile(name, f"{MANIFEST} is not JSON", hint=_MADE) from None
    schema = said.get("schema") if isinstance(said, dict) else None
    if schema != SCHEMA:
        newer = isinstance(schema, str) and schema.startswith(SCHEMA.rpartition("/")[0])
        hint = "it is for another version of aicompare: install the newest" if newer else _MADE
        raise BadFile(name, f"its schema is {shown(str(schema))}, not {SCHEMA}", hint=hint)
    files = said.get("files")
    if set(said) != {"schema", *DAYS, "files"} or not isinstance(files, dict) or set(files) != set(FILES):
        raise BadFile(name, f"{MANIFEST} does not name a day and a digest for each file", hint=_MADE)
    return {**said, "itself": content}


def _check(file: str, content: bytes, told: object, name: str) -> None:
    if told != {"bytes": len(content), "sha256": sha256(content).hexdigest()}:
        raise BadFile(name, f"{file} is not what {MANIFEST} says: it was changed, or cut off")


def _day(text: object, what: str, name: str) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise BadFile(name, f"{MANIFEST} has no day for {what}", hint=_MADE) from None
