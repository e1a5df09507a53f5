"""Deadly events in the shape of UCDP GED: one row for each type of violence, dyad, place and range of days.

Only events that killed and whose two sides are told have a row: GED needs both. Reports of one dyad, place and
range of days share a row. Rules and limits for readers: docs/reference/exports.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marsad.export import schemes
from marsad.export.acled import joined
from marsad.export.columns import Cell, Column, Table
from marsad.export.countries import country_of
from marsad.export.query import Chosen, Left
from marsad.export.tolls import Toll, dead_in, total
from marsad.model import Actor, Day, Event, Place

COLUMNS = (
    Column("id", "text", "id of the row", "of the row's dyad, place and days: it stays"),
    Column("relid", "text", "keys of the events in the row", "REPORT:EVENT, joined with semicolons"),
    Column("year", "whole number", "year of date_start"),
    Column("type_of_violence", "whole number", "1 state-based, 2 non-state, 3 one-sided", "from the sides' kinds"),
    Column("dyad_name", "text", "«side_a - side_b»"),
    Column("side_a", "text", "first side", "1: the state; 2: by name; 3: who kills"),
    Column("side_b", "text", "second side", "3: «Civilians»"),
    Column("number_of_sources", "whole number", "reports in the row"),
    Column("source_article", "text", "ids of the reports", "no headline and no text: they are their outlet's"),
    Column("source_office", "text", "outlets", "each once"),
    Column("source_date", "text", "days of the reports", "each once"),
    Column("where_prec", "whole number", "1 exact, 2 near, 3 district, 4 province, 5 line or area, 6 country",
           "of the first place told; 5 where several are"),
    Column("where_coordinates", "text", "place", "its known name, else the report's words"),
    Column("where_description", "text", "all places told", "joined with semicolons"),
    Column("latitude", "number", "WGS 84 degrees north", "of the first place with a position"),
    Column("longitude", "number", "WGS 84 degrees east", "of the first place with a position"),
    Column("geom_wkt", "text", "the position as WKT", "POINT (longitude latitude)"),
    Column("country", "text", "country, in English"),
    Column("event_clarity", "whole number", "1: each event told by itself", "aggregates have no row"),
    Column("date_prec", "whole number", "1 day, 2 two to six days, 3 week, 4 month, 5 longer"),
    Column("date_start", "day", "first day"),
    Column("date_end", "day", "last day"),
    Column("deaths_a", "whole number", "dead of side_a", "from the report whose sum is best; empty: not told"),
    Column("deaths_b", "whole number", "dead of side_b", "as deaths_a; type 3 has none"),
    Column("deaths_civilians", "whole number", "dead civilians", "as deaths_a"),
    Column("deaths_unknown", "whole number", "dead of a side not told", "as deaths_a"),
    Column("best", "whole number", "the median of the reports' least sums, the lower of two",
           "always a figure of one report; the sum of its deaths_…"),
    Column("low", "whole number", "the lowest of the reports' least sums"),
    Column("high", "whole number", "the highest sum any report allows", "empty where one sets no upper bound"),
)  # fmt: skip
REASONS = {
    "did_not_happen": "threatened, planned, denied, failed or supposed",
    "aggregate": "a sum over many events",
    "no_such_type": "not an act of violence in GED's sense",
    "no_death_told": "no number of dead above zero, or only an upper bound",
    "sides_unknown": "a side is not told, or neither is armed",
    "no_day": "no day is told",
    "day_too_wide": "the days are told no closer than a year",
    "no_place": "no place, or none with a position",
}
_CIVILIANS = "Civilians"
_YEAR = 366  # days


@dataclass(frozen=True, slots=True)
class _Dyad:
    """Two sides in GED's order. `turned`: side_a is the event's target."""

    violence: int
    a: str
    b: str
    turned: bool


@dataclass(frozen=True, slots=True)
class _Deaths:
    """The dead of one event in the dyad's frame; None: nothing told."""

    a: Toll | None
    b: Toll | None
    civilians: Toll | None
    unknown: Toll | None

    @property
    def all(self) -> Toll:
        told = (self.a, self.b, self.civilians, self.unknown)
        return total(toll for toll in told if toll is not None) or Toll()


