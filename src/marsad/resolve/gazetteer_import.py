"""Make a gazetteer file of one's own from a dump: GeoNames, NGA GNS or an OSM extract.

    GeoNames    a country file (LY.txt, 19 columns) and, for the Arabic names, alternateNamesV2.txt
    GNS         a country file of the GEOnet Names Server (tab-separated, first line names the columns)
    OSM         an extract in PBF: its nodes with `place=` and a name (ODbL, so in a file of its own)

The file has the form of the shipped one; `Gazetteer.open(extra=user_files(folder))` reads both. Formats:
https://download.geonames.org/export/dump/readme.txt, https://geonames.nga.mil (file formats),
https://wiki.openstreetmap.org/wiki/PBF_Format.
"""

from __future__ import annotations

import csv
import math
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from marsad.arabic import fold
from marsad.errors import GazetteerError
from marsad.resolve.osm_nodes import named_places
from marsad.resolve.spelling import arabic_skeleton, latin_skeleton

FORMAT = "1"
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE place (n INTEGER PRIMARY KEY, id TEXT, name TEXT, country TEXT, lat REAL, lon REAL, type TEXT,
                    population INTEGER, radius_km REAL);
CREATE TABLE name (key TEXT PRIMARY KEY, places TEXT) WITHOUT ROWID;
CREATE TABLE skeleton (key TEXT PRIMARY KEY, places TEXT) WITHOUT ROWID;
CREATE TABLE guarded (key TEXT PRIMARY KEY, need TEXT) WITHOUT ROWID;
CREATE TABLE axis (id TEXT, name TEXT, step INTEGER, place TEXT, PRIMARY KEY (id, step)) WITHOUT ROWID;
"""
Kind = Literal["geonames", "gns", "osm"]

_ARABIC = re.compile(r"[\u0620-\u064a]")
_LATIN = re.compile(r"[A-Za-z]")
_GEONAMES_COLUMNS = 19
_ALTERNATE_COLUMNS = 10
_TYPES = {
    **dict.fromkeys(("RGN", "MTS", "ISL", "STRT"), "region"),
    **dict.fromkeys("AIRP AIRB AIRF PRT HBR DAM CMP CMPRF OILF OILR BDG".split(), "site"),
    "ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin2", "PPLX": "district",
}  # fmt: skip
_CREDITS = {
    "geonames": "GeoNames (CC BY 4.0)",
    "gns": "NGA GEOnet Names Server (public domain)",
    "osm": "OpenStreetMap contributors (ODbL)",
}


@dataclass(slots=True)
class ImportedPlace:
    """One place of a dump. `names` are in Arabic letters, `latin` in Latin ones."""

    id: str
    name: str
    country: str
    lat: float
    lon: float
    type: str
    population: int = 0
    names: list[str] = field(default_factory=list)
    latin: list[str] = field(default_factory=list)

    @property
    def radius_km(self) -> float:
        least = {"admin1": 80.0, "admin2": 25.0, "region": 30.0}.get(self.type, 2.0)
        return round(max(least, math.sqrt(self.population) / 100), 1)


def user_files(folder: Path) -> tuple[Path, ...]:
    """The imported gazetteers of a data folder, in the order of their names."""
    return tuple(sorted((folder / "gazetteer").glob("*.sqlite3")))


def import_dump(
    kind: Kind, source: Path, out: Path, *, country: str = "", alternates: Path | None = None
) -> int:
    """Read a dump and write the gazetteer file `out`; the number of places kept.

    `country` (ISO alpha-2) is needed for GNS and OSM, whose rows do not carry it in that form; `alternates`
    is GeoNames' alternateNamesV2.txt. Raises GazetteerError, with the line, where a file breaks its format;
    `out` is then left as it was.
    """
    if kind == "geonames":
        places = read_geonames(source, alternates)
    elif not re.fullmatch("[A-Z]{2}", country):
        raise GazetteerError(str(source), 0, "the country is not told", "Give it: --country LY.")
    elif kind == "gns":
        places = read_gns(source, country)
    else:
        places = read_osm(source, country)
    kept = [place for place in places if place.names or place.latin]
    if not kept:
        raise GazetteerError(
            str(source), 0, "no place with a name in it", "Is it a country file of this kind?"
        )
    write_gazetteer(kept, out, credit=_CREDITS[kind])
    return len(kept)


# ── GeoNames ─────────────────────────────────────────────────────────────────────────────────


def read_geonames(source: Path, alternates: Path | None = None) -> list[ImportedPlace]:
    """Towns, provinces, airports, ports and the like of a GeoNames country file."""
    places: dict[str, ImportedPlace] = {}
    for number, cells in _rows(source, _GEONAMES_COLUMNS):
        feature_class, code = cells[6], cells[7]
        kind = _TYPES.get(code) or ("settled" if feature_class == "P" else "")
        if kind:
            place = _geonames_place(source, number, cells, kind)
            places[cells[0]] = place
    if alternates:
        _add_alternates(alternates, places)
    return list(places.values())


def _geonames_place(source: Path, number: int, cells: list[str], kind: str) -> ImportedPlace:
    try:
        lat, lon, people = float(cells[4]), float(cells[5]), int(cells[14] or 0)
    except ValueError as error:
        raise _broken(source, number, f"not a number ({error})") from None
    type_ = _settled(people) if kind == "settled" else kind
    names = [name for name in cells[3].split(",") if _is_arabic(name)]
    return ImportedPlace(
        f"gn:{cells[0]}", cells[1], cells[8], lat, lon, type_, people, names, [cells[2] or cells[1]]
    )


def _add_alternates(source: Path, places: dict[str, ImportedPlace]) -> None:
    """Arabic names of alternateNamesV2, in front of those of the country file; historic ones are left out."""
    for _, cells in _rows(source, 4, _ALTERNATE_COLUMNS):
        place = places.get(cells[1])
        historic = len(cells) > 7 and cells[7] == "1"
        if place and cells[2] == "ar" and not historic and cells[3] not in place.names:
            place.names.insert(0, cells[3])


def _rows(source: Path, least: int, most: int = 0) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of a tab-separated file without a header."""
    for number, line in enumerate(_lines(source), start=1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) < least or len(cells) > (most or least):
            raise _broken(source, number, f"{len(cells)} columns, expected {most or least}")
        yield number, cells


