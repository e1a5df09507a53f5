"""Find the parts of a text that are not its report: gates, log-in lines, "read also", share bars, credits.

Nothing is removed: a notice is a span, and the coder reads round it. What a notice looks like is data
(`lexicons/notices.yaml`); the rule here is that a line or sentence must address the reader or be furniture
from end to end. Adjoining lines of one gate (archived, subscription, log-in) are one notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import get_args

from marsad.arabic import fold, split_sentences
from marsad.errors import LexiconError
from marsad.lexicons.loader import load_entries, read_package_text, refuse_unknown, require, unique_ids
from marsad.model import Document, Notice, NoticeKind, Span

LEXICON = "notices.yaml"

_FIELDS = frozenset(
    {"id", "kind", "whole", "begins", "holds", "most", "unless", "heads", "source", "fires", "traps"}
)
_GAP = r"(?:\S+ ){0,6}"
_ANYWHERE = r"(?:.* )?"
_GATE: tuple[NoticeKind, ...] = ("archived", "subscription", "login")  # the first of them names a joined gate
_HEADLINE_WORDS = 16  # a longer line under «اقرأ أيضا» is the report again
_HEADLINES = 6
_LONGEST_BAR = 40  # words of a line of buttons
_WORDS = re.compile(r"\w+")
_ASIDE = re.compile(r"[\s.…·•|:،,\-–—*#>»\])]*")


@dataclass(frozen=True, slots=True)
class NoticeEntry:
    """One entry of the lexicon, its phrases folded and compiled. See the file's head for the fields."""

    id: str
    kind: NoticeKind
    whole: tuple[str, ...]
    begins: re.Pattern[str] | None
    holds: re.Pattern[str] | None
    most: int
    unless: frozenset[str]
    heads: bool
    fires: tuple[str, ...]
    traps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeLexicon:
    """All entries, with patterns over all of them.

    `furniture` takes a line made of nothing but `whole` phrases; `hint` finds where a line may hold a notice
    in one of its sentences; `heading` are the phrases that take the headlines under them.
    """

    entries: tuple[NoticeEntry, ...]
    furniture: re.Pattern[str]
    hint: re.Pattern[str]
    kind_of_phrase: dict[str, NoticeKind]
    heading: frozenset[str]


def parse_lexicon(text: str, path: str = LEXICON) -> NoticeLexicon:
    """Check and compile a lexicon file. Raises LexiconError with the file and line of the first fault."""
    rows = unique_ids(path, load_entries(path, text))
    entries = tuple(_entry(path, line, row) for line, row in rows)
    phrases = {phrase: entry.kind for entry in reversed(entries) for phrase in entry.whole}
    listed = "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
    furniture = re.compile(rf"(?:(?:\d\S*|{listed}) )+")
    heading = frozenset(p for entry in entries if entry.heads for p in entry.whole)
    return NoticeLexicon(entries, furniture, _hint(entries, listed), phrases, heading)


def _hint(entries: Iterable[NoticeEntry], listed: str) -> re.Pattern[str]:
    patterns = (p.pattern for entry in entries for p in (entry.begins, entry.holds) if p)
    inside = "|".join(pattern.removeprefix(_ANYWHERE) for pattern in patterns)
    return re.compile(rf"(?<!\S)(?:{inside}|(?:{listed}) $)")


def _entry(path: str, line: int, row: dict[str, object]) -> NoticeEntry:
    require(path, line, row, ("id", "kind", "source", "fires", "traps"))
    refuse_unknown(path, line, row, _FIELDS)
    lists = {
        name: _strings(path, line, row, name)
        for name in ("whole", "begins", "holds", "unless", "fires", "traps")
    }
    if row["kind"] not in get_args(NoticeKind):
        raise LexiconError(path, line, f"unknown kind {row['kind']!r}", f"Use one of {get_args(NoticeKind)}.")
    if not (lists["whole"] or lists["begins"] or lists["holds"]):
        raise LexiconError(path, line, f"{row['id']} has no phrase", "Give it «whole», «begins» or «holds».")
    return NoticeEntry(
        id=str(row["id"]),
        kind=row["kind"],  # type: ignore[arg-type]
        whole=tuple(_key(phrase) for phrase in lists["whole"]),
        begins=_any_of(lists["begins"], ""),
        holds=_any_of(lists["holds"], _ANYWHERE),
        most=_number(path, line, row.get("most", "40")),
        unless=frozenset(_key(word) for word in lists["unless"]),
        heads=row.get("heads") == "yes",
        fires=tuple(lists["fires"]),
        traps=tuple(lists["traps"]),
    )


def _strings(path: str, line: int, row: dict[str, object], name: str) -> list[str]:
    value = row.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise LexiconError(path, line, f"«{name}» is not a list of phrases", f"Write «{name}: [..., ...]».")
    return value


def _number(path: str, line: int, value: object) -> int:
    if not str(value).isdigit():
        raise LexiconError(path, line, f"«most: {value}» is no number of words", 'Write it like "25".')
    return int(str(value))


def _key(phrase: str) -> str:
    """The folded words of a phrase, one space between."""
    return " ".join(_WORDS.findall(fold(phrase)))


