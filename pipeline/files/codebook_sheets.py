"""A codebook as an Excel workbook and back: only what was changed in the workbook changes in the YAML text.

Reading back compares each cell with what the YAML text gives for it. A value that differs is spliced into the text at its
own place; every other byte, comments and quoting included, stays.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml

from pipeline.files.codebooks import read_codebook
from pipeline.files.sheets import CELL_LIMIT, CUT, Book, Column, Styled, Value
from pipeline.files.wording import wording
from pipeline.language.cues import CueError, parse_cue
from pipeline.method.codebook import EPOMS, TOUCHPOINT
from pipeline.problems import Problem

__all__ = ["export_codebook", "import_codebook", "rendered"]

Slot = tuple[str, str]  #: a column's key and language, "" where it has none
Entry = str | list[str]
LANGUAGES = ("en", "de")
_TWICE = ("label", "definition", "when_to_use", "when_not_to_use", "examples", "cues", "unless", "questions")
_LISTS = frozenset(("examples", "cues", "unless", "questions", "replaces"))
_CUES = frozenset(("cues", "unless", "questions"))
_KEYS = {
    "codes": ("id", "family", "epoms", *_TWICE[:-1], "replaces", "remove"),
    "families": ("id", "label", "definition", "questions", "remove"),
}
_SLOTS = {kind: [(k, lang) for k in keys for lang in (LANGUAGES if k in _TWICE else ("",))] for kind, keys in _KEYS.items()}
_ORDER = ("id", "label", "epoms", *_TWICE[1:], "replaces")
_ID = {"codes": re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+"), "families": re.compile(r"[a-z][a-z0-9_]*")}
_WIDTHS = {"id": 28, "family": 12, "epoms": 17, "label": 18, "replaces": 20, "remove": 11}
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_ERRORS = ("#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!")
_YES, _NO = ("yes", "y", "ja", "j", "x", "true", "1"), ("", "no", "n", "nein", "false", "0")
MOST, MOST_LINES = CELL_LIMIT - 300, 250  #: characters and lines (Excel: 253) in a cell
MOST_BYTES = 200_000_000  #: of an unpacked workbook
EDIT_YAML = "Make this change in the codebook file itself."


# -- the workbook -------------------------------------------------------------------------------------------------------


def export_codebook(data: bytes, name: str, language: str) -> tuple[bytes | None, list[Problem]]:
    """The codebook as a workbook, or None and every problem of the codebook.

    Args:
        data: the codebook file.
        name: how problem lines name it.
        language: of headings, "en" or "de".
    """
    codebook, problems = read_codebook(data, name)
    if codebook is None:
        return None, problems
    say = wording(language)
    book = Book(codebook.id)
    book.style("entries", text_wrap=True, num_format="@")
    text = _Text(data)
    for kind in ("codes", "families"):
        _export(book, kind, [_values(node, kind) for node in text.things(kind).values()], language)
    sheet = book.sheet(say("sheet_howto"))
    sheet.set_column(0, 0, 120)
    for row, line in enumerate(say("codebook_howto").split("\n")):
        book.put(sheet, row + (row > 0), 0, line, "passage" if row else "title")
    return book.finish(), []


def _export(book: Book, kind: str, things: Sequence[Mapping[Slot, Entry]], language: str) -> None:
    say = wording(language)
    cells = [{slot: _cells(entry) for slot, entry in thing.items()} for thing in things]
    wide = {slot: max((len(row[slot]) for row in cells), default=1) for slot in _SLOTS[kind]}
    columns = [_column(slot, n, language) for slot in _SLOTS[kind] for n in range(1, wide[slot] + 1)]

    def value(row: Mapping[Slot, list[str]], slot: Slot, place: int) -> Value:
        shown = row[slot][place] if place < len(row[slot]) else ""
        family = row["id", ""][0].split(".", 1)[0]
        if slot[0] == "family":
            return Styled(family, f"family:{family}")
        return say(shown) if slot[0] == "epoms" and shown else shown

    rows = [[value(row, slot, n) for slot in _SLOTS[kind] for n in range(wide[slot])] for row in cells]
    book.table(say(f"sheet_{kind}"), columns, rows).freeze_panes(1, 1)


def _column(slot: Slot, number: int, language: str) -> Column:
    say, (key, _) = wording(language), slot
    choices = {"epoms": tuple(map(say, EPOMS)), "remove": (say("yes"),)}.get(key, ())
    style = {"id": "strong", "remove": "fill"}.get(key, "entries" if key in _LISTS else "text")
    return Column(_heading(slot, number, language), _WIDTHS.get(key, 48), style, choices)


def _heading(slot: Slot, number: int, language: str) -> str:
    name = wording(language)("code_id" if slot[0] == "id" else slot[0])
    return f"{name} {slot[1]}".strip() + (f" ({number})" if number > 1 else "")


def _cells(entry: Entry) -> list[str]:
    """What stands in the cell; several cells where a list is too long for one."""
    if isinstance(entry, str):
        return [_fit(entry)]
    cells: list[list[str]] = [[]]
    full = 0
    for line in map(_shown, entry):
        full += _length(line) + 1
        if cells[-1] and (len(cells[-1]) == MOST_LINES or full > MOST):
            cells.append([])
            full = _length(line) + 1
        cells[-1].append(line)
    return ["\n".join(cell) for cell in cells]


def _fit(text: str) -> str:
    clean = _UNSEEN.sub("", text)
    return clean if _length(clean) <= MOST else clean[: MOST // 2].rstrip() + CUT


def _length(text: str) -> int:
    """As Excel counts: emoji twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "replace")) // 2


