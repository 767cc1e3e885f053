"""Plain text and Markdown (.txt, .md)."""

from __future__ import annotations

import re

from pipeline.files.readers.decode import doubts, lines
from pipeline.files.readers.front import Line, heading
from pipeline.files.readers.layouts import utterances
from pipeline.method.talk.turns import Utterance

__all__ = ["SUFFIXES", "doubts", "read"]

SUFFIXES = (".txt", ".md", ".markdown")

_ESCAPED = re.compile(r"\\([\[\]()*_#.\-!<>~`|])")  # pandoc writes \[00:00:10\]
_HARD_BREAK = re.compile(r"\\$")


def read(data: bytes) -> tuple[Utterance, ...]:
    """Read a text file in any of the layouts of `layouts`."""
    return utterances([_line(text) for text in lines(data)])


def _line(text: str) -> Line:
    """One line; where Markdown escapes or headings are, they are undone."""
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", _HARD_BREAK.sub("", text))
    if not text.startswith("#"):
        return Line(text)
    level, words = heading(text)
    return Line(words, heading=level)