def _lines(source: Path) -> Iterator[str]:
    """The lines of a UTF-8 file; bytes that are not UTF-8 are an error with a line number."""
    if not source.is_file():
        raise GazetteerError(str(source), 0, "no such file", "Give the path of the unpacked dump.")
    with source.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError:
                raise _broken(source, number, "not UTF-8 text") from None


def _broken(source: Path, number: int, problem: str) -> GazetteerError:
    return GazetteerError(str(source), number, problem, "Unpack the dump anew and give the .txt file itself.")


# ── GNS ──────────────────────────────────────────────────────────────────────────────────────

# Column names of the files since 2022 and of the older ones.
_GNS = {
    "id": ("ufi",),
    "name": ("full_name", "full_name_ro"),
    "lat": ("lat_dd", "lat"),
    "lon": ("long_dd", "long"),
    "code": ("desig_cd", "dsg"),
    "class": ("fc",),
}


def read_gns(source: Path, country: str) -> list[ImportedPlace]:
    """Places of a GNS country file: its rows of one UFI are the names of one place."""
    reader = csv.DictReader(_lines(source), delimiter="\t", quoting=csv.QUOTE_NONE)
    columns = _gns_columns(source, reader.fieldnames or ())
    places: dict[str, ImportedPlace] = {}
    for row in reader:
        cells = {sense: (row[column] or "").strip() for sense, column in columns.items()}
        name, kind = cells["name"], _gns_type(cells)
        if not kind or not name:
            continue
        try:
            lat, lon = float(cells["lat"]), float(cells["lon"])
        except ValueError:
            raise _broken(source, reader.line_num, "latitude or longitude is not a number") from None
        fresh = ImportedPlace(f"gns:{cells['id']}", name, country, lat, lon, kind)
        place = places.setdefault(cells["id"], fresh)
        (place.names if _is_arabic(name) else place.latin).append(name)
    for place in places.values():
        place.name = place.latin[0] if place.latin else place.name
    return list(places.values())


