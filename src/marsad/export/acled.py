"""Events in the shape of ACLED: one row for each kind of act, pair of sides, place and day.

A view, not a copy: reports that tell of one act by one pair of sides in one place on one day share a row. The
tables of codes are in `marsad.export.schemes`; rules and limits for readers in docs/reference/exports.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from marsad.export import schemes
from marsad.export.columns import Cell, Column, Table
from marsad.export.countries import country_of
from marsad.export.query import Chosen, Left
from marsad.export.tolls import dead_in, least
from marsad.model import Actor, Day, Event, Place

_EMPTY = "always empty: marsad does not know it"
COLUMNS = (
    Column(
        "event_id_cnty", "text", "id of the row", "of the row's place, day, sub-event and sides: it stays"
    ),
    Column("event_date", "day", "day", "the day; the middle of a range that is told as one act"),
    Column("year", "whole number", "year of event_date"),
    Column(
        "time_precision", "whole number", "1 day, 2 week, 3 month", "from the date's precision and length"
    ),
    Column("disorder_type", "text", "ACLED's disorder type", "from the sub-event"),
    Column("event_type", "text", "ACLED's event type", "from the sub-event"),
    Column("sub_event_type", "text", "ACLED's sub-event type", "from type, sides, words and casualties"),
    Column("actor1", "text", "first of the initiators", "its known name, else the report's words"),
    Column("assoc_actor_1", "text", "the other initiators", "joined with semicolons"),
    Column("inter1", "text", "category of actor1", "from its kind"),
    Column("actor2", "text", "first of the targets", "its known name, else the report's words"),
    Column("assoc_actor_2", "text", "the other targets", "joined with semicolons"),
    Column("inter2", "text", "category of actor2", "from its kind"),
    Column(
        "interaction", "text", "the categories of both", "in ACLED's order; «only» where one side is told"
    ),
    Column("civilian_targeting", "text", "«Civilian targeting»", "violence whose first target is civilians"),
    Column("iso", "text", "ISO 3166 numeric code of the country"),
    Column("region", "text", "", _EMPTY),
    Column("country", "text", "country, in English"),
    Column("admin1", "text", "", _EMPTY),
    Column("admin2", "text", "", _EMPTY),
    Column("admin3", "text", "", _EMPTY),
    Column("location", "text", "place", "its known name, else the report's words"),
    Column("latitude", "number", "WGS 84 degrees north"),
    Column("longitude", "number", "WGS 84 degrees east"),
    Column(
        "geo_precision", "whole number", "1 town, 2 area, 3 province or region", "2 at least beside a place"
    ),
    Column("source", "text", "outlets", "each once, joined with semicolons"),
    Column("source_scale", "text", "", _EMPTY),
    Column("notes", "text", "trigger words with the event's key", "no more of the text: it is its outlet's"),
    Column(
        "fatalities",
        "whole number",
        "least number of dead told; empty: unknown; 0 only where a report says so",
        "sum over sides and over the events of one report; the lowest of several reports; "
        "an event of several rows has its dead in the first row only",
    ),
    Column("tags", "text", "modality, range of days, reports", "key=value, joined with semicolons"),
    Column("timestamp", "text", "", _EMPTY),
    Column("marsad_events", "text", "keys of the events in the row", "REPORT:EVENT, joined with semicolons"),
)
REASONS = {
    "did_not_happen": "threatened, planned, denied, failed or supposed",
    "aggregate": "a sum over many events",
    "no_such_type": "ACLED has no such type (threat, displacement)",
    "no_day": "no day is told",
    "day_too_wide": "the days are told no closer than a season or a year, or as more than a month",
    "no_place": "no place, or none with a position",
    "place_too_wide": "the place is a whole country",
}
_LONGEST = 31  # days of one row, or rows of one lasting event


@dataclass(frozen=True, slots=True)
class _When:
    """A day of a row with ACLED's precision. `told` is the range it stands for: rows share it or are two."""

    day: date
    precision: int
    told: str


