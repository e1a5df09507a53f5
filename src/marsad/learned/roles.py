"""Say of each token how likely it is the trigger, the source or the target of the act that a sentence tells.

A chain (`chain`) over `token_features`, trained on what annotators marked in sentences that tell an act; so
the probabilities hold given that one is told. `spans` turns them into words: those that together promise the
best overlap (F1) with what a reader would mark, not those that are each more likely than not, for readers
differ in how many words they mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from marsad.learned.chain import Chain, Row, chain_of
from marsad.learned.observe import Observed
from marsad.learned.sentences import VotedType
from marsad.learned.token_features import token_features
from marsad.learned.weights import Weights, load_weights

Role = Literal["trigger", "source", "target"]
ROLES: tuple[Role, ...] = get_args(Role)
_FEWEST = 1.0  # words that a reader marks at least, where anything is marked


@dataclass(frozen=True, slots=True)
class TokenRole:
    """How likely token `at` is marked as each role, 0 to 1."""

    at: int
    trigger: float
    source: float
    target: float


@dataclass(frozen=True, slots=True)
class RoleTagger:
    """The chain of one event type.

    `least`: expected words of a role (trigger, source, target) below which none are given.
    """

    chain: Chain
    event_type: VotedType
    least: tuple[float, ...]

    def roles(self, seen: Observed) -> tuple[TokenRole, ...]:
        """Every token's probabilities."""
        found = self.chain.marginals(token_features(seen, self.event_type)).tokens
        return tuple(TokenRole(at, *row) for at, row in enumerate(found))

    def spans(self, seen: Observed, found: Sequence[Row]) -> dict[Role, tuple[int, ...]]:
        """Token positions of each role by their probabilities `found`; () where none is likely."""
        words = [at for at, token in enumerate(seen.tokens) if token.kind != "mark"]
        chosen: dict[Role, tuple[int, ...]] = {}
        for role, (name, least) in enumerate(zip(ROLES, self.least, strict=True)):
            likely = [found[at][role] for at in words]
            picked = best_set(likely) if sum(likely) >= least else ()
            chosen[name] = tuple(words[i] for i in picked)
        return chosen


def best_set(likely: Sequence[float]) -> tuple[int, ...]:
    """The places whose overlap with what a reader marks is expected to be largest, in order.

    Expected F1 is taken as 2 × (sum of the chosen) / (how many chosen + how many expected).

    >>> best_set([0.1, 0.9, 0.4, 0.0])
    (1, 2)
    """
    order = sorted(range(len(likely)), key=lambda i: -likely[i])
    expected = max(sum(likely), _FEWEST)
    best, size, total = 0.0, 0, 0.0
    for count, at in enumerate(order, 1):
        total += likely[at]
        if 2 * total / (count + expected) > best:
            best, size = 2 * total / (count + expected), count
    return tuple(sorted(order[:size]))


def tagger_of(weights: Weights, event_type: VotedType) -> RoleTagger:
    """The tagger that a file of weights describes."""
    return RoleTagger(chain_of(weights), event_type, weights.settings["least"])


@cache
def load_roles(event_type: VotedType) -> RoleTagger:
    """The tagger shipped with the package, read once a process."""
    return tagger_of(load_weights(f"roles_{event_type.lower()}.tsv.gz"), event_type)
