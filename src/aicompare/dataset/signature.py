"""An ssh signature, checked with what a machine has: `ssh-keygen -Y verify`."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from aicompare.files import read_most
from aicompare.values.errors import BadFile, BadUsage

NAMESPACE = "aicompare"  # what it is a signature for: `ssh-keygen -Y sign -n aicompare`
_KEY = re.compile(r"(?:ssh|ecdsa|sk)-[\w@.-]+ [A-Za-z0-9+/]+=*(?: .*)?")
_MOST = 100_000  # bytes of a file of keys
_PATIENCE = 30  # seconds
_HINT = "a public key is a line like `ssh-ed25519 AAAA... name`"


def keys_in(file: str) -> list[str]:
    """The public keys of a file, a line each. Raises BadFile."""
    try:
        text = read_most(file, _MOST).decode("utf-8", "replace")
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "not a file name"
        raise BadFile(file, f"cannot be read: {reason}", hint=_HINT) from None
    lines = [line.strip() for line in text.splitlines()]
    keys = [line for line in lines if line and not line.startswith("#")]
    if not keys or not all(map(_KEY.fullmatch, keys)):
        raise BadFile(file, "holds no public key", hint=_HINT)
    return keys


def signed_by(message: bytes, signature: bytes, keys: list[str]) -> str | None:
    """The fingerprint of the one of `keys` that signed the message; None where none did.

    Raises BadUsage where the machine has nothing to check with.
    """
    program = which("ssh-keygen")
    if program is None:
        hint = "install OpenSSH, or do without a key"
        raise BadUsage("a signature is checked with ssh-keygen, which is not there", hint=hint)
    with TemporaryDirectory() as folder:
        allowed, signed = Path(folder) / "allowed", Path(folder) / "signature"
        allowed.write_text("".join(f"{NAMESPACE} {key}\n" for key in keys), encoding="utf-8")
        signed.write_bytes(signature)
        asked = [
            program,
            "-Y",
            "verify",
            "-f",
            str(allowed),
            "-I",
            NAMESPACE,
            "-n",
            NAMESPACE,
            "-s",
            str(signed),
        ]
        try:
            done = subprocess.run(asked, input=message, capture_output=True, timeout=_PATIENCE, check=False)
        except (OSError, subprocess.TimeoutExpired):
            raise BadUsage("ssh-keygen does not run", hint="mend it, or do without a key") from None
    found = re.search(r"SHA256:\S+", done.stdout.decode("utf-8", "replace"))
    return found[0] if found and done.returncode == 0 else None
