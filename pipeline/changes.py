"""What differs since the last run, and what that makes stale. Pure; a closed vocabulary of reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Change", "Inputs", "Reason", "changes"]


class Reason(StrEnum):
    """Why something was redone."""

    FIRST_RUN = "first run"
    PROGRAM_CHANGED = "program changed"
    TRANSCRIPT_ADDED = "transcript added"
    TRANSCRIPT_REMOVED = "transcript removed"
    TRANSCRIPT_CHANGED = "transcript changed"
    CODE_ADDED = "code added"
    CODE_REMOVED = "code removed"
    DEFINITION_CHANGED = "definition changed"
    LABEL_CHANGED = "label changed"
    PHASES_CHANGED = "phases changed"
    DECISION_CHANGED = "decision changed"
    FILLED_IN = "filled in"  #: a field of a workbook, or a line of edits.csv
    SETTINGS_CHANGED = "settings changed"
    OUTPUT_MISSING = "output missing or changed outside"


_CODING_AGAIN = frozenset(
    (
        Reason.FIRST_RUN,
        Reason.PROGRAM_CHANGED,
        Reason.CODE_ADDED,
        Reason.CODE_REMOVED,
        Reason.DEFINITION_CHANGED,
        Reason.PHASES_CHANGED,
    )
)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the reason and the name of what differs (an interview, a code, a file)."""

    reason: Reason
    what: str = ""

    def __str__(self) -> str:
        return f"{self.reason}: {self.what}" if self.what else str(self.reason)


@dataclass(frozen=True)
class Inputs:
    """Fingerprints of everything a run reads.

    Attributes:
        program: version of journey and its coders.
        transcripts: interview -> hash of its file and of how it is read.
        codes: code -> hash of what the coder reads of it.
        labels: hash of labels, colours and order of the codebook.
        phases: hash of the phase model and the valence words.
        settings: hash of the settings.
        decisions: hash of what people decided.
        edits: hash of what people filled into workbooks.
    """

    program: str
    transcripts: Mapping[str, str]
    codes: Mapping[str, str]
    labels: str = ""
    phases: str = ""
    settings: str = ""
    decisions: str = ""
    edits: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)


def changes(old: Inputs | None, new: Inputs) -> tuple[Change, ...]:
    """Every difference between two runs' inputs, in the order of `Reason`."""
    if old is None:
        return (Change(Reason.FIRST_RUN),)
    found: list[Change] = []
    if old.program != new.program:
        found.append(Change(Reason.PROGRAM_CHANGED))
    found += _compared(
        old.transcripts, new.transcripts, Reason.TRANSCRIPT_ADDED, Reason.TRANSCRIPT_REMOVED, Reason.TRANSCRIPT_CHANGED
    )
    found += _compared(old.codes, new.codes, Reason.CODE_ADDED, Reason.CODE_REMOVED, Reason.DEFINITION_CHANGED)
    for reason, before, after in (
        (Reason.LABEL_CHANGED, old.labels, new.labels),
        (Reason.PHASES_CHANGED, old.phases, new.phases),
        (Reason.DECISION_CHANGED, old.decisions, new.decisions),
        (Reason.FILLED_IN, old.edits, new.edits),
        (Reason.SETTINGS_CHANGED, old.settings, new.settings),
    ):
        if before != after:
            found.append(Change(reason))
    found += [Change(Reason.OUTPUT_MISSING, name) for name, was in sorted(old.outputs.items()) if new.outputs.get(name) != was]
    return tuple(found)


def _compared(
    old: Mapping[str, str], new: Mapping[str, str], added: Reason, removed: Reason, changed: Reason
) -> Iterable[Change]:
    yield from (Change(added, name) for name in sorted(new.keys() - old.keys()))
    yield from (Change(removed, name) for name in sorted(old.keys() - new.keys()))
    yield from (Change(changed, name) for name in sorted(old.keys() & new.keys()) if old[name] != new[name])


def redone(found: Iterable[Change], interviews: int) -> str:
    """What the changes made stale, in words for the account of a run."""
    reasons = {change.reason for change in found}
    touched = {c.what for c in found if c.reason in (Reason.TRANSCRIPT_ADDED, Reason.TRANSCRIPT_CHANGED)}
    if reasons & _CODING_AGAIN:
        return f"all {interviews} interviews were coded again"
    if touched:
        return f"{len(touched)} of {interviews} interviews were read and coded again"
    return "no interview was coded again; tables and workbooks were" if reasons else "nothing"
