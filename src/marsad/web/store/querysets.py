"""Questions that the store answers. They read; nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from math import cos, radians
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Substr

from marsad.arabic.fold import fold

KM_A_DEGREE = 111.2  # of latitude
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
        """With the outlet and the text's `opening`, without the text: what a list shows in one query."""
        opening = Substr("text", 1, OPENING)
        listed = self.select_related("outlet").defer("text", "notices")
        return listed.annotate(opening=opening)


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
        return self.filter(Exists(self._places().filter(folded__contains=folded)))

    def with_position(self) -> Self:
        """Those that can stand on a map."""
        return self.filter(Exists(self._places().filter(lat__isnull=False)))

    def _places(self) -> models.QuerySet:
        """The places of the event of an outer query."""
        rows = self.model._meta.get_field("places").related_model.objects
        return rows.filter(event=OuterRef("pk"))

    def on_days(self, first: date | None, last: date | None, *, undated: bool = False) -> Self:
        """Events some day of which may lie in `first` to `last`, both inclusive; None leaves an end open.

        With `undated`, also events that state no day, by the day of their report.
        """
        return self.filter(_dated(first, last) | _undated(first, last) if undated else _dated(first, last))

    def undated_in(self, first: date | None, last: date | None) -> Self:
        """Events that state no day, of the reports published in `first` to `last`."""
        return self.filter(_undated(first, last))

    def beside(self, event: Any, spots: Iterable[Any], *, km: float) -> Self:
        """Events of other reports within a day of `event`'s days, told to the day, about `km` from a spot.

        The distance is that of a box round each of `spots` (which have `lat` and `lon`): some lie beyond `km`.
        """
        a_day = timedelta(days=1)
        at_the_time = self.exclude(report=event.report_id).filter(
            day_precision="day", day_from__lte=event.day_to + a_day, day_to__gte=event.day_from - a_day
        )
        boxes = Q()
        for spot in spots:
            boxes |= _box(spot.lat, spot.lon, km)
        return at_the_time.filter(Exists(self._places().filter(boxes)))

    def newest_first(self) -> Self:
        return self.order_by(
            F("day_from").desc(nulls_last=True), F("report__published").desc(nulls_last=True), "-id"
        )

    def with_slots(self) -> Self:
        """With everything the event holds: four more queries however many events there are."""
        rows = self.select_related("report", "report__outlet")
        return rows.prefetch_related("places", "actors", "casualties", "sources")

    def for_list(self) -> Self:
        """With report, places and casualties, without the report's text: two more queries."""
        rows = self.select_related("report", "report__outlet").prefetch_related("places", "casualties")
        return rows.defer("mentions", "report__text", "report__notices")


def _box(lat: float, lon: float, km: float) -> Q:
    """Positions in the box that holds the circle of `km` round a point."""
    high = km / KM_A_DEGREE
    wide = high / max(cos(radians(lat)), 0.01)
    return Q(lat__range=(lat - high, lat + high), lon__range=(lon - wide, lon + wide))


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
