"""Step 2: turns. What a file holds, joined into one speaker's uninterrupted words; and who asks.

A reader turns a file into *utterances* (stretches of speech as the file gives them: a line, a subtitle cue, a paragraph).
`turns` joins those of one speaker in a row; `interviewers` says who asks.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.language.detect import language_of
from pipeline.language.sentences import sentences
from pipeline.language.words import fold

__all__ = ["INTERVIEWEE", "INTERVIEWER", "Turn", "Utterance", "interviewers", "label_key", "turns"]

INTERVIEWER, INTERVIEWEE = "interviewer", "interviewee"
UNKNOWN_SPEAKER = ""

_INTERVIEWER_LABEL = re.compile(
    r"(?i)^(?:i\d?|int|iv|q|f|interviewer(?:in)?|interviewerin|interviewende|moderator(?:in)?|moderation|host|facilitator|researcher|"
    r"forscher(?:in)?|fragesteller(?:in)?|frage|question|mod)[\s.]*\d?$"
)


@dataclass(frozen=True, slots=True)
class Utterance:
    """A stretch of speech as a file gives it.

    Attributes:
        speaker: the label as written, without decoration ("" where the file names nobody).
        text: the words, verbatim, noises such as "(lacht)" included; line breaks are single spaces.
        start, end: seconds from the beginning of the recording, None where the file has no times.
        question: True where the layout itself says that this is the interviewer (a heading in an edited interview).
    """

    speaker: str
    text: str
    start: float | None = None
    end: float | None = None
    question: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted words.

    Attributes:
        speaker: the label as written in the file.
        role: `INTERVIEWER` or `INTERVIEWEE`.
        text: the words, verbatim.
        char_start: where the turn begins in the transcript's canonical text (code points).
        times: (offset within the turn, seconds) of each place whose time is known, in order.
        end: seconds at which the turn ends, None where unknown.
    """

    speaker: str
    role: str
    text: str
    char_start: int
    times: tuple[tuple[int, float], ...] = ()
    end: float | None = None

    def time_at(self, offset: int) -> float | None:
        """Seconds at which the words at `offset` are spoken, read off the known times on both sides in proportion.

        Without a known time before it there is none; without one after it, the one before stands.
        """
        marks = [*self.times, *([(len(self.text), self.end)] if self.end is not None else [])]
        before = [(place, seconds) for place, seconds in marks if place <= offset]
        after = [(place, seconds) for place, seconds in marks if place > offset]
        if not before:
            return None
        place, seconds = before[-1]
        if not after or after[0][1] < seconds:
            return seconds
        share = (offset - place) / (after[0][0] - place)
        return round(seconds + share * (after[0][1] - seconds), 1)


def turns(utterances: Sequence[Utterance], asking: Collection[str] = (), answering: Collection[str] = ()) -> tuple[Turn, ...]:
    """Utterances of the same speaker in a row, joined; subtitle cues split mid-sentence become whole again."""
    if not any(u.speaker or u.question for u in utterances):
        utterances = [u for whole in utterances for u in _guess_speakers(whole)]
    questioners = interviewers(utterances, asking, answering)
    joined: list[Turn] = []
    start = 0
    group: list[Utterance] = []
    for utterance in [*utterances, None]:
        if group and (utterance is None or _who(utterance) != _who(group[0])):
            role = INTERVIEWER if group[0].question or label_key(group[0].speaker) in questioners else INTERVIEWEE
            turn = _turn(group, role, start)
            if turn.text:
                joined.append(turn)
                start += len(turn.text) + 1
            group = []
        if utterance is not None:
            group.append(utterance)
    return tuple(_timed(joined))


def _timed(spoken: Sequence[Turn]) -> Iterable[Turn]:
    """Where a layout gives only one end of a turn (f4: the end), its neighbour's time is the other."""
    before: float | None = 0.0 if any(turn.end is not None for turn in spoken) else None
    for number, turn in enumerate(spoken):
        follow = spoken[number + 1].times[:1] if number + 1 < len(spoken) else ()
        times = turn.times if turn.times or before is None else ((0, before),)
        end = turn.end if turn.end is not None else follow[0][1] if follow and follow[0][0] == 0 else None
        yield replace(turn, times=times, end=end)
        before = end


def interviewers(
    utterances: Sequence[Utterance], asking: Collection[str] = (), answering: Collection[str] = ()
) -> frozenset[str]:
    """The folded labels of those who ask.

    Settings win; then labels that say it ("I", "Interviewer", "Moderation", "Q"); then the one who asks most of the
    questions and is not the one who talks most.
    """
    if asking:
        return frozenset(label_key(a) for a in asking)
    labels = {label_key(u.speaker) for u in utterances if u.speaker}
    known = frozenset(label for label in labels if _INTERVIEWER_LABEL.match(label))
    if known and known != labels:
        return known
    answered = {label for label in labels if any(_same_person(label, label_key(a)) for a in answering)}
    candidates = labels - answered
    if not candidates or len(labels) < 2:
        return frozenset()
    if answered and len(candidates) == 1:
        return frozenset(candidates)
    said: dict[str, int] = defaultdict(int)
    asked: Counter[str] = Counter()
    pieces: Counter[str] = Counter()
    for utterance in utterances:
        who = label_key(utterance.speaker)
        said[who] += len(utterance.text)
        asked[who] += utterance.text.count("?")
        pieces[who] += 1
    talker = max(sorted(labels), key=lambda who: said[who])
    rest = sorted(candidates - {talker})
    best = max(rest, key=lambda who: (asked[who] / pieces[who], -said[who]))
    return frozenset({best})


def _same_person(label: str, name: str) -> bool:
    """Whether a label ("Priya", "P. Raman") can be the person of that name ("Priya Raman")."""
    known = name.split()
    return bool(known) and all(any(full.startswith(part.rstrip(".")) for full in known) for part in label.split())


def _guess_speakers(utterance: Utterance) -> Iterable[Utterance]:
    """Without any label, sentences that end in a question mark are taken for the interviewer's."""
    for start, end in sentences(utterance.text, language_of(utterance.text, "en")):
        text = utterance.text[start:end]
        yield Utterance(UNKNOWN_SPEAKER, text, utterance.start, utterance.end, text.endswith("?"))


def label_key(label: str) -> str:
    """A speaker's label as it is compared: without capitals, colon and blanks."""
    return fold(label).strip().rstrip(":").strip()


def _who(utterance: Utterance) -> tuple[str, bool]:
    return label_key(utterance.speaker), utterance.question


def _turn(group: Sequence[Utterance], role: str, char_start: int) -> Turn:
    pieces: list[str] = []
    times: list[tuple[int, float]] = []
    offset = 0
    for utterance in group:
        piece = " ".join(utterance.text.split())
        if not piece:
            continue
        if utterance.start is not None:
            times.append((offset, utterance.start))
        pieces.append(piece)
        offset += len(piece) + 1
    return Turn(group[0].speaker.strip(), role, " ".join(pieces), char_start, tuple(times), group[-1].end)
