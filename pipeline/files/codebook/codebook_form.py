"""The form of a codebook's workbook, which both ways share: its columns, their headings, and what a cell holds."""

from __future__ import annotations

from pipeline.files.sheets import CELL_LIMIT, CUT, UNSEEN
from pipeline.files.wording import wording

__all__ = ["Entry", "Slot", "family_of", "heading_of", "in_cells", "length", "one_line", "same"]

Slot = tuple[str, str]  #: a column's key and language, "" where it has none
Entry = str | list[str]
LANGUAGES = ("en", "de")
_TWICE = ("label", "definition", "when_to_use", "when_not_to_use", "examples", "cues", "unless", "questions")
LISTS = frozenset(("examples", "cues", "unless", "questions", "replaces"))
ASIDE = frozenset(("family", "remove"))  #: columns that are no keys of the codebook
_KEYS = {
    "codes": ("id", "family", "epoms", *_TWICE[:-1], "replaces", "remove"),
    "families": ("id", "label", "definition", "questions", "remove"),
}
SLOTS = {kind: [(k, lang) for k in keys for lang in (LANGUAGES if k in _TWICE else ("",))] for kind, keys in _KEYS.items()}
ORDER = ("id", "label", "epoms", *_TWICE[1:], "replaces")  #: of the keys in the YAML text
MOST, MOST_LINES = CELL_LIMIT - 300, 250  #: characters and lines (Excel: 253) in a cell


def family_of(code: str) -> str:
    """The part of a code's id before the first dot; of a family's id, all of it."""
    return code.split(".", 1)[0]


def heading_of(slot: Slot, number: int = 1, language: str = "en") -> str:
    """What stands above the slot's column; `number` counts the columns of a long list."""
    name = wording(language)("code_id" if slot[0] == "id" else slot[0])
    return f"{name} {slot[1]}".strip() + (f" ({number})" if number > 1 else "")


def in_cells(entry: Entry) -> list[str]:
    """What stands in the cell; several cells where a list is too long for one."""
    if isinstance(entry, str):
        return [_fit(entry)]
    cells: list[list[str]] = [[]]
    full = 0
    for line in map(one_line, entry):
        full += length(line) + 1
        if cells[-1] and (len(cells[-1]) == MOST_LINES or full > MOST):
            cells.append([])
            full = length(line) + 1
        cells[-1].append(line)
    return ["\n".join(cell) for cell in cells]


def _fit(text: str) -> str:
    clean = UNSEEN.sub("", text)
    return clean if length(clean) <= MOST else clean[: MOST // 2].rstrip() + CUT


def length(text: str) -> int:
    """As Excel counts: emoji twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "replace")) // 2


def one_line(text: str) -> str:
    """A text in one line, as workbooks show it: spaces, line breaks and invisible characters make no difference."""
    return " ".join(_fit(text).split())


def same(one: Entry, other: Entry) -> bool:
    """Whether two entries look the same in a workbook."""
    if isinstance(one, str) or isinstance(other, str):
        return isinstance(one, str) and isinstance(other, str) and one_line(one) == one_line(other)
    return [s for s in map(one_line, one) if s] == [s for s in map(one_line, other) if s]
