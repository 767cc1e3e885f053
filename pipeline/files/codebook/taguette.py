"""A list of codes from another program, one a row, as the beginning of a codebook.

Taguette writes "tag, parent, description, number of highlights" (before 1.4 without the parent); its tag is a path such as
"trigger.growth". Lists of the kind "name, description" and "path, tag, description", as they are made from REFI-QDA
codebooks and by hand, are read too. Columns are found by their headings; others do not matter.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.files.codebook.codebook_text import rendered
from pipeline.files.codebook.codebooks import read_codebook
from pipeline.files.readers.decode import decode
from pipeline.files.readers.faults import Unreadable
from pipeline.language.words import fold
from pipeline.method.codebook.codebook import EPOMS, TOUCHPOINT
from pipeline.problems import Problem

__all__ = ["import_taguette"]

_HEADINGS = {
    "name": ("tag", "name", "code", "code name", "codename", "label"),
    "path": ("path", "pfad"),
    "parent": ("parent", "category", "family", "kategorie", "familie", "oberkategorie"),
    "description": ("description", "definition", "beschreibung", "memo", "comment"),
    "epoms": ("epoms", "epoms class", "epoms klasse"),
}
_STEPS = re.compile(r"\s*(?:::|[.:/\\>|])\s*")  #: what parts the steps of a path
ALONE = "codes"  #: the family of codes that name none


@dataclass(frozen=True)
class _Code:
    """A row: where it stands, its path from the family down, and what else it says."""

    where: str
    path: tuple[str, ...]
    description: str
    epoms: str


def import_taguette(data: bytes, where: str) -> tuple[bytes | None, list[Problem]]:
    """A codebook file made from the list; None where there is any problem.

    Args:
        data: the CSV file; commas, semicolons or tabs part its columns.
        where: how problem lines name it.
    """
    problems: list[Problem] = []
    try:
        codes = _codes(data, where, problems)
    except Unreadable as error:
        return None, [error.fault.problem(where)]
    except csv.Error as error:
        return None, [Problem(where, f"cannot be read as a table ({error}).", "Save it as CSV (UTF-8).")]
    parents = {code.path[:-1] for code in codes}
    families: dict[tuple[str, ...], _Code] = {code.path: code for code in codes if len(code.path) == 1 and code.path in parents}
    leaves = [code for code in codes if code.path not in families]
    if not leaves and not problems:
        problems.append(Problem(where, "holds no code.", "Export the codes again."))
    blocks = _blocks(leaves, problems)
    if problems:
        return None, problems
    new = "\n".join(_file(Path(where).stem, families, blocks)).encode() + b"\n"
    codebook, problems = read_codebook(new, f"the codebook from {where}")
    return (new, []) if codebook else (None, problems)


def _codes(data: bytes, where: str, problems: list[Problem]) -> list[_Code]:
    text = decode(data)
    first = text.lstrip("\n").split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    header = [" ".join(fold(name).replace("_", " ").split()) for name in next(rows, [])]
    places = {key: header.index(name) for key, names in _HEADINGS.items() for name in reversed(names) if name in header}
    if "name" not in places and "path" not in places:
        remedy = "The first line must name the columns: tag (or name), path or parent if there is one, description."
        problems.append(Problem(f"{where}:1", "has no column that names the codes.", remedy))
        return []
    found: list[_Code] = []
    for row in rows:
        cells = {key: row[place].strip() if place < len(row) else "" for key, place in places.items()}
        line = f"{where}:{rows.line_num}"
        path = _path(cells)
        if path:
            found.append(_Code(line, path, cells.get("description", ""), cells.get("epoms", "").casefold()))
        elif any(cells.values()):
            problems.append(Problem(line, "has no name.", "Write the code's name, or delete the line."))
    return found


def _path(cells: Mapping[str, str]) -> tuple[str, ...]:
    """The steps from the family to the code: from the path, the parent, or a name such as "family: code"."""
    name, above = cells.get("name", ""), cells.get("path", "") or cells.get("parent", "")
    steps = tuple(step for step in _STEPS.split(above) if step)
    own = tuple(step for step in _STEPS.split(name) if step)
    if not steps or own[: len(steps)] == steps:
        return own
    if not own or _slug(steps[-1]) == _slug(own[-1]):
        return steps
    return (*steps, name)


def _slug(name: str) -> str:
    """A part of an id: small ASCII letters, digits and _; fold() writes ä as ae."""
    plain = re.sub(r"[^a-z0-9]+", "_", fold(name).encode("ascii", "ignore").decode().lower()).strip("_")
    return plain if plain[:1].isalpha() else f"c_{plain}".strip("_")


def _blocks(codes: Sequence[_Code], problems: list[Problem]) -> dict[str, tuple[_Code, dict[str, object]]]:
    """Id -> the row and what its block says, the codes of a family together."""
    blocks: dict[str, tuple[_Code, dict[str, object]]] = {}
    for code in codes:
        family, names = (_slug(code.path[0]), code.path[1:]) if len(code.path) > 1 else (ALONE, code.path)
        base = name = f"{family}.{'.'.join(map(_slug, names))}"
        if name in blocks and blocks[name][0].path == code.path:
            what = f"names '{code.path[-1]}' a second time."
            problems.append(Problem(code.where, what, "Delete one of the two, or give it its own name."))
            continue
        number = 2
        while name in blocks:
            name, number = f"{base}_{number}", number + 1
        if family == TOUCHPOINT and code.epoms not in EPOMS:
            what = f"'{code.path[-1]}' is a touchpoint and needs an EPOMS class."
            remedy = f"Add a column 'epoms' and write one of {', '.join(EPOMS)} into it; other codes leave it empty."
            problems.append(Problem(code.where, what, remedy))
        block: dict[str, object] = {"id": name, "label": " ".join(code.path[-1].split())}
        block |= {"epoms": code.epoms} if family == TOUCHPOINT else {}
        blocks[name] = code, block | {"definition": code.description}
    order = list(dict.fromkeys(name.split(".", 1)[0] for name in blocks))
    return dict(sorted(blocks.items(), key=lambda item: order.index(item[0].split(".", 1)[0])))


def _file(
    name: str, families: Mapping[tuple[str, ...], _Code], blocks: Mapping[str, tuple[_Code, dict[str, object]]]
) -> Iterator[str]:
    yield "# Made by 'journey codebook import' from a list of codes."
    yield "# Add to each code what teaches the coder: when_to_use, examples, and cues; then run 'journey run'."
    yield from rendered("id", _slug(name), 0)
    yield ""
    yield "families:"
    named = {block.split(".", 1)[0]: code.path[0] if len(code.path) > 1 else "Codes" for block, (code, _) in blocks.items()}
    described = {_slug(path[0]): code.description for path, code in families.items()}
    for family, label in named.items():
        yield from _block({"id": family, "label": label, "definition": described.get(family, "")})
    yield ""
    yield "codes:"
    for _, block in blocks.values():
        yield ""
        yield from _block(block)


def _block(values: Mapping[str, object]) -> Iterator[str]:
    first, *others = [line for key, value in values.items() for line in rendered(key, value, 4)]
    yield f"  - {first.lstrip()}"
    yield from others
