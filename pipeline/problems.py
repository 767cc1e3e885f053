"""Problems: what went wrong, where, and what to do next; and the exit codes they lead to.

A problem never quotes what an interviewee said: it names files, lines, sheets and passage ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

__all__ = ["Exit", "Problem", "StudyError"]


class Exit(IntEnum):
    """The exit codes of every `journey` command."""

    OK = 0  #: everything that was asked for was done
    PROBLEMS = 1  #: done, but some inputs or outputs had problems; all good ones were processed
    USAGE = 2  #: the command line could not be understood (click's own code)
    UNUSABLE = 3  #: nothing could be done: no study, no readable interview, a broken codebook or settings file
    BUSY = 4  #: another run works on this study
    INTERNAL = 5  #: a mistake in journey itself
    INTERRUPTED = 130  #: stopped by Ctrl-C; the outputs are those of before


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem line.

    Attributes:
        where: the file, with line, sheet or row where known, or the passage id.
        what: what is wrong, in one sentence.
        remedy: what the researcher can do about it.
    """

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.remedy}".rstrip()


class StudyError(Exception):
    """The study cannot be processed at all; carries every problem found, not only the first."""

    def __init__(self, problems: Sequence[Problem], code: Exit = Exit.UNUSABLE) -> None:
        self.problems = tuple(problems)
        self.code = code
        super().__init__("\n".join(str(p) for p in self.problems))
