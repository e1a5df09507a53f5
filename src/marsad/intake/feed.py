"""RSS and Atom: one document for each entry that brings its text.

A feed that defines entities is refused before any parser sees it: a report needs none, a bomb does.
An entry's day is the one it writes, in its own time zone or month names; feedparser's (in UTC) is not taken.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from marsad.errors import IntakeError
from marsad.intake.building import Draft, build, clean
from marsad.intake.encoding import decode
from marsad.intake.outcome import Defaults, Limits, Outcome, Refused
from marsad.intake.page import fragment_text
from marsad.intake.published import stated_day

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DAYS = ("published", "date", "updated", "created")


def read_feed(data: bytes, path: str, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """One outcome for each entry of a feed; one Refused for a feed that cannot be read."""
    try:
        feed = _parsed(_DECLARATION.sub("", clean(decode(data))), path)
    except IntakeError as error:
        yield Refused.of(error)
        return
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield build(_draft(entry, feed.feed), path, defaults)
        except IntakeError as error:
            yield Refused.of(error, f"entry {number}")


def _parsed(text: str, path: str) -> Any:
    """feedparser's view of a feed. Raises IntakeError for entities, and for what is no feed."""
    import defusedxml.ElementTree
    import feedparser
    from defusedxml import DefusedXmlException

    repair = "Fetch the feed again, or save the articles' pages."
    try:
        defusedxml.ElementTree.fromstring(text)
    except DefusedXmlException as error:
        raise IntakeError(path, "the feed defines entities (an XML bomb?)", repair) from error
    except (ParseError, ValueError):  # not well-formed, as many feeds: feedparser mends what can be mended
        if re.search(r"<!ENTITY", text, re.IGNORECASE):
            raise IntakeError(path, "the feed defines entities (an XML bomb?)", repair) from None
    feed = feedparser.parse(
        io.BytesIO(text.encode()), response_headers={"content-type": "text/xml; charset=utf-8"}
    )
    if not feed.entries:
        known = "no entries in the feed" if feed.version else "XML, but neither a feed nor a page"
        raise IntakeError(path, known, repair)
    return feed


def _draft(entry: Any, feed: Any) -> Draft:
    bodies = [content.get("value", "") for content in entry.get("content", ())] + [entry.get("summary", "")]
    source = entry.get("source", {})
    # dict.get: feedparser's own answers for a day that is absent with another one, and a warning
    stated = (dict.get(entry, name) for name in _DAYS)
    days = (stated_day(value) for value in stated if isinstance(value, str))
    return Draft(
        text=max((fragment_text(body) for body in bodies if body.strip()), key=len, default=""),
        title=fragment_text(entry.get("title", "")),
        outlet=source.get("title") or feed.get("title") or None,
        url=entry.get("link") or None,
        published=next((day for day in days if day), None),
    )
