"""Subtitle cues (WebVTT, SubRip) -> utterances. Pure.

Not webvtt-py and not srt: webvtt-py refuses a file without its WEBVTT line or with a comma in a time, and drops speech
after an empty line within a cue; srt's pattern takes quadratic time on files without cues. Both formats are lines with
an arrow in between, and one pass over the lines takes them as they come, broken ones too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.files.readers.faults import Unreadable
from pipeline.files.readers.heads import Head, parse
from pipeline.files.readers.speakers import Cast, cast
from pipeline.method.talk.turns import Utterance

__all__ = ["Cue", "cues", "utterances"]

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3}))?"
_TIMING = re.compile(rf"\s{{0,9}}{_TIME}\s{{0,9}}[-–—]{{1,3}}>\s{{0,9}}{_TIME}(?!\d)")
_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_COUNT = re.compile(r"\d{1,9}|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}\S{0,40}")  # SubRip's number, Teams' id
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,200})?[ \t]+([^<>]{0,200})>|</v>")
_TAG = re.compile(
    r"</?(?:[vcibus]|ruby|rt|lang|font|span|em|strong|br|p)(?=[\s./>])[^<>]{0,300}>|<\d[\d:.,]{0,20}>|\{\\[^{}]{0,100}\}"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_SHOWN = 8  #: lines; no caption shows more at once
_DASH = re.compile(r"[-–—]\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as the file gives it: seconds, and the lines shown."""

    start: float
    end: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line of a cue, its tags gone; `voice` is who the file's own tag names, "" for nobody, None without a tag."""

    cue: Cue
    text: str
    voice: str | None
    dash: bool


def cues(lines: Sequence[str]) -> list[Cue]:
    """The cues of a file, in the file's order. Unreadable if it has none."""
    timings = [
        (index, match) for index, line in enumerate(lines) if "->" in line or "–>" in line if (match := _TIMING.match(line))
    ]
    if not timings:
        raise Unreadable(
            "has no cues: no line gives a beginning and an end time with an arrow between them.",
            "Export it again as subtitles; if it is a plain transcript, change its ending to .txt.",
        )
    bounds = [*(index for index, _ in timings), len(lines)]
    return [
        Cue(_seconds(match, 1), _seconds(match, 5), tuple(_payload(lines, index + 1, bound, bound < len(lines))))
        for (index, match), bound in zip(timings, bounds[1:], strict=True)
    ]


def _payload(lines: Sequence[str], begin: int, end: int, followed: bool) -> Iterable[str]:
    """The lines shown between a time and the next; neither the next cue's name nor notes and styles."""
    if followed and end > begin and lines[end - 1].strip():
        named = end - 1 == begin or not lines[end - 2].strip()
        if (named and end - 1 > begin) or _COUNT.fullmatch(lines[end - 1].strip()):
            end -= 1
    block = False
    for index in range(begin, end):
        line = lines[index].strip()
        if not line:
            block = False
        elif block or (_BLOCK.match(line) and index > begin and not lines[index - 1].strip()):
            block = True
        else:
            yield line


def _seconds(match: re.Match[str], group: int) -> float:
    hours, minutes, secs, part = match.group(group, group + 1, group + 2, group + 3)
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(secs)
    return round(whole + (int(part) / 10 ** len(part) if part else 0.0), 3)


def utterances(found: Sequence[Cue]) -> tuple[Utterance, ...]:
    """Say who speaks in each cue. A cue that names nobody goes on with the speaker before."""
    pieces = [piece for cue in _unrolled(found) for piece in _pieces(cue)]
    heads = [parse(piece.text) if piece.voice is None else None for piece in pieces]
    cues_in_all = len({id(piece.cue) for piece in pieces})
    names = cast([head for head, piece in zip(heads, pieces, strict=True) if piece.voice is None], cues_in_all)
    return tuple(_spoken(pieces, heads, names))


def _spoken(pieces: Sequence[_Piece], heads: Sequence[Head | None], names: Cast) -> Iterable[Utterance]:
    """The utterances; lines of one cue and one speaker are one."""
    speaker, words, above = "", list[str](), None
    for piece, head in zip(pieces, heads, strict=True):
        accepted = names.accept(head)
        turn = accepted if accepted is not None and accepted.label else None
        changed = piece.dash and piece.cue is above and turn is None and piece.voice is None
        named = turn.label if turn else piece.voice or ("" if changed else speaker)
        if above is not None and (piece.cue is not above or named != speaker or turn or changed):
            yield from _said(above, speaker, words)
            words = []
        speaker, above = named, piece.cue
        words.append(turn.rest if turn else piece.text)
    if above is not None:
        yield from _said(above, speaker, words)


def _said(cue: Cue, speaker: str, words: Sequence[str]) -> Iterable[Utterance]:
    if text := " ".join(filter(None, words)):
        yield Utterance(speaker, text, cue.start, cue.end)


def _pieces(cue: Cue) -> Iterable[_Piece]:
    """A cue's lines, cut where the file's tags change the voice."""
    dashes = sum(_DASH.match(_TAG.sub("", line)) is not None for line in cue.lines) > 1
    voice: str | None = None
    for line in cue.lines:
        parts = _VOICE.split(line) if "<" in line else [line]
        for index in range(0, len(parts), 2):
            if index:
                voice = _plain(parts[index - 1]) if parts[index - 1] is not None else None
            text = _plain(parts[index])
            dash = _DASH.match(text) if dashes else None
            if text:
                yield _Piece(cue, text[dash.end() :] if dash else text, voice, dash is not None)


def _plain(text: str) -> str:
    """Text without tags, its entities resolved, spaces single."""
    if "<" in text or "{" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return " ".join(text.split())


def _unrolled(found: Sequence[Cue]) -> list[Cue]:
    """Cues without the lines that only stay on the screen from the cue before (YouTube's rolling captions).

    A file rolls if a third of its cues show the line that the cue before ended with, and a new one below; elsewhere "Ja."
    after "Ja." was said twice.
    """
    shown = [tuple(text for line in cue.lines if (text := _plain(line))) for cue in found]
    pairs = list(pairwise(shown))
    rolls = sum(len(below) > 1 and above[-1:] == below[:1] for above, below in pairs)
    if rolls < 2 or 3 * rolls < len(pairs) or any("<v" in line for cue in found for line in cue.lines):
        return [cue for cue in found if cue.lines]
    kept: list[Cue] = []
    above: tuple[str, ...] = ()
    for cue, lines in zip(found, shown, strict=True):
        same = next((n for n in range(min(len(above), len(lines), _SHOWN), 0, -1) if above[-n:] == lines[:n]), 0)
        above = lines or above
        if lines[same:]:
            kept.append(replace(cue, lines=tuple(line for line in cue.lines if _plain(line))[same:]))
    return kept
