"""Lines -> utterances: labelled turns in all their layouts, else `prose`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.files.readers.clock import MARK, seconds
from pipeline.files.readers.front import Front, Line, front, is_remark
from pipeline.files.readers.heads import Form, Head, parse
from pipeline.files.readers.names import Shape, key, shape
from pipeline.files.readers.prose import paragraphs, questions
from pipeline.files.readers.speakers import Cast, cast
from pipeline.method.talk.turns import Utterance

__all__ = ["utterances"]


@dataclass(slots=True)
class _Turn:
    """A turn while its lines are collected."""

    speaker: str
    start: float | None = None
    end: float | None = None
    words: list[str] | None = None
    question: bool = False

    def add(self, text: str) -> None:
        if self.words is None:
            self.words = []
        self.words.append(text)


def utterances(lines: Sequence[Line]) -> tuple[Utterance, ...]:
    """Read the talk: by its labels, by lines that hold only a name, by its question headings, or as paragraphs."""
    before = front(lines)
    talk = [line if index not in before.data else Line("") for index, line in enumerate(lines)]
    heads = [line.head or _head(line) for line in talk]
    filled = [head for line, head in zip(talk, heads, strict=True) if line.text.strip()]
    blocks = sum(1 for above, line in pairwise([Line(""), *talk]) if line.text.strip() and not above.text.strip())
    names = cast(filled, blocks)
    found = [names.accept(head) if line.head is None else head for line, head in zip(talk, heads, strict=True)]
    if not any(head is not None and head.label for head in found):
        alone = _alone(talk)
        if alone:
            found = [alone.get(index, head) for index, head in enumerate(found)]
        else:
            return tuple(questions(talk, before) or _timed(talk, found) or paragraphs(talk))
    return tuple(_emit(_turns(talk, found, before, _asks(names, found))))


def _head(line: Line) -> Head | None:
    """What may be a head in a line; in a heading, only a time is (Google Meet's in Markdown)."""
    head = parse(line.text)
    return None if line.heading and head is not None and (head.label or head.rest) else head


def _asks(names: Cast, found: Iterable[Head | None]) -> bool:
    """True if headings may be questions in a labelled file: only one person is labelled, and that one answers."""
    return len(names.names) == 1 and sum(head is not None and bool(head.label) for head in found) > 1


def _turns(talk: Sequence[Line], found: Sequence[Head | None], before: Front, asks: bool) -> Iterable[_Turn]:
    """The turns of a labelled file. A line without a label goes on with the turn before."""
    first = next(index for index, head in enumerate(found) if head is not None and head.label)
    turn = _Turn("")
    for index, (line, head) in enumerate(zip(talk, found, strict=True)):
        text = line.text.strip()
        if not text or is_remark(text) or (head is None and not line.heading and index < first and index in before.titles):
            continue
        if line.heading and head is None:
            if asks and text.endswith("?"):
                yield turn
                yield _Turn("Interviewer", words=[text], question=True)
                turn = _Turn(turn.speaker)
        elif head is None:
            turn.add(text)
        elif head.label:
            # A time on a line of its own belongs to the turn that it stands above.
            waiting = turn.start if not turn.words and head.start is None else head.start
            yield turn
            turn = _Turn(head.label, waiting, head.end, [head.rest])
        else:
            yield turn
            turn = _Turn(turn.speaker, head.start, head.end, [head.rest] if head.rest else None)
    yield turn


def _timed(talk: Sequence[Line], found: Sequence[Head | None]) -> list[Utterance]:
    """A file with times but without labels (Whisper's text, YouTube's): an utterance a time."""
    if not any(head is not None for head in found):
        return []
    turns = [_Turn("")]
    for line, head in zip(talk, found, strict=True):
        text = line.text.strip()
        if head is not None:
            turns.append(_Turn("", head.start, head.end, [head.rest]))
        elif text and not line.heading and not is_remark(text):
            turns[-1].add(text)
        elif not text and turns[-1].words and any(turns[-1].words):
            turns.append(_Turn(""))
    return list(_emit(turns))


def _alone(talk: Sequence[Line]) -> dict[int, Head]:
    """Lines that hold nothing but a name, each above a paragraph, if the same few names alternate."""
    filled = [index for index, line in enumerate(talk) if line.text.strip() and not line.heading]
    spelt: dict[str, list[int]] = {}
    for place, index in enumerate(filled[:-1]):
        text = talk[index].text.strip().strip("*_").strip()
        follows = filled[place + 1] == index + 1 or not talk[index + 1].text.strip()
        first = place == 0 or not talk[index - 1].text.strip()
        if follows and first and len(text) < 61 and len(text.split()) < 5 and shape(text) >= Shape.WORD:
            spelt.setdefault(key(text), []).append(index)
    names = {name: places for name, places in spelt.items() if len(places) > 1}
    total = sum(map(len, names.values()))
    above = {index for places in names.values() for index in places}
    neighbours = sum(one in above and other in above for one, other in pairwise(filled))
    if not 1 < len(names) < 9 or 4 * total < len(filled) or neighbours:
        return {}
    return {i: Head(Form.OWN, talk[places[0]].text.strip().strip("*_").strip(), "") for places in names.values() for i in places}


def _emit(turns: Iterable[_Turn]) -> Iterable[Utterance]:
    """Turns as utterances, cut where a time stands within the speech."""
    for turn in turns:
        text = " ".join(" ".join(turn.words or ()).split())
        if not text:
            continue
        whole = Utterance(turn.speaker, text, turn.start, turn.end, turn.question)
        yield from _cut(whole) if "#" in text or "[" in text else (whole,)


def _cut(turn: Utterance) -> Iterable[Utterance]:
    """Cut a turn at the times within it. A time after words says when they ended; before any, when they began."""
    begin, start = 0, turn.start
    for match in MARK.finditer(turn.text):
        words = turn.text[begin : match.start()].strip()
        time = seconds(match["f4"] or match["time"])
        if words:
            yield replace(turn, text=words, start=start, end=time)
        begin, start = match.end(), time
    words = turn.text[begin:].strip()
    if words:
        yield replace(turn, text=words, start=start)
