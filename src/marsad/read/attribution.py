"""Find who is said to have said what, sentence by sentence.

Reads verbs of saying with their subject (قال المتحدث إن), chains (نقلت الصحيفة عن مصدر), phrases
(بحسب المرصد), the outlet spoken to (قال لرويترز), claims of responsibility (تبنت الحركة), and speakers that
go on (وأضاف، an open quote). The scope is the token span told by their word. Whether what is told is a
threat or a denial is for `modality`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from marsad.arabic.fold import fold
from marsad.arabic.sentences import Sentence
from marsad.lexicons.actors import bare
from marsad.lexicons.speech import Manner, SpeechLexicon, SpeechVerb, load_speech
from marsad.lexicons.wordsets import wordset
from marsad.model import Span, Words
from marsad.read.actors import default_vocabulary, phrase_words
from marsad.read.actors.phrases import Phrase, PhraseReader
from marsad.read.mentions import SpeakerMention

_BEGINS_WORDS = frozenset(("ان", "انه", "انها", "انهم", "بان", "بانه", "بانها", "عن", "علي", "الي", "في"))
_CLAUSE = frozenset(("فيما", "بينما", "لكن", "غير"))
_OPEN_QUOTES, _CLOSE_QUOTES = "«“", "»”"
# Nouns that with the article stand for a speaker named before; the second set for whoever spoke last.
_OUTLET_NOUNS = frozenset("صحيفه وكاله قناه موقع مجله شبكه اذاعه".split())
_OUTLET_NAME = 2  # words of a foreign outlet's name
_VOICES = frozenset("مصدر مصادر صحيفه وكاله قناه موقع بيان تقرير مرصد منظمه محطه اذاعه".split())
_REPORTS = frozenset("بيان مصدر تقرير".split())
_CHAIN_REACH = 8  # tokens between two links of a chain
_WIDEST = 7  # tokens after a speaker that may still say where they are
_OCCASIONS = frozenset(
    "بيان بيانه بيانها تصريح تصريحات حديث مقابله مءتمر اتصال كلمه خطاب رساله تغريده لقاء تسجيل".split()
)
_SUBJECT_NEXT = frozenset(
    ("ان", "لكن", "ولكن", "بان", "غير", "فيما", "بينما", "حين", "وكانت", "وكان", "كان", "كانت", "اما")
)
_SAME = frozenset("ذاته ذاتها نفسه نفسها عينه عينها".split())
_KEPT = 4  # speakers remembered for وأضاف


@dataclass(frozen=True, slots=True)
class _Speaker:
    """A speaker found: token span, words, and how its verbs agree with it."""

    first: int
    last: int
    words: Words
    feminine: bool
    marked: bool = False


@dataclass(slots=True)
class _Memory:
    """Who spoke before, latest last; `quoted` while a quote is still open."""

    speakers: list[_Speaker] = field(default_factory=list)
    namings: list[tuple[frozenset[str], Words]] = field(default_factory=list)
    quoted: bool = False

    def keep(self, speaker: _Speaker) -> None:
        self.speakers = [*self.speakers[1 - _KEPT :], speaker]

    def like(self, stem: str) -> _Speaker | None:
        """The speaker that "the source", "the paper" stands for: the latest, or the latest of that noun."""
        if stem in _REPORTS and self.speakers:
            return self.speakers[-1]
        for speaker in reversed(self.speakers):
            if stem in (word.removeprefix("ال") for word in fold(speaker.words.text).split()):
                return speaker
        return None

    def fuller(self, words: Words) -> Words:
        """The first naming that holds these words and more: السكني for الإعلامي نبيل السكني."""
        parts = frozenset(bare(word) for word in words.text.split())
        for known, naming in self.namings:
            if parts < known:
                return naming
        self.namings.append((parts, words))
        return words

    def last(self, *, feminine: bool) -> _Speaker | None:
        """The latest speaker whose gender fits the verb."""
        for speaker in reversed(self.speakers):
            if speaker.feminine == feminine:
                return speaker
        return None


def read_speakers(sentences: Sequence[Sentence]) -> tuple[tuple[SpeakerMention, ...], ...]:
    """For each sentence of a report, in order, the speakers whose word covers some of its tokens."""
    memory, lexicon = _Memory(), load_speech()
    return tuple(
        tuple(_with_its_name(sentence, m) for m in _SentenceReader(sentence, lexicon, memory).read())
        for sentence in sentences
    )


def _with_its_name(sentence: Sentence, mention: SpeakerMention) -> SpeakerMention:
    """An outlet told by its noun alone takes the foreign name after it: "صحيفة واشنطن بوست"."""
    here = sentence.tokens[mention.first].span.start <= mention.words.span.start <= sentence.span.end
    if mention.first != mention.last or not here or fold(mention.words.text) not in _OUTLET_NOUNS:
        return mention
    last = mention.last
    while last - mention.last < _OUTLET_NAME and _may_name(sentence, last + 1):
        last += 1
    if last == mention.last:
        return mention
    span = Span(mention.words.span.start, sentence.tokens[last].span.end)
    text = sentence.text[span.start - sentence.span.start : span.end - sentence.span.start]
    return replace(mention, words=Words(text, span), last=last)


def _may_name(sentence: Sentence, at: int) -> bool:
    """Whether a token may belong to an outlet's name: a word without clitics that is no common one."""
    if at >= len(sentence.tokens) or sentence.tokens[at].kind != "word":
        return False
    folded = sentence.tokens[at].folded
    common = wordset("prepositions") | wordset("phrase_stops") | wordset("before_nouns")
    return (
        folded not in common and folded not in ("ان", "نقلا", "انه", "انها") and not folded.startswith("وال")
    )


