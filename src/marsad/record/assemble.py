"""From the groups of an index to incidents: type, days, places, joins, claims and estimates of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from marsad.model import Document, Incident, Modality, Place
from marsad.record.claims import claims_of, estimates_of
from marsad.record.incidents import Group, IncidentIndex
from marsad.record.nodes import Node

_FIRM: tuple[Modality, ...] = (
    "happened", "failed", "denied", "negated", "threatened", "planned", "hypothetical",
)  # fmt: skip


def incident_of(
    group: Group, index: IncidentIndex, documents: Mapping[str, Document], voice_of: Mapping[str, str]
) -> Incident:
    """One incident, whole. `documents` holds at least the reports of its events."""
    nodes = [index.nodes[key] for key in group.events]
    core = [index.nodes[key] for key in group.core]
    first, last = days_of(nodes)
    claims = claims_of(nodes, documents, voice_of)
    return Incident(
        id=group.id,
        type=Counter(n.event.type for n in sorted(core, key=lambda n: n.key)).most_common(1)[0][0],
        modality=min((n.event.modality for n in core), key=_FIRM.index),
        events=group.events,
        first=first,
        last=last,
        places=_places(core),
        joins=index.joins(group),
        voices=len({voice_of.get(n.report, n.report) for n in nodes}),
        claims=claims,
        estimates=estimates_of(claims),
        problems=tuple(sorted({n.problem for n in nodes if n.problem})),
    )


def days_of(nodes: Sequence[Node]) -> tuple[date | None, date | None]:
    """The narrowest days that the events name; of equally narrow ones those named most, then the earliest."""
    dated = Counter((n.first, n.last) for n in nodes if not n.dateless)
    if not dated:
        return None, None
    first, last = min(dated, key=lambda days: (days[1] - days[0], -dated[days], days))
    return date.fromordinal(first), date.fromordinal(last)


def _places(core: Iterable[Node]) -> tuple[Place, ...]:
    """Each place once, the one named most first."""
    named: Counter[str] = Counter()
    kept: dict[str, Place] = {}
    for node in core:
        for place in node.event.places:
            key = place.id or place.name or place.words.text
            named[key] += 1
            if key not in kept or (kept[key].lat is None and place.lat is not None):
                kept[key] = place
    return tuple(kept[key] for key, _ in named.most_common())
