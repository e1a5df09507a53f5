"""A plain-text report, with or without header lines.

A header is lines `key: value`, keys from `id`, `outlet`, `title`, `published` and `url`, closed by the first
blank line. If a line before it is anything else, there is no header and the whole file is the report.
"""

from __future__ import annotations

import re
from datetime import date

from marsad.errors import IntakeError
from marsad.intake.building import Draft, clean
from marsad.intake.encoding import decode
from marsad.intake.published import stated_day

_LINE = re.compile(r"(id|outlet|title|published|url)\s*:[ \t]*(.*)", re.IGNORECASE)


def read_text(data: bytes, path: str) -> Draft:
    """The draft of a plain-text file. Raises IntakeError where the header's day is none."""
    text = clean(decode(data))
    head, _, body = text.partition("\n\n")
    lines = [_LINE.fullmatch(line.strip()) for line in head.split("\n")]
    if not all(lines):
        return Draft(text)
    header = {match[1].lower(): match[2].strip() for match in lines if match}
    return Draft(
        text=body.strip(),
        title=header.get("title", ""),
        outlet=header.get("outlet") or None,
        url=header.get("url") or None,
        published=header_day(header.get("published"), path),
        id=header.get("id") or None,
    )


def header_day(value: object, path: str) -> date | None:
    """The day that a header or field states; None if it is empty. Raises IntakeError where it is no day."""
    if value in (None, ""):
        return None
    day = stated_day(value) if isinstance(value, str) else None
    if day is None:
        raise IntakeError(path, f"published: {value!r} is not a day", "Write it like 2016-05-13.")
    return day
