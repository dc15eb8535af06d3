"""Where added rows go in a data file: the facts of one document stand together, under its id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aicompare.dataset import parsed
from aicompare.dataset.additions import Additions, FactLine
from aicompare.dataset.layout import Block, Edit, Layout, PlacedFact
from aicompare.dataset.records import Record
from aicompare.dataset.yamllines import COMPANY_KEYS, SOURCE_KEYS, WIDEST, entry_lines, fact_lines, key_lines
from aicompare.values.errors import Trouble
from aicompare.values.metrics import METRICS

_SECTIONS = ("sources", "groups", "companies", "claims")  # in the order of a file
_SEVERAL = "Several companies"
_FEW = 2  # companies that a source may be of and still stand with the first of them
_PLACES = {name: place for place, name in enumerate(METRICS)}


def edits(additions: Additions, layout: Layout, base: Record) -> list[Edit]:
    """What has to be written to bring the additions into the file. Raises BadFile."""
    placing = _Placing(additions, layout, base)
    return [*placing.completed(), *placing.sources(), *placing.groups(), *placing.companies()]


class _Placing:
    def __init__(self, additions: Additions, layout: Layout, base: Record) -> None:
        self._additions = additions
        self._layout = layout
        self._base = base

    # --- keys of entries ----------------------------------------------------------------------

    def completed(self) -> Iterator[Edit]:
        """A key that an entry did not have stands where the order of keys has it."""
        for section, id_, number, keys in self._additions.completed:
            order = SOURCE_KEYS if section == "sources" else COMPANY_KEYS
            held = self._layout.entries(section).get(id_)
            if held is None:
                self._additions.companies.setdefault(id_, (number, keys))
                continue
            for key in (one for one in order if one in keys):
                start, stop = self._key_place(section, id_, key, order, held)
                lines = key_lines(keys, [key], self._layout.key_column(section, id_))
                yield Edit(start, stop, lines, number)

    def _key_place(
        self, section: str, id_: str, key: str, order: Sequence[str], held: Mapping[str, Any]
    ) -> tuple[int, int]:
        if key in held:
            start, stop = self._layout.key_span(section, id_, key)
            self._layout.refuse_comments(start, stop)
            return start, stop
        before = [one for one in order[: order.index(key)] if one in held]
        if before:
            at = self._layout.key_span(section, id_, before[-1])[1]
        else:
            at = self._layout.key_line(section, id_) + 1
        return at, at

    # --- sources ------------------------------------------------------------------------------

    def sources(self) -> Iterator[Edit]:
        """Each new one behind the others of its company, in the order of their dates."""
        added = self._additions.sources
        if not added:
            return
        at, lines = self._section("sources")
        if lines:
            yield Edit(at, at, lines)
        headings = self._layout.headings("sources")
        indent = self._layout.indent("sources")
        wants_heading = bool(self._layout.has("companies") and any(headings.values()))
        last = {held.partition(":")[0].casefold(): id_ for id_, held in headings.items()}
        groups = sorted(self._by_heading().items(), key=lambda group: group[0].casefold() not in last)
        for heading, ids in groups:
            there = last.get(heading.casefold())
            place = self._layout.entry_end("sources", there) if there else at
            if wants_heading and heading and not there:
                yield Edit(place, place, [f"{' ' * indent}# {heading}"])
            for id_ in ids:
                number, keys = added[id_]
                yield Edit(place, place, entry_lines(id_, keys, SOURCE_KEYS, indent), number)

    def _by_heading(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for id_ in sorted(self._additions.sources, key=self._date_of):
            found.setdefault(self._heading(id_), []).append(id_)
        return found

    def _heading(self, source: str) -> str:
        counts = {
            company: count
            for company, lines in self._additions.facts.items()
            if (count := sum(source in line.keys["source"] for line in lines))
        }
        if not counts:
            return ""
        return _SEVERAL if len(counts) > _FEW else self._title(max(counts, key=lambda one: counts[one]))

    def _title(self, company: str) -> str:
        if company in self._additions.companies:
            return str(self._additions.companies[company][1].get("name", company))
        held = self._layout.entries("companies").get(company) or {}
        return str(held.get("name") or self._base["companies"].get(company, {}).get("name") or company)

    def _date_of(self, source: str) -> tuple[str, str]:
        if source in self._additions.sources:
            row: Mapping[str, Any] = self._additions.sources[source][1]
        else:
            row = self._layout.entries("sources").get(source) or {}
            if not row and source in self._base["sources"]:
                row = self._base["sources"][source]
        try:
            return str(parsed.period(str(row.get("published"))).last), source
        except Trouble:
            return "", source

    # --- groups and companies -----------------------------------------------------------------

    def groups(self) -> Iterator[Edit]:
        """Each with its members, old and new, in one list."""
        if not self._additions.groups:
            return
        held, indent = self._layout.entries("groups"), self._layout.indent("groups")
        at, lines = self._section("groups")
        if lines:
            yield Edit(at, at, lines)
        for group, members in self._additions.groups.items():
            if held.get(group) == members:
                continue
            start, stop = self._layout.span("groups", group) if group in held else (at, at)
            self._layout.refuse_comments(start, stop)
            yield Edit(start, stop, key_lines({group: members}, [group], indent))

    def companies(self) -> Iterator[Edit]:
        """The facts of those that are there; new ones behind them."""
        held = self._layout.entries("companies")
        fresh = [*self._additions.companies]
        fresh += [id_ for id_ in self._additions.facts if id_ not in held and id_ not in fresh]
        for id_, lines_of in self._additions.facts.items():
            if id_ in held:
                yield from self._facts(id_, lines_of)
        if fresh:
            at, lines = self._section("companies")
            if lines:
                yield Edit(at, at, lines)
            for id_ in fresh:
                yield from self._new_company(id_, at)

    def _new_company(self, id_: str, at: int) -> Iterator[Edit]:
        indent = self._layout.indent("companies")
        number, keys = self._additions.companies.get(id_, (None, {}))
        blank = [""] if self._layout.entries("companies") else []
        yield Edit(at, at, [*blank, *entry_lines(id_, keys, COMPANY_KEYS, indent)], number)
        if lines := self._additions.facts.get(id_):
            yield Edit(at, at, [f"{' ' * (indent + 2)}facts:"])
            yield from self._new_blocks(lines, at, indent + 2, [])

    def _section(self, name: str) -> tuple[int, list[str]]:
        """The line before which a further entry stands, and the lines of the section where there is none."""
        if self._layout.has(name):
            return self._layout.section_end(name), []
        later = _SECTIONS[_SECTIONS.index(name) + 1 :]
        starts = [self._layout.section_start(one) for one in later if self._layout.has(one)]
        at = min(starts, default=self._layout.last)
        return at, [*([""] if at and not starts else []), f"{name}:"]

    # --- facts --------------------------------------------------------------------------------

    def _facts(self, company: str, lines: Sequence[FactLine]) -> Iterator[Edit]:
        items = self._layout.facts(company)
        for line in lines:
            if line.item:
                yield Edit(line.item.start, line.item.stop, self._joined(line.item, line), line.rows[0])
        new = [line for line in lines if not line.item]
        if not items:
            yield from self._first_facts(company, new)
            return
        dash = items[0].dash
        blocks = {block.source: block for block in self._layout.blocks(company, self._all_sources())}
        rest = []
        for line in sorted(new, key=lambda one: _key(one.keys)):
            place = self._place_among(line, blocks, items)
            if place is None:
                rest.append(line)
            else:
                yield Edit(place, place, fact_lines(line.keys, dash), line.rows[0])
        if rest and self._is_of_one_source(items, rest):
            yield from self._written(rest, items[-1].stop, dash)
        elif rest:
            yield from self._new_blocks(rest, items[-1].stop, dash, list(blocks.values()))

    def _joined(self, item: PlacedFact, line: FactLine) -> list[str]:
        """With its further sources; anew where it says more, or grows too long and has no comment."""
        held = item.tree["source"]
        lines = self._layout.joined(item, line.keys["source"][1 if isinstance(held, str) else len(held) :])
        says_more = line.keys.keys() > item.tree.keys()
        too_long = any(len(one) > WIDEST for one in lines) and not any("#" in one for one in lines)
        return fact_lines(line.keys, item.dash) if says_more or too_long else lines

    def _first_facts(self, company: str, new: Sequence[FactLine]) -> Iterator[Edit]:
        if not new:
            return
        at = self._layout.opened_facts(company)
        dash = self._layout.indent("companies") + 2
        if at is None:
            at = self._layout.entry_end("companies", company)
            yield Edit(at, at, [f"{' ' * dash}facts:"])
        yield from self._new_blocks(new, at, dash, [])

    def _all_sources(self) -> set[str]:
        return {*self._layout.entries("sources"), *self._base["sources"]}

    def _is_of_one_source(self, items: Sequence[PlacedFact], new: Sequence[FactLine]) -> bool:
        trees = [*(item.tree for item in items), *(line.keys for line in new)]
        return len({_document(tree) for tree in trees}) == 1

    def _place_among(
        self, line: FactLine, blocks: Mapping[str, Block], items: Sequence[PlacedFact]
    ) -> int | None:
        """In the block of its document, or behind the last line of the same metric of that document."""
        if block := blocks.get(_document(line.keys)):
            later = (item.start for item in block.items if _key(item.tree) > _key(line.keys))
            return next(later, block.items[-1].stop)
        like = [item.stop for item in items if _kin(item.tree) == _kin(line.keys)]
        return like[-1] if like else None

    def _new_blocks(
        self, lines: Sequence[FactLine], end: int, dash: int, blocks: Sequence[Block]
    ) -> Iterator[Edit]:
        """A block a document, in the order of their dates; what stands under no document comes first."""
        by_source: dict[str, list[FactLine]] = {}
        for line in lines:
            by_source.setdefault(_document(line.keys), []).append(line)
        for source in sorted(by_source, key=self._date_of):
            later = (block.start for block in blocks if self._date_of(block.source) > self._date_of(source))
            at = next(later, end)
            yield Edit(at, at, [f"{' ' * dash}# {source}"])
            yield from self._written(by_source[source], at, dash)

    def _written(self, lines: Sequence[FactLine], at: int, dash: int) -> Iterator[Edit]:
        for line in sorted(lines, key=lambda one: _key(one.keys)):
            yield Edit(at, at, fact_lines(line.keys, dash), line.rows[0])


def _document(keys: Mapping[str, Any]) -> str:
    source = keys.get("source") or ""
    return source if isinstance(source, str) else source[0]


def _kin(keys: Mapping[str, Any]) -> tuple[Any, ...]:
    return (_document(keys), *(keys.get(key) for key in ("metric", "scope", "label", "status")))


def _key(keys: Mapping[str, Any]) -> tuple[Any, ...]:
    """Metrics in the order of the vocabulary; of each the company first, then its parts by period."""
    metric = str(keys.get("metric"))
    told = (str(keys.get(key) or "") for key in ("scope", "label", "deal", "status", "basis"))
    return (
        _PLACES.get(metric, len(_PLACES)),
        metric,
        *told,
        _day(str(keys.get("period"))),
        str(keys.get("value")),
    )


def _day(text: str) -> str:
    try:
        period = parsed.period(text)
    except Trouble:
        return text
    return f"{period.last} {period.first}"
