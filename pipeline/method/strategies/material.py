"""Step 6: what strategies are derived from. Codings as evidence, the surest first, and on which side of the purchase they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.method.codebook.codebook import TOUCHPOINT, Codebook
from pipeline.method.coding.coding import REVIEWED, Coding
from pipeline.method.review.certainty import surest
from pipeline.method.strategies.playbook import AFTER, WINNING, Playbook
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.phases import PhaseModel
from pipeline.method.touchpoints.quality import WeakPoint, strong
from pipeline.method.touchpoints.touchpoints import Mention

__all__ = ["CONTACTS", "Evidence", "Material", "decision_phase", "sides"]

#: codes that mark the phase of the decision, and where in a talk it is told where the phase model weighs none of them
_DECIDING, _DECIDED = ("touchpoint.contract_negotiation", "role.decider", "role.buyer"), 0.65
_USING = ("touchpoint.kickoff", "touchpoint.training", "touchpoint.customer_portal", "touchpoint.hotline", "touchpoint.invoice",
          "touchpoint.user_event", "touchpoint.account_manager", "touchpoint.documentation")  # fmt: skip
CONTACTS = frozenset((TOUCHPOINT, "source"))  #: families that tell of a contact
_READABLE = 140  #: characters of a quote that reads well
_HARM = {-1: 0.75, 0: 0.5, 1: 0.25}  #: how heavy an interview's statements weigh, by the worst of them
_MORE = 0.25  #: ... and more, where it says something bad twice or in strong words


@dataclass(frozen=True, slots=True)
class Evidence:
    """A coding as evidence.

    Attributes:
        interview, passage, code, phase, valence: of the coding; of a contact the phase it is counted in.
        strength: 1 where a person confirmed it, else how sure the coder is of it beside what it is surest of in the family.
        reviewed: whether a person confirmed it.
    """

    interview: str
    passage: str
    code: str
    phase: str
    valence: int
    strength: float
    reviewed: bool


@dataclass(frozen=True)
class Material:
    """What strategies are derived from.

    Attributes:
        codings: those that count.
        mentions: of touchpoints.
        weak_points: contacts that are judged badly.
        passages: by id.
        interviews: ids of all.
        codebook, phases, playbook: of the study.
    """

    codings: Sequence[Coding]
    mentions: Sequence[Mention]
    weak_points: Sequence[WeakPoint]
    passages: Mapping[str, Passage]
    interviews: Sequence[str]
    codebook: Codebook
    phases: PhaseModel
    playbook: Playbook

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Codings with the phase they are counted in, those too unsure left out, strongest first."""
        least = self.playbook.ranking.least
        phases = {(m.passage, f"{TOUCHPOINT}.{m.touchpoint}"): m.phase for m in self.mentions}
        found = [self._evidence(coding, phases.get((coding.passage, coding.code), coding.phase)) for coding in self.codings]
        return tuple(sorted((item for item in found if item.strength >= least), key=self.strongest))

    @cached_property
    def _surest(self) -> Mapping[str, float]:
        return surest(self.codings)

    def _evidence(self, coding: Coding, phase: str) -> Evidence:
        reviewed = coding.status in REVIEWED
        measure = 1.0 if reviewed else self._surest[coding.code.split(".", 1)[0]]
        strength = 1.0 if reviewed else min(1.0, coding.score / measure) if measure > 0 else 0.0
        return Evidence(coding.interview, coding.passage, coding.code, phase, coding.valence, round(strength, 3), reviewed)

    def strongest(self, item: Evidence) -> tuple[object, ...]:
        """Sorts what was confirmed first, then what the coder is surest of, then what reads best: middling length."""
        length = len(self.passages[item.passage].text)
        return (not item.reviewed, -round(item.strength, 1), abs(length - _READABLE), item.interview, item.passage, item.code)

    @cached_property
    def by_code(self) -> Mapping[str, tuple[Evidence, ...]]:
        """Evidence by code."""
        found: dict[str, list[Evidence]] = defaultdict(list)
        for item in self.evidence:
            found[item.code].append(item)
        return {code: tuple(items) for code, items in found.items()}

    @cached_property
    def accompanied(self) -> frozenset[str]:
        """Passages that tell of a contact or a source, however unsure, and those next to them in the same turn."""
        telling = {coding.passage for coding in self.codings if coding.code.split(".", 1)[0] in CONTACTS}
        near: set[str] = set()
        for one, other in pairwise(self.passages.values()):
            if (one.interview, one.turn) == (other.interview, other.turn) and (one.id in telling or other.id in telling):
                near |= {one.id, other.id}
        return frozenset(telling | near)

    def alone(self, item: Evidence) -> bool:
        """Whether no contact is told of in the same breath."""
        return item.passage not in self.accompanied

    def harm(self, items: Sequence[Evidence]) -> float:
        """How bad it is for those who tell of it, 0 to 1: the mean over interviews."""
        by_interview: dict[str, list[Evidence]] = defaultdict(list)
        for item in items:
            by_interview[item.interview].append(item)
        return sum(map(self._harm, by_interview.values())) / max(1, len(by_interview))

    def _harm(self, own: Sequence[Evidence]) -> float:
        bad = {item.passage for item in own if item.valence < 0}
        emphatic = len(bad) > 1 or any(strong(self.passages[passage].text, -1) for passage in bad)
        return max(_HARM[item.valence] for item in own) + (_MORE if emphatic else 0.0)

    @cached_property
    def side_of(self) -> Mapping[str, str]:
        """Phase -> "winning" or "after"."""
        return sides(self.phases)

    def side(self, code: str, phase: str) -> str:
        """ "winning" or "after": what a code in a phase counts for."""
        if code in _USING and AFTER not in self.side_of.values():
            return AFTER
        return self.side_of.get(phase, WINNING)


def decision_phase(phases: PhaseModel) -> str:
    """The phase in which the decision falls: where contract, decider and buyer weigh most, else the one told at its place."""
    return max(phases.phases, key=lambda p: (sum(map(p.weight, _DECIDING)), -abs(p.place - _DECIDED))).id


def sides(phases: PhaseModel) -> dict[str, str]:
    """Phase -> "winning" up to the decision, "after" behind it. Where the decision is last, contacts of use are "after"."""
    last = phases.ids.index(decision_phase(phases))
    return {phase: WINNING if place <= last else AFTER for place, phase in enumerate(phases.ids)}
