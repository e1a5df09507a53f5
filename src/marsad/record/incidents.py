"""Join the events of many reports into incidents, one report at a time, and take every join back on demand.

The result depends on the set of reports and decisions alone. Events that name their day and place closely
are clustered among themselves; vague ones (a month, a region, no day) are then fastened to the one incident
that they fit best, or, where none fits, to each other. Nothing reaches farther than an event's neighbourhood
in place and time, so that adding a report costs by that neighbourhood.

Two events that one report lists apart are never joined. A person's split or join is kept and wins.
Method and limits: docs/explanation/incidents.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from marsad.model import Aside, Decision, Join, ReportRecord
from marsad.record.clusters import cluster
from marsad.record.evidence import SLACK, explain, weigh
from marsad.record.nodes import Block, Node, doors, homes, nodes_of

_Fit = tuple[float, tuple[str, ...]]
_MARGIN = 0.5  # points by which a vague event must fit one incident better than the next


def pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True)
class Group:
    """The events of one incident: `core` date and place it, `fastened` only fit it."""

    id: str
    core: tuple[str, ...]
    fastened: tuple[str, ...] = ()

    @property
    def events(self) -> tuple[str, ...]:
        return tuple(sorted(self.core + self.fastened))


@dataclass(slots=True, eq=False)
class IncidentIndex:
    """A record of reports that grows and shrinks; `groups()` tells its incidents at any time.

    `ids` maps events to the permanent ids of the incidents that they were in: give it what an earlier index
    returned from `registry()`, and incidents keep their names.
    """

    ids: dict[str, str] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    retired: dict[str, str] = field(default_factory=dict)
    _reports: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _blocks: dict[Block, dict[str, None]] = field(default_factory=dict)
    _edges: dict[str, dict[str, float]] = field(default_factory=dict)
    _forced: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _split: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _decisions: list[Decision] = field(default_factory=list)
    _core_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _choice: dict[str, tuple[str, float]] = field(default_factory=dict)
    _fastened: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _named: dict[tuple[str, ...], str] = field(default_factory=dict)
    _home: dict[str, tuple[str, ...]] = field(default_factory=dict)  # id → the group that has it now
    _dirty: set[str] = field(default_factory=set)
    _unnamed: set[str] = field(default_factory=set)

    # --- what comes in and goes out ---------------------------------------------------------------------

    def add(self, record: ReportRecord) -> tuple[Aside, ...]:
        """Enter a report, in place of an earlier one of its id. Returns the events that cannot be joined."""
        self.remove(record.document.id)
        nodes = tuple(nodes_of(record))
        self._reports[record.document.id] = tuple(node.key for node in nodes)
        for node in nodes:
            self.nodes[node.key] = node
            if node.comparable:
                self._enter(node)
            self._touch(node.key)
        return tuple(Aside(node.key, node.problem) for node in nodes if node.problem)

    def remove(self, report: str) -> None:
        """Take a report out; what it held together falls apart again."""
        for key in self._reports.pop(report, ()):
            node = self.nodes.pop(key)
            for block in set(homes(node)) if node.comparable else ():
                kept = self._blocks[block]
                kept.pop(key, None)
                if not kept:
                    del self._blocks[block]
            self._touch(*self._edges.get(key, ()), *self._forced.get(key, ()), *self._core_of.get(key, ()))
            for other in self._edges.pop(key, {}):
                self._edges[other].pop(key, None)
            self._leave(key)

    def decide(self, decision: Decision) -> None:
        """Keep a person's word on two events; the later of two on one pair counts."""
        one, other = pair(decision.one, decision.other)
        kept = [d for d in self._decisions if pair(d.one, d.other) != (one, other)]
        self._decisions = [*kept, decision]
        for table, kind in ((self._forced, "join"), (self._split, "split")):
            for a, b in ((one, other), (other, one)):
                table[a].discard(b)
                if decision.kind == kind:
                    table[a].add(b)
        self._touch(*(key for key in (one, other) if key in self.nodes))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return tuple(self._decisions)

    def _enter(self, node: Node) -> None:
        met = {key for block in set(doors(node, SLACK)) for key in self._blocks.get(block, ())}
        for key in met:
            score = weigh(node, self.nodes[key])
            if score is not None:
                self._edges.setdefault(node.key, {})[key] = score
                self._edges.setdefault(key, {})[node.key] = score
        for block in homes(node):
            self._blocks.setdefault(block, {})[node.key] = None

    def _touch(self, *keys: str) -> None:
        self._dirty.update(keys)

    def _leave(self, key: str) -> None:
        """Forget the group of an event that is gone or to be placed anew."""
        core = self._core_of.pop(key, None)
        if core:
            self._unname(core)
            for member in core:
                self._core_of.pop(member, None)
            loose = self._fastened.pop(core[0], set())
            self._dirty.update(member for member in (*core, *loose) if member in self.nodes)
            for member in loose:
                self._choice.pop(member, None)
        choice = self._choice.pop(key, None)
        if choice:
            self._fastened[choice[0]].discard(key)
            self._unnamed.add(choice[0])
        self._dirty.discard(key)

    # --- placing what changed ---------------------------------------------------------------------------

    def settle(self) -> None:
        """Place the events touched since the last time, and all whose place depends on theirs."""
        while self._dirty:
            dirty = {key for key in self._dirty if key in self.nodes}
            self._dirty.clear()
            firm = {key for key in dirty if self._firm(key)}
            changed = self._settle_firm(firm)
            loose = {key for key in dirty if key not in changed}
            for key in changed:
                loose.update(other for other in self._edges.get(key, ()) if other not in changed)
            self._settle_loose({key for key in loose if not self._firm(key)})
            self._dirty &= self._dirty - changed - loose

    def _firm(self, key: str) -> bool:
        """Whether an event is clustered rather than fastened. A person's join makes any event firm."""
        return bool(self._forced.get(key)) or not self.nodes[key].vague

    def _component(self, start: str, member: str) -> set[str]:
        """All events tied to one by strong pairs or by a person, of the same kind (`firm` or `loose`)."""
        found, waiting = {start}, [start]
        while waiting:
            key = waiting.pop()
            for other in (*self._edges.get(key, ()), *self._forced.get(key, ())):
                if other in found or other not in self.nodes or self._firm(other) != (member == "firm"):
                    continue
                found.add(other)
                waiting.append(other)
        return found

    def _settle_firm(self, firm: set[str]) -> set[str]:
        changed: set[str] = set()
        for key in sorted(firm):
            if key in changed:
                continue
            component = self._component(key, "firm")
            for member in component:
                self._leave(member)
            self._keep(self._cluster(component))
            changed |= component
        return changed

    def _settle_loose(self, loose: set[str]) -> None:
        """Fasten vague events: each chooses for itself; of one report's only the best may have a group."""
        loose = loose.union(*(self._siblings(key) for key in loose))
        for key in sorted(loose):
            self._leave(key)
        wishes = {key: wish for key in sorted(loose) if (wish := self._wish(key))}
        taken: dict[tuple[str, str], tuple[str, float]] = {}
        for key, (lead, score) in sorted(wishes.items(), key=lambda item: (-item[1][1], item[0])):
            taken.setdefault((self.nodes[key].report, lead), (key, score))
        for (_, lead), (key, score) in taken.items():
            self._choice[key] = (lead, score)
            self._fastened[lead].add(key)
            self._unnamed.add(lead)
        self._settle_rest({key for key in loose if key not in self._choice})

    def _siblings(self, key: str) -> Iterator[str]:
        report = self._reports.get(self.nodes[key].report, ())
        return (other for other in report if other in self.nodes and not self._firm(other))

    def _settle_rest(self, rest: set[str]) -> None:
        """Cluster the vague events that no incident fits."""
        done: set[str] = set()
        for key in sorted(rest):
            if key in done:
                continue
            component = {k for k in self._component(key, "loose") if k not in self._choice}
            for member in component:
                self._leave(member)
            self._keep(self._cluster(component))
            done |= component

    def _cluster(self, component: set[str]) -> list[tuple[str, ...]]:
        if len(component) == 1:
            return [tuple(component)]
        scores = {
            (key, other): score
            for key in component
            for other, score in self._edges.get(key, {}).items()
            if key < other and other in component
        }
        forced = {pair(k, o) for k in component for o in self._forced.get(k, ()) if o in component}
        return cluster(sorted(component), scores, self._apart, forced)

    def _keep(self, groups: Iterable[tuple[str, ...]]) -> None:
        for core in groups:
            for key in core:
                self._core_of[key] = core
                self._dirty.discard(key)
            self._unnamed.add(core[0])

    def _apart(self, a: tuple[str, ...], b: tuple[str, ...]) -> bool:
        """Whether two groups hold events that one report lists apart, or that a person split."""
        reports = {self.nodes[key].report for key in a}
        if any(self.nodes[key].report in reports for key in b):
            return True
        return any(self._split.get(x) and any(y in self._split[x] for y in b) for x in a)

    def _wish(self, key: str) -> tuple[str, float] | None:
        """The group that a vague event fits best, by its strongest pair; None where two fit alike."""
        best: dict[tuple[str, ...], float] = {}
        for other, score in self._edges.get(key, {}).items():
            if self._firm(other) and other in self._core_of:
                core = self._core_of[other]
                best[core] = max(score, best.get(core, score))
        fits = [
            (score, core)
            for core, score in best.items()
            if not self._apart((key,), core) and self._reaches(key, core)
        ]
        fits.sort(key=lambda fit: (-fit[0], self._age(key, fit[1]), fit[1]))
        if not fits or (len(fits) > 1 and self._alike(key, fits[0], fits[1])):
            return None
        return fits[0][1][0], fits[0][0]

    def _reaches(self, key: str, core: tuple[str, ...]) -> bool:
        edges = self._edges[key]
        return sum(other in edges for other in core) >= 0.4 * len(core)

    def _age(self, key: str, core: tuple[str, ...]) -> int:
        return abs(self.nodes[key].told - max(self.nodes[other].last for other in core))

    def _alike(self, key: str, one: _Fit, other: _Fit) -> bool:
        """Whether two groups fit alike. Who recalls, without a day, who holds a place means the last time."""
        if self.nodes[key].dateless and self.nodes[key].holder.known:
            return self._age(key, one[1]) == self._age(key, other[1])
        return one[0] - other[0] < _MARGIN

    # --- what is asked ----------------------------------------------------------------------------------

    def groups(self) -> tuple[Group, ...]:
        """All incidents, in the order of their first events. Names those that are new."""
        self.settle()
        cores = sorted(set(self._core_of.values()))
        self._name()
        return tuple(
            Group(self._named[core], core, tuple(sorted(self._fastened.get(core[0], ())))) for core in cores
        )

    def group_of(self, key: str) -> Group | None:
        """The incident of an event, None if the event is not in the record."""
        self.settle()
        lead = self._choice[key][0] if key in self._choice else key
        core = self._core_of.get(lead)
        if core is None:
            return None
        self._name()
        return Group(self._named[core], core, tuple(sorted(self._fastened.get(core[0], ()))))

    def registry(self) -> dict[str, str]:
        """Event → permanent id of its incident, to be kept and given to the next index."""
        self.groups()
        return dict(self.ids)

    def joins(self, group: Group) -> tuple[Join, ...]:
        """Why the events of a group are one: the strongest pairs that hold it together, with reasons."""
        told = {pair(d.one, d.other): d for d in self._decisions if d.kind == "join"}
        chosen: list[Join] = []
        within = {group.events[0]}
        rest = list(group.events[1:])
        while rest:
            score, one, other = min(
                ((-self._score(a, b), a, b) for a in rest for b in sorted(within)), default=(0.0, "", "")
            )
            decision = told.get(pair(one, other))
            found = explain(self.nodes[one], self.nodes[other])
            by = f"{decision.by}: {decision.because}" if decision else None
            reasons = found.reasons if found else ()
            chosen.append(Join(*pair(one, other), score=round(-score, 2), reasons=reasons, person=by))
            within.add(one)
            rest.remove(one)
        return tuple(chosen)

    def _score(self, one: str, other: str) -> float:
        if other in self._forced.get(one, ()):
            return 100.0
        return self._edges.get(one, {}).get(other, 0.0)

    # --- permanent names --------------------------------------------------------------------------------

    def _name(self) -> None:
        """Give each group that is new or changed the id that most of its events had, or a new one."""
        leads, self._unnamed = self._unnamed, set()
        fresh = {core for lead in leads if (core := self._core_of.get(lead)) and core[0] == lead}
        for core in fresh:
            self._unname(core)
        for _, id_, group in sorted(claim for core in fresh for claim in self._claims(core)):
            if group not in self._named and id_ not in self._home:
                self._named[group], self._home[id_] = id_, group
        for core in sorted(fresh - self._named.keys()):
            id_ = self._new_id(core, self._home)
            self._named[core], self._home[id_] = id_, core
        for core in sorted(fresh):
            self._record_ids(core)

    def _claims(self, core: tuple[str, ...]) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """The ids that a group's events had, those of most events first."""
        had = Counter(self.ids[key] for key in self._members(core) if key in self.ids)
        return ((-count, id_, core) for id_, count in had.items())

    def _members(self, core: tuple[str, ...]) -> tuple[str, ...]:
        return (*core, *sorted(self._fastened.get(core[0], ())))

    def _unname(self, core: tuple[str, ...]) -> None:
        id_ = self._named.pop(core, None)
        if id_ is not None:
            self._home.pop(id_, None)

    def _record_ids(self, core: tuple[str, ...]) -> None:
        id_ = self._named[core]
        self.retired.pop(id_, None)
        for key in self._members(core):
            before = self.ids.get(key)
            self.ids[key] = id_
            if before and before != id_ and before not in self._home:
                self.retired[before] = id_

    @staticmethod
    def _new_id(core: tuple[str, ...], held: Container[str]) -> str:
        for salt in range(1000):
            id_ = "i" + sha256(f"{core[0]}#{salt}".encode() if salt else core[0].encode()).hexdigest()[:12]
            if id_ not in held:
                return id_
        raise ValueError(f"no free id for the incident of {core[0]}")
