"""Step 1: whom to interview. Here: who the interviewees of a study are."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Participant"]


@dataclass(frozen=True, slots=True)
class Participant:
    """An interviewee.

    Attributes:
        interview: id of the interview, its file name without suffix.
        name: of the person.
        speakers: labels under which the person speaks in the transcript.
        interviewers: labels of those who ask in it.
        facts: company, industry, employees, role, decided_on as written; what is unknown is missing.
    """

    interview: str
    name: str
    speakers: tuple[str, ...]
    interviewers: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
