"""Step 3: the review. Decisions about codings, kept through re-runs, codebook edits and corrected transcripts.

A decision is keyed by passage, code and reviewer and remembers what it was made under. `reconcile` lays the decisions of a
study on what the coders suggest now. The person wins; nothing is moved silently and nothing is dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.method.codebook.codebook import Codebook
from pipeline.method.coding.coding import Coding
from pipeline.method.review.anchoring import Anchors, How
from pipeline.method.review.decisions import Decision, Verdict, latest
from pipeline.method.talk.passages import Passage

__all__ = ["Outcome", "Reason", "Reviewed", "Ruling", "reconcile"]

HUMAN = "human"
Results = dict[tuple[str, str], Coding]  #: codings by passage and code
Placing = Callable[[str], tuple[str, int]]  #: passage id -> phase and valence of a coding that no coder suggests


class Outcome(StrEnum):
    """What became of a decision in this run."""

    KEPT = "kept"  #: it stands
    OVERRULED = "overruled"  #: it stands though the coders no longer suggest the code: the person wins
    PENDING = "pending"  #: the person is unsure
    RECHECK = "recheck"  #: it stands, but should be looked at again
    ORPHAN = "orphan"  #: its passage or its code is gone; it waits until they come back


class Reason(StrEnum):
    """Why a decision is to be rechecked or has become an orphan; a closed vocabulary."""

    NONE = ""
    DEFINITION = "definition changed"
    SPLIT = "code was split"
    WORDING = "wording changed"
    AMBIGUOUS = "several passages are alike"
    REVIEWERS = "reviewers differ"
    PASSAGE_GONE = "passage gone"
    CODE_GONE = "code gone"
    INTERVIEW_GONE = "interview gone"


_OPEN = (Verdict.UNSURE, Verdict.NOTE)
_SAY_YES = (Verdict.ACCEPT, Verdict.ADD)
_LOST = {How.GONE: Reason.PASSAGE_GONE, How.INTERVIEW_GONE: Reason.INTERVIEW_GONE}


@dataclass(frozen=True, slots=True)
class Ruling:
    """What became of the decisions on one coding.

    Attributes:
        decision: the one that stands: the arbiter's, else the latest.
        outcome, reason: what became of it.
        passage: id of the passage it stands on now, "" where that is gone or unclear.
        code: the code it is about now (after renames), the old one where that is gone or was split.
        new_code: for a recoding, the code instead, after renames.
        choices: codes, or passages, to choose from where a person must.
        others: further decisions on the same coding: of other reviewers, or made under a former id.
    """

    decision: Decision
    outcome: Outcome
    reason: Reason = Reason.NONE
    passage: str = ""
    code: str = ""
    new_code: str = ""
    choices: tuple[str, ...] = ()
    others: tuple[Decision, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether its words stand elsewhere now, or are another speaker's: the passage has another id."""
        return bool(self.passage) and self.passage != self.decision.passage


@dataclass(frozen=True)
class Reviewed:
    """The codings of a study after its decisions, and what became of each decision."""

    codings: tuple[Coding, ...]
    rulings: tuple[Ruling, ...]


