"""Pages for what went wrong. They need no database, so that they work when it does not."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_path, get_language_from_request, override


def _error(request: HttpRequest, template: str, status: int) -> HttpResponse:
    language = get_language_from_path(request.path_info) or get_language_from_request(request)
    with override(language):
        return render(request, f"marsad/{template}.html", {"plain": True}, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _error(request, "error_bad", 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _error(request, "error_forbidden", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _error(request, "error_forbidden", 403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _error(request, "error_missing", 404)


def broken(request: HttpRequest) -> HttpResponse:
    return _error(request, "error_broken", 500)
