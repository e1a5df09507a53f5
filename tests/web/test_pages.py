"""What a reader sees, in Arabic from right to left and in English."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from site_records import BATTLE, a_day, a_place, a_record, an_event, casualties, the_battle, words

from marsad.web.store.actions import add_report
from marsad.web.store.models import Event

pytestmark = pytest.mark.django_db
CSP = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}


class _Text(HTMLParser):
    """The text of the elements that `wanted` picks by their attributes, joined."""

    def __init__(self, wanted):
        super().__init__(convert_charrefs=True)
        self.wanted, self.depth, self.found = wanted, 0, []

    def handle_starttag(self, tag, attrs):
        if tag in {"br", "input", "meta", "link"}:
            return
        if self.depth:
            self.depth += 1
        elif self.wanted(tag, dict(attrs)):
            self.depth = 1
            self.found.append("")

    def handle_endtag(self, tag):
        self.depth = max(0, self.depth - 1)

    def handle_data(self, data):
        if self.depth:
            self.found[-1] += data


def texts(page: str, wanted) -> list[str]:
    parser = _Text(wanted)
    parser.feed(page)
    return [" ".join(text.split()) for text in parser.found]


def seen(client: Client, url: str) -> str:
    """The page's words as a reader sees them."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    (body,) = texts(answer.content.decode(), lambda tag, attrs: tag == "body")
    return body


@pytest.mark.parametrize(
    ("accepts", "language"), [("en-GB,en;q=0.9", "en"), ("ar", "ar"), ("fr", "ar"), ("", "ar")]
)
def test_the_door_leads_to_the_readers_language(client, accepts, language):
    answer = client.get("/", headers={"accept-language": accepts})
    assert answer.status_code == 302
    assert answer["Location"] == f"/{language}/reports/"
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.parametrize(
    ("language", "direction", "expected"),
    [
        ("ar", "rtl", ["معركة السدادة", "صحيفة المرسى", "13 مايو 2016", "حدثان", "تقرير واحد"]),
        ("en", "ltr", ["معركة السدادة", "صحيفة المرسى", "13 May 2016", "2 events", "1 report"]),
    ],
)
def test_the_list_tells_day_outlet_title_and_number_of_events(client, battle, language, direction, expected):
    page = client.get(f"/{language}/reports/").content.decode()
    assert f'<html lang="{language}" dir="{direction}">' in page
    body = seen(client, f"/{language}/reports/")
    assert all(words in body for words in expected)
    assert "<bdi>معركة السدادة</bdi>" in page
    assert '<bdi class="outlet">صحيفة المرسى</bdi>' in page


def test_the_list_is_filtered_by_day_and_outlet(client, battle):
    add_report(
        the_battle(id="r2", title="تقرير لاحق", outlet="إذاعة الساحل", published="2016-06-20"), by="test"
    )
    assert "معركة السدادة" not in seen(client, "/ar/reports/?from=2016-06-01")
    assert "تقرير لاحق" not in seen(client, "/ar/reports/?to=2016-06-01")
    assert "تقرير لاحق" not in seen(client, "/ar/reports/?outlet=صحيفة المرسى")
    assert "اكتب اليوم هكذا" in seen(client, "/ar/reports/?from=أمس")


def test_the_report_shows_its_text_whole_with_the_events_words_marked(client, battle, battle_url):
    page = client.get(f"/ar{battle_url}").content.decode()
    (text,) = texts(page, lambda tag, attrs: attrs.get("id") == "report-text")
    assert text.replace("تنبيه أرشيف", "").split() == BATTLE.split()
    assert texts(page, lambda tag, attrs: "e1" in attrs.get("data-events", "").split()) == [
        "قوات البنيان", "هجوما", "تنظيم الراية", "السدادة", "الأربعاء الماضي", "27 من مسلحيه", "15 آخرين",
        "متحدث باسم القوات",
    ]  # fmt: skip
    assert texts(page, lambda tag, attrs: attrs.get("id") == "e1") == ["هجوما"]
    (notice,) = texts(page, lambda tag, attrs: attrs.get("class") == "notice")
    assert notice.startswith("تنبيه أرشيف")
    assert notice.endswith("هذا المقال مؤرشف، اشترك لتتمكن من قراءته.")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "ar",
            ["اشتباك", "11 مايو 2016", "قتلى: 27", "أسرى: 15 على الأقل", "البلدة", "تهديد بفعله", "ليبيا"],
        ),
        (
            "en",
            [
                "Clash",
                "11 May 2016",
                "Killed: 27",
                "Captured: at least 15",
                "the town",
                "Threatened",
                "Libya",
            ],
        ),
    ],
)
def test_the_events_stand_beside_the_text(client, battle, battle_url, language, expected):
    body = seen(client, f"/{language}{battle_url}")
    assert all(words in body for words in expected)
    page = client.get(f"/{language}{battle_url}").content.decode()
    items = texts(page, lambda tag, attrs: "data-event" in attrs)
    assert len(items) == 2
    assert '<li id="event-e2" class="event threatened' in page


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", ["وقع", "بدقة اليوم", "المبادر", "تنظيم الراية", "متحدث باسم القوات", "80%", "15 على الأقل"]),
        ("en", ["Happened", "to the day", "By", "تنظيم الراية", "متحدث باسم القوات", "80%", "at least 15"]),
    ],
)
def test_the_event_page_gives_each_value_with_its_words_in_their_sentence(
    client, battle, battle_url, language, expected
):
    url = f"/{language}{battle_url}e1/"
    body = seen(client, url)
    assert all(words in body for words in expected)
    page = client.get(url).content.decode()
    quotes = texts(page, lambda tag, attrs: "snippet" in attrs.get("class", ""))
    assert any("على بلدة السدادة الأربعاء الماضي" in quote for quote in quotes)
    marked = texts(page, lambda tag, attrs: tag == "mark")
    assert {"هجوما", "الأربعاء الماضي", "السدادة", "27 من مسلحيه", "متحدث باسم القوات"} <= set(marked)
    assert f'href="/{language}{battle_url}#e1"' in page


