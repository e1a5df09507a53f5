"""Who holds which place on a day, as GeoJSON points, from a joined record.

Points only: nothing is drawn between places. A place whose last word has aged is `unknown` and still tells who
held it last; a place of which no word is old enough for the day is not in the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from marsad.export.codebook import About
from marsad.export.columns import Column
from marsad.model import Holding, Spell
from marsad.record.control import ControlRecord

COLUMNS = (
    Column("place", "text", "place, as the record names it"),
    Column("day", "day", "the day asked for"),
    Column("state", "text", "held, claimed, contested, besieged or unknown"),
    Column("holders", "text", "who holds it, a list of the reports' names", "unknown: who held it last"),
    Column("word", "text", "whose word it rests on"),
    Column("inferred", "truth", "no report names the place: it lies between two that are named"),
    Column("since", "day", "the first day on which the spell may begin", "null: not told"),
    Column("age_days", "whole number", "days from the last word to the day asked for"),
    Column("events", "text", "keys of the events that open the spell", "REPORT:EVENT"),
)
ABOUT = About(
    "Control of places on a day, as GeoJSON",
    "From a joined record (`marsad record build`). A claim is not control: read `state` and `word`. Places without a "
    "position have a null geometry.",
    {"Properties": COLUMNS},
    {},
)


def control_text(control: ControlRecord, day: date, decimals: int | None = None) -> Iterator[str]:
    """The lines of a FeatureCollection, one place a line. `decimals` rounds positions."""
    yield '{"type": "FeatureCollection", "features": ['
    before = ""
    for feature in control_features(control, day, decimals):
        yield before + json.dumps(feature, ensure_ascii=False)
        before = ","
    yield "]}"


def control_features(control: ControlRecord, day: date, decimals: int | None = None) -> list[dict[str, Any]]:
    """A feature for each place on which some word is as old as the day, in the order of their keys."""
    answers = (control.control_at(key, day) for key in sorted(control.spells))
    return [
        {
            "type": "Feature",
            "id": holding.place,
            "geometry": _point(control, holding.place, decimals),
            "properties": _properties(holding, spell),
        }
        for holding in answers
        if (spell := holding.spell) is not None
    ]


def _point(control: ControlRecord, key: str, decimals: int | None) -> dict[str, Any] | None:
    place = control.book.points.get(key)
    if place is None or place.lat is None or place.lon is None:
        return None
    exact = [place.lon, place.lat]
    return {
        "type": "Point",
        "coordinates": exact if decimals is None else [round(x, decimals) for x in exact],
    }


def _properties(holding: Holding, spell: Spell) -> dict[str, Any]:
    return {
        "place": spell.name,
        "day": holding.day.isoformat(),
        "state": holding.state,
        "holders": list(holding.holders),
        "word": spell.word,
        "inferred": spell.inferred,
        "since": spell.start.first.isoformat() if spell.start.first else None,
        "age_days": holding.age_days,
        "events": list(spell.start.events),
    }
