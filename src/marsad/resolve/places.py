"""Decide which place on earth each place mention of one report means, or say that it cannot be told.

First the report's countries are voted for by its unambiguous names; then each name's candidates are ranked
by spelling, type, people, the countries and nearness to the report's other places. A small place outside the
report's countries is refused: السدرة in a Libyan report is never Cidra in Puerto Rico. Measures behind the
rules: gazetteer/README.md.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from marsad.lexicons.place_words import load_place_words
from marsad.model import Place, Words
from marsad.read.mentions import PlaceMention
from marsad.resolve.gazetteer import EXACT, MISPRINT, SKELETON, Candidate, Gazetteer, kilometres

Reason = Literal["not_in_gazetteer", "ambiguous", "outside_countries"]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A mention that was not tied to a point, and why. `candidates` are gazetteer ids, best first."""

    words: Words
    reason: Reason
    candidates: tuple[str, ...] = ()


_EARTH_KM = 6371.0
_WELL_KNOWN = 5.3  # weight: a city of about 200,000 may be named in a report about another country
_VOTE_WEIGHT = 4.6  # weight: names of smaller places do not say which country a report is about
_HINT_VOTE = 0.4
_SMALL_VOTE = 3.0  # small places and names of several countries count for a third
_LEAST_SHARE = 0.15  # of the strongest country's votes: less does not make a report's country
_COUNTRY_BONUS = 4.0
_NEAR_BONUS, _NEAR_KM, _NEAR_DEGREES = 1.5, 80.0, 3.0
_TIER_COST = (0.0, 0.6, 1.5, 2.5)
_NEIGHBOUR_REACH = 320  # characters: an unknown quarter belongs to a town named this near to it
_AT_ONCE = 12  # characters: "حي X في مدينة Y"
_BEARINGS = {"north": 0.0, "north_east": 45.0, "east_north": 45.0, "east": 90.0, "south_east": 135.0,
             "east_south": 135.0, "south": 180.0, "south_west": 225.0, "west_south": 225.0, "west": 270.0,
             "north_west": 315.0, "west_north": 315.0}  # fmt: skip
_THE_CAPITAL = "العاصمه"
_PROVINCE_NOUNS = frozenset({"محافظه", "ولايه", "اقليم", "مقاطعه", "شعبيه"})
_TOWN_NOUNS = frozenset({"مدينه", "بلده", "قريه", "عاصمه", "ناحيه", "قضاء"})
_AREA_TYPES = frozenset({"country", "region", "admin1", "axis"})
_TOWN_TYPES = frozenset({"city", "town", "village"})


def resolve_places(
    mentions: Sequence[PlaceMention], gazetteer: Gazetteer, hints: Iterable[str] = ()
) -> tuple[Place | Unresolved, ...]:
    """A place, or the reason why there is none, for each mention of one report, in their order.

    `hints` are ISO alpha-2 codes of countries that the report names in other ways (nationality adjectives,
    the outlet's own), each as often as it occurs. Coordinates are WGS 84 degrees, radii kilometres.
    """
    return _Report(mentions, gazetteer, hints).resolve()


def report_countries(
    mentions: Sequence[PlaceMention], gazetteer: Gazetteer, hints: Iterable[str] = ()
) -> tuple[str, ...]:
    """The countries that a report is about, the most spoken of first (ISO alpha-2)."""
    return tuple(_Report(mentions, gazetteer, hints).shares)


