"""Which place a report means: its countries, ranking, relations, and what is left open."""

from __future__ import annotations

import pickle
from functools import lru_cache

import pytest

from marsad.arabic import split_sentences
from marsad.model import Document, Place
from marsad.read.places import read_places
from marsad.resolve.gazetteer import Gazetteer, kilometres
from marsad.resolve.places import Unresolved, destination, report_countries, resolve_places


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def resolve(text: str, hints: tuple[str, ...] = ()) -> dict[str, Place | Unresolved]:
    """The answer of each place in a text, by its words."""
    sentences = split_sentences(Document("t", text))
    mentions = [mention for sentence in sentences for mention in read_places(sentence, gazetteer())]
    answers = resolve_places(mentions, gazetteer(), hints)
    return {mention.words.text: answer for mention, answer in zip(mentions, answers, strict=True)}


def place(answer: Place | Unresolved) -> Place:
    assert isinstance(answer, Place)
    return answer


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("اندلعت معارك في طرابلس ومصراتة والزاوية", "طرابلس", "LY"),
        ("اندلعت معارك في طرابلس وبيروت وصيدا", "طرابلس", "LB"),
        ("سيطر الحوثيون على البيضاء ومأرب وتعز", "البيضاء", "YE"),
        ("زار الوفد البيضاء وبنغازي وطبرق", "البيضاء", "LY"),
        ("قصفت إسرائيل رفح وخان يونس", "رفح", "PS"),
        ("هاجم مسلحون العريش والشيخ زويد وقصفوا رفح", "رفح", "EG"),
    ],
)
def test_the_other_places_of_a_report_choose_between_namesakes(text, name, country):
    assert place(resolve(text)[name]).country == country


def test_hints_choose_where_no_other_place_is_named():
    assert place(resolve("دارت معارك في البيضاء", ("YE", "YE"))["البيضاء"]).country == "YE"


def test_a_misprint_is_mended_inside_the_reports_country():
    answer = place(resolve("حشدت قوات من مدن مصراتة ووليتن والخمس وترهونة")["وليتن"])
    assert answer.name == "Zliten"


def test_a_small_place_abroad_is_refused_with_its_candidates():
    text = "قتل جنود في بنغازي وسرت ومصراتة، ووصل آخرون إلى حارم"
    answer = resolve(text)["حارم"]
    assert isinstance(answer, Unresolved)
    assert answer.reason == "outside_countries"
    assert answer.candidates


def test_an_unknown_village_alone_is_unresolved():
    answer = resolve("أحرق المسلحون قرية شرنقاب")["شرنقاب"]
    assert answer == Unresolved(answer.words, "not_in_gazetteer")


def test_an_unknown_quarter_lies_in_the_town_named_beside_it():
    answer = place(resolve("قتل شخص في حي الشرنقاب في مدينة تعز")["حي الشرنقاب"])
    assert (answer.country, answer.precision, answer.id) == ("YE", 3, None)
    assert answer.radius_km is not None
    assert answer.radius_km >= 8


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("وصلت القافلة إلى مدينة حلب", "حلب", 2),
        ("وصلت القافلة إلى محافظة حلب", "حلب", 4),
        ("سقطت قذائف على مطار طرابلس الدولي", "مطار طرابلس الدولي", 1),
        ("سقطت قذائف على الصابري في بنغازي", "الصابري", 3),
        ("شهدت دارفور معارك", "دارفور", 5),
        ("غادر الوفد سوريا", "سوريا", 6),
        ("انتشر الجيش قرب درنة", "درنة", 3),
    ],
)
def test_precision_follows_the_codebook(text, name, precision):
    assert place(resolve(text)[name]).precision == precision


def test_so_many_kilometres_east_is_a_point_of_its_own():
    answer = place(resolve("انفجرت سيارة على بعد 30 كلم شرق سرت")["سرت"])
    assert answer.relation == "east_of"
    sirte = gazetteer().candidates("سرت", ("LY",))[0]
    assert kilometres(answer.lat or 0, answer.lon or 0, sirte.lat, sirte.lon) == pytest.approx(30, abs=0.5)
    assert (answer.lon or 0) > sirte.lon
    assert answer.precision == 3


def test_the_ends_of_an_extent_keep_their_relation():
    answers = resolve("يسيطر التنظيم على الساحل من هراوة شرقا إلى غاية البويرات غربا")
    assert [place(a).relation for a in answers.values()] == ["extent_from", "extent_to"]
    assert all(place(a).precision == 5 for a in answers.values())


def test_the_north_of_the_country_is_the_reports_country():
    answer = place(resolve("قتل جنود في باماكو وغاو، وتتكرر الهجمات في شمال البلاد")["شمال البلاد"])
    assert (answer.country, answer.precision) == ("ML", 5)


def test_the_capital_alone_is_the_reports_capital():
    answer = place(resolve("اقتحم مسلحون تعز ومأرب، ثم تقدموا نحو العاصمة")["العاصمة"])
    assert answer.name is not None
    assert kilometres(answer.lat or 0, answer.lon or 0, 15.35, 44.2) < 15


def test_the_order_is_the_mentions_order_and_answers_pickle():
    answers = resolve("معارك في سرت ثم في مصراتة")
    assert list(answers) == ["سرت", "مصراتة"]
    assert pickle.loads(pickle.dumps(answers)) == answers


def test_the_countries_of_a_report_come_with_the_strongest_first():
    sentences = split_sentences(Document("t", "معارك في بنغازي وسرت ودرنة، وزار الوزير القاهرة"))
    mentions = [mention for sentence in sentences for mention in read_places(sentence, gazetteer())]
    assert report_countries(mentions, gazetteer())[0] == "LY"


def test_no_mentions_no_answers():
    assert resolve_places((), gazetteer()) == ()


def test_a_point_east_crosses_the_date_line():
    lat, lon = destination(0.0, 179.9, 111.2, 90.0)
    assert lat == pytest.approx(0.0, abs=0.01)
    assert lon == pytest.approx(-179.1, abs=0.02)
