"""Dumps in their real formats, small ones made here, become files that open beside the shipped one."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from marsad.errors import GazetteerError
from marsad.resolve.gazetteer import Gazetteer
from marsad.resolve.gazetteer_import import import_dump, read_geonames, read_gns, user_files


def geonames_row(id_: int, name: str, others: str, point: str, code: str, people: int = 0) -> str:
    """A line of a GeoNames country file: 19 columns. `point` is "lat lon", `code` "class code"."""
    cells = [
        str(id_),
        name,
        name,
        others,
        *point.split(),
        *code.split(),
        "LY",
        "",
        "76",
        "",
        "",
        "",
        str(people),
    ]
    return "\t".join([*cells, "", "210", "Africa/Tripoli", "2020-01-01"])


GEONAMES = (
    geonames_row(900001, "Shurnuqab", "Shurnuqab,شرنقاب", "30.5 16.25", "P PPL", 1200),
    geonames_row(900002, "Haql Tajribi", "", "29.1 17.5", "S OILF"),
    geonames_row(900003, "Wadi Tajribi", "", "29.2 17.6", "H WAD"),
)
ALTERNATES = (
    "1\t900002\tar\tحقل شمطوط\t1\t\t\t\t\t",
    "2\t900002\ten\tShamtut field\t\t\t\t\t\t",
    "3\t900001\tar\tاسم قديم\t\t\t\t1\t\t",
)
GNS = (
    "rk\tufi\tuni\tfull_name\tnt\tlat_dd\tlong_dd\tdesig_cd\tfc\tlang_cd\tscript_cd",
    "1\t-77\t1\tShamtut\tN\t30.1\t16.1\tPPL\tP\tara\tlatn",
    "2\t-77\t2\tشمطوط\tNS\t30.1\t16.1\tPPL\tP\tara\tarab",
    "3\t-78\t3\tJabal\tN\t30.3\t16.3\tHLL\tT\tara\tlatn",
)


def lines(path: Path, rows: tuple[str, ...]) -> Path:
    path.write_text("".join(row + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_geonames_country_file_opens_beside_the_shipped_names(tmp_path):
    source = lines(tmp_path / "LY.txt", GEONAMES)
    out = tmp_path / "gazetteer" / "geonames-ly.sqlite3"
    assert import_dump("geonames", source, out, alternates=lines(tmp_path / "alt.txt", ALTERNATES)) == 2
    both = Gazetteer.open(extra=user_files(tmp_path))
    village = both.candidates("شرنقاب", ("LY",))[0]
    assert (village.id, village.lat, village.type) == ("gn:900001", 30.5, "village")
    assert both.candidates("حقل شمطوط", ("LY",))[0].type == "site"
    assert both.candidates("سرت", ("LY",))[0].name == "Sirte"
    assert both.knows("شرنقاب")
    assert not Gazetteer.open().knows("شرنقاب")


def test_historic_names_and_valleys_are_left_out(tmp_path):
    places = read_geonames(lines(tmp_path / "LY.txt", GEONAMES), lines(tmp_path / "alt.txt", ALTERNATES))
    assert [place.names for place in places] == [["شرنقاب"], ["حقل شمطوط"]]


def test_a_place_known_already_gains_names_and_keeps_its_point(tmp_path):
    benghazi = geonames_row(88319, "Benghazi", "بنغازى المدينة", "1.0 1.0", "P PPLA", 650629)
    out = tmp_path / "own.sqlite3"
    import_dump("geonames", lines(tmp_path / "LY.txt", (benghazi,)), out)
    both = Gazetteer.open(extra=[out])
    assert both.candidates("بنغازي المدينة", ("LY",))[0].lat == pytest.approx(32.1, abs=0.2)


@pytest.mark.parametrize("header", [GNS[0], GNS[0].upper(), GNS[0].replace("full_name", "FULL_NAME_RO")])
def test_the_names_of_one_gns_place_come_together(tmp_path, header):
    (place,) = read_gns(lines(tmp_path / "ly.txt", (header, *GNS[1:])), "LY")
    assert (place.id, place.name, place.names, place.lat) == ("gns:-77", "Shamtut", ["شمطوط"], 30.1)


def varint(value: int) -> bytes:
    out = b""
    while value >= 0x80:
        out, value = out + bytes([value & 0x7F | 0x80]), value >> 7
    return out + bytes([value])


def field(number: int, value: int | bytes) -> bytes:
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def blob(kind: bytes, content: bytes) -> bytes:
    body = field(2, len(content)) + field(3, zlib.compress(content))
    header = field(1, kind) + field(3, len(body))
    return struct.pack(">I", len(header)) + header + body


def extract() -> bytes:
    """An OSM extract: a village and a bare point in the dense form, a town in the plain one."""
    latin = [b"", b"place", b"village", b"name", b"?", b"name:en", b"Shamtut", b"town"]
    words = [*latin[:4], "شمطوط".encode(), *latin[5:], "بلدة شر".encode()]
    table = b"".join(field(1, word) for word in words)
    ids, lats, lons = [7, 1], [301000000, 5], [161000000, 5]
    dense = (
        field(1, b"".join(varint(zigzag(v)) for v in ids))
        + field(8, b"".join(varint(zigzag(v)) for v in lats))
        + field(9, b"".join(varint(zigzag(v)) for v in lons))
        + field(10, bytes([1, 2, 3, 4, 5, 6, 0, 0]))
    )
    plain = field(1, zigzag(99)) + field(2, bytes([1, 3])) + field(3, bytes([7, 8]))
    plain += field(8, zigzag(-305000000)) + field(9, zigzag(165000000))
    block = field(1, table) + field(2, field(2, dense)) + field(2, field(1, plain))
    header = field(4, b"OsmSchema-V0.6") + field(4, b"DenseNodes")
    return blob(b"OSMHeader", header) + blob(b"OSMData", block)


def test_places_of_an_osm_extract_are_read(tmp_path):
    source = tmp_path / "libya.osm.pbf"
    source.write_bytes(extract())
    out = tmp_path / "osm.sqlite3"
    assert import_dump("osm", source, out, country="LY") == 2
    both = Gazetteer.open(extra=[out])
    village = both.candidates("شمطوط", ("LY",))[0]
    assert (village.id, village.name, village.lat, village.lon) == ("osm:7", "Shamtut", 30.1, 16.1)
    assert both.candidates("بلدة شر", ("LY",))[0].lat == -30.5


@pytest.mark.parametrize(
    ("kind", "content", "message"),
    [
        ("geonames", b"1\tonly\tthree\n", "LY.txt:1: 3 columns, expected 19"),
        ("geonames", GEONAMES[0].replace("30.5", "north").encode(), "LY.txt:1: not a number"),
        ("geonames", b"\xff\xfe\x00", "LY.txt:1: not UTF-8 text"),
        ("gns", b"a\tb\n1\t2\n", "LY.txt:1: the header has no column ufi"),
        ("osm", b"\x00\x00\x00\x10" + b"not a map at all", "not an OSM extract in PBF"),
        ("osm", extract()[:-20], "the file ends in the middle of a blob"),
        ("osm", b"", "no place with a name in it"),
    ],
)
def test_a_broken_dump_is_named_and_writes_nothing(tmp_path, kind, content, message):
    source, out = tmp_path / "LY.txt", tmp_path / "own.sqlite3"
    source.write_bytes(content)
    with pytest.raises(GazetteerError, match=message):
        import_dump(kind, source, out, country="LY")
    assert not out.exists()


def test_a_missing_file_and_a_missing_country_are_told(tmp_path):
    with pytest.raises(GazetteerError, match="no such file"):
        import_dump("geonames", tmp_path / "none.txt", tmp_path / "own.sqlite3")
    with pytest.raises(GazetteerError, match="--country LY"):
        import_dump("gns", lines(tmp_path / "ly.txt", GNS), tmp_path / "own.sqlite3")
