"""What a reader says when it cannot read, or reads with a doubt. Never in the transcript's own words."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.problems import Problem

__all__ = ["MAX_LINES", "MAX_PARAGRAPH", "Fault", "Unreadable", "check_count", "check_length"]

MAX_PARAGRAPH = 1_000_000  #: characters without a line break; nobody speaks that long without being asked something
MAX_LINES = 200_000  #: an hour's subtitles have some 5,000


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem of a file whose name the reader does not know.

    Attributes:
        what: what is wrong, as the rest of a sentence that begins with the file's name.
        remedy: what the researcher can do about it.
        place: where in the file ("line 12"), or "".
    """

    what: str
    remedy: str
    place: str = ""

    def problem(self, name: str) -> Problem:
        """The problem of the file of this name."""
        return Problem(f"{name}, {self.place}" if self.place else name, self.what, self.remedy)


class Unreadable(Exception):  # noqa: N818 - "raise Unreadable" says it
    """There is nothing to be had from this file; `fault` says why."""

    def __init__(self, what: str, remedy: str, place: str = "") -> None:
        self.fault = Fault(what, remedy, place)
        super().__init__(what)


def check_length(text: str, place: str) -> None:
    """Refuse a paragraph that cannot be speech before anything slow looks at it."""
    if len(text) > MAX_PARAGRAPH:
        raise Unreadable(
            f"has {len(text) / 1e6:.1f} million characters without a line break.",
            "Put each speaker's turn on a line of its own; if this is no transcript, remove it from the folder.",
            place,
        )


def check_count(count: int, noun: str) -> None:
    """Refuse a file of more lines, or paragraphs, than a day of talk has."""
    if count > MAX_LINES:
        raise Unreadable(
            f"has more than {MAX_LINES:,} {noun}.",
            "Split it into one file an interview; if this is no transcript, remove it from the folder.",
        )
