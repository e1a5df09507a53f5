"""Whether a record may be stored: the codebook's format, and words that lie where they say.

Everything that comes in passes here, whoever brings it; the rest of the site relies on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from marsad.errors import RecordError
from marsad.export.jsonl import from_json, to_json
from marsad.model import Event, Place, ReportRecord, Words
from marsad.web.store import codes

LONGEST_TEXT = 2_000_000  # characters; a report is some thousands
LONGEST_NAME = 300
MOST_EVENTS = 2_000
_EVENT_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_MOST_PEOPLE = 2_000_000_000


def checked(record: dict[str, Any], *, where: str = "<record>") -> ReportRecord:
    """The typed record of a JSON object that the store can keep.

    Raises RecordError naming `where`, what is wrong and how to repair it.
    """
    typed = _typed(record, where)
    problem = next(_problems(typed), None)
    if problem:
        raise RecordError(
            where, 0, problem, "See the codebook for the format; correct the record and add again"
        )
    return typed


def _typed(record: dict[str, Any], where: str) -> ReportRecord:
    try:
        typed = from_json(record)
        to_json(typed)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        problem = f"not a coded report ({type(error).__name__}: {error})"
        raise RecordError(where, 0, problem, "See the codebook for the format of a record") from error
    return typed


def _problems(record: ReportRecord) -> Iterator[str]:
    document = record.document
    yield from _document_problems(record)
    for notice in document.notices:
        if notice.span.end > len(document.text):
            yield f"a notice ends at {notice.span.end}, after the text's end at {len(document.text)}"
        if not isinstance(notice.kind, str):
            yield f"a notice of the kind {notice.kind!r}, which is no word"
    seen: set[str] = set()
    for event in record.events:
        if event.id in seen:
            yield f"two events called {event.id!r}"
        seen.add(event.id)
        yield from (f"event {event.id!r}: {problem}" for problem in _event_problems(event, document.text))


def _document_problems(record: ReportRecord) -> Iterator[str]:
    document = record.document
    texts = (document.id, document.text, document.title, document.outlet or "", document.url or "")
    if not all(isinstance(text, str) for text in texts):
        yield "id, text, title, outlet and url must be strings"
        return
    if not document.id.strip() or len(document.id) > LONGEST_NAME:
        yield f"the document's id must have 1 to {LONGEST_NAME} characters"
    if not document.text.strip() or len(document.text) > LONGEST_TEXT:
        yield f"the text must have 1 to {LONGEST_TEXT} characters"
    if len(document.outlet or "") > LONGEST_NAME:
        yield f"the outlet's name must have at most {LONGEST_NAME} characters"
    if any("\0" in text or _has_surrogate(text) for text in texts):
        yield "a character that is no text (NUL or half a surrogate pair)"
    if len(record.events) > MOST_EVENTS:
        yield f"more than {MOST_EVENTS} events"


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)


def _event_problems(event: Event, text: str) -> Iterator[str]:
    if not _EVENT_ID.fullmatch(str(event.id)):
        yield "an event's id is a letter and up to 39 letters, digits, - or _"
    yield from _code_problems(event)
    for words in _all_words(event):
        if text[words.span.start : words.span.end] != words.text:
            yield f"the words {words.text!r} do not stand at [{words.span.start}, {words.span.end})"
    for place in event.places:
        yield from _place_problems(place)
    for entry in event.casualties:
        yield from _count_problems(entry.low, entry.high)
    if event.confidence is not None and not 0 <= event.confidence <= 1:
        yield f"confidence {event.confidence!r} is not between 0 and 1"


def _code_problems(event: Event) -> Iterator[str]:
    given: list[tuple[str, str, tuple[str, ...]]] = [
        ("type", event.type, codes.EVENT_TYPES),
        ("modality", event.modality, codes.MODALITIES),
    ]
    given += [("actor's kind", actor.kind, codes.ACTOR_KINDS) for actor in (*event.initiator, *event.target)]
    given += [("casualties' kind", entry.kind, codes.CASUALTY_KINDS) for entry in event.casualties]
    given += [("casualties' side", entry.whose, codes.WHOSE) for entry in event.casualties]
    if event.date:
        given.append(("date's precision", event.date.precision, codes.DAY_PRECISIONS))
    if event.control:
        given.append(("control's change", event.control.change, codes.CHANGES))
    for what, value, allowed in given:
        if value not in allowed:
            yield f"the {what} {value!r} is none of {', '.join(allowed)}"


def _all_words(event: Event) -> Iterator[Words]:
    yield event.trigger
    yield from event.mentions
    yield from event.sources
    yield from (actor.words for actor in (*event.initiator, *event.target))
    yield from (place.words for place in event.places)
    yield from (entry.words for entry in event.casualties)
    if event.date and event.date.words:
        yield event.date.words


def _place_problems(place: Place) -> Iterator[str]:
    words = place.words.text
    if (place.lat is None) != (place.lon is None):
        yield f"the place {words!r} has half a position"
    elif place.lat is not None and place.lon is not None:
        if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
            yield f"the place {words!r} lies at {place.lat}, {place.lon}, which is nowhere on earth"
        if place.lat == 0 and place.lon == 0:
            yield f"the place {words!r} lies at 0, 0: leave out the position of an unresolved place"
    if place.precision not in codes.PLACE_PRECISIONS:
        yield f"the place {words!r} has the precision {place.precision!r}, not one of 1 to 6"
    if place.country and not _COUNTRY.fullmatch(place.country):
        yield f"the place {words!r} has the country {place.country!r}, not two capital letters"


def _count_problems(low: int | None, high: int | None) -> Iterator[str]:
    for bound in (low, high):
        if bound is not None and (
            isinstance(bound, bool) or not isinstance(bound, int) or not 0 <= bound <= _MOST_PEOPLE
        ):
            yield f"a count of people is a whole number from 0, not {bound!r}"
            return
    if low is not None and high is not None and low > high:
        yield f"casualties from {low} down to {high}"
