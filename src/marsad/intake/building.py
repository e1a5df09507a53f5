"""Make the `Document`: clean its text, check that it is Arabic, find its notices, give it an id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from marsad.errors import IntakeError
from marsad.intake.notices import find_notices
from marsad.intake.outcome import Defaults
from marsad.model import Document

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")  # \x85 is a line break
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
_LEAST_LETTERS = 4  # "قصف" alone is a headline at most
_LEAST_SHARE = 0.2  # of all letters: a page of menus in Latin letters round an Arabic title is no report


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader found of one report, before it is checked. `id` is None where the source gives none."""

    text: str
    title: str = ""
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    id: str | None = None


def clean(text: str) -> str:
    """Line breaks as \\n, no control characters, no blank ends. Marks and letters stay as published."""
    return _CONTROLS.sub("", _BREAKS.sub("\n", text.removeprefix("\ufeff"))).strip()


def is_arabic(text: str) -> bool:
    """Whether the text has Arabic letters, as at least a fifth of all its letters."""
    arabic = len(_ARABIC.findall(text))
    return arabic >= _LEAST_LETTERS and arabic >= _LEAST_SHARE * len(_LETTER.findall(text))


def content_id(text: str, *, title: str = "", outlet: str | None = None, url: str | None = None) -> str:
    """A stable id for a report that brings none: 20 hexadecimal digits from its words and its outlet.

    Spacing does not count; the outlet and address do, since a reprint is a report of its own.
    """
    words = " ".join(text.split())
    content = "\n".join((words, " ".join(title.split()), outlet or "", url or ""))
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def build(draft: Draft, path: str, defaults: Defaults) -> Document:
    """The document of a draft. Raises IntakeError where its text is empty or not Arabic."""
    if not draft.text.strip():
        raise IntakeError(path, "no text in it", "Give the report's text, or leave this one out.")
    if not is_arabic(draft.text):
        raise IntakeError(path, "no Arabic in it", "marsad reads Arabic reports only; leave this one out.")
    outlet = draft.outlet or defaults.outlet
    return Document(
        id=draft.id or content_id(draft.text, title=draft.title, outlet=outlet, url=draft.url),
        text=draft.text,
        title=draft.title,
        outlet=outlet,
        url=draft.url,
        published=draft.published or defaults.published,
        notices=find_notices(draft.text),
    )
