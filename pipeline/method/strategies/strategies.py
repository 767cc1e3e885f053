"""Step 6: strategies. Improvements ranked by effect against effort, the strongest few first, the others with the reason why not.

Effect, 0 to 10, is 10 times the square root of *reach* times *weight*. Reach is the share of interviews, each counted with
the certainty of its best evidence (1 where a person confirmed it); the root lets a point that few suffer badly from stand
beside one that many mention. Weight is a weighted mean of *severity* (how bad it is), *nearness* to the decision and *stakes*
(whether the rule is about losing customers or about forgoing a gain). Priority is the effect divided by a cost for the
effort: a person's where there is one, else the playbook's, else that of an unknown effort. All figures are in the playbook.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.method.codebook.codebook import TOUCHPOINT, said
from pipeline.method.jobs.jobs import Job
from pipeline.method.strategies.improvements import Improvement, improvements
from pipeline.method.strategies.material import Evidence, Material, decision_phase
from pipeline.method.strategies.playbook import AFTER, SIDES

__all__ = ["DECISIONS", "FORM", "Strategy", "effort_typed", "strategies"]

#: what people type for a decision (English, German), small letters -> its meaning
DECISIONS = {"do": "do", "umsetzen": "do", "later": "later", "später": "later", "drop": "drop", "verwerfen": "drop"}
FORM = "strategies"  #: id of the form that people fill in
_SAME = 0.5  #: share of the smaller one's passages from which two improvements are one
_QUOTES = 4  #: quotes of a strategy, each from another interview
_NEAREST, _STEP, _FARTHEST = 1.0, 0.2, 0.4  #: nearness in the phase of the decision, less per phase away, and the least


@dataclass(frozen=True, slots=True)
class Strategy:
    """An improvement with where, why, effect and effort.

    Attributes:
        key: the same in every run, whatever its rank; of the form's row.
        keys: its own and those of the candidates merged into it.
        rank: from 1; 0 where it is not at the top.
        reason: why it is not at the top: "lower", "single", "rule" or "dropped"; "" where it is.
        rule: what found it, one of `RULES`.
        codes: what it rests on.
        side: "winning" customers, or "after" the purchase.
        action: what to do, in the study's language.
        phases: ids, the one most interviews tell of first.
        touchpoints: codes of where it is done.
        job: id of the job whose interviews it rests on, "" where it is several jobs'.
        role: code of the role it is for, or "".
        interviews: it rests on, sorted.
        passages: it rests on, strongest evidence first.
        quotes, models: passages of different interviews that show what is wrong or wanted, and what already works.
        base: interviews in the study.
        unreviewed: how many of its codings nobody has reviewed.
        reach, severity, nearness, stakes: 0 to 1, what the effect is made of.
        effect: 0 to 10.
        effort: the playbook's proposal, 1 to 3, None where nothing defensible can be said; `because` says why.
        own_effort: what a person filled in.
        priority: what ranks it.
        decision: "do", "later", "drop" or "".
        channels: a proposal.
    """

    key: str
    keys: tuple[str, ...]
    rank: int
    reason: str
    rule: str
    codes: tuple[str, ...]
    side: str
    action: str
    phases: tuple[str, ...]
    touchpoints: tuple[str, ...]
    job: str
    role: str
    interviews: tuple[str, ...]
    passages: tuple[str, ...]
    quotes: tuple[str, ...]
    models: tuple[str, ...]
    base: int
    unreviewed: int
    reach: float
    severity: float
    nearness: float
    stakes: float
    effect: float
    effort: int | None
    because: str
    own_effort: int | None
    priority: float
    decision: str
    channels: tuple[str, ...]


def strategies(
    material: Material, jobs: Sequence[Job], filled: Mapping[str, Mapping[str, str]], language: str
) -> tuple[tuple[Strategy, ...], tuple[Strategy, ...]]:
    """The strongest strategies, best first, and those that were considered too.

    Args:
        material: what they are derived from.
        jobs: main jobs.
        filled: key -> field -> what people filled in (form "strategies").
        language: of actions.
    """
    scored = sorted((_scored(c, material, jobs, filled, language) for c in improvements(material)), key=_best_first)
    kept: list[Strategy] = []
    for strategy in scored:
        like = next((place for place, other in enumerate(kept) if _same(strategy, other)), None)
        if like is None:
            kept.append(strategy)
        else:
            kept[like] = _merged(kept[like], strategy, filled, material)
    return _selected(sorted(kept, key=_best_first), material)


def _best_first(strategy: Strategy) -> tuple[float, float, str]:
    return (-strategy.priority, -strategy.effect, strategy.key)


def _scored(
    found: Improvement, material: Material, jobs: Sequence[Job], filled: Mapping[str, Mapping[str, str]], language: str
) -> Strategy:
    ranking, play = material.playbook.ranking, found.play
    certain: dict[str, float] = {}
    for item in found.evidence:
        certain[item.interview] = max(certain.get(item.interview, 0.0), item.strength)
    base = max(1, len(material.interviews))
    reach = sum(certain.values()) / base
    phases = _usual([(item.interview, item.phase) for item in found.evidence])
    nearness = _nearness(phases[0], found.side, material)
    stakes = ranking.stakes.get(found.rule, 0.5)
    weight = ranking.severity * found.severity + ranking.nearness * nearness + ranking.loss * stakes
    effect = 10 * math.sqrt(reach) * weight
    strategy = Strategy(
        found.key, (found.key,), 0, "", found.rule, found.codes, found.side,
        _action(found, phases[0], material, language), phases, _where(found), _job(found, jobs),
        _role(found, material), found.interviews, found.passages, _quotes(found.evidence),
        _quotes(found.models), base, sum(not item.reviewed for item in found.evidence), round(reach, 3),
        round(found.severity, 2), nearness, stakes, round(effect, 2), play.effort or None, said(play.because, language),
        None, 0.0, "", play.channels,
    )  # fmt: skip
    return _decided(strategy, filled, material)


def _decided(strategy: Strategy, filled: Mapping[str, Mapping[str, str]], material: Material) -> Strategy:
    """With what people filled in, under its own key or that of a candidate merged into it."""
    fields: dict[str, str] = {}
    for key in reversed(strategy.keys):
        fields |= filled.get(key, {})
    own = effort_typed(fields.get("effort", ""))
    costs = material.playbook.ranking.costs
    cost = costs.get(own or strategy.effort or 0, 1.0)
    decision = DECISIONS.get(fields.get("decision", "").strip().casefold(), "")
    return replace(strategy, own_effort=own, decision=decision, priority=round(strategy.effect / cost, 2))


def effort_typed(text: str) -> int | None:
    """The effort that a person typed, None where it is none from 1 to 3."""
    found = re.fullmatch(r"\s*([123])(?:[.,]0*)?\s*", text)
    return int(found[1]) if found else None


def _usual(pairs: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Values by how many interviews have them, those left out that less than a third have."""
    counts = Counter(value for _, value in set(pairs))
    ordered = sorted(counts, key=lambda value: (-counts[value], value))
    least = len({name for name, _ in pairs}) / 3
    return tuple(value for place, value in enumerate(ordered) if not place or counts[value] >= least)