def test_what_did_not_happen_and_what_sums_up_is_said_to_the_reader(client, battle, battle_url):
    event = an_event(BATTLE, "هجوما", aggregate=True, modality="denied")
    add_report(a_record(BATTLE, [event], id="sum"), by="test")
    assert "does not say that this happened" in seen(client, f"/en{battle_url}e2/")
    assert "does not say that this happened" not in seen(client, f"/en{battle_url}e1/")
    row = Event.objects.get(report__document_id="sum")
    body = seen(client, f"/en/reports/{row.report.key}/e1/")
    assert "sums up many occurrences" in body
    assert "Denied" in body


def test_what_the_report_does_not_say_is_said_not_to_be_said(client):
    done = add_report(a_record(BATTLE, [an_event(BATTLE, "هجوما")], outlet=None, published=None), by="test")
    body = seen(client, f"/en/reports/{done.key}/e1/")
    for told in (
        "no day to resolve",
        "gives no place",
        "That is not zero",
        "outlet not told",
        "outlet itself",
    ):
        assert told in body
    assert "day of publication not told" in body
    assert not re.search(r"\b0\b", body)


def test_overlapping_and_nested_words_are_cut_into_pieces_that_name_all_their_events(client):
    text = "سيطرت القوات على مدينة سرت ومينائها"
    outer = an_event(text, "سيطرت القوات على مدينة سرت", type="seizure")
    nested = an_event(text, "سرت ومينائها", id="e2", type="clash")
    same = an_event(text, "سيطرت القوات", id="e3", places=[a_place(text, "سرت", 31.2, 16.59)])
    done = add_report(a_record(text, [outer, nested, same]), by="test")
    page = client.get(f"/ar/reports/{done.key}/").content.decode()
    (shown,) = texts(page, lambda tag, attrs: attrs.get("id") == "report-text")
    assert shown == text
    pieces = re.findall(r'data-events="([^"]+)"[^>]*>([^<]+)<', page)
    assert [(set(events.split()), words) for events, words in pieces] == [
        ({"e1", "e3"}, "سيطرت القوات"),
        ({"e1"}, " على مدينة "),
        ({"e1", "e2", "e3"}, "سرت"),
        ({"e2"}, " ومينائها"),
    ]
    assert len(re.findall(r'id="e[123]"', page)) == 3


def test_markup_in_a_report_is_shown_as_text_and_does_nothing(client):
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>"
    text = f"قصف {attack} المدينة"
    event = an_event(
        text, attack, type="shelling", places=[a_place(text, attack, 31.0, 16.0, name=attack)],
        initiator=[words(text, attack) | {"name": attack, "id": None, "kind": "other"}],
        sources=[words(text, attack)], date=a_day(text, attack, "2016-05-11"),
        casualties=[casualties(text, attack, "killed", 1, 1, "target")],
        control={"change": "taken", "to": attack, "from": attack},
    )  # fmt: skip
    record = a_record(text, [event], id=attack, title=attack, outlet=attack, url="javascript:alert(4)")
    done = add_report(record, by="test")
    for url in ("reports/", f"reports/{done.key}/", f"reports/{done.key}/e1/", "map/", "map/rows/"):
        page = client.get(f"/ar/{url}").content.decode()
        assert attack not in page
        assert "&lt;script&gt;" in page
        assert "<svg" not in page
        assert "<img" not in page
        assert 'href="javascript:' not in page
        assert not re.search(r"<script(?! src=\"/static/marsad/[a-z]+\.js\" type=\"module\")", page)


