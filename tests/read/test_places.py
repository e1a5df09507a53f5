"""Places in sentences as newspapers write them, read with the gazetteer that ships."""

from __future__ import annotations

import pickle
from functools import lru_cache

import pytest

from marsad.arabic import split_sentences
from marsad.errors import LexiconError
from marsad.lexicons.place_words import build_place_words
from marsad.lexicons.tables import open_table
from marsad.model import Document
from marsad.read.mentions import PlaceMention
from marsad.read.places import read_places
from marsad.resolve.gazetteer import Gazetteer


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def mentions(text: str) -> list[PlaceMention]:
    sentences = split_sentences(Document("t", text))
    return [mention for sentence in sentences for mention in read_places(sentence, gazetteer())]


def words(text: str) -> list[str]:
    return [mention.words.text for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("وصلت التعزيزات إلى بنغازي ومصراتة أمس", ["بنغازي", "مصراتة"]),
        ("هاجم مسلحون دورية بالموصل", ["الموصل"]),
        ("أعادت الشركة فتح ميناء الحديدة", ["ميناء الحديدة"]),
        ("قصفت المدفعية أحياء في مدينتي حلب وحمص", ["حلب", "حمص"]),
        ("انسحبت القوات من محافظات الأنبار ونينوى وديالى", ["الأنبار", "نينوى", "ديالى"]),
        ("دخل الجيش بلدة خان شيخون في ريف إدلب الجنوبي", ["خان شيخون", "ريف إدلب الجنوبي"]),
        ("وهران مدينة هادئة", ["وهران"]),
        ("سيطرت القوات على كوباني", ["كوباني"]),
    ],
)
def test_names_are_found_without_their_clitics(text, names):
    assert words(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("فتح الحارس الباب للزائرين", []),
        ("قتل ثلاثة جنود في مدينة الباب", ["الباب"]),
        ("نشرت الصحيفة صور القتلى", []),
        ("سقطت قذيفة في صور", ["صور"]),
        ("قال القائم بالأعمال إن الوضع مستقر", []),
        ("دارت معارك في القائم", ["القائم"]),
        ("رحبت الحكومة بالهدنة الجديدة", []),
        ("قال وزير الخارجية في بيان", []),
    ],
)
def test_everyday_words_are_places_only_with_evidence(text, names):
    assert words(text) == names


def test_an_unknown_word_after_a_class_noun_is_a_name():
    (mention,) = mentions("أحرق المسلحون قرية شرنقاب فجرا")
    assert (mention.words.text, mention.noun, mention.role) == ("شرنقاب", "قريه", "locative")


@pytest.mark.parametrize("text", ["دخل المسلحون قرية صغيرة", "أغلقت منطقة حدودية", "عادوا إلى القرية أمس"])
def test_an_adjective_after_a_class_noun_is_no_name(text):
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "relation", "distance"),
    [
        ("وقع الانفجار على بعد 30 كلم شرق سرت", "east_of", 30.0),
        ("انفجرت عبوة 12 كيلومترا جنوب غرب بعقوبة", "south_west_of", 12.0),
        ("اندلعت اشتباكات شمالي مدينة تعز", "north_of", None),
        ("قتل ضابط قرب درنة", "near", None),
        ("سقطت قذائف بالقرب من مطار بنغازي", "near", None),
        ("قتل مدنيان في ضواحي بنغازي", "near", None),
        ("قتل ضابط في درنة", "at", None),
    ],
)
def test_the_words_before_a_name_tell_the_relation(text, relation, distance):
    (mention,) = mentions(text)
    assert (mention.relation, mention.distance_km) == (relation, distance)


def test_from_here_to_there_is_an_extent():
    first, last = mentions("يسيطر التنظيم على الساحل من هراوة شرقا إلى غاية البويرات غربا")
    assert (first.relation, last.relation) == ("extent_from", "extent_to")


def test_a_journey_is_no_extent():
    assert [m.relation for m in mentions("نقل الجرحى من سرت إلى مصراتة")] == ["at", "at"]


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("شهد الغرب الليبي معارك", "الغرب الليبي", "غرب ليبيا"),
        ("انتشر الجيش في شمال البلاد", "شمال البلاد", "شمال البلاد"),
        ("دخل المقاتلون الأراضي السورية", "الأراضي السورية", "سوريا"),
        ("وقع انفجار في العاصمة الصومالية", "العاصمة الصومالية", "مقديشو"),
    ],
)
def test_areas_are_named_by_their_country(text, name, key):
    (mention,) = mentions(text)
    assert (mention.words.text, mention.key) == (name, key)


def test_nationality_adjectives_are_no_places():
    assert words("قصفت الطائرات السورية والروسية مواقع المعارضة") == []


@pytest.mark.parametrize("text", ["هاجمت قوات مصراتة الموقع", "أصدرت محكمة بنغازي حكمها"])
def test_a_place_inside_an_actors_name_is_a_part(text):
    (mention,) = mentions(text)
    assert mention.role == "part"


def test_spans_point_into_the_document_and_mentions_pickle():
    text = "قال شهود.\nإن قصفا طال مدينة دوما وبلدة عربين في الغوطة الشرقية."
    found = mentions(text)
    assert len(found) == 3
    for mention in found:
        span = mention.words.span
        assert text[span.start : span.end] == mention.words.text
    assert pickle.loads(pickle.dumps(found)) == found == mentions(text)


def test_a_broken_word_table_is_named():
    table = open_table("place_words.yaml")
    table["nouns"] = {"مدينة": {"kind": "town"}}
    with pytest.raises(LexiconError, match=r"place_words\.yaml: class noun .* has kind 'town'"):
        build_place_words(table)


def test_a_class_noun_before_a_word_of_nearness_names_nothing():
    sentence = split_sentences(Document("t", "هاجم مسلحون حاجزا قرب سرت، ثم حاجز قرب الخمس"))[0]
    found = [(m.words.text, m.relation) for m in read_places(sentence, gazetteer())]
    assert ("سرت", "near") in found
    assert not any("قرب" in text for text, _ in found)