def _shown(text: str) -> str:
    """A text in one line, as workbooks show it: spaces, line breaks and invisible characters make no difference."""
    return " ".join(_fit(text).split())


def _same(one: Entry, other: Entry) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return isinstance(one, str) and isinstance(other, str) and _shown(one) == _shown(other)
    return [s for s in map(_shown, one) if s] == [s for s in map(_shown, other) if s]


# -- reading the workbook -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Row:
    """A row as typed; only slots that have a column have a value; a long list may have several columns."""

    where: str
    values: dict[Slot, Entry]
    widths: Mapping[Slot, int]

    @property
    def id(self) -> str:
        return str(self.values["id", ""])

    @property
    def replaces(self) -> list[str]:
        return list(self.values.get(("replaces", ""), ()))

    def problem(self, what: str, remedy: str) -> Problem:
        return Problem(self.where, what, remedy)


def import_codebook(workbook: bytes, where: str, old: bytes) -> tuple[bytes | None, list[Problem]]:
    """The YAML text `old` with what was changed in the workbook; None where there is any problem.

    Args:
        workbook: the .xlsx file.
        where: how problem lines name it.
        old: the codebook file that the workbook was exported from, or a later one.
    """
    codebook, problems = read_codebook(old, "the codebook")
    if codebook is None:
        return None, problems
    text = _Text(old)
    rows, problems = _read(workbook, where)
    if "codes" not in rows and not problems:
        remedy = "Give the sheet of the codes its headings back, or export the codebook again."
        problems.append(Problem(where, "has no sheet with the columns 'id' and 'cues' or 'definition'.", remedy))
    wanted: dict[str, dict[str, dict[Slot, Entry]]] = {}
    try:
        for kind in ("families", "codes"):
            wanted[kind] = _lay(text, kind, rows.get(kind), where, problems)
        _check_families(rows.get("codes", ()), wanted, problems)
        if problems:
            return None, problems
        new = text.spliced()
        if new == old:
            return old, []
        _verify(new, wanted)
    except (_UnwritableError, yaml.YAMLError) as error:
        what = f"holds a change that journey cannot write into the codebook file ({error})."
        return None, [*problems, Problem(where, what, EDIT_YAML)]
    codebook, problems = read_codebook(new, "the codebook with these changes")
    return (new, []) if codebook else (None, problems)


