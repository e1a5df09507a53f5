"""Run the real site over the sample records: `python serve.py DATA_FOLDER PORT`.

A process of its own, as a user's is, so that the tests share no Django and no database
connection with it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad.web import commands

GOLD = Path(__file__).parents[2] / "benchmarks" / "gold"


def sample_records() -> Iterator[tuple[str, dict[str, Any]]]:
    """The coded sample reports, each with the file that it comes from."""
    for path in (GOLD / "samples_libya.jsonl", GOLD / "samples_elsewhere.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.name, json.loads(line)


def main(data: str, port: int) -> None:
    commands.start(data)
    for tally in commands.add_records(sample_records(), by="browser tests"):
        refused = tally.refused
    if refused:
        raise SystemExit("\n".join(refused))
    commands.up(port=port, data=data)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