def _gns_type(cells: dict[str, str]) -> str:
    return _TYPES.get(cells["code"]) or ("village" if cells["class"] == "P" else "")


def _gns_columns(source: Path, header: Iterable[str]) -> dict[str, str]:
    by_name = {name.lower().strip(): name for name in header}
    found = {sense: next((by_name[n] for n in names if n in by_name), "") for sense, names in _GNS.items()}
    missing = [_GNS[sense][0] for sense, column in found.items() if not column]
    if missing:
        raise _broken(source, 1, f"the header has no column {', '.join(missing)}")
    return found


# ── OSM ──────────────────────────────────────────────────────────────────────────────────────

_OSM_TYPES = {"city": "city", "town": "town", "village": "village", "hamlet": "village", "suburb": "district",
              "quarter": "district", "neighbourhood": "district", "locality": "site", "island": "region",
              "state": "admin1", "region": "region", "isolated_dwelling": "village"}  # fmt: skip


def read_osm(source: Path, country: str) -> list[ImportedPlace]:
    """Nodes with `place=` and a name, of an OSM extract in PBF."""
    if not source.is_file():
        raise GazetteerError(str(source), 0, "no such file", "Give the path of the .osm.pbf extract.")
    places = []
    for node in named_places(source):
        kind = _OSM_TYPES.get(node.tags.get("place", ""))
        if not kind:
            continue
        names = [node.tags[key] for key in ("name:ar", "name", "alt_name:ar") if key in node.tags]
        latin = [node.tags[key] for key in ("name:en", "int_name", "name") if key in node.tags]
        arabic = [part for name in names if _is_arabic(name) for part in name.split(";")]
        romanised = [name for name in latin if _LATIN.search(name)]
        people = re.sub(r"\D", "", node.tags.get("population", "")) or "0"
        title = (romanised or arabic or [""])[0]
        places.append(ImportedPlace(
            f"osm:{node.id}", title, country, node.lat, node.lon, kind, int(people), arabic, romanised
        ))  # fmt: skip
    return places


# ── the file ─────────────────────────────────────────────────────────────────────────────────


def write_gazetteer(places: list[ImportedPlace], out: Path, *, credit: str) -> None:
    """Write a gazetteer file, aside first and then renamed, so that a reader never sees half of it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    aside = out.with_suffix(".part")
    aside.unlink(missing_ok=True)
    store = sqlite3.connect(aside)
    with store:
        store.executescript(SCHEMA)
        store.executemany(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)",
            [
                (n, p.id, p.name, p.country, p.lat, p.lon, p.type, p.population, p.radius_km)
                for n, p in enumerate(places)
            ],
        )
        store.executemany("INSERT INTO name VALUES (?,?)", _packed(_keys(p.names) for p in places))
        store.executemany("INSERT INTO skeleton VALUES (?,?)", _packed(_bones(p) for p in places))
        store.executemany("INSERT INTO meta VALUES (?,?)", [("format", FORMAT), ("credit", credit)])
    store.close()
    aside.replace(out)


def _keys(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(key for name in names if (key := " ".join(fold(name).split()))))


def _bones(place: ImportedPlace) -> list[str]:
    found = [arabic_skeleton(fold(name)) for name in place.names] + [
        latin_skeleton(name) for name in place.latin
    ]
    return list(dict.fromkeys(bones for bones in found if len(bones) >= 3))


def _packed(keys: Iterable[list[str]]) -> list[tuple[str, str]]:
    """(key, "row numbers") for the index tables."""
    index: dict[str, list[str]] = defaultdict(list)
    for n, held in enumerate(keys):
        for key in held:
            index[key].append(str(n))
    return [(key, " ".join(rows)) for key, rows in sorted(index.items())]


def _is_arabic(name: str) -> bool:
    return bool(_ARABIC.search(name)) and not _LATIN.search(name)


def _settled(people: int) -> str:
    return "city" if people >= 100_000 else "town" if people >= 5_000 else "village"
