"""Reading forms back: the fields that people changed, however the sheets were sorted, cut, extended or renamed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from pipeline.files.forms.form_values import UnallowedError
from pipeline.files.forms.forms import FORMS, NOTHING, Form, FormKey, mark
from pipeline.files.forms.typed import DAMAGED, LANGUAGES, TypedSheet, heading, text_of, torn
from pipeline.files.review.review_keys import Key
from pipeline.files.texts import TEXTS
from pipeline.files.wording import wording
from pipeline.method.review.edits import Edit, Edits
from pipeline.problems import Problem

__all__ = ["Fill", "new_edits", "read_fills"]

HEAD = 10  #: rows among which the headings are looked for
MOST_TOLD, MOST_TOLD_IN_ALL = 160, 600  #: characters of a row's other cells that are kept with an edit
_ERRORS = ("#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!")


@dataclass(frozen=True, slots=True)
class Fill:
    """A field that is not as we wrote it.

    Attributes:
        where: file, sheet and row, for problem lines.
        form, key, field: what was filled in.
        value: what stands there now, "" where the field was emptied.
        shown: mark of what it showed when the workbook was written, or said when it was last read, if that was later.
        cell: key and field as they stand in the workbook.
        about: what the row is about: its other cells.
    """

    where: str
    form: str
    key: str
    field: str
    value: str
    shown: str
    cell: str
    about: str


@dataclass(frozen=True)
class _Layout:
    """What stands in which column, by a row of headings.

    Attributes:
        key: the column of the keys, None where it is gone.
        fields: (form, field) -> its columns.
        language: of the headings.
        strange: whether a heading is none of ours.
        told: the columns that say what a row is about.
    """

    key: int | None
    fields: Mapping[tuple[str, str], tuple[int, ...]]
    language: str
    strange: bool
    told: tuple[int, ...]

    def forms(self) -> list[Form]:
        """The forms that may stand below these headings: those with all of their fields; one alone is no sign without a key."""
        least = 2 if self.key is None else 1
        forms = [form for form in FORMS.values() if len(form.fields) >= least]
        return [form for form in forms if all((form.id, name) in self.fields for name in form.fields)]

    def typed(self, row: Sequence[Any], form: str, name: str) -> Any:
        """What stands in a field."""
        cells = (row[place] for place in self.fields.get((form, name), ()) if place < len(row))
        return next((cell for cell in cells if text_of(cell)), None)

    def filled(self, row: Sequence[Any], forms: Iterable[Form]) -> bool:
        """Whether anything stands in a field of these forms."""
        return any(text_of(self.typed(row, form.id, name)) for form in forms for name in form.fields)


def read_fills(sheet: TypedSheet, problems: list[Problem], before: Mapping[str, str] | None = None) -> list[Fill] | None:
    """Every field of a sheet that is not as we wrote it; None where the sheet holds no form.

    Args:
        sheet: of a workbook.
        problems: gets the rows that cannot be used.
        before: key and field -> mark of what stood there when the workbook was last read, where it was not rewritten since.
    """
    found = _begin(sheet.top)
    if found is None:
        return None
    reader = _Reader(sheet.place, *found, problems, before or {})
    try:
        for number, row in enumerate(sheet.rows, start=1):
            reader.read(number, row)
    except DAMAGED as error:
        problems.append(torn(sheet.place, error))
    return reader.fills


def _begin(top: Sequence[Sequence[Any]]) -> tuple[int, _Layout] | None:
    """The row of the headings and what it says; None where the sheet holds no form."""
    keys = [(n, place, key) for n, row in enumerate(top, start=1) for place, cell in enumerate(row) if (key := _key(cell))]
    if any(isinstance(cell, str) and cell[1:2] == ":" and Key.parse(cell) for row in top for cell in row):
        return None  # a sheet of the review
    layouts = [(n, _layout(row)) for n, row in enumerate(top[: max(HEAD, keys[0][0] if keys else 0)], start=1)]
    if not keys:
        return next(((n, layout) for n, layout in layouts if layout.forms()), None)
    first, place, key = keys[0]
    above = [(n, layout) for n, layout in layouts if n < first]
    for n, layout in reversed(above):
        if layout.key is not None or any((key.form.id, name) in layout.fields for name in key.form.fields):
            column = place if layout.key is None else layout.key
            return n, replace(layout, key=column)
    return None


def _key(cell: Any) -> FormKey | None:
    return FormKey.parse(cell.strip()) if isinstance(cell, str) and ":" in cell else None


@lru_cache
def _headings() -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Language -> heading -> the fields it may stand above."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = {language: defaultdict(list) for language in LANGUAGES}
    for language, known in found.items():
        for form in FORMS.values():
            for name, key in form.fields.items():
                known[heading(wording(language)(key))].append((form.id, name))
    return found


@lru_cache
def _ours() -> frozenset[str]:
    return frozenset(heading(text) for texts in TEXTS.values() for text in texts)


def _layout(row: Sequence[Any]) -> _Layout:
    texts = [heading(cell) for cell in row]
    keys = {heading(text) for text in TEXTS["key"]}
    by_language = _headings()
    votes = {language: sum(bool(known.get(text)) for text in texts) for language, known in by_language.items()}
    best = max(LANGUAGES, key=votes.__getitem__)
    fields: dict[tuple[str, str], tuple[int, ...]] = {}
    for language in sorted(LANGUAGES, key=lambda one: one != best):
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, text in enumerate(texts):
            for field in by_language[language].get(text, ()):
                found[field].append(place)
        fields = {field: tuple(places) for field, places in found.items()} | fields
    key = next((place for place, text in enumerate(texts) if text in keys), None)
    strange = any(text and text not in _ours() for text in texts)
    about = {heading(text) for form in FORMS.values() for name in form.about for text in TEXTS[name]}
    return _Layout(key, fields, best, strange, tuple(place for place, text in enumerate(texts) if text in about))


class _Reader:
    """Goes through the rows below a row of headings; another row of headings may follow further down."""

    def __init__(self, place: str, head: int, layout: _Layout, problems: list[Problem], before: Mapping[str, str]) -> None:
        self.fills: list[Fill] = []
        self._before = before
        self._place, self._head, self._layout, self._problems = place, head, layout, problems
        self._forms: dict[str, Form] = {}  # met below these headings
        self._told: set[str] = set()

    def read(self, number: int, row: Sequence[Any]) -> None:
        """Take in one row."""
        if number <= self._head:
            return
        column = self._layout.key
        written = text_of(row[column]) if column is not None and column < len(row) else ""
        if written and heading(written) in {heading(text) for text in TEXTS["key"]}:
            self._layout, self._forms = _layout(row), {}
            return
        key = FormKey.parse(written)
        where = f"{self._place}, row {number}"
        if key is not None:
            self._forms[key.form.id] = key.form
            self._check_columns(key.form)
            self.fills += self._fills(where, row, key, written)
        elif self._layout.filled(row, self._forms.values() or self._layout.forms()):
            what = "was filled in, but its key was edited or is missing." if written else "was filled in but has no key."
            self._problems.append(Problem(where, what, "Copy the key from the row that is meant, or fill in that row."))

    def _check_columns(self, form: Form) -> None:
        """A field without a column says nothing, unless a heading is there that we do not know: it may be the field's."""
        lacking = [name for name in form.fields if (form.id, name) not in self._layout.fields]
        if not lacking or not self._layout.strange or form.id in self._told:
            return
        self._told.add(form.id)
        say = wording(self._layout.language)
        headings = ", ".join(f"'{say(form.fields[name])}'" for name in lacking)
        remedy = "Give the column its heading back."
        self._problems.append(Problem(self._place, f"has keys but no column {headings}.", remedy))

    def _fills(self, where: str, row: Sequence[Any], key: FormKey, written: str) -> Iterator[Fill]:
        form, layout = key.form, self._layout
        about = ""
        for name, text_key in form.fields.items():
            if (form.id, name) not in layout.fields:
                continue
            typed = layout.typed(row, form.id, name)
            try:
                if text_of(typed) in _ERRORS:
                    raise UnallowedError(text_of(typed))
                value = form.read(name, typed)
            except UnallowedError as error:
                head = wording(layout.language)(text_key)
                what = f"has {f'the error {error}' if str(error) else 'something'} under '{head}' that cannot stand there."
                told = form.allowed[name].told(layout.language) if name in form.allowed else "Format the cell as text."
                self._problems.append(Problem(where, what, told if str(error) == "" else f"{told} Then type it again."))
                continue
            cell, says = f"{written} {name}", mark(value)
            said = self._before.get(cell, says)
            if says != key.shown[name] or said != says:
                about = about or self._about(row)
                yield Fill(where, form.id, key.key, name, value, key.shown[name] if said == says else said, cell, about)

    def _about(self, row: Sequence[Any]) -> str:
        """The row's cells that are neither key nor field; what says what it is about comes first and whole."""
        forms = self._forms
        ours = {place for (form, _), places in self._layout.fields.items() if form in forms for place in places}
        texts = {
            place: " ".join(text_of(cell).split()) for place, cell in enumerate(row) if place not in {*ours, self._layout.key}
        }
        whole = [text for place in self._layout.told if (text := texts.pop(place, ""))]
        return " | ".join([*whole, " | ".join(text[:MOST_TOLD] for text in texts.values() if text)[:MOST_TOLD_IN_ALL]])


