"""Open the word tables of this folder: YAML whose every scalar is a string, checked before use.

What an entry means is for the module that asks (`time`, `harms`, `arabic.numbers`); this one only
promises well-formed text: a mapping, NFC, no invisible direction marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import yaml

from marsad.errors import LexiconError

_DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def open_table(name: str) -> dict[str, Any]:
    """The mapping in `lexicons/<name>`. Raises LexiconError with the file and line of the first fault."""
    return parse_table(files("marsad.lexicons").joinpath(name).read_text(encoding="utf-8"), name)


def open_list(name: str) -> list[dict[str, Any]]:
    """The entries of `lexicons/<name>`, a file that is a list of mappings. Raises LexiconError."""
    entries = _parse(files("marsad.lexicons").joinpath(name).read_text(encoding="utf-8"), name)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise LexiconError(name, 0, "the file is not a list of entries", "Begin each entry with `- `.")
    return entries


def parse_table(text: str, name: str) -> dict[str, Any]:
    """Parse and check the text of one table; `name` is used in messages only."""
    table = _parse(text, name)
    if not isinstance(table, dict):
        raise LexiconError(name, 0, "the file is not a mapping", "Begin it with `section:` lines.")
    return table


def _parse(text: str, name: str) -> Any:
    """YAML as strings, lists and mappings; refuses invisible marks and text that is not NFC."""
    for number, line in enumerate(text.splitlines(), start=1):
        if _DIRECTION_MARKS.search(line):
            raise LexiconError(name, number, "an invisible direction mark", "Delete it.")
        if unicodedata.normalize("NFC", line) != line:
            raise LexiconError(name, number, "text is not in Unicode form NFC", "Save the file as NFC.")
    try:
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - the base loader makes only strings
    except yaml.MarkedYAMLError as fault:
        at = fault.problem_mark.line + 1 if fault.problem_mark else 0
        raise LexiconError(name, at, str(fault.problem), "Repair the YAML.") from None


def forms_of(entry: Any, name: str) -> Iterator[str]:
    """The `forms` of an entry, one string each. Raises LexiconError where there are none."""
    forms = entry.get("forms") if isinstance(entry, dict) else entry
    if not isinstance(forms, list) or not forms or not all(isinstance(form, str) and form for form in forms):
        raise LexiconError(name, 0, f"entry {entry!r} has no list of forms", "Write `forms: [..]`.")
    yield from forms
