"""codebooks/study.yaml: the study's settings on disk."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from pipeline.files.folders import StudyFolder
from pipeline.files.located import Form, filled, located
from pipeline.files.sample.sample_settings import SampleForm
from pipeline.problems import Problem
from pipeline.settings import Settings

__all__ = ["read_settings"]


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value or []


Labels = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class SettingsForm(Form):
    """The keys of study.yaml."""

    title: str = ""
    language: Literal["en", "de"] = "en"
    codebook: str = "b2b_buying_journey"
    phases: str = "five_phases"
    interviewers: Labels = ()
    interview_speakers: Annotated[dict[str, Labels], BeforeValidator(lambda v: v or {})] = Field(default_factory=dict)
    list_uncoded: bool = True
    count_unreviewed: bool = True
    coders: Annotated[tuple[Literal["cue", "learned"], ...], BeforeValidator(_listed), Field(min_length=1)] = ("cue", "learned")
    encoder: str = "auto"
    reviewer: str = ""
    arbiter: str = ""
    spacy_models: Annotated[dict[Literal["de", "en"], str], BeforeValidator(lambda v: v or {})] = Field(default_factory=dict)
    sample: SampleForm | None = None
    jobs: int = Field(default=0, ge=0, le=20)
    workers: int = Field(default=0, ge=0, le=256)


def read_settings(folder: StudyFolder) -> tuple[Settings | None, list[Problem]]:
    """The study's settings; the defaults where it has no study.yaml; None with problems where that file is broken."""
    if not folder.settings.is_file():
        return Settings(), []
    document = located(folder.settings.read_bytes(), folder.named(folder.settings))
    form = filled(SettingsForm, document, "settings file")
    if form is None or document.problems:
        return None, document.problems
    values = {name: getattr(form, name) for name in SettingsForm.model_fields}
    return Settings(**values | {"sample": (form.sample or SampleForm()).rules()}), []
