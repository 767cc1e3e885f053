"""The report's first pages: title, contents, summary, method and sample."""

from __future__ import annotations

from collections import Counter

from pipeline.files.maps.quotes import points
from pipeline.files.report.report_telling import Telling
from pipeline.files.sample.figures import size

__all__ = ["method", "summary", "title_page"]


def title_page(telling: Telling) -> None:
    """Title, what it rests on, whether it is a draft; the table of contents on the next page."""
    body, say, study = telling.body, telling.say, telling.study
    body.text(study.settings.title or say("report_untitled"), "Title")
    body.text(say("report_subtitle", n=telling.base) if telling.base != 1 else say("report_subtitle_one"), "Subtitle")
    dates = sorted(date for person in study.participants.values() if (date := dict(person.facts).get("interviewed_on", "")))
    if study.saturation.dated and len(dates) == telling.base and all(date[:4].isdigit() for date in dates):
        body.text(say("report_dated", first=dates[0][:10], last=dates[-1][:10]))
    draft = _draft(telling)
    if draft:
        body.text([(draft, "mark")])
    body.contents(say("report_contents"))


def _draft(telling: Telling) -> str:
    doubts = telling.study.findings.doubts
    if not doubts.unreviewed:
        return ""
    if doubts.unreviewed == doubts.codings:
        return telling.say("report_draft_all", total=telling.large(doubts.codings))
    return telling.say("report_draft_part", n=telling.large(doubts.unreviewed), total=telling.large(doubts.codings))


def summary(telling: Telling) -> None:
    """One page: the jobs in a line each, the strongest findings, where it hurts, the strategies."""
    body, say, study = telling.body, telling.say, telling.study
    body.heading(1, say("report_summary"))
    draft = _draft(telling)
    if draft:
        body.text([(draft, "mark")])
    if study.jobs:
        body.heading(3, say("report_summary_jobs"))
    for number, job in enumerate(study.jobs, start=1):
        rests = telling.counted(len(job.interviews), telling.base, job.unreviewed)
        body.bullet([(say("report_job", n=number, label=job.label), "bold"), (f" – {rests}", "")])
    body.heading(3, say("report_summary_findings"))
    if not study.findings.strongest:
        body.text(say("report_no_findings"))
    for claim in study.findings.strongest:
        body.bullet([(say(f"report_f_{claim.question}", label=telling.code(claim.code), count=telling.count(claim)), "bold")])
        telling.quote(claim.quotes[0])
    if study.weak_points:
        body.heading(3, say("report_summary_weak"))
    for point in study.weak_points[:3]:
        count = telling.counted(len(point.interviews), telling.base, point.unreviewed)
        where = f"{telling.code(f'touchpoint.{point.touchpoint}')} ({telling.phases.get(point.phase, point.phase)})"
        body.bullet([(where, "bold"), (f" – {say('report_quality')} {points(point.value, say)}, {count}", "")])
    body.heading(3, say("report_strategies"))
    if not study.strategies:
        body.text(say("report_no_strategies"))
    for strategy in study.strategies:
        count = telling.counted(len(strategy.interviews), strategy.base, strategy.unreviewed)
        body.text([(f"{strategy.rank}. ", "bold"), (strategy.action, ""), (f" – {count}", "pale")])


def method(telling: Telling) -> None:
    """Sample, coding, and how to read the rest."""
    body, say = telling.body, telling.say
    body.heading(1, say("report_method"))
    body.heading(2, say("report_sample"))
    body.text(_size(telling))
    body.text(_mix(telling))
    body.heading(2, say("report_coding"))
    body.text(f"{_coded(telling)} {_review(telling)}")
    doubts = telling.study.findings.doubts
    if doubts.faint:
        body.text(say("report_least", n=telling.large(doubts.faint), total=telling.large(doubts.unreviewed)))
    body.heading(2, say("report_reading"))
    for key in ("n", "marks", "quotes", "quality"):
        body.bullet(say(f"report_legend_{key}"))


def _size(telling: Telling) -> str:
    say, talks = telling.say, telling.study.interviews
    timed = [talk.seconds for talk in talks if talk.seconds]
    minutes = round(sum(timed) / 60)
    hours = say("report_hours", h=minutes // 60, m=minutes % 60)
    key = "report_length" if len(timed) == len(talks) else "report_length_part" if timed else "report_length_unknown"
    length = say(key, hours=hours, n=len(timed))
    spoken = Counter(talk.language for talk in talks)
    languages = ", ".join(f"{n} {say(f'report_lang_{name}')}" for name, n in sorted(spoken.items()))
    words = telling.large(sum(talk.words for talk in talks))
    return say(
        "report_size_one" if len(talks) == 1 else "report_size", n=len(talks), words=words, length=length, languages=languages
    )


def _mix(telling: Telling) -> str:
    say, study = telling.say, telling.study
    facts = [dict(study.participants[talk.id].facts) for talk in study.interviews if talk.id in study.participants]
    companies = {fact["company"] for fact in facts if fact.get("company")}
    if not companies:
        return say("report_no_facts")
    sizes = [span for fact in facts if (span := size(fact.get("employees", ""))) is not None]
    if len(sizes) > 1:
        low, high = min(span[0] for span in sizes), max(span[1] or span[0] for span in sizes)
        figures = {"low": telling.large(round(low)), "high": telling.large(round(high))}
        told = say("report_companies_sized", n=len(companies), **figures)
    else:
        told = say("report_companies", n=len(companies))
    industries = Counter(fact["industry"] for fact in facts if fact.get("industry"))
    if not industries:
        return told
    named = "; ".join(f"{name} ({n})" if n > 1 else name for name, n in sorted(industries.items()))
    return f"{told} {say('report_industries', n=len(industries), names=named)}"


def _coded(telling: Telling) -> str:
    study = telling.study
    return telling.say(
        "report_coded",
        passages=telling.large(len(study.passages)),
        codebook=study.codebook.id,
        codes=len(study.codebook.codes),
        families=len(study.codebook.families),
        learned=telling.say("report_learned") if "learned" in study.settings.coders else "",
        total=telling.large(study.findings.doubts.codings),
    )


def _review(telling: Telling) -> str:
    say, doubts = telling.say, telling.study.findings.doubts
    done = doubts.codings - doubts.unreviewed
    if not done:
        return say("report_reviewed_none")
    share = f"{telling.number(100 * doubts.reviewed, 0)} %"
    told = say("report_reviewed", share=share, n=telling.large(done), total=telling.large(doubts.codings))
    rows = telling.study.agreement.rows
    figures = rows[0].figures if rows else {}
    percent, alpha = figures.get("percent"), figures.get("alpha")
    if percent is None or percent.value is None or alpha is None or alpha.value is None:
        return f"{told} {say('report_agreement_none')}"
    agreed = {"percent": f"{telling.number(100 * percent.value, 0)} %", "alpha": telling.number(alpha.value, 2)}
    return f"{told} {say('report_agreement', items=rows[0].items, **agreed)}"
