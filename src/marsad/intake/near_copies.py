"""Find reports that reprint one another: a wire story in five papers is one voice.

Each text is reduced to a signature: the smallest `SIZE` of the hashes of its shingles (runs of `WORDS` folded
words), with the number of shingles. Two signatures give the share of the shorter text that stands in the
other, so that a shortened reprint is found too. Signatures are bytes, made to be kept beside the report.

Source of the method: A. Broder, "On the resemblance and containment of documents" (1997).
"""

from __future__ import annotations

import re
import struct
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Generic, TypeVar

from marsad.arabic import fold
from marsad.model import Document

WORDS = 4  # in a shingle: with 8 % of the words edited, seven shingles in ten stay
SIZE = 128  # hashes in a signature: the share is then known to about 5 points
LEAST_SHINGLES = 12  # a shorter text says too little to be called a copy
COPY = 0.5  # share of the shorter text from which two reports are one voice
_KEYS = 32  # hashes by which the index finds candidates

_WORD = re.compile(r"\w+")

Id = TypeVar("Id", bound=Hashable)


def signature(text: str) -> bytes:
    """The signature of a text: four bytes, the number of shingles, then up to 128 hashes, smallest first."""
    words = _WORD.findall(fold(text))
    shingles = {" ".join(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1)}
    hashes = sorted(_hash(shingle) for shingle in shingles)[:SIZE]
    return struct.pack(f">I{len(hashes)}Q", len(shingles), *hashes)


def _hash(shingle: str) -> int:
    return int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest(), "big")


def _opened(sketch: bytes) -> tuple[int, tuple[int, ...]]:
    count, *hashes = struct.unpack(f">I{(len(sketch) - 4) // 8}Q", sketch)
    return count, tuple(hashes)


def likeness(one: bytes, other: bytes) -> float:
    """The share, 0 to 1, of the shorter text that stands in the other, by their signatures."""
    (count, hashes), (other_count, other_hashes) = _opened(one), _opened(other)
    if min(count, other_count) < LEAST_SHINGLES:
        return 0.0
    here, there = set(hashes), set(other_hashes)
    sample = sorted(here | there)[: max(len(here), len(there))]
    resemblance = sum(value in here and value in there for value in sample) / len(sample)
    shared = resemblance * (count + other_count) / (1 + resemblance)
    return min(1.0, shared / min(count, other_count))


def keys(sketch: bytes) -> tuple[int, ...]:
    """The hashes by which an index finds a signature: copies share one of them all but surely."""
    return _opened(sketch)[1][:_KEYS]


@dataclass(slots=True)
class NearCopies(Generic[Id]):
    """An index that grows: `find` before `add` tells which earlier reports a new one reprints."""

    share: float = COPY
    _sketches: dict[Id, bytes] = field(default_factory=dict)
    _by_key: dict[int, list[Id]] = field(default_factory=lambda: defaultdict(list))

    def add(self, id: Id, sketch: bytes) -> None:
        """Enter a report. Raises ValueError for an id that is there already."""
        if id in self._sketches:
            raise ValueError(f"{id!r} is in the index already")
        self._sketches[id] = sketch
        for key in keys(sketch):
            self._by_key[key].append(id)

    def find(self, sketch: bytes) -> list[tuple[Id, float]]:
        """The entered reports that are near-copies, (id, likeness), the most alike first."""
        candidates = Counter(id for key in keys(sketch) for id in self._by_key.get(key, ()))
        rows = [(id, likeness(sketch, self._sketches[id])) for id in candidates]
        return sorted((row for row in rows if row[1] >= self.share), key=lambda row: (-row[1], str(row[0])))


def groups(documents: Iterable[Document], *, share: float = COPY) -> list[tuple[str, ...]]:
    """The ids of documents that reprint one another, groups of two and more, in the order given.

    A copy of a copy belongs to the group. Notices do not count as text.
    """
    index: NearCopies[str] = NearCopies(share)
    leader: dict[str, str] = {}
    for document in documents:
        sketch = signature(report_text(document))
        found = {_first(leader, id) for id, _ in index.find(sketch)}
        if document.id in leader:
            continue
        index.add(document.id, sketch)
        leader[document.id] = document.id
        order = list(leader)
        head = min([*found, document.id], key=order.index)
        leader |= dict.fromkeys([*found, document.id], head)
    members: dict[str, list[str]] = {}
    for id in leader:
        members.setdefault(_first(leader, id), []).append(id)
    return [tuple(ids) for ids in members.values() if len(ids) > 1]


def report_text(document: Document) -> str:
    """The text without its notices."""
    kept, at = [], 0
    for notice in document.notices:
        kept.append(document.text[at : notice.span.start])
        at = notice.span.end
    return "\n".join([*kept, document.text[at:]])


def _first(leader: dict[str, str], id: str) -> str:
    while leader[id] != id:
        id = leader[id]
    return id
