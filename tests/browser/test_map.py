"""The map: marks of the window of days, the slider, the table beneath, and the address that keeps them."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from .conftest import Visit

MAY = "from=2016-05-01&to=2016-05-31"


def ready(page: Page) -> Page:
    page.wait_for_selector("#map[data-ready]")
    return page


def query_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def marks_picture(page: Page) -> str:
    """What is drawn on the canvas of the marks, as a data address."""
    picture: str = page.locator(".map-marks canvas").evaluate("(canvas) => canvas.toDataURL()")
    return picture


def lone_pin(features: list[dict[str, Any]]) -> dict[str, Any]:
    """An event that is alone at its spot on its day, known to the town or closer."""
    spot = {id(one): (*one["geometry"]["coordinates"], one["properties"]["from"]) for one in features}
    seen = Counter(spot.values())
    return next(
        one
        for one in features
        if seen[spot[id(one)]] == 1
        and one["properties"]["from"]
        and one["properties"]["place_precision"] <= 3
    )


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_map_draws_its_window_and_names_places_in_the_pages_language(
    visit: Visit, features: list[dict[str, Any]], language: str, width: int
) -> None:
    page = ready(visit(f"/{language}/map/?{MAY}", width=width))
    shown = int(page.locator("#map").get_attribute("data-shown") or 0)
    assert 0 < shown < len(features)
    names = page.locator(".map-label:is(.town, .country)").all_inner_texts()
    assert len(names) > 3
    arabic = [name for name in names if re.search(r"[\u0621-\u064a]", name)]
    assert len(arabic) == (len(names) if language == "ar" else 0)
    expect(page.locator("#slider")).to_be_enabled()


def test_moving_the_slider_changes_marks_table_words_and_address(visit: Visit) -> None:
    page = ready(visit(f"/ar/map/?{MAY}"))
    before, rows = marks_picture(page), page.locator("#twin").inner_text()
    slider = page.locator("#slider")
    slider.focus()
    with page.expect_response(re.compile("events.geojson")), page.expect_response(re.compile("/rows/")):
        slider.press("PageUp")
    expect(page.locator("#twin")).not_to_have_text(rows)
    page.wait_for_selector("#map[aria-busy=false]")
    assert marks_picture(page) != before
    query = query_of(page)
    assert (query["from"], query["to"]) == (["2016-05-31"], ["2016-06-30"])
    assert "30 يونيو 2016" in (slider.get_attribute("aria-valuetext") or "")
    expect(page.locator("#window-days")).to_contain_text("30 يونيو 2016")


@pytest.mark.parametrize(("language", "forwards"), [("ar", "ArrowLeft"), ("en", "ArrowRight")])
def test_arrow_keys_follow_the_direction_of_reading(visit: Visit, language: str, forwards: str) -> None:
    page = ready(visit(f"/{language}/map/?{MAY}"))
    page.locator("#slider").press(forwards)
    assert query_of(page)["to"] == ["2016-06-01"]
    page.locator("#slider").press(f"Shift+{forwards}")
    assert query_of(page)["to"] == ["2016-06-08"]


def test_home_and_end_go_to_the_ends_of_the_track(visit: Visit) -> None:
    page = ready(visit(f"/ar/map/?{MAY}"))
    page.wait_for_selector(".day-bar", state="attached")
    slider, box = page.locator("#slider"), page.locator("#map")
    slider.press("End")
    assert query_of(page)["to"] == [box.get_attribute("data-last")]
    slider.press("Home")
    assert "2010" < query_of(page)["to"][0] < "2014"  # the track begins where the events lie close


def test_next_change_goes_to_the_next_day_with_events(visit: Visit, features: list[dict[str, Any]]) -> None:
    page = ready(visit("/ar/map/?from=2016-05-11&to=2016-05-11"))
    days = sorted({one["properties"]["from"] for one in features if one["properties"]["from"]})
    page.wait_for_selector(".day-bar", state="attached")
    page.locator("#next-change").click()
    assert query_of(page)["from"] == [next(day for day in days if day > "2016-05-11")]
    page.locator("#previous-change").click()
    assert query_of(page)["from"] == ["2016-05-11"]


def test_typed_days_and_filters_go_into_the_address_and_come_back_from_it(visit: Visit) -> None:
    page = ready(visit(f"/en/map/?{MAY}"))
    with page.expect_response(re.compile("events.geojson")):
        page.locator("input[name=from]").fill("2016-05-10")
        page.locator("select[name=type]").select_option("clash")
    page.wait_for_selector("#map[aria-busy=false]")
    assert query_of(page)["type"] == ["clash"]
    again = ready(visit(f"/en/map/?{urlsplit(page.url).query}"))
    expect(again.locator("input[name=from]")).to_have_value("2016-05-10")
    expect(again.locator("select[name=type]")).to_have_value("clash")
    expect(again.locator("#map")).to_have_attribute(
        "data-shown", page.locator("#map").get_attribute("data-shown") or ""
    )


def test_play_steps_through_the_days_with_events_and_pauses(visit: Visit) -> None:
    page = ready(visit("/ar/map/?from=2016-05-11&to=2016-05-11"))
    page.wait_for_selector(".day-bar", state="attached")
    play = page.locator("#play")
    play.click()
    expect(play).to_have_attribute("aria-pressed", "true")
    page.wait_for_url(lambda address: "to=2016-05-11" not in address)
    play.click()
    expect(play).to_have_attribute("aria-pressed", "false")
    stopped = page.url
    page.wait_for_timeout(1500)
    assert page.url == stopped


def test_a_mark_opens_a_pop_up_with_the_reports_words_and_its_links(
    visit: Visit, features: list[dict[str, Any]]
) -> None:
    event = lone_pin(features)
    lon, lat = event["geometry"]["coordinates"]
    day = event["properties"]["from"]
    page = ready(visit(f"/ar/map/?from={day}&to={day}#12/{lat}/{lon}"))
    page.locator("#map").click()
    popup = page.locator(".leaflet-popup")
    expect(popup).to_contain_text(event["properties"]["title"])
    expect(popup).to_contain_text(event["properties"]["type_label"])
    assert (
        popup.locator("a[href]")
        .first.get_attribute("href", timeout=2000)
        .endswith(event["properties"]["url"])
    )
    expect(popup.locator(".popup")).to_have_attribute("dir", "rtl")


def test_a_row_of_the_table_lights_its_mark(visit: Visit, features: list[dict[str, Any]]) -> None:
    event = lone_pin(features)
    day = event["properties"]["from"]
    page = ready(visit(f"/ar/map/?from={day}&to={day}"))
    before = marks_picture(page)
    page.locator(f'#twin tr[data-id="{event["properties"]["id"]}"]').hover()
    page.wait_for_timeout(100)
    assert marks_picture(page) != before


def test_the_view_is_kept_in_the_address(visit: Visit) -> None:
    page = ready(visit(f"/ar/map/?{MAY}#7/31.200/16.500"))
    page.locator("#map").focus()
    page.keyboard.press("+")
    page.wait_for_url(re.compile(r"#8/31\.\d+/16\.\d+$"))


def test_days_run_from_right_to_left_in_arabic(visit: Visit) -> None:
    shares = {}
    for language in ("ar", "en"):
        page = ready(visit(f"/{language}/map/?{MAY}"))
        page.wait_for_selector(".day-bar", state="attached")
        bar, track = page.locator(".day-bar").first.bounding_box(), page.locator(".day-track").bounding_box()
        assert bar is not None
        assert track is not None
        shares[language] = (bar["x"] - track["x"]) / track["width"]
    assert shares["en"] < 0.1
    assert shares["ar"] > 0.9


def test_a_theme_that_changes_repaints_the_map(visit: Visit) -> None:
    page = ready(visit(f"/ar/map/?{MAY}", color_scheme="light"))
    ground = page.locator(".map-ground canvas")
    before = ground.evaluate("(canvas) => canvas.toDataURL()")
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(300)
    assert ground.evaluate("(canvas) => canvas.toDataURL()") != before


def test_one_event_of_long_ago_does_not_press_the_others_into_a_corner(visit: Visit) -> None:
    page = ready(visit("/en/map/"))
    expect(page.locator("#map")).to_have_attribute("data-first", "1982-02-01")
    expect(page.locator(".day-ends span").first).to_contain_text("before it")
    assert page.locator(".day-bar").count() > 25
    with page.expect_response(re.compile("events.geojson")):
        page.locator("input[name=from]").fill("1982-01-01")
        page.locator("input[name=to]").fill("1982-12-31")
    expect(page.locator("#twin tbody tr")).to_have_count(1)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_site_with_nothing_in_it_says_so_and_draws_its_ground(
    visit: Visit, empty_site: str, language: str
) -> None:
    page = ready(visit(f"/{language}/map/", at=empty_site))
    expect(page.locator("#twin .empty")).to_be_visible()
    expect(page.locator("#slider")).to_be_hidden()
    assert page.locator(".map-label").count() > 10
    expect(visit(f"/{language}/reports/", at=empty_site).locator(".empty code")).to_have_text(
        "marsad add FOLDER"
    )


def test_the_first_view_on_a_phone_holds_most_events_though_some_are_far_away(visit: Visit) -> None:
    page = ready(visit(f"/ar/map/?{MAY}", width=390))
    names = page.locator(".map-label.town").all_inner_texts()
    assert "مصراتة" in names, "the coast where May 2016 was fought"
    assert not {"دمشق", "بغداد", "صنعاء"} & set(names)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_from_the_battle_on_the_map_to_rival_figures_in_the_very_words(
    visit: Visit, features: list[dict[str, Any]], language: str, width: int
) -> None:
    battle = next(
        one["properties"]
        for one in features
        if one["properties"]["place_name"] == "As Sadadah"
        and one["properties"]["from"] == "2016-05-11"
        and one["properties"]["type"] == "clash"
    )
    page = visit(battle["url"].replace("/ar/", f"/{language}/", 1), width=width)
    outlets = set(page.locator(".accounts .outlet").all_inner_texts()) - {battle["outlet"]}
    assert len(outlets) > 1
    for figure in page.locator(".accounts .figure").all():
        assert re.search(r"\d", figure.locator("dt").inner_text())
        expect(figure.locator("mark").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
