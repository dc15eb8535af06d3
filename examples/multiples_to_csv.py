"""The comps table of the US labs as CSV, with what a reader must know on stderr."""

from __future__ import annotations

import sys

import aicompare


def main() -> None:
    try:
        answer = aicompare.multiples(aicompare.load(), group="us-labs", basis="arr")
    except aicompare.Trouble as trouble:
        sys.exit(f"{trouble.message}; {trouble.hint}")
    for warning in answer.warnings:
        print(f"{warning.subject}: {warning.message}", file=sys.stderr)
    print(answer.to_csv(), end="")


if __name__ == "__main__":
    main()
