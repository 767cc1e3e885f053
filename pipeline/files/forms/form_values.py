"""What may stand in a field that people fill in, and how it is kept: one spelling for each thing that can be meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from pipeline.files.sheets import UNSEEN
from pipeline.files.texts import TEXTS
from pipeline.files.wording import wording

__all__ = ["BREAK", "Allowed", "Choice", "Day", "Scale", "UnallowedError", "clean"]

BREAK = "⏎"  #: stands for a line break where a text must be one line
_MONTHS = (
    ("jan",), ("feb",), ("mar", "mär", "mae"), ("apr",), ("may", "mai"), ("jun",), ("jul",), ("aug",), ("sep",), ("oct", "okt"),
    ("nov",), ("dec", "dez"),
)  # fmt: skip


class UnallowedError(ValueError):
    """What was typed cannot stand in the field."""


class Allowed(Protocol):
    """What a field may hold."""

    def read(self, text: str) -> str:
        """What was typed in its one spelling.

        Raises:
            UnallowedError: it cannot stand here.
        """

    def told(self, language: str) -> str:
        """What may be typed, for the remedy in a problem line."""


def clean(text: str) -> str:
    """A typed text as it is kept: plain line breaks, no invisible characters, nothing around it."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace(BREAK, "\n").replace("\u00a0", " ")
    return UNSEEN.sub("", plain).strip()


@dataclass(frozen=True)
class Choice:
    """One of a few words, or several with commas between them.

    Attributes:
        words: what is kept -> the key of the text that people choose.
        also: further words that people type -> what is kept, small letters.
        many: whether several may be named.
        free: whether other words may stand there too; they are kept as they were typed.
    """

    words: Mapping[str, str]
    also: Mapping[str, str] = field(default_factory=dict)
    many: bool = False
    free: bool = False

    @cached_property
    def _known(self) -> dict[str, str]:
        shown = {text.casefold(): word for word, key in self.words.items() for text in TEXTS[key]}
        return {**self.also, **shown, **{word.casefold(): word for word in self.words}}

    def read(self, text: str) -> str:
        """The word or words that are kept, in the order of the form."""
        parts = [" ".join(part.split()).strip(".!: ") for part in (re.split(r"[,;\n]", text) if self.many else [text])]
        found = {part: self._known.get(part.casefold(), part if self.free else None) for part in parts if part}
        if None in found.values():
            raise UnallowedError
        words = list(self.words)
        return ", ".join(
            sorted(dict.fromkeys(map(str, found.values())), key=lambda w: words.index(w) if w in words else len(words))
        )

    def told(self, language: str) -> str:
        """The words in that language."""
        words = ", ".join(wording(language)(key) for key in self.words.values())
        return f"Choose from {words} (several with commas)." if self.many else f"Choose one of {words}."


@dataclass(frozen=True)
class Scale:
    """A number between two ends.

    Attributes:
        low, high: the ends.
        step: the smallest difference.
    """

    low: float
    high: float
    step: float = 1

    def read(self, text: str) -> str:
        """The number with a point and no needless zeros."""
        plain = text.replace(" ", "").replace("−", "-").replace("–", "-").replace(",", ".").removeprefix("+")
        if not re.fullmatch(r"-?[0-9]{1,6}(\.[0-9]{1,6})?", plain):
            raise UnallowedError
        number = float(plain)
        if not self.low <= number <= self.high or (number / self.step) % 1:
            raise UnallowedError
        return f"{number + 0.0:g}"

    def told(self, language: str) -> str:
        """The ends, with the language's decimal sign."""
        steps = f" in steps of {self.step:g}" if self.step != 1 else ""
        span = f"{self.low:g} to {self.high:g}{steps}"
        return f"Write a number from {span.replace('.', ',') if language == 'de' else span}."


@dataclass(frozen=True)
class Day:
    """When: a day or month is kept in ISO form; anything else ("after the fair") as it was typed, for it is a note to people."""

    def read(self, text: str) -> str:
        """ISO where it is a day or a month."""
        if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", text):
            year, month, day = found.groups()
        elif found := re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})", text):
            day, month, year = found.groups()
        elif (found := re.fullmatch(r"(?:(\d{1,2})\.? )?([^\W\d]{3,9})\.? (\d{4})", text)) and _month(found[2]):
            day, month, year = found[1], str(_month(found[2])), found[3]
        else:
            return text
        return _iso(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day) if day else 0) or text

    def told(self, language: str) -> str:
        """The usual spelling of a day."""
        return "Write a day, such as 31.12.2026." if language == "de" else "Write a day, such as 2026-12-31."


def _month(name: str) -> int:
    return next((n for n, names in enumerate(_MONTHS, start=1) if name.casefold().startswith(names)), 0)


def _iso(year: int, month: int, day: int) -> str:
    from datetime import date

    try:
        found = date(year, month, day or 1).isoformat()
    except ValueError:
        return ""
    return found if day else found[:7]
