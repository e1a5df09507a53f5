"""Everything marsad raises on purpose.

    MarsadError
    ├── IntakeError     bytes that are not a readable report (names the file and the repair)
    ├── LexiconError    a lexicon file breaks its schema (names file, line, problem, repair)
    ├── GazetteerError  the place names cannot be opened or imported
    ├── RecordError     a line that is not a coded report
    └── UsageError      a command was asked something it cannot do

Each error keeps its parts as attributes and hands all of them to `Exception`, so that it
survives the way home from a worker process.
"""


class MarsadError(Exception):
    """The family. Catch this to catch what marsad itself reports."""


class LocatedError(MarsadError):
    """An error at a place in a file: where, what, and what to do about it."""

    def __init__(self, path: str, line: int, problem: str, repair: str) -> None:
        super().__init__(path, line, problem, repair)
        self.path, self.line, self.problem, self.repair = path, line, problem, repair

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.problem}. {self.repair}"


class LexiconError(LocatedError):
    """A lexicon file breaks its schema. `line` counts from 1; 0 is the whole file."""


class GazetteerError(LocatedError):
    """The gazetteer, or a dump given for import, cannot be read. `line` 0 is the whole file."""


class RecordError(LocatedError):
    """A line of JSONL is not a coded report of the codebook's format."""


class IntakeError(MarsadError):
    """A file, or one item in it, is not a readable report."""

    def __init__(self, path: str, problem: str, repair: str) -> None:
        super().__init__(path, problem, repair)
        self.path, self.problem, self.repair = path, problem, repair

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}. {self.repair}"


class UsageError(MarsadError):
    """A command was given something it cannot do."""

    def __init__(self, problem: str, repair: str) -> None:
        super().__init__(problem, repair)
        self.problem, self.repair = problem, repair

    def __str__(self) -> str:
        return f"{self.problem}. {self.repair}"
