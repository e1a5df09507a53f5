"""Sentences and tokens: where a newspaper's sentence ends, and that no offset is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_document, a_sentence, arabic_text, sentences_of
from marsad.arabic import fold, split_sentences, tokenise
from marsad.model import Notice, Span


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("قصفت القوات الحي. ونزح السكان.", ["قصفت القوات الحي.", "ونزح السكان."]),
        ("استهدفت المنشآت النفطية.وفي سرت ساد الهدوء", ["استهدفت المنشآت النفطية.", "وفي سرت ساد الهدوء"]),
        ("هل سقطت المدينة؟ لا أحد يعلم!", ["هل سقطت المدينة؟", "لا أحد يعلم!"]),
        ("قتلى في سرت\nسرت (وكالات) ساد الهدوء", ["قتلى في سرت", "سرت (وكالات) ساد الهدوء"]),
        ("تقدمت القوات 1.5 كيلومتر يوم 21.5.2016 شرقا", ["تقدمت القوات 1.5 كيلومتر يوم 21.5.2016 شرقا"]),
        ("قال «سنعود. ولن ننسى.» ثم غادر", ["قال «سنعود. ولن ننسى.»", "ثم غادر"]),
        ("قال القائد «سنعود. ولن ننسى أحدا» ثم غادر", ["قال القائد «سنعود. ولن ننسى أحدا» ثم غادر"]),
        ("قال «سنعود. ولم يغلق القوس. ثم غادر", ["قال «سنعود.", "ولم يغلق القوس.", "ثم غادر"]),
        ("انتظر السكان... ثم عادوا", ["انتظر السكان...", "ثم عادوا"]),
        ("أصيب م. الفيتوري في ساقه", ["أصيب م. الفيتوري في ساقه"]),
        ("قتل عشرون (منهم طفل. وامرأة) في الحي", ["قتل عشرون (منهم طفل. وامرأة) في الحي"]),
        ("  \n \n ", []),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text, sentences):
    assert [s.text for s in sentences_of(text)] == sentences


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("«سرت»، أمس", ["«", "سرت", "»", "،", "امس"]),
        ("١٥ قتيلاً", ["15", "قتيلا"]),
        ("يوم 21/5/2016 الساعة 10:30", ["يوم", "21/5/2016", "الساعه", "10:30"]),
        ("2,500 نازح", ["2,500", "نازح"]),
        ("ســــرت", ["سرت"]),
        ("تي-72", ["تي", "-", "72"]),
    ],
)
def test_tokens_are_words_numbers_and_marks(text, tokens):
    assert [t.folded for t in a_sentence(text).tokens] == tokens


def test_sentences_know_the_published_words_between_two_tokens():
    sentence = sentences_of("ساد الهدوء. قصفت القوّات حيّ «المنارة» فجرا")[1]
    assert sentence.words_of(2, 5) == "حيّ «المنارة»"


def test_a_notice_is_cut_out_of_the_middle_of_a_line():
    text = "قصفت القوات الحي اقرأ أيضا: سوق السمك ونزح السكان"
    start = text.index("اقرأ")
    notice = Notice("read_also", Span(start, text.index("ونزح")))
    pieces = split_sentences(a_document(text, notices=(notice,)))
    assert [s.text for s in pieces] == ["قصفت القوات الحي", "ونزح السكان"]


@given(arabic_text())
def test_spans_are_slices_of_the_text(text):
    for number, sentence in enumerate(split_sentences(a_document(text))):
        assert sentence.index == number
        assert text[sentence.span.start : sentence.span.end] == sentence.text
        for token in sentence.tokens:
            assert text[token.span.start : token.span.end] == token.text
            assert token.folded == fold(token.text)


@st.composite
def documents_with_notices(draw):
    text = draw(arabic_text().filter(lambda text: len(text) > 1))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=4)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return a_document(text, notices=tuple(Notice("other", span) for span in spans))


@given(documents_with_notices())
def test_every_written_character_outside_notices_is_in_one_sentence(document):
    sentences = split_sentences(document)
    owners = [sum(s.span.start <= at < s.span.end for s in sentences) for at in range(len(document.text))]
    for at, char in enumerate(document.text):
        if any(n.span.start <= at < n.span.end for n in document.notices):
            assert owners[at] == 0
        elif fold(char).strip():
            assert owners[at] == 1


@given(arabic_text())
def test_tokens_leave_out_nothing_but_spaces_and_lone_marks(text):
    inside = {i for token in tokenise(text) for i in range(token.span.start, token.span.end)}
    assert all(not fold(char).strip() for i, char in enumerate(text) if i not in inside)
