"""Step 5: critical moments of a journey, found by stated rules, each with the statements it rests on.

    low       the contact, fear or obstacle with the most and strongest bad statements
    high      the contact or need with the most and strongest good statements
    turn      feelings change sign, or by a whole step, from one stage to the next
    decision  the stage in which most interviews tell who decided, or of offer and contract
    shared    the one thing that most interviews report, at least half of them

A rule needs two interviews wherever the journey rests on three or more. Critical incidents after Flanagan (1954), "The
critical incident technique", Psychological Bulletin 51(4), doi 10.1037/h0061470; rules are ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.method.journey.journey import UNREVIEWED, Item, Journey, Stage, Statement

__all__ = ["KINDS", "Moment", "moments"]

KINDS = ("low", "high", "turn", "decision", "shared")
DECIDING = ("role.decider", "touchpoint.contract_negotiation", "touchpoint.offer")
LOWS = 2  #: how many lows a map names, of different stages
STEP = 1.0  #: a change of feelings that is a turn without a change of sign
FELT = 0.25  #: feelings nearer to 0 have no sign


@dataclass(frozen=True, slots=True)
class Moment:
    """A critical moment.

    Attributes:
        kind: one of `KINDS`.
        phase: id of the stage.
        code: what it is about, "" for a turn.
        value: feeling, -2 to 2 (of a turn: after it; None for decision and shared).
        before: of a turn: the feeling in the stage before it.
        statements: what it rests on, the one to quote first.
    """

    kind: str
    phase: str
    code: str
    value: float | None
    before: float | None
    statements: tuple[Statement, ...]

    @property
    def interviews(self) -> tuple[str, ...]:
        """The interviews it rests on."""
        return tuple(sorted({s.interview for s in self.statements}))

    @property
    def unreviewed(self) -> int:
        """How many of its statements nobody has reviewed."""
        return sum(s.status == UNREVIEWED for s in self.statements)


def moments(journey: Journey, quotable: Callable[[str], int] = lambda _: 0) -> tuple[Moment, ...]:
    """The critical moments in the order of the stages.

    Args:
        journey: the map.
        quotable: passage id -> how awkward it is to quote, 0 for not at all.
    """
    least = 2 if journey.base >= 3 else 1
    found = [*_felt(journey, least), *_turns(journey, least), *_decisions(journey, least), *_shared(journey, least)]
    places = {stage.phase: place for place, stage in enumerate(journey.stages)}
    unique = {(m.kind, m.phase, m.code): m for m in found}.values()
    led = [_led(moment, quotable) for moment in unique]
    return tuple(sorted(led, key=lambda m: (places[m.phase], KINDS.index(m.kind), m.code)))


def _led(moment: Moment, quotable: Callable[[str], int]) -> Moment:
    """The moment with the statement to quote first: of its own sign, reviewed, readable."""
    sign = {"low": -1, "high": 1}.get(moment.kind, 0)
    if moment.kind == "turn" and moment.value is not None and moment.before is not None:
        sign = 1 if moment.value > moment.before else -1

    def rank(s: Statement) -> tuple[bool, bool, float, int, str, str]:
        astray = s.valence * sign < 1 if sign else False
        return (astray, s.status == UNREVIEWED, -round(s.score, 1), quotable(s.passage), s.passage, s.code)

    ordered = tuple(sorted(moment.statements, key=rank))
    return Moment(moment.kind, moment.phase, moment.code, moment.value, moment.before, ordered)


def _items(journey: Journey, lanes: Sequence[str]) -> Iterator[tuple[Stage, Item]]:
    for stage in journey.stages:
        for lane in lanes:
            yield from ((stage, item) for item in stage.lanes[lane])


def _felt(journey: Journey, least: int) -> Iterator[Moment]:
    """Lows and the high: how many interviews felt so, times how strongly."""
    for sign, kind, lanes, most in ((-1, "low", ("touchpoints", "pains"), LOWS), (1, "high", ("touchpoints", "information"), 1)):
        ranked: list[tuple[float, str, str, Item]] = []
        for stage, item in _items(journey, lanes):
            if item.code.startswith("touchpoint.") and item not in stage.lanes["touchpoints"]:
                continue  # among the pains stand a contact's bad statements only
            mine = [value for _, value in item.feeling.by_interview if value * sign > 0]
            if len(mine) >= least and (item.feeling.value or 0.0) * sign > 0:
                ranked.append((-abs(sum(mine)), stage.phase, item.code, item))
        first: dict[str, Item] = {}
        for _, phase, _, item in sorted(ranked, key=lambda entry: entry[:3]):
            first.setdefault(phase, item)
        for phase, item in list(first.items())[:most]:
            yield Moment(kind, phase, item.code, item.feeling.value, None, item.statements)


def _turns(journey: Journey, least: int) -> Iterator[Moment]:
    felt = [stage for stage in journey.stages if len(stage.feeling.by_interview) >= least]
    for before, after in pairwise(felt):
        old, new = before.feeling.value, after.feeling.value
        if old is None or new is None:
            continue
        crossed = old * new < 0 and min(abs(old), abs(new)) >= FELT
        if crossed or abs(new - old) >= STEP:
            way = 1 if new > old else -1
            yield Moment("turn", after.phase, "", new, old, tuple(s for s in after.statements if s.valence == way))


def _decisions(journey: Journey, least: int) -> Iterator[Moment]:
    best: tuple[int, int, Stage, tuple[Statement, ...]] | None = None
    for stage in journey.stages:
        told = tuple(s for s in stage.statements if s.code in DECIDING)
        weight = len({s.interview for s in told})
        if weight >= least and (best is None or (weight, len(told)) > (best[0], best[1])):
            best = (weight, len(told), stage, told)
    if best is not None:
        codes = [s.code for s in best[3]]
        leading = min(set(codes), key=lambda code: (-codes.count(code), DECIDING.index(code)))
        yield Moment("decision", best[2].phase, leading, None, None, best[3])


def _shared(journey: Journey, least: int) -> Iterator[Moment]:
    ranked = sorted(
        _items(journey, ("steps", "touchpoints", "information", "criteria", "pains")),
        key=lambda entry: (-len(entry[1].interviews), -len(entry[1].statements), entry[1].code, entry[0].phase),
    )
    if ranked and len(ranked[0][1].interviews) >= max(least, journey.base / 2):
        stage, item = ranked[0]
        yield Moment("shared", stage.phase, item.code, None, None, item.statements)
