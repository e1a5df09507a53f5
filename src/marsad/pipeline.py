"""The way of one report, from clean text to coded events: every stage in order, on one page.

    split_sentences → readers (triggers, actors, places, dates, casualties, speakers, cues) → scenes
    → without_figures_of_speech → draft_events → resolve places and days → join_drafts → Event

Pure: the same document and the same `Coder` always give the same record. Build a `Coder` once a process.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from marsad.arabic import Sentence, split_sentences
from marsad.intake.building import content_id
from marsad.intake.notices import find_notices
from marsad.lexicons.cues import CueLexicon, load_cues
from marsad.lexicons.triggers import TriggerLexicon, load_triggers
from marsad.lexicons.weapons import Weapons, load_weapons
from marsad.model import Document, Event, ReportRecord
from marsad.read.actors import read_actors
from marsad.read.attribution import read_speakers
from marsad.read.casualties import read_casualties
from marsad.read.dates import read_dates
from marsad.read.drafts import DraftEvent
from marsad.read.frames import draft_events
from marsad.read.mentions import SpeakerMention
from marsad.read.place_pointers import with_pointers
from marsad.read.places import read_places
from marsad.read.scene import Scene, read_cues, split_clauses
from marsad.read.subjects import subject_of, without_figures_of_speech
from marsad.read.triggers import RefusedTrigger, SentenceWords, read_triggers
from marsad.resolve.events import Resolver
from marsad.resolve.gazetteer import Gazetteer
from marsad.resolve.occurrences import Occurrence


@dataclass(frozen=True, slots=True)
class Coder:
    """All that reading needs to know: lexicons and gazetteer, loaded and checked."""

    triggers: TriggerLexicon
    cues: CueLexicon
    weapons: Weapons
    gazetteer: Gazetteer

    @classmethod
    def load(cls) -> Coder:
        """Load everything shipped with the package. Takes about half a second; do it once a process."""
        return cls(load_triggers(), load_cues(), load_weapons(), Gazetteer.open())


@lru_cache(maxsize=1)
def default_coder() -> Coder:
    """The coder of this process, loaded at first use."""
    return Coder.load()


@dataclass(frozen=True, slots=True)
class Reading:
    """A coded report with the way there: for `--explain` and for tests."""

    record: ReportRecord
    scenes: tuple[Scene, ...]
    drafts: tuple[DraftEvent, ...]
    refused: tuple[RefusedTrigger, ...]


def read(
    text: str,
    *,
    published: date | None = None,
    outlet: str | None = None,
    title: str = "",
    id: str | None = None,
    url: str | None = None,
) -> ReportRecord:
    """Code one report given as text.

    Notices (subscription lines, "read also") are found and set apart. Without `published`, relative days
    ("أمس") stay unread. `id` defaults to a hash of the text.

    >>> record = read("قتل خمسة جنود في هجوم على حاجز قرب سرت أمس", published=date(2016, 5, 13))
    >>> [(e.type, [c.low for c in e.casualties], str(e.date.first)) for e in record.events]
    [('clash', [5], '2016-05-12')]
    """
    key = id or content_id(text, title=title, outlet=outlet, url=url)
    document = Document(key, text, title, outlet, url, published, find_notices(text))
    return read_document(document)


def read_document(document: Document, coder: Coder | None = None) -> ReportRecord:
    """Code one document. Never raises on any text."""
    return explain_document(document, coder).record


def explain_document(document: Document, coder: Coder | None = None) -> Reading:
    """Code one document and keep what every stage found."""
    coder = coder or default_coder()
    scenes, drafts, refused = _read_scenes(document, coder)
    resolver = Resolver(document, coder.gazetteer, scenes)
    events, doubtful = resolver.events(drafts)
    unsure = tuple(RefusedTrigger(e.trigger, e.type, f"too unsure ({e.confidence})") for e in doubtful)
    return Reading(ReportRecord(document, events), scenes, drafts, refused + unsure)


def propose(document: Document, coder: Coder) -> list[tuple[Event, Occurrence]]:
    """Every event that the coder could make, sure or not: what the confidence is learned on."""
    scenes, drafts, _ = _read_scenes(document, coder)
    return Resolver(document, coder.gazetteer, scenes).propose(drafts)


def _read_scenes(
    document: Document, coder: Coder
) -> tuple[tuple[Scene, ...], tuple[DraftEvent, ...], tuple[RefusedTrigger, ...]]:
    sentences = split_sentences(document)
    read = [read_scene(s, said, coder) for s, said in zip(sentences, read_speakers(sentences), strict=True)]
    subject = subject_of([scene for scene, _ in read])
    scenes: list[Scene] = []
    drafts: list[DraftEvent] = []
    refused: list[RefusedTrigger] = []
    for full, early in read:
        scene, unmeant = without_figures_of_speech(full, subject)
        found, late = draft_events(scene, coder.weapons)
        scenes.append(scene)
        drafts.extend(found)
        refused.extend((*early, *unmeant, *late))
    return tuple(scenes), tuple(drafts), tuple(refused)


def read_scene(
    sentence: Sentence, said: tuple[SpeakerMention, ...], coder: Coder
) -> tuple[Scene, tuple[RefusedTrigger, ...]]:
    """Run every reader on one sentence."""
    words = SentenceWords(sentence)
    triggers, refused = read_triggers(sentence, coder.triggers, words)
    cues = read_cues(words, coder.cues)
    scene = Scene(
        sentence=sentence,
        words=words,
        triggers=triggers,
        actors=read_actors(sentence),
        places=with_pointers(sentence, read_places(sentence, coder.gazetteer)),
        dates=read_dates(sentence),
        casualties=read_casualties(sentence),
        speakers=said,
        cues=cues,
        clauses=split_clauses(words, cues),
    )
    return scene, refused