def _read(workbook: bytes, where: str) -> tuple[dict[str, list[_Row]], list[Problem]]:
    """The rows of each kind of sheet, which is recognised by its headings."""
    import openpyxl

    found: dict[str, list[_Row]] = {}
    problems: list[Problem] = []
    try:
        with zipfile.ZipFile(io.BytesIO(workbook)) as package:
            if sum(info.file_size for info in package.infolist()) > MOST_BYTES:
                return {}, [Problem(where, "unpacks to more than 200 MB.", "Check that it is the workbook you mean.")]
        book = openpyxl.load_workbook(io.BytesIO(workbook), read_only=True)
        sheets = [(s.title, list(_every_row(s))) for s in book.worksheets]
    except Exception as error:
        return {}, [Problem(where, f"cannot be read as a workbook ({type(error).__name__}).", "Save it again as .xlsx.")]
    for title, rows in sheets:
        top, columns = _columns(rows)
        keys = {key for key, _ in columns.values()}
        kind = "families" if "questions" in keys else "codes" if {"cues", "definition"} & keys else ""
        if "id" not in keys or not kind:
            continue
        place = f"{where}, sheet '{title}'"
        if twice := [heading for heading, n in Counter(map(_plain, rows[top - 1])).items() if n > 1 and _known(heading)]:
            problems.append(Problem(place, f"has two columns '{twice[0]}'.", "Keep one; rename or delete the other."))
            continue
        if kind in found:
            problems.append(Problem(place, f"is a second sheet of {kind}.", "Keep one; delete the other."))
            continue
        typed = [_row(f"{place}, row {n}", row, columns, problems) for n, row in enumerate(rows[top:], start=top + 1)]
        found[kind] = [row for row in typed if row]
    return found, problems


def _every_row(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()
    yield from sheet.iter_rows(values_only=True)


def _plain(heading: Any) -> str:
    return " ".join(str(heading or "").split()).casefold()


def _known(heading: str) -> tuple[int, Slot] | None:
    """What a heading stands for: "cues en (2)" is the second column of the English cues."""
    name, more = re.fullmatch(r"(.*?)(?: ?\((\d+)\))?", heading).groups()  # type: ignore[union-attr]
    slots = (slot for kind in _SLOTS.values() for slot in kind)
    found = {_heading(slot, 1, language).casefold(): slot for slot in slots for language in LANGUAGES}.get(name)
    return (int(more or 1), found) if found else None


def _columns(rows: Sequence[Sequence[Any]]) -> tuple[int, dict[int, Slot]]:
    """How many rows are above the first row of data, and which column holds what; continued columns in their order."""
    for number, row in enumerate(rows[:10], start=1):
        places = sorted((known[0], place, known[1]) for place, cell in enumerate(row) if (known := _known(_plain(cell))))
        if any(slot == ("id", "") for _, _, slot in places):
            return number, {place: slot for _, place, slot in places}
    return 0, {}


def _row(where: str, row: Sequence[Any], columns: Mapping[int, Slot], problems: list[Problem]) -> _Row | None:
    typed: dict[Slot, list[str]] = defaultdict(list)
    for place, slot in columns.items():
        try:
            typed[slot].append(_typed(row[place] if place < len(row) else None))
        except ValueError as error:
            what = f"column '{_heading(slot, 1, 'en')}' {error}."
            problems.append(Problem(where, what, "Format the cell as text and type it again."))
            typed[slot].append("")
    if not any(cell for slot, cells in typed.items() for cell in cells if slot[0] not in ("family", "remove")):
        return None
    values: dict[Slot, Entry] = {}
    for slot, cells in typed.items():
        text = "\n".join(cells).strip()
        text = text.lower() if slot[0] in ("id", "replaces") else text
        if slot[0] == "replaces":
            values[slot] = re.findall(r"[^\s,;]+", text)
        else:
            values[slot] = [s for s in map(_shown, text.split("\n")) if s] if slot[0] in _LISTS else text
    classes = {wording(language)(c).casefold(): c for c in EPOMS for language in LANGUAGES}
    if epoms := str(values.get(("epoms", ""), "")).casefold():
        values["epoms", ""] = classes.get(epoms, epoms if epoms in EPOMS else f"?{epoms}")
    return _Row(where, values, Counter(columns.values()))


def _typed(value: Any) -> str:
    """A cell as text.

    Raises:
        ValueError: it holds a date, or an error that a program made of what was typed.
    """
    value = getattr(value, "text", value)  # an array formula
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, (str, int, float)):
        raise ValueError("holds a date or time, not text")
    text = re.sub(r"(?<!_x005F)_x000D_\n", "\n", str(value).replace("\r\n", "\n"))
    text = re.sub(r"_x005F_(x[0-9A-Fa-f]{4}_)", r"_\1", text)
    if text.strip() in _ERRORS:
        raise ValueError(f"holds the error {text.strip()}")
    return _UNSEEN.sub("", text)


