"""`journey guide`: read what the guide is made of, write it; a guide that somebody has edited is never written over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.files.codebook.codebooks import read_codebook, read_phases
from pipeline.files.folders import StudyFolder, write_atomically
from pipeline.files.guide.guide_document import as_docx, as_markdown, edited_markdown
from pipeline.files.guide.guide_pages import Plan, pages
from pipeline.files.guide.guides import read_guide
from pipeline.files.sealing import edited
from pipeline.files.settings import read_settings
from pipeline.problems import Problem, StudyError

__all__ = ["DOCUMENT", "MARKDOWN", "Written", "plan_guide", "write_guide"]

DOCUMENT, MARKDOWN = "2-guide.docx", "2-guide.md"
Written = tuple[list[str], list[Problem]]  #: names of the files written, and problems


def plan_guide(folder: StudyFolder, language: str | None = None, minutes: tuple[int, int] | None = None) -> Plan:
    """What the guide of a study is made of; needs no interview.

    Args:
        folder: the study; a folder without settings has the shipped ones.
        language: "en" or "de"; the study's where None.
        minutes: the shortest and the longest talk; the guide's where None.

    Raises:
        StudyError: settings, codebook, phase model or guide are missing or broken; all problems together.
    """
    settings, problems = read_settings(folder)
    if settings is None:
        raise StudyError(problems)
    texts: dict[Path, bytes] = {}
    paths = (folder.codebook(settings.codebook), folder.phase_model(settings.phases), folder.guide)
    for path in paths:
        try:
            texts[path] = path.read_bytes()
        except OSError as error:
            what = f"cannot be read ({error.strerror or error})."
            problems.append(Problem(folder.named(path), what, "Correct 'codebook:' or 'phases:' in codebooks/study.yaml."))
    if problems:
        raise StudyError(problems)
    codebook, of_codebook = read_codebook(texts[paths[0]], folder.named(paths[0]))
    phases, of_phases = read_phases(texts[paths[1]], folder.named(paths[1]))
    guide, of_guide = read_guide(texts[paths[2]], folder.named(paths[2]))
    if codebook is None or phases is None or guide is None:
        raise StudyError([*of_codebook, *of_phases, *of_guide])
    return Plan(guide, codebook, phases, language or settings.language, settings.title, minutes)


def write_guide(folder: StudyFolder, plan: Plan) -> Written:
    """Write the guide as a Word document and as Markdown.

    One that was edited since journey wrote it stays; the new one lies beside it as 2-guide.new.docx, and that is a problem
    line. A file whose content is the same is not touched.
    """
    made = pages(plan)
    checks: dict[str, tuple[bytes, Callable[[bytes], bool]]] = {
        DOCUMENT: (as_docx(made, plan.language), edited),
        MARKDOWN: (as_markdown(made), edited_markdown),
    }
    written: list[str] = []
    problems: list[Problem] = []
    for name, (data, is_other) in checks.items():
        target = folder.outputs / name
        aside = target.with_suffix(f".new{target.suffix}")
        kept = target.is_file() and is_other(target.read_bytes())
        if kept and aside.is_file() and is_other(aside.read_bytes()):
            what = f"and {aside.name} have both been edited; neither was written."
            problems.append(Problem(f"outputs/{name}", what, "Move one of them to another folder, then run again."))
            continue
        if kept:
            what = f"has been edited, so it was not rewritten; the new guide lies beside it in {aside.name}."
            remedy = (
                "To change the guide for good, edit codebooks/guide.yaml; delete or move the edited file to have the new one."
            )
            problems.append(Problem(f"outputs/{name}", what, remedy))
        written += _put(aside if kept else target, data, problems)
    return written, problems


def _put(target: Path, data: bytes, problems: list[Problem]) -> list[str]:
    if target.is_file() and target.read_bytes() == data:
        return []
    try:
        write_atomically(target, data)
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})."
        problems.append(Problem(f"outputs/{target.name}", what, "Close it in other programs, then run again."))
        return []
    return [target.name]
