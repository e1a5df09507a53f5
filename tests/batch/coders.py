"""Coders for the tests of the batch runner: quick, slow, faulty, deadly. Run as a module: a batch to kill."""

import os
import signal
import sys
import time
from pathlib import Path

from marsad.batch.local import Settings, plan_batch, run
from marsad.errors import GazetteerError
from marsad.intake import Defaults, Limits
from marsad.model import Event, ReportRecord, Span, Words


def quick(document):
    """One event for each report: its first word."""
    word = document.text.split()[0]
    return ReportRecord(document, (Event("e1", "clash", Words(word, Span(0, len(word)))),))


def slow(document):
    time.sleep(0.05)
    return quick(document)


def faulty(document):
    if "عطل" in document.text:
        raise RuntimeError("a rule without an end")
    return quick(document)


def unable(document):
    raise GazetteerError("names.sqlite3", 0, "no such file", "Build it.")


def dies_once(document):
    """Killed, as by a kernel out of memory, at the first report that says so; lives the second time."""
    mark = Path(os.environ["MARSAD_TEST_FOLDER"]) / "died"
    if "قاتل" in document.text and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return quick(document)


def dies_always(document):
    if "قاتل" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return quick(document)


def settings_of(code, **values):
    return Settings(code, "test 1", values.get("defaults", Defaults()), values.get("limits", Limits()))


if __name__ == "__main__":
    source, out = sys.argv[1:]
    for _ in run(plan_batch([source], Path(out), settings_of(slow), shard_bytes=2000), jobs=2):
        pass
