"""Look-ups in the gazetteer that ships, its tiers, axes and errors."""

from __future__ import annotations

import sqlite3
import threading
from functools import lru_cache

import pytest

from marsad.errors import GazetteerError
from marsad.resolve.gazetteer import EXACT, MISPRINT, SKELETON, Gazetteer, kilometres, probe_place


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("طرابلس", "LY", 32.89, 13.19),
        ("طرابلس", "LB", 34.44, 35.85),
        ("البيضاء", "YE", 13.99, 45.57),
        ("مصراته", "LY", 32.38, 15.09),
        ("أبوقرين", "LY", 31.45, 15.25),
        ("بوسليم", "LY", 32.84, 13.17),
        ("عين العرب", "SY", 36.89, 38.35),
        ("كوباني", "SY", 36.89, 38.35),
        ("الأنبار", "IQ", 32.9, 41.6),
        ("باب المندب", "YE", 12.6, 43.4),
        ("مايدوغوري", "NG", 11.85, 13.16),
    ],
)
def test_the_first_candidate_of_a_country_is_the_place_meant(name, country, lat, lon):
    first = probe_place(name, country, gazetteer())[0]
    assert first.country == country
    assert kilometres(first.lat, first.lon, lat, lon) < 25


def test_an_arabic_transcription_meets_its_latin_name():
    first = gazetteer().candidates("مستونغ", ("PK",))[0]
    assert first.country == "PK"
    second = gazetteer().candidates("هاركيسا", ("SO",))[0]
    assert (second.country, second.tier) == ("SO", SKELETON)


def test_a_misprint_is_mended_only_inside_the_countries_given():
    first = gazetteer().candidates("وليتن", ("LY",))[0]
    assert (first.name, first.tier) == ("Zliten", MISPRINT)
    assert all(c.tier != MISPRINT for c in gazetteer().candidates("وليتن"))


def test_no_place_abroad_takes_the_name_of_a_libyan_village():
    assert gazetteer().candidates("السدرة", ("LY",))[0].id == "ms:ly-as-sidra"


def test_candidates_come_from_the_countries_first_and_keep_the_limit():
    found = gazetteer().candidates("البيضاء", ("YE",), limit=2)
    assert len(found) == 2
    assert found[0].country == "YE"
    assert gazetteer().candidates("البيضاء", ("LY",))[0].country == "LY"


def test_an_unknown_name_has_no_candidates():
    assert gazetteer().candidates("ظغثخذشص", ("LY",)) == ()


def test_the_axis_between_two_places_is_the_road_and_not_the_sea():
    stops = gazetteer().axis_between("ms:ly-bin-jawad", "ms:ly-abu-qurayn")
    names = [stop.name for stop in stops]
    assert names[0] == "Bin Jawad"
    assert names[-1] == "Abu Qurayn"
    assert names.index("An Nawfaliyah") < names.index("Al Buwayrat")
    assert gazetteer().axis_between("ms:ly-abu-qurayn", "ms:ly-bin-jawad") == stops[::-1]
    assert gazetteer().axis_between("ms:ly-bin-jawad", "ms:sy-afrin") == ()


def test_every_stop_of_every_axis_is_a_place():
    axes = gazetteer().axes()
    assert len(axes) >= 30
    assert all(gazetteer().place(stop) for stops in axes.values() for stop in stops)


def test_near_gives_the_nearest_first():
    found = gazetteer().near(30.804, 18.08, km=40)
    assert found[0].name == "Bin Jawad"
    assert "An Nawfaliyah" in [place.name for place in found]


def test_every_place_lies_on_earth_and_has_a_unique_id():
    places = gazetteer()._places
    assert all(-90 <= p.lat <= 90 and -180 <= p.lon <= 180 and p.radius_km >= 0 for p in places)
    assert len({p.id for p in places}) == len(places)


@pytest.mark.parametrize(("name", "need"), [("بنغازي", ""), ("الباب", "cue"), ("دولة", "noun")])
def test_everyday_words_need_evidence(name, need):
    assert gazetteer().need(name.replace("ة", "ه")) == need


def test_threads_share_one_gazetteer():
    answers: list[str] = []

    def ask() -> None:
        answers.extend(gazetteer().candidates("سرت", ("LY",))[0].name for _ in range(50))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 200
    assert len(set(answers)) == 1
    assert gazetteer().candidates("سرت", ("LY",))[0].tier == EXACT


def test_an_absent_file_says_how_to_get_one(tmp_path):
    with pytest.raises(GazetteerError, match="no such gazetteer file"):
        Gazetteer.open(tmp_path / "none.sqlite3")


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path):
    path = tmp_path / "text.sqlite3"
    path.write_text("not a database, but long enough to be looked at " * 5, encoding="utf-8")
    with pytest.raises(GazetteerError, match="not a gazetteer"):
        Gazetteer.open(path)


def test_another_format_is_refused(tmp_path):
    path = tmp_path / "old.sqlite3"
    with sqlite3.connect(path) as store:
        store.execute("CREATE TABLE meta (key TEXT, value TEXT)")
        store.execute("INSERT INTO meta VALUES ('format', '0')")
    store.close()
    with pytest.raises(GazetteerError, match="format '0'"):
        Gazetteer.open(path)
