"""The page that goes with an export: what was asked, what each column means, and what was left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marsad.export.columns import Column
from marsad.export.query import Left


@dataclass(frozen=True, slots=True)
class About:
    """An export in words. `tables` are its columns by table; `reasons` say why events have no row."""

    title: str
    notes: str
    tables: Mapping[str, Sequence[Column]]
    reasons: Mapping[str, str]


def codebook_text(
    about: About,
    asked: str,
    *,
    version: str,
    counts: str,
    left: Sequence[Left] = (),
    decimals: int | None = None,
) -> str:
    """The codebook of one export, as Markdown: what was `asked` for and what came of it (`counts`), in words."""
    exact = "as exact as coded" if decimals is None else f"rounded to {decimals} decimals of a degree"
    parts = [
        f"# {about.title}",
        f"Written by marsad {version}. Asked for: {asked}.",
        counts,
        f"Positions: {exact}.",
        about.notes,
        *(f"## {name}\n\n{columns_text(columns)}" for name, columns in about.tables.items()),
    ]
    if about.reasons:
        parts.append(f"## Left out\n\n{_left_text(about.reasons, left)}")
    return "\n\n".join(parts) + "\n"


def columns_text(columns: Sequence[Column]) -> str:
    """A table of columns, as Markdown."""
    rows = (
        f"| `{column.name}` | {column.type} | {column.meaning} | {column.rule} |".replace("|  |", "| |")
        for column in columns
    )
    return "\n".join(("| column | type | meaning | rule |", "|---|---|---|---|", *rows))


def _left_text(reasons: Mapping[str, str], left: Sequence[Left]) -> str:
    counts = Counter(one.reason for one in left)
    rows = (f"| `{reason}` | {counts[reason]} | {meaning} |" for reason, meaning in reasons.items())
    return "\n".join(("| reason | events | meaning |", "|---|---|---|", *rows))
