"""Who acts and who suffers, by the grammar around a trigger.

An actor's case is the word that governs it: nothing (a subject, object or owner), a preposition, or a
by-phrase (على يد). The pattern of the trigger's entry says what each case means. Verbs take their subject
before their object; a passive verb is told by its victim standing where the subject would.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from marsad.arabic import readings
from marsad.lexicons.wordsets import wordset
from marsad.model import Span
from marsad.read.mentions import ActorMention
from marsad.read.scene import CueMention, Scene
from marsad.read.triggers import TriggerMention

ARMED = frozenset(
    {"state_forces", "armed_group", "militia", "foreign_forces", "police", "unidentified", "tribe"}
)
_ANNOUNCED = frozenset({"act", "seize", "leave", "give", "deal", "close", "repel"})
_BETWEEN_CASE = frozenset({"كل", "احد", "عدد", "ايدي", "يد", "قبضه", "سيطره", "نفوذ", "براثن"})
_CLAIMS = ("مسءوليت", "مسءوليه", "تبني", "تبنت")
_SUBJECT_GAP, _OBJECT_GAP = 4, 9  # tokens between a verb and its subject, and on to its object


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides as actor mentions, either possibly empty.

    `guessed` marks an initiator who only stands in the clause; grammar does not tie him to the act.
    """

    initiator: tuple[ActorMention, ...] = ()
    target: tuple[ActorMention, ...] = ()
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Governed:
    """An actor with its case: "" bare, "by", "and" is replaced by the case of the actor it is joined to."""

    actor: ActorMention
    case: str
    joined: bool


def govern(scene: Scene) -> tuple[Governed, ...]:
    """Every actor of the scene with its case, in order."""
    found: list[Governed] = []
    for actor in scene.actors:
        case, conjoined = _case(scene, actor)
        before = found[-1] if found else None
        joined = bool(conjoined and case == "" and before and actor.first - before.actor.last <= 2)
        found.append(Governed(actor, before.case if joined and before else case, joined))
    return tuple(found)


def _case(scene: Scene, actor: ActorMention) -> tuple[str, bool]:
    """(the governing word, whether a conjunction stands before)."""
    token = scene.sentence.tokens[actor.first]
    lead = token.folded[: max(0, actor.words.span.start - token.span.start)]
    conjoined = lead[:1] in ("و", "ف") or scene.folded(actor.first - 1) in ("و", "،", ",", "او")
    preposition = lead.lstrip("وف")[:1]
    by = [c for c in scene.cues_of("by") if 0 < actor.first - c.last <= 2 or c.last == actor.first]
    if by:
        return "by", conjoined
    if preposition in ("ب", "ل", "ك"):
        return preposition, conjoined
    governing = _preposition_before(scene, actor.first)
    if governing == "من" and scene.words.stems(max(0, actor.first - 2)) & wordset("members"):
        return "", conjoined  # "مئة مقاتل من الحركة": the group stands for its members
    return governing, conjoined


def _preposition_before(scene: Scene, at: int) -> str:
    previous = scene.folded(at - 1)
    if previous in _BETWEEN_CASE:
        previous = scene.folded(at - 2)
    for reading in readings(previous)[:3]:
        if reading.stem in wordset("prepositions") and not reading.article:
            return reading.stem
    return ""


@dataclass(frozen=True, slots=True)
class Window:
    """Where the arguments of a trigger may stand: tokens `first`..`last` of its sentence."""

    first: int
    last: int

    def holds(self, actor: ActorMention) -> bool:
        return self.first <= actor.first and actor.last <= self.last


def sides_of(
    scene: Scene,
    trigger: TriggerMention,
    window: Window,
    *,
    governed: tuple[Governed, ...],
    victims: tuple[Span, ...] = (),
) -> Sides:
    """The sides of one trigger. `victims` are the spans of people told harmed beside it: they are no subjects."""
    around = tuple(g for g in governed if window.holds(g.actor) and not _only_speaks(scene, trigger, g.actor))
    before = tuple(g for g in around if g.actor.last < trigger.first)
    after = tuple(g for g in around if g.actor.first > trigger.first)
    grammar = _Grammar(scene, trigger, before, after, victims)
    sides = _PATTERNS[trigger.entry.pattern](grammar)
    return replace(sides, guessed=grammar.guessed and bool(sides.initiator))


