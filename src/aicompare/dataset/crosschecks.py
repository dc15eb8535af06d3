"""What no single row can tell: names, dates and sums that cannot be right together.

Works on checked records, before anything is built of them, so that a user's file stops
with the place of its mistake. What needs whole facts is for `lint`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from aicompare.companies.fact import HAPPENED
from aicompare.dataset.claimchecks import wrong_claims
from aicompare.dataset.document import Document, Found, Path
from aicompare.dataset.measurechecks import wrong_measures
from aicompare.dataset.names import folded, names_of
from aicompare.dataset.records import Record, over
from aicompare.values.errors import shown, suggestion
from aicompare.values.metrics import METRICS, Metric
from aicompare.values.periods import Period

Rows = Iterator[tuple[Path, Mapping[str, Any]]]

_period = cache(Period.parse)
_AHEAD = timedelta(days=31)  # so long before may a filing state what is fixed ahead
FAR = timedelta(days=5 * 366)
_MOST_GUESSES = 100  # of what a wrong name may mean; each takes its time


def cross_checks(
    record: Record, base: Record, document: Document, declared: Record, here: Record
) -> Iterator[Found]:
    """Each fault of a part of a file laid over `base`.

    `declared` holds the names of the file's own sources and companies, the broken ones too,
    so that one mistake is not told twice; `here` those of this part, as they are written.
    """
    yield from _unknown_sources(record, over(base["sources"], declared["sources"]))
    yield from _unknown_companies(record, over(base["companies"], declared["companies"]))
    yield from _incomplete_companies(base, here)
    yield from _names_used_twice(record, base)
    yield from _unquoted_names(record, document)
    yield from _impossible_dates(record, base)
    yield from _far_future(record, base)
    yield from _facts_told_twice(record)
    yield from _plans_told_twice(record)
    yield from _unknown_purposes(record)
    yield from wrong_measures(record, base)
    yield from wrong_claims(record, base, declared)


def _unknown_sources(record: Record, known: Mapping[str, object]) -> Iterator[Found]:
    is_known = cache(known.__contains__)  # a file names few sources, and each in many facts
    unknown = ((path, source) for path, source in references(record) if not is_known(source))
    for number, (path, source) in enumerate(unknown):
        near = suggestion(source, known) if number < _MOST_GUESSES else None
        text = f"there is no source {shown(source)}"
        yield path, "unknown-source", text, near or "add it under sources:"


def _unknown_companies(record: Record, known: Mapping[str, object]) -> Iterator[Found]:
    for name, members in record["groups"].items():
        for index, member in enumerate(members):
            if member not in known:
                text = f"there is no company {shown(member)}"
                yield ("groups", name, index), "unknown-company", text, suggestion(member, known)


def _incomplete_companies(base: Record, declared: Record) -> Iterator[Found]:
    for id_, company in declared["companies"].items():
        for key in ("name", "currency"):
            if isinstance(company, dict) and _is_left_out(company, key) and id_ not in base["companies"]:
                known = suggestion(id_, base["companies"])
                hint = f"{known} add `{key}: ...`" if known else f"add `{key}: ...`"
                yield ("companies", id_), "missing-key", f"the new company {id_!r} needs a {key}", hint


def _is_left_out(company: Mapping[str, object], key: str) -> bool:
    """Also where nothing stands behind it; a name must not be nothing, and is a fault of its own."""
    return key not in company or (key != "name" and company[key] in (None, ""))


def _unknown_purposes(record: Record) -> Iterator[Found]:
    """What was used for a purpose that the plan does not have would stand beside no plan."""
    guesses = 0
    for path, plan in _plans(record):
        purposes = dict.fromkeys(_purposes(plan))
        for number, used in enumerate(plan.get("used", ())):
            if (name := used.get("purpose")) and name not in purposes:
                near = suggestion(name, purposes) if guesses < _MOST_GUESSES else None
                guesses += 1
                text = f"there is no purpose {shown(name)} in this plan"
                yield (*path, "used", number, "purpose"), "unknown-purpose", text, near


def _purposes(part: Mapping[str, Any]) -> Iterator[str]:
    for item in part.get("items", ()):
        yield item["purpose"]
        yield from _purposes(item)


def references(record: Record) -> Iterator[tuple[Path, str]]:
    """Every source that is named, with the place where it is."""
    for id_, company in record["companies"].items():
        for section in ("facts", "plans", "notes"):
            for index, row in enumerate(company.get(section, ())):
                path = ("companies", id_, section, index)
                yield from _sources_of(row, path)
                for number, used in enumerate(row.get("used", ())):
                    yield from _sources_of(used, (*path, "used", number))
    for index, claim in enumerate(record["claims"]):
        yield from _sources_of(claim, ("claims", index))


def _sources_of(row: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    source = row["source"]
    if isinstance(source, str):
        yield (*path, "source"), source
    else:
        yield from (((*path, "source", number), one) for number, one in enumerate(source))


# --- names ------------------------------------------------------------------------------


def _names_used_twice(record: Record, base: Record) -> Iterator[Found]:
    owners: dict[str, str] = {}
    for id_, company in record["companies"].items():
        for name in names_of(id_, company):
            key = folded(name)
            owner = base["names"].get(key) or owners.setdefault(key, id_)
            if not key:
                text = f"the name {shown(name)} has no letter and no digit"
                yield _path_of_name(id_, company, name), "bad-form", text, "leave it out"
            elif owner != id_:
                text = f"the name {shown(name)} belongs to two companies, {owner} and {id_}"
                hint = "leave it with one of them"
                yield _path_of_name(id_, company, name), "shared-alias", text, hint


def _path_of_name(id_: str, company: Mapping[str, Any], name: str) -> Path:
    aliases = company.get("aliases", [])
    if name in aliases:
        return ("companies", id_, "aliases", aliases.index(name))
    for key in ("name", "legal_name"):
        if company.get(key) == name:
            return ("companies", id_, key)
    return ("companies", id_, "listed", "ticker") if "listed" in company else ("companies", id_)


# What other readers of YAML take for a number, a date, or yes, no and nothing.
_NUMBER = re.compile(r"[-+]?[0-9][0-9_]*(\.[0-9]*)?([eE][-+]?[0-9]+)?|0[xo][0-9a-fA-F]+")
_WORD = re.compile(r"~|null|true|false|yes|no|on|off|[0-9]{4}-[0-9]{2}-[0-9]{2}", re.IGNORECASE)


def _unquoted_names(record: Record, document: Document) -> Iterator[Found]:
    for id_, company in record["companies"].items():
        for path, name in _written_names(id_, company):
            if not document.spot(path).plain:
                continue
            hint = f'put it in quotes: "{name}"'
            if _NUMBER.fullmatch(name):
                text = f"{name} is a number to other readers of YAML, which drop its leading zeros"
                yield path, "unquoted-ticker", text, hint
            elif _WORD.fullmatch(name):
                yield path, "unquoted-name", f"{name} is not text to other readers of YAML", hint


def _written_names(id_: str, company: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    path: Path = ("companies", id_)
    for key in ("name", "legal_name"):
        if key in company:
            yield (*path, key), company[key]
    for index, alias in enumerate(company.get("aliases", ())):
        yield (*path, "aliases", index), alias
    if "listed" in company:
        yield (*path, "listed", "ticker"), company["listed"]["ticker"]


# --- dates ------------------------------------------------------------------------------


def _impossible_dates(record: Record, base: Record) -> Iterator[Found]:
    """What was told before it was over, or later than anything was published."""
    sources = over(base["sources"], record["sources"])
    newest = _newest(record, base) or date.max
    source_of = cache(sources.get)
    for path, row in _facts(record):
        metric, status = METRICS[row["metric"]], row.get("status", "actual")
        if status not in HAPPENED:
            continue
        known_from = _known_from(_period(row["period"]), metric)
        if known_from > newest:
            text = f"{row['period']} lies after the newest source in the data, of {newest}"
            yield (*path, "period"), "later-than-data", text, _STATUS_HINT
        elif status == "actual":
            yield from _told_too_early(path, row, known_from, source_of)
    for path, row in _used(record):
        on = _period(row["on"]).first
        if any(on > _published(sources[one]) for one in row["source"] if one in sources):
            yield (*path, "on"), "published-early", f"its source was published before {row['on']}", None


def _far_future(record: Record, base: Record) -> Iterator[Found]:
    """A slip in the year of one source would move the date of every answer."""
    before = date.fromisoformat(base["newest"]) if base["newest"] else date.max - FAR
    for id_, row in record["sources"].items():
        if _published(row) > before + FAR:
            text = f"{row['published']} lies more than five years after every source in the data"
            yield ("sources", id_, "published"), "far-future-date", text, "check the year"


def _newest(record: Record, base: Record) -> date | None:
    """The newest date of publication of both, if there is one."""
    own = (str(_published(row)) for row in record["sources"].values())
    newest = max([base["newest"], *own])
    return date.fromisoformat(newest) if newest else None


def _published(row: Mapping[str, Any]) -> date:
    return _period(row["published"]).last


_STATUS_HINT = "check the year; what is still to come is `status: forecast`, planned or estimate"


def _known_from(period: Period, metric: Metric) -> date:
    """The first day on which a figure can be known.

    Of a day known only to the month (or year) the earliest counts; a count of users in a
    month may be of any day in it; what a stretch brought is known when it is over.
    """
    of_one_month = metric.unit == "count" and period.is_month
    return period.last if metric.kind == "flow" and not of_one_month else period.first


def _told_too_early(
    path: Path, row: Mapping[str, Any], known_from: date, source_of: Callable[[str], Record | None]
) -> Iterator[Found]:
    for index, id_ in enumerate(row["source"]):
        source = source_of(id_)
        if source is None or known_from <= (published := _published(source)):
            continue
        filed_ahead = METRICS[row["metric"]].has("fixed ahead") and source["kind"] == "filing"
        if filed_ahead and known_from - published <= _AHEAD:
            continue
        text = f"{id_} was published on {published}, before {row['period']} was over"
        yield (*path, "source", index), "published-early", text, _STATUS_HINT


# --- the same twice ---------------------------------------------------------------------


def _facts_told_twice(record: Record) -> Iterator[Found]:
    seen: dict[tuple[object, ...], tuple[int, Path]] = {}
    for path, row in _facts(record):
        for source in row["source"]:
            key = (path[1], _identity(row), folded_value(row["value"]), source)
            line, first = seen.setdefault(key, (row["at_line"][0], path))
            if first != path:
                text = f"the same fact of the same source stands in line {line}"
                yield path, "duplicate-fact", text, "leave one of them out"
                break


def _plans_told_twice(record: Record) -> Iterator[Found]:
    seen: dict[tuple[object, str], Path] = {}
    for path, plan in _plans(record):
        if seen.setdefault((path[1], plan["id"]), path) != path:
            text = f"there is another plan {plan['id']} of this company"
            yield (*path, "id"), "duplicate-plan", text, "give it an id of its own, or leave one out"


def _identity(row: Mapping[str, Any]) -> tuple[object, ...]:
    return (_period(row["period"]), *map(row.get, ("metric", "scope", "basis", "label", "deal", "status")))


def folded_value(text: str) -> str:
    """Figures are alike whatever their spaces and case."""
    return "".join(text.split()).casefold()


def _facts(record: Record) -> Rows:
    for id_, company in record["companies"].items():
        for index, row in enumerate(company.get("facts", ())):
            yield ("companies", id_, "facts", index), row


def _plans(record: Record) -> Rows:
    for id_, company in record["companies"].items():
        for index, plan in enumerate(company.get("plans", ())):
            yield ("companies", id_, "plans", index), plan


def _used(record: Record) -> Rows:
    for path, plan in _plans(record):
        for number, row in enumerate(plan.get("used", ())):
            yield (*path, "used", number), row
