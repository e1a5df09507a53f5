"""Read the noun phrase that names an actor, from its noun to its last qualifier.

A phrase begins at a noun for actors (قوات), a known name (داعش), a title or first name, or a people
(إيطاليين). It runs on over genitives (قوات مصراتة), agreeing adjectives (القوات الأمريكية), quoted names,
participles that tie it to another group (الموالية لـ…), "من" and "في" with a group (عناصر من …), and
personal names after titles. It stops at verbs, prepositions, dates and nouns that cannot belong to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.arabic.sentences import Token
from marsad.lexicons.actors import ActorEntry, Alias
from marsad.lexicons.roles import Sort
from marsad.model import ActorKind
from marsad.read.actors.words import Vocabulary, Word

_QUOTES = {"«": "»", '"': '"', "“": "”", "(": ")", "'": "'", "”": "“"}
_LONGEST_QUOTE = 6  # tokens between the marks of a quoted name
_DEEPEST = 3  # phrases inside phrases
_DIRECTIONS = frozenset(("غربي", "شرقي", "شمالي", "جنوبي"))
_MASSES = frozenset(("مءات", "الاف", "عشرات"))  # with the article: people, uncounted
_BARE_LINKS = frozenset(("ل", "ب", "لل"))
_LINKS = frozenset(
    (
        "بانتماءهم",
        "انتماءهم",
        "بانتماءه",
        "انتماءه",
        "بانتماءها",
        "انتماءها",
        "من",
        "الي",
        "علي",
        "مع",
        "ب",
        "ل",
        "عن",
        "باسم",
    )
)
_SEATED = frozenset(("مجلس", "حكومه", "برلمان", "رءاسه"))  # bodies that a seat may follow: المجلس في طرابلس


@dataclass(slots=True)
class Phrase:
    """A noun phrase under construction. `lead` letters of proclitics stand before it on token `first`.

    `owners` are the lexicon's actors that it may name or belong to. `opens`: a genitive may follow now;
    `bound`: one must. `group_at` is where the group begins whose members are counted. `plain`: nothing but
    the noun has been read.
    """

    first: int
    last: int
    head: int
    lead: int
    sort: Sort
    kind: ActorKind
    role: str = ""
    owners: tuple[ActorEntry, ...] = ()
    named: bool = False
    definite: bool = False
    feminine: bool = False
    many: bool = False
    opens: bool = False
    member: bool = False
    needs: bool = False
    wants_article: bool = False
    bound: bool = False
    group_at: int | None = None
    plain: bool = True
    counted: bool = False
    anaphor: bool = False
    foreign: str = ""
    adjectives: int = 0


class PhraseReader:
    """Reads phrases of one sentence."""

    def __init__(self, tokens: Sequence[Token], vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.classes = vocabulary.roles.classes
        self.words: list[Word] = [vocabulary.word(token.folded) for token in tokens]

    # -- where a phrase begins -------------------------------------------------------------------

    def read(self, at: int, depth: int = 0, *, beside: Phrase | None = None) -> Phrase | None:
        """The phrase that begins at token `at`, if any; `beside`: the noun that it belongs to."""
        word = self.words[at]
        if word.stop or self.tokens[at].kind == "mark" or depth > _DEEPEST:
            return None
        phrase = self._named(at, weak=beside is not None and _armed(beside))
        if phrase is None and word.role and "title" in word.classes:  # اللواء فلان is no brigade
            phrase = self._person(at)
        if phrase is None and (depth or not self._is_attribute(at)):
            phrase = self._noun(at) or self._person(at) or self._people(at) or self._country(at)
        if phrase:
            self._complete(phrase, depth)
        return phrase

    def _named(self, at: int, *, weak: bool) -> Phrase | None:
        for lead, _, alias in self.words[at].names:
            if alias.weak and not weak:
                continue
            last = self._match(at, alias)
            if last is not None:
                kinds = {owner.kind for owner in alias.owners}
                kind = alias.owners[0].kind if len(kinds) == 1 else "other"
                return Phrase(
                    at, last, at, lead, "name", kind, owners=alias.owners, named=True, definite=True,
                    feminine=True, many=True,
                )  # fmt: skip
        return None

    def _match(self, at: int, alias: Alias) -> int | None:
        """The last token of the name, quotes inside it skipped; None where the words differ."""
        place, quoted = at, ""
        for part in alias.rest:
            place += 1
            if (
                place < len(self.tokens)
                and self.tokens[place].text in _QUOTES
                and self.tokens[place].text != "("
            ):
                quoted = _QUOTES[self.tokens[place].text]
                place += 1
            if place >= len(self.tokens) or self.words[place].bare != part:
                return None
        closed = quoted and place + 1 < len(self.tokens) and self.tokens[place + 1].text == quoted
        return place + int(bool(closed))

    def _noun(self, at: int) -> Phrase | None:
        word = self.words[at]
        form = word.role
        if form is None or self._of_things(at, form.role.id):
            return None
        role, owned = form.role, bool(word.pronoun)
        closed = word.article or owned
        return Phrase(
            at, at, at, word.lead, role.sort, role.kind, role.id, definite=closed, feminine=form.feminine,
            many=form.number != "one", opens=form.opens and not closed, member=role.member, needs=role.needs,
            wants_article=role.definite and not closed, anaphor=owned or (role.anaphor and word.article),
            bound=form.bound or role.id == "states", plain=not owned,
        )  # fmt: skip

    def _of_things(self, at: int, role: str) -> bool:
        """حركة المرور is no movement of people; سلاح is an arm of the service only with الجو and the like."""
        following = self.words[at + 1].folded if at + 1 < len(self.words) else ""
        if self.words[at].stem == "سلاح":
            return following not in self.classes["arm_of_service"]
        return role == "organisation" and following in self.classes["no_group"]

    def _people(self, at: int) -> Phrase | None:
        word = self.words[at]
        if word.article and word.stem in _MASSES:
            return Phrase(at, at, at, word.lead, "people", "civilians", "people", definite=True, many=True)
        if word.people is None or word.folded.endswith("ه"):
            return None
        many = word.stem.endswith(("ين", "ون")) or word.adjective is None
        return Phrase(
            at,
            at,
            at,
            word.lead,
            "people",
            "civilians",
            "people",
            definite=word.article,
            many=many,
            plain=False,
        )

    def _is_attribute(self, at: int) -> bool:
        """Whether an adjective that can be a noun (إرهابي, مسلحة) only describes the noun before it."""
        word, before = self.words[at], self.words[at - 1] if at else None
        if word.adjective is None or word.lead or before is None or self.tokens[at - 1].kind != "word":
            return False
        noun = before.folded.startswith("ال") or not (before.stop or before.verb)
        if not noun or _plural(word) or {"number", "quantity"} & before.classes:
            return False
        definite = before.folded.startswith("ال") or before.article
        if word.article != definite or (before.event and not word.article and not word.stem.endswith("ه")):
            return False
        return word.stem.endswith("ه") or before.role is None or before.role.role.sort == "thing"

    def _country(self, at: int) -> Phrase | None:
        """A state that acts, as the subject just after its verb: شنت تركيا غارات."""
        skipped = 2 if at > 1 and self.words[at - 1].folded in ("فيه", "فيها") else 1
        word, before = self.words[at], self.words[at - skipped] if at >= skipped else None
        if word.country is None or word.lead or before is None or not before.verb:
            return None
        if not (before.folded.endswith("ت") or before.folded.lstrip("وفس").startswith("ت")):
            return None
        return Phrase(at, at, at, 0, "org", "state_forces", "country", definite=True, plain=False)

    def _person(self, at: int) -> Phrase | None:
        word = self.words[at]
        if at and "name_part" in self.words[at - 1].classes and "title" not in word.classes:
            return None
        titled = "title" in word.classes and word.preposition != "ك"
        if titled:
            last = self._name(at + 1, anyone=word.role is None)
            kind: ActorKind = "state_forces" if "title.state" in word.classes else "political"
            if last is not None:
                return Phrase(at, last, at, word.lead, "office", kind, "person", definite=True, plain=False)
        last = self._name(at, anyone=False)
        if last is None or last == at:
            return None
        return Phrase(at, last, at, word.lead, "people", "civilians", "person", definite=True, plain=False)

    def name(self, at: int) -> int | None:
        """The last token of a personal name at `at`, where the sentence vouches that somebody is named."""
        return self._name(at, anyone=True)

    def _name(self, at: int, *, anyone: bool) -> int | None:
        """The last token of a personal name that begins at `at`; `anyone`: a title vouches for it."""
        place, parts = at, 0
        while place < len(self.tokens) and parts < 5:
            word = self.words[place]
            if anyone and parts == 0 and ({"rank_tail", "title"} & word.classes) and word.lead == 0:
                place += 1
                continue
            if not self._name_word(place, first=parts == 0, anyone=anyone):
                break
            if not {"name_part"} & word.classes:
                parts += 1
            place += 1
        return place - 1 if parts else None

    def _name_word(self, at: int, *, first: bool, anyone: bool) -> bool:
        word, token = self.words[at], self.tokens[at]
        if token.kind != "word" or (word.stop and token.text != "علي"):
            return False
        if {"given_name", "name_part"} & word.classes and word.lead == 0:
            return True
        if first and not anyone:
            return False
        if first and word.article:
            return False
        known = word.role or word.adjective or word.country or word.classes - {"title"} or word.names
        return not (known or word.verb or word.event or word.lead or _has_clitic(word))

    # -- how it goes on --------------------------------------------------------------------------

    def _complete(self, phrase: Phrase, depth: int) -> None:
        for _ in range(12):
            at = phrase.last + 1
            if at >= len(self.tokens) or not self._extend(phrase, at, depth):
                break
        if phrase.sort in ("office", "voice") or phrase.role in ("civilians", "leaders"):
            self._named_person(phrase)

    def _extend(self, phrase: Phrase, at: int, depth: int) -> bool:
        """Take the token at `at` (and what it brings) into the phrase, if it belongs there."""
        token, word = self.tokens[at], self.words[at]
        if token.kind == "mark":
            return self._quoted(phrase, at)
        if token.kind == "number":
            return self._unit_number(phrase, at)
        if word.stop and not self._owns(phrase, word):
            return self._adjective(phrase, at) or self._preposition(phrase, at, depth)
        if self._qualified(phrase, at, depth):
            return True
        if phrase.role in ("brigade", "units") and self._unit_words(phrase, at):
            return True
        if phrase.opens:
            return self._genitive(phrase, at, depth) or self._of_owner(phrase, at, depth)
        return self._adjective(phrase, at) or self._pair(phrase, at) or self._of_owner(phrase, at, depth)

    def _genitive(self, phrase: Phrase, at: int, depth: int) -> bool:
        word = self.words[at]
        if self._adjective(phrase, at):
            phrase.opens = False
            return True
        foreign = at <= phrase.head + 2 and phrase.role == "outlet" and not word.article
        after_part = at > 0 and phrase.last == at - 1 and "name_part" in self.words[at - 1].classes
        if (word.verb and not (word.shaped and (foreign or after_part))) or word.lead or word.conjunction:
            return False
        if "quantity" in word.classes or len(word.folded) < 2:
            return False
        inner = None if "number" in word.classes else self.read(at, depth + 1, beside=phrase)
        if inner and inner.lead == 0:
            self._absorb(phrase, inner)
            return True
        if _has_clitic(word) or "number" in word.classes or not self._may_own(phrase, at):
            return False
        phrase.last, phrase.plain, phrase.definite = at, False, True
        unfinished = "name_part" in word.classes or (not word.article and self._construct_next(at))
        phrase.opens = (
            unfinished
            or (foreign and at == phrase.head + 1)
            or (after_part and at + 1 < len(self.words) and self._proper(at + 1))
        )
        return True

    def _owns(self, phrase: Phrase, word: Word) -> bool:
        """Whether a word that ends names elsewhere is the genitive here: قبائل المنطقة, معارضو الولاية …"""
        if not phrase.opens or phrase.sort == "thing":
            return False
        return "owner_place" in word.classes or (phrase.bound and word.folded.startswith("ال"))

    def _of_owner(self, phrase: Phrase, at: int, depth: int) -> bool:
        """The force that a post or unit belongs to, joined by ل: دورية للجيش, مركز للشرطة."""
        if self.words[at].preposition != "ل" or phrase.definite or phrase.sort not in ("thing", "force"):
            return False
        inner = self.read(at, depth + 1, beside=phrase)
        if inner is None or inner.sort not in ("force", "org", "name"):
            return False
        self._absorb(phrase, inner)
        return True

    def _may_own(self, phrase: Phrase, at: int) -> bool:
        """Whether the unlisted noun at `at` can be the genitive: an event only of a body (قيادة عمليات …)."""
        word = self.words[at]
        body = phrase.sort in ("org", "office", "voice")
        if phrase.wants_article and not word.folded.startswith("ال"):  # مقاومة شديدة is no group
            return False
        if word.stop or phrase.bound or "name_part" in word.classes or (body and self._construct_next(at)):
            return True
        if word.article and phrase.sort in ("org", "office", "voice", "thing"):
            return not (word.event and phrase.sort == "thing" and phrase.role != "position")
        if word.article and phrase.last not in (phrase.head, at) and not self.words[phrase.last].article:
            return True  # the end of a chain: شرطة مكافحة الشغب
        return not ("common" in word.classes or word.event or self._not_owned(at))

    def _not_owned(self, at: int) -> bool:
        """Whether the shape of an unlisted word says that it owns nothing: وأصيب, هجماتهم, نصبته القوات."""
        folded = self.words[at].folded
        if len(folded) > 3 and folded[0] == "و":
            return True
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        relative = folded.endswith("ته") and following is not None and following.article and following.starts
        return len(folded) > 4 and (folded.endswith(("ها", "هم", "هما")) or relative)

    def _proper(self, at: int) -> bool:
        """Whether the word at `at` may be the second half of a place name: in no list, without article."""
        word = self.words[at]
        known = (
            word.role or word.names or word.adjective or word.classes or word.stop or word.verb or word.event
        )
        return self.tokens[at].kind == "word" and not (
            known or word.article or word.lead or _has_clitic(word)
        )

    def _construct_next(self, at: int) -> bool:
        """Whether the unknown bare noun at `at` is itself followed by its genitive: مكافحة الشغب."""
        if at + 1 >= len(self.words):
            return False
        following = self.words[at + 1]
        return (
            following.article and following.adjective is None and not following.stop and following.lead == 0
        )

    def _absorb(self, phrase: Phrase, inner: Phrase) -> None:
        """Make `inner` the genitive of `phrase`: its sense becomes that of the whole."""
        phrase.last, phrase.plain, phrase.opens, phrase.definite = inner.last, False, False, True
        if inner.owners and not phrase.owners and phrase.role != "building":  # a mosque named after somebody
            phrase.owners, phrase.named = inner.owners, True
        if _lends_kind(phrase, inner):
            phrase.kind = inner.kind

    def _adjective(self, phrase: Phrase, at: int) -> bool:
        word = self.words[at]
        if word.stop and self._direction(phrase, at):
            phrase.last, phrase.plain = at, False
            return True
        if word.lead or word.verb or word.stop or word.conjunction:
            return False
        if word.adjective is None or (word.role is not None and not self._as_adjective(phrase, word)):
            if not (word.article and phrase.definite and self._adjective_shape(phrase, word)):
                return False
        elif not _agrees(phrase, word) or (
            word.article != phrase.definite and not (phrase.named and word.article)
        ):
            return False
        self._take_adjective(phrase, word, at)
        return True

    def _direction(self, phrase: Phrase, at: int) -> bool:
        """غربي closes an indefinite phrase (تقرير أمني غربي) unless it is a preposition (غربي المدينة)."""
        if self.words[at].stem not in _DIRECTIONS or phrase.definite or not _agrees(phrase, self.words[at]):
            return False
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        return following is None or following.stop or following.lead > 0 or self.tokens[at + 1].kind == "mark"

    def _as_adjective(self, phrase: Phrase, word: Word) -> bool:
        """مسلح, معارض, إسلامي are adjectives after a noun that agrees, else nouns."""
        return not phrase.opens or phrase.feminine == word.stem.endswith("ه")

    def _adjective_shape(self, phrase: Phrase, word: Word) -> bool:
        if word.role or word.names or word.event or word.country or word.classes & {"title", "common"}:
            return False
        return word.stem.endswith(("يه", "ي", "يين", "يون")) and _agrees(phrase, word)

    def _take_adjective(self, phrase: Phrase, word: Word, at: int) -> None:
        phrase.last, phrase.plain = at, False
        phrase.adjectives += 1
        adjective = word.adjective
        if adjective is None:
            return
        if adjective.nation:
            phrase.foreign = adjective.nation.id
        if adjective.kind and not phrase.owners and phrase.sort not in ("office", "voice"):
            phrase.kind = adjective.kind

    def _pair(self, phrase: Phrase, at: int) -> bool:
        """A second adjective joined by و: القوات الأمريكية والأجنبية."""
        word = self.words[at]
        described = phrase.adjectives or (phrase.named and self.words[at - 1].adjective)
        if (
            not described
            or word.conjunction != "و"
            or word.preposition
            or word.adjective is None
            or word.role
        ):
            return False
        if word.article != self.words[at - 1].article or not _agrees(phrase, word):
            return False
        phrase.last = at
        return True

    def _unit_number(self, phrase: Phrase, at: int) -> bool:
        if (
            phrase.role not in ("brigade", "units")
            or phrase.many
            or phrase.last != phrase.head
            or phrase.head == at
        ):
            return False
        phrase.last, phrase.plain, phrase.anaphor, phrase.opens = at, False, False, False
        if at + 1 < len(self.words) and "rank_tail" in self.words[at + 1].classes:
            phrase.last = at + 1
        return True

    def _quoted(self, phrase: Phrase, at: int) -> bool:
        """A name in quotes or brackets after a noun that needs one: تنظيم «داعش», جماعة (ولاية سيناء)."""
        end = self._closing(at)
        unnamed = phrase.sort in ("people", "thing", "office") and not phrase.opens
        if (
            end is None
            or self.words[at + 1].verb
            or self.words[at + 1].stop
            or unnamed
            or (self.tokens[at].text == "(" and not phrase.opens)
        ):
            return False
        inner = self.read(at + 1, 1, beside=phrase)
        if (phrase.named or not phrase.opens) and not (inner and inner.owners):
            return False
        if inner and inner.owners and not phrase.owners:
            phrase.owners, phrase.kind = inner.owners, inner.kind
        phrase.last, phrase.plain, phrase.opens, phrase.named, phrase.definite = end, False, False, True, True
        return True

    def _unit_words(self, phrase: Phrase, at: int) -> bool:
        """The number of a unit in words, or its arm: الكتيبة مئة وستة وستين, الفرقة الأولى مشاة."""
        word, before = self.words[at], self.words[at - 1]
        if phrase.many or not {"number", "rank_tail"} & word.classes:
            return False
        if not (phrase.definite or "rank_tail" in word.classes):
            return False
        if "rank_tail" in word.classes and word.lead:
            return False
        if word.conjunction and "number" not in before.classes:
            return False
        phrase.last, phrase.plain, phrase.anaphor, phrase.opens = at, False, False, False
        return True

    def _closing(self, at: int) -> int | None:
        """The token that closes the quote or bracket opened at `at`, if a name's length away."""
        close = _QUOTES.get(self.tokens[at].text)
        if close is None or (close == '"' and not self._opens(at)):
            return None
        for end in range(at + 2, min(at + 2 + _LONGEST_QUOTE, len(self.tokens))):
            if self.tokens[end].text == close:
                return end
        return None

    def _opens(self, at: int) -> bool:
        """Whether the plain quotation mark at `at` opens: it leans on the word after it."""
        if at + 1 >= len(self.tokens):
            return False
        apart = at == 0 or self.tokens[at - 1].span.end < self.tokens[at].span.start
        leans = self.tokens[at].span.end == self.tokens[at + 1].span.start
        return leans if apart != leans else apart

    def _preposition(self, phrase: Phrase, at: int, depth: int) -> bool:
        link = self.words[at].folded
        if at + 1 >= len(self.tokens) or link not in ("من", "في") or depth >= _DEEPEST:
            return False
        if link == "من" and (
            phrase.sort in ("people", "voice", "force", "thing", "office")
            or phrase.role in ("faction", "armed_mass")
        ):
            return self._members_of(phrase, at + 1, depth)
        if link == "في" and phrase.sort in ("people", "voice", "force", "office", "org"):
            return self._within(phrase, at + 1, depth)
        return False

    def _members_of(self, phrase: Phrase, at: int, depth: int) -> bool:
        inner = self.read(at, depth + 1, beside=phrase)
        if (
            inner is None
            or inner.lead
            or inner.sort in ("thing", "voice")
            or inner.role == "person"
            or (inner.needs and inner.plain)
        ):
            return False
        phrase.group_at = at if phrase.member else None
        self._absorb(phrase, inner)
        return True

    def _within(self, phrase: Phrase, at: int, depth: int) -> bool:
        """A body that the actor is part of: عناصر في الشرطة; for voices and seats also a place."""
        inner = self.read(at, depth + 1, beside=phrase)
        if inner and inner.lead == 0 and inner.sort in ("force", "org", "name") and not inner.opens:
            self._absorb(phrase, inner)
            return True
        if phrase.role in ("source", "spokesman", "outlet", "officials") and self.words[at].classes & {
            "name_part"
        }:
            return self._place(phrase, at)
        return False

    def _place(self, phrase: Phrase, at: int) -> bool:
        last = at
        while (
            last + 1 < len(self.words)
            and "name_part" in self.words[last].classes
            and self._plain_noun(last + 1)
        ):
            last += 1
        phrase.last, phrase.plain = last, False
        return last > at

    def _plain_noun(self, at: int) -> bool:
        word = self.words[at]
        return self.tokens[at].kind == "word" and not (word.stop or word.verb or word.conjunction)

    def _qualified(self, phrase: Phrase, at: int, depth: int) -> bool:
        """A participle with its preposition and noun: الداعمة للمجلس الرئاسي, المدعومة من …, بقيادة …"""
        word = self.words[at]
        if word.conjunction or depth >= _DEEPEST:
            return False
        if "led_by" in word.classes or word.folded in ("بقياده", "باسم"):
            return self._tail(phrase, at + 1, depth)
        if "qualifier" not in word.classes or word.preposition or (word.article and not phrase.definite):
            return False
        place = at + 1
        while place < len(self.tokens) and (
            self.words[place].folded in _LINKS or self.tokens[place].text == "ـ"
        ):
            place += 1
        following = self.words[place] if place < len(self.words) else None
        bound_noun = following is not None and (
            following.preposition in _BARE_LINKS or _bound_shape(following)
        )
        joined = place > at + 1 or bound_noun
        return joined and self._tail(phrase, place, depth)

    def _tail(self, phrase: Phrase, at: int, depth: int) -> bool:
        """Take the noun phrase (or the one unknown noun and its adjectives) that begins at `at`."""
        if at >= len(self.tokens):
            return False
        if (close := self._closing(at)) is not None:
            phrase.last, phrase.plain, phrase.opens = close, False, False
            return True
        inner = self.read(at, depth + 1, beside=phrase)
        if inner is None and not self._plain_noun(at):
            return False
        last = inner.last if inner else self._unlisted_end(at)
        if inner and phrase.kind == "unidentified" and inner.sort in ("force", "org", "name"):
            phrase.kind = inner.kind
        seat = (
            self.words[at].stem in _SEATED
            and last + 2 < len(self.words)
            and self.words[last + 1].folded == "في"
        )
        if seat and self._plain_noun(last + 2) and not self.words[last + 2].article:
            last += 2
        phrase.last, phrase.plain, phrase.opens = last, False, False
        return True

    def _unlisted_end(self, at: int) -> int:
        """The last token of an unlisted noun with its genitive and adjective: تحرير الموانئ النفطية."""
        last, before = at, self.words[at]
        for following in self.words[at + 1 : at + 3]:
            if not following.article or following.stop or following.lead or following.role:
                break
            if before.folded.startswith("ال") and not following.stem.endswith(("يه", "ي", "ين", "ون")):
                break
            last, before = last + 1, following
        return last

    def _named_person(self, phrase: Phrase) -> None:
        """The name after a title: رئيس الوزراء فلان, المتحدث باسم الجيش العقيد فلان."""
        at = phrase.last + 1
        if at < len(self.tokens) and self.tokens[at].text in "،,-–" and phrase.sort in ("voice", "office"):
            at += 1
        if at >= len(self.tokens):
            return
        if "title" in self.words[at].classes and self.words[at].lead == 0:
            last = self._name(at + 1, anyone=True)
        else:
            last = self._name(at, anyone=False)
        if last is not None and (last > at or at == phrase.last + 1):
            phrase.last, phrase.plain, phrase.anaphor = last, False, False
            phrase.role = "person" if phrase.role == "civilians" else phrase.role


