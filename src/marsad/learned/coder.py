"""Put the scorers together: is an act told in this sentence, and which words are its trigger, source, target?

Two scorers judge the sentence: the bag of features (`sentences`), and a chain trained on sentences with and
without an act, whose odds are those that any token has a role. A logistic regression of three numbers weighs
them, so that the score can be read as a probability; `event` is score ≥ threshold. The words are for `roles`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from marsad.arabic import Sentence
from marsad.learned.chain import Chain, chain_of
from marsad.learned.observe import Observed, observe
from marsad.learned.roles import Role, RoleTagger, load_roles
from marsad.learned.sentences import SentenceScorer, VotedType
from marsad.learned.token_features import token_features
from marsad.learned.weights import load_weights

_LEAST = 1e-9  # probabilities are kept this far from 0 and 1 before their odds are taken


@dataclass(frozen=True, slots=True)
class Combination:
    """score = logistic(`sentence` × log odds of the bag + `chain` × log odds of the chain + `bias`)."""

    sentence: float
    chain: float
    bias: float
    threshold: float

    def score(self, sentence: float, chain: float) -> float:
        """A probability from the two log odds."""
        total = self.sentence * sentence + self.chain * chain + self.bias
        return 1 / (1 + math.exp(-max(-500.0, min(500.0, total))))


@dataclass(frozen=True, slots=True)
class Judgement:
    """`score`: how likely an annotator accepts the sentence, 0 to 1. `spans`: token positions by role."""

    event: bool
    score: float
    spans: dict[Role, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class EventCoder:
    """All scorers of one event type. `told`: the chain that says whether an act is told."""

    scorer: SentenceScorer
    told: Chain
    tagger: RoleTagger
    combination: Combination

    def score(self, seen: Observed, names: list[list[str]]) -> float:
        """How likely an annotator accepts the sentence; `names` are its `token_features`."""
        return self.combination.score(self.scorer.log_odds(seen), told_log_odds(self.told, names))

    def judge(self, sentence: Sentence) -> Judgement:
        """Score one sentence and choose the words of the roles, as if it told an act."""
        seen = observe(sentence)
        names = token_features(seen, self.tagger.event_type)
        score = self.score(seen, names)
        spans = self.tagger.spans(seen, self.tagger.chain.marginals(names).tokens)
        return Judgement(score >= self.combination.threshold, score, spans)


def told_log_odds(chain: Chain, names: list[list[str]]) -> float:
    """Log odds that any token has a role."""
    nothing = chain.marginals(names).nothing
    return math.log(1 - nothing + _LEAST) - math.log(nothing + _LEAST)


@cache
def load_coder(event_type: VotedType) -> EventCoder:
    """The coder shipped with the package, read once a process."""
    sentences = load_weights(f"sentences_{event_type.lower()}.tsv.gz")
    told = load_weights(f"told_{event_type.lower()}.tsv.gz")
    return EventCoder(
        SentenceScorer(sentences.rows, sentences.settings["bias"][0]),
        chain_of(told),
        load_roles(event_type),
        Combination(*told.settings["combination"], *told.settings["threshold"]),
    )
