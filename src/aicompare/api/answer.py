"""Answer: a report for programs, in whatever shape they take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from aicompare.values.errors import BadUsage
from aicompare.values.frozen import dataclass

if TYPE_CHECKING:  # the commands are declared as giving one, before there is any
    import pandas
    import polars

    from aicompare.reports.report import Report, Warning


@dataclass(frozen=True, slots=True)
class Answer:
    """What the command of the same name answers.

    `rows` are typed (see the calculators); their facts know source, period, rate and bounds.
    """

    report: Report

    @property
    def rows(self) -> Sequence[Any]:
        return self.report.rows

    @property
    def warnings(self) -> Sequence[Warning]:
        """What a reader must know before trusting a number."""
        return self.report.warnings

    @property
    def failed(self) -> bool:
        """Where the command would exit 1: a claim contradicted, a fault in a data file."""
        return self.report.failed

    def arranged(
        self, *, columns: str | Iterable[str] = (), sort: str | None = None, top: int | None = None
    ) -> Answer:
        """As `--columns`, `--sort` and `--top` have it.

        `columns` are those of tables, by key or heading; `sort` is like `months` or `months:desc`, by
        exact value, what is missing last; `top` the number of rows. Raises BadUsage for a column that
        there is not, and for an order of amounts in two currencies.

        >>> answer = aicompare.multiples(aicompare.load(), ["zhipu", "minimax"], on="2026-09-30")
        >>> [row.company for row in answer.arranged(sort="multiple", top=1).rows]
        ['minimax']
        """
        from aicompare.api.arguments import several
        from aicompare.reports.arranging import arranged, parse_top

        return Answer(arranged(self.report, several(columns), sort, parse_top(top)))

    def to_dict(self) -> dict[str, Any]:
        """The object of `--json`: whole numbers as int, others as Decimal, unknown as None."""
        from aicompare.render.as_json import to_dict

        return to_dict(self.report)

    def to_records(self) -> list[dict[str, Any]]:
        """The rows of `--format csv`, a flat dict for each value, without columns that are all empty.

        Numbers are Decimal, in base units; dates are dates, periods text, unknown is None.

        >>> answer = aicompare.runway(aicompare.load(as_of="2026-01-09"), "minimax")
        >>> (cash,) = (row for row in answer.to_records() if row["key"] == "cash")
        >>> cash["value"], cash["unit"], str(cash["last"])
        (Decimal('1046200000'), 'USD', '2025-09-30')
        """
        from aicompare.render.as_csv import to_records

        return to_records(self.report)

    def to_pandas(self) -> pandas.DataFrame:
        """The same rows as a frame of pandas, all columns: float64, datetime64, Int64, text.

        Raises BadUsage where pandas is not installed (the extra `pandas`).

        >>> frame = aicompare.show(aicompare.load(as_of="2026-01-09"), "minimax", "revenue").to_pandas()
        >>> frame.set_index("last")["value"].max()
        np.float64(53437000.0)
        """
        from aicompare.render.frames import to_pandas

        return to_pandas(self.report)

    def to_polars(self) -> polars.DataFrame:
        """The same rows as a frame of polars, all columns: Float64, Date, Int64, String.

        Raises BadUsage where polars is not installed (the extra `polars`).

        >>> frame = aicompare.show(aicompare.load(as_of="2026-01-09"), "minimax", "revenue").to_polars()
        >>> frame["value"].max()
        53437000.0
        """
        from aicompare.render.frames import to_polars

        return to_polars(self.report)  # type: ignore[no-any-return]

    def to_json(self) -> str:
        return self._as("json")

    def to_ndjson(self) -> str:
        return self._as("ndjson")

    def to_csv(self) -> str:
        return self._as("csv")

    def to_tsv(self) -> str:
        return self._as("tsv")

    def to_markdown(self) -> str:
        return self._as("markdown")

    def to_text(self, width: int | None = None) -> str:
        """The table of the command line, at most `width` columns wide; None is that of the terminal.

        Raises BadUsage for what is no width.
        """
        if width is not None and not (type(width) is int and width > 0):
            raise BadUsage(
                f"to_text() cannot take {width!r} as width", hint="width is a number of columns, like 80"
            )
        return self._as("table", width)

    def to_xlsx(self) -> bytes:
        """The workbook of `-o answer.xlsx`, whose numbers are formulas over its sheet Inputs.

        Raises BadUsage for an answer that has none.

        >>> workbook = aicompare.runway(aicompare.load(as_of="2026-01-09"), "minimax").to_xlsx()
        >>> workbook[:2]
        b'PK'
        """
        from aicompare.render import formats_of, render

        if "xlsx" not in formats_of(self.report.name):
            raise BadUsage(f"{self.report.name} has no workbook", hint="to_csv() has its rows")
        written = render(self.report, "xlsx", None)
        assert isinstance(written, bytes)
        return written

    def to_svg(self) -> str:
        """The picture of `-o answer.svg`, with what it shows in words in its `desc`.

        Raises BadUsage for an answer that is no picture, and where vl-convert is not installed (the extra
        `charts`).

        >>> picture = aicompare.multiples(aicompare.load(as_of="2026-10-31"), ["zhipu", "minimax"]).to_svg()
        >>> picture[:5], "Zhipu: 179.6× of US$221.8m" in picture
        ('<svg ', True)
        """
        from aicompare.render.pictures import to_svg

        return to_svg(self.report)

    def to_png(self) -> bytes:
        """The same as `-o answer.png`, the words in its text `Description`. Raises BadUsage as to_svg().

        >>> aicompare.value(aicompare.load(as_of="2026-10-31"), "zhipu").to_png()[1:4]
        b'PNG'
        """
        from aicompare.render.pictures import to_png

        return to_png(self.report)

    def citations(self, style: str = "plain") -> str:
        """The sources behind it, an entry for each footnote of `--sources`: `plain`, `markdown`, `bibtex` or
        `csl` (JSON).

        Raises BadUsage for another style, NoAnswer where it rests on no source.

        >>> print(aicompare.rates(aicompare.load(as_of="2026-01-09"), "USD/CNY").citations(), end="")
        [1] Euro foreign exchange reference rates. European Central Bank, 2026-10-30.
        """
        from aicompare.api.arguments import one_of
        from aicompare.render.citing import STYLES, cited

        return cited(self.report, one_of("cite", style, tuple(STYLES)) or "plain")

    def to_sentence(self) -> str:
        """The answer as one sentence to paste, its caveats inside and its sources behind it.

        Raises BadUsage for an answer that is no sentence, NoAnswer where there is nothing to say.

        >>> answer = aicompare.convert(aicompare.load(), "100 HKD", to="USD", rates="HKD/USD=0.128")
        >>> print(answer.to_sentence(), end="")
        HK$100 is US$12.80 at 0.128 USD for one HKD, the rate of your own.
        """
        from aicompare.calculators.sayings import SAYINGS
        from aicompare.render.saying import sentence

        if self.report.name not in SAYINGS:
            raise BadUsage(f"{self.report.name} is no sentence", hint=f"one is of {', '.join(SAYINGS)}")
        return sentence(SAYINGS[self.report.name](self.report))

    def _as(self, form: Any, width: int | None = None) -> str:
        from aicompare.render import render

        written = render(self.report, form, width)
        assert isinstance(written, str)
        return written

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        """At a prompt an answer shows itself."""
        return self.to_text()

    def _repr_html_(self) -> str:
        """For notebooks."""
        from aicompare.render.as_html import to_html

        return to_html(self.report)
