"""Whatever the bytes, the doors give documents and refusals: they never raise, and never hang."""

# ruff: noqa: E501 - pieces of pages stay on one line

import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.intake import Limits, Refused, read_bytes
from marsad.model import Document

from .pages import REPORT, TEXT, a_page
from .test_feed import a_feed, an_item
from .test_warc import a_saved, an_archive

SEEDS = [
    TEXT.encode(),
    TEXT.encode("windows-1256"),
    TEXT.encode("utf-16"),
    f"id: 1\npublished: 2016-05-12\n\n{TEXT}".encode(),
    a_page().encode(),
    a_page(
        head='<script type="application/ld+json">{"@type":"NewsArticle","headline":"x"}</script>'
    ).encode(),
    a_feed(an_item(), an_item()),
    ('{"text": "' + REPORT + '", "id": 1}\n').encode() * 3,
    an_archive(a_saved(1), a_saved(2)),
    an_archive(a_saved(1), a_saved(2), compressed=True),
    gzip.compress(TEXT.encode()),
]
NAMES = ["a.txt", "a.html", "a.xml", "a.jsonl", "a.json", "a.warc", "a.warc.gz", "a.txt.gz", "a", "-x"]
QUIET = settings(deadline=5000, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def check(data, name):
    outcomes = list(read_bytes(data, name, limits=Limits(page_bytes=200_000)))
    assert (
        outcomes
        or not data.strip()
        or data[:4] in (b"WARC", b"\x1f\x8b\x08\x00")
        or name.startswith("a.jsonl")
    )
    for outcome in outcomes:
        assert isinstance(outcome, Document | Refused)
        if isinstance(outcome, Refused):
            assert "\n" not in str(outcome)
            assert outcome.repair
        else:
            assert outcome.text
            assert all(notice.span.end <= len(outcome.text) for notice in outcome.notices)


@QUIET
@given(st.binary(max_size=400), st.sampled_from(NAMES))
def test_random_bytes(data, name):
    check(data, name)


@QUIET
@given(st.sampled_from(SEEDS), st.sampled_from(NAMES), st.data())
def test_reports_with_bytes_changed_cut_out_and_put_in(seed, name, data):
    at = data.draw(st.integers(0, len(seed)))
    gone = data.draw(st.integers(0, 40))
    check(seed[:at] + data.draw(st.binary(max_size=40)) + seed[at + gone :], name)


@QUIET
@given(st.sampled_from(SEEDS), st.sampled_from(SEEDS), st.sampled_from(NAMES), st.data())
def test_one_file_glued_onto_another(one, other, name, data):
    check(one[: data.draw(st.integers(0, len(one)))] + other, name)


PIECES = ["<p>", "</p>", "<div>", "</div", "<table>", "<td>", "&#0;", "&#x202e;", "&lt;", "<!--", "-->", "<![CDATA[", "]]>",
          "<script>", "</script>", "<time datetime='x'>", "<meta content=>", "<h1>", "<svg>", "<math>", "\x00", REPORT, "12 أيار 2016"]  # fmt: skip


@QUIET
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_tag_soup(pieces):
    check(("<html><body>" + "".join(pieces)).encode(), "a.html")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"\xfe\xff\x00", b"\xef\xbb\xbf", b"<", b"{", b"[", b"\x1f\x8b", b"WARC/"]
)
def test_the_shortest_files(data, name):
    check(data, name)
