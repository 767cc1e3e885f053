"""Every heading and text that we write for people, a module a step: key -> (English, German)."""

from __future__ import annotations

from pipeline.files.texts import (
    evaluation,
    evidence,
    guide,
    jobs,
    journey,
    least_sure,
    report,
    review,
    sample,
    strategies,
    touchpoints,
)

__all__ = ["MODULES", "TEXTS"]

#: the modules in the order of the steps
MODULES = (review, least_sure, sample, guide, jobs, touchpoints, journey, strategies, report, evidence, evaluation)
TEXTS: dict[str, tuple[str, str]] = {key: text for module in MODULES for key, text in module.TEXTS.items()}
