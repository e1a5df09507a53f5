"""Hold the quality of the coder above floors: the figures of today may rise, never silently sink.

    python benchmarks/gates.py            measure, compare with floors.json, exit 1 under a floor
    python benchmarks/gates.py --write    raise the floors to today's figures less a margin
    … --write --allow-regression REASON   lower the floors that fell too, and record why

Corpora: `benchmarks/gold/samples_*.jsonl`, always. Where the folder of labelled corpora that may not be
shipped (`--labelled`, by default `shared` beside the checkout) is at hand, also its reports (`gold/`),
phrase suites (`eval/`) and voted sentences (`gsr/`); where it is not, a line says how many floors rest.

The learned scorers were trained on those votes: the `gsr_*` figures guard against accidents and are
no measure of quality on new sentences (that one comes from `train_sentence_coder.py --folds`).

A floor keeps the digest of its corpus, so that a figure of another corpus is told. A figure without
a floor, or a floor without its figure, fails: `--write` pins what is new.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from math import floor
from pathlib import Path
from typing import Any

from marsad.errors import MarsadError
from marsad.evaluate import Score, Tally, kilometres, load_records, score
from marsad.pipeline import Coder, read_document
from marsad.read.quantities import quantity_of
from marsad.resolve.days import day_of
from marsad.resolve.gazetteer import probe_place
from marsad.sentence_coder import probe_event

HERE = Path(__file__).resolve().parent
MARGIN = 0.01  # floors lie so far below the figures that set them
AREAS_KM = {"region": 60, "admin1": 60, "province": 60}  # how near is near enough, by the kind of place
NEAR_KM = 25

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured share, 0 to 1. `name` is CORPUS.FIGURE; `digest` is the corpus file's SHA-256."""

    name: str
    value: float
    digest: str

    @property
    def corpus(self) -> str:
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that a figure may be, on the corpus with this digest."""

    figure: str
    floor: float
    digest: str

    @property
    def corpus(self) -> str:
        return self.figure.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Regression:
    """A floor that was lowered on purpose, or dropped (`now` is None)."""

    figure: str
    was: float
    now: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Floors:
    """What floors.json holds."""

    floors: tuple[Floor, ...] = ()
    regressions: tuple[Regression, ...] = ()

    @property
    def by_figure(self) -> dict[str, Floor]:
        return {row.figure: row for row in self.floors}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line of the gate."""

    figure: str
    passed: bool
    told: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """A labelled file and what measures it: (path, coder) → (figure, value) pairs."""

    name: str
    path: Path
    measure: Callable[[Path, Coder], Iterable[tuple[str, float]]]


# What is measured


def corpora(gold: Path, labelled: Path) -> list[Corpus]:
    """Every corpus the gate knows of, at hand or not."""
    found = [Corpus(path.stem, path, report_figures) for path in sorted(gold.glob("samples_*.jsonl"))]
    found += [Corpus(name, labelled / "gold" / f"{name}.jsonl", report_figures) for name in ("seed", "open")]
    suites = {"dates": date_figures, "quantities": quantity_figures, "places": place_figures}
    found += [Corpus(name, labelled / "eval" / f"{name}.jsonl", measure) for name, measure in suites.items()]
    votes = labelled / "gsr"
    return found + [
        Corpus(f"gsr_{kind}", votes / f"{kind}_detect.jsonl", vote_figures) for kind in ("assault", "protest")
    ]


def measured(corpus: Corpus, coder: Coder) -> list[Figure]:
    """The figures of one corpus."""
    digest = sha256(corpus.path.read_bytes()).hexdigest()
    return [
        Figure(f"{corpus.name}.{name}", value, digest) for name, value in corpus.measure(corpus.path, coder)
    ]


def report_figures(path: Path, coder: Coder) -> Iterator[tuple[str, float]]:
    """Record, detection and slot F1 of whole reports; slots that the gold never fills are left out."""
    gold = load_records(path)
    result = score(gold, {key: read_document(record.document, coder) for key, record in gold.items()})
    return ((name, tally.f1) for name, tally in tallies(result).items() if tally.gold)


