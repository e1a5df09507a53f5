"""JSON reports: one object a line (JSONL), or one JSON file with an object or a list of them.

Fields: `text` (required), `id`, `title`, `published`, `outlet`, `url`. A coded report (an object with a
`document`) is read as that document, so marsad reads its own output again. The text is kept to the letter.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from marsad.errors import IntakeError
from marsad.intake.building import Draft, build
from marsad.intake.encoding import decode
from marsad.intake.outcome import Defaults, Limits, Outcome, Refused
from marsad.intake.text import header_day

_FIELDS = ("id", "title", "outlet", "url")


def read_lines(stream: IO[bytes], path: str, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """One outcome for each line that is not blank."""
    number = 0
    while (line := _bounded_line(stream, limits.page_bytes)) != b"":
        number += 1
        yield from _outcome_of(line, number, path, defaults, limits)


def read_line_range(path: Path, span: range, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """The outcomes of the lines that begin in some bytes of a JSONL file, numbered as in the whole file."""
    with path.open("rb") as stream:
        number = 1 + _breaks_before(stream, span.start)
        stream.seek(max(0, span.start - 1))
        if span.start and stream.read(1) != b"\n":
            _bounded_line(stream, limits.page_bytes)
            number += 1
        while stream.tell() < span.stop and (line := _bounded_line(stream, limits.page_bytes)) != b"":
            yield from _outcome_of(line, number, str(path), defaults, limits)
            number += 1


def _breaks_before(stream: IO[bytes], end: int) -> int:
    stream.seek(0)
    count, left = 0, end
    while left and (block := stream.read(min(left, 1 << 20))):
        count, left = count + block.count(b"\n"), left - len(block)
    return count


def too_long(limits: Limits) -> str:
    return f"more than {limits.page_bytes / 1e6:g} MB in one report"


def _bounded_line(stream: IO[bytes], most: int) -> bytes | None:
    """The next line of a stream, b"" at its end; None for one over `most` bytes, which is passed over."""
    line = stream.readline(most + 1)
    if len(line) <= most:
        return line
    while line and not line.endswith(b"\n"):
        line = stream.readline(most)
    return None


def _outcome_of(
    line: bytes | None, number: int, path: str, defaults: Defaults, limits: Limits
) -> Iterator[Outcome]:
    """The outcome of one line; none for a blank one."""
    item = f"line {number}"
    if line is None:
        yield Refused(path, item, too_long(limits), "Split the report, or raise the limit.")
    elif line.strip():
        yield _outcome(line, path, item, defaults)


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
