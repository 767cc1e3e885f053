"""What stands around the talk and is not speech: front matter, title, date, participants; and programs' footers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.files.readers.heads import Head
from pipeline.files.readers.names import Shape, shape

__all__ = ["Front", "Line", "front", "heading", "is_remark"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a transcript.

    Attributes:
        text: the words as written, "" where a paragraph ends.
        heading: 1 for a title, 2 and more below it, 0 for anything else.
        bold: True where the file's format sets the whole line bold.
        head: the speaker and time where the format itself gives them (a table's columns).
    """

    text: str
    heading: int = 0
    bold: bool = False
    head: Head | None = None


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the talk.

    Attributes:
        data: indexes of lines that are surely not speech.
        titles: indexes of lines that are titles if labelled turns follow.
        guest: the interviewee's name, if title or front matter say it clearly, or "".
    """

    data: frozenset[int]
    titles: frozenset[int]
    guest: str = ""


_REACH = 60  #: lines; no file's front is longer
_KEYS = (
    r"title|titel|date|datum|duration|dauer|länge|length|participants?|teilnehmer(?:in|innen|:innen|\*innen)?"
    r"|teilnehmende|attendees?|anwesend(?:e)?"
    r"|interview(?:[- ]?(?:nr|nummer|number|no|id|partner|partnerin|datum|date|ort|dauer))?\.?|ort|location|place"
    r"|uhrzeit|time|zeit|language|sprache|audio(?:datei)?|datei|file(?:name)?|recording|aufnahme|aufzeichnung"
    r"|transkript(?:ion)?(?: von| durch)?|transkribiert(?: von| durch)?|transcript(?:ion)?|transcribed(?: by| on)?"
    r"|transkribent(?:in)?|projekt|project|study|studie|firma|company|unternehmen|organi[sz]ation|branche|industry"
    r"|role|rolle|position|funktion|abteilung|department|version|status|anlass|meeting(?: started| title)?|subject"
    r"|betreff|thema|topic|tags?|id|code|kürzel|pseudonym|author|autor(?:in)?|note|hinweis|legende|legend|software"
    r"|regeln|transkriptionsregeln|kind|url|source|quelle|link|episode|podcast|channel|kanal"
)
_KEY = re.compile(
    rf"[-*•>\s]{{0,6}}[*_]{{0,2}}(?P<key>{_KEYS})[*_]{{0,2}}\s?[:：][*_]{{0,2}}\s{{0,9}}(?P<value>.{{0,500}})",
    re.IGNORECASE,
)
_TALKERS = re.compile(r"\s{0,6}[*_]{0,2}(?P<key>[^:：*_]{1,40})[*_]{0,2}\s?[:：=][*_]{0,2}\s{0,9}(?P<value>.{1,80})")
_PEOPLE = re.compile(r"guest|gast|interviewee|befragte[rn]?|interview-?partner(?:in)?|gesprächspartner(?:in)?", re.IGNORECASE)
_WITH = re.compile(r"\b(?:interview|gespräch|talk|conversation|q&a)\s(?:mit|with)\s(?P<name>[^,:;|(–—]{2,60})", re.IGNORECASE)
_OPENING = re.compile(
    r"(?:interview|transkript|transcript|gespräch|aufnahme|recording|audio|meeting|besprechung|projekt)\b",
    re.IGNORECASE,
)
_RULE = re.compile(r"(?:[-=_*~#]\s?){3,80}")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_REMARK = re.compile(
    r"transcribed (?:by|with) |transkribiert (?:von|mit) |transcription ended after|transkription beendet"
    r"|this editable transcript was"
    r"|(?:.{1,60} )?(?:started|stopped) transcription|.{1,60} hat die transkription (?:gestartet|beendet)|webvtt"
    r"|end(?:e)? (?:of|der|des) (?:the )?(?:transcript|recording|interview|aufnahme|transkript)s?\W{0,3}$",
    re.IGNORECASE,
)


def heading(text: str) -> tuple[int, str]:
    """A Markdown heading's level and words, or 0 and the text itself."""
    match = _HEADING.match(text)
    return (len(match[1]), text[match.end() :].strip(" #")) if match else (0, text)


