"""Distances on the globe."""

from __future__ import annotations

import math
from typing import Protocol


class Located(Protocol):
    """Anything with WGS 84 degrees."""

    @property
    def lat(self) -> float | None: ...
    @property
    def lon(self) -> float | None: ...


EARTH_KM = 6371.0


def kilometres(a: Located, b: Located) -> float:
    """Great-circle distance in kilometres. Raises ValueError where a position is missing."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        raise ValueError("a distance needs two known positions")
    la, lo, lb, mo = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((mo - lo) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(h))