def _agrees(phrase: Phrase, word: Word) -> bool:
    """Gender and number: القوات الأمريكية, الجيش السوري, الجنود المصريون. The genitive may be described."""
    feminine = word.stem.endswith("ه") or word.stem in ("كبري", "اخري")
    many = word.stem.endswith(("ون", "ين", "ات", "ان"))
    if phrase.named or phrase.last != phrase.head:
        return True
    if phrase.many and phrase.feminine:  # a broken plural: things take the feminine, people either
        return feminine or many or phrase.sort == "people"
    if phrase.many:
        return many
    return feminine == phrase.feminine and not (many and not word.stem.endswith("ين"))


def _lends_kind(phrase: Phrase, inner: Phrase) -> bool:
    """Whether a group's kind becomes that of its people, posts and units (عناصر الحركة, مقر الحزب)."""
    if inner.sort in ("thing", "voice") or phrase.role == "civilians" or phrase.sort in ("voice", "name"):
        return False
    if phrase.sort == "office":
        return phrase.role == "leaders"
    if inner.kind in ("political", "other", "civilians"):
        return phrase.sort == "thing" or (bool(inner.owners) and phrase.sort != "force")
    return True


def _armed(phrase: Phrase) -> bool:
    """Whether the noun is one for an armed group, so that an ambiguous name beside it is the group's."""
    return phrase.sort in ("force", "org", "people", "office") and phrase.kind not in ("civilians", "police")


def _plural(word: Word) -> bool:
    return word.stem.endswith(("ين", "ون", "ان"))


def _bound_shape(word: Word) -> bool:
    """Whether an unlisted word may begin with a written-on ل or ب: التابعة لزليتن."""
    return word.stem == word.folded and word.folded[0] in "لب" and len(word.folded) > 3


def _has_clitic(word: Word) -> bool:
    """Whether an unknown word begins with و/ب/ل/ف + article: والمدينة, بالسيطرة, للتقدم."""
    return (
        word.folded[:3] in ("وال", "بال", "فال", "كال") or word.folded[:2] == "لل" or word.folded[:4] == "ولل"
    )
