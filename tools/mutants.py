"""Mutation testing: change the code by one token at a time, and see whether a test notices.

    python tools/mutants.py                       every module below
    python tools/mutants.py values.figures calculators.runway.cashpath
    MUTANTS_AT_ONCE=1 python tools/mutants.py     two at once, unless it says how many

mutmut makes the mutants and forks a process for each, which runs those tests that reach the
changed function: of the module's own test files, named here, so that a mutant costs a
fraction of a second. A line per module is printed, and the change of every mutant that lives.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sys
from collections import Counter
from pathlib import Path

from mutmut import __main__ as mutmut
from mutmut import configuration

ROOT = Path(__file__).resolve().parent.parent
# Each module and the test files that state its promises; `golden` holds whole answers of commands.
TESTS = {
    "values.figures": "figures money amounts_written",
    "values.money": "money amounts_written",
    "values.periods": "periods twelve_months",
    "rates.rates": "rates",
    "rates.table": "rates",
    "calculators.split.report": "allocation golden",
    "calculators.split.apportionment": "allocation",
    "calculators.reading": "read_answer",
    "calculators.readpage": "read_answer",
    "calculators.readrow": "read_answer",
    "calculators.readstatement": "read read_texts",
    "calculators.sayings.catalogues": "sayings",
    "calculators.sayings.runways": "sayings",
    "calculators.sayings.sums": "sayings",
    "calculators.sayings.verdicts": "sayings",
    "calculators.sayings.views": "sayings",
    "calculators.sayings.worth": "sayings",
    "calculators.sayings.years": "sayings",
    "calculators.runway.bases": "runway_bases runway runway_views scenario burn_multiple golden",
    "calculators.multiples.bridge": "enterprise_value multiples",
    "calculators.burnmultiple": "burn_multiple",
    "calculators.search": "find",
    "calculators.errorform": "catalogue",
    "calculators.status": "status",
    "calculators.changes.factual": "changes",
    "calculators.changes.moved": "changes",
    "calculators.changes.prose": "changes",
    "calculators.changes.ratios": "changes",
    "calculators.changes.report": "changes",
    "calculators.changes.rows": "changes",
    "calculators.changes.runways": "changes",
    "calculators.changes.splitting": "changes",
    "calculators.changes.taken": "changes",
    "calculators.changes.values": "changes",
    "calculators.runway.heading": "runway golden",
    "calculators.runway.held": "runway scenario ruled_words founders_plan golden",
    "calculators.runway.cashpath": "cashpath scenario runway_views",
    "calculators.catalogue": "show catalogue",
    "calculators.claims.rows": "check claims verdicts hints",
    "calculators.claims.report": "check claims verdicts",
    "calculators.claims.page": "audit_page",
    "calculators.comparison": "comparison compared_pages",
    "calculators.comparisonpage": "compared_pages",
    "calculators.companyrows": "compared_pages",
    "calculators.derived": "comparison own_measures",
    "calculators.ownrows": "own_rows",
    "calculators.statement": "statement",
    "calculators.trend": "trend",
    "calculators.pricerange": "prices",
    "calculators.glossary": "words",
    "calculators.conflicts": "conflicts conversion",
    "calculators.conversion.report": "conversion",
    "calculators.claims.many": "statements",
    "calculators.exported": "exported",
    "calculators.exportedfiles": "exported",
    "calculators.claims.hints": "hints check claims verdicts",
    "calculators.multiples.implied": "peers multiples",
    "calculators.conversion.impliedrate": "implied_rate conversion",
    "calculators.runway.inflows": "runway runway_views scenario founders_plan",
    "calculators.multiples.report": "multiples multiples_screen peers",
    "calculators.multiples.row": "multiples enterprise_value multiples_screen",
    "calculators.multiples.screen": "multiples_screen multiples",
    "calculators.runway.outlook": "cashpath runway runway_views scenario founders_plan golden",
    "calculators.proceeds.planned": "plans use_of_proceeds golden",
    "calculators.proceeds.sums": "plans use_of_proceeds golden",
    "calculators.premises": "amounts_written",
    "calculators.presentation": "presentation plans runway comparison multiples use_of_proceeds golden",
    "calculators.proceeds.purposes": "plans use_of_proceeds golden",
    "calculators.conversion.remarks": "remarks",
    "calculators.runway.report": "runway runway_views scenario founders_plan golden",
    "calculators.runway.matrix": "runway runway_views golden",
    "calculators.runway.chart": "runway_views",
    "calculators.runway.row": "runway runway_views scenario ruled_words founders_plan golden",
    "calculators.runway.screen": "runway_views runway founders_plan golden",
    "calculators.runway.scenario": "scenario founders_plan runway_views",
    "calculators.runway.sensitivity": "runway_views ruled_words",
    "calculators.proceeds.sidebyside": "plans use_of_proceeds golden",
    "calculators.proceeds.spending": "plans use_of_proceeds golden",
    "calculators.multiples.statistics": "peers spread multiples",
    "calculators.claims.superseded": "verdicts claims",
    "calculators.proceeds.report": "plans use_of_proceeds golden",
    "calculators.additions": "adding",
    "calculators.validation": "lint golden",
    "calculators.multiples.unheld": "multiples forecasts",
    "calculators.multiples.valuation": "multiples",
    "calculators.vocabulary": "vocabulary golden",
    "calculators.split.weights": "allocation",
    "calculators.multiples.comps": "comps",
    "calculators.multiples.compspage": "comps",
    "calculators.multiples.convertibles": "comps",
    "calculators.multiples.expectations": "forecasts",
    "calculators.multiples.history": "comps",
    "calculators.ranked": "value",
    "calculators.ratios": "market_ratios",
    "calculators.runway.needs": "founders_plan",
    "calculators.runway.plan": "founders_plan",
    "calculators.runway.decided": "ruled_words founders_plan",
    "calculators.value.market": "football_field value",
    "calculators.value.method": "football_field value",
    "calculators.value.needs": "football_field value",
    "calculators.value.peers": "football_field value",
    "calculators.value.report": "football_field value",
    "calculators.value.reverse": "football_field founders_plan",
    "calculators.value.venture": "football_field value",
}
KILLED, LIVES, UNTESTED, NOT_RUN = "killed", "lives", "no test reaches it", "not run"
_VERDICTS = {0: LIVES, 33: UNTESTED, None: NOT_RUN}  # every other exit code: a test failed, or never ended


def main() -> int:
    os.chdir(ROOT)
    wanted = sys.argv[1:] or list(TESTS)
    total: Counter[str] = Counter()
    for module in wanted:
        path = f"src/aicompare/{module.replace('.', '/')}.py"
        run(path, [f"tests/test_{name}.py" for name in TESTS[module].split()])
        codes = json.loads(Path(f"mutants/{path}.meta").read_text(encoding="utf-8"))["exit_code_by_key"]
        verdicts = {name: _VERDICTS.get(code, KILLED) for name, code in codes.items()}
        counted = Counter(verdicts.values())
        total += counted
        print(f"{module}: {len(codes)} mutants, {dict(counted)}", flush=True)
        for name, verdict in verdicts.items():
            if verdict != KILLED:
                print(f"  {name}: {verdict}\n{change(name)}", flush=True)
    print(f"all: {total.total()} mutants, {dict(total)}")
    return 1 if total[UNTESTED] or total[NOT_RUN] or total[LIVES] * 20 >= total.total() else 0


def run(path: str, tests: list[str]) -> None:
    """All mutants of one file, from the beginning."""
    shutil.rmtree("mutants", ignore_errors=True)
    configuration.reset_config()
    config = configuration.config()
    config.only_mutate = [path]
    slow = "not a_thousand and not ten_thousand"  # seconds, and no kills
    config.pytest_add_cli_args_test_selection = [*tests, "-k", slow]
    child = os.fork()  # mutmut keeps what it learned of a module
    if not child:
        os.nice = lambda _: 0  # else, on a busy machine, it would never end
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        mutmut.cli(["run", "--max-children", os.environ.get("MUTANTS_AT_ONCE", "2")], standalone_mode=False)
        os._exit(0)
    os.waitpid(child, 0)


def change(name: str) -> str:
    """The lines that a mutant takes away and puts in their place."""
    with contextlib.redirect_stdout(io.StringIO()) as shown:
        mutmut.cli(["show", name], standalone_mode=False)
    lines = shown.getvalue().splitlines()
    return "\n".join(f"    {line}" for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---"))


if __name__ == "__main__":
    sys.exit(main())
