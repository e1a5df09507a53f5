"""Names of places and where they lie: look-ups in the gazetteer that ships with the package.

The whole file (about 2 MB) is read into dictionaries when it is opened: a look-up takes microseconds, and
the object can be handed to threads and inherited by forked workers. Which of several candidates a report
means is for `marsad.resolve.places`; how the file is built, and from what, is told in gazetteer/README.md.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from marsad.arabic import fold
from marsad.errors import GazetteerError
from marsad.resolve.spelling import arabic_latin, arabic_skeleton, plain, simple_latin, written_alike

SHIPPED = Path(__file__).parent / "data" / "gazetteer.sqlite3"
FORMAT = "1"
EXACT, VARIANT, SKELETON, MISPRINT = range(4)  # tiers of spelling, best first
Need = Literal["", "cue", "noun"]

_ANSWERS_KEPT = 20_000  # look-ups remembered: reports of one war repeat its names
_EARTH_KM = 6371.0
_LEAST_SIMILAR = 62.0  # of 100: two names of one consonant skeleton must also sound alike
_MISPRINT_MIN = 4  # letters: shorter names have neighbours everywhere
_FREE_WEIGHT = 4.6  # about 40,000 people: a name of a smaller place needs a cue beside it
_TOWN, _WELL_KNOWN = 4.65, 6.0  # 45,000 and a million people
_TYPE_WEIGHT = {"country": 9.0, "region": 5.0, "admin1": 4.0, "site": 4.3, "district": 4.2, "axis": 5.0}
_CONFUSED = frozenset("وز زو هت ته اي يا دذ ذد رز زر تط طت سص صس كق قك جغ غج ضظ ظض".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean. `tier`: 0 as spelt or nearly, 1 free variant, 2 skeleton, 3 misprint.

    `weight` is a prior without context, about log10 of people with allowances by type. `hand` marks places
    kept by hand for their part in the wars.
    """

    id: str
    name: str
    country: str
    lat: float
    lon: float
    type: str
    population: int
    radius_km: float
    weight: float = 0.0
    tier: int = EXACT

    @property
    def hand(self) -> bool:
        return self.id.startswith("ms:")


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance between two points in degrees."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = (
        math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


def _weight(id_: str, kind: str, population: int) -> float:
    people = math.log10(population) if population > 0 else 2.5
    base = max(_TYPE_WEIGHT.get(kind, 0.0), people if kind not in ("country", "admin1", "region") else 0.0)
    if id_.startswith("ms:"):
        return max(base + 0.3, 4.7 if kind in ("city", "town", "village") else 0.0)
    return base


def _weight_of(place: Candidate) -> float:
    return place.weight


def _in_the_belt(place: Candidate) -> bool:
    """Between Mauritania and Pakistan, where most of what is read happens."""
    return -5 <= place.lat <= 43 and -18 <= place.lon <= 75


def _spelled(key: str) -> str:
    return " ".join(fold(key).split())


