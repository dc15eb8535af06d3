"""Verdicts as ClaimReview of schema.org, which search engines and archives of fact checks read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from command import here

# Of schema.org (release 29), for the types that are written: each property with the types it expects.
_TEXT, _NUMBER = {"type": "string", "minLength": 1}, {"type": "number"}
_URL = {"type": "string", "pattern": "^https?://"}
_DATE = {"type": "string", "pattern": r"^\d{4}(-\d{2}){0,2}$"}


def _typed(kind: str, required: list[str], /, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"@type": {"const": kind}, **properties},
        "required": ["@type", *required],
        "additionalProperties": False,
    }


ORGANIZATION = _typed("Organization", ["name"], name=_TEXT)
WORK = _typed("CreativeWork", ["name"], name=_TEXT, url=_URL, datePublished=_DATE, publisher=ORGANIZATION)
CLAIM = _typed("Claim", ["name"], name=_TEXT, appearance=WORK, datePublished=_DATE, author=ORGANIZATION)
RATING = _typed(
    "Rating",
    ["ratingValue", "bestRating", "worstRating", "alternateName"],
    ratingValue=_NUMBER, bestRating=_NUMBER, worstRating=_NUMBER, alternateName=_TEXT,
)  # fmt: skip
APPLICATION = _typed("SoftwareApplication", ["name"], name=_TEXT, softwareVersion=_TEXT)
REVIEW = _typed(
    "ClaimReview",
    ["claimReviewed", "itemReviewed", "reviewRating", "author", "datePublished"],
    identifier=_TEXT, claimReviewed=_TEXT, itemReviewed=CLAIM, reviewRating=RATING, author=APPLICATION,
    datePublished=_DATE, reviewBody=_TEXT, citation={"type": "array", "items": WORK},
)  # fmt: skip
GRAPH = {
    "type": "object",
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@graph": {"type": "array", "items": REVIEW},
    },
    "required": ["@context", "@graph"],
    "additionalProperties": False,
}


def reviews(*line: str) -> list[dict[str, Any]]:
    done = here(*line, "--format", "claimreview")
    assert done.returncode in (0, 1), done.stderr
    told = json.loads(done.stdout)
    jsonschema.validate(told, GRAPH)
    found: list[dict[str, Any]] = told["@graph"]
    return found


def rated(found: list[dict[str, Any]]) -> Iterator[tuple[str, int, str]]:
    for one in found:
        yield one["claimReviewed"], one["reviewRating"]["ratingValue"], one["reviewRating"]["alternateName"]


def test_an_audit_is_a_review_a_claim() -> None:
    """Seven of the eleven statements of article-000 hold, three do not, one is open (tests/claims.tsv)."""
    values = [value for _, value, _ in rated(reviews("audit", "--source", "article-000"))]
    assert sorted(values) == [1] * 3 + [3] + [5] * 7


def test_every_claim_of_the_data_is_a_valid_review() -> None:
    """By the types of schema.org, with rating, claim, who says it and the evidence."""
    found = reviews("audit")
    assert len(found) == len(json.loads(here("audit", "--json").stdout)["data"])
    assert all("appearance" in one["itemReviewed"] for one in found)


def test_a_claim_that_does_not_hold_says_what_the_figures_come_to() -> None:
    """Zhipu raised HK$4,896.2m, RMB 4,350.9m, on the Hong Kong stock market, and not RMB 4.9bn."""
    (one,) = (
        one for one in reviews("audit", "--source", "article-000") if "4.9 billion" in one["claimReviewed"]
    )
    assert one["reviewRating"]["alternateName"] == "does not hold"
    assert "RMB 4,350.9m" in one["reviewBody"]
    assert one["identifier"] == "article-000-raised-in-hong-kong"
    assert one["citation"]


def test_a_text_is_reviewed_figure_by_figure(tmp_path: Path) -> None:
    """MiniMax's revenue of 2025 was US$79.038m; what is not in the data stays open."""
    text = tmp_path / "text.txt"
    text.write_text(
        "MiniMax had revenue of US$79.0m in 2025. MiniMax had revenue of US$97.0m in 2025."
        " MiniMax had revenue of US$5m in 2019.",
        encoding="utf-8",
    )
    told = {claim: name for claim, _, name in rated(reviews("read", str(text)))}
    assert told["MiniMax, revenue, FY2025: US$79.0m"] == "holds"
    assert told["MiniMax, revenue, FY2025: US$97.0m"] == "does not hold"


def test_it_goes_to_a_file_by_its_ending(tmp_path: Path) -> None:
    """`.jsonld`, as pages embed it."""
    file = tmp_path / "claims.jsonld"
    here("audit", "--source", "article-003", "-o", str(file))
    jsonschema.validate(json.loads(file.read_text(encoding="utf-8")), GRAPH)


@pytest.mark.parametrize("command", [["runway", "minimax"], ["list"]])
def test_what_reviews_nothing_has_no_such_format(command: list[str]) -> None:
    """And says which commands do."""
    done = here(*command, "--format", "claimreview")
    assert done.returncode == 2
    assert "claimreview is of audit, read" in done.stderr
