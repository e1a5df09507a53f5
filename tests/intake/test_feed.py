"""RSS and Atom: entries with their own day, HTML bodies cleaned, bombs refused before parsing."""

# ruff: noqa: E501 - sentences and pages stay on one line

from datetime import date

import pytest

from .pages import REPORT, SECOND, TEXT

RSS = """<?xml version="1.0" encoding="{charset}"?><rss version="2.0"><channel><title>بريد الواحة</title>{items}</channel></rss>"""


def an_item(
    body=f"<![CDATA[<p>{REPORT}</p><p>{SECOND}<br/></p><script>x()</script>]]>", day="12 أيار 2016", more=""
):
    return f"<item><title>هجوم</title><link>https://w.example/1</link><pubDate>{day}</pubDate><description>{body}</description>{more}</item>"


def a_feed(*items, charset="utf-8"):
    return RSS.format(items="".join(items), charset=charset).encode(charset)


def test_an_entry_is_a_report_with_its_html_cleaned(one):
    document = one(a_feed(an_item()), "feed.xml")
    assert document.text == TEXT
    assert (document.title, document.outlet, document.url) == ("هجوم", "بريد الواحة", "https://w.example/1")
    assert document.published == date(2016, 5, 12)


def test_the_day_is_the_outlets_own_not_the_one_in_utc(one):
    assert one(a_feed(an_item(day="Fri, 13 May 2016 00:30:00 +0300")), "f").published == date(2016, 5, 13)


def test_a_feed_in_windows_1256_is_read(one):
    assert one(a_feed(an_item(), charset="windows-1256"), "feed.xml").text == TEXT


def test_atom_is_read(one):
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>الواحة</title><entry><title>هجوم</title>
<published>2016-05-12T23:50:00+03:00</published><content type="html">&lt;p&gt;{REPORT}&lt;/p&gt;</content></entry></feed>"""
    document = one(atom, "feed.atom")
    assert (document.text, document.published, document.outlet) == (REPORT, date(2016, 5, 12), "الواحة")


def test_an_entry_without_text_is_told_by_its_number_and_stops_nothing(read):
    outcomes = read(a_feed(an_item(body=""), an_item()), "feed.xml")
    assert str(outcomes[0]).startswith("feed.xml, entry 1: no text in it")
    assert outcomes[1].text == TEXT


def test_a_feed_that_is_not_well_formed_is_mended(one):
    assert one(a_feed(an_item(more="<media & more>")), "feed.xml").text == TEXT


@pytest.mark.parametrize("after", ["", "<broken"])
def test_entities_are_refused_before_they_can_expand(refusal, after):
    rows = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "ا">{rows}]><rss><channel>&e11;</channel></rss>{after}'
    assert "entities" in refusal(bomb, "feed.xml").problem


def test_xml_that_is_no_feed_is_refused(refusal):
    assert refusal(f"<data><x>{REPORT}</x></data>", "a.xml").problem == "XML, but neither a feed nor a page"
    assert refusal(RSS.format(items="", charset="utf-8"), "a.xml").problem == "no entries in the feed"
