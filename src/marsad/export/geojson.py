"""Events as GeoJSON (RFC 7946): a feature for each place of an event that has a position.

An event without a position is a feature without a geometry, so that nothing asked for is missing from the file.
Figures and days are those of the events; how wide a place is stands in `precision` and `radius_km`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from marsad.export.columns import Column
from marsad.export.query import Chosen
from marsad.model import Actor, Casualties, Place

COLUMNS = (
    Column("event", "text", "key of the event", "REPORT:EVENT; a feature's id is it and the place's number"),
    Column("type", "text", "event type of the codebook"),
    Column("modality", "text", "happened, threatened, denied …", "filter by it before you count"),
    Column("aggregate", "truth", "a sum over many events", "leave out before you add up"),
    Column("trigger", "text", "the words that tell the event", "no more of the text: it is its outlet's"),
    Column("initiator", "text", "who acts, a list", "known name, else the report's words"),
    Column("target", "text", "on whom, a list", "known name, else the report's words"),
    Column("from", "day", "first day", "null: not told"),
    Column("to", "day", "last day", "null: not told"),
    Column("date_precision", "text", "day, week, month, season, year"),
    Column(
        "casualties", "text", "a list of kind, whose, low, high", "null: no bound told; never 0 for unknown"
    ),
    Column("control", "text", "change, to and from; null where nothing is told"),
    Column("confidence", "number", "0 to 1, the coder's own"),
    Column("outlet", "text", "outlet of the report"),
    Column("published", "day", "day of the report"),
    Column("place", "text", "place", "known name, else the report's words; null: none told"),
    Column("country", "text", "ISO 3166 alpha-2"),
    Column("precision", "whole number", "1 spot, 2 town, 3 district, 4 province, 5 region, 6 country"),
    Column("relation", "text", "at, near, north_of …, between, extent_from, extent_to"),
    Column("radius_km", "number", "how wide the place is, in kilometres", "null: a point"),
)


def geojson_text(chosen: Iterable[Chosen]) -> Iterator[str]:
    """The lines of a FeatureCollection, one feature a line."""
    yield '{"type": "FeatureCollection", "features": ['
    before = ""
    for one in chosen:
        for feature in features_of(one):
            yield before + json.dumps(feature, ensure_ascii=False)
            before = ","
    yield "]}"


def features_of(chosen: Chosen) -> list[dict[str, Any]]:
    """The features of one event: one a place with a position, or one without a geometry."""
    placed = [place for place in chosen.event.places if place.lat is not None]
    shared = _properties(chosen)
    told: Sequence[Place | None] = placed or chosen.event.places[:1] or (None,)
    return [
        {
            "type": "Feature",
            "id": f"{chosen.key}:{number}",
            "geometry": _point(place),
            "properties": shared | _place_properties(place),
        }
        for number, place in enumerate(told)
    ]


def _point(place: Place | None) -> dict[str, Any] | None:
    if place is None or place.lat is None:
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def _properties(chosen: Chosen) -> dict[str, Any]:
    event, document = chosen.event, chosen.document
    day, control = event.date, event.control
    return {
        "event": chosen.key,
        "type": event.type,
        "modality": event.modality,
        "aggregate": event.aggregate,
        "trigger": event.trigger.text,
        "initiator": [_name(actor) for actor in event.initiator],
        "target": [_name(actor) for actor in event.target],
        "from": day.first.isoformat() if day else None,
        "to": day.last.isoformat() if day else None,
        "date_precision": day.precision if day else None,
        "casualties": [_figure(figure) for figure in event.casualties],
        "control": {"change": control.change, "to": control.holder, "from": control.former}
        if control
        else None,
        "confidence": event.confidence,
        "outlet": document.outlet,
        "published": document.published.isoformat() if document.published else None,
    }


def _figure(figure: Casualties) -> dict[str, Any]:
    return {"kind": figure.kind, "whose": figure.whose, "low": figure.low, "high": figure.high}


def _place_properties(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {"place": None, "country": None, "precision": None, "relation": None, "radius_km": None}
    return {
        "place": place.name or place.words.text,
        "country": place.country,
        "precision": place.precision,
        "relation": place.relation,
        "radius_km": place.radius_km,
    }


def _name(actor: Actor) -> str:
    return actor.name or actor.words.text
