"""interviews/participants.csv or .xlsx: who was interviewed. Column names are recognised in English and German."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.files.sample.dates import read_dates
from pipeline.files.sample.lists import header_place, places, read_sheets
from pipeline.method.sample.sample import Participant
from pipeline.problems import Problem

__all__ = ["read_participants"]

COLUMNS: dict[str, tuple[str, ...]] = {
    "interview": ("interview", "id", "interview id", "transcript", "transkript", "file", "datei", "kuerzel", "nr"),
    "name": ("name", "interviewee", "participant", "person", "teilnehmer", "befragte", "befragter", "gespraechspartner"),
    "speaker": ("speaker", "label", "sprecher", "speaker label", "sprecherkuerzel", "sprecher kuerzel"),
    "interviewer": ("interviewer", "interviewerin", "interviewers", "moderator", "moderation", "interviewt von"),
    "company": ("company", "firm", "organisation", "organization", "firma", "unternehmen"),
    "industry": ("industry", "sector", "segment", "branche"),
    "employees": ("employees", "size", "headcount", "mitarbeiter", "mitarbeitende", "groesse", "beschaeftigte"),
    "role": ("role", "position", "job title", "title", "funktion", "rolle"),
    "interviewed_on": ("interviewed on", "interview date", "interviewdatum", "interview am", "interviewt am", "date", "datum"),
    "decided_on": ("decided on", "decision date", "decided", "entschieden am", "entscheidung", "entscheidungsdatum"),
    "customer": ("customer", "customer id", "customer no", "kunde", "kunden id", "kundennummer", "kunden nr", "kundennr"),
}  # fmt: skip
FACTS = ("company", "industry", "employees", "role", "decided_on", "customer", "interviewed_on")


def read_participants(path: Path, data: bytes, where: str) -> tuple[tuple[Participant, ...], list[Problem]]:
    """Everyone on the list, and a problem for what cannot be understood.

    Args:
        path: of the file; its suffix says how to read it.
        data: its bytes.
        where: how problem lines name it.
    """
    try:
        sheets = read_sheets(path, data)
    except Exception as error:
        what = f"cannot be read as a table ({type(error).__name__})."
        return (), [Problem(where, what, "Save it again as .csv (UTF-8) or .xlsx.")]
    rows = next((sheet.rows for sheet in sheets if sheet.rows), [])
    top = header_place(rows, {name for names in COLUMNS.values() for name in names})
    found = places(rows[top], COLUMNS) if rows else {}
    if "interview" not in found:
        if len(rows) < 2:
            return (), []
        remedy = "Name the column that holds the transcript's file name (without ending) 'interview'."
        return (), [Problem(where, "has no column that says which interview a row belongs to.", remedy)]
    people: list[Participant] = []
    days, problems = _days(rows, top, found.get("interviewed_on"), where)
    for number, row in enumerate(rows[top + 1 :], start=top + 2):
        cells = {name: row[place].strip() for name, place in found.items() if place < len(row)}
        interview = _interview(cells.get("interview", ""))
        if not interview:
            continue
        if any(person.interview.casefold() == interview.casefold() for person in people):
            what = "names an interview that has a row already; the first one counts."
            problems.append(Problem(f"{where}:{number}", what, "Put several interviewees of one talk into one row: Mia; Tom."))
            continue
        people.append(_participant(interview, cells | {"interviewed_on": days.get(number, "")}))
    return tuple(people), problems


def _days(rows: Sequence[Sequence[str]], top: int, place: int | None, where: str) -> tuple[dict[int, str], list[Problem]]:
    """Row number -> ISO date of the interview; a date that cannot be read is a problem, not a guess."""
    cells = [row[place].strip() if place is not None and place < len(row) else "" for row in rows[top + 1 :]]
    days: dict[int, str] = {}
    problems: list[Problem] = []
    for number, (cell, date) in enumerate(zip(cells, read_dates(cells).dates, strict=True), start=top + 2):
        if date.day is not None:
            days[number] = str(date.day)
        elif cell:
            problems.append(Problem(f"{where}:{number}", f"has an interview date that is {date.fault}.", "Write 2026-03-31."))
    return days, problems


def _participant(interview: str, cells: dict[str, str]) -> Participant:
    facts = tuple((name, cells[name]) for name in FACTS if cells.get(name))
    speakers = (*_several(cells.get("speaker", "")), *_several(cells.get("name", "")))
    return Participant(interview, cells.get("name", ""), speakers, _several(cells.get("interviewer", "")), facts)


def _interview(cell: str) -> str:
    """The interview's id; the name of its file, with or without ending, is understood too."""
    from pipeline.files.readers import suffixes

    path = Path(cell)
    return path.stem if path.suffix.lower() in suffixes() else path.name


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
