"""Open what the caller names: files, folders, standard input, gzip. One outcome for each report in them.

A file named outright is always tried. In a folder, taken in the order of names, files are tried whose names
do not say that they are something else (`kinds.SUFFIXES`, or no suffix); hidden files and the folders that
browsers save beside a page ("page_files") are passed over.
"""

from __future__ import annotations

import gzip
import io
import re
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from shutil import copyfileobj
from typing import IO, cast

from marsad.errors import IntakeError
from marsad.intake.building import build
from marsad.intake.kinds import HEAD, SUFFIXES, binary_kind, kind_of
from marsad.intake.lines import read_json, read_lines, too_long
from marsad.intake.outcome import Defaults, Limits, Outcome, Refused
from marsad.intake.text import read_text

STDIN = "-"
_SAVED_BESIDE = re.compile(r"_(?:files|fichiers|ملفات)$|\.assets$")
_NO_DEFAULTS = Defaults()
_NO_TEXT = "Save it as plain text, HTML, RSS, JSONL or WARC."


def read_paths(
    paths: Iterable[str | Path], *, defaults: Defaults = _NO_DEFAULTS, limits: Limits | None = None
) -> Iterator[Outcome]:
    """One outcome for each report under the paths, folder by folder in the order of names."""
    for path in paths:
        yield from read_path(path, defaults=defaults, limits=limits)


def read_path(
    path: str | Path, *, defaults: Defaults = _NO_DEFAULTS, limits: Limits | None = None
) -> Iterator[Outcome]:
    """The reports of one file, folder, or "-" for standard input. Never raises for what a file holds."""
    limits = limits or Limits()
    if str(path) == STDIN:
        yield from _standard_input(defaults, limits)
        return
    for file in files_under(Path(path)):
        yield from _file(file, defaults, limits)


def read_bytes(
    data: bytes, name: str, *, defaults: Defaults = _NO_DEFAULTS, limits: Limits | None = None
) -> Iterator[Outcome]:
    """The reports in some bytes, as if they were a file of that name."""
    yield from _stream(io.BytesIO(data), name, defaults, limits or Limits())


def files_under(path: Path) -> Iterator[Path]:
    """The file itself, or the files of a folder that may hold reports, sorted, folders entered in place."""
    if not path.is_dir():
        yield path
        return
    try:
        inside = sorted(path.iterdir())
    except OSError:
        yield path  # opening it tells why
        return
    for entry in inside:
        if entry.is_dir() and not _passed_over(entry) and not entry.is_symlink():
            yield from files_under(entry)
        elif entry.is_file() and not _passed_over(entry) and _may_hold_reports(entry):
            yield entry


def _passed_over(entry: Path) -> bool:
    return entry.name.startswith(".") or bool(_SAVED_BESIDE.search(entry.name))


def _may_hold_reports(entry: Path) -> bool:
    return not entry.suffix or entry.suffix.lower() in SUFFIXES


def _file(file: Path, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    try:
        with file.open("rb") as stream:
            yield from _stream(stream, str(file), defaults, limits)
    except OSError as error:
        problem = error.strerror or type(error).__name__
        yield Refused(str(file), "", f"cannot be opened ({problem})", "Check the path and its permissions.")


def _standard_input(defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    with tempfile.SpooledTemporaryFile(max_size=limits.page_bytes) as held:
        copyfileobj(sys.stdin.buffer, held)
        held.seek(0)
        yield from _stream(cast(IO[bytes], held), "<stdin>", defaults, limits)


def _stream(stream: IO[bytes], path: str, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    head = stream.read(HEAD)
    stream.seek(0)
    kind = kind_of(head, path)
    if kind == "gzip":
        yield from _gzip(stream, path, defaults, limits)
    elif kind == "warc":
        from marsad.intake.warc import read_warc

        yield from read_warc(stream, path, defaults, limits)
    elif kind == "lines":
        yield from read_lines(stream, path, defaults, limits)
    else:
        yield from _whole(stream, path, defaults, limits)


def _gzip(stream: IO[bytes], path: str, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """A compressed file: a web archive keeps its members, everything else is read as what is inside."""
    from marsad.intake.warc import holds_record, read_warc

    if holds_record(stream, 0):
        yield from read_warc(stream, path, defaults, limits)
        return
    stream.seek(0)
    try:
        with gzip.GzipFile(fileobj=stream) as opened:
            yield from _unpacked(opened, path, defaults, limits)
    except (OSError, EOFError, zlib.error) as error:
        yield Refused(path, "", f"broken gzip ({error})", "Fetch or pack the file again.")


def _unpacked(opened: gzip.GzipFile, path: str, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    inner = re.sub(r"\.gz$", "", path, flags=re.IGNORECASE)
    head = opened.read(HEAD)
    if kind_of(head, inner) == "gzip":
        yield Refused(path, "", "gzip within gzip", "Unpack it once and give the result.")
        return
    opened.seek(0)
    if kind_of(head, inner) == "lines":
        yield from read_lines(cast(IO[bytes], opened), path, defaults, limits)
    else:
        yield from _whole(cast(IO[bytes], opened), path, defaults, limits, name=inner)


def _whole(
    stream: IO[bytes], path: str, defaults: Defaults, limits: Limits, *, name: str | None = None
) -> Iterator[Outcome]:
    """A file that is one page, feed or text: it must fit the limit."""
    data = stream.read(limits.page_bytes + 1)
    if len(data) > limits.page_bytes:
        yield Refused(path, "", too_long(limits), "Split it, or raise the limit.")
        return
    yield from read_whole(data, path, defaults, limits, name=name or path)


def read_whole(data: bytes, path: str, defaults: Defaults, limits: Limits, *, name: str) -> Iterator[Outcome]:
    """The reports in the bytes of one text, page, feed or JSON file."""
    kind = kind_of(data[:HEAD], name)
    if kind == "feed":
        from marsad.intake.feed import read_feed

        yield from read_feed(data, path, defaults, limits)
        return
    if kind == "json":
        yield from read_json(data, path, defaults)
        return
    try:
        yield _single(kind, data, path, defaults, limits)
    except IntakeError as error:
        yield Refused.of(error)


def _single(kind: str, data: bytes, path: str, defaults: Defaults, limits: Limits) -> Outcome:
    if kind == "empty":
        raise IntakeError(path, "the file is empty", "Leave it out, or save the report again.")
    if kind == "binary":
        told = binary_kind(data) or "binary, not text"
        raise IntakeError(path, f"the file is {told}", _NO_TEXT)
    if kind == "page":
        from marsad.intake.page import read_page

        return build(read_page(data, path, limits), path, defaults)
    if kind == "mhtml":
        from marsad.intake.mhtml import read_mhtml

        return build(read_mhtml(data, path, limits), path, defaults)
    return build(read_text(data, path), path, defaults)
