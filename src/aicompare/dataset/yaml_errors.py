"""What a person did when YAML cannot be read, in words that say how to mend it."""

from __future__ import annotations

from aicompare.dataset.limits import DEEPEST

_QUOTES = "put text with a comma, a colon or a bracket in quotes"

# libyaml's message: what it means, and what would be right
_MEANT = {
    "mapping values are not allowed in this context": (
        "a colon too many", "put text with a colon in quotes, or check the indentation",
    ),
    "did not find expected ',' or '}'": ("a comma or a closing } is missing before this place", _QUOTES),
    "did not find expected ',' or ']'": ("a comma or a closing ] is missing before this place", _QUOTES),
    "did not find expected key": ("this does not fit the lines above", "check the indentation"),
    "did not find expected '-' indicator": ("a list goes on here without a dash", "check the indentation"),
    "block sequence entries are not allowed in this context": (
        "a list cannot begin here", "put each `- ` on a line of its own",
    ),
    "could not find expected ':'": ("a key without its colon", "write `key: value`"),
    "found unexpected end of stream": ("the quote that opens here is never closed", None),
    "found unknown escape character": ("a backslash in double quotes", "use single quotes"),
    "found invalid Unicode character escape code": (
        "this is no character", "write the character itself, as json.dumps does with ensure_ascii=False",
    ),
    "did not find expected hexdecimal number": ("a backslash in double quotes", "use single quotes"),
}  # fmt: skip


FENCE = ("this is the fence of a block of code, and no part of the file", "leave its lines out")
_TOO_DEEP = "exceeded maximum nesting depth"  # libyaml's, far behind ours


def explained(problem: str, line: str) -> tuple[str, str | None]:
    """What libyaml's `problem` at the beginning of `line` means, and what would be right."""
    message, hint = _meant(problem, line)
    return (message, hint) if (message, hint) in _NOT_OF_YAML else (f"this is not YAML: {message}", hint)


_DEEP = (f"nested deeper than {DEEPEST} levels", None)
_NOT_OF_YAML = (FENCE, _DEEP)


def _meant(problem: str, line: str) -> tuple[str, str | None]:
    if problem == _TOO_DEEP:
        return _DEEP
    if line[:1] == "\t":
        return "a tab stands here", "indent with spaces"
    if line.startswith("```"):
        return FENCE
    if problem == "found character that cannot start any token":
        return f"text cannot begin with {line[:1]}", "put it in quotes"
    return _MEANT.get(problem, (problem, None))
