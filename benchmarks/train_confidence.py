"""Learn the weights of the coder's confidence from the project's own sample reports.

    python benchmarks/train_confidence.py

Codes every sample, marks each event right where it matches the truth (same group of types, as in
`marsad score`), fits a ridge-penalised logistic regression by plain gradient descent, and picks the
least confidence that gives the best record F1 in five-fold cross-validation by report. Writes
src/marsad/resolve/data/confidence.json. Only the project's own texts are used (Apache-2.0).
"""

from __future__ import annotations

import json
import math
import random
from pathlib import Path

from marsad.evaluate import event_group, match
from marsad.export.jsonl import loads
from marsad.model import Event
from marsad.pipeline import default_coder, propose
from marsad.resolve.confidence import features_of

ROOT = Path(__file__).parent.parent
GOLD = sorted((ROOT / "benchmarks" / "gold").glob("samples_*.jsonl"))
OUT = ROOT / "src" / "marsad" / "resolve" / "data" / "confidence.json"
RIDGE, STEPS, RATE = 0.015, 1500, 1.0
SLACK = 0.006
ENTRY_WEIGHT = 0.5  # entries are many and rare: their features count half, so they are penalised more
Row = tuple[str, dict[str, float], int]


def collect() -> list[Row]:
    """(report id, features, right) of every event that the coder proposes, before any is refused."""
    rows: list[Row] = []
    for path in GOLD:
        for line in path.read_text(encoding="utf-8").splitlines():
            gold = loads(line)
            proposed = propose(gold.document, default_coder())
            right, absorbed = matched(gold.events, [event for event, _ in proposed], gold.document.text)
            for i, (event, occurrence) in enumerate(proposed):
                if i not in absorbed:
                    rows.append((gold.document.id, shrink(features_of(event, occurrence)), int(i in right)))
    return rows


def matched(gold: tuple[Event, ...], coded: list[Event], text: str) -> tuple[set[int], set[int]]:
    """Indices of coded events that match a gold event, and of those that an aggregate absorbs."""
    pairs = match(gold, coded, text, by=event_group)
    absorbed = {j for i, j in pairs if gold[i].aggregate}
    return {j for _, j in pairs} - absorbed, absorbed


def shrink(features: dict[str, float]) -> dict[str, float]:
    return {k: v * ENTRY_WEIGHT if k.startswith("entry=") else v for k, v in features.items()}


def fit(rows: list[Row]) -> dict[str, float]:
    """Weights by batch gradient descent on the penalised log-loss."""
    weights: dict[str, float] = {}
    for _ in range(STEPS):
        slope: dict[str, float] = {}
        for _, features, right in rows:
            error = chance(weights, features) - right
            for name, value in features.items():
                slope[name] = slope.get(name, 0.0) + error * value
        for name, total in slope.items():
            penalty = 0.0 if name == "bias" else RIDGE * weights.get(name, 0.0)
            weights[name] = weights.get(name, 0.0) - RATE * (total / len(rows) + penalty)
    return weights


def chance(weights: dict[str, float], features: dict[str, float]) -> float:
    score = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def out_of_fold(rows: list[Row], folds: int = 5) -> list[tuple[float, int]]:
    """(chance, right) of every row by weights that have not seen its report."""
    reports = sorted({row[0] for row in rows})
    random.Random(7).shuffle(reports)
    told: list[tuple[float, int]] = []
    for k in range(folds):
        held = set(reports[k::folds])
        weights = fit([row for row in rows if row[0] not in held])
        told += [(chance(weights, f), right) for report, f, right in rows if report in held]
    return told


def best_least(told: list[tuple[float, int]], missed_share: float) -> float:
    """The highest cut whose detection F1 lies within `SLACK` of the best: an invented event costs more
    than a missed one. `missed_share` of the true events are never proposed."""
    truths = sum(right for _, right in told) / (1 - missed_share)

    def f1(cut: float) -> float:
        kept = [right for p, right in told if p >= cut]
        return 2 * sum(kept) / (len(kept) + truths)

    cuts = [step / 100 for step in range(0, 71)]
    best = max(map(f1, cuts))
    return max(cut for cut in cuts if f1(cut) >= best - SLACK)


def main() -> None:
    rows = collect()
    told = out_of_fold(rows)
    least = best_least(told, missed_share=0.22)
    weights = {k: round(v * (ENTRY_WEIGHT if k.startswith("entry=") else 1), 4) for k, v in fit(rows).items()}
    OUT.write_text(
        json.dumps({"least": least, "weights": dict(sorted(weights.items()))}, ensure_ascii=False, indent=1)
        + "\n",
        encoding="utf-8",
    )
    print(f"{len(rows)} events of {len({r[0] for r in rows})} reports, least confidence {least}")
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        bin_ = [(p, right) for p, right in told if low <= p < low + 0.2]
        if bin_:
            said = sum(p for p, _ in bin_) / len(bin_)
            print(f"said {said:.2f}, right {sum(r for _, r in bin_) / len(bin_):.2f} ({len(bin_)} events)")


if __name__ == "__main__":
    main()
