"""Edits: what people fill into the fields of workbooks, beside the verdicts on codings.

A *form* is a sheet with rows that keep their key over re-runs (a job, a touchpoint in a phase, an improvement) and fields
that are a person's alone: journey writes nothing into them but what was typed there before. Edits are only ever added; the
latest of a field stands, an empty one says that the person emptied the field.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Edit", "Edits"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One field that a person filled in.

    Attributes:
        form: the form's id ("jobs", "touchpoints", "strategies", ...).
        key: of the row.
        field: the field's id.
        value: what was typed; "" where the field was emptied.
        shown: what the row was about when it was typed, for people who read the log.
        reviewer: who typed it, as far as the settings say.
        time: of the import, ISO 8601.
    """

    form: str
    key: str
    field: str
    value: str
    shown: str = ""
    reviewer: str = ""
    time: str = ""


@dataclass(frozen=True)
class Edits:
    """All edits of a study, oldest first."""

    log: tuple[Edit, ...] = ()

    @cached_property
    def _latest(self) -> dict[str, dict[str, dict[str, Edit]]]:
        found: dict[str, dict[str, dict[str, Edit]]] = defaultdict(lambda: defaultdict(dict))
        for edit in self.log:
            found[edit.form][edit.key][edit.field] = edit
        return found

    def of(self, form: str) -> Mapping[str, Mapping[str, str]]:
        """Row key -> field -> what stands there; emptied fields are left out."""
        rows = self._latest.get(form, {})
        filled = {key: {name: edit.value for name, edit in fields.items() if edit.value} for key, fields in rows.items()}
        return {key: fields for key, fields in filled.items() if fields}

    def shown(self, form: str, key: str) -> str:
        """What the row of that key was about when it was last filled in."""
        fields = self._latest.get(form, {}).get(key, {})
        return max(fields.values(), key=lambda edit: edit.time).shown if fields else ""

    def and_then(self, more: Iterable[Edit]) -> Edits:
        """These edits and later ones."""
        return Edits((*self.log, *more))
