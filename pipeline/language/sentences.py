"""Sentences of spoken German and English: where one ends and the next begins.

Only places with a mark (. ! ? …) are looked at; what stands right before and right after the mark decides. Every look
around is bounded, so the time is linear in the text whatever the text is.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from pipeline.language.languages import Language
from pipeline.language.words import LANGUAGES

__all__ = ["sentences"]

_MARK = re.compile(
    r"""(?<![.!?…])(?P<marks>[.!?…]++)(?P<close>["'”“»«)\]’‘*]*+)(?=\s|$)     # a mark, then a blank
    |(?<=[a-zäöüß]{2})(?P<bare>[.!?])(?=[A-ZÄÖÜ][a-zäöüß])(?!(?:Com|De|Net|Org|Js)\b)  # a blank forgotten: "fertig.Dann"
    """,
    re.VERBOSE,
)
_NEXT = re.compile(r"""\s*[("'„“”»«‚‘’\[*]*(\w*)""")
_BRACKETS = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
_LONGEST = 1500  #: characters; some speech recognisers write no marks at all
_LOOK_BACK = 60  #: characters in which the two words before a mark are looked for


def sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Start and end (code points) of each sentence in `text`, without the blanks between them.

    Dots in abbreviations ("z. B.", "e.g.", "Dr."), decimals, ordinals ("am 3. März") and inside brackets do not end one, nor
    do dots after which the talk goes on in small letters ("und dann ... war Schluss").
    """
    brackets = [m.span() for m in _BRACKETS.finditer(text)]
    found: list[tuple[int, int]] = []
    start = 0
    for mark in _MARK.finditer(text):
        if not _within(brackets, mark.start()) and _ends(text, start, mark, LANGUAGES[language]):
            _add(found, text, start, mark.end())
            start = mark.end()
    _add(found, text, start, len(text))
    return found


def _ends(text: str, start: int, mark: re.Match[str], language: Language) -> bool:
    """Whether a sentence that began at `start` ends with `mark`."""
    marks, closed = mark["marks"] or mark["bare"], bool(mark["close"])
    word_after = _NEXT.match(text, mark.end())
    after = word_after[1] if word_after else ""
    goes_small = after[:1].islower()
    if marks.strip(".…"):  # „Was?“ hat er gefragt
        return not (goes_small and closed)
    if len(marks) > 1 or marks == "…" or closed:  # und dann ... ja; „Das reicht.“ hat er gesagt
        return not goes_small
    words = text[max(start, mark.start() - _LOOK_BACK) : mark.start()].split()[-2:]
    word = words[-1].lstrip("\"'„“»«‚‘(*") if words else ""
    if mark["bare"] and (word == "www" or any(c in word for c in "@/.:")):  # an address
        return False
    before = words[0].casefold() if len(words) > 1 else ""
    return not _needs_more(word, before, after, language)


def _needs_more(word: str, before: str, after: str, language: Language) -> bool:
    """Whether the dot after `word` belongs to the word and not to the sentence."""
    form, follower = word.casefold(), after.casefold()
    begins = after[:1].isupper() and (follower in language.small_words or follower in language.openers)
    if word.isdigit():  # "am 3. März" but "Das war 2023. Danach ..."
        ordinal = len(word) <= 3 and (before in language.before_ordinals or follower in language.after_ordinals)
        return ordinal and not begins
    if form in language.closing:
        return not after[:1].isupper()
    if form in language.numbered:
        return after[:1].isdigit()
    if len(form) == 1 and form in language.small_words and after[:1].isupper():  # "So do I. Mike does not."
        return False
    letters = [part for part in re.split(r"[.\-]", form) if part]  # "z.B", "J.-P", "J"
    initials = bool(letters) and form[0].isalpha() and all(len(part) == 1 for part in letters)
    return (initials or form in language.abbreviations) and not begins


def _within(spans: list[tuple[int, int]], place: int) -> bool:
    at = bisect_right(spans, (place, place)) - 1
    return at >= 0 and place < spans[at][1] - 1


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add what stands between, cut at a comma or a blank where it is too long for a sentence."""
    while end - start > _LONGEST:
        cut = text.rfind(", ", start, start + _LONGEST) + 1 or text.find(" ", start + _LONGEST // 2, end)
        if cut < 0:
            break
        _trim(found, text, start, cut)
        start = cut
    _trim(found, text, start, end)


def _trim(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    if right > left:
        found.append((start + left, start + right))
