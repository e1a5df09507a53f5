"""Every reader keeps the contract, on any text and on the sample reports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import marsad
from builders import a_document, arabic_text
from contract import check_reader, check_record, parts
from marsad.arabic import Sentence, split_sentences
from marsad.intake import read_path
from marsad.model import Document
from marsad.pipeline import default_coder, explain_document
from marsad.read.actors import read_actors
from marsad.read.attribution import read_speakers
from marsad.read.casualties import read_casualties
from marsad.read.dates import read_dates
from marsad.read.mentions import SpeakerMention
from marsad.read.places import read_places
from marsad.read.quantities import read_quantities
from marsad.read.scene import read_cues
from marsad.read.triggers import SentenceWords, read_triggers

SAMPLES = sorted((Path(marsad.__file__).parent / "samples").glob("*/*.txt"))

READERS: dict[str, Callable[[Sentence], Any]] = {
    "triggers": lambda sentence: read_triggers(sentence, default_coder().triggers),
    "cues": lambda sentence: read_cues(SentenceWords(sentence), default_coder().cues),
    "actors": read_actors,
    "places": lambda sentence: read_places(sentence, default_coder().gazetteer),
    "dates": read_dates,
    "quantities": read_quantities,
    "casualties": read_casualties,
    "speakers": lambda sentence: read_speakers((sentence,)),
}


def hold(reader: str, document: Document) -> None:
    for sentence in split_sentences(document):
        for part in parts(check_reader(READERS[reader], sentence, document)):
            check_tokens(part, sentence)


def check_tokens(mention: Any, sentence: Sentence) -> None:
    """A mention names tokens of its own sentence, and its words lie in theirs.

    The words of a speaker taken up again by a bare verb («وقال إن …») may stand further up in the report.
    """
    first, last = getattr(mention, "first", None), getattr(mention, "last", None)
    if not isinstance(first, int) or not isinstance(last, int):
        return
    assert 0 <= first <= last < len(sentence.tokens)
    words = getattr(mention, "words", None)
    if words and not isinstance(mention, SpeakerMention):
        assert sentence.tokens[first].span.start <= words.span.start
        assert words.span.end <= sentence.tokens[last].span.end


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=40)
@given(text=arabic_text())
def test_a_reader_keeps_the_contract_on_any_text(reader, text):
    hold(reader, a_document(text))


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_keeps_the_contract_on_the_sample_reports(reader):
    for path in SAMPLES[::4]:
        for document in read_path(path):
            assert isinstance(document, Document)
            hold(reader, document)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_report_is_coded_by_the_contract(path):
    (document,) = read_path(path)
    assert isinstance(document, Document)
    check_record(explain_document(document).record)


def test_reading_a_report_twice_gives_one_record():
    (document,) = read_path(SAMPLES[0])
    assert isinstance(document, Document)
    check_reader(lambda given: explain_document(given).record, document, document)
