"""The start: an interrupt while the rest is still loading leaves no traceback either."""

import gc
import os
from typing import NoReturn

gc.disable()  # a short life: collecting costs more than it frees, at the imports already


def main() -> NoReturn:
    """Run, and leave with an exit code (see cli.main)."""
    try:
        from aicompare.cli import main as run

        run()
    except KeyboardInterrupt:
        os._exit(130)


if __name__ == "__main__":
    main()
