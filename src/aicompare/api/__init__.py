"""The public story: one function a command, every option declared once.

Amounts, percentages, dates and periods are text, as on the command line, so that a figure
keeps the precision it was written with: `cash="US$1,046.2m"`, `on="2025-12-31"`. None leaves
a choice to the rule that the docstring names; what is empty is refused.
"""

# Each command, and the function that declares and answers it.
COMMANDS = {
    "list": "api.questions.list_companies",
    "show": "api.questions.show",
    "compare": "api.questions.compare",
    "runway": "api.questions.runway",
    "multiples": "api.questions.multiples",
    "value": "api.worth.value",
    "burn-multiple": "api.questions.burn_multiple",
    "convert": "api.money.convert",
    "rates": "api.money.exchange_rates",
    "allocate": "api.allocation.allocate",
    "check": "api.claims.check",
    "audit": "api.claims.audit",
    "read": "api.reading.read",
    "diff": "api.changes.diff",
    "status": "api.status.status",
    "update": "api.update.update",
    "report": "api.handout.report",
    "find": "api.search.find",
    "sources": "api.file.list_sources",
    "metrics": "api.file.list_metrics",
    "schema": "api.describing.schema",
    "describe": "api.describing.describe",
    "validate": "api.file.validate",
    "help": "api.words.explain",
    "init": "api.adding.init",
    "add": "api.adding.add",
    "import": "api.adding.import_tables",
    "export": "api.export.export",
    "mcp": "api.assistants.serve",
}
# What `import aicompare` offers beside them.
_ALSO = (
    "api.data.load", "api.data.Data", "api.answer.Answer", "values.errors.Trouble",
    "api.money.implied_rate", "api.allocation.split",
    "api.reading.read_text",
)  # fmt: skip
# Where each name that is offered stands.
PLACES = {name: module for module, _, name in (one.rpartition(".") for one in (*COMMANDS.values(), *_ALSO))}
