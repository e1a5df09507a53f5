"""The codes of the codebook in the reader's language, and days and figures in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from babel import Locale
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

Labels = dict[str, Promise]

TYPES: Labels = {
    "clash": _("Clash"),
    "seizure": _("Seizure of a place"),
    "handover": _("Handover of a place"),
    "air_strike": _("Air or drone strike"),
    "shelling": _("Shelling or missiles"),
    "bombing": _("Bombing"),
    "attack": _("Attack"),
    "abduction": _("Abduction"),
    "arrest": _("Arrest"),
    "protest": _("Protest"),
    "riot": _("Riot"),
    "threat": _("Threat"),
    "mobilisation": _("Mobilisation"),
    "blockade": _("Blockade"),
    "agreement": _("Agreement"),
    "release": _("Release"),
    "weapon_seizure": _("Weapons seized or disarmed"),
    "destruction": _("Looting or destruction"),
    "displacement": _("Displacement"),
}
MODALITIES: Labels = {
    "happened": _("Happened"),
    "failed": _("Tried and failed"),
    "threatened": _("Threatened"),
    "planned": _("Planned"),
    "denied": _("Denied"),
    "negated": _("Has not happened"),
    "hypothetical": _("Hypothetical"),
}
KINDS: Labels = {
    "killed": _("Killed"),
    "wounded": _("Wounded"),
    "captured": _("Captured"),
    "arrested": _("Arrested"),
    "abducted": _("Abducted"),
    "missing": _("Missing"),
    "displaced": _("Displaced"),
    "freed": _("Freed"),
}
WHOSE: Labels = {
    "initiator": _("of the initiating side"),
    "target": _("of the other side"),
    "civilians": _("civilians"),
    "both": _("of both sides"),
    "unknown": _("side not told"),
}
ACTOR_KINDS: Labels = {
    "state_forces": _("state forces"),
    "armed_group": _("armed group"),
    "militia": _("militia"),
    "foreign_forces": _("foreign forces"),
    "police": _("police"),
    "political": _("political body"),
    "protesters": _("protesters"),
    "rioters": _("rioters"),
    "tribe": _("tribe"),
    "civilians": _("civilians"),
    "unidentified": _("unidentified"),
    "other": pgettext_lazy("kind of side", "other"),
}
CHANGES: Labels = {
    "taken": _("taken"),
    "retaken": _("retaken"),
    "ceded": _("ceded"),
    "kept": _("kept"),
    "lost": _("lost"),
    "contested": _("contested"),
}
PLACE_PRECISIONS: dict[int, Promise] = {
    1: _("the spot"),
    2: _("the town"),
    3: _("the district or an area near"),
    4: _("the province only"),
    5: _("a region or an axis only"),
    6: _("the country only"),
}
RELATIONS: Labels = {
    "near": _("near"),
    "north_of": _("north of"),
    "south_of": _("south of"),
    "east_of": _("east of"),
    "west_of": _("west of"),
    "north_east_of": _("northeast of"),
    "east_north_of": _("northeast of"),
    "north_west_of": _("northwest of"),
    "west_north_of": _("northwest of"),
    "south_east_of": _("southeast of"),
    "east_south_of": _("southeast of"),
    "south_west_of": _("southwest of"),
    "west_south_of": _("southwest of"),
    "between": _("between"),
    "extent_from": _("from"),
    "extent_to": _("as far as"),
}
DAY_PRECISIONS: Labels = {
    "day": _("to the day"),
    "week": _("to the week"),
    "month": _("to the month"),
    "season": _("to the season"),
    "year": _("to the year"),
}
NOTICES: Labels = {
    "archived": _("Archive notice"),
    "subscription": _("Subscription notice"),
    "login": _("Log-in notice"),
    "read_also": _("Read also"),
    "share": _("Sharing bar"),
    "photo_credit": _("Photo credit"),
    "advert": _("Advertisement"),
    "other": _("Not part of the report"),
}
_TO = "\N{NO-BREAK SPACE}\N{EN DASH} "


def days(first: date | None, last: date | None) -> str:
    """A range of days as briefly as it is exact: a day, a month, a year, else both ends.

    Gives "" without a first day.
    """
    if not first or not last:
        return ""
    if first == last:
        return date_format(first, "j F Y")
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year:
        if first.month == last.month:
            return date_format(first, "F Y")
        if (first.month, last.month) == (1, 12):
            return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}\N{EN DASH}{date_format(last, 'j F Y')}"
    start = "j F" if first.year == last.year else "j F Y"
    return date_format(first, start) + _TO + date_format(last, "j F Y")


def people(low: int | None, high: int | None) -> str:
    """A count with its bounds: "27", "at least 20", "up to 20", "20–25", or "number not told"."""
    if low is None and high is None:
        return gettext("number not told")
    if high is None:
        return gettext("at least %(number)s") % {"number": low}
    if low is None:
        return gettext("up to %(number)s") % {"number": high}
    return str(low) if low == high else f"{low}\N{EN DASH}{high}"


def country(code: str) -> str:
    """The country's name in the reader's language (Unicode CLDR), else its code."""
    return str(Locale.parse(get_language() or "ar").territories.get(code, code)) if code else ""


def relation(code: str) -> str:
    """Words that stand before a place's name; "" where the event lies in it."""
    return str(RELATIONS.get(code, "")) if code != "at" else ""


def exactness(place: Any) -> str:
    """How exactly a place of the store is known: "the town", "the district or an area near; ±16 km"."""
    known = str(PLACE_PRECISIONS[place.precision])
    if place.lat is None:
        return gettext("%(known)s; not on the map: the name could not be resolved") % {"known": known}
    if not place.gazetteer_id and not place.name:
        known = gettext("in no gazetteer: the position is inferred from what is near")
    if place.radius_km is None:
        return known
    return gettext("%(known)s; ±%(km)s km") % {"known": known, "km": f"{place.radius_km:.0f}"}


def notice(kind: str) -> Promise | str:
    """What a notice is, by its kind; "" for what is no notice."""
    return NOTICES.get(kind, NOTICES["other"]) if kind else ""
