"""How fast events are joined into a record, and whether adding one costs by its neighbourhood.

    python benchmarks/speed/record_join.py [--events 100000]

Makes up a war: occurrences at places weighted as in real reporting (few towns have most of it), each told by
one to six reports, some vaguely or with no day. Reports are entered and settled one by one, as on a live
site; for each tenth of the record the rate is printed, what one report costs to take out and enter again, and
the memory that the record takes. The seed is fixed. Results: docs/explanation/incidents.md.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta

from marsad.model import (
    Actor,
    Casualties,
    Control,
    Day,
    Document,
    Event,
    EventType,
    Place,
    ReportRecord,
    Span,
    Words,
)
from marsad.record.incidents import IncidentIndex

START = date(2012, 1, 1)
TYPES: tuple[EventType, ...] = (
    "clash",
    "air_strike",
    "shelling",
    "bombing",
    "attack",
    "seizure",
    "arrest",
    "protest",
)
WEIGHTS = (22, 18, 18, 10, 12, 8, 6, 6)
SIDES = (
    "تنظيم داعش",
    "حرس المنشآت النفطية",
    "كتائب مصراتة",
    "قوات النظام",
    "جبهة النصرة",
    "الحوثيون",
    "مسلحون",
)
PER_REPORT = 3


def words(text: str) -> Words:
    return Words(text, Span(0, len(text)))


def towns(random_: random.Random, count: int) -> list[Place]:
    """Towns of the region; the first are named most."""
    return [
        Place(
            words(f"بلدة {n}"), f"Town {n}", f"t:{n}", "SY", random_.uniform(12, 37), random_.uniform(10, 47)
        )
        for n in range(count)
    ]


def occurrences(random_: random.Random, events: int) -> Iterator[tuple[int, Event]]:
    """(day of the report, event), several for each occurrence."""
    places = towns(random_, 3000)
    weight = [1 / (n + 10) ** 0.8 for n in range(len(places))]
    days = max(365, events // 60)  # about 60 told events a day, whatever the size of the record
    made = 0
    while made < events:
        day, place = random_.randrange(days), random_.choices(places, weight)[0]
        type_ = random_.choices(TYPES, WEIGHTS)[0]
        sides = random_.sample(SIDES, 2)
        toll = random_.randrange(1, 40)
        for _ in range(min(events - made, random_.choices((1, 2, 3, 6), (60, 20, 15, 5))[0])):
            made += 1
            yield day + random_.randrange(3), told(random_, type_, place, day, sides, toll)


def told(
    random_: random.Random, type_: EventType, place: Place, day: int, sides: list[str], toll: int
) -> Event:
    first = START + timedelta(days=day)
    vague = random_.random() < 0.08
    when = None if random_.random() < 0.25 else Day(words("أمس"), first, first)
    if vague:
        when = Day(words("الشهر"), first.replace(day=1), first.replace(day=28))
    return Event(
        id="e",
        type=type_,
        trigger=words("هجوم"),
        initiator=(Actor(words(sides[0])),),
        target=(Actor(words(sides[1])),),
        places=(place,),
        date=when,
        casualties=(Casualties("killed", "target", toll, toll, words("قتلى")),)
        if random_.random() < 0.5
        else (),
        control=Control("taken", sides[0], sides[1]) if type_ == "seizure" else None,
    )


def reports(random_: random.Random, events: int) -> Iterator[ReportRecord]:
    """The events of a day, in reports of three, day after day."""
    rows = sorted(occurrences(random_, events), key=lambda row: row[0])
    for start in range(0, len(rows), PER_REPORT):
        part = rows[start : start + PER_REPORT]
        published = START + timedelta(days=part[-1][0])
        numbered = tuple(_numbered(event, n) for n, (_, event) in enumerate(part, start=1))
        yield ReportRecord(Document(f"r{start:08}", prose(random_), published=published), numbered)


def prose(random_: random.Random) -> str:
    """A sentence of forty words out of six hundred."""
    return " ".join(f"كلمة{random_.randrange(600)}" for _ in range(40))


def _numbered(event: Event, n: int) -> Event:
    fields = {name: getattr(event, name) for name in Event.__dataclass_fields__}
    return Event(**(fields | {"id": f"e{n}"}))


def memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    events = parser.parse_args().events
    rows = list(reports(random.Random(7), events))
    before = memory_mb()
    index = IncidentIndex()
    step = max(1, len(rows) // 10)
    began = time.perf_counter()
    print(f"{'events':>10} {'events/s':>9} {'one report, ms':>15} {'memory, MB':>11}")
    for at in range(0, len(rows), step):
        clock = time.perf_counter()
        for row in rows[at : at + step]:
            index.add(row)
            index.settle()
        spent = time.perf_counter() - clock
        done = sum(len(row.events) for row in rows[at : at + step])
        once = _one(index, rows[at : at + 50])
        print(f"{len(index.nodes):>10,} {done / spent:>9,.0f} {once:>15.2f} {memory_mb() - before:>11,.0f}")
    groups = index.groups()
    told_twice = sum(len(group.events) > 1 for group in groups)
    spent = time.perf_counter() - began
    print(f"{len(groups):,} incidents, {told_twice:,} told more than once; {spent:,.1f} s in all")


def _one(index: IncidentIndex, rows: list[ReportRecord]) -> float:
    """Milliseconds to take one report out, enter it again and settle: the mean of several."""
    clock = time.perf_counter()
    for row in rows:
        index.remove(row.document.id)
        index.add(row)
        index.settle()
    return (time.perf_counter() - clock) * 1000 / len(rows)


if __name__ == "__main__":
    main()
