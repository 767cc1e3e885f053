"""codebooks/sample.csv: who was chosen for an interview. `journey select` keeps it; people may add columns, and do."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.files.desk import Desk, read_people
from pipeline.files.folders import StudyFolder
from pipeline.files.tables import table
from pipeline.method.sample.sample import DROPPED, PLANNED, Planned, fieldwork
from pipeline.problems import Problem, StudyError

__all__ = ["plan_table", "read_plan", "renewed", "with_plan"]

OWN = ("id", "company", "status", "interview")
FACTS = ("segment", "size", "decided_on", "planned_on")


def read_plan(folder: StudyFolder) -> tuple[Planned, ...]:
    """The plan; nobody where there is none.

    Raises:
        StudyError: it cannot be read; going on would plan everybody anew.
    """
    name = folder.named(folder.plan)
    try:
        text = folder.plan.read_bytes().decode("utf-8-sig")
        first = text.split("\n", 1)[0]
        separator = ";" if first.count(";") > first.count(",") else ","
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restval=""))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        what = f"cannot be read ({type(error).__name__})."
        raise StudyError([Problem(name, what, "Save it as 'CSV UTF-8', or restore it; nothing was changed.")]) from error
    if rows and "id" not in rows[0]:
        raise StudyError([Problem(f"{name}:1", "lacks the column id.", "Restore the first line; nothing was changed.")])
    return tuple(_planned(row) for row in rows if (row.get("id") or "").strip())


def _planned(row: Mapping[str | None, Any]) -> Planned:
    cells = {key: value.strip() for key, value in row.items() if key and isinstance(value, str)}
    facts = tuple((key, value) for key, value in cells.items() if key not in OWN)
    status = DROPPED if cells.get("status", "").casefold() == DROPPED else cells.get("status") or PLANNED
    return Planned(cells["id"], cells.get("company", ""), status, cells.get("interview", ""), facts)


def renewed(before: Sequence[Planned], now: Sequence[Planned]) -> tuple[Planned, ...]:
    """The plan after choosing again: what people wrote into it stays, whoever is no longer chosen is marked, not deleted."""
    known = {planned.id: planned for planned in before}
    chosen = {planned.id for planned in now}
    first = []
    for planned in now:
        old = known.get(planned.id)
        own = {name: value for name, value in (old.facts if old else ()) if name not in FACTS or name == "planned_on"}
        if old is not None and old.status == DROPPED:
            own.pop("planned_on", None)
        facts = tuple((dict(planned.facts) | own).items())
        status = old.status if old is not None and old.status != DROPPED else PLANNED
        first.append(replace(planned, status=status, interview=old.interview if old else "", facts=facts))
    return (*first, *(replace(planned, status=DROPPED) for planned in before if planned.id not in chosen))


def plan_table(plan: Iterable[Planned]) -> bytes:
    """The file's bytes."""
    rows = list(plan)
    facts = list(dict.fromkeys([*FACTS, *(name for planned in rows for name, _ in planned.facts)]))
    columns = ["id", "company", *facts, "status", "interview"]
    return table(columns, ([_cell(planned, name) for name in columns] for planned in rows))


def _cell(planned: Planned, column: str) -> str:
    return str(getattr(planned, column)) if column in OWN else dict(planned.facts).get(column, "")


def with_plan(folder: StudyFolder, desk: Desk, counts: Mapping[str, Any]) -> dict[str, Any]:
    """Figures of a run with how planned and done compare, where there is a plan; a plan that cannot be read stops no run."""
    try:
        plan = read_plan(folder)
    except StudyError:
        plan = ()
    if not plan:
        return dict(counts)
    people, _ = read_people(folder, desk)
    found = fieldwork(plan, [source.interview for source in desk.sources], people)
    told = {"done": dict(found.done), "missing": list(found.missing), "unplanned": list(found.unplanned)}
    return {**counts, "planned": told}
