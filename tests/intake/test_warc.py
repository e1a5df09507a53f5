"""Web archives: pages out of real records, the rest passed over, a broken record told and survived."""

import gzip
from datetime import date
from uuid import uuid4

import pytest

from marsad.intake import Refused
from marsad.model import Document

from .pages import REPORT, TEXT, a_page


def a_record(kind, content_type, block, url=""):
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Date: 2016-05-12T10:00:00Z",
        f"Content-Type: {content_type}",
    ]
    lines += [f"WARC-Record-ID: <urn:uuid:{uuid4()}>", f"Content-Length: {len(block)}"]
    lines += [f"WARC-Target-URI: {url}"] if url else []
    return "\r\n".join([*lines, "", ""]).encode() + block + b"\r\n\r\n"


def an_archive(*pages, compressed=False):
    """An archive of (address, body, content type, status) answers, with records of other kinds between them."""
    records = [a_record("warcinfo", "application/warc-fields", b"software: test\r\n")]
    for url, body, content_type, status in pages:
        head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n\r\n".encode()
        records.append(
            a_record("request", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n", url)
        )
        records.append(a_record("response", "application/http; msgtype=response", head + body, url))
    return b"".join(gzip.compress(record) if compressed else record for record in records)


def a_saved(number, body=None, content_type="text/html; charset=utf-8", status="200 OK"):
    return f"https://w.example/{number}", body or a_page().encode(), content_type, status


@pytest.mark.parametrize("compressed", [False, True])
def test_pages_are_read_with_their_address_and_the_rest_is_passed_over(read, compressed):
    archive = an_archive(
        a_saved(1),
        a_saved(2, b"\x89PNG\r\n", "image/png"),
        a_saved(3, status="404 Not Found"),
        a_saved(4, TEXT.encode("windows-1256"), "text/plain"),
        compressed=compressed,
    )
    outcomes = read(archive, "a.warc.gz" if compressed else "a.warc")
    assert [(type(o), o.url) for o in outcomes] == [(Document, "https://w.example/1"), (Document, None)]
    assert outcomes[0].text.startswith(REPORT)
    assert outcomes[0].published == date(2016, 5, 12)
    assert outcomes[1].text == TEXT


def test_the_charset_of_the_answer_counts_where_the_page_has_none(read):
    page = a_page().replace('<meta charset="utf-8">', "").encode("windows-1256")
    (document,) = read(an_archive(a_saved(1, page, "text/html; charset=windows-1256")), "a.warc")
    assert document.text.startswith(REPORT)


def test_a_page_that_is_no_report_is_told_with_its_address(read):
    english = b"<html><body><article>" + b"<p>A long enough paragraph in English about trains.</p>" * 9
    (refused,) = read(an_archive(a_saved(9, english)), "a.warc")
    assert "https://w.example/9" in refused.item
    assert refused.problem == "no Arabic in it"


@pytest.mark.parametrize("compressed", [False, True])
def test_a_broken_record_is_told_once_and_the_others_are_read(read, compressed):
    archive = bytearray(an_archive(*(a_saved(n) for n in range(4)), compressed=compressed))
    marks = [
        at
        for at in range(len(archive))
        if archive.startswith(b"\x1f\x8b\x08" if compressed else b"WARC/1.", at)
    ]
    hurt = marks[4]  # the answer of page 1: after warcinfo, two records of page 0 and a request
    archive[hurt : hurt + (40 if compressed else 8)] = b"\x00" * (40 if compressed else 8)
    outcomes = read(bytes(archive), "a.warc.gz" if compressed else "a.warc")
    assert [o.url for o in outcomes if isinstance(o, Document)] == [
        f"https://w.example/{n}" for n in (0, 2, 3)
    ]
    assert len([o for o in outcomes if isinstance(o, Refused)]) == 1
    assert "broken record" in next(o for o in outcomes if isinstance(o, Refused)).problem


def test_an_archive_cut_short_gives_what_it_has(read):
    archive = an_archive(a_saved(1), a_saved(2), compressed=True)
    outcomes = read(archive[:-200], "a.warc.gz")
    assert [o.url for o in outcomes if isinstance(o, Document)][:1] == ["https://w.example/1"]
    assert isinstance(outcomes[-1], Refused)


def test_a_record_that_unpacks_beyond_the_limit_is_refused(read):
    body = a_page(body="<p>" + REPORT * 2000 + "</p>").encode()
    packed = an_archive(a_saved(1, body), a_saved(2), compressed=True)
    outcomes = read(packed, "a.warc.gz", page_bytes=100_000)
    assert "more than 0.1 MB" in outcomes[0].problem
    assert outcomes[1].url == "https://w.example/2"


def test_an_answer_packed_by_its_server_is_unpacked(read):
    packed = gzip.compress(a_page().encode())
    (document,) = read(an_archive(a_saved(1, packed, "text/html\r\nContent-Encoding: gzip")), "a.warc")
    assert document.text.startswith(REPORT)
