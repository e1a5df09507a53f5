"""GET /api/events.geojson and /api/days.json: the events of a window (`marsad.web.window`)."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import override
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe

import marsad
from marsad.web.api.features import features_of
from marsad.web.store.models import ReportVersion
from marsad.web.window import Window, WindowForm

LIMIT = 5_000  # features in one answer
_JSON = {"ensure_ascii": False, "separators": (",", ":")}


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _etag(request: HttpRequest) -> str:
    """Changes with the question, the software and the store: every change there adds a version."""
    newest = ReportVersion.objects.aggregate(newest=Max("pk"))["newest"]
    state = f"{marsad.__version__} {newest} {settings.PUBLIC_DECIMALS} {request.get_full_path()}"
    return f'"{hashlib.sha256(state.encode()).hexdigest()[:32]}"'


@require_safe
@gzip_page
@condition(etag_func=_etag)
def events(request: HttpRequest) -> HttpResponse:
    """A GeoJSON FeatureCollection: one feature for each place of each event, newest first, at most LIMIT."""
    form = WindowForm(request.GET)
    if not form.is_valid():
        return _refusal(form)
    window = form.window()
    with override(_language(request)):
        return _cached(JsonResponse(_collection(window), json_dumps_params=_JSON))


def _collection(window: Window) -> dict[str, Any]:
    matched, placed = window.events().count(), window.placed().count()
    rows = window.placed().newest_first().for_list()
    features: list[dict[str, Any]] = []
    for event in rows[: LIMIT + 1]:
        features += features_of(event)
        if len(features) > LIMIT:
            break
    counts = {
        "events": matched, "placed": placed, "unplaced": matched - placed, "undated": window.undated_count(),
    }  # fmt: skip
    return {
        "type": "FeatureCollection", "truncated": len(features) > LIMIT, "limit": LIMIT,
        "matched": counts, "features": features[:LIMIT],
    }  # fmt: skip


@require_safe
@gzip_page
@condition(etag_func=_etag)
def days(request: HttpRequest) -> HttpResponse:
    """How many events start on each day, over all days."""
    form = WindowForm(request.GET)
    if not form.is_valid():
        return _refusal(form)
    pairs = [[day.isoformat(), events] for day, events in form.window().days()]
    return _cached(JsonResponse({"days": pairs}, json_dumps_params=_JSON))


def _refusal(form: WindowForm) -> JsonResponse:
    field, errors = next(iter(form.errors.items()))
    code = "bad_day" if field in {"from", "to"} else f"bad_{field}"
    error = {"code": code, "parameter": field, "message": " ".join(str(text) for text in errors)}
    return JsonResponse({"error": error}, status=400, json_dumps_params=_JSON)


def _cached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-cache"  # may be kept, must be asked for again: the ETag answers
    return response