# -- what the rows ask for ----------------------------------------------------------------------------------------------


def _lay(
    text: _Text, kind: str, rows: Sequence[_Row] | None, where: str, problems: list[Problem]
) -> dict[str, dict[Slot, Entry]]:
    """Note in `text` what the rows change, and return the values that each id then has."""
    nodes = text.things(kind)
    olds = {name: _values(node, kind) for name, node in nodes.items()}
    if rows is None:
        return olds
    wanted: dict[str, dict[Slot, Entry]] = {}
    ids = [row.id for row in rows]
    heirs = {former for row in rows for former in row.replaces if former not in ids}
    unclaimed = [name for name in nodes if name in heirs]
    last: dict[str, Any] = {name.split(".", 1)[0]: node for name, node in nodes.items()}
    for number, row in enumerate(rows):
        former = row.id if row.id in nodes else next((name for name in row.replaces if name in unclaimed), "")
        if former in unclaimed:
            unclaimed.remove(former)
        before = olds.get(former, {})
        values = before | {slot: entry for slot, entry in row.values.items() if slot[0] not in ("family", "remove")}
        found = _check(kind, row, values, before, ids[:number])
        problems += found
        if _removed(row):
            text.remove(nodes.get(former))
            continue
        wanted[row.id] = values
        if found:
            continue
        if former:
            text.change(nodes[former], {s: e for s, e in values.items() if not _same(e, before.get(s, ""))}, before)
        else:
            text.append(kind, values, last.get(row.id.split(".", 1)[0]) or next(reversed(nodes.values()), None))
    for name in unclaimed:
        text.remove(nodes[name])
    if missing := [name for name in nodes if name not in ids and name not in heirs]:
        problems.append(_missing(missing, where))
    return wanted


def _missing(names: Sequence[str], where: str) -> Problem:
    shown = ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")
    what = f"has no row for {shown}; a missing row removes nothing."
    remedy = "Put the row back; to remove it on purpose, put 'yes' into its column 'remove', or delete it in the codebook file."
    return Problem(where, what, remedy)


def _removed(row: _Row) -> bool:
    return str(row.values.get(("remove", ""), "")).casefold() in _YES


def _check(kind: str, row: _Row, values: Mapping[Slot, Entry], old: Mapping[Slot, Entry], above: Sequence[str]) -> list[Problem]:
    """What cannot be used in a row."""
    found: list[Problem] = []
    family = row.id.split(".", 1)[0]
    if not _ID[kind].fullmatch(row.id):
        example = "family.name" if kind == "codes" else "one word"
        found.append(row.problem(f"has the id '{row.id}', which is none.", f"Write {example} in small letters, digits and _."))
    elif row.id in above:
        found.append(row.problem(f"has the id '{row.id}', which a row above has too.", "Give each row its own id."))
    if (remove := str(row.values.get(("remove", ""), "")).casefold()) not in (*_YES, *_NO):
        found.append(row.problem(f"has '{remove}' in the column 'remove'.", "Write yes, or leave it empty."))
    if (named := row.values.get(("family", ""))) and named != family:
        found.append(
            row.problem(f"stands in the family '{named}', but its id begins with '{family}'.", "Correct one of the two.")
        )
    for key in ("label", "definition") if kind == "codes" else ("label",):
        if not any(values.get((key, language)) for language in LANGUAGES) and not _removed(row):
            found.append(row.problem(f"has an empty {key}.", "Write it in English or German."))
    epoms = str(values.get(("epoms", ""), ""))
    if epoms.startswith("?"):
        found.append(row.problem(f"has the EPOMS class '{epoms[1:]}', which is none.", f"Use one of {', '.join(EPOMS)}."))
    elif kind == "codes" and bool(epoms) != (family == TOUCHPOINT) and not _removed(row):
        remedy = "Only touchpoints have one." if epoms else f"Choose one of {', '.join(EPOMS)}."
        found.append(row.problem(f"{'must not have' if epoms else 'needs'} an EPOMS class.", remedy))
    for slot, entry in row.values.items():
        before = old.get(slot, "")
        if slot[0] in _CUES:
            found += _broken(row, slot, entry)
        if isinstance(before, str) and _length(before) > MOST and not _same(before, entry):
            found.append(row.problem(f"has a {_heading(slot, 1, 'en')} longer than a cell can hold.", EDIT_YAML))
        if slot[0] in _LISTS and row.widths[slot] < (needed := len(_cells(before))):
            lost = _heading(slot, needed, "en")
            found.append(row.problem(f"lacks the column '{lost}'.", "Put it back, or export the codebook again."))
    return found


