"""What one token can be inside the name of an actor: noun, adjective, title, number, end of the name.

A token is classified once per spelling and remembered, since newspapers repeat themselves. Which of
these senses holds in a sentence is decided by `phrases`. Without a dictionary of all Arabic, verbs are
known from the lexicons and from their shape.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.arabic.clitics import Reading, readings, without_pronoun
from marsad.lexicons.actors import ActorLexicon, Alias, bare
from marsad.lexicons.roles import Adjective, Nation, RoleForm, RoleLexicon
from marsad.lexicons.speech import SpeechLexicon
from marsad.lexicons.triggers import TriggerLexicon

# Nouns and places that end in ت like a feminine verb (قتلت), folded.
_NOUNS_IN_T = frozenset(
    (
        "بيت موت وقت صوت تحت بنت اخت سرت تكريت بيروت كويت حضرموت زيت صمت سبت ثبت مقت كبريت انترنت تابوت حوت"
    ).split()
)
# Nouns that begin like a present verb (ي…), folded.
_NOUNS_IN_Y = frozenset(
    "يد يهود يسار يمين ياسر ياسين يحيي يوسف ينبع يافا يعقوب ياسمين يورو يونان يابان يزيد".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """The senses of one spelling.

    `lead` counts the letters of proclitics before the noun; `names` are the actor names that may begin here,
    each with its own lead; `shaped`: only its shape says that it is a verb.
    """

    folded: str
    bare: str
    stem: str
    lead: int = 0
    conjunction: str = ""
    preposition: str = ""
    article: bool = False
    pronoun: str = ""
    role: RoleForm | None = None
    names: tuple[tuple[int, bool, Alias], ...] = ()
    adjective: Adjective | None = None
    people: Nation | None = None
    country: Nation | None = None
    capital: Nation | None = None
    stop: bool = False
    verb: bool = False
    shaped: bool = False
    event: bool = False
    classes: frozenset[str] = frozenset()

    @property
    def starts(self) -> bool:
        """Whether a name may begin here."""
        return bool(self.role or self.names or self.people or self.country) or (
            "given_name" in self.classes
            or "title" in self.classes
            or (self.article and "quantity" in self.classes)
        )


class Vocabulary:
    """Looks tokens up and remembers them. One per process is enough; it only grows by spellings met."""

    def __init__(
        self, roles: RoleLexicon, actors: ActorLexicon, triggers: TriggerLexicon, speech: SpeechLexicon
    ) -> None:
        self.roles, self.actors = roles, actors
        self._events, self._speech = triggers.by_form, speech.verbs
        self._known: dict[str, Word] = {}

    def word(self, folded: str) -> Word:
        known = self._known.get(folded)
        if known is None:
            if len(self._known) > 200_000:  # a long run over many corpora must not eat the memory
                self._known.clear()
            known = self._known[folded] = self._classify(folded)
        return known

    def _classify(self, folded: str) -> Word:
        stops = self.roles.classes["stop"]
        if folded in stops:
            country = self.roles.countries.get(folded)
            owner = frozenset(("owner_place",) if folded in self.roles.classes["owner_place"] else ())
            return Word(folded, bare(folded), folded, stop=True, country=country, classes=owner)
        names = tuple(self._names(folded))
        for reading in readings(folded):
            word = self._known_as(folded, reading, names)
            if word:
                return word
        stop = any(r.stem in stops for r in readings(folded) if not r.preposition and not r.article)
        known_verb = not stop and self._is_listed_verb(folded)
        shaped = not (stop or known_verb or folded.startswith("ال")) and _verb_shape(_without_and(folded))
        event = any(form.kind == "noun" for _, form in self._events.get(_peeled(folded), ()))
        article = folded.startswith("ال") and len(folded) > 4
        return Word(
            folded, bare(folded), bare(folded) if article else folded, article=article, names=names,
            stop=stop, verb=known_verb or shaped, shaped=shaped, event=event,
        )  # fmt: skip

    def _names(self, folded: str) -> list[tuple[int, bool, Alias]]:
        found = []
        for reading in readings(folded):
            stem = "ابو" if reading.stem in ("ابي", "ابا") else reading.stem
            for alias in self.actors.names.get(stem, ()):
                if alias.rest or alias.article == reading.article:
                    found.append((_lead(folded, reading), reading.article, alias))
            if found:
                break
        return found

    def _known_as(
        self, folded: str, reading: Reading, names: tuple[tuple[int, bool, Alias], ...]
    ) -> Word | None:
        roles, stem = self.roles, reading.stem
        common = stem in roles.classes["common"]
        role, pronoun = (None if common else roles.roles.get(stem)), ""
        if role is None and not common and not reading.article:
            role, pronoun = self._owned(stem)
        classes = frozenset(
            name
            for name in (
                "number",
                "quantity",
                "qualifier",
                "led_by",
                "title",
                "title.state",
                "rank_tail",
                "name_part",
                "given_name",
                "common",
            )
            if stem in roles.classes[name]
        ) | self._qualifier(stem)
        adjective = roles.adjectives.get(stem)
        people = roles.people.get(stem) if stem not in roles.countries else None
        place = "ال" + stem if reading.article else stem
        whole = reading.article or not stem.startswith("ال")  # السعودية is read with its article taken off
        country = roles.countries.get(place) if whole else None
        capital = roles.capitals.get(place) if whole else None
        if not (role or classes or adjective or people or country or capital):
            return None
        return Word(
            folded, bare(folded), stem, _lead(folded, reading), reading.conjunction, reading.preposition,
            reading.article, pronoun, role, names, adjective, people, country, capital, classes=classes,
            verb=not reading.article and role is None and not classes and self._is_listed_verb(folded),
        )  # fmt: skip

    def _owned(self, stem: str) -> tuple[RoleForm | None, str]:
        """A role noun with its owner attached: عناصره, مقاتليها."""
        for noun, pronoun in without_pronoun(stem):
            role = self.roles.roles.get(noun)
            if role is None or (pronoun == "ه" and role.number == "one"):  # محافظة is no محافظ + ه
                continue
            if role.opens or (noun.endswith("ه") and stem.endswith("ت" + pronoun)):
                return role, pronoun
        return None, ""

    def _qualifier(self, stem: str) -> frozenset[str]:
        """Feminine and plural participles: موالية, المدعومين."""
        words = self.roles.classes["qualifier"]
        for ending in ("ه", "ين", "ون", "ات", "ا", "تين", "ان"):
            if stem.endswith(ending) and stem[: -len(ending)] in words:
                return frozenset(("qualifier",))
        return frozenset()

    def _past_or_present(self, folded: str) -> bool:
        return any(form.kind != "noun" for _, form in self._events.get(folded, ()))

    def _is_listed_verb(self, folded: str) -> bool:
        bare_verb = _without_and(folded)
        said = bare_verb in self.roles.classes["verb"] or folded in self._speech or bare_verb in self._speech
        return said or self._past_or_present(folded) or self._past_or_present(bare_verb)


def _without_and(folded: str) -> str:
    """A spelling without و or ف before it: a verb carries no other clitic in front."""
    return folded[1:] if folded[:1] in "وف" and len(folded) > 4 else folded


def _peeled(folded: str) -> str:
    """A spelling without conjunction, preposition and article: the last reading."""
    return readings(folded)[-1].stem


def _lead(folded: str, reading: Reading) -> int:
    """Letters before the noun; the article counts only where ل has swallowed it (للجيش)."""
    if reading.article and reading.preposition == "ل":
        return len(folded) - len(reading.stem)
    return reading.lead


def _verb_shape(word: str) -> bool:
    """Whether an unknown word has the shape of a verb: قتلت, هاجموا, يسيطر, تتمركز, ستهاجم."""
    if len(word) < 3 or word in _NOUNS_IN_T or word in _NOUNS_IN_Y:
        return False
    if word.endswith("وا") or (word.endswith("ت") and not word.endswith("ات")):
        return True
    if word.startswith("ي") and len(word) > 3:
        return not word.endswith(("ه", "ي"))
    return word.startswith(("تت", "تست", "سي", "ست")) and len(word) > 4 and not word.endswith("ه")
