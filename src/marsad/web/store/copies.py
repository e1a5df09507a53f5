"""Join reports that print one text: a wire story in five papers is one voice.

Part of the actions: called inside their transactions. A copy of a copy belongs to the group, so the
order in which reports arrive does not matter.
"""

from __future__ import annotations

from datetime import date

from marsad.intake.near_copies import COPY, keys, likeness, report_text, signature
from marsad.model import Document
from marsad.web.store.models import NearCopies, Report, Sketch, SketchKey

# Of the signature's hashes, those kept for the look-up: texts that share a third of their shingles
# (the least that `COPY` can mean for texts of one length) miss all sixteen once in six hundred times.
_KEYS = 16


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
    rows = Sketch.objects.filter(keys__key__in=_keys(sketch)).distinct().values_list("report", "signature")
    found = [pk for pk, other in rows if likeness(sketch, bytes(other)) >= COPY]
    return list(Report.objects.filter(pk__in=found).defer("text", "notices"))


def _remember(report: Report, sketch: bytes) -> None:
    row = Sketch.objects.create(report=report, signature=sketch)
    SketchKey.objects.bulk_create([SketchKey(sketch=row, key=key) for key in _keys(sketch)])


def _join(report: Report, alike: list[Report]) -> None:
    """One group of the report, those alike, and the groups that they are in already."""
    old = {other.near_copies_id for other in alike if other.near_copies_id}
    members = Report.objects.filter(pk__in=[report.pk, *(other.pk for other in alike)])
    members |= Report.objects.filter(near_copies__in=old)
    members = list(members.distinct().only("pk", "published"))
    NearCopies.objects.filter(pk__in=old).delete()
    group = NearCopies.objects.create(lead=_lead(members))
    Report.objects.filter(pk__in=[member.pk for member in members]).update(near_copies=group)
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