@dataclass(slots=True, eq=False)
class Gazetteer:
    """Place names in folded Arabic. Make one with `Gazetteer.open()`; it never changes afterwards."""

    _places: list[Candidate]
    _names: dict[str, tuple[int, ...]]
    _skeletons: dict[str, tuple[int, ...]]
    _guarded: dict[str, Need]
    _axes: dict[str, tuple[str, ...]]
    _plain: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _alikes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _begins: set[str] = field(default_factory=set)
    _by_id: dict[str, int] = field(default_factory=dict)
    _keys_in: dict[str, list[str]] = field(default_factory=dict)
    _answers: dict[tuple[str, tuple[str, ...], int], tuple[Candidate, ...]] = field(default_factory=dict)

    @classmethod
    def open(cls, path: str | Path | None = None, *, extra: Iterable[str | Path] = ()) -> Gazetteer:
        """Read the shipped file (or `path`) and any `extra` files that `marsad gazetteer import` made.

        Raises GazetteerError if a file is absent, not SQLite or of another format.
        """
        found = cls([], {}, {}, {}, {})
        for source in (Path(path or SHIPPED), *map(Path, extra)):
            found._load(source)
        found._index()
        return found

    # ── reading the file ─────────────────────────────────────────────────────────────────────

    def _load(self, path: Path) -> None:
        repair = "Run `make gazetteer` to build it, or `marsad gazetteer import` for a file of your own."
        if not path.is_file():
            raise GazetteerError(str(path), 0, "no such gazetteer file", repair)
        store = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            meta = dict(store.execute("SELECT key, value FROM meta"))
            if meta.get("format") != FORMAT:
                raise GazetteerError(
                    str(path), 0, f"format {meta.get('format')!r}, expected {FORMAT!r}", repair
                )
            self._take(store)
        except sqlite3.DatabaseError as error:
            raise GazetteerError(str(path), 0, f"not a gazetteer ({error})", repair) from error
        finally:
            store.close()

    def _take(self, store: sqlite3.Connection) -> None:
        rows_of: list[int] = []  # row in this file → place; a place of an earlier file keeps its values
        rows = store.execute(
            "SELECT id, name, country, lat, lon, type, population, radius_km FROM place ORDER BY n"
        )
        for id_, name, country, lat, lon, kind, people, radius in rows:
            if id_ not in self._by_id:
                weight = _weight(id_, kind, people)
                self._by_id[id_] = len(self._places)
                self._places.append(Candidate(id_, name, country, lat, lon, kind, people, radius, weight))
            rows_of.append(self._by_id[id_])
        for table, held in (("name", self._names), ("skeleton", self._skeletons)):
            for key, places in store.execute(f"SELECT key, places FROM {table}"):  # noqa: S608
                numbers = (*held.get(key, ()), *(rows_of[int(n)] for n in places.split()))
                held[key] = tuple(dict.fromkeys(numbers))
        self._guarded.update(store.execute("SELECT key, need FROM guarded"))
        for axis, place in store.execute("SELECT id, place FROM axis ORDER BY id, step"):
            self._axes[axis] = (*self._axes.get(axis, ()), place)

    def _index(self) -> None:
        for key in self._names:
            bare = plain(key)
            self._plain[bare] = (*self._plain.get(bare, ()), key)
            alike = written_alike(key)
            self._alikes[alike] = (*self._alikes.get(alike, ()), key)
            words = key.split(" ")
            for n in range(1, len(words)):
                self._begins.add(" ".join(words[:n]))
        self._begins.update(_WRITTEN_APART)

    # ── what the reader asks ─────────────────────────────────────────────────────────────────

    def knows(self, key: str) -> bool:
        """Whether a folded name is known as spelt, or but for ه/ا at its end, hamzas, spaces and ابو/بو."""
        return key in self._names or (len(key) > _MISPRINT_MIN and written_alike(key) in self._alikes)

    def begins(self, key: str) -> bool:
        """Whether a known name of more words may begin with these."""
        return key in self._begins

    def need(self, key: str) -> Need:
        """What must stand beside the name before it counts as one: nothing, a cue, or a class noun.

        "cue" is a locative preposition, a class noun or a place list; words that are also ordinary
        Arabic (gazetteer/guarded.tsv) and names of small places need it.
        """
        known = self._guarded.get(key)
        if known is not None:
            return known
        best = max((self._places[n] for n in self._spelt(key)), key=_weight_of, default=None)
        if best is None or best.weight < _FREE_WEIGHT:
            return "cue"
        short = len(key) < _MISPRINT_MIN and best.weight < (_TOWN if _in_the_belt(best) else _WELL_KNOWN)
        return "noun" if short else ""

    # ── what the resolver asks ───────────────────────────────────────────────────────────────

    def candidates(self, key: str, countries: Sequence[str] = (), limit: int = 12) -> tuple[Candidate, ...]:
        """Places that a name may mean, best first; those in `countries` (ISO alpha-2) before the others.

        `key` is any spelling without clitics. Skeletons and misprints are tried only where the better
        tiers find nothing (inside `countries`, if any are given); misprints only inside `countries`.
        """
        asked = (key, tuple(countries), limit)
        if asked not in self._answers:
            if len(self._answers) >= _ANSWERS_KEPT:
                self._answers.clear()
            self._answers[asked] = self._candidates(_spelled(key), countries)[:limit]
        return self._answers[asked]

    def _candidates(self, spelt: str, countries: Sequence[str]) -> tuple[Candidate, ...]:
        found = dict.fromkeys(self._names.get(spelt, ()), EXACT)
        for n in self._alike(spelt) if len(spelt) > _MISPRINT_MIN else ():
            found.setdefault(n, EXACT)
        for n in self._spelt(spelt):
            found.setdefault(n, VARIANT)
        inside = [n for n in found if self._places[n].country in countries]
        if not found or (countries and not inside):
            for n in self._by_skeleton(spelt, countries):
                found.setdefault(n, SKELETON)
            if countries and not any(self._places[n].country in countries for n in found):
                for n in self._misprints(spelt, countries):
                    found.setdefault(n, MISPRINT)
        ranked = sorted(
            found.items(),
            key=lambda item: (
                bool(countries) and self._places[item[0]].country not in countries,
                item[1] >= SKELETON,
                -self._places[item[0]].weight + item[1] * 0.6,
            ),
        )
        return tuple(replace(p, tier=tier) if tier else p for n, tier in ranked for p in (self._places[n],))

    def place(self, id_: str) -> Candidate | None:
        """The place of an id, None if it is unknown."""
        n = self._by_id.get(id_)
        return None if n is None else self._places[n]

    def near(self, lat: float, lon: float, km: float = 25.0, limit: int = 12) -> tuple[Candidate, ...]:
        """Places within `km` of a point, nearest first."""
        reach = km / 111.0
        close = (p for p in self._places if abs(p.lat - lat) <= reach)
        measured = ((kilometres(lat, lon, p.lat, p.lon), n, p) for n, p in enumerate(close))
        return tuple(p for distance, _, p in sorted(measured) if distance <= km)[:limit]

    def axis_between(self, first: str, second: str) -> tuple[Candidate, ...]:
        """The waypoints from one place id to another along a curated road, both ends included.

        Empty where no single axis holds both. The order is from `first` to `second`.
        """
        for stops in self._axes.values():
            if first in stops and second in stops:
                a, b = stops.index(first), stops.index(second)
                chain = stops[a : b + 1] if a <= b else stops[b : a + 1][::-1]
                return tuple(place for stop in chain if (place := self.place(stop)))
        return ()

    def axes(self) -> dict[str, tuple[str, ...]]:
        """Axis id → place ids in order along the road."""
        return dict(self._axes)

    # ── tiers ────────────────────────────────────────────────────────────────────────────────

    def _spelt(self, key: str) -> Iterator[int]:
        """Places of this spelling, then of its free variants (article, final ه/ا, ابو/بو, spaces)."""
        yield from self._names.get(key, ())
        for twin in self._plain.get(plain(key), ()):
            if twin != key:
                yield from self._names[twin]

    def _alike(self, key: str) -> Iterator[int]:
        """Places whose name differs only in the freest letters (`spelling.written_alike`)."""
        for twin in self._alikes.get(written_alike(key), ()):
            yield from self._names[twin]

    def _by_skeleton(self, key: str, countries: Sequence[str]) -> list[int]:
        bones = arabic_skeleton(key)
        if len(bones) < 3:
            return []
        sound = arabic_latin(key)
        scored = []
        for n in self._skeletons.get(bones, ()):
            place = self._places[n]
            likeness = fuzz.ratio(sound, simple_latin(place.name))
            if (not countries or place.country in countries) and likeness >= _LEAST_SIMILAR:
                scored.append((-likeness, n))
        return [n for _, n in sorted(scored)]

    def _misprints(self, key: str, countries: Sequence[str]) -> list[int]:
        """Names of the countries that differ in one letter, likely confusions first."""
        if len(key) < _MISPRINT_MIN:
            return []
        keys = [name for country in countries for name in self._keys(country)]
        hits = process.extract(key, keys, scorer=OSA.distance, score_cutoff=1, limit=8)
        ordered = sorted((_misprint_cost(key, name), name) for name, _, _ in hits)
        return [n for _, name in ordered for n in self._names[name] if self._places[n].country in countries]

    def _keys(self, country: str) -> list[str]:
        if country not in self._keys_in:
            places = self._places
            self._keys_in[country] = [
                key
                for key, numbers in self._names.items()
                if len(key) >= _MISPRINT_MIN and any(places[n].country == country for n in numbers)
            ]
        return self._keys_in[country]


# First words that writers join to the next or leave apart (كفر نبل, كفرنبل).
_WRITTEN_APART = frozenset("بو ابو ابي كفر تل بن ابن عين بير بءر دير خان طوز البو ام بور ود راس".split())


def _misprint_cost(key: str, name: str) -> float:
    """How unlikely the misprint is: 0.5 for confusions that are common in newspapers, 1 for others."""
    if len(key) == len(name):
        pair = "".join(a + b for a, b in zip(key, name, strict=True) if a != b)
        return 0.5 if pair in _CONFUSED else 1.0
    longer, shorter = sorted((key, name), key=len, reverse=True)
    letter = next((a for a, b in zip(longer, shorter, strict=False) if a != b), longer[-1])
    return 0.5 if letter in "اهيو" else 0.9


def probe_place(text: str, country: str | None, gazetteer: Gazetteer) -> list[Candidate]:
    """Candidates for a name alone, best first; `country` is the report's (ISO alpha-2; several: "IL|PS")."""
    countries = tuple(c for c in (country or "").replace(",", "|").split("|") if c)
    return list(gazetteer.candidates(text, countries))
