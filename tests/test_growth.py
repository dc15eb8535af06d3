"""Growth of profits and of losses: of its size, never across zero, with the reason where there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import here
from made import fact

from aicompare.companies.measures import growth_on
from aicompare.values.figures import Figure

HEAD = """\
sources:
  mine: {title: Mine, publisher: Acme, published: 2026-08-31, kind: filing}
companies:
  acme:
    name: Acme
    currency: USD
    facts:
"""


def verdict(folder: Path, expression: str, *facts: str) -> tuple[str | None, str | None]:
    """Verdict and hint; a fact is like `net_profit FY2025 US$-5m`."""
    file = folder / "mine.yaml"
    lines = (one.split(" ", 2) for one in facts)
    rows = [
        f'      - {{metric: {metric}, period: {period.replace("_", " ")}, value: "{value}", source: mine}}\n'
        for metric, period, value in lines
    ]
    file.write_text(HEAD + "".join(rows), encoding="utf-8")
    done = here("check", expression, "--data", str(file), "--json")
    row = json.loads(done.stdout)["data"][0]
    return row["verdict"], row.get("hint")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        # results of Zhipu, RMB thousand: 4,718,167 / 2,958,007 - 1 and 2,958,007 / 787,957 - 1
        ("growth(zhipu.net_loss[FY2025]) == 59.5%", "holds"),
        ("growth(zhipu.net_loss[FY2024]) == 275.4%", "holds"),
        ("growth(zhipu.net_loss[FY2025]) == 69.5%", "contradicted"),
        # of MiniMax, US$ million: 1,871.617 / 465.238 - 1; the second half-year's loss was smaller
        ("growth(minimax.net_loss[FY2025]) == 302.3%", "holds"),
        ("growth(minimax.net_loss, FY2025) == 302.3%", "holds"),
        ("growth(minimax.loss[FY2025]) > 300%", "holds"),
        ("growth(minimax.net_loss[H1 2026]) < 0", "holds"),
        ("growth(minimax.net_profit[FY2025]) > 0", "undecided"),
        ("growth(minimax.net_profit[FY2025]) == 302.3%", "undecided"),
        ("growth(zhipu.net_profit[H1 2026]) == -12.1%", "undecided"),
        ("growth(zhipu.adjusted_net_loss[FY2025]) == 29.1%", "holds"),
        ("growth(zhipu.adjusted_net_profit[FY2025]) == 29.1%", "undecided"),
        ("growth(minimax.revenue[FY2025]) == 158.9%", "holds"),
        ("growth(minimax.gross_profit[FY2025]) == 437.2%", "holds"),
        ("growth(bytedance.net_profit[FY2024]) == 6%", "holds"),  # a profit, as printed
    ],
)
def test_growth_of_the_data(expression: str, expected: str) -> None:
    """As the filings print it, of the loss where the loss is asked for."""
    row = json.loads(here("check", expression, "--json").stdout)["data"][0]
    assert row["verdict"] == expected


LOSSES = ("net_profit FY2024 US$-10m", "net_profit FY2025 US$-15m")
TURN = ("net_profit FY2024 US$10m", "net_profit FY2025 US$-15m")
BACK = ("net_profit FY2024 US$-10m", "net_profit FY2025 US$15m")
PROFITS = ("net_profit FY2024 US$10m", "net_profit FY2025 US$15m")


@pytest.mark.parametrize(
    ("asked", "facts", "expected", "reason"),
    [
        ("net_loss", LOSSES, "holds", None),
        ("net_profit", PROFITS, "holds", None),
        ("net_profit", LOSSES, "undecided", "it is not above zero in FY2024"),
        ("net_loss", PROFITS, "undecided", "there is no loss in FY2024"),
        ("net_profit", TURN, "undecided", "its sign changes from FY2024 to FY2025"),
        ("net_loss", TURN, "undecided", "there is no loss in FY2024"),
        ("net_profit", BACK, "undecided", "it is not above zero in FY2024"),
        ("net_loss", BACK, "undecided", "its sign changes from FY2024 to FY2025"),
        ("net_profit", ("net_profit FY2024 =US$0", "net_profit FY2025 US$1m"), "undecided",
         "it is not above zero in FY2024"),
        ("net_loss", ("net_profit FY2024 =US$0", "net_profit FY2025 US$-1m"), "undecided",
         "there is no loss in FY2024"),
    ],
)  # fmt: skip
def test_growth_across_zero_has_no_answer_and_says_why(
    tmp_path: Path, asked: str, facts: tuple[str, ...], expected: str, reason: str | None
) -> None:
    """From 10 to 15 is 50%, of profits as profits and of losses as losses; all else is not meaningful."""
    found, hint = verdict(tmp_path, f"growth(acme.{asked}[FY2025]) == 50%", *facts)
    assert found == expected
    assert hint == (reason and f"growth(acme.{asked}[FY2025]) has no answer: {reason}")


@pytest.mark.parametrize("asked", ["operating_loss", "adjusted_net_loss", "loss"])
def test_every_loss_grows_by_its_size(tmp_path: Path, asked: str) -> None:
    """8 to 10 is 25%."""
    stored = {"loss": "net_profit"}.get(asked, asked.replace("loss", "profit"))
    facts = (f"{stored} H1_2025 US$-8.0m", f"{stored} H1_2026 US$-10.0m")
    assert verdict(tmp_path, f"growth(acme.{asked}) == 25%", *facts)[0] == "holds"


PRINTED = "net_profit_growth FY2025 150%"


@pytest.mark.parametrize(
    ("asked", "facts", "expected"),
    [
        ("net_loss", (PRINTED, "net_profit FY2025 US$-5m"), "holds"),
        ("net_profit", (PRINTED, "net_profit FY2025 US$-5m"), "undecided"),
        ("net_profit", (PRINTED, "net_profit FY2025 US$5m"), "holds"),
        ("net_loss", (PRINTED, "net_profit FY2025 US$5m"), "undecided"),
        ("net_profit", (PRINTED,), "holds"),  # the metric's own name
        ("net_loss", (PRINTED,), "undecided"),  # of a loss or of a profit?
        ("net_loss", (PRINTED, *TURN), "undecided"),  # from a profit to a loss
        ("net_profit", (PRINTED, *BACK), "undecided"),
    ],
)
def test_printed_growth_is_of_what_the_period_had(
    tmp_path: Path, asked: str, facts: tuple[str, ...], expected: str
) -> None:
    """A printed growth of the loss never answers for the profit, nor the other way round."""
    assert verdict(tmp_path, f"growth(acme.{asked}[FY2025]) == 150%", *facts)[0] == expected


def test_a_value_without_growth_says_so_too() -> None:
    """Asked for the figure itself: exit 2 and the reason."""
    done = here("check", "growth(minimax.net_profit[FY2025])")
    assert done.returncode == 2
    assert "it is not above zero in FY2024" in done.stderr


def test_growth_of_a_loss_says_loss() -> None:
    """Its formula and its name, with the bounds of two printed figures: 15 over 10 is 38% to 63%."""
    then, now = fact("net_profit", "FY2024", "US$-10m"), fact("net_profit", "FY2025", "US$-15m")
    grown = growth_on(now, then, loss=True)
    assert grown is not None and isinstance(grown.value, Figure)
    assert (grown.metric.name, grown.formula) == (
        "net_loss_growth", "net_loss / net_loss a year earlier - 1",
    )  # fmt: skip
    low, high = grown.value.low, grown.value.high
    assert low is not None and high is not None
    # 14.5 / 10.5 - 1 = 0.3810; 15.5 / 9.5 - 1 = 0.6316
    assert (f"{low:.4f}", f"{high:.4f}") == ("0.3810", "0.6316")
    assert growth_on(now, then) is None
