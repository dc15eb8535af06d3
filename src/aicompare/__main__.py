"""Where a run begins: `aicompare`, or `python -m aicompare`."""

import gc

gc.disable()  # a short life: collecting costs more than it frees, at the imports already

from aicompare.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
