"""Make the weights of `marsad.learned`, and measure them on folds that they have not seen.

    python benchmarks/train_sentence_coder.py GSR            train on all, write the weights of the package
    python benchmarks/train_sentence_coder.py GSR --folds    5 folds by group: print scores, write nothing
    … --predict FILE                                         also write the out-of-fold answers as JSON lines

GSR is a folder with `{assault,protest}_detect.jsonl` (a sentence a line: id, text, event_type, accept,
reject, group) and `{assault,protest}_spans.jsonl` (id, annotations: trigger, source, target as token lists),
made from openeventdata/arabic_event_gsr (MIT). Needs the `train` extra: scikit-learn (the sentence scorer)
and python-crfsuite (the chains). Takes about five minutes on one core.

Every number is measured by the code that ships: the weights of each fold are packed, unpacked and used by the
scorers of `marsad.learned`. Combination and threshold of a fold come from the other folds' answers.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path

import numpy as np
import pycrfsuite
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from marsad.learned.chain import chain_of
from marsad.learned.coder import Combination, told_log_odds
from marsad.learned.features import BLOCKS
from marsad.learned.observe import Observed, observe, sentence_of
from marsad.learned.roles import ROLES, tagger_of
from marsad.learned.sentences import EVENT_TYPES_VOTED, SentenceScorer, VotedType, scaled
from marsad.learned.token_features import token_features
from marsad.learned.weights import Weights, pack, unpack

FOLDS, SEED = 5, 0
SENTENCE_C = 1.5  # inverse strength of the L2 penalty
RAREST = 2  # a feature met in fewer sentences is left out
# Settings of the chains: c1 and c2 are the strengths of the L1 and L2 penalties.
TOLD = {"c1": 0.3, "c2": 0.5, "max_iterations": 60, "feature.minfreq": 2}
ROLE = {"c1": 0.1, "c2": 0.1, "max_iterations": 80}
RESAMPLES = 200  # of the sentences, for the threshold
NOTHING_VOTES = 2  # a sentence that most annotators refused stands for so many readings without any role
LEAST = {"ASSAULT": (0.0, 0.03, 0.0), "PROTEST": (0.0, 0.03, 0.03)}  # expected words of each role
DATA = Path(__file__).parent.parent / "src" / "marsad" / "learned" / "data"


@dataclass(frozen=True, slots=True)
class Row:
    """One voted sentence; `marks` are the annotators' token sets by role, () without marks."""

    id: str
    group: str
    seen: Observed
    accept: int
    reject: int
    marks: tuple[dict[str, frozenset[str]], ...]

    @property
    def share(self) -> float:
        """The share of annotators who accepted."""
        return self.accept / (self.accept + self.reject)

    @property
    def majority(self) -> int | None:
        """1 or 0 by the majority, None for a tie or a single vote."""
        if self.accept + self.reject < 2 or self.accept == self.reject:
            return None
        return int(self.accept > self.reject)


def read_rows(folder: Path, event_type: VotedType) -> list[Row]:
    """The voted sentences of one type, with the marks of those that have them."""
    marks = {
        line["id"]: tuple({role: spelled(a.get(role) or ()) for role in ROLES} for a in line["annotations"])
        for line in lines_of(folder / f"{event_type.lower()}_spans.jsonl")
    }
    return [
        Row(
            line["id"], line["group"], observe(sentence_of(line["text"])), line["accept"], line["reject"],
            marks.get(line["id"], ()),
        )
        for line in lines_of(folder / f"{event_type.lower()}_detect.jsonl")
    ]  # fmt: skip


def lines_of(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


_SPELLING = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None})


