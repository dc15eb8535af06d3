"""How well `aicompare read` reads a folder of labelled texts: recall and precision, as Markdown.

    python tools/score_reading.py FOLDER [--misses]

Each NAME.txt has a NAME.labels.jsonl beside it, a line a label: `text`, `start`, `kind`, `company`,
`metric`, `scope`, `period`, `verdict` (`known`, `contradicted`, `not_in_data`,
`not_about_a_company`). A figure is found where what is read overlaps its label. Labels of dates and
traps are none; what overlaps nothing else, or a trap, is spurious.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aicompare
from aicompare.values.metrics import ALSO_CALLED, METRICS, growth_of, metric

FIGURES = ("money", "percent", "count", "multiple")


def main(folder: Path, *, misses: bool) -> None:
    """Prints the table, and with `misses` a line for each label that was read otherwise."""
    counts: Counter[str] = Counter()
    data = aicompare.load()
    for path in sorted(folder.rglob("*.labels.jsonl")):
        labels = list(_labels(path))
        text = path.with_name(path.name.replace(".labels.jsonl", ".txt"))
        rows = aicompare.read(data, str(text)).to_dict()["data"]
        for line in _score(labels, rows, counts):
            if misses:
                print(f"{path.name.partition('.')[0]} {line}")
    print("\n".join(_table(counts)))


def _labels(path: Path) -> Iterator[dict[str, Any]]:
    """Of a metric that the data do not know only company and verdict count."""
    for line in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
        label = json.loads(line)
        known = label["metric"] in METRICS or label["metric"] in ALSO_CALLED
        yield label if known else label | {"metric": None, "period": None}


def _score(labels: list[dict[str, Any]], rows: list[dict[str, Any]], counts: Counter[str]) -> list[str]:
    told = []
    figures = [one for one in labels if one["kind"] in FIGURES and not (one["note"] or "").startswith("trap")]
    free = [one for one in labels if one["kind"] == "duration"]
    for row in rows:
        if not any(_overlap(row, one) for one in (*figures, *free)):
            counts["spurious"] += 1
            told.append(f"SPURIOUS {row['text']!r}")
        counts["read"] += 1
    for label in figures:
        counts["figures"] += 1
        row = next((row for row in rows if _overlap(row, label)), None)
        if row is None:
            told.append(f"MISSED {label['text']!r}")
        else:
            counts["found"] += 1
            told += _compared(label, row, counts)
        counts[f"gold {label['verdict']}"] += 1
    counts["read known"] += sum(row["verdict"] == "known" for row in rows)
    counts["read contradicted"] += sum(row["verdict"] == "contradicted" for row in rows)
    return told


def _compared(label: dict[str, Any], row: dict[str, Any], counts: Counter[str]) -> list[str]:
    right = {
        "company": label["company"] == row.get("company"),
        "metric": _same_metric(label["metric"], row.get("metric")),
        "period": label["period"] == row.get("period"),
    }
    wrong = []
    flow = label["metric"] and metric(label["metric"]).kind == "flow"
    for key in ("company", "metric", "period"):
        if label[key] and (key != "period" or flow):
            counts[f"with {key}"] += 1
            counts[f"right {key}"] += right[key]
            wrong += [] if right[key] else [f"{key} {row.get(key)} not {label[key]}"]
    if label["company"] and label["metric"]:
        counts["with all"] += 1
        counts["right all"] += right["company"] and right["metric"] and (right["period"] or not flow)
    same = label["verdict"] == row["verdict"]
    if label["verdict"] in ("known", "contradicted"):
        counts[f"{label['verdict']} found"] += same
    if not same and (
        label["verdict"] in ("known", "contradicted") or row["verdict"] in ("known", "contradicted")
    ):
        wrong.append(
            f"{row['verdict'].upper()} ({row.get('remark')}) not {label['verdict']}: "
            f"{label['fact'] or label['note']}"
        )
    return [f"{label['text']!r}: {'; '.join(wrong)}"] if wrong else []


def _same_metric(label: str | None, read: str | None) -> bool:
    """A label may give a growth the metric that grew."""
    if not (label and read):
        return label == read
    return metric(label) == metric(read) or growth_of(label) == metric(read)


def _overlap(row: dict[str, Any], label: dict[str, Any]) -> bool:
    start, end = label["start"], label["start"] + len(label["text"])
    return bool(row["start"] < end and start < row["end"])


def _table(counts: Counter[str]) -> list[str]:
    def line(name: str, part: str, whole: str) -> str:
        share = f"{100 * counts[part] / counts[whole]:.0f}%" if counts[whole] else "-"
        return f"| {name} | {share} | {counts[part]} of {counts[whole]} |"

    return [
        "| | | |",
        "|---|---:|---:|",
        line("figures found", "found", "figures"),
        line("of those reported, none", "spurious", "read"),
        line("company", "right company", "with company"),
        line("metric", "right metric", "with metric"),
        line("period of flows", "right period", "with period"),
        line("company, metric and period", "right all", "with all"),
        line("known: right", "known found", "read known"),
        line("known: found", "known found", "gold known"),
        line("contradicted: right", "contradicted found", "read contradicted"),
        line("contradicted: found", "contradicted found", "gold contradicted"),
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]), misses="--misses" in sys.argv)
