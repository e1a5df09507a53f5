"""Join reports that print one text: a wire story in five papers is one voice.

Part of the actions: called inside their transactions. A copy of a copy belongs to the group, so the
order in which reports arrive does not matter.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q

from marsad.intake.near_copies import COPY, keys, likeness, report_text, signature
from marsad.model import Document
from marsad.web.store.models import NearCopies, Report, Sketch, SketchKey

# Of the signature's hashes, those kept for the look-up: texts that share a third of their shingles
# (the least that `COPY` can mean for texts of one length) miss all sixteen once in six hundred times.
_KEYS = 16
_CANDIDATES = 40  # compared in full: of a text printed a thousand times, one copy found leads to its group


def join_copies(report: Report, document: Document) -> None:
    """Put the report into one group with every report whose text it shares, and out of any other."""
    sketch = signature(report_text(document))
    known = Sketch.objects.filter(report=report).first()
    if known and bytes(known.signature) == sketch:
        return
    _leave(report)
    if known:
        known.delete()
    alike = _alike(sketch)
    _remember(report, sketch)
    if alike:
        _join(report, alike)


def _signed(value: int) -> int:
    return value - (1 << 63)  # databases count to 2**63 on either side of zero


def _keys(sketch: bytes) -> list[int]:
    return [_signed(value) for value in keys(sketch)[:_KEYS]]


def _alike(sketch: bytes) -> list[Report]:
    """Reports that share the text, of those that share most of the signature's keys."""
    rows = Sketch.objects.filter(keys__key__in=_keys(sketch)).annotate(shared=Count("keys"))
    nearest = rows.order_by("-shared", "pk").values_list("report", "signature")[:_CANDIDATES]
    found = [pk for pk, other in nearest if likeness(sketch, bytes(other)) >= COPY]
    reports = Report.objects.filter(pk__in=found).select_related("near_copies__lead")
    return list(reports.only("published", "near_copies__lead__published"))


def _remember(report: Report, sketch: bytes) -> None:
    row = Sketch.objects.create(report=report, signature=sketch)
    SketchKey.objects.bulk_create([SketchKey(sketch=row, key=key) for key in _keys(sketch)])


def _join(report: Report, alike: list[Report]) -> None:
    """One group of the report, those alike, and the groups that they are in already."""
    groups = {other.near_copies_id for other in alike}
    if groups == {None} or len(groups) > 1:
        _merge(report, alike, groups - {None})
        return
    group = alike[0].near_copies
    if _lead([report, group.lead]) == report:
        group.lead = report
        group.save()
    _enter(report, group)


def _merge(report: Report, alike: list[Report], groups: set[int]) -> None:
    """Make a new group of the report, those alike and all that were in `groups`."""
    members = Report.objects.filter(
        Q(pk__in=[report.pk, *(other.pk for other in alike)]) | Q(near_copies__in=groups)
    )
    rows = list(members.only("pk", "published"))
    Report.objects.filter(near_copies__in=groups).update(near_copies=None)
    NearCopies.objects.filter(pk__in=groups).delete()
    group = NearCopies.objects.create(lead=_lead(rows))
    Report.objects.filter(pk__in=[row.pk for row in rows]).update(near_copies=group)
    report.near_copies = group


def _enter(report: Report, group: NearCopies) -> None:
    Report.objects.filter(pk=report.pk).update(near_copies=group)
    report.near_copies = group


def _leave(report: Report) -> None:
    """Take the report out of its group; a group of one is none."""
    group = report.near_copies
    if not group:
        return
    Report.objects.filter(pk=report.pk).update(near_copies=None)
    report.near_copies = None
    rest = list(Report.objects.filter(near_copies=group).only("pk", "published"))
    if len(rest) < 2:
        group.delete()
    else:
        group.lead = _lead(rest)
        group.save()


def _lead(members: list[Report]) -> Report:
    """The one that came first: by its day, then by its place in the store."""
    return min(members, key=lambda member: (member.published or date.max, member.pk))
