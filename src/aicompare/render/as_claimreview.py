"""Verdicts on what others say as ClaimReview of schema.org, in JSON-LD: what search engines and archives of
fact checks read.

Only what is found right, wrong or open is reviewed; a figure that was not understood is no claim.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aicompare import __version__
from aicompare.companies.fact import Derived
from aicompare.render.numbers import known_text
from aicompare.render.safe import clean
from aicompare.reports.report import Report, facts_in, strongest_sources
from aicompare.values.sources import Source

# By verdict: the rating of five, and what it is called.
_RATINGS: Mapping[str, tuple[int, str]] = {
    "holds": (5, "holds"),
    "known": (5, "holds"),
    "contradicted": (1, "does not hold"),
    "undecided": (3, "cannot be decided"),
    "not_in_data": (3, "cannot be decided"),
}
_REVIEWER = {"@type": "SoftwareApplication", "name": "aicompare", "softwareVersion": __version__}


def to_claimreview(report: Report) -> str:
    """A graph of one review a statement."""
    reviews = [_reviewed(row, report) for row in report.rows if row.verdict in _RATINGS]
    told = {"@context": "https://schema.org", "@graph": reviews}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _reviewed(row: Any, report: Report) -> dict[str, Any]:
    value, name = _RATINGS[row.verdict]
    rating = {
        "@type": "Rating",
        "ratingValue": value,
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": name,
    }
    source = getattr(row, "source", None)
    item: dict[str, Any] = {"@type": "Claim", "name": _claim_of(row, report)}
    if source:
        item |= {"appearance": _work(source), "datePublished": str(source.published)}
        item |= {"author": {"@type": "Organization", "name": clean(source.publisher)}}
    return {
        "@type": "ClaimReview",
        **({"identifier": row.id} if getattr(row, "id", None) else {}),
        "claimReviewed": _claim_of(row, report),
        "itemReviewed": item,
        "reviewRating": {**rating, "alternateName": name},
        "author": _REVIEWER,
        "datePublished": str(report.as_of),
        **({"reviewBody": body} if (body := ". ".join(_body(row))) else {}),
        **({"citation": cited} if (cited := [_work(one) for one in _evidence(row)]) else {}),
    }


def _claim_of(row: Any, report: Report) -> str:
    """The statement; of a figure of a text whose it is, of what and when, and how it stands there."""
    if statement := getattr(row, "statement", None):
        return clean(statement)
    if expression := getattr(row, "expression", None) if not hasattr(row, "text") else None:
        return clean(expression)
    told = [report.names.get(row.company or "", row.company), row.metric, row.period]
    return clean(f"{', '.join(filter(None, told)).replace('_', ' ')}: {row.text}")


def _body(row: Any) -> Iterator[str]:
    computed = getattr(row, "computed", None)
    if computed is not None:
        yield clean(f"The figures come to {known_text(computed.value, computed.metric.unit)}")
    if data := getattr(row, "data", None):
        yield clean(f"The data say {data}")
    if row.hint:
        yield clean(row.hint[:1].upper() + row.hint[1:])


def _evidence(row: Any) -> Sequence[Source]:
    """The strongest source of each figure that the verdict rests on."""
    computed = getattr(row, "computed", None)
    if isinstance(computed, Derived):
        return list(dict.fromkeys(strongest_sources(computed)))
    facts = facts_in([computed, getattr(row, "facts", ())])
    return list(dict.fromkeys(source for fact in facts for source in strongest_sources(fact)))


def _work(source: Source) -> dict[str, Any]:
    told = {
        "@type": "CreativeWork",
        "name": clean(source.title),
        "url": source.url,
        "datePublished": str(source.published),
        "publisher": {"@type": "Organization", "name": clean(source.publisher)},
    }
    return {key: value for key, value in told.items() if value}
