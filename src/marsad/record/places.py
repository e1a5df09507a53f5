"""One key for each place of a record, whatever coder named it, and the towns along a road.

A place has the gazetteer's id as its key where the coder gives one, else its name. With a gazetteer, the
ends of a stretch ("from Bin Jawad to Abu Qurayn") are looked up and the places between told from the axes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from marsad.arabic import fold
from marsad.model import Place, Span, Words
from marsad.resolve.gazetteer import Candidate, Gazetteer
from marsad.resolve.geometry import kilometres

_SAME_KM = 30.0  # a name-sake farther away than this is another place
_WITHIN_KM = 10.0  # a spot or district this near to a town's point is a part of it
_PARTS = frozenset((1, 3))


@dataclass(slots=True, eq=False)
class PlaceBook:
    """The places of a record by key: `names` to show, `points` to measure, `spelt` to find by name."""

    gazetteer: Gazetteer | None = None
    names: dict[str, str] = field(default_factory=dict)
    points: dict[str, Place] = field(default_factory=dict)
    spelt: dict[str, str] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)  # gazetteer id → the key that the record uses
    _found: dict[tuple[str, str | None], str | None] = field(default_factory=dict)

    def key_of(self, place: Place) -> str:
        """The key of a place, entered in the book."""
        key = place.id or "name:" + fold(place.name or place.words.text)
        known = self.points.get(key)
        if known is None or (known.lat is None and place.lat is not None):
            self.points[key] = place
            self.names[key] = place.name or place.words.text
        for name in (place.name, place.words.text):
            if name:
                self.spelt.setdefault(fold(name), key)
        if place.id:
            self._keys.setdefault(place.id, key)
        elif found := self._look_up(place):
            self._keys.setdefault(found, key)
        return key

    def find(self, name: str) -> str | None:
        """The key of a place by its key or by any name that reports gave it."""
        if name in self.points:
            return name
        found = self.spelt.get(fold(name))
        if found is None and self.gazetteer is not None:
            found = next((k for c in self.gazetteer.candidates(name) if (k := self._keys.get(c.id))), None)
        return found

    def between(self, one: Place, other: Place) -> tuple[str, ...]:
        """Keys of the places on the road between two, the ends left out; empty where no axis holds both."""
        a, b = one.id or self._look_up(one), other.id or self._look_up(other)
        if self.gazetteer is None or a is None or b is None:
            return ()
        return tuple(self._enter(stop) for stop in self.gazetteer.axis_between(a, b)[1:-1])

    def parts_of(self, town: str, keys: Iterable[str]) -> tuple[str, ...]:
        """Those of `keys` that are spots or districts of a town."""
        here = self.points[town]
        if here.precision != 2 or here.lat is None:
            return ()
        return tuple(key for key in keys if key != town and self._within(self.points[key], here))

    def _within(self, part: Place, town: Place) -> bool:
        located = part.lat is not None and part.precision in _PARTS
        return located and kilometres(part, town) <= _WITHIN_KM

    def _enter(self, stop: Candidate) -> str:
        key = self._keys.setdefault(stop.id, stop.id)
        if key not in self.points:
            words = Words(stop.name, Span(0, max(1, len(stop.name))))
            self.points[key] = Place(words, stop.name, stop.id, stop.country, stop.lat, stop.lon, 2)
            self.names[key] = stop.name
            self.spelt.setdefault(fold(stop.name), key)
        return key

    def _look_up(self, place: Place) -> str | None:
        """The gazetteer's id for a place that was coded without one: its namesake near the coded point."""
        if self.gazetteer is None or place.lat is None:
            return None
        asked = (place.words.text, place.name)
        if asked not in self._found:
            countries = (place.country,) if place.country else ()
            near = [
                (kilometres(place, c), c.id)
                for c in self.gazetteer.candidates(place.words.text, countries)
                if kilometres(place, c) <= _SAME_KM
            ]
            self._found[asked] = min(near)[1] if near else None
        return self._found[asked]
