"""Saved pages: the text without its frame, the day from whoever states it best, encodings, bombs."""

# ruff: noqa: E501 - sentences and pages stay on one line

from base64 import encodebytes
from datetime import date

import pytest

from .pages import REPORT, SECOND, a_page

LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite", "name": "موقع"}, {"@type": ["NewsArticle"], "headline": "عنوان مرتب",
"datePublished": "2016-05-11T23:30:00+02:00", "publisher": {"@type": "Organization", "name": "الواحة اليوم"}}]}</script>"""
OPEN_GRAPH = """<meta property="og:title" content="عنوان المشاركة"><meta property="og:site_name" content="الواحة">
<meta property="article:published_time" content="2016-05-10T09:00:00Z"><meta property="og:url" content="https://w.example/1">"""


def test_the_text_is_the_article_without_frame_and_headline(one):
    document = one(a_page(), "a.html")
    assert document.text == f"{REPORT}\n{SECOND}"
    assert document.title == "هجوم على حاجز للشرطة"
    assert document.outlet == "بريد الواحة"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "utf-16"])
def test_declared_charsets_are_read(one, charset):
    assert one(a_page(charset=charset).encode(charset), "a.html").text.startswith(REPORT)


def test_a_page_is_known_by_its_content_whatever_its_name(one):
    assert one(a_page(), "saved").published == date(2016, 5, 12)


@pytest.mark.parametrize(
    "dateline",
    [
        "الخميس، 12 أيار 2016 - 14:30",
        "12 ماي 2016",
        "<span class='post-date'>مايو 12, 2016</span>",
        "نشر: 12/05/2016",
        "<time datetime='2016-05-12T08:00'>قبل ساعتين</time>",
        "<time>12 أيار (مايو) 2016</time>",
        "<span itemprop='datePublished' content='2016-05-12'>اليوم</span>",
        "الخميس 5 شعبان 1437",
        "آخر تحديث: 14 أيار 2016 - نشر: 12 أيار 2016",
        "نشر 12 أيار 2016، آخر تحديث 14 أيار 2016",
    ],
)
def test_the_dateline_is_read_in_every_set_of_month_names(one, dateline):
    assert one(a_page(dateline=dateline), "a.html").published == date(2016, 5, 12)


def test_the_days_of_the_frame_and_of_other_articles_are_not_the_reports(one):
    assert one(a_page(dateline=""), "a.html").published is None


def test_a_day_within_the_report_is_not_its_dateline(one):
    body = f"<p>{REPORT} وكانت المدينة قد شهدت في 3 كانون الثاني 2015 هجوما مماثلا أوقع قتلى وجرحى من الشرطة.</p>"
    assert one(a_page(dateline="", body=body), "a.html").published is None


def test_json_ld_goes_before_open_graph_and_both_before_the_dateline(one):
    linked = one(a_page(head=LINKED + OPEN_GRAPH), "a.html")
    assert (linked.published, linked.title, linked.outlet) == (
        date(2016, 5, 11),
        "عنوان مرتب",
        "الواحة اليوم",
    )
    graph = one(a_page(head=OPEN_GRAPH), "a.html")
    assert (graph.published, graph.title, graph.outlet) == (date(2016, 5, 10), "عنوان المشاركة", "الواحة")
    assert graph.url == "https://w.example/1"


def test_an_arabic_day_in_the_metadata_is_read_by_our_months_too(one):
    head = '<meta property="article:published_time" content="10 حزيران 2016">'
    assert one(a_page(head=head), "a.html").published == date(2016, 6, 10)


def test_broken_json_ld_is_passed_over(one):
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", </script>' + "<script type=x>[</script>"
    )
    assert one(a_page(head=head), "a.html").published == date(2016, 5, 12)


def test_the_day_of_the_address_is_the_last_resort(one):
    head = '<link rel="canonical" href="https://w.example/2016/05/09/checkpoint">'
    document = one(a_page(head=head, dateline=""), "a.html")
    assert (document.published, document.url) == (date(2016, 5, 9), "https://w.example/2016/05/09/checkpoint")


def test_notices_stay_in_the_text_and_are_marked(one):
    document = one(a_page(body="<p>اقرأ أيضا: توقف حركة القطارات</p>"), "a.html")
    (notice,) = document.notices
    assert document.text[notice.span.start : notice.span.end] == "اقرأ أيضا: توقف حركة القطارات"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("<html>" + "<div>" * 5000 + REPORT, "tags nested over 400 deep"),
        ("<html><body>" + "<br>" * 60_000 + REPORT, "more than 50000 tags"),
        ("<html><body><nav><a href='/'>الرئيسية</a></nav></body></html>", "no report in the page"),
        ("<html></html>", "no report in the page"),
    ],
)
def test_bombs_and_empty_pages_are_refused(refusal, content, problem):
    assert refusal(content, "a.html").problem == problem


def test_a_page_of_unclosed_paragraphs_is_no_bomb(one):
    content = "<html><body>" + f"<p>{REPORT}<br>" * 500
    assert one(content, "a.html").text.startswith(REPORT)


def test_a_page_saved_as_one_file_is_read(one):
    body = encodebytes(a_page(charset="windows-1256").encode("windows-1256")).decode()
    archive = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://w.example/7
Subject: page
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="--part--"

----part--
Content-Type: text/html; charset=windows-1256
Content-Transfer-Encoding: base64
Content-Location: https://w.example/7

{body}
----part--
Content-Type: image/png

x
----part----
"""
    document = one(archive, "a.mhtml")
    assert document.text == f"{REPORT}\n{SECOND}"
    assert (document.published, document.url) == (date(2016, 5, 12), "https://w.example/7")


def test_an_archive_without_a_page_is_refused(refusal):
    archive = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\ny\n--x--\n"
    assert refusal(archive, "a.mhtml").problem == "no page in the archive"