def _broken(row: _Row, slot: Slot, cues: Iterable[str]) -> Iterator[Problem]:
    for cue in cues:
        try:
            parse_cue(cue)
        except CueError as error:
            yield row.problem(f"column '{_heading(slot, 1, 'en')}': the cue {error}.", "Correct or delete it.")


def _check_families(rows: Iterable[_Row], wanted: Mapping[str, Mapping[str, Any]], problems: list[Problem]) -> None:
    for row in rows:
        family = row.id.split(".", 1)[0]
        if row.id in wanted["codes"] and family not in wanted["families"]:
            what = f"'{row.id}' belongs to the family '{family}', which is not defined."
            problems.append(row.problem(what, "Add the family on its sheet, or correct the id."))


def _verify(new: bytes, wanted: Mapping[str, Mapping[str, Mapping[Slot, Entry]]]) -> None:
    """Read the new text back: whatever the YAML's ways (anchors, folded texts), it must say what the workbook says.

    Raises:
        _UnwritableError: it does not.
    """
    text = _Text(new)
    for kind, things in wanted.items():
        found = {name: _values(node, kind) for name, node in text.things(kind).items()}
        if found.keys() != things.keys():
            raise _UnwritableError(f"{kind} {', '.join(sorted(found.keys() ^ things.keys()))}")
        for name, values in things.items():
            if different := [slot for slot, entry in values.items() if not _same(entry, found[name][slot])]:
                raise _UnwritableError(f"{name}: {_heading(different[0], 1, 'en')}")


# -- the YAML text ------------------------------------------------------------------------------------------------------


class _UnwritableError(Exception):
    """The text is written in a way in which a change cannot be spliced; the message names the place."""


_ODD = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_BARE = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)$)[A-Za-z][A-Za-z0-9_.]*")


def _scalar(text: str, style: str | None = '"') -> str:
    """A text as YAML, in the style of its neighbours where that can hold it."""
    if not style and _BARE.fullmatch(text):
        return text
    if style == "'" and "\n" not in text and not _ODD.search(text):
        return "'" + text.replace("'", "''") + "'"
    return _ODD.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def _flow(value: Any, style: str | None = '"') -> str:
    if isinstance(value, str):
        return _scalar(value, style)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(inner, style)}" for key, inner in value.items()) + "}"
    return "[" + ", ".join(_scalar(entry, style) for entry in value) + "]"


def rendered(key: str, value: Any, indent: int) -> list[str]:
    """The lines of `key: value` as codebooks are written: a label in one line, a list with one entry a line."""
    pad = " " * indent
    if isinstance(value, Mapping) and key != "label":
        return [f"{pad}{key}:", *(line for k, inner in value.items() for line in rendered(k, inner, indent + 2))]
    if isinstance(value, list) and value and key != "replaces":
        return [f"{pad}{key}:", *(f"{pad}  - {_scalar(entry)}" for entry in value)]
    return [f"{pad}{key}: " + _flow(value, None if key in ("id", "epoms", "replaces") else '"')]


def _child(mapping: Any, key: str) -> tuple[Any, Any]:
    return next(((k, v) for k, v in mapping.value if k.value == key), (None, None))


