"""Plain text: encodings, the header, and what is refused."""

from datetime import date

import pytest

from marsad.intake import Defaults, content_id, read_bytes
from marsad.intake.encoding import decode

from .pages import REPORT, TEXT

HEADER = "id: r-7\noutlet: بريد الواحة\ntitle: هجوم على حاجز\npublished: 2016-05-12\nurl: https://waha.example/7\n\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1256", "iso-8859-6"]
)
def test_arabic_is_read_in_every_encoding_it_comes_in(one, encoding):
    assert one(TEXT.encode(encoding, "replace")).text == TEXT.encode(encoding, "replace").decode(encoding)


def test_a_short_line_in_windows_1256_is_read(one):
    line = "قصف على أطراف المدينة"
    assert one(line.encode("windows-1256")).text == line


def test_utf8_cut_in_the_middle_of_a_letter_is_still_utf8():
    assert decode(TEXT.encode()[:-1]).startswith(REPORT)


def test_a_wrongly_declared_charset_gives_way_to_the_bytes():
    assert decode(TEXT.encode("windows-1256"), declared="iso-8859-6") == TEXT
    assert decode(TEXT.encode("windows-1256"), declared="no-such-table") == TEXT


def test_the_header_is_read_and_kept_out_of_the_text(one):
    document = one(HEADER + TEXT)
    assert (document.id, document.outlet, document.title) == ("r-7", "بريد الواحة", "هجوم على حاجز")
    assert (document.published, document.url) == (date(2016, 5, 12), "https://waha.example/7")
    assert document.text == TEXT


@pytest.mark.parametrize(
    "head", ["outlet: بريد الواحة\nقال الناطق: لا تعليق\n\n", "المصدر: وكالة\n\n", "title: بلا سطر فارغ\n"]
)
def test_lines_that_are_no_header_belong_to_the_text(one, head):
    assert one(head + TEXT).text == head + TEXT


def test_a_header_day_that_is_none_is_refused_with_its_words(refusal):
    told = str(refusal("published: أمس\n\n" + TEXT, "a.txt"))
    assert told == "a.txt: published: 'أمس' is not a day. Write it like 2016-05-13."


def test_breaks_and_control_characters_are_cleaned_and_letters_kept(one):
    assert (
        one("مُصرَاتَة\u200f:\r\nهجوم\x07 على\rالحاجز\u2028ليلا").text == "مُصرَاتَة\u200f:\nهجوم على\nالحاجز\nليلا"
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b" \n\t\n", "the file is empty"),
        (b"%PDF-1.7 something", "the file is a PDF"),
        (b"{\\rtf1\\ansi text}", "the file is a rich-text document"),
        (b"PK\x03\x04rest", "the file is a zip archive or office document"),
        (bytes(range(256)) * 40, "the file is binary, not text"),
        (b"A report in English about a checkpoint.", "no Arabic in it"),
        (
            "A long page of menus with one Arabic word سرت in the middle of them all.".encode(),
            "no Arabic in it",
        ),
        ("id: 7\noutlet: الواحة\n\n \n".encode(), "no text in it"),
    ],
)
def test_what_is_no_report_is_refused_in_one_line_with_a_repair(refusal, content, problem):
    refused = refusal(content, "a.txt")
    assert (refused.path, refused.problem) == ("a.txt", problem)
    assert refused.repair
    assert "\n" not in str(refused)


def test_a_report_over_the_limit_is_refused(refusal, one):
    assert "more than 0.001 MB" in refusal(TEXT * 10, page_bytes=1000).problem
    assert one(TEXT, page_bytes=len(TEXT.encode()))


def test_ids_are_stable_and_tell_reprints_apart():
    assert content_id(TEXT) == content_id(TEXT.replace(" ", "  ")) == content_id(TEXT)
    assert (
        len(
            {content_id(TEXT), content_id(TEXT, outlet="أ"), content_id(TEXT, outlet="ب"), content_id(REPORT)}
        )
        == 4
    )


def test_defaults_speak_only_for_what_a_report_does_not_say():
    defaults = Defaults(outlet="افتراضي", published=date(2020, 1, 1))
    (bare,) = read_bytes(TEXT.encode(), "a.txt", defaults=defaults)
    (stated,) = read_bytes((HEADER + TEXT).encode(), "a.txt", defaults=defaults)
    assert (bare.outlet, bare.published) == ("افتراضي", date(2020, 1, 1))
    assert (stated.outlet, stated.published) == ("بريد الواحة", date(2016, 5, 12))
