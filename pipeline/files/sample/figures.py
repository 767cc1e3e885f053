"""Numbers as people type them into lists: "1.200", "ca. 200", "50-100", ">500", "KMU", "1,2 Mio. €", "9 Monate", "ja"."""

from __future__ import annotations

import re

from pipeline.files.sample.dates import MISSING
from pipeline.language.words import fold

__all__ = ["amount", "days", "names_or_number", "rating", "size", "yes_or_no"]

_NUMBER = re.compile(r"\d+(?:[.,'’ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?")
_FACTORS = {
    "k": 1e3, "tsd": 1e3, "tausend": 1e3, "thousand": 1e3, "teur": 1e3,
    "m": 1e6, "mio": 1e6, "mn": 1e6, "million": 1e6, "millionen": 1e6, "millions": 1e6,
    "mrd": 1e9, "bn": 1e9, "billion": 1e9, "milliarden": 1e9, "milliarde": 1e9,
}  # fmt: skip
_FACTOR = re.compile(r"\s*(?:€|eur|\$|usd|£|gbp|chf)?\s*(" + "|".join(sorted(_FACTORS, key=len, reverse=True)) + r")\b\.?")
_RANGE = re.compile(r"^\s*(?:-|–|—|bis|to|und|and)\s*(?=\d)")
_MORE = re.compile(r"(?:>=?|≥|ueber|over|more than|mehr als|ab|mindestens|from|min\.?)\s*$")
_LESS = re.compile(r"(?:<=?|≤|unter|under|less than|weniger als|bis|bis zu|up to|max\.?)\s*$")
#: words for a company's size -> employees, after the EU recommendation 2003/361/EC (micro < 10, small < 50, medium < 250)
_WORDS = {
    (1, 9): "micro kleinst kleinstunternehmen",
    (10, 49): "small klein kleinunternehmen s",
    (10, 249): "sme smb kmu",
    (50, 249): "medium mittel mittelstand mittelgross midsize midmarket mid m",
    (250, None): "large gross grossunternehmen konzern enterprise corporate l xl",
}
_SIZES: dict[str, tuple[float, float | None]] = {word: span for span, words in _WORDS.items() for word in words.split()}
_YES = frozenset("yes y ja j true 1 wahr x si oui ✓ ✔ checked set".split())
_NO = frozenset("no n nein false 0 falsch kein keine keiner nicht none non unchecked".split())
_RATINGS = {
    0.0: "low niedrig gering einfach simple klein small easy",
    0.5: "medium mittel mid moderate normal durchschnittlich average",
    1.0: "high hoch komplex complex gross large schwierig difficult",
}
_RATED = {word: value for value, words in _RATINGS.items() for word in words.split()}
_UNITS = {"d": 1, "t": 1, "w": 7, "m": 30.4, "j": 365.25, "y": 365.25, "q": 91.3}
_UNIT = re.compile(
    r"\b(d|days?|tage?n?|w|weeks?|wochen?|wo|mos?|mths?|months?|monate?n?|mon|m|years?|yrs?|y|jahre?n?|j|quarters?|quartale?n?)\b"
)


def _text(cell: str) -> str:
    text = " ".join(fold(cell).split())
    return "" if text in MISSING else text


def _value(written: str) -> float:
    """A number whose last separator is a decimal one unless three digits follow it."""
    text = re.sub(r"['’ \u00a0\u202f]", "", written)
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return float(text)
    both = "." in text and "," in text
    if (not both and len(text) - last - 1 == 3 and not text.startswith("0")) or (not both and text.count(text[last]) > 1):
        return float(re.sub("[.,]", "", text))
    return float(re.sub("[.,]", "", text[:last]) + "." + text[last + 1 :])


def _numbers(text: str) -> list[tuple[float, int, int]]:
    """(value, begin, end) of every number, thousands and millions multiplied out."""
    found = []
    for match in _NUMBER.finditer(text):
        factor = _FACTOR.match(text, match.end())
        times, end = (_FACTORS[factor[1]], factor.end()) if factor else (1.0, match.end())
        found.append((_value(match[0]) * times, match.start(), end))
    return found


def size(cell: str) -> tuple[float, float | None] | None:
    """The employees of a company as a span, its end None where it is open; None where nothing can be read.

    Text that cannot be read and a blank cell are told apart by the caller.
    """
    text = _text(cell)
    if not text:
        return None
    numbers = _numbers(text)
    if not numbers:
        words = re.findall(r"[a-z]+", text)
        return next((_SIZES[word] for word in words if word in _SIZES), None)
    value, begin, end = numbers[0]
    if len(numbers) > 1 and _RANGE.match(text[end:]):
        return (value, numbers[1][0])
    if _MORE.search(text[:begin]) or text[end:].lstrip().startswith("+"):
        return (value, None)
    if less := _LESS.search(text[:begin]):
        return (1, max(1.0, value - (less[0].strip() in ("<", "unter", "under", "less than", "weniger als"))))
    return (value, value)


def amount(cell: str) -> float | None:
    """A sum of money or any number; of a range the middle."""
    span = size(cell) if _numbers(_text(cell)) else None
    if span is None:
        return None
    return (span[0] + span[1]) / 2 if span[1] is not None else span[0]


def names_or_number(cell: str) -> float | None:
    """How many: a number, or the names that stand there ("SAP, Oracle und Infor" are three)."""
    text = _text(cell)
    if text in _NO:
        return 0.0
    number = amount(cell)
    if number is not None and re.match(r"^\D{0,12}\d", text):
        return number
    return float(len([name for name in re.split(r"[,;/+&|]|\bund\b|\band\b", text) if name.strip()])) if text else None


def days(cell: str, unit: str) -> float | None:
    """A length of time in days.

    Args:
        cell: "9 Monate", "6 months", "180".
        unit: first letter of the unit that a bare number has: "d", "w", "m" or "y".
    """
    number = amount(re.sub(r"(?i)(?<=\d)\s*m(?:on|onate?n?|onths?|ths?|os?)?\b", " months", cell))
    if number is None:
        return None
    told = _UNIT.search(_text(cell)) or _UNIT.search(re.sub(r"(?<=\d)(?=[a-z])", " ", _text(cell)))
    return number * _UNITS[told[1][0] if told else unit]


def rating(cell: str) -> float | None:
    """How much: a word from low (0) to high (1), or whatever number stands there."""
    words = re.findall(r"[a-z]+", _text(cell))
    rated = next((_RATED[word] for word in words if word in _RATED), None)
    return rated if rated is not None else amount(cell)


def yes_or_no(cell: str) -> bool | None:
    """What a box that can be ticked says; None for anything else."""
    words = re.findall(r"[^\s,.;:!]+", " ".join(fold(cell).split()))
    if not words:
        return None
    return True if words[0] in _YES else False if words[0] in _NO else None