def _nearness(phase: str, side: str, material: Material) -> float:
    """1 in the phase of the decision, less with every phase away from it; the last one, where customers stay or go, as next."""
    ids = material.phases.ids
    if side == AFTER and phase == ids[-1]:
        return round(_NEAREST - _STEP, 2)
    steps = abs(ids.index(phase) - ids.index(decision_phase(material.phases))) if phase in ids else 2
    return max(_FARTHEST, round(_NEAREST - _STEP * steps, 2))


def _action(found: Improvement, phase: str, material: Material, language: str) -> str:
    labels = [material.codebook.label(code, language) for code in found.codes]
    names = {p.id: said(p.label, language) for p in material.phases.phases}
    text = said(found.play.mixed if found.mixed and found.play.mixed else found.play.action, language)
    own = phase if found.rule != "bridge" else found.subject
    return text.replace("{label}", ", ".join(labels)).replace("{phase}", names.get(own, own))


def _where(found: Improvement) -> tuple[str, ...]:
    return tuple(code for code in found.codes if code.startswith(f"{TOUCHPOINT}.")) or found.play.at


def _job(found: Improvement, jobs: Sequence[Job]) -> str:
    """The job that more than half of its interviews belong to, and one and a half times as many as of all interviews."""
    everyone = sum(len(job.interviews) for job in jobs)
    for job in jobs if len(jobs) > 1 else ():
        mine = len(set(found.interviews) & set(job.interviews))
        share = mine / len(found.interviews)
        if mine >= 2 and share > 0.5 and share >= 1.5 * len(job.interviews) / everyone:
            return job.id
    return ""


