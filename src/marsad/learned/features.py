"""Turn an observed sentence into named features, in blocks.

Each block is a bag of names with counts; `sentences` scales each block to length one before weighing it, so a
long sentence counts no more than a short one. What the names mean: docs/explanation/learned.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, pairwise

from marsad.learned.observe import Observed

Bag = Counter[str]
_REACH, _PAIR_REACH = (
    4,
    6,
)  # tokens after a class word: for figures and people, for others
_STRETCH, _LAST_STRETCH = 6, 4  # a sentence is cut into stretches of six tokens, the fifth holds the rest
_SHORT_WORD = 4  # letters of a word before a class word that is taken as it stands: function words
_ACTOR_REACH = 8


def stem_words(seen: Observed) -> Bag:
    """Light stems."""
    return Counter(f"s={stem}" for stem in seen.stems)


def skeletons(seen: Observed) -> Bag:
    """Skeletons of firm letters."""
    return Counter(f"r={word}" for word in seen.skeletons)


def skeleton_pairs(seen: Observed) -> Bag:
    """Skeletons of neighbours."""
    return Counter(f"r2={a}_{b}" for a, b in pairwise(seen.skeletons))


def lexicon_hits(seen: Observed) -> Bag:
    """What the readers found: triggers with type and form, harm words, actors, cues."""
    return Counter(dict.fromkeys(_hits(seen), 1))


def _hits(seen: Observed) -> Iterator[str]:
    for at in range(len(seen)):
        yield from _trigger_hits(seen, at)
        harm, actor = seen.harms[at], seen.actor_at(at)
        if harm is not None:
            yield f"h={harm.kind}"
            yield f"h={harm.kind}/{harm.role}"
        if actor is not None:
            yield f"a={actor.kind}"
        for cue in seen.cues[at]:
            if cue.first == at:
                yield f"q={cue.cue.id}"
                yield f"qd={cue.cue.does}"


def _trigger_hits(seen: Observed, at: int) -> Iterator[str]:
    trigger = seen.trigger_at(at)
    if trigger is None:
        return
    entry, form = trigger.entry, trigger.form.kind
    yield from (f"te={entry.id}", f"tt={entry.type}", f"tt={entry.type}/{form}")
    yield from (f"tp={entry.pattern}/{form}", f"te={entry.id}/{form}")
    if trigger.definite:
        yield f"td={entry.type}"
    after = seen.actors[at + 1 : at + _ACTOR_REACH]
    kind = next((actor.kind for actor in after if actor is not None), "-")
    yield f"ta={entry.type}/{kind}"


def class_words(seen: Observed) -> Bag:
    """Word classes: where they stand, what stands by them, which meet in one sentence."""
    return Counter(dict.fromkeys(_class_names(seen), 1))


def _class_names(seen: Observed) -> Iterator[str]:
    for at, names in enumerate(seen.classes):
        figure = any(token.kind == "number" for token in seen.tokens[at + 1 : at + 1 + _REACH])
        people = any(seen.persons[at + 1 : at + 1 + _REACH])
        near = [other for there in seen.classes[at + 1 : at + 1 + _PAIR_REACH] for other in there]
        for name in names:
            yield from _class_here(seen, at, name)
            yield from [f"kn={name}"] if figure else []
            yield from [f"kper={name}"] if people else []
            yield from (f"kk={name}_{other}" for other in near)
    met = sorted({name for names in seen.classes for name in names})
    yield from (f"kc={a}+{b}" for a, b in combinations(met, 2))


def _class_here(seen: Observed, at: int, name: str) -> Iterator[str]:
    definite = seen.folded[at].lstrip("وفبل").startswith("ال")
    yield f"k={name}"
    yield f"kf={name}/{'ال' if definite else '-'}"
    yield f"kp={name}/{min(at // _STRETCH, _LAST_STRETCH)}"
    after = seen.actors[at + 1] if at + 1 < len(seen) else None
    if after is not None:
        yield f"kact={name}/{after.kind}"
    if at:
        before = seen.folded[at - 1]
        yield f"kb={name}/{before if len(before) <= _SHORT_WORD else '-'}"
        yield from (f"kq={name}/{cue.cue.does}" for cue in seen.cues[at - 1])


def shape(seen: Observed) -> Bag:
    """Length, first words, quotes and questions."""
    names = [f"len={min(8, len(seen) // 10)}"]
    names += [f"first={seen.skeletons[0]}"] if len(seen) else []
    names += [f"first2={seen.skeletons[0]}_{seen.skeletons[1]}"] if len(seen) > 1 else []
    names += ["quote"] if "«" in seen.folded else []
    names += ["ask"] if {"؟", "?"} & set(seen.folded) else []
    return Counter(names)


# Weights of the blocks, chosen on folds: halving the readers' hits and the classes against the words gains
# a point of F1 (docs/explanation/learned.md, "What was tried").
BLOCKS: Mapping[str, tuple[Callable[[Observed], Bag], float]] = {
    "skeletons": (skeletons, 1.0),
    "pairs": (skeleton_pairs, 0.7),
    "stems": (stem_words, 0.7),
    "hits": (lexicon_hits, 0.6),
    "classes": (class_words, 0.8),
    "shape": (shape, 0.3),
}
