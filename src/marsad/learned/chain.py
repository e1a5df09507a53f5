"""A linear chain over tokens: how likely each token has each label, given its features and its neighbours'
labels.

Inference of a conditional random field by the forward-backward sums (Lafferty, McCallum and Pereira 2001), in
plain Python. Label 0 is "nothing"; its features weigh zero by construction, so a row of weights has one
number for each other label.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marsad.learned.weights import Weights

Row = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Marginals:
    """`tokens[i][k]`: probability that token i has label k + 1. `nothing`: that no token has any."""

    tokens: tuple[Row, ...]
    nothing: float


@dataclass(frozen=True, slots=True)
class Chain:
    """`weights`: feature to a weight for each label but the first; `transitions[a][b]`: from label a to b."""

    weights: Mapping[str, Row]
    transitions: tuple[Row, ...]

    def marginals(self, features: Sequence[Sequence[str]]) -> Marginals:
        """The probabilities of all tokens' labels together. An empty sentence has nothing in it."""
        if not features:
            return Marginals((), 1.0)
        emitted = [self._emit(names) for names in features]
        steps = tuple(tuple(map(math.exp, row)) for row in self.transitions)
        forward, log_sum = _forward(emitted, steps)
        backward = _backward(emitted, steps)
        tokens = tuple(_normalised(a, b) for a, b in zip(forward, backward, strict=True))
        silent = self.transitions[0][0] * (len(features) - 1)
        silent += sum(math.log(weights[0]) for weights in emitted)
        return Marginals(tokens, min(1.0, math.exp(silent - log_sum)))

    def _emit(self, names: Sequence[str]) -> Row:
        """The factor of each label at a token, the largest being 1."""
        sums = [0.0] * len(self.transitions)
        for name in names:
            row = self.weights.get(name)
            if row is not None:
                for label, weight in enumerate(row, 1):
                    sums[label] += weight
        top = max(sums)
        return tuple(max(math.exp(value - top), 1e-300) for value in sums)


def chain_of(weights: Weights) -> Chain:
    """The chain that a file of weights describes."""
    labels = range(len(weights.columns) + 1)
    return Chain(weights.rows, tuple(weights.settings[f"from {label}"] for label in labels))


def _forward(emitted: list[Row], steps: tuple[Row, ...]) -> tuple[list[Row], float]:
    """Forward sums scaled to one at each token, and the logarithm of their whole."""
    labels = range(len(steps))
    rows: list[Row] = []
    log_sum = 0.0
    for weights in emitted:
        if rows:
            last = rows[-1]
            row = [weights[b] * sum(last[a] * steps[a][b] for a in labels) for b in labels]
        else:
            row = list(weights)
        total = sum(row)
        log_sum += math.log(total)
        rows.append(tuple(value / total for value in row))
    return rows, log_sum


def _backward(emitted: list[Row], steps: tuple[Row, ...]) -> list[Row]:
    labels = range(len(steps))
    rows: list[Row] = [tuple(1.0 for _ in labels)]
    for weights in reversed(emitted[1:]):
        ahead = [weights[b] * rows[-1][b] for b in labels]
        row = [sum(steps[a][b] * ahead[b] for b in labels) for a in labels]
        total = sum(row)
        rows.append(tuple(value / total for value in row))
    return rows[::-1]


def _normalised(forward: Row, backward: Row) -> Row:
    """Label probabilities of one token without those of the first label."""
    both = [a * b for a, b in zip(forward, backward, strict=True)]
    total = sum(both)
    return tuple(value / total for value in both[1:])