class _SentenceReader:
    def __init__(self, sentence: Sentence, lexicon: SpeechLexicon, memory: _Memory) -> None:
        self.sentence, self.lexicon, self.memory = sentence, lexicon, memory
        self.tokens = sentence.tokens
        self.reader = PhraseReader(sentence.tokens, default_vocabulary())
        self.words = self.reader.words
        self.found: list[SpeakerMention] = []

    def read(self) -> tuple[SpeakerMention, ...]:
        was_quoted = self.memory.quoted
        at = 0
        while at < len(self.tokens):
            verb = self._verb(at)
            if verb:
                at = max(at + 1, self._saying(at, verb))
            elif length := self._phrase(at, "after"):
                at = max(at + 1, self._according(at, length))
            else:
                at += 1
        if was_quoted and self.memory.speakers:
            self._go_on_quoting()
        self.memory.quoted = self._ends_in_quote(was_quoted)
        return tuple(self._with_carry(mention) for mention in self.found)

    # -- cues ------------------------------------------------------------------------------------

    def _verb(self, at: int) -> SpeechVerb | None:
        folded = self.tokens[at].folded
        verb = self.lexicon.verbs.get(folded)
        if verb is None and folded[:1] in "وف":
            verb = self.lexicon.verbs.get(folded[1:])
        if verb and verb.pronoun and verb.manner != "claim" and not (at and self._phrase(at - 1, "relay")):
            return None  # تابعة, ذكره: an object, no clause of its own
        if verb and self._phrase(at, "alone") and not self._subject(at + 1):
            return None
        return verb

    def _phrase(self, at: int, manner: Manner) -> int:
        """How many tokens of a phrase of `manner` begin at `at`; 0 if none does. و may stand before it."""
        first = self.tokens[at].folded
        if first not in self.lexicon.firsts[manner]:
            return 0
        phrases = self.lexicon.phrases[manner]
        for lead in (first, first[1:] if first[:1] in "وف" else first):
            for length in (3, 2, 1):
                rest = tuple(token.folded for token in self.tokens[at + 1 : at + length])
                if (lead, *rest) in phrases and len(rest) == length - 1:
                    return length
        return 0

    # -- verbs of saying ---------------------------------------------------------------------------

    def _saying(self, at: int, verb: SpeechVerb) -> int:
        """Read the speaker of the verb at `at`; gives the token to read on from."""
        before = self._before(at)
        first = before and before.marked
        speakers = [before] if before and first else self._speakers_from(self._skip(at + 1))
        end = speakers[-1].last if speakers and not first else at
        if not speakers and before:
            speakers = [before]
        relayed = at > 0 and bool(self._phrase(at - 1, "relay"))
        if not speakers:
            return self._going_on(at, verb) if not relayed else at
        if verb.manner == "claim":
            self._tell(speakers, 0, len(self.tokens) - 1)
            return end + 1
        others, end = self._chain(end, cites=verb.manner == "cite")
        if relayed and not self._words_follow(end + 1):
            self._tell([*speakers, *others], self._clause_start(at), at - 1)
            return end + 1
        if verb.manner == "cite" and not others:
            return at
        if self._new_clause(at):
            self._cut_before(at)
        self._tell([*speakers, *others], end + 1, len(self.tokens) - 1)
        return end + 1

    def _skip(self, at: int) -> int:
        """The first token after `at` that may begin the speaker."""
        while at < len(self.tokens):
            length = self._phrase(at, "skip")
            if not length and self.tokens[at].text in "،,–-" and at + 1 < len(self.tokens):
                length = 1
            if not length:
                break
            at += length
        return at

    def _speakers_from(self, at: int) -> list[_Speaker]:
        """The speaker that begins at `at` and those joined to it by و."""
        found = []
        speaker = self._subject(at)
        while speaker:
            found.append(speaker)
            at = speaker.last + 1
            if at >= len(self.tokens) or self.words[at].conjunction != "و" or self.words[at].role is None:
                break
            if self.words[at].role.role.sort not in ("voice", "office"):  # type: ignore[union-attr]
                break
            speaker = self._subject(at)
        return found

    def _subject(self, at: int) -> _Speaker | None:
        """The noun phrase that begins at `at`, as a speaker."""
        if at >= len(self.tokens) or self.tokens[at].folded in _BEGINS_WORDS:
            return None
        if {"quantity", "number"} & self.words[at].classes or self.tokens[at].kind == "number":
            counted = self._subject(at + 1)
            return counted and self._speaker(at, counted.last, self.words[at].lead, feminine=counted.feminine)
        phrase = self.reader.read(at)
        if phrase:
            return self._speaker(phrase.first, self._widened(phrase), phrase.lead, feminine=phrase.feminine)
        return self._unlisted(at)

    def _widened(self, phrase: Phrase) -> int:
        """The last token of a speaker with where they are or serve: طبيب في مشفى ميداني, مصدر بالبلدية."""
        if phrase.definite or phrase.sort not in ("voice", "office", "people"):
            return phrase.last
        return self._with_place(phrase.last)

    def _with_place(self, last: int) -> int:
        """`last`, or the last token of the place told after it."""
        at = last + 1
        if at + 1 >= len(self.tokens):
            return last
        joined = self.tokens[at].folded == "في" or (self.tokens[at].folded[0] == "ب" and self._skip(at) == at)
        return (joined and self._ends_soon(at)) or last

    def _ends_soon(self, at: int) -> int:
        """The last token before what is told begins, 0 where it does not begin near."""
        for place in range(at, min(at + _WIDEST, len(self.tokens))):
            word, token = self.words[place], self.tokens[place]
            if place > at and word.stem in _OCCASIONS:
                return 0
            told = self._words_follow(place) or word.verb or token.folded in self.lexicon.verbs
            if told or token.kind == "mark" or token.folded == "ل" or self._phrase(place, "skip"):
                return place - 1 if place > at + int(self.tokens[at].folded == "في") else 0
            if word.preposition == "ل" and place > at:
                return place - 1
        return 0

    def _unlisted(self, at: int) -> _Speaker | None:
        """A speaker in no lexicon: a name in quotes, a person, a body (الصليب الأحمر)."""
        word, token = self.words[at], self.tokens[at]
        if token.text in '«"“(':
            return self._quoted(at)
        if word.stop or word.verb or word.event or token.kind != "word" or "common" in word.classes:
            return None
        if token.folded[:3] in ("بال", "وال", "فال") or token.folded[:2] == "لل":
            return None
        if word.capital or word.country:
            return self._speaker(at, at, word.lead, feminine=True)
        last = self.reader.name(at)
        if last is None and (_is_adverb(token.folded) or word.pronoun):
            return None
        last = self._with_place(at) if last is None and not word.article else at if last is None else last
        while last + 1 < len(self.tokens) and self._belongs(last + 1, at):
            last += 1
        return self._speaker(at, last, word.lead, feminine=word.stem.endswith("ه"))

    def _quoted(self, at: int) -> _Speaker | None:
        """An outlet in quotes («رويترز»): one to three words and no more."""
        for end in range(at + 2, min(at + 7, len(self.tokens))):
            if self.tokens[end].text in '»"”)':
                inside = self.reader.read(at + 1) if end > at + 4 else None
                if end > at + 4 and not (inside and inside.last == end - 1):
                    return None
                return self._speaker(at + 1, end - 1, 0, feminine=True)
        return None

    def _belongs(self, at: int, first: int) -> bool:
        word = self.words[at]
        return word.article and word.lead == 0 and not word.stop and at - first < 5 and not word.conjunction

    def _speaker(self, first: int, last: int, lead: int, *, feminine: bool) -> _Speaker:
        stem = self.words[first].stem
        again = last + 1 < len(self.tokens) and self.tokens[last + 1].folded in _SAME
        if again:
            last += 1
        if first == last and self.words[first].article and stem in _VOICES:
            earlier = self.memory.like(stem)
            if earlier:
                return _Speaker(first, last, earlier.words, feminine)
        words = phrase_words(self.sentence, first, last, lead)
        if self.words[first].article and self.words[first].role is None:
            words = self.memory.fuller(words)
        else:
            self.memory.fuller(words)
        return _Speaker(first, last, words, feminine)

    def _before(self, at: int) -> _Speaker | None:
        """The subject that stands just before its verb: المتحدث باسم الجيش قال إن, كانت باريس قد أعلنت.

        It is marked where a particle before it makes it the subject beyond doubt.
        """
        last = at - 2 if at > 1 and self.tokens[at - 1].folded == "قد" else at - 1
        bare_verb = self.tokens[at].folded in self.lexicon.verbs
        for first in range(max(0, last - 8), last + 1):
            marked = first == 0 or self.tokens[first - 1].folded in _SUBJECT_NEXT or last < at - 1
            if not bare_verb and not (first and self.tokens[first - 1].folded in ("اما", "واما")):
                continue
            speaker = self._ending_at(first, last)
            if speaker:
                return _Speaker(speaker.first, speaker.last, speaker.words, speaker.feminine, marked)
        return None

    def _ending_at(self, first: int, last: int) -> _Speaker | None:
        """The noun phrase from `first` that ends at `last`."""
        word = self.words[first]
        if first == last and (word.country or word.capital):
            return self._speaker(first, last, word.lead, feminine=True)
        phrase = self.reader.read(first) if word.starts else None
        if phrase is None or phrase.sort == "thing":
            return None
        end = phrase.last if phrase.last == last else self._widened(phrase)
        return self._speaker(first, end, phrase.lead, feminine=phrase.feminine) if end == last else None

    def _going_on(self, at: int, verb: SpeechVerb) -> int:
        """A verb without subject: the speaker of before goes on."""
        if verb.pronoun or verb.manner in ("cite", "claim", "tell"):
            return at
        following = self.tokens[at + 1].folded if at + 1 < len(self.tokens) else ""
        if following not in _BEGINS_WORDS and following not in (":", "«", '"', "“"):
            return at
        speaker = self.memory.last(feminine=verb.feminine)
        if speaker:
            self.found.append(
                SpeakerMention(speaker.words, at, at, min(at + 1, len(self.tokens) - 1), len(self.tokens) - 1)
            )
        return at

    def _words_follow(self, at: int) -> bool:
        """Whether what is told begins at `at`: كما ذكرت الصحيفة أن …"""
        return at < len(self.tokens) and self.tokens[at].folded in ("ان", "انه", "انها", "بان", ":", "«")

    def _new_clause(self, at: int) -> bool:
        """Whether the verb at `at` begins a clause of its own, beside what was told before."""
        if self.tokens[at].folded not in self.lexicon.verbs:  # و or ف stands before it
            return True
        before = self.tokens[at - 1] if at else None
        return before is not None and (
            before.text in "،,؛»" or before.folded in _CLAUSE | {"حين", "وقت", "كما"}
        )

    def _cut_before(self, at: int) -> None:
        """End at `at` what the speakers before it tell."""
        for number, mention in enumerate(self.found):
            if mention.scope_first < at <= mention.scope_last and mention.last < at:
                first, last = mention.scope_first, at - 1
                self.found[number] = SpeakerMention(mention.words, mention.first, mention.last, first, last)

    def _chain(self, last: int, *, cites: bool) -> tuple[list[_Speaker], int]:
        """Further links after the speaker: نقلا عن مصدر, عن مصدر, لوكالة رويترز."""
        found: list[_Speaker] = []
        at = self._skip(last + 1)
        while at < len(self.tokens) and at - last <= _CHAIN_REACH and not self._chain_over(at):
            length = self._phrase(at, "after") if cites or self.tokens[at].folded != "عن" else 0
            speaker = self._subject(at + length) if length else self._told_to(at)
            if speaker:
                found.append(speaker)
                last = speaker.last + int(
                    self.tokens[min(speaker.last + 1, len(self.tokens) - 1)].text in '»"”'
                )
                at = self._skip(last + 1)
            else:
                at += 1
        return found, min(last, len(self.tokens) - 2)

    def _chain_over(self, at: int) -> bool:
        """Whether the words told, or a clause of its own, begin at `at`."""
        return self._words_follow(at) or self.words[at].verb or self.tokens[at].text in '"“'

    def _told_to(self, at: int) -> _Speaker | None:
        """The outlet that was spoken to: لوكالة فرانس برس, لـ«رويترز»."""
        token, word = self.tokens[at], self.words[at]
        if token.folded == "ل" and at + 1 < len(self.tokens):
            return self._known_outlet(at + 1)
        if word.preposition == "ل" and self._is_outlet(at):
            return self._subject(at)
        if token.folded in ("الي", "عبر") and at + 1 < len(self.tokens) and self._is_outlet(at + 1):
            return self._subject(at + 1)
        if token.folded[:1] == "ل" and (token.folded[1:],) in self.lexicon.phrases["outlet"]:
            return self._speaker(at, at, 1, feminine=True)
        return None

    def _is_outlet(self, at: int) -> bool:
        role = self.words[at].role
        return role is not None and role.role.id == "outlet"

    def _known_outlet(self, at: int) -> _Speaker | None:
        """An agency in quotes; a report's own outlet (قال لـ«الفجر») tells nobody else's word."""
        speaker = self._quoted(at)
        if speaker is None:
            return self._subject(at) if self._is_outlet(at) else None
        known = tuple(fold(speaker.words.text).split()) in self.lexicon.phrases["outlet"]
        return speaker if known or self._is_outlet(at + 1) else None

    # -- phrases -------------------------------------------------------------------------------------

    def _according(self, at: int, length: int) -> int:
        """بحسب فلان: before what is told at the head of a sentence, after it elsewhere."""
        place = at + length
        if self.tokens[at].folded in ("عن", "وعن") or place >= len(self.tokens):
            return at
        if self._phrase(place, "never") or (
            self.words[place].folded in ("ل", "لل") and place + 1 == len(self.tokens)
        ):
            return at
        if self.tokens[place].folded == "ل":
            place += 1
        if self._phrase(place, "relay"):
            place += 1
        place += self._phrase(place, "account") if place < len(self.tokens) else 0
        if place >= len(self.tokens):
            return at
        verb = self.lexicon.verbs.get(self.tokens[place].folded)
        speakers = self._speakers_from(self._skip(place + 1) if verb else place)
        if not speakers:
            return at
        cites = "نقلا" in self.tokens[at].folded or (verb is not None and verb.manner == "cite")
        others, end = self._chain(speakers[-1].last, cites=cites)
        speakers += others
        if at <= 1:
            self._tell(speakers, min(end + 1, len(self.tokens) - 1), len(self.tokens) - 1)
        else:
            self._tell(speakers, self._clause_start(at), at - 1)
        return end + 1

    def _clause_start(self, at: int) -> int:
        """Where the clause before `at` begins: after فيما, بينما, or the sentence itself."""
        for place in range(at - 1, 0, -1):
            if self.tokens[place].folded in _CLAUSE or self.tokens[place].text in "؛;":
                return place
            if self.tokens[place].folded == "حين" and self.tokens[place - 1].folded == "في":
                return place - 1
        return 0

    # -- results ---------------------------------------------------------------------------------------

    def _tell(self, speakers: Sequence[_Speaker], first: int, last: int) -> None:
        if first > last:
            first = last
        for number, speaker in enumerate(speakers):
            self.found.append(SpeakerMention(speaker.words, speaker.first, speaker.last, max(first, 0), last))
            if number == 0:
                self.memory.keep(speaker)

    def _go_on_quoting(self) -> None:
        speaker = self.memory.speakers[-1] if not self.found else None
        if speaker:
            self.found.append(SpeakerMention(speaker.words, 0, 0, 0, len(self.tokens) - 1))

    def _ends_in_quote(self, was_quoted: bool) -> bool:
        opened = was_quoted
        for mark in self._quotes():
            opened = mark in _OPEN_QUOTES or (mark == '"' and not opened)
        return opened

    def _quotes(self) -> Iterator[str]:
        return (
            t.text for t in self.tokens if t.kind == "mark" and t.text in _OPEN_QUOTES + _CLOSE_QUOTES + '"'
        )

    def _with_carry(self, mention: SpeakerMention) -> SpeakerMention:
        if not self.memory.quoted or mention.scope_last != len(self.tokens) - 1:
            return mention
        return SpeakerMention(
            mention.words, mention.first, mention.last, mention.scope_first, mention.scope_last, True
        )


def _is_adverb(folded: str) -> bool:
    """Whether the shape of an unlisted word says that nobody is named: مرارا, نقابتهم, مثلها."""
    return not folded.startswith("ال") and len(folded) > 3 and folded.endswith(("ا", "هم", "ته", "ها", "هن"))
