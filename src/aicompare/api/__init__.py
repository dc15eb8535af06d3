"""What each command answers, for programs: the modules here are those of `cli`, which calls them.

Amounts, percentages, dates and periods are text, as on the command line, so that a figure
keeps the precision it was written with: `cash="US$1,046.2m"`, `on="2025-12-31"`. None leaves
a choice to the rule that the docstring names; what is empty is refused.
"""