def _only_speaks(scene: Scene, trigger: TriggerMention, actor: ActorMention) -> bool:
    """Whether an actor is only the one who tells of the trigger: no side, unless he claims the act."""
    says = any(
        s.words.span.overlaps(actor.words.span) and s.scope_first <= trigger.first <= s.scope_last
        for s in scene.speakers
    )
    return says and not (
        trigger.form.pronoun or _claims(scene, actor, trigger) or _announces(scene, actor, trigger)
    )


def _announces(scene: Scene, actor: ActorMention, trigger: TriggerMention) -> bool:
    """ "أعلنت الكتائب حالة النفير": who announces an act by its noun does it; after أن he only tells of it."""
    if trigger.form.kind != "noun" or trigger.entry.pattern not in _ANNOUNCED:
        return False
    between = range(actor.last + 1, trigger.first)
    return 0 <= len(between) <= 4 and not any(scene.folded(i) in ("ان", "انه", "انها") for i in between)


def _claims(scene: Scene, actor: ActorMention, trigger: TriggerMention) -> bool:
    """ "أعلن التنظيم مسؤوليته عن الهجوم", "تبنى التنظيم التفجير"."""
    around = range(max(0, actor.first - 4), trigger.first)
    return any(stem.startswith(_CLAIMS) for i in around for stem in scene.words.stems(i))


