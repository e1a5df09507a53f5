"""Every page, in both languages, on a desk and on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import Visit

NAMES = ("reports", "report", "event", "map", "about", "login")
DIRECTION = {"ar": "rtl", "en": "ltr"}
WCAG_AA = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}


@pytest.fixture
def path_of(features: list[dict[str, Any]], long_report: str) -> Any:
    event = features[0]["properties"]["url"]

    def path(name: str, language: str) -> str:
        paths = {"report": long_report, "event": event}
        return paths.get(name, f"/ar/{name}/").replace("/ar/", f"/{language}/")

    return path


def settle(page: Page) -> None:
    """Wait until the map, where there is one, has drawn."""
    if page.locator("#map").count():
        page.wait_for_selector("#map[data-ready]")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_page_is_whole_and_stays_within_its_width(
    visit: Visit, path_of: Any, name: str, language: str, width: int
) -> None:
    page = visit(path_of(name, language), width=width)
    settle(page)
    root = page.locator("html")
    expect(root).to_have_attribute("lang", language)
    expect(root).to_have_attribute("dir", DIRECTION[language])
    expect(page.locator("h1")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate("document.fonts.check('16px \"Marsad Sans\"', 'مرصد')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_page_meets_wcag_aa(visit: Visit, path_of: Any, name: str, language: str, scheme: str) -> None:
    page = visit(path_of(name, language), color_scheme=scheme)
    settle(page)
    found = Axe().run(page, options=WCAG_AA).response["violations"]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found] == []


@pytest.mark.parametrize("name", NAMES)
def test_controls_on_a_phone_are_large_enough_for_a_thumb(visit: Visit, path_of: Any, name: str) -> None:
    page = visit(path_of(name, "ar"), width=390)
    settle(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll(
             ".site-header a, button, select, input:not([type=checkbox], [type=hidden]), .pager a, summary")]
           .filter((one) => one.checkVisibility())
           .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect().height])
           .filter(([, height]) => height < 43.5)"""
    )
    assert small == []


def test_first_stop_of_the_tab_key_is_the_skip_link_and_it_shows(visit: Visit) -> None:
    page = visit("/ar/reports/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_slash_goes_to_the_search_box_but_not_while_typing(visit: Visit) -> None:
    page = visit("/ar/map/")
    box = page.locator("[data-search]").first
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("a/b")
    expect(box).to_have_value("a/b")


def test_language_link_leads_to_the_same_page(visit: Visit, path_of: Any) -> None:
    page = visit(path_of("report", "ar"))
    page.locator(".language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.split("/en/")[1] == path_of("report", "en").split("/en/")[1]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_page_that_is_not_there_says_so(visit: Visit, language: str) -> None:
    page = visit(f"/{language}/reports/0000000000000000/", status=404)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator(".site-nav a").first).to_be_visible()


@pytest.mark.parametrize("name", [name for name in NAMES if name != "map"])
def test_map_code_is_loaded_on_the_map_page_only(visit: Visit, path_of: Any, name: str) -> None:
    page = visit(path_of(name, "ar"))
    loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert not [
        address for address in loaded if "map" in address or "leaflet" in address or "outlines" in address
    ]


def test_the_pages_need_no_script(visit: Visit, path_of: Any) -> None:
    page = visit(path_of("report", "ar"), java_script_enabled=False)
    page.locator("#report-text a.mark").first.click()
    assert "#event-" in page.url
    page = visit("/ar/map/", java_script_enabled=False)
    expect(page.locator("#events-table tbody tr").first).to_be_visible()