def _any_of(phrases: Iterable[str], before: str) -> re.Pattern[str] | None:
    """A pattern over folded words, each followed by a space; «…» in a phrase is a gap."""
    parts = [_GAP.join(re.escape(_key(piece)) + " " for piece in phrase.split("…")) for phrase in phrases]
    return re.compile(f"{before}(?:{'|'.join(parts)})") if parts else None


@cache
def notice_lexicon() -> NoticeLexicon:
    """The lexicon shipped with the package, read once a process."""
    return parse_lexicon(read_package_text(LEXICON))


def find_notices(text: str, lexicon: NoticeLexicon | None = None) -> tuple[Notice, ...]:
    """The notices of a text, in order, adjoining ones joined. Spans leave out surrounding blanks."""
    lexicon = lexicon or notice_lexicon()
    return tuple(_joined(sorted(_found(text, lexicon), key=lambda notice: notice.span), text))


# --- lines and sentences --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Unit:
    """A line or sentence: its folded words, each followed by a space, and how many there are."""

    span: Span
    words: str
    count: int


def _unit(span: Span, body: str) -> _Unit:
    words = _WORDS.findall(fold(body))
    return _Unit(span, "".join(word + " " for word in words), len(words))


def _lines(text: str) -> list[_Unit]:
    """The lines of a text that are not blank."""
    units = []
    for match in re.finditer(r"[^\n]+", text):
        body = match.group().strip()
        if body:
            start = match.start() + match.group().index(body[0])
            units.append(_unit(Span(start, start + len(body)), body))
    return units


def _found(text: str, lexicon: NoticeLexicon) -> Iterator[Notice]:
    lines = _lines(text)
    kinds = [_kind(unit, lexicon) for unit in lines]
    taken = dict(_headlines(text, lines, kinds, lexicon))
    for index, unit in enumerate(lines):
        kind = kinds[index] or taken.get(index)
        if kind:
            yield Notice(kind, unit.span)
        elif lexicon.hint.search(unit.words):
            yield from _in_sentences(text, unit.span, lexicon)


def _bare_heading(unit: _Unit, lexicon: NoticeLexicon) -> bool:
    return any(e.heads and e.begins and e.begins.fullmatch(unit.words) for e in lexicon.entries)


def _headlines(
    text: str, lines: list[_Unit], kinds: list[NoticeKind | None], lexicon: NoticeLexicon
) -> Iterator[tuple[int, NoticeKind]]:
    """The headlines under bare headings, by line: short lines without a full stop, up to the next notice."""
    for index, (unit, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind is None or not (unit.words.strip() in lexicon.heading or _bare_heading(unit, lexicon)):
            continue
        for below in range(index + 1, min(index + 1 + _HEADLINES, len(lines))):
            line = lines[below]
            if kinds[below] or line.count > _HEADLINE_WORDS or text[line.span.end - 1] in ".!؟":
                break
            yield below, kind


def _in_sentences(text: str, line: Span, lexicon: NoticeLexicon) -> Iterator[Notice]:
    """Notices that share their line with the report: a sentence that is one by itself."""
    for sentence in split_sentences(Document(id="", text=text[line.start : line.end])):
        span = Span(line.start + sentence.span.start, line.start + sentence.span.end)
        kind = _kind(_unit(span, sentence.text), lexicon)
        if kind:
            yield Notice(kind, span)


def _kind(unit: _Unit, lexicon: NoticeLexicon) -> NoticeKind | None:
    """What notice a line or sentence is, None where it is the report's."""
    short = unit.count <= _LONGEST_BAR
    if short and lexicon.furniture.fullmatch(unit.words) and not unit.words.replace(" ", "").isdigit():
        return _kind_of_furniture(unit.words, lexicon)
    for entry in lexicon.entries:
        if unit.count <= entry.most and _says(entry, unit) and not _is_report(entry, unit):
            return entry.kind
    return None


def _says(entry: NoticeEntry, unit: _Unit) -> bool:
    return any(pattern and pattern.match(unit.words) for pattern in (entry.begins, entry.holds))


def _is_report(entry: NoticeEntry, unit: _Unit) -> bool:
    padded = f" {unit.words}"
    return any(f" {word} " in padded for word in entry.unless)


def _kind_of_furniture(words: str, lexicon: NoticeLexicon) -> NoticeKind | None:
    """The kind of the first phrase of a line that is furniture; None for a line of numbers."""
    for phrase in sorted(lexicon.kind_of_phrase, key=len, reverse=True):
        if re.match(rf"(?:\d\S* )*{re.escape(phrase)} ", words):
            return lexicon.kind_of_phrase[phrase]
    return None


# --- joining --------------------------------------------------------------------------------------------


def _joined(notices: Iterable[Notice], text: str) -> Iterator[Notice]:
    """Join neighbours of one kind, or of one gate, with nothing but blanks and marks between them."""
    last: Notice | None = None
    for notice in notices:
        between = text[last.span.end : notice.span.start] if last else ""
        if last and _ASIDE.fullmatch(between) and (kind := _common(last.kind, notice.kind)):
            last = Notice(kind, Span(last.span.start, max(last.span.end, notice.span.end)))
            continue
        if last:
            yield last
        last = notice
    if last:
        yield last


def _common(one: NoticeKind, other: NoticeKind) -> NoticeKind | None:
    if one == other:
        return one
    return (
        next((kind for kind in _GATE if kind in (one, other)), None) if {one, other} <= set(_GATE) else None
    )
