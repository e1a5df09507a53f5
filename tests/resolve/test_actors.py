"""Who an anaphor stands for, and what an ambiguous name means where."""

from __future__ import annotations

import pytest

from marsad.arabic import split_sentences
from marsad.model import Document
from marsad.read.actors import read_actors
from marsad.read.mentions import ActorMention
from marsad.resolve.actors import antecedent, fullest, identify, kind_at


def mentions(text: str) -> list[ActorMention]:
    return [m for s in split_sentences(Document(id="d", text=text)) for m in read_actors(s)]


@pytest.mark.parametrize(
    ("text", "stands_for"),
    [
        ("هاجم تنظيم داعش القرية. ثم انسحب التنظيم.", "تنظيم داعش"),
        ("هاجم تنظيم داعش قوات الأمن. وفقد التنظيم عناصره.", "تنظيم داعش"),
        ("اشتبك مسلحون مجهولون مع الشرطة. ثم فر المهاجمون.", "مسلحون مجهولون"),
        ("قصفت قوات النظام مقاتلي أحرار الشام. وتقدمت القوات.", "قوات النظام"),
        ("قاتل الجيش حركة الشباب قرب قبيلة الفرجان. وانسحبت الحركة.", "حركة الشباب"),
        ("تظاهر طلاب الجامعة ضد الشرطة. وأغلق المحتجون الطريق.", "طلاب الجامعة"),
    ],
)
def test_an_anaphor_stands_for_the_latest_that_fits(text: str, stands_for: str) -> None:
    *earlier, last = mentions(text)
    found = antecedent(last, earlier)
    assert found is not None
    assert found.words.text == stands_for


def test_a_mention_that_names_somebody_has_no_antecedent() -> None:
    *earlier, last = mentions("هاجم تنظيم داعش القرية. وتقدمت القوات العراقية.")
    assert antecedent(last, earlier) is None


def test_an_anaphor_with_nobody_before_it_stays_open() -> None:
    (only,) = mentions("انسحب التنظيم")
    assert antecedent(only, []) is None


def test_civilians_are_never_the_organisation() -> None:
    *earlier, last = mentions("قتل ثلاثة مدنيين. وانسحب التنظيم.")
    assert antecedent(last, earlier) is None


def test_the_fullest_naming_of_one_actor_is_chosen() -> None:
    chain = mentions("هاجم داعش القرية. وصد الجيش هجوم تنظيم الدولة الإسلامية.")
    assert fullest(chain[0], chain).words.text == "تنظيم الدولة الإسلامية"


def test_a_shared_name_means_the_actor_of_the_country() -> None:
    found = {country: identify("الجيش الوطني", country) for country in ("LY", "SY")}
    assert {country: entry and entry.id for country, entry in found.items()} == {"LY": "lna", "SY": "sna"}
    assert identify("الجيش الوطني") is None
    assert identify("لواء لا يعرفه أحد") is None


def test_an_army_is_foreign_where_it_is_not_at_home() -> None:
    (army,) = mentions("تقدم الجيش التركي")
    assert [kind_at(army, country) for country in ("TR", "SY", None)] == [
        "state_forces",
        "foreign_forces",
        "state_forces",
    ]
