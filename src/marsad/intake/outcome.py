"""What comes out of the doors besides documents: refusals, and the limits that cause some of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marsad.errors import IntakeError
from marsad.model import Document

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Refused:
    """One thing that is not a readable report.

    `path` is the file as named; `item` says which part of it ("line 3", "record 7"), "" for the whole file.
    """

    path: str
    item: str
    problem: str
    repair: str

    def __str__(self) -> str:
        where = f"{self.path}, {self.item}" if self.item else self.path
        return f"{where}: {self.problem}. {self.repair}"

    @classmethod
    def of(cls, error: IntakeError, item: str = "") -> Refused:
        return cls(error.path, item, error.problem, error.repair)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one report may cost. A report beyond them is refused; containers (JSONL, WARC) are unlimited.

    `page_bytes`: one page, feed, line or record, after decompression. `tags` and `depth`: of one HTML page
    (a long newspaper page has about 5,000 and 40).
    """

    page_bytes: int = 20 * MEGABYTE
    tags: int = 50_000
    depth: int = 400


@dataclass(frozen=True, slots=True)
class Defaults:
    """What is told about reports that do not say it themselves."""

    outlet: str | None = None
    published: date | None = None


Outcome = Document | Refused
