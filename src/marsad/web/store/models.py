"""What the store keeps: each report, what the coder made of it, and every earlier version of both.

`ReportVersion` holds the whole record as it came and is only ever added to; `Report`, `Event` and
the rows under it are the newest version, spread out for questions. Rows change only through
`marsad.web.store.actions`. Offsets count code points of `Report.text`, ends exclusive.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q

from marsad.web.store import codes
from marsad.web.store.querysets import EventQuerySet, ReportQuerySet


def _choices(values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


class Outlet(models.Model):
    """A newspaper, agency or channel, under the name its reports give."""

    name = models.CharField(max_length=300, unique=True)

    def __str__(self) -> str:
        return self.name


class NearCopies(models.Model):
    """A group of reports that print one text: one voice, however many outlets. `lead` came first."""

    lead = models.OneToOneField("Report", on_delete=models.CASCADE, related_name="copies_led")


class Report(models.Model):
    """A document as published, in its newest version."""

    key = models.CharField(
        max_length=16, unique=True
    )  # its name in addresses, from document_id: never changes
    document_id = models.TextField(unique=True)
    digest = models.CharField(max_length=64, unique=True)  # of the document's content, id included
    title = models.TextField(blank=True)
    heading = models.TextField()  # the title; of a report without one, its first words
    outlet = models.ForeignKey(Outlet, null=True, on_delete=models.PROTECT, related_name="reports")
    url = models.TextField(blank=True)
    published = models.DateField(null=True, db_index=True)  # None: nothing says the day
    text = models.TextField()
    notices = models.JSONField(default=list)  # [{"kind", "start", "end"}]
    rights = models.CharField(max_length=12, choices=_choices(codes.RIGHTS), default="unknown")
    near_copies = models.ForeignKey(NearCopies, null=True, on_delete=models.SET_NULL, related_name="reports")
    first_seen = models.DateTimeField()
    event_count = models.PositiveIntegerField(default=0)  # of the newest version
    version = models.PositiveIntegerField(default=1)  # the newest ReportVersion.number

    objects = ReportQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["-published", "-id"], name="report_newest"),)

    def __str__(self) -> str:
        return self.heading


class Sketch(models.Model):
    """The signature of a report's text (`marsad.intake.near_copies`), by which its reprints are found."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="sketch")
    signature = models.BinaryField()


class SketchKey(models.Model):
    """One of the smallest hashes of a signature, as a signed number: reprints share at least one."""

    sketch = models.ForeignKey(Sketch, on_delete=models.CASCADE, related_name="keys")
    key = models.BigIntegerField(db_index=True)


class AppendOnlyError(Exception):
    """A row of the history was about to be changed or removed. There is no repair: add a version instead."""


class AppendOnlyQuerySet(models.QuerySet):
    def _refuse(self, *_args: Any, **_values: Any) -> NoReturn:
        raise AppendOnlyError("versions of reports are only ever added")

    update = delete = bulk_update = _refuse


class ReportVersion(models.Model):
    """A report's record exactly as stored once: the codebook's JSON, who brought it and what coded it."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    record = models.JSONField()
    digest = models.CharField(max_length=64)  # of `record` in canonical JSON
    coder = models.CharField(max_length=40, blank=True)  # the version of marsad that coded it
    lexicons = models.CharField(max_length=64, blank=True)  # the digest of the lexicons used
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["report", "number"], name="one_version_a_number"),)

    def save(self, **options: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError("versions of reports are only ever added")
        super().save(**options)

    def delete(self, **_options: Any) -> NoReturn:
        raise AppendOnlyError("versions of reports are only ever added")


class Event(models.Model):
    """One report's account of one occurrence."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="events")
    local_id = models.CharField(max_length=40)  # "e4": unique in its report
    position = models.PositiveIntegerField()  # its place in the report's list
    type = models.CharField(max_length=20, choices=_choices(codes.EVENT_TYPES), db_index=True)
    modality = models.CharField(max_length=12, choices=_choices(codes.MODALITIES))
    aggregate = models.BooleanField(default=False)
    trigger_text = models.TextField()
    trigger_start = models.PositiveIntegerField()
    trigger_end = models.PositiveIntegerField()
    mentions = models.JSONField(default=list)  # [{"text", "start", "end"}]
    day_from = models.DateField(null=True, db_index=True)  # None: the report gives nothing to resolve
    day_to = models.DateField(null=True)
    day_precision = models.CharField(max_length=6, choices=_choices(codes.DAY_PRECISIONS), blank=True)
    day_text = models.TextField(blank=True)
    day_start = models.PositiveIntegerField(null=True)
    day_end = models.PositiveIntegerField(null=True)
    control_change = models.CharField(max_length=10, choices=_choices(codes.CHANGES), blank=True)
    control_to = models.TextField(blank=True)
    control_from = models.TextField(blank=True)
    confidence = models.FloatField(null=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["report", "local_id"], name="one_event_an_id"),
            models.CheckConstraint(
                condition=Q(day_from__isnull=True, day_to__isnull=True) | Q(day_from__lte=models.F("day_to")),
                name="days_run_forward",
            ),
        )

    def __str__(self) -> str:
        return f"{self.report_id}:{self.local_id}"


class Quoted(models.Model):
    """Words of the report that a value rests on."""

    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering = ("id",)


class EventPlace(Quoted):
    """Where. No position where the name could not be resolved: never (0, 0)."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="places")
    name = models.TextField(blank=True)
    gazetteer_id = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=2, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    precision = models.PositiveSmallIntegerField()  # 1 the spot … 6 the country
    relation = models.CharField(max_length=20)
    radius_km = models.FloatField(null=True)
    folded = models.TextField()  # words and name, folded, for search under any spelling

    class Meta(Quoted.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__range=(-90, 90), lon__range=(-180, 180)) & ~Q(lat=0, lon=0),
                name="a_position_on_earth_or_none",
            ),
        )


class EventActor(Quoted):
    """A side, as the report names it."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="actors")
    role = models.CharField(max_length=9, choices=_choices(("initiator", "target")))
    name = models.TextField(blank=True)
    actor_id = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=16, choices=_choices(codes.ACTOR_KINDS))


class Casualty(Quoted):
    """People of one side who came to one harm. A bound is None where the report sets none: never 0."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="casualties")
    kind = models.CharField(max_length=10, choices=_choices(codes.CASUALTY_KINDS))
    whose = models.CharField(max_length=10, choices=_choices(codes.WHOSE))
    low = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)


class EventSource(Quoted):
    """Who the report says told it."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sources")