class _Grammar:
    """The questions that the patterns ask of one trigger's surroundings."""

    def __init__(
        self,
        scene: Scene,
        trigger: TriggerMention,
        before: tuple[Governed, ...],
        after: tuple[Governed, ...],
        victims: tuple[Span, ...],
    ) -> None:
        self.scene, self.trigger, self.before, self.after, self.victims = (
            scene,
            trigger,
            before,
            after,
            victims,
        )
        self.is_verb = trigger.form.kind != "noun"
        self.guessed = False

    def run(self, start: Governed | None) -> tuple[ActorMention, ...]:
        """An actor with those joined to it by و."""
        if start is None:
            return ()
        actors = [start.actor]
        row = self.before + self.after
        for governed in row[row.index(start) + 1 :]:
            if not governed.joined:
                break
            actors.append(governed.actor)
        return tuple(actors)

    def first_after(self, *cases: str, within: int = 99) -> Governed | None:
        """The first actor after the trigger with one of the cases, at most `within` tokens away."""
        return next((g for g in self.after if g.case in cases and self._gap(g) <= within), None)

    def _gap(self, governed: Governed) -> int:
        return governed.actor.first - self.trigger.last

    def harmed(self, governed: Governed) -> bool:
        return any(governed.actor.words.span.overlaps(v) for v in self.victims)

    def by(self) -> Governed | None:
        return self.first_after("by")

    def bare_after(self) -> list[Governed]:
        """Actors without preposition after a verb, near enough to be its subject and object."""
        reach = self.trigger.last + _OBJECT_GAP
        return [g for g in self.after if g.case == "" and not g.joined and g.actor.first <= reach]

    def subject_before(self, within: int = 3) -> Governed | None:
        """A bare actor that ends just before the verb: "أن القوات هاجمت", "القوات التي هاجمت"."""
        for governed in reversed(self.before):
            gap = self.trigger.first - governed.actor.last
            bare = governed.case in ("", "by") and self.can_act(governed)
            if gap <= within and bare and (gap == 1 or not self.harmed(governed)):
                return governed
        return None

    def can_act(self, governed: Governed) -> bool:
        """Whether the actor is somebody, not a post or a thing that somebody holds."""
        posts = self.scene.words.stems(governed.actor.head) & wordset("armed_posts")
        return governed.actor.kind != "other" and not posts

    def verb_arguments(self) -> tuple[Governed | None, Governed | None]:
        """(subject, object) of a verb trigger. Things are objects, never subjects."""
        after = self.bare_after()
        if after and self._something_between(after[0]):
            return self.subject_before() or self.clause_subject() or self.any_before(), after[0]
        if after and not self.can_act(after[0]) and not self.trigger.form.pronoun:
            return self.subject_before() or self.clause_subject(), after[0]
        pronoun_subject = self.trigger.form.plural
        subject = self.subject_before()
        adjacent = subject is not None and self.trigger.first - subject.actor.last == 1
        if pronoun_subject or adjacent or (subject and not (after and self._gap(after[0]) <= 1)):
            return subject or self.clause_subject(), after[0] if after else None
        if not after or self._gap(after[0]) > _SUBJECT_GAP:
            return subject or self.clause_subject(), after[0] if after else None
        return after[0], after[1] if len(after) > 1 else None

    def _something_between(self, governed: Governed) -> bool:
        """Whether a noun stands between verb and actor, so that the actor is not the subject: "سلمت بلداتها …"."""
        for at in range(self.trigger.first + 1, governed.actor.first):
            dated = any(d.first <= at <= d.last for d in self.scene.dates)
            word = self.scene.folded(at)
            if not dated and word.endswith(("ها", "هم")) and len(word) > 4:
                return True
        return False

    def any_before(self) -> Governed | None:
        """The nearest armed actor before, in whatever case: the subject that a verb leaves unsaid."""
        row = [g for g in self.before if g.actor.kind in ARMED and not self._hurt(g) and self.can_act(g)]
        return row[-1] if row else None

    def light(self) -> CueMention | None:
        """The nearest light verb in the clause of the trigger."""
        clause = self.scene.clauses[self.trigger.first]
        near = [
            c
            for c in self.scene.cues_of("light")
            if self.scene.clauses[c.first] == clause and -25 <= c.first - self.trigger.last <= 4
        ]
        return min(near, key=lambda c: abs(c.first - self.trigger.first)) if near else None

    def light_subject(self) -> Governed | None:
        """The subject of the light verb near the trigger: "شن مسلحون هجوما", "هجوم شنه مسلحون"."""
        light = self.light()
        if light is None:
            return None
        row = [g for g in self.before + self.after if g.case == "" and not self._hurt(g)]
        after = [g for g in row if 0 < g.actor.first - light.last <= 4]
        if after and (light.first > self.trigger.first or after[0].actor.last < self.trigger.first):
            return after[0]
        if light.first > self.trigger.first:
            return None
        return next((g for g in reversed(row) if g.actor.last < light.first), None)

    def sufferer(self) -> Governed | None:
        """The subject of "تعرض … لهجوم"."""
        cues = [c for c in self.scene.cues_of("suffers") if 0 < self.trigger.first - c.last <= 14]
        if not cues:
            return None
        verb = cues[-1]
        row = [g for g in self.before if g.case in ("", "ل")]
        return next((g for g in row if g.actor.first > verb.last), row[-1] if row else None)

    def reached(self) -> Governed | None:
        """The object of "غارة استهدفت X"."""
        for cue in self.scene.cues_of("reaches"):
            if 0 < cue.first - self.trigger.last <= 6:
                return next(
                    (g for g in self.after if 0 < g.actor.first - cue.last <= 4 and g.case == ""), None
                )
        return None

    def owner(self) -> Governed | None:
        """The actor in the genitive after a noun trigger: "هجوم المسلحين", "انسحاب القوات"."""
        if not self.after:
            return None
        first = self.after[0]
        adjective = 2 if self.trigger.last == self.trigger.first else 1
        return first if first.case in ("", "ل") and self._gap(first) <= adjective else None

    def clause_subject(self) -> Governed | None:
        """The nearest bare armed actor earlier in the clause: perhaps the subject of a governing verb."""
        clause = self.scene.clauses[self.trigger.first]
        bare = [
            g
            for g in self.before
            if g.case == ""
            and not g.joined
            and not self._hurt(g)
            and self._tied(g, clause)
            and self.can_act(g)
        ]
        found = next((g for g in reversed(bare) if g.actor.kind in ARMED), None)
        self.guessed = found is not None
        return found

    def _hurt(self, governed: Governed) -> bool:
        """Whether any casualty of the sentence is this actor."""
        return any(governed.actor.words.span.overlaps(c.words.span) for c in self.scene.casualties)

    def _tied(self, governed: Governed, clause: int) -> bool:
        """In one clause with the trigger, or joined to it by a governing verb (تمكن من، فشل في)."""
        if self.scene.clauses[governed.actor.last] == clause:
            return True
        first, last = governed.actor.last, self.trigger.first
        return any(
            c.cue.does in ("light", "failed", "threatened", "planned") and first < c.first < last
            for c in self.scene.cues
        )

    def pair(self) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]] | None:
        """The two sides of "بين X وY", or None."""
        between = [g for g in self.after if g.case == "بين"]
        if not between:
            return None
        return (between[0].actor,), tuple(g.actor for g in between[1:])


