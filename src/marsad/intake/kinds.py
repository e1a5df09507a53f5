"""Tell what a file is, by its first bytes; its name decides only where they do not."""

from __future__ import annotations

import json
import re
from typing import Literal

from marsad.intake.encoding import decode

Kind = Literal["empty", "binary", "gzip", "warc", "page", "mhtml", "feed", "lines", "json", "text"]

HEAD = 65_536  # bytes looked at

SUFFIXES = frozenset(  # of files that hold reports; the second row cannot be read, and is told so
    ".txt .text .html .htm .xhtml .shtml .mht .mhtml .xml .rss .atom .rdf .jsonl .ndjson .json .warc .gz "
    ".pdf .doc .docx .odt .rtf .zip".split()
)
_BINARY = {
    b"%PDF": "a PDF",
    b"{\\rtf": "a rich-text document",
    b"PK\x03\x04": "a zip archive or office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or sound",
    b"\x7fELF": "a program",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"SQLite format 3": "a database",
}
_MHTML = re.compile(
    rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?Content-Type:\s*multipart/related", re.IGNORECASE
)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|[a-z]+:feed)[\s>]", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|h1|meta|table)\b", re.IGNORECASE)


def kind_of(head: bytes, name: str) -> Kind:
    """The kind of a file by its first bytes (at most `HEAD`) and its name."""
    if not head.strip():
        return "empty"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    if _MHTML.match(head):
        return "mhtml"
    text = decode(head).lstrip("\ufeff \t\r\n")
    if binary_kind(head) or _looks_binary(text):
        return "binary"
    return _marked_up(text, name) or _json(text, name, cut=len(head) >= HEAD) or "text"


def binary_kind(head: bytes) -> str | None:
    """What a file is that holds no text ("a PDF"), by its first bytes; None if they do not say."""
    return next((told for magic, told in _BINARY.items() if head.startswith(magic)), None)


def _looks_binary(text: str) -> bool:
    """Text has no NULs and hardly any control characters."""
    controls = sum(char < " " and char not in "\t\n\r\f\x1a" for char in text)
    return "\x00" in text or controls > 0.05 * len(text)


def _marked_up(text: str, name: str) -> Kind | None:
    if not text.startswith("<"):
        return "page" if re.search(r"\.x?html?$", name, re.IGNORECASE) and _PAGE.search(text) else None
    start = _FEED.search(text)
    page = _PAGE.search(text)
    if start and (not page or start.start() < page.start()):
        return "feed"
    return "page" if page or re.search(r"\.x?html?$", name, re.IGNORECASE) else "feed"


def _json(text: str, name: str, *, cut: bool) -> Kind | None:
    """Lines of JSON, or one JSON file. `cut`: the text may go on, so that its first line may be cut."""
    if re.search(r"\.(?:jsonl|ndjson)$", name, re.IGNORECASE):
        return "lines"
    if text[:1] not in "{[":
        return None
    first = text.split("\n", 1)[0]
    try:
        return "lines" if isinstance(json.loads(first), dict) else "json"
    except ValueError:
        if cut and "\n" not in text and first.startswith("{"):
            return "lines"
        return "json" if re.match(r'[\[{]\s*["{\]]', text) else None
