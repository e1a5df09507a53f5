"""The record across reports: incidents with their claims, control of places, pledges, alliances.

    coded reports → IncidentIndex (which events are one occurrence, and why)
                  → claims and estimates, spells of control, pledges, ties
                  → one file, a release

Pure but for `store` and `release`, which read and write files. How it works: docs/explanation/incidents.md
and docs/explanation/control.md.
"""

from marsad.record.build import Record, Settings, build_record
from marsad.record.incidents import Group, IncidentIndex

__all__ = ["Group", "IncidentIndex", "Record", "Settings", "build_record"]