def _role(found: Improvement, material: Material) -> str:
    if found.play.role or found.rule == "role":
        return found.play.role or found.codes[0]
    told = set(found.passages)
    roles = [(i.interview, i.code) for i in material.evidence if i.passage in told and i.code.startswith("role.")]
    usual = _usual(roles)
    return usual[0] if usual and len({name for name, code in roles if code == usual[0]}) >= 2 else ""


def _quotes(items: Sequence[Evidence]) -> tuple[str, ...]:
    """The best passage of each interview, at most a handful."""
    best: dict[str, str] = {}
    for item in items:
        best.setdefault(item.interview, item.passage)
    return tuple(best.values())[:_QUOTES]


def _same(one: Strategy, other: Strategy) -> bool:
    """Whether two rest on the same passages, so that a reader would take them for one."""
    if one.side != other.side:
        return False
    shared = len(set(one.passages) & set(other.passages))
    return shared > 0 and shared >= _SAME * min(len(one.passages), len(other.passages))


def _merged(strategy: Strategy, weaker: Strategy, filled: Mapping[str, Mapping[str, str]], material: Material) -> Strategy:
    """The stronger of two that rest on the same passages; what people filled in for the weaker one holds for it too."""
    keys, codes = (*strategy.keys, *weaker.keys), tuple(dict.fromkeys((*strategy.codes, *weaker.codes)))
    return _decided(replace(strategy, keys=keys, codes=codes), filled, material)


def _selected(ranked: Sequence[Strategy], material: Material) -> tuple[tuple[Strategy, ...], tuple[Strategy, ...]]:
    """The top: what people decided to do, then the strongest; no dropped ones, none that rests on one interview where the study
    has more, few a rule, and both sides where there is evidence."""
    ranking = material.playbook.ranking
    why: dict[str, str] = {}
    for strategy in ranked:
        if strategy.decision == "drop":
            why[strategy.key] = "dropped"
        elif len(strategy.interviews) < 2 <= len(material.interviews) and strategy.decision != "do":
            why[strategy.key] = "single"
    fit = [strategy for strategy in ranked if strategy.key not in why]
    top = [strategy for strategy in fit if strategy.decision == "do"]
    for strategy in (strategy for strategy in fit if strategy.decision != "do"):
        if sum(other.rule == strategy.rule for other in top) >= ranking.per_rule:
            why[strategy.key] = "rule"
        elif len(top) < ranking.most:
            top.append(strategy)
    for side in SIDES:
        best = next((s for s in fit if s.side == side), None)
        if best is not None and top and not any(s.side == side for s in top):
            top[-1:] = [best] if top[-1].decision != "do" else [top[-1], best]
    top.sort(key=_best_first)
    chosen = {strategy.key for strategy in top}
    least = min((strategy.priority for strategy in top), default=0.0)
    first = tuple(replace(strategy, rank=rank) for rank, strategy in enumerate(top, start=1))
    rest = (strategy for strategy in ranked if strategy.key not in chosen)
    return first, tuple(replace(s, reason=_reason(s, why.get(s.key, ""), least)) for s in rest)


def _reason(strategy: Strategy, why: str, least: float) -> str:
    """Too many of its rule is a reason only where it would have been strong enough."""
    return "lower" if not why or (why == "rule" and strategy.priority < least) else why