def _strike(g: _Grammar) -> Sides:
    if g.is_verb:
        return _strike_verb(g)
    against = g.reached() or g.first_after("علي", "ضد", "باتجاه", "صوب", "نحو", "بحق", "تجاه") or g.sufferer()
    owner = g.owner()
    doer = g.by() or g.light_subject() or (g.first_after("من", within=3) if g.sufferer() else None)
    if owner and _takes_object(g, owner):
        against, owner = owner, None
    doer = doer or owner or (None if g.sufferer() else g.clause_subject())
    if doer and against and doer.actor == against.actor:
        doer = None
    return Sides(g.run(doer), g.run(against))


def _takes_object(g: _Grammar, owner: Governed) -> bool:
    """Whether the genitive is what was struck: "استهداف دورية", "قصف المدنيين"."""
    stem = readings(g.scene.folded(g.trigger.first))[-1].stem
    if any(r.stem in wordset("object_nouns") for r in readings(g.scene.folded(g.trigger.first))):
        return True
    return stem.startswith("قصف") and owner.actor.kind not in ARMED


def _strike_verb(g: _Grammar) -> Sides:
    subject, struck = g.verb_arguments()
    struck = struck or g.first_after("علي", "ضد", "باتجاه", "صوب", "نحو", "ب", within=8)
    doer = g.by() or subject
    if doer and g.harmed(doer) and not struck:
        return Sides((), g.run(doer))
    return Sides(g.run(doer), g.run(struck))


def _harm(g: _Grammar) -> Sides:
    if g.is_verb:
        return _harm_verb(g)
    victim = (
        next((x for x in g.after if g.harmed(x)), None) or g.owner() or g.first_after("علي", "عن", within=6)
    )
    doer = g.by() or g.light_subject() or g.clause_subject()
    if doer and victim and doer.actor == victim.actor:
        doer = None
    return Sides(g.run(doer), g.run(victim))


def _harm_verb(g: _Grammar) -> Sides:
    subject, harmed = g.verb_arguments()
    by = g.by()
    if by:
        return Sides(g.run(by), g.run(subject if subject is not by else harmed))
    victim = next((x for x in g.after if g.harmed(x)), None)
    if victim:
        return Sides(g.run(subject if subject is not victim else None), g.run(victim))
    if subject and harmed is None and subject.actor.kind not in ARMED | {"political"}:
        return Sides((), g.run(subject))
    harmed = harmed or g.first_after("علي", "عن", within=8)
    return Sides(g.run(subject), g.run(harmed))


def _mutual(g: _Grammar) -> Sides:
    pair = g.pair()
    if pair:
        return Sides(*pair)
    other = g.first_after("مع", "ضد")
    doer = g.light_subject() or g.owner() or g.clause_subject()
    if g.is_verb:
        subject, thing = g.verb_arguments()
        doer, other = subject or doer, other or thing
    if doer and other and doer.actor == other.actor:
        doer = None
    return Sides(g.run(doer), g.run(other))


def _seize(g: _Grammar) -> Sides:
    doer = g.by() or (g.verb_arguments()[0] if g.is_verb else None) or g.light_subject()
    held = g.first_after("من")
    doer = doer or g.owner() or g.clause_subject()
    if held and doer and (held.actor == doer.actor or _one_name(held.actor, doer.actor)):
        doer = next((x for x in reversed(g.before) if not _one_name(x.actor, held.actor)), None)
        g.guessed = True
    return Sides(g.run(doer), g.run(held))


