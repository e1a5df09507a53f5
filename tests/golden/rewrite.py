"""Write tests/golden/*.txt from what the coder says today: `make golden`; the diff is read like code.

One file a report: its sentences, then each event with its slots, every value with the words it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import marsad
from marsad.arabic import split_sentences
from marsad.intake import read_path
from marsad.model import Actor, Casualties, Control, Day, Document, Event, Place
from marsad.pipeline import read_document

HERE = Path(__file__).resolve().parent
SAMPLES = Path(marsad.__file__).parent / "samples"
REPORTS = (
    "libya/2016-05-06-barid-abugrein",  # an attack with its toll, a seizure, a threat; Egyptian spelling
    "libya/2016-05-13-sanabil-sadada",  # one battle by the word of both sides
    "libya/2016-05-25-harf-ultimatum",  # an ultimatum
    "libya/2015-06-22-sanabil-truce",  # a truce
    "libya/2016-07-21-harf-accident",  # an accident: no event
    "elsewhere/2013-04-24-hawr-hawija",  # a sit-in dispersed, tolls that disagree
    "elsewhere/2015-08-25-waqai-aswaq",  # stock markets in the words of war: no event
    "elsewhere/2023-12-21-waqai-madani",  # a town given up, people fleeing
)


def document_of(report: str) -> Document:
    """The sample report of that name."""
    (document,) = read_path(SAMPLES / f"{report}.txt")
    assert isinstance(document, Document)
    return document


def path_of(report: str) -> Path:
    return HERE / f"{Path(report).name}.txt"


def page(document: Document) -> str:
    """The whole golden file of one report."""
    lines = [f"{document.id} · {document.outlet} · {document.published}", document.title, ""]
    lines += [f"[{s.index}] {s.text}" for s in split_sentences(document)]
    for event in read_document(document).events:
        lines += ["", *_event(event)]
    return "\n".join(lines) + "\n"


def _event(event: Event) -> Iterator[str]:
    aggregate = " aggregate" if event.aggregate else ""
    yield f"{event.id} {event.type} {event.modality}{aggregate} «{event.trigger.text}»"
    slots: dict[str, list[str]] = {
        "again": [f"«{words.text}»" for words in event.mentions],
        "initiator": [_actor(a) for a in event.initiator],
        "target": [_actor(a) for a in event.target],
        "place": [_place(p) for p in event.places],
        "date": [_day(event.date)] if event.date else [],
        "toll": [_toll(c) for c in event.casualties],
        "source": [f"«{words.text}»" for words in event.sources],
        "control": [_control(event.control)] if event.control else [],
    }
    for slot, values in slots.items():
        yield from (f"  {slot:<10}{value}" for value in values)


def _actor(actor: Actor) -> str:
    return f"«{actor.words.text}» {actor.kind} {actor.id or ''}".rstrip()


def _place(place: Place) -> str:
    at = "nowhere known" if place.lat is None or place.lon is None else f"{place.lat:.2f} {place.lon:.2f}"
    country = place.country or "no country"
    return f"«{place.words.text}» {place.relation} {at} precision {place.precision} {country}"


def _day(day: Day) -> str:
    told = f"«{day.words.text}» " if day.words else ""
    return f"{told}{day.first} to {day.last} ({day.precision})"


def _toll(toll: Casualties) -> str:
    low, high = (bound if bound is not None else "?" for bound in (toll.low, toll.high))
    return f"«{toll.words.text}» {toll.kind} {low} to {high}, {toll.whose}"


def _control(control: Control) -> str:
    return f"{control.change}: «{control.holder or '?'}» after «{control.former or '?'}»"


def main() -> None:
    for report in REPORTS:
        path_of(report).write_text(page(document_of(report)), encoding="utf-8")


if __name__ == "__main__":
    main()
