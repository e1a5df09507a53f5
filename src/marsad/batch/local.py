"""Code many reports with several processes of one machine.

Each shard is written aside and renamed when it is whole, so what is there is always right: a run that was
killed, at any moment and by any hand, goes on with the shards that are missing. A worker that dies takes its
shard with it; the shard is tried again, and after `TRIES` deaths it is told as refused and the rest goes on.
The reports come out in the order of the input, as if read one by one: the code is the same.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from pathlib import Path
from shutil import copyfileobj
from typing import IO

from marsad.batch.shards import SHARD_BYTES, Piece, Shard, plan
from marsad.errors import MarsadError, UsageError
from marsad.export.jsonl import dumps
from marsad.intake.files import read_path
from marsad.intake.lines import read_line_range
from marsad.intake.outcome import Defaults, Limits, Outcome, Refused
from marsad.model import Document, ReportRecord

TRIES = 3  # deaths of its worker after which a shard is given up
_BEFORE_ANY = -1  # stands for deaths over no shard at all
_CODED, _TALLY, _PART = ".jsonl", ".tally.json", ".part"

Code = Callable[[Document], ReportRecord]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a batch is coded. `code` must be importable by name, for it is called in other processes."""

    code: Code
    coded_with: str  # names the coder's version: another one does not take over finished shards
    defaults: Defaults
    limits: Limits

    @property
    def fingerprint(self) -> str:
        return repr((self.coded_with, self.defaults, self.limits))


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the reports of a shard, or of many (`+`)."""

    coded: int = 0
    events: int = 0
    refused: tuple[Refused, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.coded + other.coded, self.events + other.events, self.refused + other.refused)

    @classmethod
    def of(cls, outcome: ReportRecord | Refused) -> Tally:
        if isinstance(outcome, Refused):
            return cls(refused=(outcome,))
        return cls(coded=1, events=len(outcome.events))


@dataclass(frozen=True, slots=True)
class Batch:
    """A planned batch: its shards and the folder of their outputs."""

    shards: tuple[Shard, ...]
    folder: Path
    settings: Settings

    def output(self, shard: Shard) -> Path:
        return self.folder / (shard.name(self.settings.fingerprint) + _CODED)

    def tally(self, shard: Shard) -> Path:
        return self.folder / (shard.name(self.settings.fingerprint) + _TALLY)

    def is_done(self, shard: Shard) -> bool:
        return self.output(shard).exists()  # the output is renamed last


def plan_batch(
    paths: Sequence[str | Path], folder: Path, settings: Settings, *, shard_bytes: int = SHARD_BYTES
) -> Batch:
    """The batch of some files and folders; makes `folder`. Nothing is coded yet."""
    folder.mkdir(parents=True, exist_ok=True)
    return Batch(plan(paths, shard_bytes=shard_bytes), folder, settings)


def run(batch: Batch, *, jobs: int | None = None) -> Iterator[Tally]:
    """Code the shards that are not done yet; give the tally of each as it ends, the done ones first.

    `jobs`: how many processes, by default one for each core. Raises MarsadError where the coder cannot work.
    """
    done = [shard for shard in batch.shards if batch.is_done(shard)]
    yield from (tally_of(batch, shard) for shard in done)
    left = [shard for shard in batch.shards if shard not in done]
    jobs = max(1, min(jobs or os.cpu_count() or 1, len(left)))
    for shard in left:  # what a killed run left is no sign that a worker of this one died
        _remove_parts(batch, shard)
    deaths: Counter[int] = Counter()
    while left:
        chosen = _next_round(left, deaths)
        for shard in _round(batch, chosen, jobs):
            left.remove(shard)
            yield tally_of(batch, shard)
        for shard in _died_over(batch, [shard for shard in chosen if shard in left], deaths):
            _give_up(batch, shard)
            left.remove(shard)
            yield tally_of(batch, shard)


def _next_round(left: Sequence[Shard], deaths: Counter[int]) -> list[Shard]:
    """All shards that no worker died over; else one of those alone, so that no other is blamed for it.

    (When one worker dies the pool ends the others, whose shards look just like the guilty one.)
    """
    return [shard for shard in left if not deaths[shard.number]] or [left[0]]


def _died_over(batch: Batch, unfinished: Sequence[Shard], deaths: Counter[int]) -> list[Shard]:
    """Count the deaths of a round; the shards to give up. Raises UsageError if no worker lives to begin."""
    running = _were_running(batch, unfinished)
    if unfinished and not running:
        deaths[_BEFORE_ANY] += 1
        if deaths[_BEFORE_ANY] == TRIES:
            raise UsageError("the worker processes die before they begin", "Free memory, or lower --jobs.")
    deaths.update(shard.number for shard in running)
    return [shard for shard in running if deaths[shard.number] >= TRIES]


def _round(batch: Batch, shards: Sequence[Shard], jobs: int) -> Iterator[Shard]:
    """Code shards in a pool, each given as it ends; stops early where a worker dies."""
    context = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang
    with ProcessPoolExecutor(jobs, context, _die_with_parent, (os.getpid(),)) as pool:
        futures = {pool.submit(code_shard, batch, shard): shard for shard in shards}
        try:
            for future in as_completed(futures):
                future.result()
                yield futures[future]
        except BrokenProcessPool:
            return
        finally:
            pool.shutdown(cancel_futures=True)


def _die_with_parent(parent: int) -> None:
    """Leave when the process that started this one is gone: a killed run leaves no workers behind."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _were_running(batch: Batch, unfinished: Sequence[Shard]) -> list[Shard]:
    """The shards whose workers died over them: they left parts behind, which are removed."""
    return [shard for shard in unfinished if _remove_parts(batch, shard)]