def _values(node: Any, kind: str) -> dict[Slot, Entry]:
    """What the text says in each slot of a code or family."""
    values: dict[Slot, Entry] = {}
    for key, language in _SLOTS[kind]:
        _, value = _child(node, key)
        if language and isinstance(value, yaml.MappingNode):
            _, value = _child(value, language)
        if key == "family":
            values[key, language] = str(_child(node, "id")[1].value).split(".", 1)[0]
        elif key in _LISTS:
            values[key, language] = [str(n.value) for n in value.value] if isinstance(value, yaml.SequenceNode) else []
        else:
            plain = isinstance(value, yaml.ScalarNode) and not value.tag.endswith(":null")
            values[key, language] = str(value.value) if plain else ""
    return values


class _Text:
    """A codebook's text with the places of its values, and the splices noted so far.

    Raises:
        yaml.YAMLError, UnicodeDecodeError: it cannot be read.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.text = data.decode("utf-8-sig")
        self.root: Any = yaml.compose(self.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.newline = "\r\n" if "\r\n" in self.text else "\n"
        self.splices: list[tuple[int, int, str]] = []

    def things(self, kind: str) -> dict[str, Any]:
        """The blocks of the codes or families, by id."""
        sequence = _child(self.root, kind)[1] if isinstance(self.root, yaml.MappingNode) else None
        found = {}
        for node in sequence.value if isinstance(sequence, yaml.SequenceNode) else ():
            name = _child(node, "id")[1] if isinstance(node, yaml.MappingNode) else None
            if not isinstance(name, yaml.ScalarNode) or name.value in found:
                raise _UnwritableError(f"{kind} without an id of their own")
            found[str(name.value)] = node
        return found

    def spliced(self) -> bytes:
        """The text with everything noted."""
        if not self.splices:
            return self.data
        parts, done = [], 0
        for start, end, new in sorted(self.splices, key=lambda splice: splice[:2]):
            if start < done:
                raise _UnwritableError("two changes of the same place")
            parts += [self.text[done:start], new]
            done = end
        mark = b"\xef\xbb\xbf" if self.data.startswith(b"\xef\xbb\xbf") else b""
        return mark + "".join((*parts, self.text[done:])).encode()

    def change(self, node: Any, changes: Mapping[Slot, Entry], old: Mapping[Slot, Entry]) -> None:
        """Note new values of one block."""
        by_key: dict[str, dict[str, Entry]] = defaultdict(dict)
        for (key, language), entry in changes.items():
            by_key[key][language] = entry
        for key, entries in by_key.items():
            _, present = _child(node, key)
            if "" in entries:
                self._put(node, key, entries[""])
            elif isinstance(present, yaml.MappingNode):
                for language, entry in entries.items():
                    self._put(present, language, entry)
            else:  # one text for both languages, or none at all
                both = {language: entries.get(language, old.get((key, language))) for language in LANGUAGES}
                self._put(node, key, {language: entry for language, entry in both.items() if entry})

    def append(self, kind: str, values: Mapping[Slot, Entry], after: Any) -> None:
        """Note a new block behind the block `after`."""
        if after is None or not (match := re.fullmatch(r" *- +", self._before(after))):
            raise _UnwritableError(f"{kind}: a new one where the others do not stand one below the other")
        indent = len(match[0])
        lines: list[str] = []
        for key in _ORDER:
            languages = {lang: values[key, lang] for k, lang in _SLOTS[kind] if k == key and values.get((key, lang))}
            if languages:
                lines += rendered(key, languages.get("", languages), indent)
        lines[0] = match[0] + lines[0].lstrip()
        first, second = (*_child(self.root, kind)[1].value, None, None)[:2]
        gap = self.text[self._line_after(first) : second.start_mark.index] if second else self.newline
        self._insert(self._line_after(after), ([""] if gap.startswith(self.newline) else []) + lines)

    def remove(self, node: Any) -> None:
        """Note that a block goes, with the blank line above it; comments above it stay."""
        if node is None:
            return
        before = self._before(node)
        if not re.fullmatch(r" *- +", before):
            raise _UnwritableError("a code to remove that does not stand on lines of its own")
        start = node.start_mark.index - len(before)
        if self.text[:start].endswith(self.newline * 2):
            start -= len(self.newline)
        self.splices.append((start, self._line_after(node), ""))

    def _put(self, mapping: Any, key: str, value: Any) -> None:
        name, present = _child(mapping, key)
        if name is None and mapping.flow_style:
            place = self._end(mapping.value[-1][1]) if mapping.value else mapping.start_mark.index + 1
            self.splices.append((place, place, f"{', ' if mapping.value else ''}{key}: {_flow(value)}"))
        elif name is None:
            rank = (*LANGUAGES, *_ORDER).index
            earlier = [v for k, v in mapping.value if k.value in (*LANGUAGES, *_ORDER) and rank(k.value) < rank(key)]
            self._insert(
                self._line_after((earlier or [mapping.value[-1][1]])[-1]), rendered(key, value, mapping.start_mark.column)
            )
        elif isinstance(value, list) and isinstance(present, yaml.SequenceNode) and present.value and not present.flow_style:
            self._relist(name, present, value)
        elif isinstance(value, Mapping) and not mapping.flow_style:
            lines = self.newline.join(rendered(key, value, name.start_mark.column)).lstrip()
            self.splices.append((name.start_mark.index, self._end(present), lines))
        else:
            start, end = present.start_mark.index, self._end(present)
            style = present.style if isinstance(present, yaml.ScalarNode) else next((n.style for n in present.value), '"')
            self.splices.append((start, end, (" " if start == end else "") + _flow(value, style)))

    def _relist(self, name: Any, sequence: Any, entries: Sequence[str]) -> None:
        """Entries that stay keep their lines; comment lines between entries stay even where an entry goes."""
        spans = [(node.start_mark.index - len(self._before(node)), self._line_after(node)) for node in sequence.value]
        lead = self._before(sequence.value[0])
        if any(not re.fullmatch(r" *- +", self._before(node)) for node in sequence.value):
            raise _UnwritableError("a list whose entries do not stand on lines of their own")
        gaps = ["", *(self.text[end:start] for (_, end), (start, _) in pairwise(spans))]
        unused: dict[str, list[int]] = defaultdict(list)
        for number, node in enumerate(sequence.value):
            unused[_shown(str(node.value))].append(number)
        chosen = [unused[_shown(e)].pop(0) if unused[_shown(e)] else None for e in entries]
        lost = {place for places in unused.values() for place in places}
        lines: list[str] = []
        for entry, place in zip(entries, chosen, strict=True):
            if place is None:
                lines.append(f"{lead}{_scalar(entry, sequence.value[0].style)}{self.newline}")
                continue
            passed = sorted(other for other in lost if other < place)
            lost.difference_update(passed)
            start, end = spans[place]
            line = self.text[start:end]
            lines += [gaps[p] for p in passed if "#" in gaps[p]]
            lines += [gaps[place], line if line.endswith("\n") else line + self.newline]
        lines += [gaps[p] for p in sorted(lost) if "#" in gaps[p]]
        self.splices.append((spans[0][0], spans[-1][1], "".join(lines)))
        if not entries:
            colon = self.text.index(":", name.end_mark.index) + 1
            self.splices.append((colon, colon, " []"))

    def _insert(self, place: int, lines: Sequence[str]) -> None:
        opening = "" if self.text[:place].endswith("\n") else self.newline
        self.splices.append((place, place, opening + "".join(line + self.newline for line in lines)))

    def _before(self, node: Any) -> str:
        """What stands before a node on its line."""
        start = self.text.rfind("\n", 0, node.start_mark.index) + 1
        return self.text[start : node.start_mark.index]

    def _end(self, node: Any) -> int:
        """Where the node's last visible character ends."""
        if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
            start, end = node.start_mark.index, node.end_mark.index
            return int(start) + len(self.text[start:end].rstrip())
        last = node.value[-1]
        return self._end(last[1] if isinstance(last, tuple) else last)

    def _line_after(self, node: Any) -> int:
        end = self.text.find("\n", self._end(node))
        return len(self.text) if end < 0 else end + 1
