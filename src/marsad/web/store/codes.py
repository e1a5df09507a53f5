"""The codes of the codebook as choices for columns and query checks."""

from __future__ import annotations

from typing import get_args

from marsad.model import (
    ACTOR_KINDS,
    CASUALTY_KINDS,
    CHANGES,
    EVENT_TYPES,
    MODALITIES,
    DayPrecision,
    Whose,
)

WHOSE: tuple[str, ...] = get_args(Whose)
DAY_PRECISIONS: tuple[str, ...] = get_args(DayPrecision)
PLACE_PRECISIONS = range(1, 7)
RIGHTS = ("unknown", "own", "licensed", "quote_only")

__all__ = [
    "ACTOR_KINDS",
    "CASUALTY_KINDS",
    "CHANGES",
    "DAY_PRECISIONS",
    "EVENT_TYPES",
    "MODALITIES",
    "PLACE_PRECISIONS",
    "RIGHTS",
    "WHOSE",
]
