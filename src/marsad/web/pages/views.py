"""Reports, events, the map and its table, the method. Each view fetches, calls and renders."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

import marsad
from marsad.web import window as windows
from marsad.web.pages import accounts, marking, quotes
from marsad.web.pages.forms import ReportsForm
from marsad.web.store.models import Event, Report

REPORTS_A_PAGE = 50
EVENTS_A_PAGE = 100


@require_safe
@vary_on_headers("Accept-Language")
def root(request: HttpRequest) -> HttpResponse:
    """To the reader's language, Arabic where the browser asks for neither."""
    return redirect("reports")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return redirect("reports")


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Reports, newest day first, by day."""
    form = ReportsForm(request.GET or None)
    found = form.found().newest_first().for_list()
    page = Paginator(found, REPORTS_A_PAGE).get_page(request.GET.get("page"))
    days = [(day, list(group)) for day, group in groupby(page, key=lambda report: report.published)]
    return render(
        request,
        "marsad/reports.html",
        {"form": form, "page": page, "days": days, "query": form.query(), "asked": bool(form.query())},
    )


@require_safe
def report(request: HttpRequest, key: str) -> HttpResponse:
    """One report: its text with its events marked, and the events."""
    found = _report(key)
    events = list(found.events.with_slots())
    for event in events:
        event.report = found
    return render(
        request,
        "marsad/report.html",
        {
            "report": found,
            "safe_url": _followable(found.url),
            "events": events,
            "blocks": marking.blocks(found, events),
            "copies": _copies(found),
        },
    )


def _followable(url: str) -> str:
    """The address if it is a web page's; "" for javascript: and its kin."""
    return url if urlsplit(url).scheme in {"http", "https"} else ""


def _report(key: str) -> Report:
    found = Report.objects.select_related("outlet").filter(key=key).first()
    if not found:
        raise Http404
    return found


def _copies(report: Report) -> list[Report]:
    """The other reports that print this text."""
    if not report.near_copies_id:
        return []
    others = Report.objects.filter(near_copies=report.near_copies_id).exclude(pk=report.pk)
    return list(others.select_related("outlet").defer("text", "notices").newest_first())


@require_safe
def event(request: HttpRequest, key: str, local_id: str) -> HttpResponse:
    """One event: each value with the words it rests on, and what other reports tell of its place and days."""
    found = Event.objects.with_slots().filter(report__key=key, local_id=local_id).first()
    if not found:
        raise Http404
    sentences = quotes.Sentences(found.report)
    marks = marking.marks([found])
    return render(
        request,
        "marsad/event.html",
        {
            "event": found,
            "report": found.report,
            "sentences": sentences,
            "trigger": sentences.snippet(found.trigger_start, found.trigger_end),
            "day": found.day_start is not None and sentences.snippet(found.day_start, found.day_end),
            "whole": sentences.whole(marks),
            "own": accounts.account(found, sentences),
            "others": accounts.others(found),
        },
    )


@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    """The map of events by day, with the same events as a table."""
    form = _window_form(request)
    window = form.window()
    return render(request, "marsad/map.html", _rows(request, window) | _track(window) | {"form": form})


def _track(window: windows.Window) -> dict[str, Any]:
    """The slider: from the record's first to its last day, standing at the window's last."""
    first, last = windows.extent()
    shown_last = window.last or last
    return {
        "first": first,
        "last": last,
        "shown_first": window.first or first,
        "shown_last": shown_last,
        "slider_max": (last - first).days if first else 0,
        "slider_value": max(0, (shown_last - first).days) if first else 0,
    }


@require_safe
def map_rows(request: HttpRequest) -> HttpResponse:
    """The table alone, for the page's script."""
    return render(request, "marsad/map_rows.html", _rows(request, _window_form(request).window()))


def _window_form(request: HttpRequest) -> windows.WindowForm:
    return windows.WindowForm(request.GET)


def _rows(request: HttpRequest, window: windows.Window) -> dict[str, Any]:
    found = window.events().newest_first().for_list()
    page = Paginator(found, EVENTS_A_PAGE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "query": window.query(),
        "placed": window.placed().count(),
        "undated": 0 if window.undated else window.undated_count(),
        "window": window,
    }


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the record is, how it is made, and what it does badly."""
    return render(request, "marsad/about.html", {"version": marsad.__version__, "language": get_language()})