def tallies(result: Score) -> dict[str, Tally]:
    """The figures that have floors."""
    heads = {"record": result.record, "detection": result.detection, "detection_by_group": result.by_group}
    return heads | result.slots


def date_figures(path: Path, coder: Coder) -> Iterator[tuple[str, float]]:
    """The share of date phrases with both ends right."""

    def right(row: Row) -> bool:
        day = day_of(row["text"], date.fromisoformat(row["published"]))
        ends = row["from"], row.get("to") or row["from"]
        return day is not None and (str(day.first), str(day.last)) == ends

    yield "exact", share(map(right, rows_of(path)))


def quantity_figures(path: Path, coder: Coder) -> Iterator[tuple[str, float]]:
    """The share of quantity phrases with both bounds right."""
    yield "exact", share(quantity_of(row["text"]) == (row["low"], row["high"]) for row in rows_of(path))


def place_figures(path: Path, coder: Coder) -> Iterator[tuple[str, float]]:
    """The share of names whose first candidate lies near enough, told the country and not told it."""
    rows = rows_of(path)
    yield "with_country", share(_found(row, row["country"], coder) for row in rows)
    yield "without_country", share(_found(row, None, coder) for row in rows)


def _found(row: Row, country: str | None, coder: Coder) -> bool:
    first = next(iter(probe_place(row["text"], country, coder.gazetteer)), None)
    if first is None or first.lat is None or first.lon is None:
        return False
    here = (row["lat"], row["lon"])
    return kilometres(here, (first.lat, first.lon)) <= AREAS_KM.get(row["type"], NEAR_KM)


def vote_figures(path: Path, coder: Coder) -> Iterator[tuple[str, float]]:
    """F1 and average precision against the majority of the votes; ties and single votes are left out."""
    rows = [row for row in rows_of(path) if row["total"] > 1 and row["accept"] != row["reject"]]
    answers = [(probe_event(row), row["accept"] > row["reject"]) for row in rows]
    tally = Tally(
        hit=sum(yes and answer["event"] for answer, yes in answers),
        gold=sum(yes for _, yes in answers),
        got=sum(answer["event"] for answer, _ in answers),
    )
    yield "majority_f1", tally.f1
    yield "majority_ap", average_precision([(answer["score"], yes) for answer, yes in answers])


def average_precision(scored: Sequence[tuple[float, bool]]) -> float:
    """Average precision of (score, is positive) pairs; equal scores enter together.

    >>> average_precision([(0.9, True), (0.5, False), (0.4, True)])
    0.8333333333333333
    """
    total, hits, seen, area = sum(yes for _, yes in scored), 0, 0, 0.0
    for value in sorted({value for value, _ in scored}, reverse=True):
        step = [yes for other, yes in scored if other == value]
        hits, seen = hits + sum(step), seen + len(step)
        area += sum(step) / total * hits / seen
    return area


