"""Which events form one group, given the scores of pairs: a function of the set, never of the order of
arrival.

Pairs are taken from the strongest to the weakest, ties in the order of their keys; two groups become one if
no rule keeps any two of their members apart and if enough pairs between them are strong. What a person
decided goes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

Apart = Callable[[tuple[str, ...], tuple[str, ...]], bool]
Pair = tuple[str, str]

LEAST_SHARE = 0.4  # of the pairs between two groups that must be strong enough on their own


def cluster(
    keys: Iterable[str],
    scores: Mapping[Pair, float],
    apart: Apart,
    forced: Iterable[Pair] = (),
) -> list[tuple[str, ...]]:
    """Groups of keys, each sorted, in the order of their first keys.

    `scores` holds the pairs that suffice, each once, smaller key first. `apart` tells whether two groups must
    stay two; `forced` pairs are joined whatever else is said.
    """
    home: dict[str, tuple[str, ...]] = {key: (key,) for key in keys}
    for one, other in sorted(forced):
        if one in home and other in home:
            _merge(home, home[one], home[other])
    for (one, other), _ in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        a, b = home[one], home[other]
        if a is not b and not apart(a, b) and _strong(a, b, scores):
            _merge(home, a, b)
    return sorted(set(home.values()))


def _merge(home: dict[str, tuple[str, ...]], a: tuple[str, ...], b: tuple[str, ...]) -> None:
    if a is b:
        return
    merged = tuple(sorted(a + b))
    for key in merged:
        home[key] = merged


def _strong(a: tuple[str, ...], b: tuple[str, ...], scores: Mapping[Pair, float]) -> bool:
    if len(a) == len(b) == 1:
        return True
    found = sum(((x, y) if x < y else (y, x)) in scores for x in a for y in b)
    return found >= LEAST_SHARE * len(a) * len(b)
