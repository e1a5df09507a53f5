"""Find names of places in one Arabic sentence, with what the words around them say of the relation.

A name counts where the gazetteer knows it and nothing speaks against it; names of small places and words that
are also ordinary Arabic (الباب, صور) need a cue beside them: a class noun, a locative word, a list of places.
After a class noun an unknown word is taken as a name too. Which place on earth is meant is for
`marsad.resolve.places`. The words beside names: lexicons/place_words.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from marsad.arabic import Reading, Sentence, readings
from marsad.lexicons.place_words import PlaceNoun, PlaceWords, load_place_words
from marsad.read.mentions import PlaceMention
from marsad.read.words import words_of

_LONGEST = 5  # tokens of one name
_STANDALONE = 3  # letters left of a name once a clitic is peeled from it
_UNITS = frozenset(
    {"كلم", "كم", "كيلومتر", "كيلومترا", "كيلومترات", "كيلو", "كيلومترين", "ميل", "ميلا", "اميال"}
)
_MILES = frozenset({"ميل", "ميلا", "اميال"})
_MILE_KM = 1.609
_LIST_MARKS = frozenset({"،", ",", "/"})
_REACH = 7  # tokens looked back for signs of an extent


class PlaceNames(Protocol):
    """What the reader asks of a gazetteer; keys are folded words joined by a space. Must be hashable."""

    def __hash__(self) -> int:
        """Answers are remembered by the gazetteer that gave them."""

    def knows(self, key: str) -> bool:
        """Whether a place has this name."""

    def begins(self, key: str) -> bool:
        """Whether a name of more words may begin so."""

    def need(self, key: str) -> str:
        """ "", "cue" or "noun": what must stand beside the name."""


@dataclass(frozen=True, slots=True)
class _Match:
    """A name from token `first` to `last`; `lead` letters of the first token are clitics."""

    first: int
    last: int
    key: str
    reading: Reading
    need: str


def read_places(sentence: Sentence, names: PlaceNames) -> tuple[PlaceMention, ...]:
    """The place mentions of a sentence, in order, none inside another.

    `names` tells which words are names (the gazetteer does). Names after a class noun are given even if
    unknown. Mentions with role "part" stand inside the name of an actor or body.
    """
    if not sentence.tokens:
        return ()
    return _Scan(sentence, names, load_place_words()).run()


@lru_cache(maxsize=65536)
def _may_start(names: PlaceNames, folded: str) -> tuple[tuple[Reading, str, bool, bool], ...]:
    """Readings of a token as (part of) a name: (reading, key, known alone, may go on). Few words have any."""
    found = []
    for reading in readings(folded):
        key = ("ال" if reading.article else "") + reading.stem
        known, goes_on = names.knows(key), names.begins(key)
        if reading.conjunction == "ف" or reading.preposition == "ك":
            continue  # فرانس is not ف and a town; كبيرة is not ك and a town
        if reading.lead and len(reading.stem) < _STANDALONE:
            known = False
        if known or goes_on:
            found.append((reading, key, known, goes_on))
    return tuple(found)


def read_country_hints(sentence: Sentence) -> tuple[str, ...]:
    """ISO alpha-2 codes of the nationality adjectives in a sentence, as often as they occur (الليبي: LY)."""
    return tuple(code for token in sentence.tokens if (code := _nationality(token.folded)))


@lru_cache(maxsize=65536)
def _nationality(folded: str) -> str | None:
    adjectives = load_place_words().adjectives
    return next((adjectives[r.stem] for r in readings(folded) if r.article and r.stem in adjectives), None)


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a token may begin: a side of a country (or its capital, its lands), a class noun, a name."""

    side: Reading | None
    noun: tuple[PlaceNoun, Reading] | None
    starts: bool


_COUNTRY_NOUNS = frozenset({"عاصمه", "اراضي"})


@lru_cache(maxsize=65536)
def _entry(names: PlaceNames, folded: str) -> _Entry | None:
    """None for the many words that begin nothing: the pass over them costs one look-up."""
    words = load_place_words()
    side = noun = None
    for reading in readings(folded):
        if side is None and (reading.stem in words.directions or reading.stem in _COUNTRY_NOUNS):
            side = reading
        if noun is None and (found := words.nouns.get(reading.stem)):
            noun = (found, reading)
    starts = bool(_may_start(names, folded))
    return _Entry(side, noun, starts) if side or noun or starts else None


