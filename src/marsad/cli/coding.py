"""Code a document, with imported place names where the command line names some.

The functions here are called by name in worker processes; each process loads what it needs once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial

from marsad.model import Document, ReportRecord
from marsad.pipeline import Coder, default_coder, read_document
from marsad.resolve.gazetteer import Gazetteer


def coder_with(gazetteers: tuple[str, ...]) -> Callable[[Document], ReportRecord]:
    """The call that codes one document, with these gazetteer files beside the shipped one."""
    return partial(read_with, gazetteers=gazetteers) if gazetteers else read_document


def read_with(document: Document, *, gazetteers: tuple[str, ...]) -> ReportRecord:
    """Code a document with these gazetteer files beside the shipped one. Raises GazetteerError."""
    return read_document(document, _coder(gazetteers))


@lru_cache(maxsize=1)
def _coder(gazetteers: tuple[str, ...]) -> Coder:
    return replace(default_coder(), gazetteer=Gazetteer.open(extra=gazetteers))
