"""Several companies that are named as one subject: `A and B had revenue of X and Y, respectively`."""

from __future__ import annotations

from collections.abc import Sequence

from aicompare.reading.amounts import Found
from aicompare.reading.between import LIST, RESPECTIVELY
from aicompare.reading.names import Mention
from aicompare.reading.page import Page, listed_with
from aicompare.reading.text import Span

_SOON = 24  # letters behind a list


def one_of_several(page: Page, one: Found, sentence: Span) -> tuple[bool, Mention | None]:
    """Whether several are the subject of a list of figures, and which of them this one is of.

    None where the figures are not as many as the companies: then it may be of any.
    """
    named = _joined(page, [m for m in page.mentions_in(sentence) if m.end <= one.start])
    run = listed_with(page, one, sentence)
    last = run[-1].end
    if len(named) < 2 or not (
        RESPECTIVELY.search(page.text.prose, named[-1].end, run[0].start)
        or RESPECTIVELY.search(page.text.prose, last, last + _SOON)
    ):
        return False, None
    return True, named[run.index(one)] if len(run) == len(named) else None


def _joined(page: Page, mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The last names that stand in one list."""
    run: list[Mention] = []
    for mention in mentions:
        joined = run and LIST.fullmatch(page.text.prose[run[-1].end : mention.start])
        if joined and mention.company not in {one.company for one in run}:
            run.append(mention)
        elif len(run) < 2 or joined:
            run = [mention]
    return run
