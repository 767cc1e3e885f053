"""The sheets of 3-review.xlsx on jobs: the jobs and each interview's job, which people correct there, and what they rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.files.forms.forms import form_key
from pipeline.files.sheets import Book, Column, Styled, Value
from pipeline.files.tables import clock
from pipeline.files.wording import Wording
from pipeline.method.codebook.codebook import said
from pipeline.method.jobs.forces import force_of
from pipeline.method.jobs.job_edits import FORM, MOVES, Lost, choice
from pipeline.method.jobs.jobs import Job
from pipeline.method.jobs.portraits import Portrait, Reported
from pipeline.study import Study

__all__ = ["SHAKY", "duration", "jobs_sheet"]

MOST_NAMED = 4  #: codes named in a cell
QUOTES = 3  #: of an item, from as many interviews as possible
NAME = "job name"  #: style of a job's name
SHAKY = 0.5  #: stability below which a job is called unstable (Hennig 2007: such groups have dissolved)


def jobs_sheet(book: Book, study: Study, say: Wording) -> None:
    """Add the three sheets to the review workbook."""
    _jobs(book, study, say)
    _interviews(book, study, say)
    _forces(book, study, say)


def _jobs(book: Book, study: Study, say: Wording) -> None:
    book.style(NAME, bold=True, text_wrap=True)
    rows = list(_job_rows(study, say))
    names = f"='{say('sheet_jobs')}'!$B$2:$B${len(study.jobs) + 1}"
    columns = [
        Column(say("key"), 9, "key", locked=True),
        Column(say("jobs_choice"), 30),
        Column(say("jobs_label"), 30, "fill"),
        Column(say("jobs_merge_into"), 24, "fill", choices=names if study.jobs else (), strict=False),
        Column(say("jobs_rests_on"), 22),
        Column(say("jobs_draft"), 62, "passage"),
        Column(say("jobs_statement"), 44, "fill"),
        Column(say("jobs_triggers"), 30),
        Column(say("jobs_outcomes"), 34),
        Column(say("jobs_forces"), 30),
        Column(say("jobs_pattern"), 34),
        Column(say("jobs_duration"), 20),
        Column(say("jobs_stability"), 10, "number"),
        Column(say("jobs_machine_label"), 30, "pale"),
        Column(say("jobs_note"), 40, "pale"),
    ]
    sheet = book.table(say("sheet_jobs"), columns, rows, say("jobs_none"))
    sheet.freeze_panes(1, 2)
    _below(book, sheet, len(rows) + 2, study, say)


def _below(book: Book, sheet: Any, row: int, study: Study, say: Wording) -> None:
    """Under the table: what to do, and how the number of jobs was chosen."""
    found, fixed = study.clustered, study.settings.jobs
    lines = [say("jobs_help")]
    if len(found.cuts) > 1:
        lines += ["", say("jobs_number")]
        for cut in found.cuts[1:]:
            figures = {"silhouette": _figure(cut.silhouette, say), "agreement": _figure(cut.agreement, say)}
            mark = say("jobs_fixed" if fixed else "jobs_chosen") if cut.groups == found.chosen else ""
            lines.append(f"{say('jobs_cut', n=cut.groups, **figures)} {mark}".strip())
    for number, line in enumerate(lines):
        if line:
            book.put(sheet, row + number, 1, line, "strong" if line == say("jobs_number") else "note")


def _figure(value: float, say: Wording) -> str:
    return say.decimal(f"{value:.2f}")


def _job_rows(study: Study, say: Wording) -> Iterator[Sequence[Value]]:
    """The jobs, those that were merged, and what was typed on jobs that no longer exist."""
    found, typed = study.clustered, study.edits.of(FORM)
    lost: dict[str, list[Lost]] = defaultdict(list)
    for one in found.lost:
        if one.form == FORM:
            lost[one.key].append(one)
    for portrait in study.job_portraits:
        yield _job_row(portrait, study, say, typed.get(portrait.job.key, {}), lost.pop(portrait.job.key, []))
    labels = {job.key: job.label for job in study.jobs}
    for key, (label, into) in sorted(found.merged.items()):
        note = say("jobs_merged", into=choice(into, labels.get(into, into)))
        yield _bare_row(key, Styled(choice(key, label), "pale"), typed.get(key, {}), note)
    for key, entries in sorted(lost.items()):
        fields = typed.get(key, {})
        yield _bare_row(key, Styled(choice(key, fields.get("label", "–")), "pale"), fields, _why(entries, say), entries[0].about)


def _job_row(portrait: Portrait, study: Study, say: Wording, fields: Mapping[str, str], lost: Sequence[Lost]) -> Sequence[Value]:
    job, base = portrait.job, len(portrait.job.interviews)
    mark = "°" if job.unreviewed else ""
    count = say("jobs_of_base", n=f"{base}", base=f"{len(study.interviews)}{mark}", names=", ".join(job.interviews))
    strengths = "\n".join(
        f"{say(f'jobs_{force.name}').split(':')[0]}: {say('n_of_base', n=len(force.interviews), base=base)} · {force.mentions}×"
        for force in portrait.forces
    )
    return (
        form_key(FORM, job.key, fields),
        Styled(choice(job.key, job.label), NAME),
        fields.get("label"),
        fields.get("merge_into"),
        count,
        job.draft,
        fields.get("statement"),
        _listed(portrait.triggers, base, study, say),
        _listed(portrait.outcomes, base, study, say),
        strengths,
        "\n".join(
            f"{n}. {_label(s.reported.code, study)} · {_counted(s.reported, base, say)}" for n, s in enumerate(portrait.roles, 1)
        ),
        duration(portrait, say),
        job.stability,
        job.machine_label,
        _note(job, lost, say),
    )


def _bare_row(key: str, name: Styled, fields: Mapping[str, str], note: str, about: str = "") -> Sequence[Value]:
    cells: list[Value] = [form_key(FORM, key, fields), name, fields.get("label"), fields.get("merge_into"), None, about[:400]]
    return (*cells, fields.get("statement"), *[None] * 7, note)


def _note(job: Job, lost: Sequence[Lost], say: Wording) -> str:
    notes = [
        say("jobs_made") if job.key.startswith("+") else "",
        say("jobs_single") if len(job.interviews) == 1 else "",
        say("jobs_unstable") if job.stability < SHAKY and len(job.interviews) > 1 else "",
        say("jobs_moved", names=", ".join(job.moved)) if job.moved else "",
        say("jobs_unreviewed", n=job.unreviewed, total=job.codings) if job.unreviewed else "",
        _why(lost, say),
    ]
    return "\n".join(filter(None, notes))


def _why(lost: Sequence[Lost], say: Wording) -> str:
    told = (say(f"jobs_lost_{one.why}", value=one.value) if one.why == "unknown" else say(f"jobs_lost_{one.why}") for one in lost)
    return "\n".join(dict.fromkeys(told))


def _label(code: str, study: Study) -> str:
    return study.codebook.label(code, study.settings.language)


def _counted(found: Reported, base: int, say: Wording) -> str:
    """3 of 4°": the mark says that some of it is unreviewed."""
    return say("n_of_base", n=len(found.interviews), base=base) + ("°" if found.unreviewed else "")


