"""Read Arabic reports of armed conflict and keep a sourced record of them.

    >>> from datetime import date
    >>> import marsad
    >>> record = marsad.read("قتل خمسة جنود في هجوم على حاجز قرب سرت أمس", published=date(2016, 5, 13))
    >>> record.events[0].type
    'clash'

The public names are loaded when they are first used, so that `import marsad` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from marsad.errors import MarsadError
    from marsad.model import (
        Actor,
        Casualties,
        Control,
        Day,
        Document,
        Event,
        Place,
        ReportRecord,
        Span,
        Words,
    )
    from marsad.pipeline import Coder, read, read_document

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "Casualties",
    "Coder",
    "Control",
    "Day",
    "Document",
    "Event",
    "MarsadError",
    "Place",
    "ReportRecord",
    "Span",
    "Words",
    "read",
    "read_document",
]

_HOMES = {"MarsadError": "marsad.errors", "Coder": "marsad.pipeline", "read_document": "marsad.pipeline"}


def __getattr__(name: str) -> Any:
    if name == "read":
        return import_module("marsad.read")  # the package of readers, which can be called
    if name in __all__:
        return getattr(import_module(_HOMES.get(name, "marsad.model")), name)
    raise AttributeError(f"module 'marsad' has no attribute {name!r}")