def reconcile(
    log: Sequence[Decision],
    suggestions: Sequence[Coding],
    passages: Mapping[str, Passage],
    codebook: Codebook,
    placing: Placing,
) -> Reviewed:
    """Lay decisions on suggestions.

    Args:
        log: every decision ever made, oldest first.
        suggestions: what the coders suggest now.
        passages: the study's passages by id, in the order of interviews and talk.
        codebook: the codebook now.
        placing: gives phase and valence of a coding that no coder suggests.

    Returns:
        the codings, and one ruling for each decided coding. No decision is lost: every current one is in exactly one
        ruling, as its decision or among its others, unless its reviewer withdrew it under a later id of passage or code.
    """
    anchors = Anchors(passages)
    suggested = {(c.passage, c.code): c for c in suggestions}
    groups: dict[tuple[str, str], list[Ruling]] = defaultdict(list)
    apart: list[Ruling] = []
    for decision in latest(log):
        ruling = _laid(decision, anchors, codebook)
        if ruling.passage:
            groups[ruling.passage, ruling.code].append(ruling)
        elif decision.verdict is not Verdict.WITHDRAW:
            apart.append(ruling)
    for group in groups.values():
        group.sort(key=lambda vote: vote.decision.time)  # whatever was imported first; the log decides among equals
    standing = [_settled(votes, suggested) for group in groups.values() if (votes := _not_withdrawn(group))]
    order = {passage: number for number, passage in enumerate(passages)}
    standing.sort(key=lambda r: (order[r.passage], r.code))
    apart.sort(key=lambda r: (r.outcome, r.decision.interview, *r.decision.key))
    codings = _codings(suggested, standing, passages, placing)
    rank = {code.id: number for number, code in enumerate(codebook.codes)}
    codings.sort(key=lambda c: (order[c.passage], rank.get(c.code, len(rank)), c.code))
    return Reviewed(tuple(codings), (*standing, *apart))


def _laid(decision: Decision, anchors: Anchors, codebook: Codebook) -> Ruling:
    """One decision on today's passages and codes."""
    code, new_code, choices, reason = _today(decision, codebook)
    found = anchors.find(decision)
    if reason is Reason.CODE_GONE:
        there = (found.passage,) if found.passage else found.choices
        denied = codebook.successors(decision.code) if decision.new_code and found.how in (How.SAME, How.CHANGED) else ()
        place, code = (found.passage, denied[0]) if len(denied) == 1 else ("", decision.code)  # "not this code" still holds
        return Ruling(decision, Outcome.ORPHAN, reason, place, code, decision.new_code, there)
    if found.how in _LOST:
        return Ruling(decision, Outcome.ORPHAN, _LOST[found.how], "", code, new_code, found.choices)
    if found.how is How.AMBIGUOUS:
        return Ruling(decision, Outcome.RECHECK, Reason.AMBIGUOUS, "", code, new_code, found.choices)
    if reason is Reason.SPLIT:
        return Ruling(decision, Outcome.RECHECK, reason, found.passage, code, new_code, choices)
    if found.how is How.CHANGED:
        return Ruling(decision, Outcome.RECHECK, Reason.WORDING, found.passage, code, new_code, found.choices)
    about = codebook.by_id[new_code or code]
    if decision.meaning and decision.meaning != about.meaning:
        return Ruling(decision, Outcome.RECHECK, Reason.DEFINITION, found.passage, code, new_code)
    return Ruling(decision, Outcome.KEPT, Reason.NONE, found.passage, code, new_code)


def _today(decision: Decision, codebook: Codebook) -> tuple[str, str, tuple[str, ...], Reason]:
    """The decision's codes after renames, merges and splits: code, new code, choices, and what is in doubt."""
    about = codebook.successors(decision.about)
    if not about:
        return decision.code, decision.new_code, (), Reason.CODE_GONE
    former = codebook.successors(decision.code)
    merged = bool(decision.new_code) and former == about  # a recoding between codes that are one now
    code = former[0] if len(former) == 1 and not merged else decision.code
    if len(about) > 1:
        return code, decision.new_code, about, Reason.SPLIT
    return code, about[0] if decision.new_code else "", (), Reason.NONE


def _not_withdrawn(votes: Sequence[Ruling]) -> list[Ruling]:
    """The votes, oldest first, that their reviewer did not take back later, be it under another id of passage or code."""
    standing: list[Ruling] = []
    for vote in votes:
        if vote.decision.verdict is Verdict.WITHDRAW:
            standing = [earlier for earlier in standing if earlier.decision.reviewer != vote.decision.reviewer]
        else:
            standing.append(vote)
    return standing