def _listed(found: Sequence[Reported], base: int, study: Study, say: Wording) -> str:
    return "\n".join(f"{_label(one.code, study)} · {_counted(one, base, say)}" for one in found[:MOST_NAMED])


def _time(days: float, say: Wording) -> str:
    unit, size = ("jobs_days", 1.0) if days < 14 else ("jobs_weeks", 7.0) if days < 60 else ("jobs_months", 30.4)
    text = f"{days / size:.1f}".removesuffix(".0")
    return say(unit, n=say.decimal(text))


def duration(portrait: Portrait, say: Wording) -> str:
    """How long the decision took, "" where nobody says."""
    if portrait.days is None:
        return ""
    count = len(portrait.durations)
    time = _time(portrait.days, say)
    return say("jobs_once", time=time) if count == 1 else say("jobs_median", time=time, n=count)


def _interviews(book: Book, study: Study, say: Wording) -> None:
    names = f"='{say('sheet_jobs')}'!$B$2:$B${len(study.jobs) + 1}"
    columns = [
        Column(say("key"), 9, "key", locked=True),
        Column(say("interview"), 14, "strong"),
        Column(say("company"), 30),
        Column(say("role"), 30),
        Column(say("jobs_main"), 44),
        Column(say("share"), 9, "number"),
        Column(say("jobs_job"), 44, "fill", choices=names if study.jobs else (), strict=False),
        Column(say("jobs_next"), 44, "pale"),
        Column(say("share"), 9, "number"),
        Column(say("jobs_note"), 44, "pale"),
    ]
    book.table(say("sheet_job_interviews"), columns, _interview_rows(study, say)).freeze_panes(1, 2)


def _interview_rows(study: Study, say: Wording) -> Iterator[Sequence[Value]]:
    jobs = {job.id: job for job in study.jobs}
    mains = {name: job for job in study.jobs for name in job.interviews}
    shares: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for share in study.job_shares:
        shares[share.interview].append((-share.share, share.job))
    lost = {one.key: one for one in study.clustered.lost if one.form == MOVES}
    typed = study.edits.of(MOVES)
    for name in [interview.id for interview in study.interviews]:
        facts = dict(study.participants[name].facts) if name in study.participants else {}
        main, fields = mains.get(name), typed.get(name, {})
        own = {job: -share for share, job in shares[name]}
        others = [(share, job) for share, job in sorted(shares[name]) if main and job != main.id]
        note = _why([lost.pop(name)], say) if name in lost else say("jobs_moved_here") if main and name in main.moved else None
        yield (
            form_key(MOVES, name, fields),
            name,
            facts.get("company"),
            facts.get("role"),
            choice(main.key, main.label) if main else None,
            own[main.id] if main else None,
            fields.get("job"),
            choice(jobs[others[0][1]].key, jobs[others[0][1]].label) if others else None,
            -others[0][0] if others else None,
            note,
        )
    for name, one in sorted(lost.items()):
        yield (form_key(MOVES, name, typed.get(name, {})), name, *[None] * 4, one.value, None, None, _why([one], say))


