"""YAML -> facts. The only package that knows pydantic and yaml, and only where it must.

The wheel carries the shipped data already checked and compiled (companies.sqlite); a checkout
reads companies.yaml itself, so that it is never stale.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aicompare.dataset.loading import load as load
    from aicompare.dataset.loading import load_layers as load_layers
    from aicompare.dataset.loading import read_bytes as read_bytes
    from aicompare.dataset.store import Dataset as Dataset

_PLACES = {"load": "loading", "load_layers": "loading", "read_bytes": "loading", "Dataset": "store"}


def __getattr__(name: str) -> Any:
    """What is offered is loaded when it is first asked for: to complete a name takes none of it."""
    if name not in _PLACES:
        raise AttributeError(f"module 'aicompare.dataset' has no attribute {name!r}")
    return getattr(import_module(f"aicompare.dataset.{_PLACES[name]}"), name)
