"""The start: an interrupt while the rest is still loading leaves no traceback either."""

import os
from typing import NoReturn


def main() -> NoReturn:
    """Run, and leave with an exit code (see cli.main)."""
    try:
        from aicompare.cli import main as run

        run()
    except KeyboardInterrupt:
        os._exit(130)


if __name__ == "__main__":
    main()