def is_remark(text: str) -> bool:
    """True for what a transcription program writes about itself, and for a rule across the page."""
    start = text.strip()[:120].strip("[]()*_ ")
    return _REMARK.match(start) is not None or (len(text) < 81 and _RULE.fullmatch(text.strip()) is not None)


def front(lines: Sequence[Line]) -> Front:
    """Find what stands before the talk."""
    data, guests = _matter(lines)
    titles: set[int] = set()
    known = together = bool(data)
    for index in range(len(data), min(len(lines), _REACH)):
        line = lines[index]
        text = line.text.strip()
        if not text:
            together = False
            continue
        if line.heading or is_remark(text):
            (titles if line.heading else data).add(index)
        elif (match := _KEY.fullmatch(text)) and not (shape(match["key"]) is Shape.ROLE and text[-1] in ".?!…"):
            data.add(index)
            known = together = True
            guests += [match["value"]] if _PEOPLE.fullmatch(match["key"]) else []
        elif match := _talker(lines, index, known, together):
            data.add(index)
            guests += [match["value"]] if _PEOPLE.fullmatch(match["key"].strip()) else []
        elif _is_title(text):
            titles.add(index)
        else:
            break
        guests += [match["name"] for match in [_WITH.search(text)] if match]
    names = {name for guest in guests if (name := guest.strip(" .*_\"'")) and shape(name) is Shape.PERSON}
    return Front(frozenset(data), frozenset(titles), names.pop() if len(names) == 1 else "")


def _matter(lines: Sequence[Line]) -> tuple[set[int], list[str]]:
    """YAML front matter between two lines of `---`: its lines, and the people it names."""
    if not lines or lines[0].text.rstrip() != "---":
        return set(), []
    for index in range(1, min(len(lines), _REACH)):
        if lines[index].text.rstrip() in ("---", "..."):
            pairs = [line.text.partition(":") for line in lines[1:index]]
            return set(range(index + 1)), [value for key, _, value in pairs if _PEOPLE.fullmatch(key.strip())]
    return set(), []


def _talker(lines: Sequence[Line], index: int, known: bool, together: bool) -> re.Match[str] | None:
    """ "Interviewer: Anna Schmidt" in a list of who takes part: not a turn, though its label may be a speaker's."""
    match = _TALKERS.fullmatch(lines[index].text.strip())
    if match is None:
        return None
    if together or _is_key(lines, index + 1):
        return match if _is_plain_name(match["value"], Shape.WORD) else None
    if not _is_plain_name(match["value"], Shape.PERSON):
        return None
    label = match["key"].strip()
    again = any(line.text.startswith(match[0].split(":")[0] + ":") for line in lines[index + 1 :])
    return match if known or (shape(label) is Shape.ROLE and len(label) > 4 and not again) else None


def _is_key(lines: Sequence[Line], index: int) -> bool:
    """True if the line at an index is a line of metadata."""
    return index < len(lines) and _KEY.fullmatch(lines[index].text.strip()) is not None


def _is_plain_name(value: str, least: Shape) -> bool:
    """True for "Anna Schmidt (Einkauf)": what stands behind a label in a list of participants, and is no speech."""
    return value[-1:] not in ".?!…:" and shape(value.partition(",")[0].strip()) >= least


def _is_title(text: str) -> bool:
    """True for a short line that is no sentence: a title, a date, a place."""
    if len(text) > 120 or len(text.split()) > 12 or (":" in text.rstrip(":") and not text[0].isdigit()):
        return False
    if text[-1] in '.?!…"”“' and not _OPENING.match(text):
        return False
    return text[0].isdigit() or text[0].isupper() or text[0] in "(*_-•["
