"""The YAML text of a codebook: where each value stands, and how a changed one is spliced in without touching the rest."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import yaml

from pipeline.files.codebook.codebook_form import LANGUAGES, LISTS, ORDER, SLOTS, Entry, Slot, family_of, one_line

__all__ = ["CodebookText", "UnwritableError", "rendered"]

_ODD = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_BARE = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)$)[A-Za-z][A-Za-z0-9_.]*")
_DASH = re.compile(r" *- +")  #: what stands before an entry that begins on a line of its own


class UnwritableError(Exception):
    """The text is written in a way in which a change cannot be spliced; the message names the place."""


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
    values: dict[Slot, Entry] = {}
    for key, language in SLOTS[kind]:
        _, value = _child(node, key)
        if language and isinstance(value, yaml.MappingNode):
            _, value = _child(value, language)
        if key == "family":
            values[key, language] = family_of(str(_child(node, "id")[1].value))
        elif key in LISTS:
            values[key, language] = [str(n.value) for n in value.value] if isinstance(value, yaml.SequenceNode) else []
        else:
            plain = isinstance(value, yaml.ScalarNode) and not value.tag.endswith(":null")
            values[key, language] = str(value.value) if plain else ""
    return values


class CodebookText:
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
                raise UnwritableError(f"{kind} without an id of their own")
            found[str(name.value)] = node
        return found

    def values(self, kind: str) -> dict[str, dict[Slot, Entry]]:
        """What the text says in each slot of the codes or families, by id."""
        return {name: _values(node, kind) for name, node in self.things(kind).items()}

    def spliced(self) -> bytes:
        """The text with everything noted."""
        if not self.splices:
            return self.data
        parts, done = [], 0
        for start, end, new in sorted(self.splices, key=lambda splice: splice[:2]):
            if start < done:
                raise UnwritableError("two changes of the same place")
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
        if after is None or not (match := _DASH.fullmatch(self._before(after))):
            raise UnwritableError(f"{kind}: a new one where the others do not stand one below the other")
        indent = len(match[0])
        lines: list[str] = []
        for key in ORDER:
            languages = {lang: values[key, lang] for k, lang in SLOTS[kind] if k == key and values.get((key, lang))}
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
        if not _DASH.fullmatch(before):
            raise UnwritableError("a code to remove that does not stand on lines of its own")
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
            order = (*LANGUAGES, *ORDER)
            above = order[: order.index(key)]
            earlier = [v for k, v in mapping.value if k.value in above] or [mapping.value[-1][1]]
            self._insert(self._line_after(earlier[-1]), rendered(key, value, mapping.start_mark.column))
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
        if any(not _DASH.fullmatch(self._before(node)) for node in sequence.value):
            raise UnwritableError("a list whose entries do not stand on lines of their own")
        gaps = ["", *(self.text[end:start] for (_, end), (start, _) in pairwise(spans))]
        unused: dict[str, list[int]] = defaultdict(list)
        for number, node in enumerate(sequence.value):
            unused[one_line(str(node.value))].append(number)
        chosen = [unused[one_line(e)].pop(0) if unused[one_line(e)] else None for e in entries]
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
