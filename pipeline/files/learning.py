"""The learned coder of a study: the kept model where nothing it was learned from has changed, else a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.files.cache import Cache
from pipeline.files.examples import example_files, examples_digest, read_examples
from pipeline.files.folders import StudyFolder
from pipeline.files.kept_models import keep_model, kept_model
from pipeline.language.analysis import ANALYSIS_VERSION, Analyst
from pipeline.method.codebook import Codebook, fingerprint
from pipeline.method.coding import Coder
from pipeline.method.cue_coder import CueCoder
from pipeline.method.decisions import Decision
from pipeline.method.examples import Example, Lesson, from_codebook, from_decisions, from_talk, marks_of
from pipeline.method.learned import LearnedCoder
from pipeline.method.model import Encoder, Model
from pipeline.method.phases import PhaseModel
from pipeline.method.training import learn, learned_from
from pipeline.problems import Problem

__all__ = ["Teaching", "coders", "model_of"]


@dataclass(frozen=True)
class Teaching:
    """What a study's coder learns from.

    Attributes:
        folder: the study.
        codebook: its codes, under the name that the settings give it.
        name: the codebook's name in the settings.
        phases: the phase model.
        decisions: what people decided.
    """

    folder: StudyFolder
    codebook: Codebook
    name: str
    phases: PhaseModel
    decisions: Sequence[Decision] = ()


def coders(
    teaching: Teaching, wanted: Sequence[str], analyst: Analyst, encoder: Encoder | None = None
) -> tuple[tuple[Coder, ...], list[Problem]]:
    """Who suggests: cues, what was learned, or both together; and the problems of the example files.

    Args:
        teaching: what there is to learn from.
        wanted: "cue", "learned" or both, as in the settings.
        analyst: the linguistic engine.
        encoder: adds vectors.
    """
    cues = CueCoder(teaching.codebook)
    if "learned" not in wanted:
        return (cues,), []
    model, problems = model_of(teaching, analyst, encoder)
    if model is None:
        return (cues,), problems
    return (LearnedCoder(model, cues if "cue" in wanted else None, encoder),), problems


def model_of(teaching: Teaching, analyst: Analyst, encoder: Encoder | None = None) -> tuple[Model | None, list[Problem]]:
    """The model, kept or new; None where there is no example talk to learn from."""
    files = example_files(teaching.folder, teaching.name)
    examples, problems = read_examples(files, teaching.codebook, teaching.phases.ids)
    if not examples:
        return None, problems
    decided = fingerprint([(d.key, d.says, d.quote, d.before, d.after) for d in teaching.decisions])
    lemmas = fingerprint(ANALYSIS_VERSION, sorted(analyst.models.items()))
    taught = fingerprint(examples_digest(files), lemmas)
    made_from = learned_from(teaching.codebook, teaching.phases.ids, taught, decided, encoder)
    cache = teaching.folder.cache
    model = kept_model(cache, made_from)
    if model is None:
        lessons = [_lesson(example, analyst, cache, lemmas) for example in examples]
        lessons += from_codebook(teaching.codebook, analyst)
        lessons += from_decisions(teaching.decisions, teaching.codebook, analyst)
        model = learn(lessons, teaching.codebook, teaching.phases.ids, made_from, encoder)
        keep_model(cache, model)
    return model, problems


def _lesson(example: Example, analyst: Analyst, folder: Path, lemmas: str) -> Lesson:
    """A lesson whose analysis is kept: correcting a code of an example needs no new one."""
    cache = Cache(folder / "examples")
    key = fingerprint(lemmas, example.name, [(line.speaker, line.text, line.asks) for line in example.lines])
    kept = cache.transcript(key)
    if kept is not None and kept[0] is not None:
        return Lesson(kept[0], marks_of(example))
    lesson = from_talk(example, analyst)
    cache.keep_transcript(key, lesson.talk, ())
    return lesson
