"""Sides: who acts on whom, in every order in which newspapers tell it."""

from __future__ import annotations

import pytest

from builders import a_document, a_scene
from marsad.pipeline import explain_document
from marsad.read.sides import Window, govern


def sides(text: str) -> list[tuple[list[str], list[str]]]:
    """(initiators, targets) of the first draft, as worded."""
    draft = explain_document(a_document(text)).drafts[0]
    return [a.words.text for a in draft.initiator], [a.words.text for a in draft.target]


@pytest.mark.parametrize(
    ("text", "initiator", "target"),
    [
        ("شن تنظيم الدولة هجوما على قوات مصراتة قرب السدادة", ["تنظيم الدولة"], ["قوات مصراتة"]),
        ("هجوم شنه مسلحون على دورية للجيش في درنة", ["مسلحون"], ["دورية للجيش"]),
        ("تعرضت قوات مصراتة لهجوم شنه تنظيم الدولة قرب السدادة", ["تنظيم الدولة"], ["قوات مصراتة"]),
        ("قوات الجيش هاجمت مواقع الإرهابيين في درنة", ["قوات الجيش"], ["مواقع الإرهابيين"]),
        ("اندلعت اشتباكات بين الجيش ومسلحي داعش في بنغازي", ["الجيش"], ["مسلحي داعش"]),
        ("اشتبكت قوات مصراتة مع عناصر تنظيم الدولة قرب سرت", ["قوات مصراتة"], ["عناصر تنظيم الدولة"]),
        ("قصفت طائرات حربية مواقع لتنظيم الدولة في سرت", ["طائرات حربية"], ["مواقع لتنظيم الدولة"]),
        ("خطف مسلحون ثلاثة أطباء فلبينيين في سرت", ["مسلحون"], ["ثلاثة أطباء فلبينيين"]),
        ("انسحب تنظيم الدولة من بلدة النوفلية", ["تنظيم الدولة"], []),
        ("فجر انتحاري سيارة مفخخة قرب بنغازي", ["انتحاري"], []),
        ("تظاهر المئات من سكان درنة ضد تنظيم الدولة", ["المئات من سكان درنة"], ["تنظيم الدولة"]),
    ],
)
def test_the_doer_and_who_suffers(text, initiator, target):
    assert sides(text) == (initiator, target)


@pytest.mark.parametrize(
    "text",
    [
        "صدت قوات مصراتة هجوما لتنظيم الدولة على السدادة",
        "تصدت قوات مصراتة لهجوم شنه تنظيم الدولة على السدادة",
    ],
)
def test_whose_attack_is_repelled_began_it(text):
    assert sides(text) == (["تنظيم الدولة"], ["قوات مصراتة"])


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("استعادت قوات البنيان المرصوص بلدة السدادة من تنظيم الدولة", ["تنظيم الدولة"]),
        ("سيطرت قوات البنيان المرصوص على بلدة السدادة", []),
    ],
)
def test_a_place_is_taken_from_whom_the_report_names(text, former):
    assert sides(text) == (["قوات البنيان المرصوص"], former)


@pytest.mark.parametrize(
    ("text", "initiator", "target"),
    [
        ("قتل جندي على يد مسلحين في بنغازي", ["مسلحين"], ["جندي"]),
        ("قتلت القوات 16 مسلحا قرب سرت", ["القوات"], ["16 مسلحا"]),
    ],
)
def test_killers_where_only_the_killing_is_told(text, initiator, target):
    assert sides(text) == (initiator, target)


def test_who_only_tells_of_an_act_is_no_side():
    assert sides("قالت قوات مصراتة إن تنظيم الدولة هاجم بوابة السدادة")[0] == ["تنظيم الدولة"]


@pytest.mark.parametrize(
    "text",
    [
        "أعلن تنظيم الدولة مسؤوليته عن الهجوم على مقر الشرطة في زليتن",
        "تبنى تنظيم الدولة تفجير مركز التدريب في زليتن",
    ],
)
def test_who_claims_an_act_did_it(text):
    assert sides(text)[0] == ["تنظيم الدولة"]


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("هاجم الجيش تنظيم الدولة", ["", ""]),
        ("اشتبك الجيش مع تنظيم الدولة", ["", "مع"]),
        ("قتل جندي على يد تنظيم الدولة", ["", "by"]),
        ("تصدى الجيش لتنظيم الدولة", ["", "ل"]),
    ],
)
def test_the_case_of_an_actor_is_the_word_that_governs_it(text, cases):
    assert [g.case for g in govern(a_scene(text))] == cases


def test_an_actor_joined_by_and_shares_the_case_of_the_one_before():
    first, *others = govern(a_scene("اندلعت اشتباكات بين الجيش وتنظيم الدولة"))
    assert [(g.case, g.joined) for g in others] == [(first.case, True)]


def test_a_window_holds_actors_that_lie_in_it_whole():
    scene = a_scene("هاجم الجيش تنظيم الدولة")
    army, group = scene.actors
    assert Window(0, 1).holds(army)
    assert not Window(0, group.last - 1).holds(group)
