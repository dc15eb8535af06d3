"""Company: who it is, and every fact, note and plan that is known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, cached_property, wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from aicompare.companies.fact import COMPETING, Fact, Key
from aicompare.companies.lazy import Lazy, Versions
from aicompare.companies.winner import best
from aicompare.values.frozen import dataclass, field, replace
from aicompare.values.periods import Period
from aicompare.values.sources import Source, published_by

if TYPE_CHECKING:
    from aicompare.companies.plans import Plan
    from aicompare.companies.prices import Prices


@dataclass(frozen=True, slots=True)
class Listing:
    """Where the shares trade; `on` is the first day of trading."""

    ticker: str
    exchange: str
    on: Period | None = None

    @property
    def currency(self) -> str | None:
        """What its prices are in; None of an exchange that is not known here."""
        return _TRADED_IN.get(self.exchange)


_TRADED_IN = {
    "HKEX": "HKD", "NASDAQ": "USD", "NYSE": "USD", "SSE": "CNY", "SZSE": "CNY", "TSE": "JPY",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a source says without a number."""

    text: str
    sources: tuple[Source, ...]
    period: Period | None = None

    def known_by(self, day: date) -> Note | None:
        """As for Fact."""
        sources = published_by(self.sources, day)
        return replace(self, sources=sources) if sources else None


class Facts(Lazy[Fact]):
    """Facts in file order. Those of one metric are found, and made, without the others.

    Most answers need a few metrics of a company with hundreds of facts; and one about ten thousand
    companies lets go of each when it has passed on.
    """

    def __init__(self, read: Callable[[], tuple[Sequence[Key], Callable[[int], Fact | None]]]) -> None:
        """`read` gives the keys of all facts in order, and what makes the fact of a place in that
        order, or None where it is not visible.
        """
        super().__init__(lambda: self._made(range(len(self._held[0]))))
        self._read = read
        self._known: dict[date, Facts] = {}

    @cached_property
    def _held(self) -> tuple[Sequence[Key], dict[Key, list[int]], Callable[[int], Fact | None]]:
        """The keys, the places of each, and what makes a fact once."""
        keys, make = self._read()
        places: dict[Key, list[int]] = {}
        for place, key in enumerate(keys):
            places.setdefault(key, []).append(place)
        return keys, places, cache(make)

    @cached_property
    def _keys_of(self) -> dict[str, list[Key]]:
        """Those of each metric."""
        keys: dict[str, list[Key]] = {}
        for key in self._held[1]:
            keys.setdefault(key[0], []).append(key)
        return keys

    def let_go(self) -> None:
        """Of what was read and made: it is anew, and equal, when it is asked for again."""
        self.__dict__.pop("_held", None)
        self.__dict__.pop("_all", None)
        self.__dict__.pop("worked_out", None)
        self.__dict__.pop("_keys_of", None)
        for facts in self._known.values():
            facts.let_go()

    @cached_property
    def worked_out(self) -> dict[tuple[object, ...], Any]:
        """What follows from them, by what it is (see `once`)."""
        return {}

    @classmethod
    def given(cls, facts: Iterable[Fact]) -> Facts:
        """Facts that are made already."""
        made = list(facts)
        return cls(lambda: ([fact.key for fact in made], made.__getitem__))

    def of(self, *metrics: str) -> list[Fact]:
        """Those of some metrics, in file order."""
        return self.with_keys(key for metric in {*metrics} for key in self._keys_of.get(metric, ()))

    def with_keys(self, keys: Iterable[Key]) -> list[Fact]:
        """Those of some metrics, scopes and labels, in file order."""
        places = self._held[1]
        return self._made(sorted(place for key in keys for place in places.get(key, ())))

    def known_by(self, day: date) -> Facts:
        """With only what was published by `day`."""
        if day not in self._known:
            self._known[day] = Facts(lambda: self._read_by(day))
        return self._known[day]

    def _read_by(self, day: date) -> tuple[Sequence[Key], Callable[[int], Fact | None]]:
        keys, _, make = self._held
        return keys, lambda place: (fact := make(place)) and fact.known_by(day)

    def _made(self, places: Iterable[int]) -> list[Fact]:
        _, _, make = self._held
        return [fact for fact in map(make, places) if fact]


