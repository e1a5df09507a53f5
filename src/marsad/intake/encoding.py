"""Find out in which encoding Arabic bytes are, and check that Arabic comes out.

UTF-8 goes first: text of any length that decodes as UTF-8 is UTF-8, whatever its page declares. Other
candidates are judged by what comes out: in Arabic prose a third of the words begin with ال or are one of
a few particles, and in text read with a wrong table they are not (ظپظٹ for في).
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TABLES = ("windows-1256", "iso-8859-6", "mac_arabic", "cp864", "cp720")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_PARTICLES = frozenset(
    [
        "في",
        "من",
        "على",
        "إلى",
        "الى",
        "عن",
        "أن",
        "ان",
        "إن",
        "ما",
        "لا",
        "لم",
        "هذا",
        "هذه",
        "التي",
        "الذي",
        "بعد",
        "قبل",
        "مع",
        "كما",
        "بين",
        "منذ",
    ]
)
_SAMPLE = 20_000  # characters judged
_LEAST = 0.12  # share of telling words below which what came out is not Arabic prose
_BROKEN = 0.002  # share of bad bytes in a text that is still UTF-8, cut or mended badly


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text of `data`; `declared` is what its carrier says (an HTTP header). Never raises."""
    for text in (_marked(data), _wide(data), _utf8(data)):
        if text is not None:
            return text
    return _judged(data, [name for name in (declared, declared_in(data)) if name])


def declared_in(data: bytes) -> str | None:
    """The charset that a page or feed declares in its first bytes, None if it does not."""
    match = _DECLARED.search(data[:4096])
    return match.group(1).decode("ascii") if match else None


def _marked(data: bytes) -> str | None:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace")
    return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every second byte is 0x06 (Arabic) or 0x00 (Latin, spaces)."""
    sample = data[:2000]
    if len(sample) < 8:
        return None
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = sample[first::2], sample[1 - first :: 2]
        if sum(byte in (0, 6) for byte in high) > 0.9 * len(high) and low.count(0) < 0.2 * len(low):
            return data.decode(name, "replace")
    return None


def _utf8(data: bytes) -> str | None:
    """UTF-8, also where a few bytes are broken: none of the old tables makes long runs of valid UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    return text if text.count("\N{REPLACEMENT CHARACTER}") <= max(1, _BROKEN * len(text)) else None


def _judged(data: bytes, declared: list[str]) -> str:
    """The first declared or known table under which Arabic comes out; else the best guess."""
    best, best_share = "", -1.0
    for name in [*declared, *_TABLES]:
        text = _try(data, name)
        share = _telling(text) if text else 0.0
        if text and share > best_share:
            best, best_share = text, share
    return best if best_share >= _LEAST else (_guessed(data) or best)


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None


def _telling(text: str) -> float:
    words = _WORD.findall(text[:_SAMPLE])
    telling = [word for word in words if word.startswith("ال") or word in _PARTICLES]
    return len(telling) / max(1, len(words))


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:200_000]).best()
    return data.decode(guess.encoding, "replace") if guess else None
