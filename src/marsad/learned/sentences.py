"""Score one sentence: how likely do annotators say that it tells an attack (ASSAULT) or a protest (PROTEST)?

A logistic regression over the blocks of `features`. Each block is scaled to length one by the weights of
rarity (idf) of its features; unknown features count for nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from marsad.learned.features import BLOCKS
from marsad.learned.observe import Observed

VotedType = Literal["ASSAULT", "PROTEST"]
EVENT_TYPES_VOTED: tuple[VotedType, ...] = get_args(VotedType)


@dataclass(frozen=True, slots=True)
class SentenceScorer:
    """`weights`: feature to (idf, weight). `bias` is added once."""

    weights: Mapping[str, tuple[float, ...]]
    bias: float

    def log_odds(self, seen: Observed) -> float:
        """The logarithm of the odds that an annotator accepts the sentence; 0 is even."""
        return self.bias + sum(part for _, part in self.parts(seen))

    def parts(self, seen: Observed) -> Iterator[tuple[str, float]]:
        """Each known feature of the sentence with what it adds to the log odds."""
        for name, value in scaled(seen, self.weights):
            yield name, value * self.weights[name][1]


def scaled(seen: Observed, idf: Mapping[str, tuple[float, ...]]) -> Iterator[tuple[str, float]]:
    """The known features of a sentence with their values; `idf[name][0]` is the rarity of a feature."""
    for block, weight in BLOCKS.values():
        values = [(name, (1 + math.log(n)) * idf[name][0]) for name, n in block(seen).items() if name in idf]
        length = math.sqrt(sum(value * value for _, value in values))
        yield from ((name, weight * value / length) for name, value in values)
