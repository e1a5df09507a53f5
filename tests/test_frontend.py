"""What the browser is given, read as files: direction-free styles, marks that keep Arabic joined."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "src/marsad/web/static/marsad"
FRONTEND = ROOT / "frontend"
PHYSICAL = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)\b"
    r"|(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)\b|border-(?:top|bottom)-(?:left|right)-radius)"
)
ROOM_TAKING = re.compile(
    r"(?<![-\w])(padding|border(?!-radius)|margin|display|content|letter-spacing|float|position)\b"
)


def rules(sheet: str) -> list[tuple[str, str]]:
    """The innermost rules of a style sheet: (selector, declarations), comments left out."""
    bare = re.sub(r"/\*.*?\*/", "", sheet, flags=re.S)
    return [(one.strip(), body) for one, body in re.findall(r"([^{}]+)\{([^{}]*)\}", bare)]


@pytest.mark.parametrize("name", ["site.css", "map.css"])
def test_style_sheets_know_no_left_and_right(name: str) -> None:
    text = (FRONTEND / "css" / name).read_text(encoding="utf-8")
    found = [f"{selector}: {match[0]}" for selector, body in rules(text) for match in PHYSICAL.finditer(body)]
    assert found == []


@pytest.mark.parametrize(
    "line", ["margin-left: 1px", " left: 0", "text-align:right", "border-top-left-radius: 1px"]
)
def test_the_search_for_left_and_right_finds_them(line: str) -> None:
    assert PHYSICAL.search(line)


def test_marks_inside_words_take_no_room() -> None:
    text = (STATIC / "site.css").read_text(encoding="utf-8")
    marks = [
        (selector, body)
        for selector, body in rules(text)
        if re.search(r"\.mark\b(?!-)|\bmark\b(?!-)", selector)
    ]
    assert len(marks) > 5
    assert [
        selector for selector, body in marks if ROOM_TAKING.search(body.replace("scroll-margin", ""))
    ] == []
    assert not [selector for selector, _ in marks if "::before" in selector or "::after" in selector]


def test_built_files_name_no_host_to_ask() -> None:
    hosts: set[str] = set()
    for path in STATIC.rglob("*"):
        if path.suffix in {".js", ".css", ".json"}:
            hosts.update(re.findall(r"https?://([\w.-]+)", path.read_text(encoding="utf-8")))
    # A namespace, the address in Leaflet's own notice, and two comments in its sheet.
    assert hosts <= {"www.w3.org", "leafletjs.com", "bugs.chromium.org", "bugzilla.mozilla.org"}


def test_built_scripts_neither_evaluate_text_nor_write_style_attributes() -> None:
    for path in STATIC.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\beval\(|new Function\(|setAttribute\(\s*[\"']style[\"']", text), path.name


def test_lock_files_name_no_registry() -> None:
    for path in FRONTEND.glob("**/package-lock.json"):
        if "node_modules" not in path.parts[:-1]:
            assert '"resolved"' not in path.read_text(encoding="utf-8"), path


def test_shipped_files_stay_small() -> None:
    fonts = sum(path.stat().st_size for path in STATIC.glob("fonts/*.woff2"))
    assert fonts < 400_000
    assert (STATIC / "outlines.json").stat().st_size < 1_200_000
    assert sum((STATIC / name).stat().st_size for name in ("site.js", "report.js", "site.css")) < 60_000


def test_every_font_has_its_licence_beside_it() -> None:
    for font in STATIC.glob("fonts/*.woff2"):
        family = re.sub(r"-(arabic|latin|latin-ext)-\d+$", "", font.stem)
        licence = (STATIC / "fonts" / f"{family}.LICENSE.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
