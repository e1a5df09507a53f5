"""Find the people of whom a harm is told in one sentence, with their number and the kind of harm.

Harms (`marsad.read.harm_sites`) are tied to the phrases that count people (`marsad.read.people`): the
object or passive subject after a verb, the subject before a plural verb, the victims of a verbal noun, a
counted noun by itself (12 جريحا), and what is coordinated with any of them. Whether it happened, who did it
and whose people they are is for `marsad.read.frames`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from marsad.arabic.clitics import readings
from marsad.arabic.sentences import Sentence
from marsad.lexicons.harms import HarmWord
from marsad.lexicons.people_words import people_set
from marsad.model import CasualtyKind
from marsad.read.harm_sites import HarmSite, harm_sites, harm_word, joins_verb
from marsad.read.mentions import CasualtyMention
from marsad.read.people import PeoplePhrase, people_phrases, person_noun
from marsad.read.words import words_of

_REACH_AHEAD, _REACH_BACK, _REACH_TOLL = 12, 15, 10  # tokens between a harm and its people
_REACH_BACK_ONE = 4  # the same before a singular verb, which mostly stands first
_REACH_DOER = 6  # tokens of a doer between a verbal noun and whom it befell
_SENTENCE_ENDS = frozenset({".", "؛", ";", ":", "؟", "!"})
_PRONOUN_COUNTS = {"عليه": 1, "عليها": 1, "عليهما": 2, "عنه": 1, "عنها": 1, "عنهما": 2}
_HELD: frozenset[CasualtyKind] = frozenset({"captured", "arrested", "abducted"})


def _strong(phrase: PeoplePhrase) -> bool:
    """Whether its own noun tells the harm for good: قتيل, جريح. An أسير can still be freed or killed."""
    return bool(phrase.harms) and phrase.harms[0] in ("killed", "wounded")


class _Linker:
    """Ties the harms of one sentence to its people. `linked`: phrase index to (kind, harm token) pairs."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.sites = harm_sites(self.tokens)
        self.phrases = people_phrases(sentence) if self.sites else []
        self.linked: dict[int, list[tuple[CasualtyKind, int]]] = {}
        self.pronouns: list[CasualtyMention] = []

    def run(self) -> tuple[CasualtyMention, ...]:
        self.tie_own_harms()
        for number, site in enumerate(self.sites):
            self.tie(number, site)
        self.join_ahead()
        self.join_back()
        self.tie_parts()
        return self.mentions()

    # -- looking

    def text(self, at: int) -> str:
        return self.tokens[at].folded if 0 <= at < len(self.tokens) else ""

    def crosses(self, start: int, end: int, ends: frozenset[str]) -> bool:
        """Whether a token strictly between two positions is one of `ends`."""
        return any(self.text(i) in ends for i in range(start + 1, end))

    def harm_between(self, start: int, end: int) -> bool:
        """Whether a harm that takes people of its own stands strictly between two positions."""
        return any(start < site.first < end and not site.counted for site in self.sites)

    def after(self, at: int) -> Iterable[tuple[int, PeoplePhrase]]:
        return ((index, phrase) for index, phrase in enumerate(self.phrases) if phrase.first > at)

    def before(self, at: int) -> Iterable[tuple[int, PeoplePhrase]]:
        """Phrases that end before `at`, the nearest first."""
        return (
            (index, self.phrases[index])
            for index in range(len(self.phrases) - 1, -1, -1)
            if self.phrases[index].last < at
        )

    def next_to(self, at: int) -> int | None:
        """The phrase right after token `at`, small words between them allowed."""
        small = people_set("between_harm_and_people")
        for index, phrase in self.after(at):
            return index if all(self.text(i) in small for i in range(at + 1, phrase.first)) else None
        return None

    def is_led(self, phrase: PeoplePhrase) -> bool:
        """Whether a preposition stands before the phrase: "مع اثنين من مرافقيه"."""
        if self.text(phrase.first - 1) in people_set("governing"):
            return True
        return any(r.preposition and not r.conjunction for r in readings(self.text(phrase.first))[1:2])

    def is_illness(self, kind: CasualtyKind, index: int) -> bool:
        """Whether the wounded are sick: إصابة 30 شخصا بفيروس."""
        if kind != "wounded":
            return False
        last, illness = self.phrases[index].last, tuple(people_set("illness"))
        return any(self.text(i).startswith(illness) for i in range(last - 1, last + 5))

    # -- tying

    def link(self, index: int, kind: CasualtyKind, harm: int) -> None:
        phrase = self.phrases[index]
        if phrase.harms and harm != phrase.noun and not _strong(phrase):
            self.linked.pop(index, None)  # 22 محتجزا أفرج عنهم are freed, not arrested once more
        ties = self.linked.setdefault(index, [])
        if all(known != kind for known, _ in ties):
            ties.append((kind, harm))

    def tie_own_harms(self) -> None:
        """12 جريحا, قتيلان: the noun itself tells the harm. A definite plural (القتلى) counts nobody."""
        for index, phrase in enumerate(self.phrases):
            noun = person_noun(self.text(phrase.noun)) if phrase.harms and phrase.noun is not None else None
            if noun is None or phrase.noun is None:
                continue
            counted = phrase.explicit and not (phrase.noun > phrase.first and phrase.low == phrase.high == 1)
            if not counted and not _strong(phrase):
                continue
            told = self.text(phrase.first - 1) not in people_set("not_told_after")
            if phrase.explicit or (told and not noun.reading.article):
                for kind in phrase.harms:
                    self.link(index, kind, phrase.noun)

    def tie(self, number: int, site: HarmSite) -> None:
        word = site.word
        if word is None:
            self.tie_phrase(site)
        elif site.counted:
            self.tie_toll(site)
        elif word.has_pronoun:
            self.tie_pronoun(site, word)
        elif site.verb:
            self.tie_verb(number, site, word)
        elif not self.text(site.first).lstrip("وبلكف").startswith("ال"):  # القتل is crime in general
            self.tie_noun(number, site, word)

    def tie_phrase(self, site: HarmSite) -> None:
        if site.side in ("before", "around"):
            index = self.subject_of_phrase(site)
        else:
            start: int | None = site.last
            if site.side == "to":
                reach = range(site.last + 1, site.last + 9)
                start = next((i for i in reach if self.text(i) == site.other), None)
            index = self.next_to(start) if start is not None else None
            if index is None:
                self.tie_them(site)
        if index is not None:
            self.link(index, site.kind, site.first)

    def subject_of_phrase(self, site: HarmSite) -> int | None:
        """Who stands before مصرعهم or في الأسر; an "around" needs its opening word before them."""
        if site.side == "around":
            words = (self.text(site.first - i) for i in range(1, 9))
            if not any(site.other in (word, word[1:]) for word in words):
                return None
        index = self.behind(site.first, _REACH_BACK, lone=True)
        if index is None:
            index = next((i for i, p in enumerate(self.phrases) if p.last == site.first - 1), None)
        return index

    def tie_them(self, site: HarmSite) -> None:
        """القبض عليهما مع ثلاثة آخرين: the pronoun's people, those with them, those held before."""
        following = self.text(site.last + 1)
        count = _PRONOUN_COUNTS.get(following, 0)
        if count:
            words = words_of(self.sentence, site.first, site.last + 1)
            self.pronouns.append(
                CasualtyMention(site.kind, words, site.first, site.last + 1, site.first, count, count)
            )
        held = people_set("held_pronouns")
        if following in held or self.text(site.last) in held:
            self.tie_held(site)
        company = site.last + (2 if count else 1)
        index = self.next_to(company) if self.text(company) == "مع" else None
        if index is not None:
            self.link(index, site.kind, site.first)

    def tie_held(self, site: HarmSite) -> None:
        """ثم أطلق سراحهم: those counted before as captured, arrested or abducted."""
        for index, phrase in self.before(site.first):
            ties = self.linked.get(index)
            if ties:
                if phrase.explicit and any(kind in _HELD for kind, _ in ties):
                    self.link(index, site.kind, site.first)
                return

    def tie_pronoun(self, site: HarmSite, word: HarmWord) -> None:
        """قتله: one or two people told before, written onto the harm; تم أسرهم: those just counted."""
        if self.text(site.first - 1) in people_set("passive_helpers"):
            index = next((i for i, p in self.before(site.first - 1) if p.last == site.first - 2), None)
            if index is not None and self.phrases[index].explicit:
                self.link(index, site.kind, site.first)
                return
        told = word.kind == "killed" or (word.kind, word.role) in (("wounded", "noun"), ("abducted", "verb"))
        if word.pronoun is None or not told:
            return
        words = words_of(self.sentence, site.first, site.last)
        self.pronouns.append(
            CasualtyMention(site.kind, words, site.first, site.last, site.first, word.pronoun, word.pronoun)
        )

    def tie_noun(self, number: int, site: HarmSite, word: HarmWord) -> None:
        """مقتل خمسة, مقتل وإصابة العشرات, اعتقال قوات الأمن 5 متظاهرين."""
        start = site.last
        following = self.sites[number + 1] if number + 1 < len(self.sites) else None
        if following and following.first == site.last + 1 and following.noun:
            start = following.last
        index = self.next_to(start)
        if index is None:
            index = self.behind_doer(start)
        if index is None or _strong(self.phrases[index]) or self.is_illness(site.kind, index):
            return
        if self.phrases[index].sure or not word.people_only:
            self.link(index, site.kind, site.first)

    def behind_doer(self, at: int) -> int | None:
        """Counted people after the doer that a verbal noun names first; no preposition in between."""
        for index, phrase in self.after(at):
            if not phrase.explicit:
                continue
            far = phrase.first - at > _REACH_DOER or self.crosses(
                at, phrase.first, people_set("clause_ends") | people_set("not_before_object")
            )
            taken = _strong(phrase) or self.harm_between(at, phrase.first) or phrase.part or phrase.joined
            return None if far or taken else index
        return None

    def tie_verb(self, number: int, site: HarmSite, word: HarmWord) -> None:
        """قتل 9 أشخاص, قتلت القوات شخصا, ثمانية مهاجمين قتلوا, قتل وجرح العشرات."""
        following = self.sites[number + 1] if number + 1 < len(self.sites) else None
        start = site.last
        if following and following.first == start + 2 and self.text(start + 1) == "او":
            return  # "killed or arrested" says neither
        index = self.right_before(site)
        if index is None:
            shared = following and following.verb and following.first == start + 1 and not word.plural
            if following and shared and self.text(start + 1)[0] == "و":
                start = following.last
            index = self.ahead(start, word)
        if index is None:
            reach = _REACH_BACK if word.plural else _REACH_BACK_ONE
            index = self.behind(site.first, reach, many=word.plural)
        if index is not None and not self.is_illness(site.kind, index):
            self.link(index, site.kind, site.first)

    def right_before(self, site: HarmSite) -> int | None:
        """A counted phrase that ends where a verb begins is its subject: "أن 13 مدنيا قتلوا"."""
        for index, phrase in self.before(site.first):
            near = phrase.last == site.first - 1 and not joins_verb(self.text(site.first))
            free = not phrase.part and not phrase.harms and index not in self.linked
            subject = phrase.explicit or (phrase.accusative and not phrase.joined)
            return index if near and free and subject else None
        return None

    def ahead(self, at: int, word: HarmWord) -> int | None:
        """The victims after a verb: next to it, or the first counted (or accusative) ones of its clause."""
        for index, phrase in self.after(at):
            gap, near = phrase.first - at, self.next_to(at) == index
            if gap > _REACH_AHEAD or (not near and self.crosses(at, phrase.first, people_set("clause_ends"))):
                return None
            if _strong(phrase) or phrase.part or self.harm_between(at, phrase.first):
                return None
            if (phrase.joined and gap > 2) or (word.people_only and not phrase.sure):
                return None
            if not near and (word.plural or word.kind == "missing"):
                return None
            if near:
                return self.object_behind_subject(index)
            if not self.is_led(phrase) and (phrase.explicit or phrase.accusative):
                return index
        return None

    def object_behind_subject(self, index: int) -> int:
        """قتل مسلحون ثلاثة جنود: uncounted armed men next to the verb act, the counted after them suffer."""
        phrase = self.phrases[index]
        if phrase.explicit or phrase.accusative or index + 1 >= len(self.phrases):
            return index
        after = self.phrases[index + 1]
        close = after.first == phrase.last + 1 and not (after.joined or after.part or after.harms)
        return index + 1 if close and (after.explicit or after.accusative) else index

    def behind(self, at: int, reach: int, *, many: bool = True, lone: bool = False) -> int | None:
        """The people named before a harm as its subject: counted, or as `many` and `lone` allow."""
        for index, phrase in self.before(at):
            if phrase.part:
                continue
            far = at - phrase.last > reach or self.crosses(phrase.last, at, _SENTENCE_ENDS)
            if far or index in self.linked or phrase.harms or self.word_between(phrase.last, at):
                return None
            uncounted = many and phrase.low is None and phrase.high is None
            return index if phrase.explicit or phrase.accusative or uncounted or lone else None
        return None

    def word_between(self, start: int, end: int) -> bool:
        """As `harm_between`, phrases left out."""
        return any(start < s.first < end and (s.verb or s.noun) for s in self.sites)

    def tie_toll(self, site: HarmSite) -> None:
        """جثث 11 مسلحا, "القتلى ستة"; عدد القتلى إلى 30: the number that comes after."""
        told = any(self.text(site.first - i).lstrip("وب") in people_set("tolls") for i in (1, 2))
        for index, phrase in self.after(site.last):
            if not phrase.explicit:
                continue
            grown = told and self.text(phrase.first) == "من"
            if phrase.first == site.last + 1 and not (grown or phrase.harms or phrase.part):
                self.unlink_noun(site)
                self.link(index, site.kind, site.first)
                return
            far = phrase.first - site.last > _REACH_TOLL
            if told and not far and not self.crosses(site.last, phrase.first, _SENTENCE_ENDS):
                self.tie_reached(index, site)
            break
        if not told:
            self.tie_state(site)

    def unlink_noun(self, site: HarmSite) -> None:
        """The number behind جثث counts them: the noun is no mention of its own."""
        for index in [i for i in self.linked if self.phrases[i].noun == site.first]:
            if not self.phrases[index].explicit:
                del self.linked[index]

    def tie_reached(self, index: int, site: HarmSite) -> None:
        """ارتفع عدد القتلى من 10 إلى 15: the number that the toll reached."""
        phrase = self.phrases[index]
        grown = self.text(phrase.first) == "من"
        if grown:
            self.phrases[index] = replace(phrase, low=phrase.high)
        if not phrase.harms and (grown or self.text(phrase.first - 1) in people_set("toll_verbs")):
            self.link(index, site.kind, site.first)

    def tie_state(self, site: HarmSite) -> None:
        """سقط العشرات قتلى: a bare plural that says what became of those counted right before it."""
        for index, phrase in enumerate(self.phrases[1:], start=1):
            if phrase.noun != site.first or phrase.explicit or phrase.joined or index not in self.linked:
                continue
            before = self.phrases[index - 1]
            if before.explicit and not before.harms and site.first - before.last <= 3:
                del self.linked[index]
                self.link(index - 1, site.kind, site.first)

    def join_ahead(self) -> None:
        """What follows a tied phrase with و shares its harm: مقتل خمسة جنود و12 مسلحا."""
        for index in range(1, len(self.phrases)):
            before, phrase = self.phrases[index - 1], self.phrases[index]
            ties = self.linked.get(index - 1)
            if not ties or index in self.linked or before.harms or before.part:
                continue
            if not phrase.joined or phrase.harms or phrase.part:
                continue
            end = max([before.last, *(harm for _, harm in ties if harm < phrase.first)])
            close = phrase.first - end <= 5 and not self.crosses(end, phrase.first, _SENTENCE_ENDS)
            counted = phrase.explicit or phrase.first == before.last + 1
            if close and counted and not self.word_between(end, phrase.first):
                self.link(index, *ties[0])

    def join_back(self) -> None:
        """What precedes a subject with و shares its harm: شرطي وسيدة حتفهما, 12 متشددا وخمسة مدنيين قتلوا."""
        for index in range(len(self.phrases) - 2, -1, -1):
            phrase, after = self.phrases[index], self.phrases[index + 1]
            ties = self.linked.get(index + 1)
            if not ties or index in self.linked or phrase.harms or after.harms or phrase.part:
                continue
            kind, harm = ties[0]
            if after.joined and after.first - phrase.last <= 2 and harm > after.last:
                self.link(index, kind, harm)

    def tie_parts(self) -> None:
        """بينهم طفلان takes the harm of the figure before it; بين القتلى 281 مدنيا that of its noun."""
        for index, phrase in enumerate(self.phrases):
            if not phrase.part or (phrase.low is None and phrase.high is None) or index in self.linked:
                continue
            group = harm_word(self.text(phrase.first - 1))
            if group and group.role == "counted":
                self.link(index, group.kind, phrase.first - 1)
                self.tie_other_shares(index)
                continue
            earlier = next((self.linked[i] for i in range(index - 1, -1, -1) if i in self.linked), None)
            if earlier:
                self.link(index, *earlier[0])

    def tie_other_shares(self, index: int) -> None:
        """The other shares of one toll: و924 مقاتلا، و1380 …"""
        tie = self.linked[index][0]
        for following in range(index + 1, len(self.phrases)):
            before, phrase = self.phrases[following - 1], self.phrases[following]
            if not phrase.joined or not phrase.explicit or phrase.harms or following in self.linked:
                return
            if self.crosses(before.last, phrase.first, _SENTENCE_ENDS):
                return
            self.link(following, *tie)

    # -- out

    def mentions(self) -> tuple[CasualtyMention, ...]:
        found = [
            self.mention(self.phrases[index], kind, harm)
            for index, ties in self.linked.items()
            for kind, harm in ties
        ]
        return tuple(sorted([*self.pronouns, *found], key=lambda m: (m.first, m.kind)))

    def mention(self, phrase: PeoplePhrase, kind: CasualtyKind, harm: int) -> CasualtyMention:
        """A tied phrase as its mention; a و written onto its first word is left out of its words."""
        first = self.text(phrase.first)
        skip = 1 if phrase.joined and len(first) > 1 and first.startswith("و") else 0
        words = words_of(self.sentence, phrase.first, phrase.last, skip=skip)
        victims = None
        if phrase.noun is not None:
            victims = words_of(
                self.sentence, phrase.noun, phrase.last, skip=skip if phrase.noun == phrase.first else 0
            )
        return CasualtyMention(
            kind, words, phrase.first, phrase.last, harm, phrase.low, phrase.high, victims, phrase.part
        )


def read_casualties(sentence: Sentence) -> tuple[CasualtyMention, ...]:
    """The harmed people of a sentence, left to right. Both bounds None: people told without any figure."""
    linker = _Linker(sentence)
    return linker.run() if linker.sites else ()