class _Scan:
    """One pass over the tokens of a sentence."""

    __slots__ = ("found", "names", "sentence", "tokens", "words")

    def __init__(self, sentence: Sentence, names: PlaceNames, words: PlaceWords) -> None:
        self.sentence, self.tokens = sentence, sentence.tokens
        self.names, self.words = names, words
        self.found: list[PlaceMention] = []

    def run(self) -> tuple[PlaceMention, ...]:
        past = 0
        for at, token in enumerate(self.tokens):
            entry = _entry(self.names, token.folded) if at >= past and token.kind == "word" else None
            if entry:
                past = (
                    (entry.side and self._side_of_country(at, entry.side))
                    or (entry.noun and self._class_noun(at, *entry.noun))
                    or (entry.starts and self._bare_name(at))
                    or at + 1
                )
        return self._with_extents()

    # ── steps: each takes a position and gives the position after what it read, or 0 ────

    def _side_of_country(self, at: int, word: Reading) -> int:
        """الشمال السوري, شرقي سوريا, شمال البلاد, العاصمة الليبية: an area named by its country."""
        following = self._folded(at + 1)
        if word.stem == "اراضي":
            return self._lands(at, word, following)
        country = self.words.adjectives.get(following.removeprefix("ال")) if following[:2] == "ال" else None
        if word.stem == "عاصمه" and word.article and country:
            return self._capital(at, word, country)
        side = self.words.directions.get(word.stem)
        if not side:
            return 0
        end = at + 2
        second = self.words.directions.get(following.removeprefix("ال")) if following else None
        base = _base_side(word.stem)
        if second and second != side and end < len(self.tokens):
            base, following, end = (
                f"{base} {_base_side(following.removeprefix('ال'))}",
                self._folded(at + 2),
                at + 3,
            )
            country = self.words.adjectives.get(following.removeprefix("ال"))
        if word.article and country and following[:2] == "ال":
            name = self.words.country_names.get(country)
        elif not word.article and following == "البلاد":
            name = following
        else:
            return 0
        if not name:
            return 0
        self._add(_Match(at, end - 1, f"{base} {name}", word, ""), role="locative")
        return end

    def _lands(self, at: int, word: Reading, following: str) -> int:
        """الأراضي السورية: the country."""
        country = self.words.adjectives.get(following.removeprefix("ال"))
        name = self.words.country_names.get(country or "")
        if not name or not word.article:
            return 0
        self._add(_Match(at, at + 1, name, word, ""))
        return at + 2

    def _capital(self, at: int, word: Reading, country: str) -> int:
        """العاصمة الليبية, with the name after it (العاصمة الليبية طرابلس) left to the next step."""
        name = self.words.capital_names.get(country)
        nxt = self._match(at + 2)
        if not name or (nxt and nxt.key == name):
            return 0
        self._add(_Match(at, at + 1, name, word, ""), noun="عاصمه", role=self._role(at, word))
        return at + 2

    def _class_noun(self, at: int, noun: PlaceNoun, reading: Reading) -> int:
        """A class noun and the name or names that follow it."""
        described = self._folded(at + 1).startswith("ال") and self._folded(at + 1).endswith("يه")
        if noun.noun == "عاصمه" and reading.article and not described and not self._match(at + 1):
            self._add(_Match(at, at, "العاصمه", reading, ""), noun=noun.noun, role=self._role(at, reading))
            return at + 1
        if noun.noun == "وادي" and "أ" in self.tokens[at].text:
            return 0  # the verb: وأدى القصف
        whole = self._match(at)
        named = self._match(at + 1) if noun.kind == "settled" and not noun.plural else None
        if named and not named.reading.lead and whole and whole.last == named.last:
            whole = None  # مدينة الباب: the name alone
        if whole and whole.last > at and whole.need != "noun":  # مطار طرابلس, ريف دمشق: noun and name
            role = "locative" if self._locative(at, reading) else self._role(at, reading)
            self._add(whole, noun=noun.noun, role=role)
            return self._list_after(whole.last + 1, noun) if noun.plural else whole.last + 1
        end = self._named_after(at, noun, reading)
        return self._list_after(end, noun) if end and noun.plural else end

    def _named_after(self, at: int, noun: PlaceNoun, reading: Reading) -> int:
        """The name after a class noun at `at`, known or not; 0 where none follows."""
        start = at + 1
        if self._folded(start) in '«“"':
            start += 1
        match = self._match(start)
        if match and match.reading.conjunction + match.reading.preposition:
            match = None
        if match is None:
            match = self._unknown(start, noun)
        if match is None or (reading.article and not self._definite_noun_names(noun, match)):
            return 0
        if match.need == "unknown" and noun.kind == "spot":  # مستشفى سوروكا: named by both words
            match = replace(match, key=f"{noun.noun} {match.key}")
        first = at if noun.kind == "spot" or (match.need == "unknown" and noun.kind == "area") else start
        lead = reading if first == at else match.reading
        owned = self._owner(at)
        self._add(
            replace(match, first=first, reading=lead),
            noun=noun.noun, role="part" if owned else "locative", around=at,
        )  # fmt: skip
        return match.last + 1

    def _definite_noun_names(self, noun: PlaceNoun, match: _Match) -> bool:
        """After المدينة no name follows, save in apposition: العاصمة طرابلس."""
        return noun.noun == "عاصمه" and match.need != "unknown"

    def _list_after(self, at: int, noun: PlaceNoun) -> int:
        """The rest of a list that a plural class noun opened: مدن سرت ومصراتة وزليتن."""
        while at < len(self.tokens):
            start = at + 1 if self._folded(at) in _LIST_MARKS else at
            match = self._match(start)
            linked = start > at or bool(match and match.reading.conjunction == "و")
            if match is None and self._folded(start)[:1] == "و":
                match = self._unknown(start, noun, conjunction=True)
                linked = match is not None
            if match is None or not linked:
                return at
            self._add(match, noun=noun.noun, role="locative", around=self.found[-1].first)
            at = match.last + 1
        return at

    def _bare_name(self, at: int) -> int:
        """A known name on its own."""
        match = self._match(at)
        if match is None or not self._admitted(match):
            return 0
        self._add(match)
        return match.last + 1

    # ── names ────────────────────────────────────────────────────────────────────────────────

    def _match(self, at: int) -> _Match | None:
        """The best known name that begins at token `at`: least peeled first, the longest of each reading."""
        if at >= len(self.tokens) or self.tokens[at].kind != "word":
            return None
        best: _Match | None = None
        sided = self._folded(at - 1) in self.words.directions  # in شمال شرق لبنان no name begins at شرق
        for reading, key, known, goes_on in _may_start(self.names, self.tokens[at].folded):
            if sided and key in self.words.directions:
                continue
            last, name = (at, key) if known else (-1, "")
            if goes_on:
                last, name = self._longest(at, key, last, name)
            if last < 0:
                continue
            if last == at and (self._everyday(name) or self._describes(at, name)):
                continue
            match = _Match(at, last, name, reading, self.names.need(name))
            if best is None or (match.last > best.last) or (best.need and not match.need):
                best = match
        return best

    def _describes(self, at: int, key: str) -> bool:
        """A country's name that is the adjective of the noun before it: لاجئا سوريا."""
        before = self._folded(at - 1)
        return key in self.words.adjectives and before.endswith("ا") and before not in self.words.locative

    def _everyday(self, key: str) -> bool:
        """A preposition, direction or the like, whatever village bears its name."""
        words = self.words
        if key.removeprefix("ال") in words.adjectives and key not in words.countries:
            return True  # السورية, ليبي; but سورية and مالي are also countries
        return (
            key in words.locative
            or key in words.directions
            or key in words.near
            or key in words.not_names
            or key in words.name_heads
            or key in words.nouns
        )

    def _longest(self, at: int, key: str, last: int, name: str) -> tuple[int, str]:
        for end in range(at + 1, min(at + _LONGEST, len(self.tokens))):
            token = self.tokens[end]
            if token.kind == "mark":
                break
            key = f"{key} {token.folded}"
            if self.names.knows(key):
                last, name = end, key
            if not self.names.begins(key) and end > at + 1:
                break
        return last, name

    def _unknown(self, at: int, noun: PlaceNoun, *, conjunction: bool = False) -> _Match | None:
        """A word in a name's place that no gazetteer row has: قرية X. None where it cannot be a name."""
        if at >= len(self.tokens):
            return None
        token = self.tokens[at]
        if token.kind != "word" or len(token.folded) < _STANDALONE or not self._may_name(token.folded, noun):
            return None
        reading = Reading(token.folded)
        key = token.folded
        if conjunction:
            reading, key = Reading(token.folded[1:], conjunction="و"), token.folded[1:]
            if not self._closes_list(at + 1):
                return None
        last = at
        following = self._folded(at + 1)
        if key in self.words.name_heads and at + 1 < len(self.tokens) and self.tokens[at + 1].kind == "word":
            last, key = at + 1, f"{key} {following}"
        return _Match(at, last, key, reading, "unknown")

    def _closes_list(self, at: int) -> bool:
        """After an unknown item of a list: another known item, a mark or the end."""
        if at >= len(self.tokens) or self.tokens[at].kind == "mark":
            return True
        match = self._match(at)
        return bool(match and match.reading.conjunction == "و")

    def _may_name(self, folded: str, noun: PlaceNoun) -> bool:
        bare, words = folded.removeprefix("ال"), self.words
        if folded in words.not_names or bare in words.not_names or folded in words.locative:
            return False
        if folded in words.adjectives or bare in words.adjectives or folded in words.nouns:
            return False
        if folded in words.near or folded in words.near_of_place:
            return False  # "حاجز قرب سرت": what follows says where it stands
        common = folded.endswith(("يه", "ي")) or folded[0] in "ولف"  # منطقة زراعية, محاور وبدأت
        if common and noun.kind != "settled" and not folded.startswith("ال"):
            return False
        if len(folded) == len("هادءه") and folded[1] == "ا" and folded.endswith("ه"):
            return False  # the participle as an adjective: مدينة هادئة
        return not any(self._opens_phrase(r) for r in readings(folded) if r.lead)

    def _opens_phrase(self, reading: Reading) -> bool:
        """Whether the word behind its clitics begins something else than a name: بريف, بالقرب."""
        words, stem = self.words, reading.stem
        return (
            stem in words.not_names
            or stem in words.nouns
            or stem in words.near
            or stem in words.near_of_place
        )

    # ── evidence ─────────────────────────────────────────────────────────────────────────────

    def _admitted(self, match: _Match) -> bool:
        following = self._folded(match.last + 1)
        if following in ("العربي", "العربيه") and match.first == match.last and match.key == "القدس":
            return False  # the newspaper
        if match.need == "noun":
            return False
        if not match.need:
            return True
        return (
            self._locative(match.first, match.reading)
            or self._in_list(match)
            or (following[:2] == "ال" and following[2:] in self.words.adjectives)
            or self._listed_next(match)
            or self._lies_in(match)
        )

    def _locative(self, at: int, reading: Reading) -> bool:
        if reading.preposition in ("ب", "ل") and not (reading.preposition == "ل" and reading.article):
            return True
        if reading.preposition:
            return False
        before = self._folded(at - 1)
        if before in self.words.locative or before in self.words.directions or before in self.words.near:
            return True
        return any(
            r.stem in self.words.locative or r.stem in self.words.directions or r.stem in self.words.near
            for r in readings(before)
            if not r.article
        )

    def _in_list(self, match: _Match) -> bool:
        """Whether the name continues a list of places: after a mention and و or a comma."""
        if not self.found:
            return False
        previous = self.found[-1]
        if previous.last == match.first - 1:
            return match.reading.conjunction == "و" and previous.role != "part"
        comma = previous.last == match.first - 2 and self._folded(match.first - 1) in _LIST_MARKS
        return comma and previous.role != "part"

    def _listed_next(self, match: _Match) -> bool:
        """Whether the next item of a list is a well-known place: زمزم ومصراتة."""
        nxt = self._match(match.last + 1)
        return bool(nxt and nxt.reading.conjunction == "و" and not nxt.need and not match.reading.conjunction)

    def _lies_in(self, match: _Match) -> bool:
        """Whether the name is told to be in a well-known place: الصابري في بنغازي, صور بجنوب لبنان."""
        after = match.last + 1
        within = self._match(after + 1 if self._folded(after) == "في" else after)
        if within is None or within.need:
            return False
        return within.first > after or within.reading.preposition == "ب"

    def _owner(self, at: int) -> bool:
        """Whether the word before makes the name a part of an actor's name: قوات مصراتة."""
        before = self._folded(at - 1)
        if not before or before.startswith("ال"):
            return False
        return any(r.stem in self.words.owners for r in readings(before) if not r.article)

    def _role(self, at: int, reading: Reading) -> str:
        if self._owner(at) and not reading.lead:
            return "part"
        if self._folded(at - 1) == "في" and self._folded(at - 2) in ("الاسلاميه", "القاعده", "الاسلامي"):
            return "part"  # the group's own name: الدولة الإسلامية في العراق
        return "locative" if self._locative(at, reading) else "other"

    # ── making mentions ──────────────────────────────────────────────────────────────────────

    def _add(self, match: _Match, *, noun: str = "", role: str = "", around: int | None = None) -> None:
        start = match.first if around is None else around
        relation, distance = self._relation(start, match.reading)
        role = role or self._role(match.first, match.reading)
        if not role or role == "other":
            role = "locative" if relation != "at" else self._role_in_list(match, role)
        mention = PlaceMention(
            words=words_of(self.sentence, match.first, match.last, skip=match.reading.lead),
            first=match.first, last=match.last, key=match.key, noun=noun,
            relation=relation, distance_km=distance, role=role,
        )  # fmt: skip
        self.found.append(mention)

    def _role_in_list(self, match: _Match, role: str) -> str:
        return self.found[-1].role if self.found and self._in_list(match) else role

    def _relation(self, at: int, reading: Reading) -> tuple[str, float | None]:
        """(relation, kilometres) said by the words just before the name or its class noun."""
        if reading.lead and not reading.conjunction:
            return ("between", None) if self._folded(at - 1) == "بين" else ("at", None)
        if at == 0:
            return "at", None
        side, start = self._side_before(at)
        if side:
            return f"{side}_of", self._distance_before(start)
        before = self._folded(at - 1)
        if before == "من" and at > 1:
            at, before = at - 1, self._folded(at - 2)
        for r in readings(before):
            if r.article and r.stem not in ("قرب",):
                continue
            if r.stem in self.words.near or r.stem in self.words.near_of_place:
                return "near", self._distance_before(at - 1)
            if r.stem == "بين":
                return "between", None
            if r.stem == "بعد":
                return "near", self._distance_before(at)
        distance = (
            self._distance_before(at)
            if before in ("من", "عن") or self._folded(at - 1) in ("عن", "من")
            else None
        )
        if distance:
            return "near", distance
        if reading.conjunction == "و" and self.found and self.found[-1].relation == "between":
            return "between", None
        return "at", None

    def _side_before(self, at: int) -> tuple[str, int]:
        """The direction that ends just before `at` ("north_east") and where its words begin."""
        sides: list[str] = []
        if self._folded(at - 1) in ("من", "مدينه", "بلده") and self._direction(at - 2):
            at -= 1
        while at > 0 and len(sides) < 2 and (side := self._direction(at - 1)):
            sides.append(side)
            at -= 1
        return "_".join(reversed(sides)), at

    def _direction(self, at: int) -> str:
        if at < 0:
            return ""
        for r in readings(self.tokens[at].folded):
            if r.stem in self.words.directions:
                return self.words.directions[r.stem]
        return ""

    def _distance_before(self, at: int) -> float | None:
        """Kilometres told within the four tokens before `at`: "30 كلم شرق", None where none are."""
        for n in range(at - 1, max(-1, at - 5), -1):
            if self._folded(n) in _UNITS and n > 0 and self.tokens[n - 1].kind == "number":
                try:
                    figure = float(self.tokens[n - 1].folded.replace(",", "."))
                except ValueError:
                    return None
                return figure * _MILE_KM if self._folded(n) in _MILES else figure
        return None

    # ── extents ──────────────────────────────────────────────────────────────────────────────

    def _with_extents(self) -> tuple[PlaceMention, ...]:
        """Mark the two ends of "من X شرقا إلى Y غربا"."""
        found = self.found
        for n in range(len(found) - 1):
            one, two = found[n], found[n + 1]
            if self._starts_extent(one) and self._ends_extent(one, two) and self._is_area(one, two):
                found[n] = replace(one, relation="extent_from", role="locative")
                found[n + 1] = replace(two, relation="extent_to", role="locative")
        return tuple(found)

    def _starts_extent(self, one: PlaceMention) -> bool:
        return any(self._folded(at) in self.words.extent_from for at in (one.first - 1, one.first - 2))

    def _ends_extent(self, one: PlaceMention, two: PlaceMention) -> bool:
        gap = [self._folded(at) for at in range(one.last + 1, two.first)]
        to = [n for n, word in enumerate(gap) if word in self.words.extent_to]
        return len(gap) <= 5 and bool(to) and all(w in self.words.extent_between for w in gap[to[0] + 1 :])

    def _is_area(self, one: PlaceMention, two: PlaceMention) -> bool:
        reach = range(max(0, one.first - _REACH), min(len(self.tokens), two.last + 2))
        return any(self._folded(at) in self.words.extent_signs for at in reach)

    # ── tokens ───────────────────────────────────────────────────────────────────────────────

    def _folded(self, at: int) -> str:
        return self.tokens[at].folded if 0 <= at < len(self.tokens) else ""


def _base_side(word: str) -> str:
    """شمال of شمالي."""
    return word[:-1] if word.endswith("ي") else word
