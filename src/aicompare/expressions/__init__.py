"""The language of `check` and of claims: a small statement about figures of the data.

tokens -> parser -> syntax (a tree) -> evaluation (values with units, as a graph) -> bounds
-> verdicts. Nothing is run that is not in the table of functions; length, depth and work are
bounded.
"""