def test_pages_carry_no_inline_script_or_style(client, battle, battle_url):
    for url in ("reports/", battle_url[1:], f"{battle_url[1:]}e1/", "map/", "about/", "login/", "nowhere/"):
        page = client.get(f"/en/{url}").content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page), url
        assert not re.search(r"<(?!a )\w+ [^>]*(?:src|href)=\"(?:https?:)?//", page), url


@pytest.mark.parametrize(
    "url",
    [
        "/", "/ar/reports/", "/en/map/", "/ar/map/rows/", "/en/about/", "/ar/login/", "/nowhere",
        "/ar/nowhere/",
        "/api/events.geojson", "/api/events.geojson?from=x", "/api/days.json", "/static/marsad/site.css",
        "/static/nowhere.css", "/ar/setup/x/",
    ],
)  # fmt: skip
def test_every_answer_carries_the_strict_headers(reader, url):
    answer = reader.get(url)
    b"".join(answer)  # a static file is closed when it has been read
    headers = answer.headers
    assert set(headers["Content-Security-Policy"].split("; ")) == CSP
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_a_foreign_host_name_is_refused(reader):
    answer = reader.get("/ar/reports/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert set(answer["Content-Security-Policy"].split("; ")) == CSP


@pytest.mark.parametrize(
    ("language", "told"), [("ar", "لا توجد هذه الصفحة"), ("en", "There is no such page")]
)
@pytest.mark.parametrize("path", ["nowhere/", "reports/0000/", "reports/0000/e1/"])
def test_what_is_not_there_is_told_in_the_pages_language(reader, db, language, told, path):
    answer = reader.get(f"/{language}/{path}")
    assert answer.status_code == 404
    assert told in answer.content.decode()


def test_a_fault_is_told_without_its_details(reader, monkeypatch, caplog):
    def fail(*_args, **_values):
        raise RuntimeError("secret path")

    monkeypatch.setattr("marsad.web.pages.views.marking.blocks", fail)
    done = add_report(the_battle(), by="test")
    answer = reader.get(f"/ar/reports/{done.key}/")
    assert answer.status_code == 500
    assert "حدث عطل عندنا" in answer.content.decode()
    assert "secret path" not in answer.content.decode()
    assert "secret path" in caplog.text


def test_the_language_switch_keeps_the_page_and_its_query(client, battle, battle_url):
    page = client.get(f"/ar{battle_url}e1/?from=2016-05-01").content.decode()
    assert re.search(rf'<a class="language"[^>]*href="/en{battle_url}e1/\?from=2016-05-01">English</a>', page)
    page = client.get(f"/en{battle_url}").content.decode()
    assert re.search(rf'<a class="language"[^>]*href="/ar{battle_url}">العربية</a>', page)


def test_links_out_carry_no_referrer_and_are_not_fetched(client, battle, battle_url):
    page = client.get(f"/ar{battle_url}").content.decode()
    (link,) = re.findall(r"<a [^>]*https://example\.org/r1[^>]*>", page)
    assert 'rel="noopener noreferrer nofollow external"' in link
    assert "prefetch" not in page
    assert "preconnect" not in page


def test_reprints_are_named_on_the_reports_page(client, battle, battle_url):
    add_report(the_battle(id="r2", title="إعادة نشر", outlet="إذاعة الساحل"), by="test")
    body = seen(client, f"/en{battle_url}")
    assert "1 other report prints this text: one voice" in body
    assert "إعادة نشر" in body


@pytest.mark.parametrize("path", ["/ar/reports/", "/ar/map/", "/ar/map/rows/", "/api/events.geojson"])
def test_longer_lists_ask_no_more_questions_of_the_store(client, django_assert_num_queries, path):
    def queries() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    add_report(the_battle(id="one"), by="test")
    few = queries()
    for number in range(30):
        add_report(the_battle(id=f"more{number}", outlet=f"صحيفة {number}"), by="test")
    assert queries() == few
    assert few <= 14
    with django_assert_num_queries(few):
        client.get(path)


def test_a_long_list_is_paged_and_says_where_it_is(client, db):
    for number in range(51):
        add_report(a_record(f"خبر قصير رقم {number}", id=f"n{number}", title=f"خبر {number}"), by="test")
    first = client.get("/en/reports/?to=2016-05-13").content.decode()
    assert "Page 1 of 2" in first
    assert 'rel="next" href="?to=2016-05-13&amp;page=2"' in first
    assert "Page 2 of 2" in seen(client, "/en/reports/?to=2016-05-13&page=2")


def test_the_table_under_the_map_works_without_script(client, battle):
    body = seen(client, "/en/map/?from=2016-05-11&to=2016-05-11")
    assert "السدادة" in body
    assert "1 event ·" in body
    assert "بالسيطرة على مدينة مصراتة" not in body
    assert "No event matches" in seen(client, "/en/map/?from=2030-01-01")
    assert "The last day lies before the first." in seen(client, "/en/map/?from=2016-05-12&to=2016-05-11")
