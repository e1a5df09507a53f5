"""What every reader and every record keeps, whatever the text: the contract.

A reader takes a sentence and gives mentions. Their spans lie inside the text, their words are the text's,
the same input gives the same output and stays as it was, and the result pickles.
"""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from marsad.lexicons.cues import Cue
from marsad.lexicons.triggers import TriggerEntry
from marsad.model import Document, ReportRecord, Span, Words

T = TypeVar("T")


def check_reader(reader: Callable[[T], Any], given: T, document: Document) -> Any:
    """Run one reader on one input and hold it to the contract; gives its result."""
    before = copy.deepcopy(given)
    result = reader(given)
    assert given == before, "the input was changed"
    assert reader(given) == result, "the same input gave another output"
    assert pickle.loads(pickle.dumps(result)) == result, "the result does not survive pickling"
    check_spans(result, document)
    return result


def check_spans(result: Any, document: Document) -> None:
    """Every span lies inside the text outside notices, and all words stand there as published."""
    for value in parts(result):
        if isinstance(value, Span):
            assert 0 <= value.start < value.end <= len(document.text), value
        if isinstance(value, Words):
            assert document.text[value.span.start : value.span.end] == value.text, value


def parts(value: Any) -> Iterator[Any]:
    """A value and all that it holds, however deep. What belongs to the lexicons is left out."""
    if isinstance(value, TriggerEntry | Cue):
        return
    yield value
    if is_dataclass(value) and not isinstance(value, type):
        held = (getattr(value, field.name) for field in fields(value))
        yield from (part for child in held for part in parts(child))
    elif isinstance(value, tuple | list | frozenset):
        yield from (part for child in value for part in parts(child))


def check_record(record: ReportRecord) -> None:
    """What holds for the coded record of any document."""
    document = record.document
    check_spans(record.events, document)
    assert [event.id for event in record.events] == [f"e{n}" for n in range(1, len(record.events) + 1)]
    for event in record.events:
        told = [event.trigger, *event.mentions]
        assert not any(n.span.overlaps(words.span) for n in document.notices for words in told)
        assert event.confidence is not None
        assert 0 <= event.confidence <= 1
        assert event.date is None or event.date.words is not None
        assert all((place.lat is None) == (place.lon is None) for place in event.places)
        assert all(c.low is not None or c.high is not None for c in event.casualties)
        assert all(c.low is None or c.high is None or 0 <= c.low <= c.high for c in event.casualties)