@dataclass(frozen=True, slots=True)
class _Part:
    """An event at one place on one day, with what makes parts of several reports one row."""

    chosen: Chosen
    when: _When
    place: Place
    sub_event: str
    first: bool  # the event's first part: the one that carries its dead

    @property
    def key(self) -> tuple[str, ...]:
        event = self.chosen.event
        sides = sorted(_name(actors[0]) if actors else "" for actors in (event.initiator, event.target))
        where = self.place.id or f"{_place_name(self.place)} {self.place.country}"
        return (where, self.when.told, self.sub_event, *sides)


def acled_table(chosen: Iterable[Chosen]) -> Table:
    """The ACLED-shaped rows of events, by day, and the events that have no row."""
    left: list[Left] = []
    rows: dict[tuple[str, ...], list[_Part]] = {}
    for one in chosen:
        reason = _left_out(one.event)
        if reason:
            left.append(Left(one.key, reason))
            continue
        for part in _parts(one):
            rows.setdefault(part.key, []).append(part)
    listed = sorted((_row(key, parts) for key, parts in rows.items()), key=lambda row: str(row["event_date"]))
    events = frozenset(part.chosen.key for parts in rows.values() for part in parts)
    return Table(COLUMNS, tuple(listed), events, tuple(left))


# --- which events, where and when -----------------------------------------------------------------------


def _left_out(event: Event) -> str:
    """Why an event has no row, or ""."""
    if event.modality != "happened":
        return "did_not_happen"
    if event.aggregate:
        return "aggregate"
    if event.type not in schemes.SUB_EVENTS:
        return "no_such_type"
    if event.date is None:
        return "no_day"
    if not _days(event, event.date):
        return "day_too_wide"
    placed = [place for place in event.places if place.lat is not None]
    if not placed:
        return "no_place"
    return "" if any(place.precision in schemes.GEO_PRECISION for place in placed) else "place_too_wide"


def _days(event: Event, day: Day) -> tuple[_When, ...]:
    """The days of an event's rows; none where they are told too widely."""
    length = (day.last - day.first).days + 1
    if day.precision in ("season", "year") or length > _LONGEST:
        return ()
    if day.precision == "day" and (length == 1 or event.type in schemes.LASTING):
        days = (day.first + timedelta(days=n) for n in range(length))
        return tuple(_When(each, 1, each.isoformat()) for each in days)
    week = day.precision != "month" and length <= 7
    middle = day.first + (day.last - day.first) // 2
    return (_When(middle, 2 if week else 3, f"{day.first}/{day.last}"),)


def _parts(chosen: Chosen) -> Iterator[_Part]:
    event = chosen.event
    days = _days(event, event.date) if event.date else ()
    places = [p for p in event.places if p.lat is not None and p.precision in schemes.GEO_PRECISION]
    sub_event = sub_event_of(event)
    for n, (place, when) in enumerate((place, when) for place in places for when in days):
        yield _Part(chosen, when, place, sub_event, first=n == 0)


# --- codes ----------------------------------------------------------------------------------------------


def sub_event_of(event: Event) -> str:
    """ACLED's sub-event type of an event whose type has one (`schemes.SUB_EVENTS`)."""
    if event.type == "seizure" and event.initiator:
        government = any(actor.kind in ("state_forces", "police") for actor in event.initiator)
        return schemes.SEIZED_BY_GOVERNMENT if government else schemes.SEIZED_BY_OTHERS
    if event.type == "protest":
        return _protest(event)
    words = [w.text for w in (event.trigger, *event.mentions, *(a.words for a in event.initiator))]
    for sub_event, stems in schemes.SUB_EVENTS_BY_WORDS.get(event.type, ()):
        if any(stem in text for stem in stems for text in words):
            return sub_event
    return schemes.SUB_EVENTS[event.type]


def _protest(event: Event) -> str:
    harms = {figure.kind for figure in event.casualties if figure.low}
    if "killed" in harms:
        return schemes.PROTEST_SHOT_AT
    return schemes.PROTEST_MET if harms & {"wounded", "arrested"} else schemes.SUB_EVENTS["protest"]


def _inter(actors: Sequence[Actor]) -> str:
    return schemes.INTER[actors[0].kind] if actors else ""


