"""What data files hold, and whether they can be right."""

from __future__ import annotations

from os import fspath
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from aicompare.api.answer import Answer
from aicompare.api.arguments import day, several
from aicompare.api.data import Data, load, paths
from aicompare.api.declared import Argument, Option, command
from aicompare.api.options import AsOf, OneFile, OwnFiles, OwnRates, Strict

if TYPE_CHECKING:
    from aicompare.calculators.validation import ValidateRow


@command(
    "aicompare validate",
    "aicompare validate --accepted",
)
def validate(
    file: Annotated[OneFile | None, Argument("FILE", "Your own data file; else all that are in use.")] = None,
    files: OwnFiles = (),
    *,
    as_of: AsOf = None,
    rates: OwnRates = (),
    accepted: Annotated[
        bool, Option(help="Also the warnings that the file accepts, with the reason.")
    ] = False,
    strict: Strict = False,
) -> Answer:
    """Faults and warnings of a data file, each with its place. Exit code 1 on faults.

    None is the shipped file, each of `files`, and the daily share prices; else `file` over them, or
    as such prices where its name ends in .csv. `files`, `as_of` and `rates` are as for `load`. The
    answer has `failed` where there is a fault or, with `strict`, a
    warning that the file does not accept; those that it accepts are rows only with `accepted`.
    Raises BadFile for what cannot be read, or is not YAML.

    >>> aicompare.validate().failed
    False
    """
    from aicompare.calculators.validation import findings_of, validation
    from aicompare.dataset.checking import check, check_all, shipped_name
    from aicompare.lint import lint
    from aicompare.rates.file import parse_own_rates
    from aicompare.resources import PRICES, resource

    under, until, own_rates = paths(files), day(as_of), several(rates)
    parse_own_rates(own_rates)  # what is no rate is told before all is read
    if file is not None and fspath(file).casefold().endswith(".csv"):
        data = load(under, as_of=until, rates=own_rates)
        prices = _prices(fspath(file), Path(file), data)
        return data.answer(validation(prices, data.as_of, accepted=accepted, strict=strict))
    found, cut_short = {}, []
    for checked in check_all(under) if file is None else [check(fspath(file), under)]:
        data = Data(checked.data, until, own_rates)
        companies = [data.dataset.by_id(id_) for id_ in checked.companies]
        findings = lint(companies, data.as_of, complete=until is None)
        cut_short += [checked.file] if checked.cut_short else []
        found[checked.file] = findings_of(checked.file, checked.problems, findings)
    if file is None:
        found |= _prices(shipped_name(PRICES), resource(PRICES), data)
    return data.answer(validation(found, data.as_of, accepted=accepted, strict=strict, cut_short=cut_short))


def _prices(name: str, path: Path, data: Data) -> dict[str, list[ValidateRow]]:
    """What is wrong in a file of daily share prices."""
    from aicompare.calculators.validation import findings_of
    from aicompare.dataset.pricecheck import check_prices

    return {name: findings_of(name, check_prices(path, data.dataset), ())}


@command(
    "aicompare metrics",
    "aicompare metrics --format csv",
)
def list_metrics(data: Data) -> Answer:
    """Every metric, its definition and its number of facts.

    >>> rows = aicompare.list_metrics(aicompare.load()).rows
    >>> [(row.unit, row.expression) for row in rows if row.name == "net_margin"]
    [('percent', 'net_profit / revenue')]
    """
    from aicompare.calculators.vocabulary import metrics

    return data.answer(metrics(data.dataset.all(), data.dataset.measures, data.as_of))


@command(
    "aicompare sources",
    "aicompare sources --format markdown",
)
def list_sources(data: Data) -> Answer:
    """Every source, with the number of facts it carries.

    >>> rows = aicompare.list_sources(aicompare.load()).rows
    >>> [(str(row.published), row.kind) for row in rows if row.id == "minimax-prospectus"]
    [('2025-12-31', 'filing')]
    """
    from aicompare.calculators.vocabulary import sources

    dataset = data.dataset
    return data.answer(sources(dataset.all(), dataset.sources, dataset.user_sources, data.as_of))
