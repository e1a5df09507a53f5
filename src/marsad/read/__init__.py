"""The readers, one idea a module: what a sentence says, before it is tied to the world.

`marsad.read` is also the name of the function that codes a whole report (`marsad.read(text)`, told in
`marsad.pipeline`): this package can be called, and calls that function.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _CallablePackage(ModuleType):
    def __call__(self, text: str, **options: Any) -> Any:
        """Code one report: see `marsad.pipeline.read`."""
        return import_module("marsad.pipeline").read(text, **options)


sys.modules[__name__].__class__ = _CallablePackage