def interaction_of(one: str, other: str) -> str:
    """Both categories as ACLED writes them: the lower number first, "only" where one side is told.

    >>> interaction_of("Rebel group", "State forces"), interaction_of("Protesters", "")
    ('State forces-Rebel group', 'Protesters only')
    """
    told = sorted((c for c in (one, other) if c), key=schemes.INTER_NUMBERS.__getitem__)
    return f"{told[0]} only" if len(told) == 1 else "-".join(told)


def _geo_precision(place: Place) -> int:
    beside = 1 if place.relation == "at" else 2
    return max(beside, schemes.GEO_PRECISION[place.precision])


# --- rows -----------------------------------------------------------------------------------------------


def _row(key: tuple[str, ...], parts: Sequence[_Part]) -> dict[str, Cell]:
    country = country_of(parts[0].place.country)
    alpha3 = country.alpha3 if country else "XXX"
    digest = hashlib.sha256("\0".join(key).encode()).hexdigest()[:12]
    return {
        "event_id_cnty": f"{alpha3}-{digest}",
        **_when_and_what(parts[0]),
        **_sides(parts),
        **_where(parts[0].place),
        "source": joined(part.chosen.document.outlet for part in parts),
        "notes": joined(f"«{p.chosen.event.trigger.text}» ({p.chosen.key})" for p in parts),
        "fatalities": _fatalities(parts),
        "tags": _tags(parts),
        "marsad_events": joined(part.chosen.key for part in parts),
    }


def _when_and_what(part: _Part) -> dict[str, Cell]:
    event_type = schemes.EVENT_OF_SUB_EVENT[part.sub_event]
    disorder = schemes.DISORDER_OF_SUB_EVENT.get(part.sub_event, schemes.DISORDER_OF_EVENT[event_type])
    return {
        "event_date": part.when.day.isoformat(),
        "year": part.when.day.year,
        "time_precision": part.when.precision,
        "disorder_type": disorder,
        "event_type": event_type,
        "sub_event_type": part.sub_event,
    }


def _sides(parts: Sequence[_Part]) -> dict[str, Cell]:
    """The sides as the first report names them."""
    event = parts[0].chosen.event
    one, two = _inter(event.initiator), _inter(event.target)
    violent = schemes.EVENT_OF_SUB_EVENT[parts[0].sub_event] in (
        schemes.BATTLES,
        schemes.EXPLOSIONS,
        schemes.CIVILIANS,
    )
    aimed = "Civilian targeting" if violent and two == "Civilians" else ""
    return {
        "actor1": _name(event.initiator[0]) if event.initiator else "",
        "assoc_actor_1": joined(_name(actor) for actor in event.initiator[1:]),
        "inter1": one,
        "actor2": _name(event.target[0]) if event.target else "",
        "assoc_actor_2": joined(_name(actor) for actor in event.target[1:]),
        "inter2": two,
        "interaction": interaction_of(one, two),
        "civilian_targeting": aimed,
    }


def _where(place: Place) -> dict[str, Cell]:
    country = country_of(place.country)
    return {
        "iso": country.numeric if country else "",
        "country": country.name if country else place.country or "",
        "location": _place_name(place),
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": _geo_precision(place),
    }


def _fatalities(parts: Sequence[_Part]) -> int | None:
    """The lowest of the reports' sums; a report that tells of no dead says nothing."""
    sums: dict[str, int] = {}
    for part in parts:
        dead = least(dead_in(part.chosen.event).all) if part.first else None
        if dead is not None:
            report = part.chosen.document.id
            sums[report] = sums.get(report, 0) + dead
    return min(sums.values(), default=None)


def _tags(parts: Sequence[_Part]) -> str:
    event = parts[0].chosen.event
    days = event.date
    wide = f"days={days.first}/{days.last}" if days and days.first != days.last else ""
    reports = len({part.chosen.document.id for part in parts})
    return joined(("modality=happened", wide, f"reports={reports}"))


def joined(values: Iterable[str | None]) -> str:
    """Each value once, in order, joined with semicolons.

    >>> joined(["a", None, "b", "a"])
    'a; b'
    """
    return "; ".join(dict.fromkeys(value for value in values if value))


def _name(actor: Actor) -> str:
    return actor.name or actor.words.text


def _place_name(place: Place) -> str:
    return place.name or place.words.text
