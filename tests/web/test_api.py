"""GET /api/events.geojson and /api/days.json: what the map draws."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_records import BATTLE, a_place, a_record, an_event

from marsad.web.api import views
from marsad.web.store.actions import add_report, report_key
from marsad.web.window import WindowForm

pytestmark = pytest.mark.django_db
URL = "/api/events.geojson"


def features(client, **query):
    answer = client.get(URL, query)
    assert answer.status_code == 200
    return answer.json()["features"]


def titles(client, **query):
    return [feature["properties"]["title"] for feature in features(client, **query)]


def test_a_feature_tells_the_event_with_its_uncertainty_and_leads_to_the_words(client, battle):
    (feature,) = features(client, type="clash", lang="en")
    key = report_key("r1")
    assert feature == {
        "type": "Feature",
        "id": f"{key}:e1:0",
        "geometry": {"type": "Point", "coordinates": [14.77, 31.36]},
        "properties": {
            "id": f"{key}:e1", "type": "clash", "type_label": "Clash", "title": "هجوما",
            "from": "2016-05-11", "to": "2016-05-11", "date_precision": "day", "date_label": "11 May 2016",
            "casualties": "Killed: 27 (of the initiating side); "
            "Captured: at least 15 (of the initiating side)",
            "url": f"/en/reports/{key}/e1/", "report_url": f"/en/reports/{key}/#e1",
            "report_title": "معركة السدادة", "outlet": "صحيفة المرسى", "published": "2016-05-13",
            "modality": "happened", "modality_label": "Happened", "aggregate": False,
            "place": "السدادة", "place_name": "As Sadadah", "country": "LY", "place_precision": 2,
            "place_precision_label": "the town", "relation": "at", "relation_label": None, "radius_km": None,
        },
    }  # fmt: skip


def test_labels_are_arabic_unless_english_is_asked_for(client, battle):
    assert features(client, type="clash")[0]["properties"]["type_label"] == "اشتباك"
    assert features(client, type="clash", lang="xx")[0]["properties"]["url"].startswith("/ar/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["بالسيطرة على مدينة مصراتة", "هجوما"]),
        ({"from": "2016-05-12"}, ["بالسيطرة على مدينة مصراتة"]),
        ({"to": "2016-05-12"}, ["هجوما"]),
        ({"from": "2016-05-11", "to": "2016-05-11"}, ["هجوما"]),
        ({"from": "2016-06-05"}, ["بالسيطرة على مدينة مصراتة"]),
        ({"from": "2016-06-06"}, []),
        ({"type": "seizure"}, ["بالسيطرة على مدينة مصراتة"]),
        ({"modality": "happened"}, ["هجوما"]),
        ({"place": "مصراته"}, ["بالسيطرة على مدينة مصراتة"]),
        ({"place": "sadadah"}, ["هجوما"]),
        ({"place": "طبرق"}, []),
    ],
)
def test_the_filters(client, battle, query, found):
    assert titles(client, **query) == found


def test_what_states_no_day_or_has_no_position_is_counted_not_guessed(client):
    undated = an_event(BATTLE, "هجوما", places=[a_place(BATTLE, "السدادة", 31.36, 14.77)])
    unplaced = an_event(
        BATTLE, "وهدد", id="e2", type="threat", places=[a_place(BATTLE, "مصراتة", None, None)]
    )
    add_report(a_record(BATTLE, [undated, unplaced]), by="test")
    counts = {"events": 0, "placed": 0, "unplaced": 0, "undated": 2}
    assert client.get(URL).json()["matched"] == counts
    window = {"from": "2016-05-13", "to": "2016-05-13", "undated": "1"}
    found = client.get(URL, window).json()
    assert found["matched"] == {"events": 2, "placed": 1, "unplaced": 1, "undated": 2}
    (feature,) = found["features"]
    assert (feature["properties"]["from"], feature["properties"]["date_label"]) == (None, "لم يُذكر اليوم")
    assert titles(client, undated="1", **{"from": "2016-05-14"}) == []


def test_an_event_of_several_places_has_a_feature_for_each(client):
    both = [a_place(BATTLE, "السدادة", 31.36, 14.77), a_place(BATTLE, "مصراتة", 32.38, 15.09, precision=4)]
    add_report(a_record(BATTLE, [an_event(BATTLE, "هجوما", places=both)]), by="test")
    found = features(client, undated="1")
    assert [feature["id"][-4:] for feature in found] == ["e1:0", "e1:1"]
    assert [feature["properties"]["place_precision"] for feature in found] == [2, 4]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"from": "11/5/2016"}, "bad_day"),
        ({"to": "2016-02-30"}, "bad_day"),
        ({"from": "2016-05-12", "to": "2016-05-11"}, "bad_day"),
        ({"type": "battle"}, "bad_type"),
        ({"modality": "maybe"}, "bad_modality"),
        ({"place": "x" * 101}, "bad_place"),
    ],
)
@pytest.mark.parametrize("url", [URL, "/api/days.json"])
def test_a_question_that_is_not_understood_is_refused_by_its_part(client, url, query, code):
    answer = client.get(url, query)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == code
    assert answer.json()["error"]["message"]


def test_more_than_the_limit_is_cut_at_the_newest_and_said_so(client, battle, monkeypatch):
    assert client.get(URL).json()["truncated"] is False
    monkeypatch.setattr(views, "LIMIT", 1)
    found = client.get(URL, {"lang": "en"}).json()
    assert (found["truncated"], found["limit"], found["matched"]["placed"]) == (True, 1, 2)
    assert [feature["properties"]["title"] for feature in found["features"]] == ["بالسيطرة على مدينة مصراتة"]


def test_an_answer_is_sent_again_only_after_a_change(client, battle):
    first = client.get(URL)
    assert client.get(URL, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get(URL, {"lang": "en"}, headers={"if-none-match": first["ETag"]}).status_code == 200
    add_report(a_record(BATTLE, id="r9"), by="test")
    assert client.get(URL, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_days_counts_the_events_that_start_on_each(client, battle):
    assert client.get("/api/days.json").json() == {"days": [["2016-05-11", 1], ["2016-05-13", 1]]}
    assert client.get("/api/days.json", {"type": "clash"}).json() == {"days": [["2016-05-11", 1]]}


def test_only_reading_is_allowed(client, db):
    assert client.post(URL).status_code == 405


def test_a_long_answer_travels_compressed(client, battle):
    answer = client.get(URL, headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    known = {"accept-encoding": "gzip", "if-none-match": answer["ETag"]}
    assert client.get(URL, headers=known).status_code == 304


def test_every_parameter_and_property_is_documented(client, battle):
    page = (Path(__file__).parents[2] / "docs/reference/api.md").read_text()
    named = {
        *WindowForm().fields,
        "lang",
        *features(client)[0]["properties"],
        *client.get(URL).json()["matched"],
    }
    assert {name for name in named if f"`{name}`" not in page} == set()
