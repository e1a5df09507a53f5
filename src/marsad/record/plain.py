"""Records as plain JSON values and back: dataclasses by their fields, days in ISO form.

`plain` and `revive` are inverse for every class of `marsad.model.record`, so that a stored record opens as
what was stored.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


@lru_cache(maxsize=64)
def _hints(cls: Any) -> dict[str, Any]:
    return get_type_hints(cls)


def revive(cls: type[T], value: dict[str, Any]) -> T:
    """The dataclass of a plain value. Raises KeyError or ValueError on another shape."""
    known: Any = cls
    hints = _hints(known)
    return cls(**{name: _value(hint, value[name]) for name, hint in hints.items()})


def _value(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        inner = next(arm for arm in get_args(hint) if arm is not type(None))
        return None if value is None else _value(inner, value)
    if origin is tuple:
        return tuple(_value(get_args(hint)[0], item) for item in value)
    if origin is Literal or value is None:
        return value
    if hint is date:
        return date.fromisoformat(value)
    return _dataclass(hint, value) if is_dataclass(hint) else value


def _dataclass(hint: Any, value: Any) -> Any:
    return revive(hint, value)
