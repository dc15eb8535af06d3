"""What a person did when YAML cannot be read, in words that say how to mend it."""

from __future__ import annotations

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
    "found invalid Unicode character escape code": ("this is no character", "write the character itself"),
    "did not find expected hexdecimal number": ("a backslash in double quotes", "use single quotes"),
}  # fmt: skip


def explained(problem: str, letter: str) -> tuple[str, str | None]:
    """What libyaml's `problem` at `letter` means, and what would be right."""
    if letter == "\t":
        return "a tab stands here", "indent with spaces"
    if problem == "found character that cannot start any token":
        return f"text cannot begin with {letter}", "put it in quotes"
    return _MEANT.get(problem, (problem, None))