def _remove_parts(batch: Batch, shard: Shard) -> bool:
    """Remove what unfinished writers of a shard left; whether there was any."""
    parts = list(batch.folder.glob(f"{shard.name(batch.settings.fingerprint)}.*{_PART}"))
    for part in parts:
        part.unlink(missing_ok=True)
    return bool(parts)


def _give_up(batch: Batch, shard: Shard) -> None:
    problem = f"the process coding it died {TRIES} times"
    repair = "Code its files one by one to find the one that does it; more memory may help."
    refused = tuple(Refused(piece.path, "", problem, repair) for piece in shard.pieces)
    _write_shard(batch, shard, refused)


# --- one shard, in a worker -----------------------------------------------------------------------------


def code_shard(batch: Batch, shard: Shard) -> None:
    """Read and code one shard; its tally, then its records, are written aside and renamed."""
    settings = batch.settings
    outcomes = (outcome for piece in shard.pieces for outcome in _outcomes(piece, settings))
    _write_shard(batch, shard, (code_one(outcome, settings.code) for outcome in outcomes))


def code_one(outcome: Outcome, code: Code) -> ReportRecord | Refused:
    """Code what came through the door. A fault of the coder costs this report, not the run.

    Raises MarsadError where the coder cannot work at all: a broken lexicon, no gazetteer.
    """
    if isinstance(outcome, Refused):
        return outcome
    try:
        return code(outcome)
    except MarsadError:
        raise
    except Exception as error:
        if os.environ.get("MARSAD_DEBUG") == "1":
            raise
        problem = f"a fault of marsad's own ({type(error).__name__}: {error})"
        return Refused(f"report {outcome.id}", "", problem, "Report it with the text of the report.")


def _outcomes(piece: Piece, settings: Settings) -> Iterator[Outcome]:
    if piece.start is None or piece.end is None:
        return read_path(piece.path, defaults=settings.defaults, limits=settings.limits)
    span = range(piece.start, piece.end)
    return read_line_range(Path(piece.path), span, settings.defaults, settings.limits)


def _write_shard(batch: Batch, shard: Shard, coded: Iterable[ReportRecord | Refused]) -> None:
    """The output is renamed last: where it is, the tally is."""
    tally, output = Tally(), batch.output(shard)
    with _aside(output).open("wb") as stream:
        for outcome in coded:
            tally += Tally.of(outcome)
            if isinstance(outcome, ReportRecord):
                stream.write((dumps(outcome) + "\n").encode())
        _make_safe(stream)
    with _aside(batch.tally(shard)).open("wb") as stream:
        stream.write(json.dumps(asdict(tally), ensure_ascii=False).encode())
        _make_safe(stream)
    _aside(batch.tally(shard)).replace(batch.tally(shard))
    _aside(output).replace(output)


def _aside(path: Path) -> Path:
    """Where this process writes `path` until it is whole. Two processes never share it."""
    return path.with_name(f"{path.name}.{os.getpid()}{_PART}")


def _make_safe(stream: IO[bytes]) -> None:
    """Have what was written on the disk before its file is renamed."""
    stream.flush()
    os.fsync(stream.fileno())


# --- what is done ---------------------------------------------------------------------------------------


def tally_of(batch: Batch, shard: Shard) -> Tally:
    """The tally of a finished shard."""
    row = json.loads(batch.tally(shard).read_bytes())
    return Tally(row["coded"], row["events"], tuple(Refused(**item) for item in row["refused"]))


def joined(batch: Batch, stream: IO[bytes]) -> None:
    """Write the records of all shards to a stream, in the order of the input."""
    for shard in batch.shards:
        with batch.output(shard).open("rb") as part:
            copyfileobj(part, stream)


def join_into(batch: Batch, path: Path) -> None:
    """Write all records to one file, aside and renamed, then remove the shards and their folder."""
    with _aside(path).open("wb") as stream:
        joined(batch, stream)
        _make_safe(stream)
    _aside(path).replace(path)
    remove(batch)


def remove(batch: Batch) -> None:
    """Remove the batch's own files, and its folder if nothing else is in it."""
    for path in batch.folder.iterdir():
        if path.name.endswith((_CODED, _TALLY, _PART)):
            path.unlink()
    if not any(batch.folder.iterdir()):
        batch.folder.rmdir()