def _settled(votes: Sequence[Ruling], suggested: Mapping[tuple[str, str], Coding]) -> Ruling:
    """One ruling for all decisions on a coding: the arbiter's wins, else reviewers must agree."""
    last = {vote.decision.reviewer: place for place, vote in enumerate(votes)}
    own = [votes[place] for place in sorted(last.values())]  # each reviewer's latest, oldest first
    binding = [vote for vote in own if vote.decision.arbiter] or own
    firm = [vote for vote in binding if vote.decision.verdict not in _OPEN] or binding
    winner = firm[-1]
    others = tuple(vote.decision for vote in votes if vote is not winner)
    outcome, reason = winner.outcome, winner.reason
    said = {(v.decision.verdict in _SAY_YES or v.decision.verdict, v.new_code) for v in firm}  # accepting and adding say the same
    if len(said) > 1 and winner.decision.verdict not in _OPEN:
        outcome, reason = Outcome.RECHECK, Reason.REVIEWERS
    elif outcome is Outcome.KEPT:
        outcome = _outcome(winner, suggested)
    return replace(winner, outcome=outcome, reason=reason, others=others)


def _outcome(ruling: Ruling, suggested: Mapping[tuple[str, str], Coding]) -> Outcome:
    verdict = ruling.decision.verdict
    if verdict in _OPEN:
        return Outcome.PENDING
    if verdict is Verdict.ACCEPT and (ruling.passage, ruling.code) not in suggested:
        return Outcome.OVERRULED
    return Outcome.KEPT


def _codings(suggested: Results, standing: Sequence[Ruling], passages: Mapping[str, Passage], placing: Placing) -> list[Coding]:
    """Suggestions with what was decided on them, and the codings that only people made."""
    result = dict(suggested)
    recoded: list[Ruling] = []
    for ruling in standing:
        _apply(ruling, result, passages, placing)
        asserted = ruling.outcome is not Outcome.ORPHAN and ruling.reason is not Reason.REVIEWERS
        if asserted and ruling.new_code and ruling.decision.verdict is Verdict.RECODE:
            recoded.append(ruling)
    denied = {(r.passage, r.code): r.decision.time for r in standing if r.decision.verdict in (Verdict.REJECT, Verdict.RECODE)}
    for ruling in recoded:
        if denied.get((ruling.passage, ruling.new_code), "") < ruling.decision.time or not ruling.decision.time:
            _assert(ruling, ruling.new_code, "recoded", result, passages, placing)  # else it was taken back since
    return list(result.values())


def _apply(ruling: Ruling, result: Results, passages: Mapping[str, Passage], placing: Placing) -> None:
    key = ruling.passage, ruling.code
    decision = ruling.decision
    if ruling.reason is Reason.REVIEWERS and any(d.verdict in _SAY_YES for d in (decision, *ruling.others)):
        _assert(ruling, ruling.code, "recheck", result, passages, placing)
    elif decision.verdict in (Verdict.REJECT, Verdict.RECODE):
        if key in result:
            result[key] = _decided(result[key], "rejected", decision)
    elif decision.verdict in _OPEN:
        if key in result:
            result[key] = _decided(result[key], "suggested", decision)
    else:
        _assert(ruling, ruling.code, "added" if decision.verdict is Verdict.ADD else "accepted", result, passages, placing)


def _assert(ruling: Ruling, code: str, status: str, result: Results, passages: Mapping[str, Passage], placing: Placing) -> None:
    """A coding that a person stands for: the coder's with a new status, or one of the person's own."""
    key = ruling.passage, code
    old = result.get(key)
    if status == "added" and old is not None and old.coder != HUMAN:
        status = "accepted"  # a coder suggests it too
    if old is None:
        phase, valence = placing(ruling.passage)
        interview = passages[ruling.passage].interview
        old = Coding(interview, ruling.passage, code, phase, valence, 1.0, HUMAN, "")
    if ruling.outcome is Outcome.RECHECK or old.status in ("rejected", "recheck"):
        status = "recheck"
    result[key] = _decided(old, status, ruling.decision)


def _decided(coding: Coding, status: str, decision: Decision) -> Coding:
    return replace(coding, status=status, reviewer=decision.reviewer, comment=decision.comment)
