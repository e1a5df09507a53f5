"""Cut the work of a batch into shards: pieces of input that one process codes into one output file.

A shard is a run of whole files, or a stretch of one long JSONL file. Its name is a hash of what it holds
(paths, sizes, times of change) and of what it is coded with, so that a finished shard is known again and a
changed input or coder is not taken for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from marsad.intake.files import files_under
from marsad.intake.kinds import HEAD, kind_of

SHARD_BYTES = 4_000_000  # about 1,000 reports
SHARD_FILES = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, or the lines of a JSONL file that begin in its bytes `start` to `end` (both None: all)."""

    path: str
    size: int
    changed: int
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """Pieces coded into one file. `number` is its place in the input, from 0."""

    number: int
    pieces: tuple[Piece, ...]

    def name(self, coded_with: str) -> str:
        """The name of its output, without folder: stable for the same input and the same coder."""
        described = repr((self.number, self.pieces, coded_with))
        return f"{self.number:06}-{blake2b(described.encode(), digest_size=8).hexdigest()}"


def plan(paths: Iterable[str | Path], *, shard_bytes: int = SHARD_BYTES) -> tuple[Shard, ...]:
    """The shards of the files and folders given, in input order. "-" (standard input) cannot be cut."""
    files = (file for path in paths for file in files_under(Path(path)))
    return tuple(_packed((piece for file in files for piece in _pieces(file, shard_bytes)), shard_bytes))


def _packed(pieces: Iterable[Piece], shard_bytes: int) -> Iterator[Shard]:
    number, held, size = 0, list[Piece](), 0
    for piece in pieces:
        bytes_ = piece.size if piece.end is None else piece.end - (piece.start or 0)
        if held and (size + bytes_ > shard_bytes or len(held) == SHARD_FILES):
            yield Shard(number, tuple(held))
            number, held, size = number + 1, [], 0
        held.append(piece)
        size += bytes_
    if held:
        yield Shard(number, tuple(held))


def _pieces(file: Path, shard_bytes: int) -> Iterator[Piece]:
    try:
        stat = file.stat()
        long = stat.st_size > 2 * shard_bytes and _has_lines(file)
    except OSError:
        yield Piece(str(file), 0, 0)  # reading it will tell why it cannot be read
        return
    whole = Piece(str(file), stat.st_size, stat.st_mtime_ns)
    if not long:
        yield whole
        return
    for start in range(0, stat.st_size, shard_bytes):
        yield Piece(whole.path, whole.size, whole.changed, start, min(start + shard_bytes, stat.st_size))


def _has_lines(file: Path) -> bool:
    with file.open("rb") as stream:
        return kind_of(stream.read(HEAD), str(file)) == "lines"
