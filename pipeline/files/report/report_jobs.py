"""A chapter of the report a job: its statement, the seven questions, forces, how the decision is made."""

from __future__ import annotations

from pipeline.files.report.report_blocks import Cell
from pipeline.files.report.report_telling import Telling
from pipeline.files.review.jobs_sheet import SHAKY, duration
from pipeline.method.jobs.portraits import Portrait
from pipeline.method.report.findings import Answer, Claim, JobFindings

__all__ = ["job_chapter"]

CLAIMS = 3  #: of an answer that are quoted; the others are listed
HIDDEN = 4  #: fears and obstacles that came up unasked
_EXPLAINED = ("require", "know", "alternative", "now")  #: questions whose answers need a word on how they were found


def job_chapter(telling: Telling, number: int, portrait: Portrait, found: JobFindings) -> None:
    """Write the chapter of the job that is the `number`-th."""
    body, say, job = telling.body, telling.say, portrait.job
    body.heading(1, say("report_job", n=number, label=job.label))
    body.text(say("report_rests", n=len(job.interviews), base=telling.base, names=", ".join(job.interviews)))
    if len(job.interviews) == 1:
        body.text([(say("report_single"), "mark")])
    elif job.stability < SHAKY:
        body.text([(say("report_unstable", value=telling.number(job.stability, 2)), "mark")])
    _statement(telling, portrait)
    body.heading(2, say("report_questions"))
    for answer in found.answers:
        _answer(telling, answer, len(found.interviews))
    _forces(telling, portrait)
    _pattern(telling, portrait)


def _statement(telling: Telling, portrait: Portrait) -> None:
    body, say, job = telling.body, telling.say, portrait.job
    body.heading(2, say("report_statement"))
    if not job.statement:
        body.text(say("report_no_statement"))
        return
    key = "report_statement_own" if job.written else "report_statement_draft"
    body.text([(say(key), "bold" if job.written else "mark")], keep=True)
    note = job.statement.rpartition(" (")[0] if not job.written else ""  # "(draft ...)" is said above it already
    body.text(note or job.statement, "Quote")


def _answer(telling: Telling, answer: Answer, base: int) -> None:
    body, say = telling.body, telling.say
    body.heading(3, say(f"report_q_{answer.question}"))
    if not answer.claims:
        body.text(say("report_unanswered"))
        return
    notes = [say("report_answered", n=len(answer.interviews), base=base)]
    notes += [say(f"report_n_{answer.question}")] if answer.question in _EXPLAINED else []
    body.text([(" ".join(notes), "pale")], keep=True)
    for claim in answer.claims[:CLAIMS]:
        _claim(telling, claim)
    rest = "; ".join(f"{_named(telling, claim)} {telling.count(claim)}" for claim in answer.claims[CLAIMS:])
    if rest:
        body.text([(say("report_also", names=rest), "small")])


def _claim(telling: Telling, claim: Claim) -> None:
    telling.body.text([(_named(telling, claim), "bold"), (f" – {telling.count(claim)}", "")], keep=True)
    if claim.question == "sources" and (used := _users(telling, claim)):
        telling.body.text([(used, "small")], keep=True)
    for name in claim.quotes:
        telling.quote(name)


def _users(telling: Telling, claim: Claim) -> str:
    """Which members of the buying centre use a source: what the interviewees do, and the roles they name in the same breath."""
    say = telling.say
    told_by = dict.fromkeys(filter(None, (telling.functions.get(name) for name in claim.interviews)))
    roles = sorted({role for passage in claim.passages for role in telling.roles.get(passage, ())})
    parts = [say("report_told_by", names="; ".join(told_by))] if told_by else []
    parts += [say("report_named_with", names=telling.codes(roles))] if roles else []
    return " · ".join(parts)


def _named(telling: Telling, claim: Claim) -> str:
    """The code, with its family where an answer mixes several."""
    mixed = claim.question in ("know", "alternative")
    return f"{telling.family(claim.code)}: {telling.code(claim.code)}" if mixed else telling.code(claim.code)


def _forces(telling: Telling, portrait: Portrait) -> None:
    body, say = telling.body, telling.say
    body.heading(2, say("report_forces"))
    body.caption(say("report_t_forces", base=len(portrait.job.interviews)))
    rows = [
        (
            [(say(f"jobs_{force.name}"), "bold")],
            Cell(telling.counted(len(force.interviews), force.base, force.unreviewed), centred=True),
            "; ".join(f"{telling.code(code)} ({n})" for code, n in force.codes[:4]),
        )
        for force in portrait.forces
    ]
    body.table((say("report_force"), say("interviews"), say("report_mainly")), rows, (4.8, 2.2, 9.4))
    named = "; ".join(
        f"{telling.code(one.code)} {telling.counted(len(one.interviews), len(portrait.job.interviews), one.unreviewed)}"
        for one in (hidden.reported for hidden in portrait.hidden[:HIDDEN])
    )
    if named:
        body.text(say("report_hidden", names=named))


def _pattern(telling: Telling, portrait: Portrait) -> None:
    body, say, base = telling.body, telling.say, len(portrait.job.interviews)
    body.heading(2, say("report_pattern"))
    time = duration(portrait, say)
    body.text(say("report_duration", time=time) if time else say("report_duration_unknown"))
    if portrait.roles:
        body.caption(say("report_t_pattern"))
        rows = [
            (
                [(telling.code(step.reported.code), "bold")],
                Cell(telling.counted(len(step.reported.interviews), base, step.reported.unreviewed), centred=True),
                ", ".join(telling.phases.get(phase, phase) for phase in step.phases[:3]),
            )
            for step in portrait.roles
        ]
        body.table((say("report_buying_role"), say("interviews"), say("report_named_in")), rows, (4.8, 2.2, 9.4))
