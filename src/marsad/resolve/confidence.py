"""How sure the coder is of an event, from 0 to 1.

A logistic score over what the event's words show: which words named it, how often, with which sides, place,
day and figures. The weights (`data/confidence.json`) are learned on the project's own sample reports by
`python benchmarks/train_confidence.py`; how well 0.8 means four in five is told in docs/explanation/confidence.md.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from importlib.resources import files

from marsad.model import Event
from marsad.resolve.occurrences import Occurrence

Features = dict[str, float]


def features_of(event: Event, occurrence: Occurrence) -> Features:
    """What speaks for or against an event, by name; absent features are 0."""
    lead = occurrence.lead
    found = {
        "bias": 1.0,
        f"type={event.type}": 1.0,
        f"modality={event.modality}": 1.0,
        f"form={lead.form}": 1.0,
        f"entry={lead.entry_id}": 1.0,
        "generic": float(lead.generic),
        "effect": float(lead.effect),
        "effect alone": float(lead.effect and not event.initiator),
        "definite first": float(occurrence.drafts[0].definite),
        "aggregate": float(event.aggregate),
        "plural": float(lead.plural),
        "another": float(any(d.another for d in occurrence.drafts)),
        "follows": float(lead.follows),
        "mentions": min(len(event.mentions), 3) / 3,
        "initiator": float(bool(event.initiator)),
        "initiator told": float(any(d.initiator and not d.guessed_initiator for d in occurrence.drafts)),
        "target": float(bool(event.target)),
        "target told": float(any(d.target and not d.guessed_target for d in occurrence.drafts)),
        "both sides": float(bool(event.initiator and event.target)),
        "own place": float(any(occurrence.places)),
        "place": float(bool(event.places)),
        "own day": float(any(d is not None for d in occurrence.days)),
        "figures": float(bool(event.casualties)),
        "speaker": float(bool(event.sources)),
        "first sentence": float(occurrence.drafts[0].sentence == 0),
        "late": min(occurrence.drafts[0].sentence, 12) / 12,
    }
    return {name: value for name, value in found.items() if value}


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    text = files("marsad.resolve").joinpath("data/confidence.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["weights"])


@lru_cache(maxsize=1)
def least_confidence() -> float:
    """Events less sure than this are not given: chosen with the weights, on the same reports."""
    text = files("marsad.resolve").joinpath("data/confidence.json").read_text(encoding="utf-8")
    return float(json.loads(text)["least"])


def confidence_of(event: Event, occurrence: Occurrence) -> float:
    """The coder's own probability that the event stands as coded, rounded to 2 decimals."""
    weights = _weights()
    score = sum(weights.get(name, 0.0) * value for name, value in features_of(event, occurrence).items())
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), 2)