class _Report:
    """The mentions of one report, resolved together."""

    def __init__(self, mentions: Sequence[PlaceMention], gazetteer: Gazetteer, hints: Iterable[str]) -> None:
        self.mentions, self.gazetteer, self.words = mentions, gazetteer, load_place_words()
        self.keys = [self._key(mention) for mention in mentions]
        wide = {key: gazetteer.candidates(key) for key in dict.fromkeys(self.keys)}
        self.shares = self._shares(wide, hints)
        countries = tuple(self.shares)
        self.options = {
            key: gazetteer.candidates(key, countries, 20) if countries else wide[key] for key in wide
        }

    def _key(self, mention: PlaceMention) -> str:
        """The name to look up: of شمال مالي the whole if it is known, else مالي; ميناء with its name."""
        key, noun = mention.key, self.words.nouns.get(mention.noun)
        if noun and noun.kind == "spot" and self.gazetteer.knows(f"{noun.noun} {key}"):
            return f"{noun.noun} {key}"
        side = _side_and_area(key)
        return side[1] if side and not self.gazetteer.knows(key) else key

    def _shares(self, wide: dict[str, tuple[Candidate, ...]], hints: Iterable[str]) -> dict[str, float]:
        """Country → its votes as a share of the strongest country's, strongest first."""
        votes: Counter[str] = Counter()
        for code in hints:
            votes[code] += _HINT_VOTE  # type: ignore[assignment]
        for mention, key in zip(self.mentions, self.keys, strict=True):
            for code, part in _votes(mention, wide[key]).items():
                votes[code] += part  # type: ignore[assignment]
        strongest = max(votes.values(), default=0)
        ranked = [(code, n / strongest) for code, n in votes.most_common() if n]
        return {code: share for code, share in ranked if share >= _LEAST_SHARE}

    # ── ranking ──────────────────────────────────────────────────────────────────────────────

    def resolve(self) -> tuple[Place | Unresolved, ...]:
        first = [self._choose(n, ()) for n in range(len(self.mentions))]
        anchors = list({c.id: c for c in first if c and c.type not in ("country", "region")}.values())
        chosen = [self._choose(n, anchors) for n in range(len(self.mentions))]
        return tuple(self._answer(n, chosen) for n in range(len(self.mentions)))

    def _choose(self, n: int, anchors: Sequence[Candidate]) -> Candidate | None:
        options = [c for c in self.options[self.keys[n]] if self._fits(self.mentions[n], c)]
        if len(options) == 1:
            return options[0]
        scored = [(self._score(self.mentions[n], c, anchors), -i, c) for i, c in enumerate(options)]
        return max(scored)[2] if scored else None

    def _fits(self, mention: PlaceMention, candidate: Candidate) -> bool:
        """Whether a candidate may be meant at all: near enough in spelling and not a small place abroad."""
        if candidate.tier >= SKELETON and not (mention.noun or mention.role == "locative"):
            return False
        at_home = candidate.country in self.shares
        if candidate.tier >= SKELETON:
            return at_home
        known_abroad = candidate.weight >= _WELL_KNOWN and candidate.tier == EXACT
        return at_home or known_abroad or not self.shares

    def _score(self, mention: PlaceMention, candidate: Candidate, anchors: Sequence[Candidate]) -> float:
        score = candidate.weight - _TIER_COST[candidate.tier] + _noun_bonus(mention.noun, candidate)
        score += _COUNTRY_BONUS * self.shares.get(candidate.country, 0.0)
        return score + self._nearness(candidate, anchors)

    def _nearness(self, candidate: Candidate, anchors: Sequence[Candidate]) -> float:
        """Up to 1.5 for a candidate beside another place of the report; anchors far off are not measured."""
        away = [
            kilometres(candidate.lat, candidate.lon, a.lat, a.lon)
            for a in anchors
            if abs(a.lat - candidate.lat) < _NEAR_DEGREES
            and abs(a.lon - candidate.lon) < 2 * _NEAR_DEGREES
            and a.name != candidate.name
        ]
        return _NEAR_BONUS * math.exp(-min(away) / _NEAR_KM) if away else 0.0

    # ── from candidate to place ──────────────────────────────────────────────────────────────

    def _answer(self, n: int, chosen: Sequence[Candidate | None]) -> Place | Unresolved:
        mention, candidate = self.mentions[n], chosen[n]
        if mention.key.endswith(" البلاد"):
            return self._part_of_home(n)
        if mention.key == _THE_CAPITAL:
            candidate = self._capital()
        if candidate is None:
            options = self.options[self.keys[n]] or ()
            return self._beside(n, chosen) or Unresolved(
                mention.words,
                "outside_countries" if options else "not_in_gazetteer",
                tuple(c.id for c in options),
            )
        side = _side_and_area(mention.key)
        if side and self.keys[n] != mention.key and candidate.type in _AREA_TYPES:
            return _part_of(mention, candidate, side[0])
        return self._located(n, candidate)

    def _part_of_home(self, n: int) -> Place | Unresolved:
        """شمال البلاد: a part of the country that the report is about."""
        mention = self.mentions[n]
        side = _side_and_area(mention.key)
        home = next(iter(self.shares), None)
        name = self.words.country_names.get(home or "")
        if not side or not name:
            return Unresolved(mention.words, "ambiguous")
        named = self.gazetteer.candidates(f"{mention.key.removesuffix(' البلاد')} {name}", (home or "",), 1)
        if named and named[0].tier < SKELETON:
            return self._located(n, named[0])
        country = self.gazetteer.place(f"iso:{home}")
        return _part_of(mention, country, side[0]) if country else Unresolved(mention.words, "ambiguous")

    def _capital(self) -> Candidate | None:
        """العاصمة alone: the capital of the country that the report is about."""
        home = next(iter(self.shares), None)
        name = self.words.capital_names.get(home or "")
        found = self.gazetteer.candidates(name, (home or "",), 4) if name else ()
        return next((c for c in found if c.type == "city" and c.country == home), None)

    def _located(self, n: int, candidate: Candidate) -> Place:
        mention = self.mentions[n]
        side = mention.relation.removesuffix("_of")
        if side in _BEARINGS and candidate.type in ("country", "region") and mention.distance_km is None:
            return _part_of(mention, candidate, side)
        place = _place(mention, candidate)
        if mention.relation == "at":
            return self._spot_in(n, candidate, place)
        if side in _BEARINGS and mention.distance_km:
            return _moved(place, candidate, side, mention.distance_km)
        if mention.relation == "near" or side in _BEARINGS:
            reach = max(mention.distance_km or 0.0, 2 * candidate.radius_km, 10.0)
            return replace(place, precision=max(3, place.precision), radius_km=round(reach, 1))
        if mention.relation.startswith("extent"):
            return replace(place, precision=5, radius_km=max(30.0, candidate.radius_km))
        return place

    def _spot_in(self, n: int, candidate: Candidate, place: Place) -> Place:
        """مستشفى بنغازي where only Benghazi is known: an area, not the town itself."""
        noun = self.words.nouns.get(self.mentions[n].noun)
        if noun is None or noun.kind != "spot" or candidate.type not in _TOWN_TYPES:
            return place
        if self.keys[n].startswith(f"{noun.noun} "):  # ميناء رأس لانوف, known by both words
            return place
        return replace(place, id=None, name=None, precision=3, radius_km=max(candidate.radius_km, 5.0))

    def _beside(self, n: int, chosen: Sequence[Candidate | None]) -> Place | None:
        """An unknown quarter, street or village, put within reach of the town named beside it."""
        mention = self.mentions[n]
        noun = self.words.nouns.get(mention.noun)
        if noun is None:
            return None
        within = [
            (_gap(mention, self.mentions[k]), k)
            for k in range(len(chosen))
            if k != n
            and (c := chosen[k])
            and c.type not in ("country", "region")
            and c.tier != MISPRINT
            and self.mentions[k].role != "part"
        ]
        gap, nearest = min(within, default=(_NEIGHBOUR_REACH + 1, -1))
        town = chosen[nearest] if gap <= _NEIGHBOUR_REACH else None
        if town is None:
            return None
        radius = max(town.radius_km, 25.0 if noun.kind == "settled" else 8.0)
        precision = 3 if town.type != "admin1" else 4
        return Place(
            mention.words, None, None, town.country, town.lat, town.lon, precision, "at", round(radius, 1)
        )


