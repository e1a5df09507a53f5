"""Score coded reports against gold reports: the figures behind `marsad score`.

Both sides are records of the codebook's format, joined on `document.id`. Events are matched one to
one within a report, closest first; then each fact of a matched pair is compared slot by slot. What
counts as agreement is told at each `same_*` function and in docs/reference/cli.md. Events flagged
`aggregate` in the gold are neither rewarded nor punished. How a report is coded is not known here.

The names of sides, sources and holders are compared by folded tokens. The folding is the scorer's own
and frozen: a change in `marsad.arabic` must never move a published figure.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from marsad.errors import RecordError
from marsad.export.jsonl import loads
from marsad.model import Casualties, Control, Day, Event, EventType, Place, ReportRecord

GROUPS: dict[str, tuple[EventType, ...]] = {
    "violence": ("clash", "seizure", "air_strike", "shelling", "bombing", "attack"),
    "contention": ("protest", "riot"),
    "coercion": ("abduction", "arrest", "blockade", "threat"),
    "moves": ("handover", "mobilisation", "displacement"),
    "deals": ("agreement", "release"),
    "property": ("destruction", "weapon_seizure"),
}
SLOTS = ("type", "modality", "initiator", "target", "places", "date", "casualties", "sources", "control")
PLACE_KM = {1: 25.0, 2: 25.0, 3: 30.0, 4: 100.0, 5: 150.0}  # by the gold's precision
COUNTRY = 6  # the precision at which places agree by country code
EARTH_KM = 12742  # the diameter

_GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}
_MARKS = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069]"
)
_LETTERS = str.maketrans("أإآٱةىؤئ", "ااااهيوي")
_CLITICS = re.compile(r"[وف]?[بلك]?(?:ال)?(?=\w{3})")  # peeled while three letters stay
_SENTENCE_END = re.compile(r"[.!?؟\n]+[\s»”\")]?")

T = TypeVar("T")


# --- what counts as agreement ---------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def name_tokens(name: str) -> frozenset[str]:
    """The folded tokens of an Arabic or Latin name, leading clitics peeled."""
    folded = _MARKS.sub("", name).translate(_LETTERS).lower()
    return frozenset(_peeled(word) for word in re.findall(r"\w+", folded))


def _peeled(word: str) -> str:
    match = _CLITICS.match(word)
    return word[match.end() :] if match else word


def alike(a: str | None, b: str | None) -> bool:
    """Whether two names share half of their tokens (F1 of the two sets is 0.5 or more).

    >>> alike("قوات مصراته", "قوات من مصراتة")
    True
    """
    one, other = name_tokens(a or ""), name_tokens(b or "")
    return bool(one and other) and 4 * len(one & other) >= len(one) + len(other)


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) points in degrees."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    chord = math.sin((lat_b - lat_a) / 2) ** 2
    chord += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return EARTH_KM * math.asin(math.sqrt(chord))


def _point(place: Place) -> tuple[float, float] | None:
    return None if place.lat is None or place.lon is None else (place.lat, place.lon)


def same_place(gold: Place, coded: Place) -> bool:
    """Countries by code; points within the distance that the gold's precision allows; else by their words."""
    if gold.precision == COUNTRY and gold.country:
        return gold.country == coded.country
    here, there = _point(gold), _point(coded)
    if here and there:
        return kilometres(here, there) <= max(PLACE_KM.get(gold.precision, 25.0), gold.radius_km or 0)
    return gold.lat is None and alike(gold.words.text, coded.words.text)


def same_date(gold: Day, coded: Day) -> bool:
    """Day ranges agree where they overlap by half of their union."""
    overlap = (min(gold.last, coded.last) - max(gold.first, coded.first)).days + 1
    union = (max(gold.last, coded.last) - min(gold.first, coded.first)).days + 1
    return overlap > 0 and overlap / union >= 0.5


def same_casualties(gold: Casualties, coded: Casualties) -> bool:
    """Kind and both figures equal; the side equal, or civilians for the target and the reverse."""
    whose = {gold.whose, coded.whose}
    figures = (gold.kind, gold.low, gold.high) == (coded.kind, coded.low, coded.high)
    return figures and (len(whose) == 1 or whose == {"target", "civilians"})


def same_control(gold: Control, coded: Control) -> bool:
    """The change equal, and alike whichever holders the gold names."""
    pairs = ((gold.holder, coded.holder), (gold.former, coded.former))
    return gold.change == coded.change and all(not told or alike(told, got) for told, got in pairs)


def paired(gold: Sequence[T], coded: Sequence[T], same: Callable[[T, T], bool]) -> int:
    """How many gold values find a coded value of their own, first come first served."""
    left, hits = list(coded), 0
    for value in gold:
        partner = next((i for i, other in enumerate(left) if same(value, other)), None)
        if partner is not None:
            del left[partner]
            hits += 1
    return hits


# --- the facts of an event ------------------------------------------------------------------------------