def spelled(words: Sequence[str]) -> frozenset[str]:
    """Words as they are compared when marks are scored: light spelling normalisation, no marks."""
    plain = unicodedata.normalize("NFKD", " ".join(words).translate(_SPELLING))
    return frozenset(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


# The sentence scorer


def train_sentences(rows: Sequence[Row]) -> Weights:
    """Logistic regression where a sentence counts as a yes and as a no, each by its share of votes."""
    counts = Counter(name for row in rows for block, _ in BLOCKS.values() for name in block(row.seen))
    idf = {name: (log((1 + len(rows)) / (1 + n)) + 1,) for name, n in counts.items() if n >= RAREST}
    matrix, names = matrix_of(rows, idf)
    share = np.array([row.share for row in rows])
    weight = np.concatenate([share, 1 - share])
    answer = np.concatenate([np.ones(len(rows)), np.zeros(len(rows))])
    model = LogisticRegression(C=SENTENCE_C, solver="liblinear", random_state=SEED)
    kept = weight > 0
    model.fit(vstack([matrix, matrix]).tocsr()[kept], answer[kept], sample_weight=weight[kept])
    table = {name: (idf[name][0], float(w)) for name, w in zip(names, model.coef_[0], strict=True)}
    return Weights(("idf", "weight"), table, {"bias": (float(model.intercept_[0]),)})


def matrix_of(rows: Sequence[Row], idf: dict[str, tuple[float, ...]]) -> tuple[csr_matrix, list[str]]:
    """One line a sentence, one column a feature."""
    place = {name: column for column, name in enumerate(sorted(idf))}
    entries = [(i, place[name], value) for i, row in enumerate(rows) for name, value in scaled(row.seen, idf)]
    lines, columns, values = zip(*entries, strict=True)
    return csr_matrix((values, (lines, columns)), shape=(len(rows), len(place))), sorted(idf)


# The chains


def train_told(rows: Sequence[Row], event_type: VotedType) -> Weights:
    """Whether an act is told: marks are readings with roles, refusals are readings without any."""
    return train_chain([(row, list(told_readings(row))) for row in rows], event_type, TOLD)


def train_roles(rows: Sequence[Row], event_type: VotedType) -> Weights:
    """Which words tell it: every annotator's marks are a reading of their own."""
    marked = [(row, [labels_of(row, marks) for marks in row.marks]) for row in rows if row.marks]
    weights = train_chain(marked, event_type, ROLE)
    return replace(weights, settings={**weights.settings, "least": LEAST[event_type]})


def train_chain(
    read: Sequence[tuple[Row, list[list[int]]]], event_type: VotedType, settings: dict[str, float]
) -> Weights:
    """Fit one chain on sentences with their readings (label sequences: 0 nothing, else a role from 1)."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({**settings, "feature.possible_transitions": True})
    for row, readings in read:
        names = token_features(row.seen, event_type)
        items = pycrfsuite.ItemSequence([dict.fromkeys(each, 1.0) for each in names])
        for labels in readings:
            trainer.append(items, list(map(str, labels)))
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        return chain_weights(tagger.info())


def told_readings(row: Row) -> Iterator[list[int]]:
    nothing = [0] * len(row.seen)
    if row.marks:
        yield from (labels_of(row, marks) for marks in row.marks)
        yield from [nothing] * row.reject
    elif row.accept <= row.reject:
        yield from [nothing] * NOTHING_VOTES


def labels_of(row: Row, marks: dict[str, frozenset[str]]) -> list[int]:
    """One annotator's marks put on the tokens."""
    spellings = [spelled([token.text]) for token in row.seen.tokens]
    labels, anchor = [0] * len(spellings), None
    for label, role in enumerate(ROLES, 1):
        places = places_of(spellings, marks[role], anchor)
        anchor = places[0] if role == "trigger" and places else anchor
        for at in places:
            labels[at] = label
    return labels


def places_of(spellings: list[frozenset[str]], words: frozenset[str], anchor: int | None) -> list[int]:
    """Where the marked words stand; a word that stands twice is taken nearest to those that stand once."""
    found = {word: [at for at, here in enumerate(spellings) if word in here] for word in sorted(words)}
    found = {word: places for word, places in found.items() if places}
    if not found:
        return []
    sure = [places[0] for places in found.values() if len(places) == 1]
    near = sure or [anchor if anchor is not None else min(places[0] for places in found.values())]
    return sorted({min(places, key=lambda at: min(abs(at - n) for n in near)) for places in found.values()})


def chain_weights(info: pycrfsuite.Tagger) -> Weights:
    """Weights relative to those of label 0, which changes no probability."""
    size = len(ROLES) + 1
    by_name: dict[str, list[float]] = {}
    for (name, label), weight in info.state_features.items():
        by_name.setdefault(name, [0.0] * size)[int(label)] = weight
    rows = {name: tuple(w - row[0] for w in row[1:]) for name, row in by_name.items()}
    settings = {
        f"from {a}": tuple(info.transitions.get((str(a), str(b)), 0.0) for b in range(size))
        for a in range(size)
    }
    return Weights(ROLES, rows, settings)


# Both together


@dataclass(frozen=True, slots=True)
class Odds:
    """What the two scorers say of a sentence that neither was trained on."""

    row: Row
    sentence: float
    chain: float


def combine(odds: Sequence[Odds]) -> Combination:
    """Weigh the two by logistic regression on the votes; the threshold is the best for the majority's F1."""
    table = np.array([(o.sentence, o.chain) for o in odds])
    share = np.array([o.row.share for o in odds])
    weight = np.concatenate([share, 1 - share])
    answer = np.concatenate([np.ones(len(odds)), np.zeros(len(odds))])
    kept = weight > 0
    model = LogisticRegression(C=1e4).fit(
        np.vstack([table, table])[kept], answer[kept], sample_weight=weight[kept]
    )
    blend = Combination(*map(float, model.coef_[0]), float(model.intercept_[0]), 0.5)
    return replace(blend, threshold=steady_threshold(blend, odds))


def steady_threshold(blend: Combination, odds: Sequence[Odds]) -> float:
    """The mean over resampled sentences of the best cut: one cut alone hangs on a few sentences."""
    scored = [(blend.score(o.sentence, o.chain), o.row.majority) for o in odds if o.row.majority is not None]
    draw = random.Random(SEED)
    return sum(best_cut(draw.choices(scored, k=len(scored))) for _ in range(RESAMPLES)) / RESAMPLES


def best_cut(scored: Sequence[tuple[float, int]]) -> float:
    """The score at which F1 is best, in the middle of the gap to the next."""
    ranked = sorted(scored, key=lambda pair: -pair[0])
    positives, hits, best, cut = sum(yes for _, yes in ranked), 0, 0.0, 0.5
    for count, (score, yes) in enumerate(ranked, 1):
        hits += yes
        following = ranked[count][0] if count < len(ranked) else 0.0
        if 2 * hits / (count + positives) > best and following < score:
            best, cut = 2 * hits / (count + positives), (score + following) / 2
    return cut


def folds_of(rows: Sequence[Row]) -> list[tuple[list[Row], list[Row]]]:
    """(train, test) five times; a group of near-copies stays together."""
    groups = sorted({row.group for row in rows})
    random.Random(SEED).shuffle(groups)
    fold = {group: at % FOLDS for at, group in enumerate(groups)}
    return [
        ([r for r in rows if fold[r.group] != k], [r for r in rows if fold[r.group] == k])
        for k in range(FOLDS)
    ]


def shipped(weights: Weights) -> Weights:
    """The weights as they come back from their file."""
    return unpack(pack(weights), "trained")


@dataclass(frozen=True, slots=True)
class Trained:
    """The three files of weights of one type."""

    sentences: Weights
    told: Weights
    roles: Weights


def train(rows: Sequence[Row], event_type: VotedType) -> Trained:
    return Trained(
        shipped(train_sentences(rows)),
        shipped(train_told(rows, event_type)),
        shipped(train_roles(rows, event_type)),
    )


Fold = tuple[list[Odds], list[dict]]


def out_of_fold(rows: Sequence[Row], event_type: VotedType) -> list[Fold]:
    """For each fold: the odds of its sentences, and the words chosen for the roles."""
    return [fold_answers(train(learn, event_type), test, event_type) for learn, test in folds_of(rows)]


def fold_answers(trained: Trained, test: Sequence[Row], event_type: VotedType) -> Fold:
    scorer = SentenceScorer(trained.sentences.rows, trained.sentences.settings["bias"][0])
    told, tagger = chain_of(trained.told), tagger_of(trained.roles, event_type)
    odds, spans = [], []
    for row in test:
        names = token_features(row.seen, event_type)
        odds.append(Odds(row, scorer.log_odds(row.seen), told_log_odds(told, names)))
        chosen = tagger.spans(row.seen, tagger.chain.marginals(names).tokens)
        spans.append({role: [row.seen.tokens[at].text for at in chosen[role]] for role in ROLES})
    return odds, spans


def judged(folds: Sequence[Fold], event_type: VotedType) -> Iterator[dict]:
    """Answers for every sentence; combination and threshold come from the other folds."""
    for k, (odds, spans) in enumerate(folds):
        blend = combine([o for j, (other, _) in enumerate(folds) if j != k for o in other])
        for o, words in zip(odds, spans, strict=True):
            score = blend.score(o.sentence, o.chain)
            event = score >= blend.threshold
            yield {"id": o.row.id, "event_type": event_type, "event": event, "score": score, "spans": words}


# Scores


def detection(rows: Sequence[Row], answers: Sequence[dict]) -> tuple[float, float]:
    """F1 against the majority, and average precision."""
    by_id = {answer["id"]: answer for answer in answers}
    pairs = [(by_id[row.id], row.majority) for row in rows if row.majority is not None]
    hits = sum(1 for answer, yes in pairs if yes and answer["event"])
    total = sum(yes for _, yes in pairs) + sum(1 for answer, _ in pairs if answer["event"])
    ranked = sorted(pairs, key=lambda pair: -pair[0]["score"])
    found, precisions = 0, []
    for count, (_, yes) in enumerate(ranked, 1):
        found += yes
        precisions += [found / count] if yes else []
    return 2 * hits / total, sum(precisions) / len(precisions)


def overlaps(rows: Sequence[Row], answers: Sequence[dict]) -> dict[str, float]:
    """Per role: F1 with the nearest annotator, over sentences where more than half filled it."""
    by_id = {answer["id"]: answer for answer in answers}
    scores: dict[str, list[float]] = {role: [] for role in ROLES}
    for row in rows:
        for role in ROLES if row.marks else ():
            filled = [marks[role] for marks in row.marks if marks[role]]
            if 2 * len(filled) > len(row.marks):
                given = spelled(by_id[row.id]["spans"][role])
                scores[role].append(max(2 * len(given & m) / (len(given) + len(m)) for m in filled))
    return {role: sum(values) / len(values) for role, values in scores.items()}


def report(rows: Sequence[Row], answers: Sequence[dict], event_type: VotedType) -> None:
    f1, precision = detection(rows, answers)
    told = " ".join(f"{role} {value:.3f}" for role, value in overlaps(rows, answers).items())
    print(f"{event_type} majority F1 {f1:.3f} average precision {precision:.3f} roles: {told}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gsr", type=Path, help="folder with the voted sentences")
    parser.add_argument("--folds", action="store_true", help="measure only, write no weights")
    parser.add_argument("--predict", type=Path, help="write the out-of-fold answers to this file")
    parser.add_argument("--types", nargs="*", choices=EVENT_TYPES_VOTED, default=list(EVENT_TYPES_VOTED))
    wanted = parser.parse_args()
    lines: list[dict] = []
    for event_type in wanted.types:
        rows = read_rows(wanted.gsr, event_type)
        folds = out_of_fold(rows, event_type)
        answers = list(judged(folds, event_type))
        report(rows, answers, event_type)
        lines += answers
        if not wanted.folds:
            write(rows, folds, event_type)
    if wanted.predict:
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        wanted.predict.write_text(text, encoding="utf-8")


def write(rows: Sequence[Row], folds: Sequence[Fold], event_type: VotedType) -> None:
    """Train on all rows; the combination comes from the out-of-fold odds."""
    trained = train(rows, event_type)
    blend = combine([o for odds, _ in folds for o in odds])
    settings = {
        **trained.told.settings,
        "combination": (blend.sentence, blend.chain, blend.bias),
        "threshold": (blend.threshold,),
    }
    told = replace(trained.told, settings=settings)
    for stem, weights in (("sentences", trained.sentences), ("told", told), ("roles", trained.roles)):
        path = DATA / f"{stem}_{event_type.lower()}.tsv.gz"
        path.write_bytes(pack(weights))
        print(f"{path.name}: {len(weights.rows)} features, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
