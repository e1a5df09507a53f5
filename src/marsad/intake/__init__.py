"""Bytes to reports: the doors of the house.

`read_paths` takes files, folders and "-" (standard input) and gives, in a fixed order, one `Document` for
each report found and one `Refused` for each thing that is none. Nothing that a file holds can stop the
others. What a report says is not known here; only where its text begins and ends, who published it and when.

    files       paths, folders, standard input, gzip   → streams
    kinds       the first bytes                        → text, page, feed, lines, json, warc
    text · page · feed · lines · warc                  → Document, with the help of
    encoding · published · notices · building
    near_copies                                        → which documents reprint one another
"""

from marsad.intake.building import content_id
from marsad.intake.files import read_bytes, read_path, read_paths
from marsad.intake.near_copies import NearCopies, groups, likeness, signature
from marsad.intake.notices import find_notices
from marsad.intake.outcome import Defaults, Limits, Refused

__all__ = [
    "Defaults",
    "Limits",
    "NearCopies",
    "Refused",
    "content_id",
    "find_notices",
    "groups",
    "likeness",
    "read_bytes",
    "read_path",
    "read_paths",
    "signature",
]
