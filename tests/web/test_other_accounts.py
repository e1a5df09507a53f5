"""The event page sets what other reports tell of the same place and days beside the event's own account."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from site_records import Json, a_day, a_place, a_record, an_event, casualties, the_battle, words

from marsad.web.store.actions import add_report, report_key

pytestmark = pytest.mark.django_db
RIVAL = (
    "قال ناطق باسم المستشفى إن معركة السدادة يوم الأربعاء أوقعت 34 جريحا من المدافعين. "
    "وذكر مصدر أمني أن المهاجمين فقدوا 20 قتيلا."
)
HEADING = "Other reports of this place and days"


def rival(number: int = 1, **values: Any) -> Json:
    """Another report of the battle: 20 killed by one source's word, 34 wounded by another's."""
    event = {
        "places": [a_place(RIVAL, "السدادة", 31.3612, 14.7734, name="As Sadadah")],
        "date": a_day(RIVAL, "يوم الأربعاء", "2016-05-11"),
        "casualties": [
            casualties(RIVAL, "34 جريحا", "wounded", 34, 34, "target"),
            casualties(RIVAL, "20 قتيلا", "killed", 20, 20, "initiator"),
        ],
        "sources": [words(RIVAL, "ناطق باسم المستشفى"), words(RIVAL, "مصدر أمني")],
    } | values
    document = {"id": f"rival{number}", "outlet": f"إذاعة {number}", "title": f"رواية {number}"}
    # words of its own: else the reports would be one text's reprints
    text = RIVAL + " " + " ".join(f"كلمة{number}{n}" for n in range(60))
    return a_record(text, [an_event(text, "معركة", **event)], **document)


def the_page(client, language: str = "en") -> str:
    return client.get(f"/{language}/reports/{report_key('r1')}/e1/").content.decode()


def accounts(page: str) -> list[str]:
    """Each other account as plain words."""
    found = re.findall(r'<li class="event account.*?</li>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in found]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", [HEADING, "Killed: <strong>20</strong>", "Wounded: <strong>34</strong>"]),
        ("ar", ["تقارير أخرى عن هذا المكان وهذه الأيام", "قتلى: <strong>20</strong>", "إذاعة 1"]),
    ],
)
def test_a_rival_figure_stands_with_its_words_and_a_link(client, battle, language, expected):
    add_report(rival(), by="test")
    page = the_page(client, language)
    assert all(part in page for part in expected)
    assert f'href="/{language}/reports/{report_key("rival1")}/e1/"' in page
    assert "<mark>20 قتيلا</mark>" in page


def test_a_figure_is_told_by_the_speaker_of_its_own_sentence(client, battle):
    add_report(rival(), by="test")
    (account,) = accounts(the_page(client))
    wounded, killed = account.split("Killed:")
    assert "By whose word: ناطق باسم المستشفى" in wounded
    assert "By whose word: مصدر أمني" in killed
    assert "ناطق" not in killed


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"date": a_day(RIVAL, "يوم الأربعاء", "2016-05-13")},
        {"date": a_day(RIVAL, "يوم الأربعاء", "2016-05-01", "2016-05-31", "month")},
        {"date": None},
        {"places": [a_place(RIVAL, "السدادة", 31.65, 14.7734)]},
        {"places": [a_place(RIVAL, "السدادة", 31.4, 14.8, precision=4)]},
        {"type": "protest"},
        {"modality": "planned"},
        {"aggregate": True},
    ],
    ids=["later", "some day", "no day", "32 km away", "the province", "a protest", "planned", "aggregate"],
)  # fmt: skip
def test_what_is_another_matter_is_left_out(client, battle, elsewhere):
    add_report(rival(**elsewhere), by="test")
    assert HEADING not in the_page(client)


@pytest.mark.parametrize(
    "close",
    [
        {"date": a_day(RIVAL, "يوم الأربعاء", "2016-05-12")},
        {"places": [a_place(RIVAL, "السدادة", 31.45, 14.9)]},
        {"type": "attack"},
        {"modality": "denied"},
    ],
    ids=["the next day", "16 km away", "a kindred type", "a denial"],
)
def test_what_may_be_the_same_is_shown(client, battle, close):
    add_report(rival(**close), by="test")
    assert len(accounts(the_page(client))) == 1


def test_a_reprint_is_no_other_account(client, battle):
    add_report(the_battle(id="r2", title="إعادة نشر", outlet="إذاعة الساحل"), by="test")
    assert HEADING not in the_page(client)


def test_more_accounts_ask_no_more_questions_of_the_store(client, battle):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            the_page(client)
        return len(asked)

    add_report(rival(), by="test")
    few = queries()
    for number in range(2, 12):
        add_report(rival(number), by="test")
    assert len(accounts(the_page(client))) == 11
    assert queries() == few <= 14


def test_a_place_in_no_gazetteer_is_told_as_inferred(client):
    inferred = a_place(RIVAL, "السدادة", 31.36, 14.77, precision=3, radius_km=8.0)
    add_report(rival(places=[inferred]), by="test")
    page = client.get(f"/en/reports/{report_key('rival1')}/e1/").content.decode()
    assert "(in no gazetteer: the position is inferred from what is near; ±8 km)" in page


def test_a_radius_is_no_distance(client):
    inexact = {"precision": 3, "relation": "south_west_of", "radius_km": 16.0}
    near = a_place(RIVAL, "السدادة", 31.3, 14.7, name="As Sadadah", **inexact)
    add_report(rival(places=[near]), by="test")
    page = client.get(f"/en/reports/{report_key('rival1')}/e1/").content.decode()
    assert "southwest of <bdi" in page
    assert "(the district or an area near; ±16 km)" in page