def _names(event: Event, slot: str) -> tuple[str, ...]:
    if slot == "sources":
        return tuple(words.text for words in event.sources)
    actors = event.initiator if slot == "initiator" else event.target
    return tuple(actor.words.text or actor.name or "" for actor in actors)


def facts(event: Event) -> dict[str, int]:
    """How many facts an event states, by slot. A type and a modality are always stated."""
    return {
        "type": 1,
        "modality": 1,
        "initiator": len(event.initiator),
        "target": len(event.target),
        "places": len(event.places),
        "date": int(event.date is not None),
        "casualties": len(event.casualties),
        "sources": len(event.sources),
        "control": int(_control(event) is not None),
    }


def agreeing(gold: Event, coded: Event) -> dict[str, int]:
    """How many facts of a matched pair agree, by slot."""
    here, there = _control(gold), _control(coded)
    sides = {
        slot: paired(_names(gold, slot), _names(coded, slot), alike)
        for slot in ("initiator", "target", "sources")
    }
    return sides | {
        "type": int(gold.type == coded.type),
        "modality": int(gold.modality == coded.modality),
        "places": paired(gold.places, coded.places, same_place),
        "date": int(bool(gold.date and coded.date) and same_date(gold.date, coded.date)),  # type: ignore[arg-type]
        "casualties": paired(gold.casualties, coded.casualties, same_casualties),
        "control": int(bool(here and there) and same_control(here, there)),  # type: ignore[arg-type]
    }


def _control(event: Event) -> Control | None:
    return event.control if event.control and event.control.change else None


# --- matching events ------------------------------------------------------------------------------------


def _closeness(gold: Event, coded: Event, starts: Sequence[int]) -> int:
    """3 where two of their mentions overlap, 2 where two stand in one sentence, 0 where they are apart."""
    best = 0
    for here in _mentions(gold):
        for there in _mentions(coded):
            if here[0] < there[1] and there[0] < here[1]:
                return 3
            if bisect_right(starts, here[0]) == bisect_right(starts, there[0]):
                best = 2
    return best


def _mentions(event: Event) -> list[tuple[int, int]]:
    return [(words.span.start, words.span.end) for words in (event.trigger, *event.mentions)]


def _shared_facts(gold: Event, coded: Event) -> int:
    """The tie-breaker among candidates in one sentence: sides (whoever acts), casualties, places."""
    sides = [_names(event, "initiator") + _names(event, "target") for event in (gold, coded)]
    shared = paired(sides[0], sides[1], alike)
    shared += paired(gold.casualties, coded.casualties, same_casualties)
    return shared + paired(gold.places, coded.places, same_place)


def match(
    golds: Sequence[Event], codeds: Sequence[Event], text: str, *, by: Callable[[EventType], str]
) -> list[tuple[int, int]]:
    """Pair events one to one, closest first; only events of one class (`by` their type) can pair.

    Equal types go before other types of the class, then closeness, shared facts, nearness of the triggers.
    Returns index pairs (gold, coded).
    """
    starts = [0, *(stop.end() for stop in _SENTENCE_END.finditer(text))]
    rows = []
    for i, gold in enumerate(golds):
        for j, coded in enumerate(codeds):
            near = _closeness(gold, coded, starts) if by(gold.type) == by(coded.type) else 0
            if near:
                distance = abs(gold.trigger.span.start - coded.trigger.span.start)
                rows.append((gold.type == coded.type, near, _shared_facts(gold, coded), -distance, -i, -j))
    rows.sort(reverse=True)
    return list(_one_to_one((-row[4], -row[5]) for row in rows))


