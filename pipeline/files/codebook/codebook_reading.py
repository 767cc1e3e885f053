"""A codebook's workbook read back: only what was changed in the workbook changes in the YAML text.

Each cell is compared with what the YAML text gives for it. A value that differs is spliced into the text at its own place;
every other byte, comments and quoting included, stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import yaml

from pipeline.files.codebook.codebook_form import (
    ASIDE,
    LANGUAGES,
    LISTS,
    MOST,
    Entry,
    Slot,
    family_of,
    heading_of,
    in_cells,
    length,
    same,
)
from pipeline.files.codebook.codebook_rows import Row, read_rows
from pipeline.files.codebook.codebook_text import CodebookText, UnwritableError
from pipeline.files.codebook.codebooks import read_codebook
from pipeline.language.cues import CueError, parse_cue
from pipeline.method.codebook.codebook import EPOMS, TOUCHPOINT
from pipeline.problems import Problem

__all__ = ["import_codebook"]

_CUES = frozenset(("cues", "unless", "questions"))
_ID = {"codes": re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+"), "families": re.compile(r"[a-z][a-z0-9_]*")}
_YES, _NO = ("yes", "y", "ja", "j", "x", "true", "1"), ("", "no", "n", "nein", "false", "0")
EDIT_YAML = "Make this change in the codebook file itself."


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
    text = CodebookText(old)
    rows, problems = read_rows(workbook, where)
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
    except (UnwritableError, yaml.YAMLError) as error:
        what = f"holds a change that journey cannot write into the codebook file ({error})."
        return None, [*problems, Problem(where, what, EDIT_YAML)]
    codebook, problems = read_codebook(new, "the codebook with these changes")
    return (new, []) if codebook else (None, problems)


def _lay(
    text: CodebookText, kind: str, rows: Sequence[Row] | None, where: str, problems: list[Problem]
) -> dict[str, dict[Slot, Entry]]:
    """Note in `text` what the rows change, and return the values that each id then has."""
    nodes, olds = text.things(kind), text.values(kind)
    if rows is None:
        return olds
    wanted: dict[str, dict[Slot, Entry]] = {}
    ids = [row.id for row in rows]
    heirs = {former for row in rows for former in row.replaces if former not in ids}
    unclaimed = [name for name in nodes if name in heirs]
    last: dict[str, Any] = {family_of(name): node for name, node in nodes.items()}
    for number, row in enumerate(rows):
        former = row.id if row.id in nodes else next((name for name in row.replaces if name in unclaimed), "")
        if former in unclaimed:
            unclaimed.remove(former)
        before = {slot: entry for slot, entry in olds.get(former, {}).items() if slot[0] not in ASIDE}
        values = before | row.written
        found = _check(kind, row, values, before, ids[:number])
        problems += found
        if row.remove in _YES:
            text.remove(nodes.get(former))
            continue
        wanted[row.id] = values
        if found:
            continue
        if former:
            text.change(nodes[former], {s: e for s, e in values.items() if not same(e, before.get(s, ""))}, before)
        else:
            text.append(kind, values, last.get(family_of(row.id)) or next(reversed(nodes.values()), None))
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


def _check(kind: str, row: Row, values: Mapping[Slot, Entry], old: Mapping[Slot, Entry], above: Sequence[str]) -> list[Problem]:
    """What cannot be used in a row."""
    found: list[Problem] = []
    family = family_of(row.id)
    if not _ID[kind].fullmatch(row.id):
        example = "family.name" if kind == "codes" else "one word"
        found.append(row.problem(f"has the id '{row.id}', which is none.", f"Write {example} in small letters, digits and _."))
    elif row.id in above:
        found.append(row.problem(f"has the id '{row.id}', which a row above has too.", "Give each row its own id."))
    if row.remove not in (*_YES, *_NO):
        found.append(row.problem(f"has '{row.remove}' in the column 'remove'.", "Write yes, or leave it empty."))
    shown = (family, family_of(str(old.get(("id", ""), ""))))  # a code that moves to another family may still show its former one
    if (named := row.values.get(("family", ""))) and named not in shown:
        found.append(
            row.problem(f"stands in the family '{named}', but its id begins with '{family}'.", "Correct one of the two.")
        )
    for key in ("label", "definition") if kind == "codes" else ("label",):
        if not any(values.get((key, language)) for language in LANGUAGES) and row.remove not in _YES:
            found.append(row.problem(f"has an empty {key}.", "Write it in English or German."))
    epoms = str(values.get(("epoms", ""), ""))
    if epoms.startswith("?"):
        found.append(row.problem(f"has the EPOMS class '{epoms[1:]}', which is none.", f"Use one of {', '.join(EPOMS)}."))
    elif kind == "codes" and bool(epoms) != (family == TOUCHPOINT) and row.remove not in _YES:
        remedy = "Only touchpoints have one." if epoms else f"Choose one of {', '.join(EPOMS)}."
        found.append(row.problem(f"{'must not have' if epoms else 'needs'} an EPOMS class.", remedy))
    for slot, entry in row.values.items():
        before = old.get(slot, "")
        if slot[0] in _CUES:
            found += _broken(row, slot, entry)
        if isinstance(before, str) and length(before) > MOST and not same(before, entry):
            found.append(row.problem(f"has a {heading_of(slot)} longer than a cell can hold.", EDIT_YAML))
        if slot[0] in LISTS and row.widths[slot] < (needed := len(in_cells(before))):
            lost = heading_of(slot, needed)
            found.append(row.problem(f"lacks the column '{lost}'.", "Put it back, or export the codebook again."))
    return found


def _broken(row: Row, slot: Slot, cues: Iterable[str]) -> Iterator[Problem]:
    for cue in cues:
        try:
            parse_cue(cue)
        except CueError as error:
            yield row.problem(f"column '{heading_of(slot)}': the cue {error}.", "Correct or delete it.")


def _check_families(rows: Iterable[Row], wanted: Mapping[str, Mapping[str, Any]], problems: list[Problem]) -> None:
    for row in rows:
        family = family_of(row.id)
        if row.id in wanted["codes"] and family not in wanted["families"]:
            what = f"'{row.id}' belongs to the family '{family}', which is not defined."
            problems.append(row.problem(what, "Add the family on its sheet, or correct the id."))


def _verify(new: bytes, wanted: Mapping[str, Mapping[str, Mapping[Slot, Entry]]]) -> None:
    """Read the new text back: whatever the YAML's ways (anchors, folded texts), it must say what the workbook says.

    Raises:
        UnwritableError: it does not.
    """
    text = CodebookText(new)
    for kind, things in wanted.items():
        found = text.values(kind)
        if found.keys() != things.keys():
            raise UnwritableError(f"{kind} {', '.join(sorted(found.keys() ^ things.keys()))}")
        for name, values in things.items():
            if different := [slot for slot, entry in values.items() if not same(entry, found[name][slot])]:
                raise UnwritableError(f"{name}: {heading_of(different[0])}")
