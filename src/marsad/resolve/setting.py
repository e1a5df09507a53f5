"""Where and when an occurrence is set: what its drafts tell, else what the report told just before.

A report that stays with one matter names its place and day once; what follows inherits them, until it turns
to another matter or goes back in time.
"""

from __future__ import annotations

from marsad.model import Day, Place
from marsad.resolve.geometry import kilometres
from marsad.resolve.occurrences import Occurrence

_PRECISIONS = ("day", "week", "month", "season", "year")
_CLOSE = frozenset({"day", "week"})
_STEPS = frozenset({"seizure", "handover", "bombing", "shelling", "air_strike", "weapon_seizure"})
_FIGHTS = _STEPS | {"clash", "attack"}
_HELD_KM = 60.0  # the reach of a wider place whose size is not known
_COUNTRY = 6  # the precision of a place that is a whole country
_PLACE_CARRIES = 3  # sentences over which a report goes on in the place it has just named


def places_told(occurrence: Occurrence, earlier: list[Occurrence]) -> tuple[Place, ...]:
    """The places of an occurrence, its own or those of an occurrence told before it."""
    own = _best_places(occurrence)
    if own and not _countries(own):
        return own
    carried = _inherited_places(occurrence, earlier)
    within = all(p.country in {c.country for c in own} for p in carried)
    return carried if carried and (not own or within) else own


def day_told(occurrence: Occurrence, earlier: list[Occurrence]) -> Day | None:
    """The day of an occurrence, its own or that of the one told just before it; None if neither tells."""
    return _best_day(occurrence) or _inherited_day(occurrence, earlier)


def _best_places(occurrence: Occurrence) -> tuple[Place, ...]:
    """The first places told, or narrower ones told later."""
    rows = [row for row in occurrence.places if row]
    if not rows:
        return ()
    return _narrow(min(rows, key=lambda row: min(p.precision for p in row)))


def _narrow(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Without a wider place that holds another of them: "في نيالا، دارفور" is Nyala."""
    return tuple(p for p in places if not any(_holds(p, q) for q in places))


def _holds(wide: Place, place: Place) -> bool:
    if wide.precision <= max(2, place.precision) or wide.relation.startswith("extent"):
        return False
    if wide.lat is None or place.lat is None:
        return False
    return kilometres(wide, place) <= (wide.radius_km or _HELD_KM)


def _inherited_places(occurrence: Occurrence, earlier: list[Occurrence]) -> tuple[Place, ...]:
    """The places of the latest of the events just before that name more than a country, else the country."""
    if occurrence.drafts[0].turned:
        return ()
    near = [b for b in reversed(earlier) if occurrence.drafts[0].sentence - b.last_sentence <= _PLACE_CARRIES]
    rows = [row for row in map(_best_places, near) if row]
    return next((row for row in rows if not _countries(row)), rows[0] if rows else ())


def _countries(places: tuple[Place, ...]) -> bool:
    return all(p.precision == _COUNTRY for p in places)


def _inherited_day(occurrence: Occurrence, earlier: list[Occurrence]) -> Day | None:
    """The day of an event told before in the same sentence, or of the step of a fight told in the one before.

    A week or a month of one is not another's. Measured on gold: arrests, threats, reinforcements and other
    acts that are no step of a fight share the day of the sentence before in one case of four.
    """
    first = occurrence.drafts[0]
    if first.turned or occurrence.lead.modality != "happened":
        return None
    days = (_best_day(b) for b in reversed(earlier) if _one_time(occurrence, b))
    return next((day for day in days if day and day.precision == "day"), None)


def _one_time(occurrence: Occurrence, before: Occurrence) -> bool:
    first, gap = occurrence.drafts[0], occurrence.drafts[0].sentence - before.last_sentence
    steps = occurrence.lead.type in _STEPS and before.lead.type in _FIGHTS
    return (gap == 0 and not first.definite) or (gap == 1 and steps)


def _best_day(occurrence: Occurrence) -> Day | None:
    """The first of the most precise days told.

    A month or a year counts only from the first sentence: news is dated by its day, and what a later sentence
    dates more loosely is the time that it looks back on.
    """
    first = occurrence.drafts[0].sentence
    rows = zip(occurrence.drafts, occurrence.days, strict=True)
    days = [d for draft, d in rows if d and (d.precision in _CLOSE or draft.sentence == first)]
    return min(days, key=lambda d: (_PRECISIONS.index(d.precision), d.last - d.first)) if days else None
