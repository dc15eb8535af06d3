"""Compare AI companies and value them, on figures one can defend.

    import aicompare

    data = aicompare.load()
    answer = aicompare.runway(data, ["minimax"])
    print(answer)  # the table of the command line
    answer.to_dict(), answer.to_records()  # for programs

Every error that a caller can cause is an `aicompare.Trouble` with a message and a hint.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from aicompare.answer import Answer as Answer
    from aicompare.api import (
        Data as Data,
    )
    from aicompare.api import (
        allocate as allocate,
    )
    from aicompare.api import (
        audit as audit,
    )
    from aicompare.api import (
        check as check,
    )
    from aicompare.api import (
        compare as compare,
    )
    from aicompare.api import (
        convert as convert,
    )
    from aicompare.api import (
        exchange_rates as exchange_rates,
    )
    from aicompare.api import (
        implied_rate as implied_rate,
    )
    from aicompare.api import (
        list_companies as list_companies,
    )
    from aicompare.api import (
        list_metrics as list_metrics,
    )
    from aicompare.api import (
        list_sources as list_sources,
    )
    from aicompare.api import (
        load as load,
    )
    from aicompare.api import (
        multiples as multiples,
    )
    from aicompare.api import (
        runway as runway,
    )
    from aicompare.api import (
        show as show,
    )
    from aicompare.api import (
        split as split,
    )
    from aicompare.errors import Trouble as Trouble

_ELSEWHERE = {"Answer": "answer", "Trouble": "errors"}  # all else is in api
__all__ = [  # noqa: RUF022 - in the order of the README's table
    "load", "list_companies", "show", "compare", "runway", "multiples", "convert", "implied_rate",
    "exchange_rates", "allocate", "split", "check", "audit", "list_metrics", "list_sources",
    "Answer", "Data", "Trouble",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """What is offered is loaded when it is first asked for: the command line needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module 'aicompare' has no attribute {name!r}")
    return getattr(import_module(f"aicompare.{_ELSEWHERE.get(name, 'api')}"), name)
