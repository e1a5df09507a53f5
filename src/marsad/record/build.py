"""The whole record of a set of coded reports: incidents, control, pledges, and what was kept aside.

Pure: the same reports, decisions and earlier ids always give the same record. Which reports are near-copies
of one text is told from outside (`voice_of`), since finding it is a matter of intake.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from marsad.model import Aside, Decision, Document, Incident, ReportRecord, RouteSpell, Tie
from marsad.record.alliances import ties_of
from marsad.record.assemble import incident_of
from marsad.record.control import ControlRecord, control_of
from marsad.record.incidents import IncidentIndex
from marsad.record.places import PlaceBook
from marsad.record.pledges import PledgeCase, pledges_of
from marsad.record.routes import routes_of
from marsad.record.sides import SideNames
from marsad.resolve.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person or an earlier record brings to a build. All may be empty.

    `ids` maps events to permanent incident ids, `retired` old ids to their heirs.
    """

    voice_of: Mapping[str, str] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    retired: Mapping[str, str] = field(default_factory=dict)
    same_side: SideNames | None = None
    gazetteer: Gazetteer | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What a set of reports says together."""

    incidents: tuple[Incident, ...]
    control: ControlRecord
    pledges: tuple[PledgeCase, ...]
    ties: tuple[Tie, ...]
    routes: tuple[RouteSpell, ...]
    asides: tuple[Aside, ...]
    ids: Mapping[str, str]
    retired: Mapping[str, str]
    decisions: tuple[Decision, ...]


def build_record(reports: Iterable[ReportRecord | Aside], settings: Settings | None = None) -> Record:
    """The record of reports, as `marsad.record.lines.read_lines` gives them.

    A report given twice counts once, as it was given last.
    """
    settings = settings or Settings()
    index = IncidentIndex(ids=dict(settings.ids), retired=dict(settings.retired))
    for decision in settings.decisions:
        index.decide(decision)
    documents: dict[str, Document] = {}
    asides: list[Aside] = []
    for report in reports:
        if isinstance(report, Aside):
            asides.append(report)
            continue
        documents[report.document.id] = report.document
        asides += index.add(report)
    return _assembled(index, documents, tuple(asides), settings)


def _assembled(
    index: IncidentIndex, documents: Mapping[str, Document], asides: tuple[Aside, ...], settings: Settings
) -> Record:
    groups = index.groups()
    incidents = tuple(incident_of(group, index, documents, settings.voice_of) for group in groups)
    members = [(group.id, [index.nodes[key] for key in group.events]) for group in groups]
    book = PlaceBook(settings.gazetteer)
    for _, nodes in members:
        for node in nodes:
            for place in node.event.places:
                book.key_of(place)
    control = control_of(
        (nodes for _, nodes in members), book, voice_of=settings.voice_of, same_side=settings.same_side
    )
    return Record(
        incidents=incidents,
        control=control,
        pledges=pledges_of(members),
        routes=routes_of((nodes for _, nodes in members), book),
        ties=ties_of((node for _, nodes in members for node in nodes), documents),
        asides=asides,
        ids=index.registry(),
        retired=dict(index.retired),
        decisions=index.decisions,
    )
