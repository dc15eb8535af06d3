"""What the data are made of: `metrics` and `sources`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, cast

from aicompare.companies.company import Company
from aicompare.reports.report import IF_ANY, LIGHT, Column, Report, Section, Topic
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import METRICS, Metric
from aicompare.values.periods import Period
from aicompare.values.sources import Evidence, Source


@dataclass(frozen=True, slots=True)
class MetricRow:
    """`facts` counts every figure of the metric, the outranked ones too; `expression` is what one that
    is derived comes to, in the language of `check`.
    """

    name: Annotated[str, Column("Metric")]
    kind: Annotated[str, Column("Kind")]
    unit: Annotated[str, Column("Unit")]
    facts: Annotated[int, Column("Facts", definition="every figure of the metric, the outranked ones too")]
    definition: Annotated[str, Column("Definition")]
    expression: Annotated[str | None, Column("Comes to", missing=" ", weight=LIGHT)] = None

    def __str__(self) -> str:
        formula = f" = {self.expression}" if self.expression else ""
        return f"{self.name} ({self.kind}, {self.unit}): {self.definition}{formula} [{self.facts}]"


def metrics(companies: Sequence[Company], own: Mapping[str, Metric], as_of: date) -> Report:
    """The whole vocabulary with its definitions, and how much of it the data hold; what is derived, and
    the metrics of the user's `own` files, at the end.
    """
    from aicompare.companies.measures import DERIVED  # which sources need not

    counts = Counter(fact.metric.name for company in companies for fact in company.facts)
    rows = [
        MetricRow(
            metric.name, metric.kind, metric.unit, counts[metric.name], metric.definition, metric.expression
        )
        for metric in (*METRICS.values(), *DERIVED.values(), *own.values())
    ]
    return Report("metrics", "Metrics", [Section(MetricRow, rows)], as_of, None, notes=[_KINDS])


_KINDS = (
    "The number is that of the facts. A stock is a balance of one day, a flow covers a stretch "
    "of time, a deal happened on a day; they convert at the closing rate, the average rate and "
    "the rate of the day."
)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """`facts` counts the figures that name the source; `user` marks a source of the user's own."""

    id: Annotated[str, Column("Source")]
    published: Annotated[Period, Column("Published")]
    kind: Annotated[str, Column("Kind")]
    via: Annotated[str | None, Column("Read as", weight=LIGHT, only=IF_ANY)]
    facts: Annotated[int, Column("Facts", definition="figures that name the source")]
    title: Annotated[str, Column("Title")]
    publisher: Annotated[str, Column("Publisher", weight=LIGHT)]
    url: Annotated[str | None, Column("Address", weight=LIGHT)]
    user: Annotated[bool, Column("Yours", weight=LIGHT, only="own")]

    @property
    def as_source(self) -> Source:
        """The source itself, to be cited."""
        kind = cast(Evidence, self.kind)
        return Source(self.id, self.title, self.publisher, self.published, kind, self.url, self.via)


def sources(
    companies: Sequence[Company], known: Iterable[Source], own: Container[str], as_of: date
) -> Report:
    """Each source published by `as_of`, with the number of figures that it carries."""
    counts = Counter(source.id for company in companies for fact in company.facts for source in fact.sources)
    rows = [
        SourceRow(
            source.id, source.published, source.kind, source.via, counts[source.id],
            source.title, source.publisher, source.url, source.id in own,
        )
        for source in known
        if source.published_on <= as_of
    ]  # fmt: skip
    about: set[Topic] = {"own"} if any(row.user for row in rows) else set()
    section = Section(SourceRow, rows, about=about)
    return Report("sources", "Sources", [section], as_of, None, notes=[_counted(rows)])


def _counted(rows: Sequence[SourceRow]) -> str:
    kinds = Counter(row.kind for row in rows)
    listed = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    return f"{len(rows)} sources: {listed}. A transcription is somebody's copy of a document not read itself."
