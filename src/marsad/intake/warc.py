"""Web archives (WARC, WARC.gz): one document for each saved page; the rest is passed over.

Images, scripts, redirects and errors are no reports. A broken record is told once and the next whole one is
looked for, so that a damaged archive gives what it has.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import IO, Any

from marsad.errors import IntakeError
from marsad.intake.building import build
from marsad.intake.kinds import HEAD, kind_of
from marsad.intake.lines import too_long
from marsad.intake.outcome import Defaults, Limits, Outcome, Refused
from marsad.intake.page import read_page
from marsad.intake.text import read_text

_READABLE = re.compile(r"html|text/plain|^$", re.IGNORECASE)
_STEP = 1 << 20
_MARKS = {True: b"\x1f\x8b\x08", False: b"WARC/1."}  # where a record may begin, compressed or not
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)


def read_warc(stream: IO[bytes], path: str, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """One outcome for each page of an archive. `stream` must be seekable."""
    stream.seek(0)
    compressed = stream.read(2) == b"\x1f\x8b"
    start: int | None = 0
    while start is not None:
        reader = _Reader(stream, path, start, defaults, limits)
        yield from reader.outcomes()
        start = _next_record(stream, reader.at + 1, compressed) if reader.broken else None


class _Reader:
    """Reads records from `start` until the end or a broken one; `at` is where the record in hand begins."""

    def __init__(self, stream: IO[bytes], path: str, start: int, defaults: Defaults, limits: Limits) -> None:
        self.stream, self.path, self.at = stream, path, start
        self.defaults, self.limits, self.broken = defaults, limits, False

    def outcomes(self) -> Iterator[Outcome]:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed

        self.stream.seek(self.at)
        archive, whole = ArchiveIterator(self.stream), self.at == 0
        archive.INC_RECORD = ""  # its warning on standard error: the next record is found and told here
        try:
            for record in archive:
                self.at, whole = archive.offset, True
                yield from self._outcome(record)
        except (ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError, AttributeError) as error:
            self.broken = True
            if whole:  # the first fault of a run: what follows it is the same hole
                told = " ".join(str(error).split())[:120] or type(error).__name__
                yield self._refused(f"broken record ({told})")

    def _refused(self, problem: str) -> Refused:
        return Refused(self.path, f"after byte {self.at}", problem, "Fetch the archive again.")

    def _outcome(self, record: Any) -> Iterator[Outcome]:
        """The document of a record that is a page, or why it is none; nothing for other records."""
        content_type = _content_type(record)
        if content_type is None or not _READABLE.search(content_type):
            return
        url = record.rec_headers.get_header("WARC-Target-URI")
        item = f"{url or 'record'} at byte {self.at}"
        data = record.content_stream().read(self.limits.page_bytes + 1)
        if len(data) > self.limits.page_bytes:
            yield Refused(self.path, item, too_long(self.limits), "Raise the limit to read it.")
        elif _is_cut(record):
            yield self._refused("record cut short")
        else:
            try:
                yield from self._built(data, content_type, url)
            except IntakeError as error:
                yield Refused.of(error, item)

    def _built(self, data: bytes, content_type: str, url: str | None) -> Iterator[Outcome]:
        kind = kind_of(data[:HEAD], "page.html" if "html" in content_type else "page.txt")
        charset = _CHARSET.search(content_type)
        if kind == "page":
            draft = read_page(data, self.path, self.limits, declared=charset[1] if charset else None, url=url)
            yield build(draft, self.path, self.defaults)
        elif kind == "text":
            yield build(read_text(data, self.path), self.path, self.defaults)


def _is_cut(record: Any) -> bool:
    """Whether the archive ends, or breaks, before the length that the record states."""
    while record.raw_stream.read(_STEP):
        pass
    return bool(record.raw_stream.limit)


def _content_type(record: Any) -> str | None:
    """The media type of a saved answer; None for records that hold no page (requests, redirects, errors)."""
    if record.rec_type == "response" and record.http_headers:
        if record.http_headers.get_statuscode() != "200":
            return None
        return str(record.http_headers.get_header("Content-Type") or "")
    if record.rec_type == "resource":
        return str(record.rec_headers.get_header("Content-Type") or "")
    return None


def _next_record(stream: IO[bytes], start: int, compressed: bool) -> int | None:
    """Where the next whole record may begin at or after `start`, None at the end."""
    mark, kept, at = _MARKS[compressed], b"", start
    stream.seek(start)
    while block := stream.read(_STEP):
        window = kept + block
        base = at - len(kept)
        found = window.find(mark)
        while found != -1:
            if not compressed or holds_record(stream, base + found):
                return base + found
            found = window.find(mark, found + 1)
        at += len(block)
        kept = window[-len(mark) + 1 :]
        stream.seek(at)
    return None


def holds_record(stream: IO[bytes], at: int) -> bool:
    """Whether a gzip member at this byte opens with a record's first line."""
    stream.seek(at)
    try:
        return zlib.decompressobj(31).decompress(stream.read(4096), 16).startswith(b"WARC/")
    except zlib.error:
        return False
