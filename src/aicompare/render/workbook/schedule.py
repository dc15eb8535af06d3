"""Cash month after month, for what has no closed form: a burn that changes, money that comes or goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from aicompare.companies.derivation import Made, figure_of
from aicompare.companies.solved import Lasts
from aicompare.render.workbook.digits import column_name
from aicompare.values.figures import NEAREST, ZERO, Figure
from aicompare.values.frozen import dataclass
from aicompare.values.money import Money

SHEET = "Months"
HEADS = (
    "Month",
    ">At the start",
    ">Comes in",
    ">Revenue",
    ">Burn",
    ">Goes out",
    ">At the end",
    ">Covered",
    ">At a loss",
)
WIDTH = len(HEADS) + 1  # with a column of space
TOP = 8  # rows above the first month: a title, what goes in, what comes out, the heads
_LEAST, _MOST = 60, 720  # months that a schedule has

Flow = tuple[int, str, Decimal]  # month, text of its formula, amount


@dataclass(frozen=True, slots=True)
class Schedule:
    """One course of the cash; `texts` are the formulas of what goes in, `values` what they come to."""

    number: int
    title: str
    texts: Mapping[str, str]
    values: Mapping[str, Decimal]
    comes: tuple[Flow, ...]
    goes: tuple[Flow, ...]

    @classmethod
    def of(
        cls,
        number: int,
        made: Lasts,
        texts: Mapping[str, str],
        comes: Sequence[Flow],
        goes: Sequence[Flow],
    ) -> Schedule:
        parts = {"cash": made.cash, "burn": made.burn, "growth": made.growth, "revenue": made.revenue}
        values = {name: figure_of(part).value for name, part in parts.items() if part is not None}
        return cls(number, f"Course {number + 1}", texts, values, tuple(comes), tuple(goes))

    def alike(self, other: Schedule) -> bool:
        return (self.texts, self.comes, self.goes) == (other.texts, other.comes, other.goes)

    @property
    def column(self) -> int:
        """Its first column."""
        return self.number * WIDTH

    def result(self, *, left: bool) -> str:
        """The cell with the months, or with the cash when the loss ends."""
        return f"{SHEET}!{self.cell(6 if left else 5, 1)}"

    def cell(self, row: int, across: int) -> str:
        """`$B$6`: a cell of the block."""
        return f"${column_name(self.column + across)}${row + 1}"

    def months(self) -> list[MonthLine]:
        """Twice as many months as the cash lasts, and a few more."""
        lines = list(self._lines(_MOST))
        lasts = next((line.month for line in lines if not line.covered), _MOST)
        ends = next((line.month for line in lines if not line.at_a_loss), 1)
        return lines[: min(_MOST, max(_LEAST, 2 * max(lasts, ends if ends < _MOST else 1) + 24))]

    def _lines(self, most: int) -> Iterator[MonthLine]:
        cash, growth = self.values["cash"], self.values.get("growth", ZERO)
        revenue, burn = self.values.get("revenue"), self.values["burn"]
        costs = None if revenue is None else NEAREST.add(burn, revenue)
        covered = at_a_loss = True
        for month in range(1, most + 1):
            comes, goes = (_of(flows, month) for flows in (self.comes, self.goes))
            end = NEAREST.subtract(NEAREST.subtract(NEAREST.add(cash, comes), burn), goes)
            covered = covered and end >= -Decimal("1e-9") * abs(burn + goes)
            at_a_loss = at_a_loss and burn > Decimal("1e-9") * abs(costs or burn)
            yield MonthLine(month, cash, comes, revenue, burn, goes, end, covered, at_a_loss)
            cash = end
            if costs is None or revenue is None:
                burn = NEAREST.multiply(burn, 1 + growth)
            else:
                revenue = NEAREST.multiply(revenue, 1 + growth)
                burn = NEAREST.subtract(costs, revenue)


@dataclass(frozen=True, slots=True)
class MonthLine:
    """What one month has."""

    month: int
    start: Decimal
    comes: Decimal
    revenue: Decimal | None
    burn: Decimal
    goes: Decimal
    end: Decimal
    covered: bool
    at_a_loss: bool


def _of(flows: Sequence[Flow], month: int) -> Decimal:
    return sum((amount for at, _, amount in flows if at == month), ZERO)


def is_scheduled(made: Made) -> bool:
    """Whether cash over burn does not tell how long it lasts."""
    return isinstance(made, Lasts) and bool(made.growth or made.goes or made.left)


def is_endless(made: Made, value: Money | Figure) -> bool:
    """Whether it would take more months than a sheet has room for."""
    return is_scheduled(made) and isinstance(value, Figure) and value.value >= _MOST - 1


def formulas_of(schedule: Schedule, lines: Sequence[MonthLine]) -> Iterator[tuple[int, int, str, Decimal]]:
    """(row, column of the block, formula, what it comes to) of every cell that is one."""
    known = {"cash": 1, "burn": 2, "growth": 3, "revenue": 4}  # the rows of what goes in
    at = {name: schedule.cell(row, 1) for name, row in known.items()}
    for name, row in known.items():
        if name in schedule.texts:
            yield row, 1, f"={schedule.texts[name]}", schedule.values[name]
    for line in lines:
        row = TOP + line.month - 1

        def here(across: int, row: int = row) -> str:
            return schedule.cell(row, across)

        before = row - 1
        first = line.month == 1
        yield row, 1, f"={at['cash'] if first else schedule.cell(before, 6)}", line.start
        for across, flows, amount in ((2, schedule.comes, line.comes), (5, schedule.goes, line.goes)):
            texts = [text for month, text, _ in flows if month == line.month]
            if texts:
                yield row, across, f"={'+'.join(texts)}", amount
        grown = f"*(1+{at['growth']})" if "growth" in schedule.texts else ""
        if line.revenue is not None:
            told = at["revenue"] if first else f"{schedule.cell(before, 3)}{grown}"
            yield row, 3, f"={told}", line.revenue
            yield row, 4, f"={at['burn']}+{at['revenue']}-{here(3)}", line.burn
        else:
            yield row, 4, f"={at['burn'] if first else schedule.cell(before, 4) + grown}", line.burn
        yield row, 6, f"={here(1)}+{here(2)}-{here(4)}-{here(5)}", line.end
        size = f"1E-9*ABS({here(4)}+{here(5)})"
        still = "1" if first else schedule.cell(before, 7)
        yield row, 7, f"=IF(AND({still}=1,{here(6)}>=-{size}),1,0)", Decimal(line.covered)
        still = "1" if first else schedule.cell(before, 8)
        of = f"{at['burn']}+{at['revenue']}" if line.revenue is not None else here(4)
        yield row, 8, f"=IF(AND({still}=1,{here(4)}>1E-9*ABS({of})),1,0)", Decimal(line.at_a_loss)
    yield from _results(schedule, lines)


def _results(schedule: Schedule, lines: Sequence[MonthLine]) -> Iterator[tuple[int, int, str, Decimal]]:
    last = TOP + len(lines) - 1

    def column(across: int) -> str:
        return f"{schedule.cell(TOP, across)}:{schedule.cell(last, across)}"

    whole = f"SUM({column(7)})"
    parts = [f"INDEX({column(across)},{whole}+1)" for across in (1, 2, 4, 5)]
    start, comes, burn, goes = parts
    more = f"MAX(0,({start}+{comes})/({burn}+{goes}))"
    lasting = next((line for line in lines if not line.covered), None)
    if lasting is not None:
        part = max(ZERO, NEAREST.divide(lasting.start + lasting.comes, lasting.burn + lasting.goes))
        told = f'=IF({whole}<{len(lines)},{whole}+{more},"more than {len(lines)}")'
        yield 5, 1, told, lasting.month - 1 + part
    ends = next((line for line in lines if not line.at_a_loss), None)
    if ends is not None:
        yield 6, 1, f"=INDEX({column(1)},SUM({column(8)})+1)", ends.start
