"""Inputs for tests, built by hand: documents, sentences, scenes, drafts, places."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from marsad.arabic import Sentence, split_sentences
from marsad.model import ActorKind, CasualtyKind, Day, Document, Event, Notice, Place, Span, Words
from marsad.pipeline import default_coder, read_document, read_scene
from marsad.read.attribution import read_speakers
from marsad.read.drafts import DraftCasualties, DraftEvent
from marsad.read.mentions import ActorMention, CasualtyMention
from marsad.read.scene import Scene
from marsad.read.whose import Victims

PUBLISHED = date(2016, 5, 13)  # a Friday
SIRTE, MISRATA = (31.2, 16.59), (32.38, 15.09)  # 160 km apart

_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةى"
_MARKS = "\N{ARABIC FATHATAN}\N{ARABIC DAMMA}\N{ARABIC SHADDA}\N{ARABIC TATWEEL}\N{RIGHT-TO-LEFT MARK}"
_REST = ' \n.،؛:!؟…«»“”()[]"-/٪%0123456789٠١٢٣٤٥٦٧٨٩abXYزکیگﻻﷲ'
_WORDS = (
    "قتل قصفت المسلحون القوات هجوم على مدينة سرت أمس قرب خمسة جنود وجرح عشرين مدنيا قال المتحدث إن لم الجيش "
    "سيطر بنغازي اشتباكات بين و كتائب مصراتة فجر الأحد انفجار سيارة مفخخة في نفى تنظيم داعش"
).split()


def arabic_text(max_size: int = 120) -> st.SearchStrategy[str]:
    """Arabic-ish text: words of the field between any letters, marks, digits and stops."""
    anything = st.text(st.sampled_from(_LETTERS + _MARKS + _REST), max_size=12)
    return st.lists(st.sampled_from(_WORDS) | anything, max_size=max_size // 6).map(" ".join)


def a_document(
    text: str, *, notices: tuple[Notice, ...] = (), published: date | None = PUBLISHED
) -> Document:
    return Document(id="d", text=text, published=published, notices=notices)


def sentences_of(text: str) -> tuple[Sentence, ...]:
    return split_sentences(a_document(text))


def a_sentence(text: str) -> Sentence:
    (sentence,) = sentences_of(text)
    return sentence


def a_scene(text: str) -> Scene:
    """One sentence as all readers see it."""
    sentence = a_sentence(text)
    (said,) = read_speakers((sentence,))
    return read_scene(sentence, said, default_coder())[0]


def events_in(text: str, *, published: date | None = PUBLISHED) -> tuple[Event, ...]:
    return read_document(a_document(text, published=published)).events


def words(text: str, start: int = 0) -> Words:
    return Words(text, Span(start, start + len(text)))


def a_place(
    text: str, at: tuple[float, float] | None = SIRTE, *, precision: int = 2, **told: object
) -> Place:
    lat, lon = at or (None, None)
    return replace(Place(words(text), lat=lat, lon=lon, precision=precision), **told)  # type: ignore[arg-type]


def a_day(first: date, last: date | None = None) -> Day:
    return Day(words("أمس"), first, last or first)


def an_actor(text: str, kind: ActorKind = "armed_group", *, id: str | None = None) -> ActorMention:
    return ActorMention(words(text), 0, len(text.split()) - 1, 0, kind, id)


def a_toll(kind: CasualtyKind, low: int | None, high: int | None = None) -> DraftCasualties:
    """People of whom nothing but a number is told; `high` is `low` unless given."""
    high = low if high is None else high
    return DraftCasualties(CasualtyMention(kind, words(str(low)), 0, 0, 0, low, high), Victims(frozenset()))


def a_draft(trigger: str = "هجوم", *, sentence: int = 0, **told: object) -> DraftEvent:
    """A clash told plainly, 100 characters further into the report for each sentence."""
    plain = DraftEvent("clash", words(trigger, 100 * sentence), sentence, "test", form="noun")
    return replace(plain, **told)  # type: ignore[arg-type]