NO_FACTS = Facts.given(())


@dataclass(frozen=True, slots=True)
class Counted:
    """Who a company is, and how much is known of it: told of ten thousand without a look at their facts.

    `newest` is when the last of its `facts` was published, `user_facts` how many are of the user's own files.
    """

    id: str
    name: str
    ticker: str | None
    groups: tuple[str, ...]
    facts: int
    newest: Period | None
    user_facts: int


@dataclass(frozen=True, slots=True)
class Company:
    """A company with every fact and plan that is visible (see Dataset.at)."""

    id: str
    name: str
    currency: str
    facts: Facts
    aliases: tuple[str, ...] = ()
    legal_name: str | None = None
    country: str | None = None
    founded: int | None = None
    listed: Listing | None = None
    notes: Sequence[Note] = ()
    groups: tuple[str, ...] = ()
    plans: Sequence[Plan] = ()
    daily: Callable[[date], Prices] | None = field(default=None, compare=False)  # as known on a day

    @property
    def prices(self) -> Prices | None:
        """The daily prices of its shares; None of a company that is not listed."""
        return self.daily(date.max) if self.daily and self.listed else None

    def close(self, day: date, scope: str | None = None, status: frozenset[str] = COMPETING) -> Fact | None:
        """The newest closing price of a share up to `day`: of the data file and the daily prices, the
        one that wins. None before the first.
        """
        known = [fact for fact in self._closes(scope, status) if fact.period.last <= day]
        quoted = self.prices.newest(day, scope=scope) if self.prices else None
        return best([*known, quoted] if quoted else known)

    def closes(self, first: date, last: date, scope: str | None = None) -> list[Fact]:
        """The closing price of each day between, both included, oldest first: as for `close`."""
        known = [fact for fact in self._closes(scope) if first <= fact.period.last <= last]
        by_day: dict[date, list[Fact]] = {}
        for fact in [*known, *(self.prices.closes(first, last, scope) if self.prices else ())]:
            by_day.setdefault(fact.period.last, []).append(fact)
        return [fact for day in sorted(by_day) if (fact := best(by_day[day]))]

    def _closes(self, scope: str | None, status: frozenset[str] = COMPETING) -> list[Fact]:
        return self.of("share_price", scope=scope, label="close", status=status)

    def of(
        self,
        metric: str,
        *,
        period: Period | None = None,
        scope: str | None = None,
        label: str | None = None,
        status: Sequence[str] | frozenset[str] = COMPETING,
    ) -> list[Fact]:
        """The facts of one metric, scope and label that may be chosen, in file order.

        `scope` and `label` of None mean the company as a whole, and no label.
        """
        return [
            fact
            for fact in self.facts.with_keys([(metric, scope, label)])
            if fact.status in status and (period is None or fact.period == period)
        ]

    def known_by(self, day: date) -> Company:
        """With only what was published by `day`, whoever published it (see sources.published_by)."""
        plans = self.plans if isinstance(self.plans, Versions) else Versions(lambda: self.plans)
        notes = Lazy(lambda: (known for note in self.notes if (known := note.known_by(day))))
        daily = self.daily
        return replace(
            self,
            facts=self.facts.known_by(day),
            notes=notes,
            plans=plans.known_by(day),
            daily=daily and (lambda until: daily(min(until, day))),
        )

    def on(self, metric: str, day: date) -> Fact | None:
        """The figure of a period that ends on a day: a balance of it."""
        return best(fact for fact in self.of(metric) if fact.period.last == day)

    def winner(self, metric: str, *, period: Period | None = None, label: str | None = None) -> Fact | None:
        """The fact that wins for this metric; None where nothing is known."""
        return best(self.of(metric, period=period, label=label))


_Work = TypeVar("_Work", bound=Callable[..., Any])


def once(work: _Work) -> _Work:
    """Of what follows from the facts of a company alone: worked out once, and let go with them.

    An answer asks for the same several times: `multiples` for the revenue of each period a dozen times,
    a fifth of its time.
    """

    @wraps(work)
    def found(company: Company, *asked: object) -> Any:
        known, key = company.facts.worked_out, (work, *asked)
        if key not in known:
            known[key] = work(company, *asked)
        return known[key]

    return cast(_Work, found)
