"""Transcript readers: a file in, what was said out.

One module a format. A module that has `SUFFIXES: tuple[str, ...]` and `read(data: bytes) -> tuple[Utterance, ...]` is
a reader: a new format is one new file here and nothing else to edit. It raises `faults.Unreadable` when there is
nothing to read; it may have `doubts(data: bytes) -> tuple[Fault, ...]` for what a person should check about its bytes.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

from pipeline.files.readers.faults import Fault, Unreadable
from pipeline.method.talk.turns import Utterance
from pipeline.problems import Problem

__all__ = ["READER_VERSION", "Reading", "read", "suffixes"]

MAX_BYTES = 50_000_000  #: an hour's interview has 0.1 MB as text and rarely 1 MB as .docx

#: Part of the cache key. A hash of the readers' source, so that nobody can forget to count it up.
READER_VERSION: str = hashlib.sha256(b"\0".join(p.read_bytes() for p in sorted(Path(__file__).parent.glob("*.py")))).hexdigest()[
    :12
]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one file: without utterances the problem is fatal, with them the problems are warnings."""

    utterances: tuple[Utterance, ...]
    problems: tuple[Problem, ...] = ()


@cache
def _formats() -> Mapping[str, ModuleType]:
    modules = [importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__)]
    return {suffix: module for module in modules for suffix in getattr(module, "SUFFIXES", ())}


def suffixes() -> frozenset[str]:
    """The file name endings that can be read, in lower case with their dot."""
    return frozenset(_formats())


def read(path: Path) -> Reading:
    """Read one transcript. Bad content never raises: it gives no utterances and one problem."""
    try:
        data = _bytes(path)
        module = _formats().get(path.suffix.lower())
        if module is None:
            raise Unreadable(
                f"files of the kind '{path.suffix}' cannot be read.",
                f"Save it as one of {', '.join(sorted(suffixes()))}.",
            )
        utterances: tuple[Utterance, ...] = module.read(data)
        if not utterances:
            raise Unreadable("holds no speech.", "Check that it is the right file, or remove it from the folder.")
        doubts: Callable[[bytes], tuple[Fault, ...]] = getattr(module, "doubts", lambda _: ())
        faults = (*doubts(data), *_voices(utterances))
    except Unreadable as error:
        return Reading((), (error.fault.problem(path.name),))
    except Exception as error:  # the last net: one broken file must not stop the other interviews
        what = f"could not be read ({type(error).__name__})."
        return Reading((), (Problem(path.name, what, "Open it, save it again as .docx or .txt, and report this as a bug."),))
    return Reading(utterances, tuple(fault.problem(path.name) for fault in faults))


def _bytes(path: Path) -> bytes:
    """The file's bytes, or a clear word on why there are none."""
    try:
        if (size := path.stat().st_size) > MAX_BYTES:
            raise Unreadable(
                f"is too large for a transcript ({size / 1e6:.0f} MB; the limit is {MAX_BYTES / 1e6:.0f} MB).",
                "Remove embedded pictures or recordings, or split it into one file an interview.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(
            f"cannot be opened ({error.strerror or type(error).__name__}).",
            "Close it in other programs and check that you may read it.",
        ) from error
    if not data.strip():
        raise Unreadable("is empty.", "Put the transcript in, or remove the file from the folder.")
    return data


def _voices(utterances: tuple[Utterance, ...]) -> tuple[Fault, ...]:
    """The warning that a transcript names nobody."""
    if any(utterance.speaker for utterance in utterances):
        return ()
    return (
        Fault(
            "has no speaker labels, so nobody can tell questions from answers.",
            "Start each turn with a label and a colon, such as 'I:' for the interviewer and 'B:' for the interviewee.",
        ),
    )
