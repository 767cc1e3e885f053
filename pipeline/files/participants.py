"""interviews/participants.csv or .xlsx: who was interviewed. Column names are recognised in English and German."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from pipeline.language.words import fold
from pipeline.method.sample import Participant
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
    "decided_on": ("decided on", "decision date", "decided", "entschieden am", "entscheidung", "entscheidungsdatum"),
}  # fmt: skip

SEPARATORS = ";,\t|"


def read_participants(path: Path, data: bytes, where: str) -> tuple[tuple[Participant, ...], list[Problem]]:
    """Everyone on the list, and a problem for what cannot be understood.

    Args:
        path: of the file; its suffix says how to read it.
        data: its bytes.
        where: how problem lines name it.
    """
    try:
        header, rows = _excel(data) if path.suffix.lower() == ".xlsx" else _text(data)
    except Exception as error:
        what = f"cannot be read as a table ({type(error).__name__})."
        return (), [Problem(where, what, "Save it again as .csv (UTF-8) or .xlsx.")]
    places = _places(header)
    if "interview" not in places:
        if not rows:
            return (), []
        remedy = "Name the column that holds the transcript's file name (without ending) 'interview'."
        return (), [Problem(where, "has no column that says which interview a row belongs to.", remedy)]
    people: list[Participant] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, start=2):
        cells = {name: row[place].strip() for name, place in places.items() if place < len(row)}
        interview = _interview(cells.get("interview", ""))
        if not interview:
            continue
        if any(person.interview.casefold() == interview.casefold() for person in people):
            what = "names an interview that has a row already; the first one counts."
            problems.append(Problem(f"{where}:{number}", what, "Put several interviewees of one talk into one row: Mia; Tom."))
            continue
        people.append(_participant(interview, cells))
    return tuple(people), problems


def _participant(interview: str, cells: dict[str, str]) -> Participant:
    facts = tuple((name, cells[name]) for name in ("company", "industry", "employees", "role", "decided_on") if cells.get(name))
    speakers = (*_several(cells.get("speaker", "")), *_several(cells.get("name", "")))
    return Participant(interview, cells.get("name", ""), speakers, _several(cells.get("interviewer", "")), facts)


def _interview(cell: str) -> str:
    """The interview's id; the name of its file, with or without ending, is understood too."""
    from pipeline.files.readers import suffixes

    path = Path(cell)
    return path.stem if path.suffix.lower() in suffixes() else path.name


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _places(header: Sequence[str]) -> dict[str, int]:
    """Column -> place, by its name in either language."""
    plain = [" ".join(fold(name).replace("_", " ").replace("-", " ").split()) for name in header]
    places: dict[str, int] = {}
    for column, names in COLUMNS.items():
        for name in names:
            if name in plain and column not in places:
                places[column] = plain.index(name)
    return places


def _text(data: bytes) -> tuple[list[str], list[list[str]]]:
    from pipeline.files.readers.decode import decode

    text = decode(data)
    return _frame_rows(text=text)


def _excel(data: bytes) -> tuple[list[str], list[list[str]]]:
    return _frame_rows(data=data)


def _frame_rows(text: str = "", data: bytes = b"") -> tuple[list[str], list[list[str]]]:
    """Header and rows as text; rows may be shorter or longer than the header, blank ones are kept so that they can be counted."""
    import pandas as pd

    if data:
        frame = pd.read_excel(io.BytesIO(data), dtype=str, header=None, keep_default_na=False)
    elif not text.strip():
        return [], []
    else:
        text = text.lstrip("\r\n")
        first, *_ = lines = text.splitlines()
        separator = max(SEPARATORS, key=first.count)
        columns = range(max(line.count(separator) for line in lines) + 1)
        frame = pd.read_csv(
            io.StringIO(text),
            dtype=str,
            sep=separator,
            names=columns,
            index_col=False,
            keep_default_na=False,
            skip_blank_lines=False,
        )
    rows = [[value if isinstance(value, str) else "" for value in row] for row in frame.itertuples(index=False, name=None)]
    return (rows[0], rows[1:]) if rows else ([], [])