def _gap(one: PlaceMention, other: PlaceMention) -> int:
    """Characters between two mentions, doubled where the other is less likely to hold the one.

    That is a name in an earlier sentence, and one that comes later without following at once (حي X في Y).
    """
    if other.words.span.start >= one.words.span.end:
        gap = other.words.span.start - one.words.span.end
        if other.first < one.first:  # the next sentence
            return _NEIGHBOUR_REACH + 1
        return gap if gap <= _AT_ONCE else 2 * gap
    gap = one.words.span.start - other.words.span.end
    return gap if other.first < one.first else 2 * gap


def _votes(mention: PlaceMention, options: Sequence[Candidate]) -> dict[str, float]:
    """How a mention's vote is shared between the countries of its likely candidates."""
    named = mention.noun in _TOWN_NOUNS or mention.noun in _PROVINCE_NOUNS
    likely = [c for c in options if c.tier == EXACT and (c.weight >= _VOTE_WEIGHT or named)]
    if not likely:
        return {}
    top = max(c.weight for c in likely)
    parts: dict[str, float] = {}
    for c in likely:
        parts[c.country] = max(parts.get(c.country, 0.0), 10 ** (c.weight - top))
    whole = sum(parts.values()) * (1 if top >= _WELL_KNOWN else _SMALL_VOTE)
    whole *= 1 if len(parts) == 1 else _SMALL_VOTE
    return {code: part / whole for code, part in parts.items()}


