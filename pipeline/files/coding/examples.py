"""Coded example talk on disk: tab-separated, one sentence a line, one file an interview; checked line by line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.files.folders import StudyFolder, digest, shipped
from pipeline.method.codebook.codebook import Codebook
from pipeline.method.coding.examples import Example, Line
from pipeline.problems import Problem

__all__ = ["example_files", "examples_digest", "read_examples"]

SHIPPED = "b2b_buying_journey"  #: the codebook whose example talk is shipped
_INTERVIEWER = "I"
_MOST_PROBLEMS = 20  #: of one file that are reported; a file saved by another program can be wrong in every line


def example_files(folder: StudyFolder, codebook: str) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The shipped example files, and the study's own beside its codebook; one that is the shipped one is not there twice."""
    given = tuple(sorted(shipped(SHIPPED, "examples").glob("*.tsv"), key=lambda path: path.name))
    known = {path.name: path for path in given}
    own = sorted((folder.codebooks / codebook / "examples").glob("*.tsv"), key=lambda path: path.name)
    return given, tuple(p for p in own if p.name not in known or p.read_bytes() != known[p.name].read_bytes())


def examples_digest(files: Iterable[Path]) -> str:
    """Hash of all example files, whatever folder they lie in."""
    return digest("\n".join(f"{path.name} {digest(path.read_bytes())}" for path in files).encode())


def read_examples(files: Iterable[Path], codebook: Codebook, checked: bool = False) -> tuple[tuple[Example, ...], list[Problem]]:
    """Every example that can be read, and every problem found; a line with a problem is left out, the rest stands.

    Args:
        files: from `example_files`.
        codebook: the ids that may stand in the third and sixth field, or that were replaced by one.
        checked: whether ids that the codebook does not know are problems; shipped examples may hold what a study took out.
    """
    examples: list[Example] = []
    problems: list[Problem] = []
    for path in files:
        lines, found = _read(path, codebook, checked)
        problems += found
        if lines:
            examples.append(Example(path.stem, tuple(lines)))
    return tuple(examples), problems


def _read(path: Path, codebook: Codebook, own: bool) -> tuple[list[Line], list[Problem]]:
    name = "/".join(path.parts[-3:])
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return [], [Problem(name, f"cannot be read ({error.strerror}).", "Check the file's permissions.")]
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return [], [Problem(f"{name}:{line}", "is not UTF-8 text.", "Save the file as UTF-8.")]
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, row in enumerate(text.split("\n"), start=1):
        if not row.strip() or row.startswith("#"):
            continue
        said, wrong = _line(row.rstrip("\r").split("\t"), codebook, own)
        problems += [Problem(f"{name}:{number}", what, remedy) for what, remedy in wrong]
        if said is not None:
            lines.append(said)
    if len(problems) > _MOST_PROBLEMS:
        what = f"has {len(problems) - _MOST_PROBLEMS} more problems like these."
        problems = [
            *problems[:_MOST_PROBLEMS],
            Problem(name, what, "Save it as tab-separated text with the columns of its README."),
        ]
    return lines, problems


def _line(fields: Sequence[str], codebook: Codebook, own: bool) -> tuple[Line | None, list[tuple[str, str]]]:
    """The line, None where it has no words; and what is wrong with it, with the remedy."""
    if not 2 <= len(fields) <= 6 or not fields[0].strip() or not fields[1].strip():
        what = f"has {len(fields)} fields; speaker, sentence, codes, phase, valence and second coder's codes were expected."
        return None, [(what, "Separate the fields by single tabs; speaker and sentence may not be empty.")]
    speaker, text, codes, phase, valence, second = (f.strip() for f in (*fields, *[""] * (6 - len(fields))))
    wrong: list[tuple[str, str]] = []
    first, strange = _codes(codes, codebook)
    other, stranger = _codes(second, codebook) if len(fields) == 6 else (first, [])
    if own:
        wrong += [
            (f"names the code {code!r}, which is not in the codebook.", _meant(code, codebook)) for code in strange + stranger
        ]
    if speaker == _INTERVIEWER and (first or other):
        wrong.append(("codes what the interviewer says.", "Leave the codes of I empty."))
    if valence not in ("", "-1", "0", "1"):
        wrong.append((f"has the valence {valence!r}.", "Write -1, 0, 1 or nothing."))
    if wrong:
        return None, wrong
    return Line(speaker, text, speaker == _INTERVIEWER, first, other, phase, int(valence) if valence else None), []


def _codes(field: str, codebook: Codebook) -> tuple[tuple[str, ...], list[str]]:
    """The codes named, as written (what replaces them is looked up later); and those that the codebook does not know."""
    named = tuple(dict.fromkeys(code.strip() for code in field.split(",") if code.strip()))
    return named, [code for code in named if not codebook.successors(code)]


def _meant(code: str, codebook: Codebook) -> str:
    near = next(iter(difflib.get_close_matches(code, codebook.by_id, 1)), "")
    return f"Did you mean {near}?" if near else "Correct it, or add it to the codebook."