@dataclass(frozen=True, slots=True)
class _Killing:
    """A deadly event with all that GED asks for."""

    chosen: Chosen
    dyad: _Dyad
    day: Day
    places: tuple[Place, ...]  # those with a position
    deaths: _Deaths

    @property
    def key(self) -> tuple[str, ...]:
        first = self.places[0]
        where = first.id or f"{first.name or first.words.text} {first.country}"
        days = (self.day.first.isoformat(), self.day.last.isoformat())
        return (str(self.dyad.violence), self.dyad.a, self.dyad.b, where, *days)


def ucdp_table(chosen: Iterable[Chosen]) -> Table:
    """The GED-shaped rows of events, by day, and the events that have no row."""
    left: list[Left] = []
    rows: dict[tuple[str, ...], list[_Killing]] = {}
    for one in chosen:
        found = _killing(one)
        if isinstance(found, str):
            left.append(Left(one.key, found))
        else:
            rows.setdefault(found.key, []).append(found)
    listed = sorted((_row(key, ks) for key, ks in rows.items()), key=lambda row: str(row["date_start"]))
    events = frozenset(killing.chosen.key for ks in rows.values() for killing in ks)
    return Table(COLUMNS, tuple(listed), events, tuple(left))


# --- which events ---------------------------------------------------------------------------------------


def _killing(chosen: Chosen) -> _Killing | str:
    """The event as GED wants it, or the reason why it has no row."""
    event = chosen.event
    reason = _unfit(event)
    if reason:
        return reason
    dyad = _dyad(event)
    if dyad is None:
        return "sides_unknown"
    if event.date is None:
        return "no_day"
    if event.date.precision == "year" or (event.date.last - event.date.first).days >= _YEAR:
        return "day_too_wide"
    places = tuple(place for place in event.places if place.lat is not None)
    return _Killing(chosen, dyad, event.date, places, _deaths(event, dyad)) if places else "no_place"


def _unfit(event: Event) -> str:
    if event.modality != "happened":
        return "did_not_happen"
    if event.aggregate:
        return "aggregate"
    if event.type not in schemes.LETHAL:
        return "no_such_type"
    dead = dead_in(event).all
    return "" if dead and dead.low else "no_death_told"


# --- dyads and their dead -------------------------------------------------------------------------------


def _dyad(event: Event) -> _Dyad | None:
    """The sides in GED's order; None where a side is missing or nobody is armed."""
    one, two = _standing(event.initiator), _standing(event.target)
    if two is None and one not in (None, "unarmed") and _on_civilians(event):
        two = "unarmed"
    if one is None or two is None or one == two == "unarmed":
        return None
    if "unarmed" in (one, two):
        turned = one == "unarmed"
        return _Dyad(
            schemes.ONE_SIDED, _name(event.target if turned else event.initiator), _CIVILIANS, turned
        )
    a, b = _name(event.initiator), _name(event.target)
    if "state" in (one, two):
        turned = one != "state" or (two == "state" and b < a)
        violence = schemes.STATE_BASED
    else:
        turned, violence = b < a, schemes.NON_STATE
    return _Dyad(violence, b if turned else a, a if turned else b, turned)


def _standing(actors: Sequence[Actor]) -> schemes.Standing | None:
    """A state where one of the side's actors is a state's, else organised where one is; None for nobody."""
    found = {schemes.STANDING[actor.kind] for actor in actors}
    order: tuple[schemes.Standing, ...] = ("state", "organised", "unarmed")
    return next((standing for standing in order if standing in found), None)


def _on_civilians(event: Event) -> bool:
    """An act on people who do not fight back, though the report names no target."""
    dead = dead_in(event)
    return event.type in ("attack", "abduction") or (dead.civilians is not None and dead.target is None)


def _name(actors: Sequence[Actor]) -> str:
    """The side's armed actor, the state's first: its known name, else the report's words."""
    order = ("state", "organised", "unarmed")
    first = min(actors, key=lambda actor: order.index(schemes.STANDING[actor.kind]))
    return first.name or first.words.text


