"""A data file of one's own as it is begun: what there is to fill in, said where it stands."""

from __future__ import annotations

from datetime import date

_TEXT = """\
# yaml-language-server: $schema=companies.schema.json
#
# Your own figures, laid over the shipped ones: aicompare runway acme --data {file}
# `aicompare add` puts further lines here, `aicompare validate {file}` checks them, and
# `aicompare schema -o companies.schema.json` lets an editor complete what you type.
#
# Figures as printed, each with its currency, its period and its source; "=US$5m" is exact,
# "~US$5m" is about, ">=US$5m" is at least. Put in quotes what holds a comma, a colon or a #.

sources:
  # Who says so, and when: kind is filing, company, press or dataset. While it is the only one
  # here, `aicompare add` takes it where you say none.
  mine:
    title: "My own books"
    publisher: Acme
    published: {day}
    kind: company

companies:
  # An id of yours, or that of a company that is known already, like minimax: then only facts.
  acme:
    name: Acme
    currency: USD
    facts:
    # What a runway needs: cash, what is as good as cash, and what is used up in a month.
    - {{metric: cash, period: {day}, value: "=US$36m", source: mine}}
    - {{metric: liquid_investments, period: {day}, value: "=US$12m", source: mine}}
    - {{metric: monthly_burn, period: {month}, value: "=US$3m", source: mine, balance: {day}}}
"""


def begun(file: str, day: date) -> str:
    """The text of a new file, its figures made up, as of `day`: US$48m over US$3m are 16 months."""
    return _TEXT.format(file=file, day=day.isoformat(), month=day.isoformat()[:7])
