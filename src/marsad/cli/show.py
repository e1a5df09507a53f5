"""Print a coded report for the eye: its text with the events marked in place, their values beneath.

Terminals order Arabic and Latin by the Unicode bidirectional rules, and a Latin mark inside an Arabic line
would tear it apart. So every line of the report is isolated as right-to-left, every mark and every Arabic
value as itself; a terminal that knows no isolates prints the same letters in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from marsad.model import Actor, Casualties, Day, Document, Event, Place, ReportRecord, Span

RIGHT_TO_LEFT, FIRST_STRONG, END = (
    "\N{RIGHT-TO-LEFT ISOLATE}",
    "\N{FIRST STRONG ISOLATE}",
    "\N{POP DIRECTIONAL ISOLATE}",
)
_LABEL_WIDTH = 11


def shown(record: ReportRecord) -> str:
    """The report as lines for a terminal, ended by a blank one. Colours go where there is no terminal."""
    document = record.document
    head = [document.outlet or "", document.published.isoformat() if document.published else "no day given"]
    lines = [click.style(document.id, bold=True) + "  " + "  ".join(isolated(h) for h in head if h)]
    if document.title:
        lines.append(rtl(click.style(document.title, bold=True)))
    lines += [rtl(line) for line in marked(record).split("\n") if line.strip()]
    for event in record.events:
        lines += ["", *_event(event)]
    if not record.events:
        lines += ["", "no events"]
    return "\n".join(lines) + "\n"


def rtl(line: str) -> str:
    return f"{RIGHT_TO_LEFT}{line}{END}"


def isolated(words: str) -> str:
    """Words that keep their own direction and disturb no neighbour's. Line breaks become spaces."""
    return f"{FIRST_STRONG}{' '.join(words.split())}{END}"


def marked(record: ReportRecord) -> str:
    """The text with each trigger and later mention in brackets, its event's id after it; notices dimmed."""
    text = record.document.text
    closes = [(span, f"⟦{text[span.start : span.end]}⟧", id) for span, id in _spans(record)]
    kept, at = [], 0
    for span, words, id in closes:
        kept.append(_plain(record, at, span.start))
        kept.append(click.style(words, fg="yellow", bold=True) + click.style(isolated(id), fg="cyan"))
        at = span.end
    return "".join([*kept, _plain(record, at, len(text))])


def _spans(record: ReportRecord) -> list[tuple[Span, str]]:
    """The spans to mark with their events' ids; where two overlap, the first takes the other's id too."""
    rows = sorted((w.span, event.id) for event in record.events for w in (event.trigger, *event.mentions))
    merged: list[tuple[Span, str]] = []
    for span, id in rows:
        if merged and merged[-1][0].overlaps(span):
            before, ids = merged.pop()
            ids = ids if id in ids.split(",") else f"{ids},{id}"
            merged.append((Span(before.start, max(before.end, span.end)), ids))
        else:
            merged.append((span, id))
    return merged


def _plain(record: ReportRecord, start: int, end: int) -> str:
    """A stretch without events, its notices dimmed."""
    kept, at = [], start
    for notice in record.document.notices:
        first, last = max(notice.span.start, at), min(notice.span.end, end)
        if first < last:
            kept += [record.document.text[at:first], _dimmed(record.document.text[first:last])]
            at = last
    return "".join([*kept, record.document.text[at:end]])


def _dimmed(words: str) -> str:
    return "\n".join(click.style(line, dim=True) for line in words.split("\n"))


def _event(event: Event) -> Iterator[str]:
    sure = "" if event.confidence is None else f"  {event.confidence:.2f}"
    aggregate = "  aggregate" if event.aggregate else ""
    head = click.style(f"{event.id}  {event.type}", bold=True)
    yield f"{head}  {event.modality}{aggregate}{sure}  {isolated(event.trigger.text)}"
    for label, values in _slots(event):
        if values:
            yield f"    {label:<{_LABEL_WIDTH}}{'; '.join(values)}"


def _slots(event: Event) -> Iterator[tuple[str, list[str]]]:
    yield "initiator", [_actor(actor) for actor in event.initiator]
    yield "target", [_actor(actor) for actor in event.target]
    yield "places", [_place(place) for place in event.places]
    yield "date", [_date(event.date)] if event.date else []
    yield "casualties", [_casualties(entry) for entry in event.casualties]
    yield "control", [_control(event)] if event.control else []
    yield "sources", [isolated(source.text) for source in event.sources]


def _actor(actor: Actor) -> str:
    told = ", ".join(part for part in (actor.id, actor.kind) if part)
    return f"{isolated(actor.words.text)} ({told})"


def _place(place: Place) -> str:
    point = "unresolved" if place.lat is None or place.lon is None else f"{place.lat:.3f} {place.lon:.3f}"
    told = ", ".join(part for part in (place.name, place.country, point) if part)
    relation = "" if place.relation == "at" else f"{place.relation} "
    return f"{relation}{isolated(place.words.text)} ({told}, precision {place.precision})"


def _date(day: Day) -> str:
    days = f"{day.first}" if day.first == day.last else f"{day.first} to {day.last}"
    return f"{days} ({day.precision})" + (f"  {isolated(day.words.text)}" if day.words else "")


def _casualties(entry: Casualties) -> str:
    return f"{entry.kind} {bounds(entry.low, entry.high)} of {entry.whose}  {isolated(entry.words.text)}"


def bounds(low: int | None, high: int | None) -> str:
    """Two bounds as words: "27", "20 or more", "up to 20", "20 to 30", "some".

    >>> bounds(20, None)
    '20 or more'
    """
    if low is None and high is None:
        return "some"
    if low is None:
        return f"up to {high}"
    if high is None:
        return f"{low} or more"
    return f"{low}" if low == high else f"{low} to {high}"


def _control(event: Event) -> str:
    control = event.control
    if control is None:
        return ""
    holders = [(word, name) for word, name in (("to", control.holder), ("from", control.former)) if name]
    return " ".join([control.change, *(f"{word} {isolated(name)}" for word, name in holders)])


def explained(document: Document) -> str:
    """What made the events of a report, sentence by sentence: entries and rules; and the triggers refused."""
    from marsad.pipeline import explain_document

    reading = explain_document(document)
    lines = [click.style("what made them", bold=True)]
    for draft in reading.drafts:
        told = f"{draft.type}  {isolated(draft.trigger.text)}  by {draft.entry_id}"
        lines.append(f"  sentence {draft.sentence + 1}  {told}")
        lines += [f"      {note}" for note in draft.notes]
    if reading.refused:
        lines += ["", click.style("refused", bold=True)]
        lines += [f"  {isolated(r.words.text)}  {r.entry_id}: {r.reason}" for r in reading.refused]
    return "\n".join(lines) + "\n"
