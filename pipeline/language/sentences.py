"""Sentences of spoken German and English: where one ends and the next begins."""

from __future__ import annotations

import re

from pipeline.language.words import LANGUAGES

__all__ = ["sentences"]

_SPACED = re.compile(
    r"\b(?:z|d|u|i|o|e|v|s|p|a|m)\.\s(?:[a-zA-ZäöüA]\.\s?)+|\b(?:i\.\sd\.\sR\.|u\.\sa\.|e\.\sV\.)", re.IGNORECASE
)
_END = re.compile(r"(?:[.!?…]+|\.{3})[\"'”“»«)\]’‘]*(?=\s|$)")
_OPEN, _CLOSE = "([{", ")]}"
_ORDINAL = re.compile(r"\d{1,2}$")
_MONTH = re.compile(
    r"\s*(?:jan|feb|mär|maer|apr|mai|jun|jul|aug|sep|okt|nov|dez|quartal|jahrhundert|stock|etage|klasse|geburtstag|lebensjahr|"
    r"woche|tag|monat|jahr|mal|platz|oder|und|bis|semester|generation)",
    re.IGNORECASE,
)
_LOWER = re.compile(r"\s+[\"'„“»(\[]*[a-zäöüß]")


def sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Start and end (code points) of each sentence in `text`, without the blanks between them.

    Dots in abbreviations ("z. B.", "e.g.", "Dr."), decimals, ordinals ("am 3. März") and inside brackets do not end one, nor
    do dots after which the talk goes on in small letters ("und dann ... war Schluss").
    """
    covered = [m.span() for m in _SPACED.finditer(text)]
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if any(a < match.end() <= b and text[b:].strip() for a, b in covered):
            continue
        if _goes_on(text, match.start(), end, language) or _inside_brackets(text, start, match.start()):
            continue
        _add(found, text, start, end)
        start = end
    _add(found, text, start, len(text))
    return found


def _goes_on(text: str, dot: int, end: int, language: str) -> bool:
    mark = text[dot:end].rstrip("\"'”“»«)]’‘")
    rest = text[end : end + 30]
    if mark in {"...", "…", "....", ".."}:
        return bool(_LOWER.match(rest))
    if mark != ".":
        return bool(_LOWER.match(rest)) and end > dot + len(mark)  # „Was?“ hat er gefragt
    before = text[max(0, dot - 20) : dot].split()[-1:] or [""]
    word = before[0].lstrip("\"'„“»(").casefold()
    if word in LANGUAGES[language].abbreviations:
        return (bool(rest.strip()) and word not in {"etc", "usw", "usf"}) or bool(_LOWER.match(rest))
    if len(word) == 1 and word.isalpha() and before[0][-1].isupper():
        return bool(rest.strip())  # an initial: "J. Müller"
    if LANGUAGES[language].ordinals and _ORDINAL.search(word):
        return bool(_MONTH.match(rest))
    return bool(_LOWER.match(rest)) and len(word) <= 4 and "." in word


def _inside_brackets(text: str, start: int, dot: int) -> bool:
    depth = 0
    for char in text[max(start, dot - 200) : dot]:
        depth += (char in _OPEN) - (char in _CLOSE and depth > 0)
    return depth > 0 and any(char in _CLOSE for char in text[dot : dot + 200])


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    if right > left:
        found.append((start + left, start + right))
