"""What many tests read: the shipped data and the shipped exchange rates, loaded once."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import command
import pytest
from command import CHECKOUT, LONG, MUTANT, packages, shipped_dataset, shipped_record
from hypothesis import Phase, settings
from made import rates_of
from server import Answer as Served
from server import serving

from aicompare.dataset import Dataset, loading
from aicompare.dataset.store import Record
from aicompare.rates.file import current_rates
from aicompare.rates.rates import Rates

# A busy machine is no failure, and the same code gives the same result; `search` looks further.
settings.register_profile("suite", deadline=None, derandomize=True, max_examples=100 if LONG else 50)
settings.register_profile("search", deadline=None)
settings.register_profile(
    "mutation",
    deadline=None,
    max_examples=50,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
)  # a mutant needs no smallest example
settings.load_profile("suite")
# Thousands of answers over data that stay: looked through every 700 objects, they cost a seventh more.
gc.set_threshold(100_000, 50, 100)
os.environ["AICOMPARE_CONFIG"] = ""  # none of the developer's own settings


def pytest_configure(config: pytest.Config) -> None:
    """A checkout checks all of the shipped data at every start; a run does it once, as a wheel does."""
    if given := getattr(config, "workerinput", {}).get("laid_out"):
        command.laid_out = lambda: Path(given)  # type: ignore[assignment]
    loading.shipped_records = shipped_record  # type: ignore[assignment]


def pytest_unconfigure(config: pytest.Config) -> None:
    """What is left is looked through once, where pytest and Python would look six times through millions."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Each worker is told where that lies."""
    node.workerinput["laid_out"] = str(command.laid_out())


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A file stays with one worker, so that what its tests share is made once."""
    from xdist.scheduler import LoadFileScheduling

    return LoadFileScheduling(config, log) if config.getoption("dist") == "load" else None


@pytest.fixture(scope="session", autouse=True)
def installed() -> Path:
    """Where processes find aicompare: with its data compiled they start three times as fast."""
    if MUTANT in os.environ:  # no process is started
        return Path(CHECKOUT)
    packages.append(str(command.laid_out()))
    return Path(packages[-1])


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The shipped data, everything visible."""
    return shipped_dataset()


@pytest.fixture(scope="session")
def rates(tmp_path_factory: pytest.TempPathFactory) -> Rates:
    """The shipped rates, none of the user's own, whatever the developer has at home."""
    missing = tmp_path_factory.mktemp("nobody") / "missing"
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(missing))
        return current_rates({}, None)


@pytest.fixture
def no_rates(tmp_path: Path) -> Rates:
    """A table with one day of long ago: no rate for anything of today."""
    return rates_of(tmp_path, "2001-01-02,1.25,8.75")


@pytest.fixture
def seven(tmp_path: Path) -> Rates:
    """Rates of the summer of 2026 alone, when a dollar is seven yuan."""
    return rates_of(tmp_path, *(f"{on},1.25,8.75" for on in ("2026-06-29", "2026-06-30", "2026-07-01")))


@pytest.fixture(scope="session")
def record() -> Record:
    """The shipped data file as it is checked: plans and claims too."""
    return shipped_record()


@pytest.fixture
def serve() -> Iterator[Callable[[Served], str]]:
    """Starts a server on 127.0.0.1 that answers every GET so; gives its address."""
    yield from serving()
