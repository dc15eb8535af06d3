"""What other programs, and this one before, call our commands, options and formats.

Letters alone do not tell that `--currency` is `--in`: `--group` is likest to `--output`.
"""

from __future__ import annotations

from collections.abc import Mapping

from aicompare.api.common import parameters_of, shared_flags
from aicompare.api.declared import Argument, Command
from aicompare.values.errors import suggestion

# Ours first, the likeliest of them; of those that a command takes the first is meant.
_OPTIONS = {
    "--in": "currency cur ccy unit units fx-to to display-currency",
    "--as-of": "date day at asof when until today known",
    "--on": "date day at asof when",
    "--top": "limit head max first count n",
    "--sort": "sort-by order order-by orderby by",
    "--metric": "metrics measure measures field kpi item",
    "--columns": "column cols col metrics select",
    "--fields": "field select jq query",
    "--period": "periods year years quarter fy since",
    "--data": "file input overlay config-file facts datafile load",
    "--output": "out outfile save to-file export write",
    "--format": "type as output-format",
    "--rate": "rates fx exchange-rate",
    "--plot": "chart graph picture",
    "--explain": "verbose details detail why debug how formula trace",
    "--sources": "source refs references cite citations",
    "--notes": "warnings footnotes",
    "--brief": "short summary concise",
    "--quiet": "silent no-notes no-warnings",
    "--strict": "fail werror error-on-warning",
    "--basis": "ltm ttm ntm fy arr method",
    "--cash-basis": "cash-from",
    "--burn-basis": "burn-from",
    "--raise": "raises round funding proceeds",
    "--burn": "monthly-burn burn-rate",
    "--balance": "balance-date",
    "--width": "columns-wide cols-wide wrap",
    "--no-pager": "no-page nopager",
}
_COMPANIES = {
    **dict.fromkeys(("group", "groups", "peers", "watchlist"), "us-labs"),
    **dict.fromkeys(("company", "companies", "ticker", "tickers", "name"), "zhipu"),
}
_ADVICE = {
    **dict.fromkeys(("no-color", "no-colour", "color", "colour"),
                    "colour goes by NO_COLOR=1 and FORCE_COLOR=1 in the environment"),
    **dict.fromkeys(("pager", "less"), "PAGER names the pager, and --no-pager wants none"),
    **dict.fromkeys(("config", "settings", "profile"),
                    "AICOMPARE_CONFIG names the file of settings; see `aicompare help config`"),
    "hindsight": "--nearest takes the revenue that ends nearest the valuation; what was published later "
                 "counts without an option, and --known-then leaves it out",
}  # fmt: skip

_COMMANDS = {
    "list": "ls companies groups company group universe tickers dir",
    "show": "get info facts fact view table print statement profile display",
    "compare": "versus vs side-by-side comparison benchmark",
    "runway": "burn cash burn-rate months cashflow",
    "multiples": "comps comparables peers multiple ratio ratios ps ev valuations",
    "value": "valuation worth price fair-value dcf football",
    "convert": "fx exchange currency conversion",
    "rates": "rate ecb forex",
    "allocate": "proceeds split allocation use-of-proceeds",
    "check": "verify test assert claim calc eval",
    "audit": "claims articles statements factcheck fact-check",
    "read": "article text scan parse review",
    "find": "search grep lookup where which",
    "sources": "source references refs bibliography",
    "metrics": "metric vocabulary measures fields kpis",
    "schema": "jsonschema",
    "describe": "commands options json api tools",
    "validate": "lint doctor",
    "help": "explain glossary words word codes man what define",
    "init": "new create start template",
    "add": "append put insert set fact-add",
    "import": "load ingest read-csv",
    "export": "dump save sqlite parquet",
    "mcp": "serve server assistant",
    "--version": "version ver",
    "--install-completion": "completion completions",
}
_FORMATS = {
    "ndjson": "jsonl jsonlines json-lines ldjson lines",
    "markdown": "md mkd gfm",
    "html": "htm web page",
    "table": "text txt plain pretty ascii terminal",
    "csv": "comma",
    "xlsx": "xls excel spreadsheet workbook",
    "tsv": "tab tabs tab-separated",
    "json": "yaml yml xml",
}


def option_meant(said: str, command: Command) -> str | None:
    """What to type instead of an option that the command has not; None where nobody can tell."""
    said = said.partition("=")[0]
    name, known = _folded(said), [flag for one in parameters_of(command) for flag in one.flags]
    if name in ("in", *_OPTIONS["--in"].split()) and (instead := _converts_by(command)):
        return instead
    if said in shared_flags():
        return f"{command.name} has nothing that it would change: leave it out"
    if name in _COMPANIES and _names_companies(command):
        return f"companies and groups are named without it: `aicompare {command.name} {_COMPANIES[name]}`"
    if name in _ADVICE:
        return _ADVICE[name]
    if form := name if name in _FORMATS else format_meant(name):
        return f"did you mean '--format {form}'?" if "--format" in known else None
    meant = next(
        (ours for ours, theirs in _OPTIONS.items() if ours in known and name in theirs.split()), None
    )
    return f"did you mean {meant!r}?" if meant else suggestion(said, known)


def _converts_by(command: Command) -> str | None:
    """How its amounts come into another currency, where `--in` is none of its options."""
    if command.own_currencies:
        return "an expression says its own currencies; write convert(minimax.cash, CNY)"
    return (
        "facts are exported as reported; `aicompare show --in` converts" if command.name == "export" else None
    )


def _names_companies(command: Command) -> bool:
    said = [one.about.metavar for one in command.parameters if isinstance(one.about, Argument)]
    return any("COMPANY" in metavar for metavar in said)


def command_meant(said: str) -> str | None:
    """The command that does what another program calls so."""
    return _ours(_COMMANDS, _folded(said))


def format_meant(said: str) -> str | None:
    """The format that others call so, or the nearest to it that there is."""
    return _ours(_FORMATS, _folded(said).lstrip("."))


def _ours(table: Mapping[str, str], name: str) -> str | None:
    return next((ours for ours, theirs in table.items() if name in theirs.split()), None)


def _folded(said: str) -> str:
    return said.lstrip("-").casefold().replace("_", "-")
