"""Tags and filters of the templates: labels, days and counts in words, quotes, the other language."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from marsad.web import labels
from marsad.web.api.features import casualties_line, position
from marsad.web.pages.quotes import Quote, Sentences
from marsad.web.store.models import Casualty, Event, EventPlace

register = template.Library()
_TABLES: dict[str, Any] = {
    "type": labels.TYPES,
    "modality": labels.MODALITIES,
    "kind": labels.KINDS,
    "whose": labels.WHOSE,
    "actor_kind": labels.ACTOR_KINDS,
    "change": labels.CHANGES,
    "place_precision": labels.PLACE_PRECISIONS,
    "day_precision": labels.DAY_PRECISIONS,
}


@register.filter
def label(code: Any, table: str) -> Any:
    """The word for a code: `{{ event.type|label:"type" }}`."""
    return _TABLES[table].get(code, code)


@register.filter
def days(event: Event) -> str:
    """The event's days in words; "" where it states none."""
    return labels.days(event.day_from, event.day_to)


@register.filter
def day(value: Any) -> str:
    """One day in words: `{{ report.published|day }}`; "" for None."""
    return labels.days(value, value)


@register.filter
def people(entry: Casualty) -> str:
    return labels.people(entry.low, entry.high)


@register.filter
def casualties(event: Event) -> str:
    return casualties_line(list(event.casualties.all()))


@register.filter
def country(code: str) -> str:
    return labels.country(code)


@register.filter
def relation(place: EventPlace) -> str:
    return labels.relation(place.relation)


@register.filter
def exactness(place: EventPlace) -> str:
    return labels.exactness(place)


@register.filter
def public_position(place: EventPlace) -> str:
    """Latitude, longitude as the public may see them; "" where there is none."""
    if place.lat is None:
        return ""
    lon, lat = position(place)
    return f"{lat}, {lon}"


@register.filter
def percent(value: float) -> str:
    return f"{round(value * 100)}%"


@register.filter
def snippet(sentences: Sentences, row: Any) -> Quote:
    """The words of `row` (which has `start` and `end`) in their sentence."""
    return sentences.snippet(row.start, row.end)


@register.filter
def of_role(event: Event, role: str) -> list[Any]:
    """The event's sides in one role, without a query of their own."""
    return [actor for actor in event.actors.all() if actor.role == role]


@register.filter
def joined(words: tuple[str, ...]) -> str:
    return " ".join(words)


@register.simple_tag(takes_context=True)
def other_language(context: template.Context) -> dict[str, str]:
    """The other language's code, its own name, and this page's address in it."""
    request: HttpRequest | None = context.get("request")
    current = get_language()
    code, name = next((code, name) for code, name in settings.LANGUAGES if code != current)
    path = request.get_full_path() if request else "/"
    return {"code": code, "name": name, "url": translate_url(path, code) if path != "/" else f"/{code}/"}
