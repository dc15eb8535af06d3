"""The words of the answers, explained."""

from __future__ import annotations

from typing import Annotated

from aicompare.api.declared import Argument, command


@command(
    "aicompare help conflict",
    "aicompare help ltm",
    "aicompare help runway",
)
def explain(
    topic: Annotated[
        str, Argument("TOPIC", "A code, metric, basis, status or word; or a command.", words=True)
    ],
) -> str:
    """What a code, metric, basis, status or word of the tables means.

    In any case, with blanks, hyphens or underscores. Of a word with several meanings all of them.
    On the command line a command is explained by its own help. Raises UnknownName.

    >>> print(aicompare.explain("burn_is_proxy"))
    burn_is_proxy (warning under an answer)
      The burn is a loss, which is not cash; see --bases for others
    """
    from aicompare.calculators.glossary import explained_word

    return "\n\n".join(map(str, explained_word(topic)))
