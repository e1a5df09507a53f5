"""One event as GeoJSON features: one for each place that has a position."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from marsad.web import labels
from marsad.web.store.models import Casualty, Event, EventPlace


def features_of(event: Event) -> list[dict[str, Any]]:
    """GeoJSON features of `event`, read `with_slots`. Positions are rounded to settings.PUBLIC_DECIMALS."""
    shared = _event_properties(event)
    return [
        {
            "type": "Feature",
            "id": f"{shared['id']}:{number}",
            "geometry": {"type": "Point", "coordinates": position(place)},
            "properties": shared | _place_properties(place),
        }
        for number, place in enumerate(event.places.all())
        if place.lat is not None
    ]


def position(place: EventPlace) -> list[float]:
    """Longitude and latitude as the public may see them."""
    return [round(place.lon, settings.PUBLIC_DECIMALS), round(place.lat, settings.PUBLIC_DECIMALS)]


def _event_properties(event: Event) -> dict[str, Any]:
    report = event.report
    report_url = reverse("report", args=[report.key])
    return {
        "id": f"{report.key}:{event.local_id}",
        "type": event.type,
        "type_label": str(labels.TYPES[event.type]),
        "title": event.trigger_text,
        "from": _iso(event.day_from),
        "to": _iso(event.day_to),
        "date_precision": event.day_precision or None,
        "date_label": labels.days(event.day_from, event.day_to) or gettext("no day stated"),
        "casualties": casualties_line(list(event.casualties.all())),
        "url": f"{report_url}{event.local_id}/",
        "report_url": f"{report_url}#{event.local_id}",
        "report_title": report.heading,
        "outlet": report.outlet.name if report.outlet else None,
        "published": _iso(report.published),
        "modality": event.modality,
        "modality_label": str(labels.MODALITIES[event.modality]),
        "aggregate": event.aggregate,
    }


def _place_properties(place: EventPlace) -> dict[str, Any]:
    return {
        "place": place.text,
        "place_name": place.name or None,
        "country": place.country or None,
        "place_precision": place.precision,
        "place_precision_label": labels.exactness(place),
        "relation": place.relation,
        "relation_label": labels.relation(place.relation) or None,
        "radius_km": place.radius_km,
    }


def casualties_line(entries: list[Casualty]) -> str:
    """The stated casualties in one line, each with its side; "" where none is stated."""
    return gettext("; ").join(
        gettext("%(kind)s: %(people)s (%(whose)s)")
        % {
            "kind": labels.KINDS[entry.kind],
            "people": labels.people(entry.low, entry.high),
            "whose": labels.WHOSE[entry.whose],
        }
        for entry in entries
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
