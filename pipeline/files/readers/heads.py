"""One line -> what may be the head of a turn in it: a label, a time, or both. `speakers` decides which of them are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from pipeline.files.readers.clock import STAMP, seconds, span
from pipeline.files.readers.names import Shape, is_noise, shape

__all__ = ["Form", "Head", "parse"]


class Form(Enum):
    """How a head is written."""

    COLON = "Name: speech"
    OWN = "Name 0:12, the speech on the next lines"
    BRACKET = "[Name] speech"
    BOLD = "**Name** speech"
    TAB = "Name, a tab, speech"
    STAMP = "[00:10] speech, or a time on its own line"
    CLOCK = "00:10 speech"


@dataclass(frozen=True, slots=True)
class Head:
    """What may be the head of a turn.

    Attributes:
        form: how it is written.
        label: the speaker's label without decoration, "" where only a time stands.
        rest: the speech on the same line.
        start, end: seconds, None where none stand there.
    """

    form: Form
    label: str
    rest: str
    start: float | None = None
    end: float | None = None


_WINDOW = 200  #: characters; no head is longer, so no pattern ever looks at more of a line
_PREFIX = re.compile(r"(?:>{1,3}\s*|[-–—•*]\s+)+")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=[^\s*_])")
_LABEL_TIME = re.compile(
    rf"(?P<label>[^:：#\[\]\t]{{1,80}}?)\s{{0,9}}(?:[,|–—-]\s{{0,9}})?(?:(?P<open>[\[(<])\s?|(?<=\s)){span()}\s?[\])>]?\s{{0,9}}"
    r"(?:(?P<mark>[:：])|(?P<dash>[-–—|]\s)|$)?"
)
_COLON = re.compile(r"(?P<label>[^:：]{1,80}?)\s?[:：](?!//|\d|[-)(/|])")
_COLON_TIME = re.compile(rf"\s{{0,3}}[\[(]{span()}[\])]\s{{0,9}}")
_NUMBER = re.compile(r"\A\d{1,4}[.)]?\s+(?=\D)")  # MAXQDA numbers the paragraphs
_BRACKET = re.compile(r"\[(?P<label>[^\[\]:]{1,60})\]\s{0,9}(?P<colon>[:：])?")
_TAB = re.compile(r"(?P<label>[^\t:]{1,60})\t\s{0,9}")
_CLOCK_LIKE = re.compile(r"\d:[0-5]\d")


def parse(line: str) -> Head | None:
    """The head at the beginning of a line, if there may be one."""
    text = line.strip()
    if not text:
        return None
    if prefix := _PREFIX.match(text):
        text = text[prefix.end() :]
    text, bold = _unwrap(text)
    start, end, text, sure = _stamp(text)
    if start is not None and not bold:
        text, bold = _unwrap(text)
    window = text[:_WINDOW]
    found = [
        _label_and_time(text, window) if start is None else None,
        _bracket(text, window),
        _bold_or_tab(text, window, bold),
        _colon(text, window),
        _own(text) if start is not None else None,
    ]
    likely = [head for head in found if head is not None and shape(head.label) > Shape.ODD]
    head = next(iter(likely or filter(None, found)), None)
    if start is None:
        return head
    if head is not None:
        return Head(head.form, head.label, head.rest, start, head.end if end is None else end)
    return Head(Form.STAMP if sure or not text else Form.CLOCK, "", text, start, end)


def _unwrap(text: str) -> tuple[str, str]:
    """Take Markdown's emphasis off the beginning of a line: "**Name:** speech" -> "Name: speech"; and what it held."""
    match = _EMPHASIS.match(text)
    if match is None:
        return text, ""
    mark = match[1]
    close = text.find(mark, len(mark), _WINDOW)
    if close < 0:
        return text, ""
    inner = text[len(mark) : close]
    return inner + text[close + len(mark) :], inner


def _stamp(text: str) -> tuple[float | None, float | None, str, bool]:
    """Take a time off the beginning: start, end, what remains, and whether brackets make it sure."""
    window = text[:_WINDOW]
    match = STAMP.match(window)
    if match is None or (match["f4"] and match.end() == len(text)):  # f4's mark alone closes the turn above
        return None, None, text, False
    start = match["f4"] or match["start"]
    end = seconds(match["end"]) if match["end"] else None
    return seconds(start), end, text[match.end() :], bool(match["f4"]) or match["open"] in ("[", "<") or end is not None


def _label_and_time(text: str, window: str) -> Head | None:
    """`NAME [00:00:10]: speech`, `Name  0:12` on its own line."""
    match = _LABEL_TIME.match(window) if _CLOCK_LIKE.search(window) else None
    if match is None:
        return None
    rest = text[match.end() :].strip()
    own = not rest and match["mark"] is None
    if not (own or match["mark"] or match["dash"] or match["open"] in ("[", "<")):
        return None
    label = _clean(match["label"])
    if shape(label) is Shape.NEVER:
        return None
    end = seconds(match["end"]) if match["end"] else None
    return Head(Form.OWN if own else Form.COLON, label, rest, seconds(match["start"]), end)


def _colon(text: str, window: str) -> Head | None:
    """`Name: speech`, `[SPEAKER_00]: speech`, `Name: (00:10) speech`."""
    match = _COLON.match(window)
    if match is None:
        return None
    label = _NUMBER.sub("", _clean(match["label"]), count=1)
    if shape(label) is Shape.NEVER:
        return None
    time = _COLON_TIME.match(window, match.end())
    if time is None:
        return Head(Form.COLON, label, text[match.end() :].strip())
    end = seconds(time["end"]) if time["end"] else None
    return Head(Form.COLON, label, text[time.end() :].strip(), seconds(time["start"]), end)


def _own(text: str) -> Head | None:
    """What follows a time and is nothing but a label: `00:12 Name`."""
    label = _clean(text) if len(text) < _WINDOW else ""
    return Head(Form.OWN, label, "") if shape(label) >= Shape.WORD and not is_noise(label) else None


def _bracket(text: str, window: str) -> Head | None:
    """`[Name] speech`; a noise in brackets is none."""
    match = _BRACKET.match(window)
    if match is None or shape(_clean(match["label"])) < Shape.WORD or is_noise(match["label"]):
        return None
    return Head(Form.COLON if match["colon"] else Form.BRACKET, _clean(match["label"]), text[match.end() :].strip())


def _bold_or_tab(text: str, window: str, bold: str) -> Head | None:
    """`**Name** speech`, or a label and its speech in two columns."""
    after = text[len(bold) :].lstrip()
    if (
        bold
        and bold[-1] not in ":："
        and after[:1] not in (":", "：")
        and shape(_clean(bold)) >= Shape.WORD
        and not is_noise(bold)
    ):
        return Head(Form.BOLD, _clean(bold), text[len(bold) :].strip())
    match = _TAB.match(window)
    if match is None or shape(_clean(match["label"])) < Shape.WORD:
        return None
    return Head(Form.TAB, _clean(match["label"]), text[match.end() :].strip())


def _clean(label: str) -> str:
    """A label without emphasis, brackets around it, or a dash or comma after it."""
    label = label.strip().strip("*_").strip()
    if label[:1] == "[" and label[-1:] == "]":
        label = label[1:-1].strip()
    return " ".join(label.rstrip(",–—-| \t").split())
