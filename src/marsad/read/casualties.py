"""Find the people of whom a harm is told in one sentence, with their number and the kind of harm.

Harm words (`lexicons/harms.yaml`) are tied to the phrases that count people (`marsad.read.people`): the object
or passive subject after a verb, the subject before a plural verb, the victims of a verbal noun, a counted
noun by itself (12 جريحا), and what is coordinated with any of them. Whether it happened, who did it and whose
people they are is for `marsad.read.frames`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from marsad.arabic.clitics import readings
from marsad.arabic.sentences import Sentence, Token
from marsad.lexicons.harms import HarmWord, Side, harm_lexicon
from marsad.model import CasualtyKind
from marsad.read.mentions import CasualtyMention
from marsad.read.people import PeoplePhrase, people_phrases, person_noun
from marsad.read.words import words_of

_REACH_AHEAD, _REACH_BACK, _REACH_TOLL = 12, 15, 10  # tokens between a harm and its people
_CLAUSE_ENDS = frozenset({".", "؛", ";", ":", "؟", "!", "،", ",", "«", "»", '"', "(", ")", "ان", "الذي", "التي", "الذين", "فيما", "بينما", "حيث"})  # fmt: skip
_SENTENCE_ENDS = frozenset({".", "؛", ";", ":", "؟", "!"})
_PRONOUN_COUNTS = {"عليه": 1, "عليها": 1, "عليهما": 2, "عنه": 1, "عنها": 1, "عنهما": 2, "سراحه": 1, "سراحها": 1}
_TOLLS = frozenset({"عدد", "حصيله", "اعداد", "محصله", "عداد"})
_TOLL_VERBS = frozenset({"الي", "بلغ", "بلغت", "يبلغ", "تجاوز", "هو", ":", "وصل", "عند", "من"})
_PREPOSITIONS = frozenset({"في", "من", "علي", "الي", "عن", "مع", "بعد", "قبل", "ضد", "بين", "تجاه", "لدي"})
_ILLNESS = ("بفيروس", "بمرض", "بكورونا", "بالكوليرا", "بداء", "بالتسمم", "بتسمم", "باختناق", "بالحصبه", "بحمي", "بعدوي")
_BETWEEN_NOUN_AND_PEOPLE = frozenset({"امس", "اليوم", "نحو", "كل", "حتي", "الان", "جميع", "بعض", "عدد", "ايضا", "ما", "ال", '"', "«", "»", "”", "“", "مساء", "صباح", "فجر"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Site:
    """A harm word or phrase at tokens `first` to `last`."""

    first: int
    last: int
    kind: CasualtyKind
    word: HarmWord | None = None
    side: Side = "after"


@lru_cache(maxsize=65536)
def _harm_word(folded: str) -> HarmWord | None:
    """The token as a harm word, clitics peeled; a verb has neither article nor preposition."""
    words = harm_lexicon().words
    for reading in readings(folded):
        word = words.get(reading.stem)
        if word is None:
            continue
        if word.role in ("verb", "suffers") and (reading.article or reading.preposition):
            continue
        return word
    return None


@lru_cache(maxsize=65536)
def _may_harm(folded: str) -> bool:
    phrases = harm_lexicon().phrases
    return _harm_word(folded) is not None or any(r.stem in phrases for r in readings(folded))


def _sites(tokens: Sequence[Token]) -> list[_Site]:
    """The harm words and phrases of a sentence, left to right; a phrase hides the words inside it."""
    sites: list[_Site] = []
    at = 0
    while at < len(tokens):
        site = _site(tokens, at) if tokens[at].kind == "word" and _may_harm(tokens[at].folded) else None
        if site:
            sites.append(site)
        at = site.last + 1 if site else at + 1
    return sites


def _site(tokens: Sequence[Token], at: int) -> _Site | None:
    phrases = harm_lexicon().phrases
    for reading in readings(tokens[at].folded):
        for rest, (kind, side) in phrases.get(reading.stem, ()):
            if reading.article and not rest:
                continue
            if all(at + 1 + i < len(tokens) and tokens[at + 1 + i].folded == w for i, w in enumerate(rest)):
                return _Site(at, at + len(rest), kind, side=side)
    word = _harm_word(tokens[at].folded)
    return _Site(at, at, word.kind, word) if word else None


class _Linker:
    """Ties harms to people in one sentence. `linked` maps a phrase's index to (kind, harm token) pairs."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.sites = _sites(self.tokens)
        self.phrases = people_phrases(sentence) if self.sites else []
        self.linked: dict[int, list[tuple[CasualtyKind, int]]] = {}
        self.extra: list[CasualtyMention] = []

    def run(self) -> tuple[CasualtyMention, ...]:
        if not self.sites:
            return ()
        self.own_harms()
        for number, site in enumerate(self.sites):
            self.tie(number, site)
        self.join()
        self.parts()
        return self.mentions()

    # -- looking

    def text(self, at: int) -> str:
        return self.tokens[at].folded if 0 <= at < len(self.tokens) else ""

    def link(self, index: int, kind: CasualtyKind, harm: int) -> None:
        ties = self.linked.setdefault(index, [])
        if all(known != kind for known, _ in ties):
            ties.append((kind, harm))

    def crosses(self, start: int, end: int, ends: frozenset[str]) -> bool:
        """Whether a token strictly between two positions ends the clause."""
        return any(self.text(i) in ends for i in range(start + 1, end))

    def other_harm_between(self, start: int, end: int) -> bool:
        """Whether a harm word that takes people of its own stands strictly between two positions."""
        return any(
            start < site.first < end and not (site.word and site.word.role == "counted") for site in self.sites
        )

    # -- rules

    def own_harms(self) -> None:
        """12 جريحا, قتيلان: the noun itself tells the harm. A definite plural (القتلى) counts nobody."""
        for index, phrase in enumerate(self.phrases):
            if not phrase.harms or phrase.noun is None:
                continue
            noun = person_noun(self.text(phrase.noun))
            if noun and not phrase.explicit and (noun.reading.article or not self.is_told(phrase)):
                continue
            for kind in phrase.harms:
                self.link(index, kind, phrase.noun)

    def is_told(self, phrase: PeoplePhrase) -> bool:
        """Whether a lone قتيل or قتلى is news, not the end of "عدد قتلى الجيش" or "بين قتيل وجريح"."""
        before = self.text(phrase.first - 1)
        return before not in _TOLLS and before not in ("بين", "من", "اسر", "ذوي", "عائلات", "اهالي", "دماء")

    def tie(self, number: int, site: _Site) -> None:
        word = site.word
        if word is None:
            self.tie_phrase(site)
        elif word.role == "counted":
            self.tie_toll(site)
        elif word.has_pronoun:
            self.tie_pronoun(site, word)
        elif word.role == "noun":
            if not self.text(site.first).lstrip("وبلكف").startswith("ال"):  # القتل is crime in general
                self.tie_noun(number, site)
        else:
            self.tie_verb(number, site, word)

    def tie_phrase(self, site: _Site) -> None:
        if site.side == "after":
            index = self.adjacent(site.last)
            if index is None:
                self.tie_them(site)
        else:
            index = self.behind(site.first, _REACH_BACK)
            if index is None:
                index = next((i for i, p in enumerate(self.phrases) if p.last == site.first - 1), None)
        if index is not None:
            self.link(index, site.kind, site.first)

    def tie_them(self, site: _Site) -> None:
        """القبض عليهما مع ثلاثة آخرين: the pronoun's people, and those with them."""
        count = _PRONOUN_COUNTS.get(self.text(site.last + 1), 0) if self.text(site.last) != "عليه" else 0
        if count:
            words = words_of(self.sentence, site.first, site.last + 1)
            self.extra.append(CasualtyMention(site.kind, words, site.first, site.last + 1, site.first, count, count))
        company = site.last + (2 if count else 1)
        index = self.adjacent(company) if self.text(company) == "مع" else None
        if index is not None:
            self.link(index, site.kind, site.first)

    def tie_pronoun(self, site: _Site, word: HarmWord) -> None:
        """قتله, إصابته: one or two people told before, written onto the harm; تم أسرهم: those just counted."""
        if self.text(site.first - 1) in ("تم", "جري", "يتم"):
            index = self.behind(site.first - 1, 3)
            if index is not None or self.counted_right_before(site):
                self.link(index if index is not None else self.counted_right_before(site) or 0, site.kind, site.first)
                return
        if word.pronoun is None or word.role == "noun" and word.kind not in ("killed", "wounded"):
            return
        words = words_of(self.sentence, site.first, site.last)
        self.extra.append(
            CasualtyMention(site.kind, words, site.first, site.last, site.first, word.pronoun, word.pronoun)
        )

    def counted_right_before(self, site: _Site) -> int | None:
        """The phrase that ends right before تم, whatever else is told of it."""
        return next((i for i, p in enumerate(self.phrases) if p.last == site.first - 2 and p.explicit), None)

    def tie_noun(self, number: int, site: _Site) -> None:
        """مقتل خمسة, مقتل وإصابة العشرات, اعتقال قوات الأمن 5 متظاهرين."""
        following = self.sites[number + 1] if number + 1 < len(self.sites) else None
        start = site.last
        if following and following.first == site.last + 1 and following.word and following.word.role == site_role(site):
            start = following.last
        index = self.adjacent(start)
        if index is None:
            index = self.object_of_noun(start)
        if index is not None and not self.is_illness(site, index):
            self.link(index, site.kind, site.first)

    def is_illness(self, site: _Site, index: int) -> bool:
        if site.kind != "wounded":
            return False
        after = self.phrases[index].last
        return any(self.text(i).startswith(_ILLNESS) for i in range(after - 1, after + 5))

    def adjacent(self, at: int) -> int | None:
        """The phrase right after token `at`, small words between them allowed."""
        for index, phrase in enumerate(self.phrases):
            if phrase.first <= at:
                continue
            if all(self.text(i) in _BETWEEN_NOUN_AND_PEOPLE for i in range(at + 1, phrase.first)):
                return index
            return None
        return None

    def object_of_noun(self, at: int) -> int | None:
        """Counted people after the doer that a verbal noun names first; no preposition in between."""
        for index, phrase in enumerate(self.phrases):
            if phrase.first <= at or not phrase.explicit:
                continue
            far = phrase.first - at > 6 or self.crosses(at, phrase.first, _CLAUSE_ENDS)
            if far or phrase.harms or self.other_harm_between(at, phrase.first):
                return None
            led = any(self.text(i) in ("في", "علي", "من", "الي", "عن", "بعد", "خلال") for i in range(at + 1, phrase.first))
            return None if led or phrase.part or phrase.joined else index
        return None

    def tie_verb(self, number: int, site: _Site, word: HarmWord) -> None:
        """قتل 9 أشخاص, قتلت القوات شخصا, ثمانية مهاجمين قتلوا, قتل وجرح العشرات."""
        following = self.sites[number + 1] if number + 1 < len(self.sites) else None
        start = site.last
        pair = following and following.first <= start + 2 and following.word and following.word.role in ("verb", "suffers")
        if pair and following and self.text(start + 1) == "او":
            return  # "killed or arrested" says neither
        if pair and following and following.first == start + 1 and not word.plural:
            start = following.last
        index = self.ahead(start, word)
        if index is None:
            index = self.behind(site.first, _REACH_BACK if word.plural else 4, plural=word.plural)
        if index is not None and not self.is_illness(site, index):
            self.link(index, site.kind, site.first)

    def ahead(self, at: int, word: HarmWord) -> int | None:
        """The victims after a verb: next to it, or the first counted (or accusative) ones of its clause."""
        for index, phrase in enumerate(self.phrases):
            if phrase.first <= at:
                continue
            gap = phrase.first - at
            if gap > _REACH_AHEAD or self.crosses(at, phrase.first, _CLAUSE_ENDS):
                return None
            if self.other_harm_between(at, phrase.first) or phrase.part or (phrase.joined and gap > 2):
                return None
            if phrase.harms:
                return None
            if word.plural and gap > 1:
                return None
            if word.kind == "missing" and not phrase.sure:
                return None
            if word.people_only and not phrase.sure:
                return None
            if self.adjacent(at) == index:
                return self.object_behind_subject(index)
            if self.is_led(phrase):
                continue
            if phrase.explicit or phrase.accusative:
                return index
        return None

    def is_led(self, phrase: PeoplePhrase) -> bool:
        """Whether a preposition stands before the phrase: "مع اثنين من مرافقيه"."""
        if self.text(phrase.first - 1) in _PREPOSITIONS:
            return True
        return any(r.preposition and not r.conjunction for r in readings(self.text(phrase.first))[1:2])

    def object_behind_subject(self, index: int) -> int:
        """قتل مسلحون ثلاثة جنود: uncounted armed men next to the verb act, the counted after them suffer."""
        phrase = self.phrases[index]
        if phrase.explicit or index + 1 >= len(self.phrases):
            return index
        after = self.phrases[index + 1]
        suffers = after.explicit or after.accusative
        close = after.first == phrase.last + 1 and not after.joined and not after.part and not after.harms
        return index + 1 if close and suffers and not phrase.accusative else index

    def behind(self, at: int, reach: int, *, plural: bool = True) -> int | None:
        """The people named before a harm as its subject, parts and other harms' people left out."""
        for index in range(len(self.phrases) - 1, -1, -1):
            phrase = self.phrases[index]
            if phrase.last >= at or phrase.part:
                continue
            far = at - phrase.last > reach or self.crosses(phrase.last, at, _SENTENCE_ENDS)
            if far or index in self.linked or phrase.harms or self.verb_between(phrase.last, at):
                return None
            return index if plural or phrase.explicit or phrase.accusative else None
        return None

    def verb_between(self, start: int, end: int) -> bool:
        return any(start < s.first < end and s.word and s.word.role != "counted" for s in self.sites)

    def tie_toll(self, site: _Site) -> None:
        """عدد القتلى إلى 30, حصيلة قتلى الجيش بلغت 40: the number that comes after."""
        if not any(self.text(site.first - i).lstrip("وب") in _TOLLS for i in (1, 2)):
            self.tie_state(site)
            return
        for index, phrase in enumerate(self.phrases):
            if phrase.first <= site.last or not phrase.explicit:
                continue
            if phrase.first - site.last > _REACH_TOLL or self.crosses(site.last, phrase.first, _SENTENCE_ENDS):
                return
            adjacent = phrase.first == site.last + 1
            if not phrase.harms and (adjacent or self.text(phrase.first - 1) in _TOLL_VERBS or self.text(phrase.first) == "من"):
                self.link(index, site.kind, site.first)
            return

    def tie_state(self, site: _Site) -> None:
        """سقط العشرات قتلى, أردوا ثلاثة قتلى: a bare plural that says what became of those before it."""
        if any(site.first == p.noun and index in self.linked for index, p in enumerate(self.phrases)) is False:
            return
        for index in range(len(self.phrases) - 1, -1, -1):
            phrase = self.phrases[index]
            if phrase.noun == site.first and not phrase.explicit:
                before = self.phrases[index - 1] if index else None
                if before and before.explicit and not before.harms and site.first - before.last <= 3 and not phrase.joined:
                    self.linked.pop(index, None)
                    self.link(index - 1, site.kind, site.first)

    def join(self) -> None:
        """Phrases coordinated with a tied one share its harm: خمسة جنود و12 مسلحا; شرطي وسيدة حتفهما."""
        for index, phrase in enumerate(self.phrases):
            before = self.phrases[index - 1] if index else None
            if before is None or not phrase.joined or phrase.harms or phrase.part or before.part:
                continue
            end = max([before.last, *(harm for _, harm in self.linked.get(index - 1, ()) if harm < phrase.first)])
            close = phrase.first - end <= 5 and not self.crosses(end, phrase.first, _SENTENCE_ENDS)
            if not close or self.verb_between(end, phrase.first):
                continue
            if index - 1 in self.linked and index not in self.linked and not before.harms and self.may_join(before, phrase):
                kind, harm = self.linked[index - 1][0]
                self.link(index, kind, harm)
        for index in range(len(self.phrases) - 2, -1, -1):
            phrase, after = self.phrases[index], self.phrases[index + 1]
            tied = index + 1 in self.linked and index not in self.linked
            if tied and after.joined and not after.harms and not phrase.harms and after.first - phrase.last <= 2:
                kind, harm = self.linked[index + 1][0]
                if harm > after.last and not phrase.part:
                    self.link(index, kind, harm)

    def may_join(self, before: PeoplePhrase, phrase: PeoplePhrase) -> bool:
        """A lone noun joins only right behind the phrase; counted people also after a few words."""
        return phrase.explicit or phrase.first == before.last + 1

    def parts(self) -> None:
        """بينهم طفلان takes the harm of the figure before it."""
        for index, phrase in enumerate(self.phrases):
            if not phrase.part or (phrase.low is None and phrase.high is None) or index in self.linked:
                continue
            group = _harm_word(self.text(phrase.first - 1))
            if group and group.role == "counted":  # بين القتلى 281 مدنيا
                self.link(index, group.kind, phrase.first - 1)
                self.parts_after(index)
                continue
            for earlier in range(index - 1, -1, -1):
                if earlier in self.linked:
                    kind, harm = self.linked[earlier][0]
                    self.link(index, kind, harm)
                    break

    def parts_after(self, index: int) -> None:
        """The other shares of one toll: و924 مقاتلا، و1380 …"""
        kind, harm = self.linked[index][0]
        while index + 1 < len(self.phrases):
            before, phrase = self.phrases[index], self.phrases[index + 1]
            if not phrase.joined or phrase.harms or not phrase.explicit or index + 1 in self.linked:
                return
            if self.crosses(before.last, phrase.first, _SENTENCE_ENDS):
                return
            index += 1
            self.link(index, kind, harm)

    # -- out

    def mentions(self) -> tuple[CasualtyMention, ...]:
        found = [*self.extra]
        for index, ties in self.linked.items():
            phrase = self.phrases[index]
            victims = words_of(self.sentence, phrase.noun, phrase.last) if phrase.noun is not None else None
            words = words_of(self.sentence, phrase.first, phrase.last, skip=self.lead(phrase))
            found += [
                CasualtyMention(
                    kind, words, phrase.first, phrase.last, harm, phrase.low, phrase.high, victims, phrase.part
                )
                for kind, harm in ties
            ]
        return tuple(sorted(found, key=lambda m: (m.first, m.kind)))

    def lead(self, phrase: PeoplePhrase) -> int:
        """Letters of a و written onto the first word."""
        return 1 if phrase.joined and len(self.text(phrase.first)) > 1 and self.text(phrase.first)[0] == "و" else 0


def site_role(site: _Site) -> str:
    """The role of a site's word; phrases count as nouns."""
    return site.word.role if site.word else "noun"


def read_casualties(sentence: Sentence) -> tuple[CasualtyMention, ...]:
    """The harmed people of a sentence, left to right. Both bounds None: people told without any figure."""
    return _Linker(sentence).run()