def _noun_bonus(noun: str, candidate: Candidate) -> float:
    """Agreement of the class noun with the candidate's type."""
    province = candidate.type in ("admin1", "region")
    if noun in _PROVINCE_NOUNS:
        return 4.0 if province else 0.0
    if noun in _TOWN_NOUNS:
        return -3.0 if province or candidate.type == "country" else 0.5
    if noun in ("حي", "ضاحيه"):
        return 1.5 if candidate.type == "district" else 0.0
    if noun:
        return 0.5 if candidate.type in ("site", "region", "district") else 0.0
    return 0.0


def _precision(candidate: Candidate) -> int:
    if candidate.type == "region":
        return 3 if candidate.radius_km <= 40 else 5
    return {"country": 6, "admin1": 4, "axis": 5, "district": 3, "site": 1}.get(candidate.type, 2)


def _place(mention: PlaceMention, candidate: Candidate) -> Place:
    area = candidate.type in _AREA_TYPES or candidate.type == "district"
    return Place(
        mention.words, candidate.name, candidate.id, candidate.country, candidate.lat, candidate.lon,
        _precision(candidate), mention.relation, candidate.radius_km if area else None,
    )  # fmt: skip


def _side_and_area(key: str) -> tuple[str, str] | None:
    """("north_west", the area's name) of شمال غرب سوريا; None for other keys."""
    directions = load_place_words().directions
    words = key.split(" ")
    sides: list[str] = []
    while len(words) > 1 and words[0] in directions and len(sides) < 2:
        sides.append(directions[words.pop(0)])
    return ("_".join(sides), " ".join(words)) if sides else None


def _part_of(mention: PlaceMention, area: Candidate, side: str) -> Place:
    """The middle of the northern (…) part of a country or region."""
    lat, lon = destination(area.lat, area.lon, area.radius_km / 2, _BEARINGS.get(side, 0.0))
    return Place(mention.words, None, None, area.country, lat, lon, 5, "at", round(area.radius_km * 0.7, 1))


def _moved(place: Place, candidate: Candidate, side: str, distance: float) -> Place:
    """The point so many kilometres from a place; its radius is a tenth of the way or the place's size."""
    lat, lon = destination(candidate.lat, candidate.lon, distance, _BEARINGS[side])
    radius = round(max(distance / 10, candidate.radius_km), 1)
    return replace(place, lat=lat, lon=lon, precision=3, radius_km=radius)


def destination(lat: float, lon: float, distance_km: float, bearing: float) -> tuple[float, float]:
    """The point reached from another after `distance_km` on the sphere; `bearing` in degrees from north.

    >>> destination(32.0, 15.0, 111.2, 0.0)
    (33.0, 15.0)
    """
    angle, course = distance_km / _EARTH_KM, math.radians(bearing)
    a, b = math.radians(lat), math.radians(lon)
    c = math.asin(math.sin(a) * math.cos(angle) + math.cos(a) * math.sin(angle) * math.cos(course))
    d = b + math.atan2(
        math.sin(course) * math.sin(angle) * math.cos(a), math.cos(angle) - math.sin(a) * math.sin(c)
    )
    return round(math.degrees(c), 4), round((math.degrees(d) + 540) % 360 - 180, 4)
