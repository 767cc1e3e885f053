"""What reviewers decided: the rows they touched become decisions, each with what it was made under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.files.codebook.codebooks import CODE_ID
from pipeline.files.review.review_conflicts import unambiguous
from pipeline.files.review.review_keys import DISAGREEMENT, MISSED, NOTHING, ORPHAN, RECHECK, origin, shown, verdict_shown
from pipeline.files.review.review_reading import Mark, verdict_name
from pipeline.files.sheets import CUT
from pipeline.files.wording import VERDICT_KEYS, wording
from pipeline.method.codebook.codebook import Codebook
from pipeline.method.review.decisions import Decision, Verdict, current, latest
from pipeline.method.talk.passages import Passage
from pipeline.problems import Problem

__all__ = ["Context", "Import", "decided"]

SIDE = 120  #: characters of context kept with a decision
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Context:
    """What must be known to turn marks into decisions.

    Attributes:
        codebook: the codebook now.
        passages: by id; those of a workbook from before a transcript changed may be missing.
        log: the decisions made so far.
        time: of this import, ISO 8601.
        reviewer: who decides where a row names nobody.
        arbiter: who settles disagreements where a row names nobody.
    """

    codebook: Codebook
    passages: Mapping[str, Passage]
    log: Sequence[Decision]
    time: str
    reviewer: str = ""
    arbiter: str = ""

    @cached_property
    def names(self) -> dict[str, str]:
        """Reviewers by their name in small letters, so that "anna" is Anna."""
        return {decision.reviewer.casefold(): decision.reviewer for decision in reversed(self.log)}

    @cached_property
    def held(self) -> dict[tuple[str, str, str], Decision]:
        """The decisions that hold, by key."""
        return {decision.key: decision for decision in current(self.log)}

    @cached_property
    def origins(self) -> dict[str, Decision]:
        """The decisions that hold, by the short id that rows asking about them carry."""
        return {origin(decision): decision for decision in self.held.values()}

    @cached_property
    def around(self) -> dict[str, tuple[str, str]]:
        """Passage -> what was said right before and after it, to find it again later."""
        said = list(self.passages.values())
        texts = {}
        for before, here, after in zip([None, *said], said, [*said[1:], None], strict=False):
            sides = [p.text if p is not None and p.interview == here.interview else "" for p in (before, after)]
            texts[here.id] = (sides[0][-SIDE:], sides[1][:SIDE])
        return texts


@dataclass(frozen=True)
class Import:
    """New decisions of a workbook, and the rows that could not be used."""

    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()


def decided(marks: Sequence[Mark], context: Context) -> Import:
    """What the marks decide. A mark that cannot be used is a problem; all others are taken."""
    problems: list[Problem] = []
    decisions: list[Decision] = []
    held = {decision.key: decision for decision in latest(context.log)}
    ever = {_content(decision) for decision in context.log}
    for mark in unambiguous(marks, lambda mark: _reviewer(mark, context), problems):
        for decision in _decisions(mark, context, problems):
            old = held.get(decision.key)
            if old is not None and _content(old) == _content(decision):
                continue  # a workbook imported twice decides nothing new
            if old is not None and _content(decision) in ever and mark.key.shown != _shown(old):
                continue  # an old copy, imported again: what it says was decided before, and something newer since
            held[decision.key] = decision
            decisions.append(decision)
    return Import(tuple(decisions), tuple(problems))


def _content(decision: Decision) -> tuple[object, ...]:
    """Everything a decision says but when."""
    return decision.key, decision.says, decision.comment, decision.meaning, decision.arbiter


def _shown(decision: Decision) -> str:
    """Hash of a row that shows this decision."""
    if decision.verdict is Verdict.WITHDRAW:
        return NOTHING
    return shown(verdict_shown(decision), (decision.new_code,), decision.comment, decision.reviewer)


def _reviewer(mark: Mark, context: Context) -> str:
    """Who decides in a row: the name in it, else whom the settings name."""
    name = mark.reviewer or (context.arbiter if mark.key.kind == DISAGREEMENT else "") or context.reviewer
    return context.names.get(name.casefold(), name)


def _decisions(mark: Mark, context: Context, problems: list[Problem]) -> Iterator[Decision]:
    verdict = verdict_name(mark.verdict)
    fault = _mismatch(mark, context) or _fault(mark, verdict, context.codebook)
    if fault:
        problems.append(Problem(mark.where, *fault))
        return
    reviewer = _reviewer(mark, context)
    if (renamed := _renamed(mark, verdict, context)) is not None:
        if mark.reviewer and reviewer != renamed.reviewer:
            yield replace(_withdrawn(renamed, context.time), comment="the reviewer's name was corrected")
            yield replace(renamed, reviewer=" ".join(reviewer.split()), time=context.time)
        return
    if not verdict and not mark.new_codes:
        if mark.comment:
            yield _decision(mark, context, mark.key.code, Verdict.NOTE, "", reviewer)
        elif mark.key.shown != NOTHING and mark.key.reviews:
            yield _cleared(mark, context, reviewer)
        return
    settled = context.origins.get(mark.key.origin)
    if settled is not None and mark.key.kind in (RECHECK, ORPHAN):
        yield from _settling(mark, context, settled, verdict)
        return
    if not mark.key.code:
        for code in mark.new_codes:
            yield _decision(mark, context, code, Verdict.ADD, "", reviewer)
    elif verdict == Verdict.RECODE:
        others = [code for code in mark.new_codes if code != mark.key.code]
        yield _decision(mark, context, mark.key.code, Verdict.RECODE, others[0], reviewer)
    else:
        added = mark.key.kind == MISSED and verdict == Verdict.ACCEPT  # no coder suggests it
        yield _decision(mark, context, mark.key.code, Verdict.ADD if added else Verdict(verdict), "", reviewer)
        for code in mark.new_codes:
            if code != mark.key.code:
                yield _decision(mark, context, code, Verdict.ADD, "", reviewer)


def _settling(mark: Mark, context: Context, settled: Decision, verdict: str) -> Iterator[Decision]:
    """On the sheets Recheck and Orphans a verdict is about the old decision: it holds, is dropped, or gets another code."""
    if verdict == Verdict.UNSURE:
        return
    reviewer = context.names.get(mark.reviewer.casefold(), mark.reviewer) or settled.reviewer
    yield _withdrawn(settled, context.time)  # before what replaces it, for both may be about the same coding now
    comment = mark.comment or settled.comment
    if verdict == Verdict.ACCEPT:
        again = _decision(mark, context, mark.key.code, settled.verdict, _today(settled.new_code, context.codebook), reviewer)
        yield replace(again, comment=comment, arbiter=settled.arbiter)
    elif verdict == Verdict.RECODE:
        kind = Verdict.RECODE if mark.key.code in context.codebook.by_id else Verdict.ADD
        new = _decision(mark, context, mark.key.code if kind is Verdict.RECODE else mark.new_codes[0], kind,
                        mark.new_codes[0] if kind is Verdict.RECODE else "", reviewer)  # fmt: skip
        yield replace(new, comment=comment, arbiter=settled.arbiter)


def _today(code: str, codebook: Codebook) -> str:
    """A code under the id it has now."""
    return next(iter(codebook.successors(code)), code) if code else ""


def _cleared(mark: Mark, context: Context, reviewer: str) -> Decision:
    """The withdrawal of the decision that a row showed before somebody cleared it, whoever had made that."""
    for old in context.held.values():
        if (old.passage, old.code) == (mark.key.passage, mark.key.code) and _shown(old) == mark.key.shown:
            return _withdrawn(old, context.time)
    return _decision(mark, context, mark.key.code, Verdict.WITHDRAW, "", reviewer)


def _renamed(mark: Mark, verdict: str, context: Context) -> Decision | None:
    """The decision of a row in which nothing but the reviewer's name was changed: who decided is corrected.

    Nobody decided anew: what it was made under stays, and the decision counts once. An emptied name changes nothing.
    """
    for old in context.held.values():
        if old.passage == mark.key.passage and mark.key.code in (old.code, *context.codebook.successors(old.code)):
            before = shown(verdict, mark.new_codes, mark.comment, old.reviewer)
            if _shown(old) == mark.key.shown == before and mark.key.reviews:
                return old
    return None


def _mismatch(mark: Mark, context: Context) -> tuple[str, str] | None:
    """A key that stands beside another passage or code than its own: cells were moved without their row."""
    passage = context.passages.get(mark.key.passage)
    text = mark.seen["passage"]
    apart = passage is not None and text and not text.endswith(CUT) and _WORD.findall(text) != _WORD.findall(passage.text)
    code = mark.seen["code"].split("·")[0].strip()
    if apart or (code and mark.key.code and code != mark.key.code):
        return "has the key of another row.", "Undo the sorting or copying that moved cells without their row; then decide again."
    return None


def _fault(mark: Mark, verdict: str, codebook: Codebook) -> tuple[str, str] | None:
    """What is wrong with a row, and what to do; None where it can be used."""
    say = wording(mark.language)
    accept, reject, recode, new_code = (f"'{say(name)}'" for name in ("accept", "reject", "recode", "new_code"))
    if verdict and verdict not in VERDICT_KEYS:
        typed = f" '{mark.verdict}'" if mark.verdict.isalpha() and len(mark.verdict) <= 12 else ""  # no quotes in problems
        return f"has a verdict{typed} that is none.", f"Choose one of {', '.join(map(say, VERDICT_KEYS))}."
    unknown = [code for code in mark.new_codes if code not in codebook.by_id]
    if unknown:
        named = f" '{unknown[0]}'" if CODE_ID.fullmatch(unknown[0]) else ""
        return f"names a code{named} that the codebook does not have.", "Choose one from the list."
    if mark.comment and not verdict and not mark.new_codes and not mark.key.reviews:
        return "has a comment but no verdict.", "Choose a verdict; the comment is kept with it."
    if mark.key.kind in (RECHECK, ORPHAN) and verdict in (Verdict.ACCEPT, Verdict.RECODE) and not mark.seen["passage"]:
        return "has no passage that the decision could hold for.", f"Choose {reject} to drop it, or leave it until it is back."
    if mark.key.kind in (RECHECK, ORPHAN) and verdict == Verdict.ACCEPT and mark.key.code not in codebook.by_id:
        return "is about a code that is gone.", f"Choose {recode} and a new code, {reject} to drop it, or leave it."
    if not mark.key.code:
        if not mark.new_codes and verdict:
            return "has a verdict but no new code.", f"Choose the code under {new_code}, or clear the verdict."
        if mark.new_codes and verdict in (Verdict.REJECT, Verdict.UNSURE):
            return f"has a new code but the verdict '{say(verdict)}'.", f"Choose {accept} to add it, or clear the code."
        return None
    others = [code for code in mark.new_codes if code != mark.key.code]
    if verdict == Verdict.RECODE and not others:
        return "is to be recoded, but no other code is chosen.", f"Choose it under {new_code}."
    if verdict == Verdict.RECODE and len(others) > 1:
        return "is to be recoded to several codes.", "Choose one; add the others in the row of the passage."
    if others and verdict not in (Verdict.RECODE, Verdict.ACCEPT):
        return (
            f"has a new code but neither {recode} nor {accept}.",
            f"{recode} takes it instead, {accept} takes it in addition.",
        )
    return None


def _decision(mark: Mark, context: Context, code: str, verdict: Verdict, new_code: str, reviewer: str) -> Decision:
    passage = context.passages.get(mark.key.passage)
    about = context.codebook.by_id.get(new_code or code)
    meaning = mark.key.meaning if code == mark.key.code and not new_code else about.meaning if about else ""
    before, after = context.around.get(mark.key.passage) or (mark.seen["before"][-SIDE:], mark.seen["after"][:SIDE])
    kept = context.held.get((mark.key.passage, code, reviewer))
    return Decision(
        interview=passage.interview if passage else mark.seen["interview"],
        passage=mark.key.passage,
        code=code,
        verdict=verdict,
        new_code=new_code,
        comment=" / ".join(line.strip() for line in mark.comment.splitlines() if line.strip()),
        reviewer=" ".join(reviewer.split()),
        time=context.time,
        quote=passage.text if passage else mark.seen["passage"],
        before=before,
        after=after,
        speaker=passage.speaker if passage else mark.seen["speaker"],
        meaning=meaning,
        arbiter="yes" if mark.key.kind == DISAGREEMENT or (kept is not None and kept.arbiter) else "",
    )


def _withdrawn(decision: Decision, time: str) -> Decision:
    return replace(decision, verdict=Verdict.WITHDRAW, time=time, comment="settled by a later decision")
