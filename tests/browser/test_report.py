"""A report: marks in its words and events beside it belong together, by pointer, keyboard and address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Visit

LIT, PINNED = re.compile(r"\blit\b"), re.compile(r"\bpinned\b")


def first_trigger(page: Page) -> tuple[Locator, Locator, str]:
    """The first trigger in the text, its item in the list, and their event."""
    mark = page.locator("#report-text a.mark.trigger").first
    event = (mark.get_attribute("href") or "").removeprefix("#event-")
    return mark, page.locator(f'#report-events [data-event="{event}"]'), event


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pointing_at_words_lights_their_event_and_leaving_them_puts_it_out(
    visit: Visit, long_report: str, language: str
) -> None:
    page = visit(long_report.replace("/ar/", f"/{language}/"))
    mark, item, _ = first_trigger(page)
    mark.hover()
    expect(item).to_have_class(LIT)
    page.locator("h1").hover()
    expect(item).not_to_have_class(LIT)


def test_pointing_at_an_event_lights_all_its_words_and_no_others(visit: Visit, long_report: str) -> None:
    page = visit(long_report)
    _, item, event = first_trigger(page)
    item.hover()
    own = page.locator(f'#report-text [data-events~="{event}"]')
    assert own.count() >= 1
    for mark in own.all():
        expect(mark).to_have_class(LIT)
    assert page.locator("#report-text .lit").count() == own.count()


def test_the_keyboard_lights_too(visit: Visit, long_report: str) -> None:
    page = visit(long_report)
    mark, item, event = first_trigger(page)
    mark.focus()
    expect(item).to_have_class(LIT)
    item.locator("a.event-link").focus()
    expect(page.locator(f"#report-text #{event}")).to_have_class(LIT)


def test_a_click_keeps_the_event_lit_until_escape(visit: Visit, long_report: str) -> None:
    page = visit(long_report)
    mark, item, event = first_trigger(page)
    mark.click()
    expect(item).to_have_class(PINNED)
    expect(item).to_be_in_viewport()
    assert page.url.endswith(f"#{event}")
    page.locator("h1").hover()
    expect(item).to_have_class(LIT)
    page.keyboard.press("Escape")
    mark.blur()
    expect(item).not_to_have_class(PINNED)


@pytest.mark.parametrize("width", [1280, 390])
def test_an_address_with_an_event_shows_its_words(visit: Visit, long_report: str, width: int) -> None:
    plain = visit(long_report, width=width)
    last = plain.locator("#report-text a.mark.trigger").last.get_attribute("id")
    page = visit(f"{long_report}#{last}", width=width)
    mark = page.locator(f"#report-text #{last}")
    expect(mark).to_be_in_viewport()
    expect(mark).to_have_class(LIT)
    expect(page.locator(f'#report-events [data-event="{last}"]')).to_have_class(PINNED)


def test_marks_do_not_move_a_single_letter(visit: Visit, long_report: str) -> None:
    """The same words without marks take the same room, line by line: no letter was cut from its neighbour."""
    page = visit(long_report)
    page.evaluate("document.fonts.ready")
    different = page.evaluate(
        """() => {
          const measure = (paragraph) => {
            const range = document.createRange();
            range.selectNodeContents(paragraph);
            const box = range.getBoundingClientRect();
            return [box.width, box.height];
          };
          return [...document.querySelectorAll("#report-text > p")].map((paragraph) => {
            const bare = paragraph.cloneNode(false);
            bare.textContent = paragraph.textContent;
            const one = document.createElement("p");
            one.className = paragraph.className;
            paragraph.style.whiteSpace = bare.style.whiteSpace = "nowrap";
            const marked = measure(paragraph);
            paragraph.replaceWith(bare);
            return [marked, measure(bare), bare.textContent.slice(0, 40)];
          }).filter(([a, b]) => Math.abs(a[0] - b[0]) > 0.6);
        }"""
    )
    assert different == []


def test_what_did_not_happen_looks_different_without_colour(visit: Visit, long_report: str) -> None:
    page = visit(long_report)
    styles = {
        name: page.locator(f"#report-text a.mark.trigger.{name}").first.evaluate(
            "(mark) => getComputedStyle(mark).textDecorationStyle"
        )
        for name in ("happened", "failed")
    }
    assert styles == {"happened": "solid", "failed": "dashed"}
