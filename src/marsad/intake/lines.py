"""JSON reports: one object a line (JSONL), or one JSON file with an object or a list of them.

Fields: `text` (required), `id`, `title`, `published`, `outlet`, `url`. A coded report (an object with a
`document`) is read as that document, so marsad reads its own output again. The text is kept to the letter.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from marsad.errors import IntakeError
from marsad.intake.building import Draft, build
from marsad.intake.encoding import decode
from marsad.intake.outcome import Defaults, Limits, Outcome, Refused
from marsad.intake.text import header_day

_FIELDS = ("id", "title", "outlet", "url")


def read_lines(stream: IO[bytes], path: str, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """One outcome for each line that is not blank."""
    for number, line in enumerate(_bounded_lines(stream, limits.page_bytes), 1):
        item = f"line {number}"
        if line is None:
            yield Refused(path, item, too_long(limits), "Split the report, or raise the limit.")
        elif line.strip():
            yield _outcome(line, path, item, defaults)


def too_long(limits: Limits) -> str:
    return f"more than {limits.page_bytes / 1e6:g} MB in one report"


def _bounded_lines(stream: IO[bytes], most: int) -> Iterator[bytes | None]:
    """The lines of a stream; None for one longer than `most` bytes, which is passed over."""
    while line := stream.readline(most + 1):
        if len(line) <= most:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(most)
        yield None


def _outcome(line: bytes, path: str, item: str, defaults: Defaults) -> Outcome:
    try:
        return build(_draft(_parsed(decode(line), path), path), path, defaults)
    except IntakeError as error:
        return Refused.of(error, item)


def read_json(data: bytes, path: str, defaults: Defaults) -> Iterator[Outcome]:
    """One outcome for each report of a JSON file."""
    try:
        content = _parsed(decode(data), path)
    except IntakeError as error:
        yield Refused.of(error)
        return
    many = isinstance(content, list)
    for number, row in enumerate(content if many else [content], 1):
        try:
            yield build(_draft(row, path), path, defaults)
        except IntakeError as error:
            yield Refused.of(error, f"item {number}" if many else "")


def _parsed(text: str, path: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        told = (
            f"{error.msg} at character {error.pos + 1}"
            if isinstance(error, json.JSONDecodeError)
            else "too deep"
        )
        raise IntakeError(path, f"not JSON: {told}", "Write one JSON object a line.") from error


def _draft(row: Any, path: str) -> Draft:
    if isinstance(row, dict) and isinstance(row.get("document"), dict):
        row = row["document"]
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise IntakeError(
            path, "no «text» in it", 'Give each report as {"text": "…"}; id, title … may follow.'
        )
    given = {field: _given(row.get(field), field, path) for field in _FIELDS}
    return Draft(
        text=row["text"],
        title=given["title"] or "",
        outlet=given["outlet"],
        url=given["url"],
        published=header_day(row.get("published"), path),
        id=given["id"],
    )


def _given(value: Any, field: str, path: str) -> str | None:
    """A field as text: numbers are taken as written, None and "" as not given."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise IntakeError(path, f"{field}: {value!r} is not text", "Write it in quotation marks.")
    return str(value)
