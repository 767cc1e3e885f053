"""The sheet "Least sure" of 3-review.xlsx: codes that the coder nearly suggested, or nearly did not, for people to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.files.review.review_keys import MISSED, PASSED, Key, shown, verdict_shown
from pipeline.files.review.review_rows import code_choice, contexts, head, head_columns, verdict_columns
from pipeline.files.sheets import Book, Column, Styled, Value
from pipeline.files.wording import Wording
from pipeline.method.coding.coding import ASKED_FOR, Doubt
from pipeline.method.review.decisions import Decision
from pipeline.method.review.review import Outcome
from pipeline.method.talk.turns import INTERVIEWEE
from pipeline.study import Study

__all__ = ["least_sure_sheet"]

LEARNED = "learned"


def least_sure_sheet(book: Book, study: Study, say: Wording) -> None:
    """What is decided here is read back like a row of the review; accepting what was not suggested adds the code."""
    columns = [
        *head_columns(say), Column(say("family"), 17, "line"), Column(say("code"), 30, "text"),
        Column(say("least_chance"), 18, "number"), Column(say("least_margin"), 9, "number"), Column(say("least_why"), 44, "pale"),
        Column(say("status"), 18, "line"), *verdict_columns(study.codebook, say),
    ]  # fmt: skip
    empty = say("least_none" if LEARNED in study.settings.coders else "least_cue_only")
    rows = list(_rows(study, say))
    intro = (say("least_intro"), say("least_columns")) if rows else ()
    sheet = book.table(say("least_sheet"), columns, rows, empty, intro)
    sheet.freeze_panes(len(intro) + 1, 7)


def _rows(study: Study, say: Wording) -> Iterator[Sequence[Value]]:
    named = {name for name, _ in study.least_sure} | {decision.interview for decision in _open(study).values()}
    places = {
        passage.id: (passage, number, around[passage.id])
        for interview in study.interviews
        if interview.id in named
        for around in (dict(contexts(interview)),)
        for number, passage in enumerate((p for p in interview.passages if p.role == INTERVIEWEE), start=1)
    }
    codings = {(c.passage, c.code) for c in study.suggestions}
    for (passage, code), decision in _open(study).items():
        if passage in places:
            yield _row(study, say, Doubt(passage, code, 0.0, 0.0, False, ""), head(*places[passage]), MISSED, decision)
    for _, doubt in study.least_sure:
        kind = PASSED if (doubt.passage, doubt.code) in codings else MISSED
        yield _row(study, say, doubt, head(*places[doubt.passage]), kind, None)


def _open(study: Study) -> dict[tuple[str, str], Decision]:
    """What people left open though no coder suggests it: no other sheet shows it."""
    known = {(c.passage, c.code) for c in study.codings}
    pending = (r for r in study.reviewed.rulings if r.outcome is Outcome.PENDING and r.passage)
    return {(r.passage, r.code): r.decision for r in pending if (r.passage, r.code) not in known}


def _row(
    study: Study, say: Wording, doubt: Doubt, about: tuple[Value, ...], kind: str, decision: Decision | None
) -> Sequence[Value]:
    family = doubt.code.split(".", 1)[0]
    code = study.codebook.by_id.get(doubt.code)
    verdict = verdict_shown(decision) if decision else ""
    comment, reviewer = (decision.comment, decision.reviewer) if decision else ("", "")
    key = Key(kind, doubt.passage, doubt.code, code.meaning if code else "", shown(verdict, (), comment, reviewer))
    reasons = [say("least_apart")] if doubt.apart else []
    reasons.append(doubt.evidence.replace(ASKED_FOR, say("asked_for")) or say("least_unlike"))
    status = "least_earlier" if decision else "least_passed" if kind == PASSED else "least_missed"
    known: tuple[Value, ...] = (None, None, None) if decision else (doubt.chance, doubt.margin, "; ".join(reasons))
    return (
        str(key), *about, Styled(study.codebook.family_label(family, say.language), f"family:{family}"),
        code_choice(study.codebook, doubt.code, say.language), *known, say(status), say(verdict) if verdict else None,
        None, comment or None, reviewer or None,
    )  # fmt: skip