def _one_to_one(candidates: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    taken_gold, taken_coded = set(), set()
    for i, j in candidates:
        if i not in taken_gold and j not in taken_coded:
            taken_gold.add(i)
            taken_coded.add(j)
            yield i, j


def _own_type(kind: EventType) -> str:
    return kind


def event_group(kind: EventType) -> str:
    return _GROUP_OF.get(kind, "")


# --- the tally ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Tally:
    """Facts in the gold, facts coded, and those that agree."""

    hit: int = 0
    gold: int = 0
    got: int = 0

    def add(self, hit: int, gold: int, got: int) -> None:
        self.hit, self.gold, self.got = self.hit + hit, self.gold + gold, self.got + got

    @property
    def precision(self) -> float:
        return self.hit / self.got if self.got else 0.0

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1 to three places, with the counts behind them."""
        ratios = {"p": round(self.precision, 3), "r": round(self.recall, 3), "f1": round(self.f1, 3)}
        return ratios | {"gold": self.gold, "got": self.got}


@dataclass(slots=True)
class Score:
    """What a coder reached on a gold set. `missed` and `spurious` hold (document id, event)."""

    documents: int = 0
    not_coded: int = 0
    relevance: Tally = field(default_factory=Tally)
    detection: Tally = field(default_factory=Tally)
    by_group: Tally = field(default_factory=Tally)
    slots: dict[str, Tally] = field(default_factory=lambda: {slot: Tally() for slot in SLOTS})
    record: Tally = field(default_factory=Tally)
    by_type: dict[str, Tally] = field(default_factory=dict)
    missed: list[tuple[str, Event]] = field(default_factory=list)
    spurious: list[tuple[str, Event]] = field(default_factory=list)

    def to_json(self, *, by_type: bool = False) -> dict[str, Any]:
        """The figures as one JSON object."""
        figures: dict[str, Any] = {
            "documents": self.documents,
            "not_coded": self.not_coded,
            "relevance": self.relevance.figures(),
            "detection": self.detection.figures(),
            "detection_by_group": self.by_group.figures(),
            "slots_of_matched": {slot: tally.figures() for slot, tally in self.slots.items()},
            "record": self.record.figures(),
        }
        if by_type:
            figures["by_type"] = {kind: self.by_type[kind].figures() for kind in sorted(self.by_type)}
        return figures


def score(gold: Mapping[str, ReportRecord], coded: Mapping[str, ReportRecord]) -> Score:
    """Score the coded records against the gold ones, joined on document id. Pure."""
    result = Score(documents=len(gold), not_coded=sum(key not in coded for key in gold))
    for key, record in gold.items():
        _score_report(result, record, coded[key].events if key in coded else ())
    return result


def _score_report(result: Score, gold: ReportRecord, coded: Sequence[Event]) -> None:
    text = gold.document.text
    loose = match(gold.events, coded, text, by=event_group)
    absorbed = {j for i, j in loose if gold.events[i].aggregate}  # what a coder finds for an aggregate leaves
    golds = [event for event in gold.events if not event.aggregate]
    found = [event for j, event in enumerate(coded) if j not in absorbed]
    result.relevance.add(int(bool(golds and found)), int(bool(golds)), int(bool(found)))
    _count_types(result, golds, found, match(golds, found, text, by=_own_type))
    pairs = match(golds, found, text, by=event_group)
    _count_facts(result, golds, found, pairs)
    hit, taken = {i for i, _ in pairs}, {j for _, j in pairs}
    key = gold.document.id
    result.missed += [(key, event) for i, event in enumerate(golds) if i not in hit]
    result.spurious += [(key, event) for j, event in enumerate(found) if j not in taken]


def _count_types(
    result: Score, golds: Sequence[Event], found: Sequence[Event], pairs: Sequence[tuple[int, int]]
) -> None:
    result.detection.add(len(pairs), len(golds), len(found))
    for i, _ in pairs:
        result.by_type.setdefault(golds[i].type, Tally()).add(1, 0, 0)
    for event in golds:
        result.by_type.setdefault(event.type, Tally()).add(0, 1, 0)
    for event in found:
        result.by_type.setdefault(event.type, Tally()).add(0, 0, 1)


def _count_facts(
    result: Score, golds: Sequence[Event], found: Sequence[Event], pairs: Sequence[tuple[int, int]]
) -> None:
    result.by_group.add(len(pairs), len(golds), len(found))
    result.record.add(0, sum(_total(facts(e)) for e in golds), sum(_total(facts(e)) for e in found))
    for i, j in pairs:
        agreed, told, said = agreeing(golds[i], found[j]), facts(golds[i]), facts(found[j])
        result.record.add(_total(agreed), 0, 0)
        for slot in SLOTS:
            result.slots[slot].add(agreed[slot], told[slot], said[slot])


def _total(counts: Mapping[str, int]) -> int:
    return sum(counts.values())


# --- the edge: files in, lines out ----------------------------------------------------------------------


def load_records(path: Path) -> dict[str, ReportRecord]:
    """The records of a JSONL file by document id; a later one of the same id wins.

    Raises RecordError naming the file and line where it is not a coded report or cannot be opened.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        problem = error.strerror if isinstance(error, OSError) and error.strerror else "not UTF-8 text"
        raise RecordError(str(path), 0, problem, "Give a JSONL file of coded reports.") from error
    rows = (loads(line, path=str(path), number=n) for n, line in enumerate(lines, 1) if line.strip())
    return {record.document.id: record for record in rows}


def render(result: Score, *, by_type: bool = False, misses: int = 0) -> Iterator[str]:
    """The figures as lines for a terminal; up to `misses` events of each kind that found no partner."""
    yield f"{result.documents} reports, {result.not_coded} of them not coded"
    yield _row("relevance", result.relevance)
    yield _row("detection (type)", result.detection)
    yield _row("detection (group)", result.by_group)
    yield from (_row("  " + slot, result.slots[slot]) for slot in SLOTS)
    yield _row("RECORD", result.record)
    if by_type:
        yield from (_row("  " + kind, result.by_type[kind]) for kind in sorted(result.by_type))
    for label, rows in (("missed", result.missed), ("spurious", result.spurious)):
        for key, event in rows[:misses]:
            yield f"{label}: {key} {event.type} «{event.trigger.text}» at {event.trigger.span.start}"


def _row(label: str, tally: Tally) -> str:
    ratios = f"P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"
    return f"{label:<24} {ratios}   ({tally.gold} gold, {tally.got} coded)"
