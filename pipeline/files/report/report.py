"""outputs/report.docx: the study's findings with quotes, as a Word document that a person goes on writing."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.files.report.report_blocks import UPRIGHT, Body
from pipeline.files.report.report_closing import codebook, interviews, limits
from pipeline.files.report.report_jobs import job_chapter
from pipeline.files.report.report_journey import maps, strategies, touchpoints
from pipeline.files.report.report_opening import method, summary, title_page
from pipeline.files.report.report_telling import Telling
from pipeline.files.report.report_template import Template
from pipeline.study import Study

__all__ = ["report"]


def report(study: Study, template: Template, pngs: Mapping[str, bytes]) -> bytes:
    """The report.

    Args:
        study: what it tells of.
        template: its styles.
        pngs: the journey maps as PNG by name of their drawing.
    """
    body = Body(template.styles)
    telling = Telling(study, body)
    title_page(telling)
    summary(telling)
    method(telling)
    for number, (portrait, found) in enumerate(zip(study.job_portraits, study.findings.jobs, strict=True), start=1):
        job_chapter(telling, number, portrait, found)
    touchpoints(telling)
    maps(telling, pngs)
    strategies(telling)
    limits(telling)
    codebook(telling)
    interviews(telling)
    title = study.settings.title or telling.say("report_untitled")
    return template.filled(body, title, telling.say.language, UPRIGHT)
