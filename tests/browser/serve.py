"""Run the real site over the sample records, or over none: `python serve.py DATA_FOLDER PORT [empty]`.

A process of its own, as a user's is, so that the tests share no Django and no database
connection with it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from marsad.web import commands

GOLD = Path(__file__).parents[2] / "benchmarks" / "gold"


def sample_records() -> Iterator[tuple[str, dict[str, Any]]]:
    """The coded sample reports, each with the file that it comes from."""
    for path in (GOLD / "samples_libya.jsonl", GOLD / "samples_elsewhere.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.name, json.loads(line)


def record_of_long_ago() -> dict[str, Any]:
    """A report that tells of an event decades before all others, as background."""
    text = "قصفت المدفعية مدينة حماة في شباط 1982."
    place = {"text": "مدينة حماة", "start": 14, "end": 24, "name": "Hama", "id": None, "country": "SY"}
    where = {"lat": 35.13, "lon": 36.76, "precision": 2, "relation": "at", "radius_km": None}
    day = {"text": "شباط 1982", "start": 28, "end": 37, "from": "1982-02-01", "to": "1982-02-28"}
    trigger = {"text": "قصفت المدفعية", "start": 0, "end": 13}
    event = {"id": "e1", "type": "shelling", "trigger": trigger, "modality": "happened", "aggregate": False}
    values = {
        "places": [place | where],
        "date": day | {"precision": "month"},
        "control": None,
        "confidence": 1.0,
    }
    empty = {name: [] for name in ("mentions", "initiator", "target", "casualties", "sources")}
    document = {"id": "long-ago", "text": text, "title": "أربعون عاما", "outlet": "وقائع المشرقين"}
    head = document | {"url": None, "published": "2016-05-20", "notices": []}
    return {"document": head, "events": [event | values | empty]}


def store(records: Iterable[tuple[str, dict[str, Any]]]) -> None:
    refused: list[str] = []
    for tally in commands.add_records(records, by="browser tests"):
        refused = tally.refused
    if refused:
        raise SystemExit("\n".join(refused))


def main(data: str, port: int, records: Iterable[tuple[str, dict[str, Any]]]) -> None:
    commands.start(data)
    store(records)
    commands.up(port=port, data=data)


if __name__ == "__main__":
    everything = chain(sample_records(), [("long ago", record_of_long_ago())])
    main(sys.argv[1], int(sys.argv[2]), [] if "empty" in sys.argv[3:] else everything)