def _forces(book: Book, study: Study, say: Wording) -> None:
    columns = [
        Column(say("job"), 30),
        Column(say("jobs_part"), 26, "line"),
        Column(say("jobs_what"), 30),
        Column(say("jobs_who"), 18),
        Column(say("interviews"), 11, "centre"),
        Column(say("share"), 8, "number"),
        Column(say("mentions"), 10, "count"),
        Column(say("unreviewed_n"), 11, "count"),
        Column(say("jobs_note"), 34, "pale"),
        Column(say("quote"), 80, "passage"),
        Column(say("interview"), 10, "line"),
        Column(say("speaker"), 12, "line"),
        Column(say("time"), 8, "line"),
        Column(say("phase"), 16, "line"),
        Column(say("passage"), 13, "key"),
    ]
    sheet = book.table(say("sheet_forces"), columns, _force_rows(study, say), say("jobs_none"))
    sheet.freeze_panes(1, 3)


def _force_rows(study: Study, say: Wording) -> Iterator[Sequence[Value]]:
    phases = study.phase_model.labels(say.language)
    told = {coding.passage: phases.get(coding.phase, coding.phase) for coding in study.counted}
    sure: dict[tuple[str, str], float] = defaultdict(float)
    for coding in study.counted:
        sure[coding.passage, coding.code] = coding.score
        if force_of(coding) and not coding.code.startswith("touchpoint."):  # what says so rather than what feels so
            sure[coding.passage, ""] = max(sure[coding.passage, ""], coding.score)
    for portrait in study.job_portraits:
        job, base = choice(portrait.job.key, portrait.job.label), len(portrait.job.interviews)
        for part, what, who, found, note in _items(portrait, study, say):
            notes = "\n".join(filter(None, (note, say("jobs_single") if len(found.interviews) == 1 else "")))
            figures = (_counted(found, base, say), round(len(found.interviews) / base, 2), len(found.passages), found.unreviewed)
            for number, name in enumerate(_best(found, study, sure)):
                passage = study.passages[name]
                head = (
                    (job, part, what, who, *figures, notes)
                    if not number
                    else (Styled(job, "pale"), Styled(part, "pale"), *[None] * 7)
                )
                place = (passage.interview, passage.speaker, clock(passage.start), told.get(name))
                yield (*head, passage.text, *place, name)


def _best(found: Reported, study: Study, sure: Mapping[tuple[str, str], float]) -> list[str]:
    """A few of the passages: the surest first, one an interview before a second of any."""
    seen: dict[str, int] = defaultdict(int)
    ranked = []
    known = [name for name in found.passages if name in study.passages]
    for number, name in enumerate(sorted(known, key=lambda name: -sure.get((name, found.code), 0.0))):
        interview = study.passages[name].interview
        ranked.append((seen[interview], number, name))
        seen[interview] += 1
    return [name for _, _, name in sorted(ranked)[:QUOTES]]


def _items(portrait: Portrait, study: Study, say: Wording) -> Iterator[tuple[str, str, str, Reported, str]]:
    """Part, what, who, the evidence and a note, in the order of the sheet."""
    for force in portrait.forces:
        leading = " · ".join(f"{_label(code, study)} ({n})" for code, n in force.codes[:MOST_NAMED])
        if force.passages:
            yield say(f"jobs_{force.name}"), leading, "", Reported("", force.interviews, force.passages, force.unreviewed), ""
    for part, listed in (("jobs_trigger", portrait.triggers), ("jobs_outcome", portrait.outcomes)):
        for one in listed:
            yield say(part), _label(one.code, study), "", one, ""
    for hidden in portrait.hidden:
        why = [
            say(key, names=", ".join(names))
            for key, names in (("jobs_never_asked", hidden.never_asked), ("jobs_in_passing", hidden.in_passing))
            if names
        ]
        yield say("jobs_hidden"), _label(hidden.reported.code, study), "", hidden.reported, "\n".join(why)
    for feeling in portrait.feelings:
        who = _label(feeling.role, study) if feeling.role else say("jobs_interviewee")
        yield say("jobs_feeling"), _label(feeling.reported.code, study), who, feeling.reported, ""
    for step in portrait.roles:
        named = [said(p.label, say.language) for p in study.phase_model.phases if p.id in step.phases[:2]]
        yield say("jobs_role"), _label(step.reported.code, study), "", step.reported, ", ".join(named)
    for time in portrait.durations:
        yield say("jobs_time"), _time(time.days, say), "", Reported("", (time.interview,), (time.passage,), 0), ""
