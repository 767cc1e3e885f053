"""The report's last chapters: limits, codebook, interviews."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from pipeline.files.report.report_blocks import BAND, Cell
from pipeline.files.report.report_telling import Telling
from pipeline.files.tables import clock
from pipeline.method.codebook.codebook import said
from pipeline.method.review.saturation import BASE, LEAST, RUN

__all__ = ["codebook", "interviews", "limits"]

NAMED = 5  #: codes named in a sentence


def limits(telling: Telling) -> None:
    """What is open: unreviewed, uncertain, single, never asked, not saturated."""
    body = telling.body
    body.heading(1, telling.say("report_limits"))
    for sentence in _sentences(telling):
        body.bullet(sentence)


def _sentences(telling: Telling) -> Iterator[str]:
    say, study, doubts = telling.say, telling.study, telling.study.findings.doubts
    yield say("report_l_sample", n=telling.base)
    total = telling.large(doubts.codings)
    waiting = sum(coding.status == "suggested" for coding in study.codings) if not study.settings.count_unreviewed else 0
    if doubts.unreviewed:
        yield say("report_l_unreviewed", n=telling.large(doubts.unreviewed), total=total)
    elif doubts.codings:
        yield say("report_l_reviewed", total=total)
    if waiting:
        yield say("report_l_waiting", n=telling.large(waiting))
    if doubts.faint:
        worst = ", ".join(f"{telling.code(code)} ({few}/{all_})" for code, few, all_ in doubts.by_code[:NAMED])
        yield say("report_l_faint", n=telling.large(doubts.faint), names=worst)
    claims = [claim for found in study.findings.jobs for claim in found.claims]
    single = sum(claim.single for claim in claims)
    if single:
        yield say("report_l_single", n=single, total=len(claims))
    yield from _unasked(telling)
    yield say("report_l_saturation", text=_saturation(telling))
    if study.jobs:
        yield say("report_l_jobs")
    if study.strategies:
        yield say("report_l_strategies")


def _unasked(telling: Telling) -> Iterator[str]:
    say, study = telling.say, telling.study
    if study.guide.blocks and study.coverage.seldom:
        asked = study.coverage.asking
        blocks = study.coverage.seldom
        names = ", ".join(
            f"“{said(b.label, say.language)}” ({say('n_of_base', n=len(asked(b.id)), base=telling.base)})" for b in blocks
        )
        if say.language == "de":
            names = names.replace("“", "„", len(names)).replace("”", "“")
        yield say("report_l_unasked", names=names)
    never = [one.touchpoint for one in study.asked if one.finding == "never asked"]
    if never:
        yield say("report_l_never", n=len(never), names=telling.codes(f"touchpoint.{name}" for name in never))
    leading = sum(not question.dismissed for question in study.coverage.leading)
    if leading:
        yield say("report_l_leading", n=leading)


def _saturation(telling: Telling) -> str:
    say, found = telling.say, telling.study.saturation
    n = len(found.interviews)
    if not found.enough:
        return say("evidence_too_few", n=n, least=LEAST, base=BASE, run=RUN)
    order = say(
        "evidence_order_date" if found.dated else "evidence_order_id", n=n, codings=found.codings, unreviewed=found.unreviewed
    )
    reached = found.curves[0].reached
    told = say("evidence_not_reached") if reached is None else say("evidence_reached", n=reached, run=RUN)
    return f"{order} {told}"


def codebook(telling: Telling) -> None:
    """Every code: what it means, how many interviews report it."""
    body, say, study = telling.body, telling.say, telling.study
    body.heading(1, say("report_appendix_codes"))
    body.caption(say("report_t_codes", base=telling.base))
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for coding in study.counted:
        found[coding.code][coding.interview] += 1
    waiting = Counter(coding.code for coding in study.counted if coding.status == "suggested")
    rows = []
    before = ""
    for code in study.codebook.codes:
        if code.family != before:
            before = code.family
            rows.append((Cell([(telling.family(code.id), "bold")], BAND, keep=True), *(Cell("", BAND) for _ in range(3))))
        own = found[code.id]
        count = telling.counted(len(own), telling.base, waiting[code.id]) if own else "–"
        mentions = str(own.total()) if own else ""
        rows.append(
            (Cell([(telling.code(code.id), "")]), Cell([(said(code.definition, say.language), "small")]),
             Cell(count, centred=True), Cell(mentions, centred=True))
        )  # fmt: skip
    body.table((say("code"), say("definition"), say("interviews"), say("mentions")), rows, (3.7, 8.4, 2.2, 2.1))


def interviews(telling: Telling) -> None:
    """Who was interviewed."""
    body, say, study = telling.body, telling.say, telling.study
    body.heading(1, say("report_appendix_interviews"))
    body.caption(say("report_t_interviews"))
    jobs = {name: number for number, job in enumerate(study.jobs, start=1) for name in job.interviews}
    counted = Counter(coding.interview for coding in study.counted)
    rows = []
    for talk in study.interviews:
        person = study.participants.get(talk.id)
        facts = dict(person.facts) if person else {}
        about = "\n".join(filter(None, (facts.get("company"), facts.get("industry"))))
        length = ", ".join(filter(None, (clock(talk.seconds), talk.language)))
        size = f"{telling.large(talk.words)} {say('words')}\n{counted[talk.id]} {say('report_codings')}"
        rows.append(
            (
                Cell([(talk.id, "bold")]), about, facts.get("employees", ""), facts.get("role", ""), facts.get("decided_on", ""),
                f"{length}\n{size}", Cell(str(jobs.get(talk.id, "")), centred=True),
            )
        )  # fmt: skip
    heads = [say(key) for key in ("interview", "company", "employees", "role", "decided_on", "report_talk", "job")]
    body.table(heads, rows, (1.8, 3.7, 2.2, 2.8, 2.2, 2.7, 1.0))