def rows_of(path: Path) -> list[Row]:
    """The lines of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def share(answers: Iterable[bool]) -> float:
    """How many of the answers are right, 0 to 1."""
    told = list(answers)
    return sum(told) / len(told)


# Floors


def judge(figures: Sequence[Figure], floors: Floors) -> Iterator[Verdict]:
    """Every figure against its floor, and every floor of a measured corpus that lost its figure."""
    known = floors.by_figure
    yield from (_verdict(figure, known.get(figure.name)) for figure in figures)
    for row in lost(floors, figures):
        yield Verdict(row.figure, False, f"is no longer measured (floor {row.floor:.3f})")


def _verdict(figure: Figure, row: Floor | None) -> Verdict:
    if row is None:
        return Verdict(figure.name, False, f"{figure.value:.3f}  has no floor yet: run with --write")
    changed = "" if figure.digest == row.digest else "  (the corpus changed since this floor was set)"
    return Verdict(
        figure.name, figure.value >= row.floor, f"{figure.value:.3f}  floor {row.floor:.3f}{changed}"
    )


def raised(floors: Floors, figures: Sequence[Figure], *, reason: str | None) -> Floors:
    """The floors after `--write`: lowered or dropped only with a reason, and then recorded.

    A floor that its figure fails without a reason stays as it is, digest too, so that it goes on failing.
    """
    rows, lowered = floors.by_figure, []
    for figure in figures:
        old, least = rows.get(figure.name), below(figure.value)
        if old is None or figure.value >= old.floor:
            rows[figure.name] = Floor(figure.name, max(least, old.floor if old else 0), figure.digest)
        elif reason:
            rows[figure.name] = replace(old, floor=least, digest=figure.digest)
            lowered.append(Regression(figure.name, old.floor, least, reason))
    for row in lost(floors, figures) if reason else ():
        del rows[row.figure]
        lowered.append(Regression(row.figure, row.floor, None, reason or ""))
    return Floors(tuple(rows.values()), (*floors.regressions, *lowered))


def lost(floors: Floors, figures: Sequence[Figure]) -> list[Floor]:
    """Floors whose corpus was measured without giving their figure."""
    names, present = {figure.name for figure in figures}, {figure.corpus for figure in figures}
    return [row for row in floors.floors if row.figure not in names and row.corpus in present]


def below(value: float) -> float:
    """The floor that a figure sets: the margin under it, to three places, not under nought."""
    return max(0.0, floor((value - MARGIN) * 1000 + 1e-6) / 1000)


def load_floors(path: Path) -> Floors:
    """The floors of a file, none where there is no file."""
    if not path.exists():
        return Floors()
    held: Mapping[str, list[Row]] = json.loads(path.read_text(encoding="utf-8"))
    return Floors(
        tuple(Floor(**row) for row in held["floors"]),
        tuple(Regression(**row) for row in held["regressions"]),
    )


def save_floors(path: Path, floors: Floors) -> None:
    """One floor a line, so that a change reads as one line of a diff."""
    parts = []
    for name, rows in (("floors", floors.floors), ("regressions", floors.regressions)):
        lines = ",\n".join("  " + json.dumps(asdict(row), ensure_ascii=False) for row in rows)
        parts.append(f'"{name}": [\n{lines}\n]' if lines else f'"{name}": []')
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


# The command


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--floors", type=Path, default=HERE / "floors.json", help="the file of floors")
    parser.add_argument("--gold", type=Path, default=HERE / "gold", help="folder with samples_*.jsonl")
    parser.add_argument(
        "--labelled", type=Path, default=HERE.parents[1] / "shared", help="corpora not shipped"
    )
    parser.add_argument("--write", action="store_true", help="raise the floors to today's figures")
    parser.add_argument(
        "--allow-regression", metavar="REASON", help="with --write: lower floors, and say why"
    )
    given = parser.parse_args(argv)
    if given.allow_regression is not None and not (given.write and given.allow_regression.strip()):
        parser.error("--allow-regression goes with --write and needs a reason")
    return given


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, compare, print; 0 where every figure holds its floor."""
    given = arguments(argv)
    floors, coder = load_floors(given.floors), Coder.load()
    known = corpora(given.gold, given.labelled)
    figures = [figure for c in known if c.path.exists() for figure in measured(c, coder)]
    if given.write:
        floors = raised(floors, figures, reason=given.allow_regression)
        save_floors(given.floors, floors)
    for corpus in (c.name for c in known if not c.path.exists()):
        resting = sum(row.corpus == corpus for row in floors.floors)
        print(f"rest  {corpus}: not at hand, {resting} floors not checked")
    return told(list(judge(figures, floors)))


def told(verdicts: Sequence[Verdict]) -> int:
    """Print one line a verdict and the sum; the exit status."""
    for verdict in verdicts:
        print(f"{'ok  ' if verdict.passed else 'FAIL'}  {verdict.figure:<40} {verdict.told}")
    failed = sum(not verdict.passed for verdict in verdicts)
    print(f"{len(verdicts) - failed} passed, {failed} failed")
    return int(failed > 0 or not verdicts)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except MarsadError as error:
        sys.exit(f"gates: {error}")
