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
    ">Hires",
    ">Goes out",
    ">At the end",
    ">Covered",
    ">Last loss",
)
WIDTH = len(HEADS) + 1  # with a column of space
TOP = 9  # rows above the first month: a title, what goes in, what comes out, the heads
NONE = "–"  # where a rule leaves no number
_LEAST, _MOST = 60, 720  # months that a schedule has

_NEARLY = Decimal("1e-9")  # of a month's burn: what rounding leaves

ScheduleCell = tuple[int, int, str, Decimal | str]
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
    hires: tuple[Flow, ...]

    @classmethod
    def of(
        cls,
        number: int,
        made: Lasts,
        texts: Mapping[str, str],
        comes: Sequence[Flow],
        goes: Sequence[Flow],
        hires: Sequence[Flow],
    ) -> Schedule:
        parts = {"cash": made.cash, "burn": made.burn, "growth": made.growth, "revenue": made.revenue}
        values = {name: figure_of(part).value for name, part in parts.items() if part is not None}
        return cls(number, f"Course {number + 1}", texts, values, tuple(comes), tuple(goes), tuple(hires))

    def alike(self, other: Schedule) -> bool:
        mine, others = ((one.texts, one.comes, one.goes, one.hires) for one in (self, other))
        return mine == others

    @property
    def column(self) -> int:
        """Its first column."""
        return self.number * WIDTH

    def result(self, asked: str) -> str:
        """The cell with the months, the cash when the loss ends, or the month from which there is none."""
        row = {"months": 5, "left": 6, "no loss": 7}[asked]
        return f"{SHEET}!{self.cell(row, 1)}"

    @property
    def longer(self) -> str:
        """What is said of cash that lasts longer than the schedule."""
        return f"more than {len(self.months())}"

    def cell(self, row: int, across: int) -> str:
        """`$B$6`: a cell of the block."""
        return f"${column_name(self.column + across)}${row + 1}"

    def months(self) -> list[MonthLine]:
        """Twice as many months as the cash lasts, and a few more."""
        lines = list(self._lines(_MOST))
        lasts = next((line.month for line in lines if not line.covered), 1)
        ends = lines[-1].last_loss + 1 if lines[-1].last_loss < _MOST else 1
        flows = [month for month, _, _ in (*self.comes, *self.goes, *self.hires)]
        return lines[: min(_MOST, max(_LEAST, 2 * max(lasts, ends, *flows, 1) + 24))]

    def _lines(self, most: int) -> Iterator[MonthLine]:
        cash, growth = self.values["cash"], self.values.get("growth", ZERO)
        revenue, burn = self.values.get("revenue"), self.values["burn"]
        costs = None if revenue is None else NEAREST.add(burn, revenue)
        covered, last_loss, hires = True, 0, ZERO
        for month in range(1, most + 1):
            comes, goes = (_of(flows, month) for flows in (self.comes, self.goes))
            hires = NEAREST.add(hires, _of(self.hires, month))
            needed = NEAREST.add(NEAREST.add(burn, hires), goes)
            end = NEAREST.subtract(NEAREST.add(cash, comes), needed)
            covered = covered and end >= -_NEARLY * abs(needed)
            last_loss = month if burn + hires > _NEARLY * abs(costs or burn) else last_loss
            yield MonthLine(month, cash, comes, revenue, burn, hires, goes, end, covered, last_loss)
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
    hires: Decimal
    goes: Decimal
    end: Decimal
    covered: bool
    last_loss: int


def _of(flows: Sequence[Flow], month: int) -> Decimal:
    return sum((amount for at, _, amount in flows if at == month), ZERO)


def is_scheduled(made: Made) -> bool:
    """Whether cash over burn does not tell how long it lasts."""
    return isinstance(made, Lasts) and bool(made.growth or made.goes or made.hires or made.asked != "months")


def is_endless(made: Made, value: Money | Figure) -> bool:
    """Whether it would take more months than a sheet has room for."""
    return is_scheduled(made) and isinstance(value, Figure) and value.value >= _MOST - 1


def formulas_of(schedule: Schedule, lines: Sequence[MonthLine]) -> Iterator[ScheduleCell]:
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
        yield row, 1, f"={at['cash'] if first else schedule.cell(before, 7)}", line.start
        for across, flows, amount in ((2, schedule.comes, line.comes), (6, schedule.goes, line.goes)):
            texts = [text for month, text, _ in flows if month == line.month]
            if texts:
                yield row, across, f"={'+'.join(texts)}", amount
        if schedule.hires:
            texts = [] if first else [schedule.cell(before, 5)]
            texts += [text for month, text, _ in schedule.hires if month == line.month]
            yield row, 5, f"={'+'.join(texts) or '0'}", line.hires
        grown = f"*(1+{at['growth']})" if "growth" in schedule.texts else ""
        if line.revenue is not None:
            told = at["revenue"] if first else f"{schedule.cell(before, 3)}{grown}"
            yield row, 3, f"={told}", line.revenue
            yield row, 4, f"={at['burn']}+{at['revenue']}-{here(3)}", line.burn
        else:
            yield row, 4, f"={at['burn'] if first else schedule.cell(before, 4) + grown}", line.burn
        yield row, 7, f"={here(1)}+{here(2)}-{here(4)}-{here(5)}-{here(6)}", line.end
        size = f"1E-9*ABS({here(4)}+{here(5)}+{here(6)})"
        still = "1" if first else schedule.cell(before, 8)
        yield row, 8, f"=IF(AND({still}=1,{here(7)}>=-{size}),1,0)", Decimal(line.covered)
        last = "0" if first else schedule.cell(before, 9)
        of = f"{at['burn']}+{at['revenue']}" if line.revenue is not None else here(4)
        burnt = f"{here(4)}+{here(5)}>1E-9*ABS({of})"
        yield row, 9, f"=IF({burnt},{schedule.cell(row, 0)},{last})", Decimal(line.last_loss)
    yield from _results(schedule, lines)


def _results(schedule: Schedule, lines: Sequence[MonthLine]) -> Iterator[ScheduleCell]:
    last = TOP + len(lines) - 1

    def column(across: int) -> str:
        return f"{schedule.cell(TOP, across)}:{schedule.cell(last, across)}"

    whole = f"SUM({column(8)})"
    parts = [f"INDEX({column(across)},{whole}+1)" for across in (1, 2, 4, 5, 6)]
    start, comes, burn, hires, goes = parts
    more = f"MAX(0,({start}+{comes})/({burn}+{hires}+{goes}))"
    lasting = next((line for line in lines if not line.covered), None)
    part = ZERO
    if lasting is not None:
        needed = lasting.burn + lasting.hires + lasting.goes
        part = max(ZERO, NEAREST.divide(lasting.start + lasting.comes, needed))
    told = f'=IF({whole}<{len(lines)},{whole}+{more},"more than {len(lines)}")'
    yield 5, 1, told, schedule.longer if lasting is None else lasting.month - 1 + part
    ends, loss = lines[-1].last_loss, schedule.cell(last, 9)  # the last month with a loss
    count, none = len(lines), ends >= len(lines)
    left = f'=IF(AND({loss}<{count},{whole}={count}),INDEX({column(1)},{loss}+1),"{NONE}")'
    yield 6, 1, left, NONE if none or lasting else lines[ends].start
    yield 7, 1, f'=IF({loss}<{count},{loss}+1,"{NONE}")', NONE if none else Decimal(ends + 1)
