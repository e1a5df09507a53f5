"""How sure the coder is of an event, from 0 to 1.

A logistic score over what the event's words show: a specific trigger, sides, a place, a day, figures, a second
mention. The weights are placeholders of the first version until calibrated (docs/explanation/confidence.md).
"""

from __future__ import annotations

import math

from marsad.model import Event
from marsad.resolve.occurrences import Occurrence

_BIAS = -0.6


def confidence_of(event: Event, occurrence: Occurrence) -> float:
    """The coder's own probability that the event stands as coded, rounded to 2 decimals."""
    score = _BIAS
    score += 0.8 * (not occurrence.lead.generic)
    score += 0.5 * bool(event.initiator) + 0.4 * bool(event.target)
    score += 0.4 * bool(event.places) + 0.3 * bool(event.date)
    score += 0.6 * bool(event.casualties) + 0.5 * bool(event.mentions)
    score -= 0.6 * (event.modality != "happened")
    return round(1 / (1 + math.exp(-score)), 2)
