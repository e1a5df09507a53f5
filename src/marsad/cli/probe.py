"""`marsad probe`: ask one reader, a line of JSON a question, a line of JSON an answer, in order.

date       {"text", "published"}          → {"from", "to", "precision"} or null
quantity   {"text"}                       → {"low", "high"} or null
place      {"text", "country"}            → {"candidates": [{"name", "country", "lat", "lon"}, …]}, best first
event      {"id", "text", "event_type"}   → {"id", "event_type", "event", "score", "spans"}
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import click

from marsad.errors import UsageError

Answer = Callable[[dict[str, Any]], Any]


@click.command("probe")
@click.argument("reader", type=click.Choice(["date", "quantity", "place", "event"]))
def probe_command(reader: str) -> None:
    """Answer JSON lines from standard input with one reader of the coder.

    For measuring a part by itself; the fields are told in docs/reference/cli.md.
    """
    answer = _READERS[reader]()
    for number, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            click.echo(json.dumps(answer(_question(line, number)), ensure_ascii=False))


def _question(line: bytes, number: int) -> dict[str, Any]:
    try:
        question = json.loads(line)
    except ValueError as error:
        raise UsageError(f"<stdin>:{number}: not JSON ({error})", "Write one JSON object a line.") from error
    if not isinstance(question, dict) or not isinstance(question.get("text"), str):
        raise UsageError(f"<stdin>:{number}: no «text» in it", 'Ask like {"text": "…"}.')
    return question


def _date() -> Answer:
    from marsad.resolve.days import day_of

    def answer(question: dict[str, Any]) -> Any:
        day = day_of(question["text"], _day(question.get("published")))
        if day is None:
            return None
        return {"from": day.first.isoformat(), "to": day.last.isoformat(), "precision": day.precision}

    return answer


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except (TypeError, ValueError) as error:
        raise UsageError(f"published: {value!r} is not a day", "Write it like 2016-05-13.") from error


def _quantity() -> Answer:
    from marsad.read.quantities import quantity_of

    def answer(question: dict[str, Any]) -> Any:
        bounds = quantity_of(question["text"])
        return {"low": bounds[0], "high": bounds[1]} if bounds else None

    return answer


def _place() -> Answer:
    from marsad.resolve.gazetteer import Gazetteer, probe_place

    gazetteer = Gazetteer.open()

    def answer(question: dict[str, Any]) -> Any:
        found = probe_place(question["text"], question.get("country"), gazetteer)
        rows = [{"name": c.name, "country": c.country, "lat": c.lat, "lon": c.lon} for c in found]
        return {"candidates": rows}

    return answer


def _event() -> Answer:
    from marsad.sentence_coder import probe_event

    return probe_event


_READERS: dict[str, Callable[[], Answer]] = {
    "date": _date,
    "quantity": _quantity,
    "place": _place,
    "event": _event,
}
