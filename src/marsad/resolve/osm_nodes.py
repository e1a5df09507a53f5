"""The named places among the nodes of an OSM extract in PBF.

A reader for this one need, so that no native library has to be installed: blobs are inflated one at a time,
nodes (plain and dense) with a `place` tag are given, ways and relations are passed over. The format:
https://wiki.openstreetmap.org/wiki/PBF_Format.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from marsad.errors import GazetteerError

_LARGEST_HEADER, _LARGEST_BLOB = 64 * 1024, 32 * 1024 * 1024  # bytes, by the format
_NANO = 1e-9


@dataclass(frozen=True, slots=True)
class Node:
    """A point of OSM with its tags; degrees of WGS 84."""

    id: int
    lat: float
    lon: float
    tags: dict[str, str]


def named_places(source: Path) -> Iterator[Node]:
    """Nodes that have both a `place` tag and a name. Raises GazetteerError on a file that is no PBF."""
    with source.open("rb") as stream:
        try:
            for kind, block in _blocks(stream):
                if kind == b"OSMData":
                    yield from _nodes(block)
        except (struct.error, zlib.error, IndexError, UnicodeDecodeError, _NotPbfError) as error:
            repair = "Give an extract in PBF (.osm.pbf), downloaded whole."
            raise GazetteerError(str(source), 0, f"not an OSM extract in PBF ({error})", repair) from error


class _NotPbfError(Exception):
    """The bytes break the format."""


def _blocks(stream: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """(type, inflated bytes) of each blob of the file."""
    while head := stream.read(4):
        (size,) = struct.unpack(">I", head)
        if size > _LARGEST_HEADER:
            raise _NotPbfError(f"a header of {size} bytes")
        header = _last(stream.read(size))
        length = header.get(3, 0)
        if not isinstance(length, int) or length > _LARGEST_BLOB:
            raise _NotPbfError("a blob too large")
        data = stream.read(length)
        if len(data) < length:
            raise _NotPbfError("the file ends in the middle of a blob")
        yield _bytes(header.get(1, b"")), _inflated(_last(data))


def _inflated(blob: dict[int, int | bytes]) -> bytes:
    if 1 in blob:
        return _bytes(blob[1])
    if 3 not in blob:
        raise _NotPbfError("a compression other than zlib")
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(_bytes(blob[3]), _LARGEST_BLOB)
    if unpacker.unconsumed_tail:
        raise _NotPbfError("a blob too large")
    return data


def _nodes(block: bytes) -> Iterator[Node]:
    strings: list[bytes] = []
    groups: list[bytes] = []
    frame = {17: 100, 19: 0, 20: 0}  # granularity, offsets of latitude and longitude
    for number, value in _fields(block):
        if number == 1:
            strings = [_bytes(v) for n, v in _fields(_bytes(value)) if n == 1]
        elif number == 2:
            groups.append(_bytes(value))
        elif number in frame:
            frame[number] = _signed(int(value))
    if not any(s == b"place" for s in strings):
        return
    for group in groups:
        for number, value in _fields(group):
            if number == 1:
                yield from _plain(_bytes(value), strings, frame)
            elif number == 2:
                yield from _dense(_bytes(value), strings, frame)


def _plain(message: bytes, strings: list[bytes], frame: dict[int, int]) -> Iterator[Node]:
    cells = _last(message)
    keys, values = _varints(_bytes(cells.get(2, b""))), _varints(_bytes(cells.get(3, b"")))
    tags = dict(zip(keys, values, strict=False))
    yield from _placed(_unzigzag(_int(cells, 1)), _unzigzag(_int(cells, 8)), _unzigzag(_int(cells, 9)),
                       tags, strings, frame)  # fmt: skip


def _dense(message: bytes, strings: list[bytes], frame: dict[int, int]) -> Iterator[Node]:
    cells = _last(message)
    ids, lats, lons = (map(_unzigzag, _varints(_bytes(cells.get(n, b"")))) for n in (1, 8, 9))
    pairs = iter(_varints(_bytes(cells.get(10, b""))))
    node = lat = lon = 0
    for step, up, right in zip(ids, lats, lons, strict=True):
        node, lat, lon = node + step, lat + up, lon + right
        tags = {}
        while key := next(pairs, 0):
            tags[key] = next(pairs)
        if tags:
            yield from _placed(node, lat, lon, tags, strings, frame)


def _placed(
    node: int, lat: int, lon: int, tags: dict[int, int], strings: list[bytes], frame: dict[int, int]
) -> Iterator[Node]:
    words = {strings[key].decode(): strings[value].decode() for key, value in tags.items()}
    if "place" in words and any(key == "name" or key.startswith("name:") for key in words):
        yield Node(
            node,
            round(_NANO * (frame[19] + frame[17] * lat), 6),
            round(_NANO * (frame[20] + frame[17] * lon), 6),
            words,
        )


# ── protocol buffers ─────────────────────────────────────────────────────────────────────────


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """(field number, value) of a message: varints as integers, length-delimited fields as bytes."""
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        number, wire = tag >> 3, tag & 7
        if wire == 0:
            value, at = _varint(message, at)
            yield number, value
        elif wire == 2:
            size, at = _varint(message, at)
            if at + size > len(message):
                raise _NotPbfError("a field longer than its message")
            yield number, message[at : at + size]
            at += size
        elif wire in (1, 5):
            at += 8 if wire == 1 else 4
        else:
            raise _NotPbfError(f"wire type {wire}")


def _last(message: bytes) -> dict[int, int | bytes]:
    return dict(_fields(message))


def _bytes(value: int | bytes) -> bytes:
    if isinstance(value, int):
        raise _NotPbfError("a number where bytes belong")
    return value


def _int(cells: dict[int, int | bytes], number: int) -> int:
    value = cells.get(number, 0)
    if not isinstance(value, int):
        raise _NotPbfError("bytes where a number belongs")
    return value


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value, shift, at = value | (byte & 0x7F) << shift, shift + 7, at + 1
        if byte < 0x80:
            return value, at


def _varints(packed: bytes) -> list[int]:
    found, at = [], 0
    while at < len(packed):
        value, at = _varint(packed, at)
        found.append(value)
    return found


def _unzigzag(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


def _signed(value: int) -> int:
    """An int64 as a varint carries it."""
    return value - (1 << 64) if value >= 1 << 63 else value