def _deaths(event: Event, dyad: _Dyad) -> _Deaths:
    dead = dead_in(event)
    a, b = (dead.target, dead.initiator) if dyad.turned else (dead.initiator, dead.target)
    if dyad.violence != schemes.ONE_SIDED:
        return _Deaths(a, b, dead.civilians, dead.unknown)
    civilians = total(toll for toll in (b, dead.civilians) if toll is not None)
    return _Deaths(a, None, civilians, dead.unknown)


# --- rows -----------------------------------------------------------------------------------------------


def _row(key: tuple[str, ...], killings: Sequence[_Killing]) -> dict[str, Cell]:
    first = killings[0]
    documents = [killing.chosen.document for killing in killings]
    return {
        "id": hashlib.sha256("\0".join(key).encode()).hexdigest()[:12],
        "relid": joined(killing.chosen.key for killing in killings),
        "type_of_violence": first.dyad.violence,
        "dyad_name": f"{first.dyad.a} - {first.dyad.b}",
        "side_a": first.dyad.a,
        "side_b": first.dyad.b,
        "number_of_sources": len({document.id for document in documents}),
        "source_article": joined(document.id for document in documents),
        "source_office": joined(document.outlet for document in documents),
        "source_date": joined(d.published.isoformat() if d.published else None for d in documents),
        **_where(first.places, joined(_called(p) for k in killings for p in k.chosen.event.places)),
        "event_clarity": 1,
        **_when(first.day),
        **_figures(_by_report(killings)),
    }


def _where(places: Sequence[Place], told: str) -> dict[str, Cell]:
    first = places[0]
    country = country_of(first.country)
    near = 2 if first.relation != "at" else 1
    precision = 5 if len(places) > 1 else schemes.WHERE_PREC[first.precision]
    return {
        "where_prec": near if precision == 1 else precision,
        "where_coordinates": _called(first),
        "where_description": told,
        "latitude": first.lat,
        "longitude": first.lon,
        "geom_wkt": f"POINT ({first.lon} {first.lat})",
        "country": country.name if country else first.country or "",
    }


def _called(place: Place) -> str:
    return place.name or place.words.text


def _when(day: Day) -> dict[str, Cell]:
    return {
        "year": day.first.year,
        "date_prec": _date_prec((day.last - day.first).days + 1),
        "date_start": day.first.isoformat(),
        "date_end": day.last.isoformat(),
    }


def _date_prec(length: int) -> int:
    """GED's precision of a range of days, by its length.

    >>> [_date_prec(days) for days in (1, 2, 7, 31, 90)]
    [1, 2, 3, 4, 5]
    """
    limits = ((1, 1), (6, 2), (7, 3), (31, 4))
    return next((precision for longest, precision in limits if length <= longest), 5)


def _by_report(killings: Sequence[_Killing]) -> list[_Deaths]:
    """The dead as each report sums them over its events of the row."""
    reports: dict[str, list[_Deaths]] = {}
    for killing in killings:
        reports.setdefault(killing.chosen.document.id, []).append(killing.deaths)
    return [_sum(deaths) for deaths in reports.values()]


def _sum(deaths: Sequence[_Deaths]) -> _Deaths:
    sides = ("a", "b", "civilians", "unknown")
    tolls = ([getattr(d, side) for d in deaths if getattr(d, side) is not None] for side in sides)
    return _Deaths(*(total(listed) for listed in tolls))


def _figures(reports: Sequence[_Deaths]) -> dict[str, Cell]:
    ranked = sorted(reports, key=lambda deaths: deaths.all.low or 0)
    best = ranked[(len(ranked) - 1) // 2]
    highs = [deaths.all.high for deaths in ranked]
    return {
        "deaths_a": _low(best.a),
        "deaths_b": _low(best.b),
        "deaths_civilians": _low(best.civilians),
        "deaths_unknown": _low(best.unknown),
        "best": best.all.low,
        "low": ranked[0].all.low,
        "high": None if None in highs else max(high for high in highs if high is not None),
    }


def _low(toll: Toll | None) -> int | None:
    return toll.low if toll else None