def _fall(g: _Grammar) -> Sides:
    """The place is the subject; who took it stands after بيد."""
    taker = g.by() or g.first_after("بيد") or next((x for x in g.after if x.case == "by"), None)
    return Sides(g.run(taker), ())


def _dispersal(g: _Grammar) -> Sides:
    """Who is dispersed protests; who disperses is the other side."""
    if g.is_verb:
        subject, crowd = g.verb_arguments()
        return Sides(g.run(crowd), g.run(subject))
    return Sides(g.run(g.owner()), g.run(g.by() or g.clause_subject()))


def _expel(g: _Grammar) -> Sides:
    if g.is_verb:
        subject, out = g.verb_arguments()
        return Sides(g.run(subject), g.run(out))
    return Sides(
        g.run(g.by() or g.light_subject() or g.clause_subject()), g.run(g.owner() or g.first_after(""))
    )


def _repel(g: _Grammar) -> Sides:
    """Who repels is attacked: the target; who attacked is named after the attack."""
    defender = (
        g.by() or (g.verb_arguments()[0] if g.is_verb else None) or g.light_subject() or g.clause_subject()
    )
    attacker = next((x for x in g.after if x is not defender and x.case in ("", "ل", "من")), None)
    return Sides(g.run(attacker), g.run(defender))


def _one_name(a: ActorMention, b: ActorMention) -> bool:
    return bool(a.id and a.id == b.id)


def _act(g: _Grammar) -> Sides:
    if g.is_verb and g.trigger.entry.type == "threat":
        subject, threatened = g.verb_arguments()
        return Sides(g.run(subject), g.run(threatened or g.first_after("ضد")))
    doer = g.by() or (g.verb_arguments()[0] if g.is_verb else None) or g.light_subject()
    doer = doer or g.owner() or g.clause_subject()
    if doer is None and g.trigger.entry.pattern == "leave":
        doer = g.any_before()
    return Sides(g.run(doer), g.run(g.first_after("ضد")))


def _suffer(g: _Grammar) -> Sides:
    sufferer = (
        (g.verb_arguments()[0] if g.is_verb else None) or g.owner() or g.first_after("", "من", within=4)
    )
    return Sides((), g.run(sufferer))


def _suffer_place(g: _Grammar) -> Sides:
    subject = g.verb_arguments()[0] if g.is_verb else g.owner()
    doer = g.by() or (subject if subject and subject.actor.kind in ARMED else None)
    return Sides(g.run(doer), g.run(g.first_after("علي", "باتجاه", "نحو", "صوب")))


def _blast(g: _Grammar) -> Sides:
    struck = g.reached() or g.first_after("علي", "ب", "ضد", "قرب") or g.sufferer()
    doer = g.by() or g.light_subject()
    if g.is_verb and g.trigger.words.text and not doer:
        subject = g.verb_arguments()[0]
        doer = subject if subject and subject.actor.kind in ARMED else None
    return Sides(g.run(doer), g.run(struck))


def _deal(g: _Grammar) -> Sides:
    pair = g.pair()
    if pair:
        return Sides(*pair)
    other = g.first_after("مع")
    return Sides(g.run(g.light_subject() or g.clause_subject()), g.run(other))


_PATTERNS = {
    "mutual": _mutual,
    "strike": _strike,
    "harm": _harm,
    "seize": _seize,
    "fall": _fall,
    "dispersal": _dispersal,
    "expel": _expel,
    "repel": _repel,
    "leave": _act,
    "give": lambda g: Sides(_act(g).initiator, g.run(g.first_after("الي", "ل"))),
    "act": _act,
    "suffer": _suffer,
    "suffer_place": _suffer_place,
    "blast": _blast,
    "close": lambda g: Sides(_act(g).initiator, g.run(g.first_after("عن"))),
    "deal": _deal,
}


def actors_of(sides: Sides) -> Iterator[ActorMention]:
    """Both sides' actors."""
    yield from sides.initiator
    yield from sides.target
