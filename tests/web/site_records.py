"""Records built by hand for the tests of the site: short Arabic reports with their events."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

BATTLE = (
    "صدّت قوات البنيان هجوما شنه تنظيم الراية على بلدة السدادة الأربعاء الماضي، "
    "وقتلت 27 من مسلحيه وأسرت 15 آخرين، حسب ما قاله متحدث باسم القوات.\n"
    "وهدد التنظيم بالسيطرة على مدينة مصراتة قبل رمضان.\n"
    "هذا المقال مؤرشف، اشترك لتتمكن من قراءته."
)


def words(text: str, quote: str, *, after: str = "") -> Json:
    """`quote` with its offsets in `text`; its first occurrence after `after`."""
    start = text.index(quote, text.index(after) if after else 0)
    return {"text": quote, "start": start, "end": start + len(quote)}


def an_event(text: str, quote: str, **values: Any) -> Json:
    event = {
        "id": "e1", "type": "clash", "trigger": words(text, quote), "mentions": [], "modality": "happened",
        "aggregate": False, "initiator": [], "target": [], "places": [], "date": None, "casualties": [],
        "sources": [], "control": None, "confidence": None,
    }  # fmt: skip
    return event | values


def a_place(text: str, quote: str, lat: float | None, lon: float | None, **values: Any) -> Json:
    place = {"name": None, "id": None, "country": "LY", "precision": 2, "relation": "at", "radius_km": None}
    return words(text, quote) | {"lat": lat, "lon": lon} | place | values


def a_day(text: str, quote: str, first: str, last: str | None = None, precision: str = "day") -> Json:
    return words(text, quote) | {"from": first, "to": last or first, "precision": precision}


def casualties(text: str, quote: str, kind: str, low: int | None, high: int | None, whose: str) -> Json:
    return words(text, quote) | {"kind": kind, "low": low, "high": high, "whose": whose}


def a_record(text: str, events: list[Json] | None = None, **document: Any) -> Json:
    values = {
        "id": "r1", "text": text, "title": "عنوان التقرير", "outlet": "صحيفة المرسى",
        "url": "https://example.org/r1", "published": "2016-05-13", "notices": [],
    }  # fmt: skip
    return {"document": values | document, "events": events or []}


def the_battle(**document: Any) -> Json:
    """A battle with figures for both bounds, a threat that overlaps nothing, and an archive notice."""
    text = BATTLE
    side = words(text, "تنظيم الراية") | {"name": None, "id": None, "kind": "armed_group"}
    battle = an_event(
        text,
        "هجوما",
        initiator=[side],
        target=[words(text, "قوات البنيان") | {"name": None, "id": None, "kind": "militia"}],
        places=[a_place(text, "السدادة", 31.3612, 14.7734, name="As Sadadah")],
        date=a_day(text, "الأربعاء الماضي", "2016-05-11"),
        casualties=[
            casualties(text, "27 من مسلحيه", "killed", 27, 27, "initiator"),
            casualties(text, "15 آخرين", "captured", 15, None, "initiator"),
        ],
        sources=[words(text, "متحدث باسم القوات")],
        confidence=0.8,
    )
    threat = an_event(
        text,
        "بالسيطرة على مدينة مصراتة",
        id="e2",
        type="seizure",
        modality="threatened",
        initiator=[words(text, "التنظيم") | {"name": None, "id": None, "kind": "armed_group"}],
        places=[a_place(text, "مصراتة", 32.3754, 15.0925, name="Misrata")],
        date=a_day(text, "قبل رمضان", "2016-05-13", "2016-06-05", "month"),
        control={"change": "taken", "to": "التنظيم", "from": None},
    )
    notice = words(text, "هذا المقال مؤرشف، اشترك لتتمكن من قراءته.")
    notices = [{"kind": "archived", "start": notice["start"], "end": notice["end"]}]
    return a_record(text, [battle, threat], **({"title": "معركة السدادة", "notices": notices} | document))
