"""Questions that the store answers. They read; nothing here writes."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Substr

from marsad.arabic.fold import fold

OPENING = 320  # characters of a report's text that a list may show


class ReportQuerySet(models.QuerySet):
    """Reports, newest day first; those without a day come last."""

    def newest_first(self) -> Self:
        return self.order_by(F("published").desc(nulls_last=True), "-id")

    def between(self, first: date | None, last: date | None) -> Self:
        """Published on `first` to `last`, both inclusive; None leaves that end open."""
        reports = self
        if first:
            reports = reports.filter(published__gte=first)
        if last:
            reports = reports.filter(published__lte=last)
        return reports

    def by_outlet(self, name: str | None) -> Self:
        return self.filter(outlet__name=name) if name else self

    def for_list(self) -> Self:
        """With outlet, number of events and the text's `opening`, without the texts: a list's one query."""
        opening = Substr("text", 1, OPENING)
        listed = self.select_related("outlet").defer("text", "notices")
        return listed.annotate(event_count=Count("events"), opening=opening)


class EventQuerySet(models.QuerySet):
    """Events of all reports."""

    def of_type(self, code: str | None) -> Self:
        return self.filter(type=code) if code else self

    def with_modality(self, code: str | None) -> Self:
        return self.filter(modality=code) if code else self

    def placed_at(self, words: str | None) -> Self:
        """Whose place is called `words`, in part and in any spelling, in the report or the gazetteer."""
        folded = fold(words or "").strip()
        if not folded:
            return self
        named = Q(places__folded__contains=folded)
        return self.filter(pk__in=self.model.objects.filter(named).values("pk"))

    def on_days(self, first: date | None, last: date | None, *, undated: bool = False) -> Self:
        """Events some day of which may lie in `first` to `last`, both inclusive; None leaves an end open.

        With `undated`, also events that state no day, by the day of their report.
        """
        return self.filter(_dated(first, last) | _undated(first, last) if undated else _dated(first, last))

    def undated_in(self, first: date | None, last: date | None) -> Self:
        """Events that state no day, of the reports published in `first` to `last`."""
        return self.filter(_undated(first, last))

    def newest_first(self) -> Self:
        return self.order_by(
            F("day_from").desc(nulls_last=True), F("report__published").desc(nulls_last=True), "-id"
        )

    def with_slots(self) -> Self:
        """With everything the event holds: five more queries however many events there are."""
        return self.select_related("report", "report__outlet").prefetch_related(
            "places", "actors", "casualties", "sources"
        )


def _dated(first: date | None, last: date | None) -> Q:
    dated = Q(day_from__isnull=False)
    if first:
        dated &= Q(day_to__gte=first)
    if last:
        dated &= Q(day_from__lte=last)
    return dated


def _undated(first: date | None, last: date | None) -> Q:
    undated = Q(day_from__isnull=True)
    if first:
        undated &= Q(report__published__gte=first)
    if last:
        undated &= Q(report__published__lte=last)
    return undated