def new_edits(fills: Iterable[Fill], edits: Edits, time: str, reviewer: str, problems: list[Problem]) -> list[Edit]:
    """What the fields say that the log does not say yet.

    What an old copy of a workbook says was taken in before and may have been replaced since: it changes nothing.

    Args:
        fills: the changed fields.
        edits: the log so far.
        time: of this import, ISO 8601.
        reviewer: who filled them in.
        problems: gets the rows that contradict each other.
    """
    ever: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for edit in edits.log:
        ever[edit.form, edit.key, edit.field].append(edit.value)
    found: list[Edit] = []
    for fill in _unambiguous(fills, problems):
        said = ever.get((fill.form, fill.key, fill.field), [])
        standing = _read(fill, said[-1]) if said else ""
        if fill.value == standing and (said or fill.value or fill.shown == NOTHING):
            continue
        outdated = bool(said) and fill.shown != mark(standing)
        if outdated and (not fill.value or fill.value in (_read(fill, value) for value in said)):
            continue
        found.append(Edit(fill.form, fill.key, fill.field, fill.value, fill.about, reviewer, time))
    return found


def _read(fill: Fill, value: str) -> str:
    """A value of the log as a workbook would give it back; somebody may have written it there by hand."""
    try:
        return FORMS[fill.form].read(fill.field, value)
    except UnallowedError:
        return value


def _unambiguous(fills: Iterable[Fill], problems: list[Problem]) -> Iterator[Fill]:
    """A field that several rows fill in must say the same in all of them."""
    rows: dict[tuple[str, str, str], list[Fill]] = defaultdict(list)
    for fill in fills:
        rows[fill.form, fill.key, fill.field].append(fill)
    for group in rows.values():
        if len({fill.value for fill in group}) > 1:
            places = " and ".join(fill.where.rpartition(", ")[2] for fill in group[:3])
            what = f"stands more than once and was filled in differently ({places})."
            problems.append(Problem(group[0].where, what, "Keep one."))
        else:
            yield group[0]
