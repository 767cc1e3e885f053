"""Step 3: how long things took, as people say it: "six months", "ein halbes Jahr", "anderthalb Jahre"."""

from __future__ import annotations

import re

__all__ = ["process_days", "spans"]

_UNITS = {
    "day": 1, "days": 1, "tag": 1, "tage": 1, "tagen": 1, "tages": 1,
    "week": 7, "weeks": 7, "fortnight": 14, "woche": 7, "wochen": 7,
    "month": 30.4, "months": 30.4, "monat": 30.4, "monate": 30.4, "monaten": 30.4,
    "quarter": 91, "quarters": 91, "quartal": 91, "quartale": 91, "quartalen": 91, "vierteljahr": 91,
    "year": 365, "years": 365, "jahr": 365, "jahre": 365, "jahren": 365,
    "halbjahr": 182, "dreivierteljahr": 274,
}  # fmt: skip
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "eighteen": 18, "twenty": 20, "couple of": 2, "a couple of": 2,
    "half a": 0.5, "half an": 0.5, "three quarters of a": 0.75, "a year and a half": 1.5,
    "ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "'n": 1, "'ne": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4,
    "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "vierzehn": 14, "fünfzehn": 15,
    "achtzehn": 18, "zwanzig": 20, "anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5, "dreieinhalb": 3.5,
    "ein halbes": 0.5, "ein dreiviertel": 0.75, "halbes": 0.5, "einem halben": 0.5, "einen halben": 0.5,
}  # fmt: skip
_NUMBER = "|".join(re.escape(word) for word in sorted(_NUMBERS, key=len, reverse=True))
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_SPAN = re.compile(
    rf"""(?<![\w'])(?:(?P<digits>\d{{1,3}}(?:[.,]\d)?)|(?P<word>{_NUMBER}))(?P<half>[ ]and[ ]a[ ]half)?[\s-]+
    (?:gute?n?\s|knappe?n?\s|full\s|good\s|ganze?n?\s|volle?n?\s)?(?P<unit>{_UNIT})\b(?P<more>[ ]and[ ]a[ ]half)?
    (?!\s+(?:ago|old|alt\b|alte|later|später))""",
    re.VERBOSE | re.IGNORECASE,
)
_PAST = re.compile(
    r"""\b(?:vor|seit|since|im[ ]alter[ ]von|age[ ]of|every|each|jede\w*|alle|pro|per|in[ ]den[ ]letzten|a)\s*
    (?:gut|knapp|fast|etwa|about|over)?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_PROCESS = re.compile(
    r"""\b(?:ge)?dauer\w*|\bgebraucht\b|\binsgesamt\b
    |\b(?:bis|until|till)[ ](?:\w+[ ]){0,4}(?:unterschr\w*|vertrag\w*|entscheid\w*|bestell\w*|sign\w*|contract|decision|order)
    |\bentschied\w*|\bentscheidung\w*|\bunterschr\w*|\bdecision\b|\bdecid\w*|\bsign(?:ed|ing)\b|\bauswahl\w*|\bsuche\b
    |\b(?:whole[ ]thing|process|search|selection|all[ ]in[ ]all|altogether)\b.{0,20}\btook\b|\bfrom[ ]start[ ]to[ ]finish\b
    |\bfrom[ ](?:\w+[ ]){1,6}to\b|\bvon[ ](?:\w+[ ]){1,6}bis\b""",
    re.VERBOSE | re.IGNORECASE,
)
SHORTEST, LONGEST = 5, 5 * 365  #: days; outside nobody speaks of a purchase that several people decide


def spans(text: str) -> list[tuple[float, int, int]]:
    """The lengths of time that a text names: days, and where it says so. Times ago, ages and rates are none."""
    found = []
    for match in _SPAN.finditer(text):
        if _PAST.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        number = float(match["digits"].replace(",", ".")) if match["digits"] else _NUMBERS[match["word"].casefold()]
        number += 0.5 * bool(match["half"] or match["more"])
        found.append((number * _UNITS[match["unit"].casefold()], match.start(), match.end()))
    return found


def process_days(text: str) -> float | None:
    """How many days a purchase took, where a text says so of searching, choosing, deciding or signing; None where it does not."""
    named = [days for days, _, _ in spans(text) if SHORTEST <= days <= LONGEST]
    return max(named) if named and _PROCESS.search(text) else None
