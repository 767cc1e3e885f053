"""Step 2: turns, transcripts and passages.

A reader turns a file into *utterances* (stretches of speech as the file gives them: a line, a subtitle cue, a paragraph).
`transcript` joins them into turns, says who interviews, and cuts the turns into *passages*, the units that are coded.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from pipeline.language.analysis import Analyst, Sentence, Vocabulary, without_noise
from pipeline.language.detect import language_of
from pipeline.language.sentences import sentences
from pipeline.language.words import fold

__all__ = [
    "INTERVIEWEE",
    "INTERVIEWER",
    "Passage",
    "Transcript",
    "Turn",
    "Utterance",
    "interviewers",
    "transcript",
    "turns",
]

PASSAGE_VERSION = "3"  #: part of the cache key; raise it when turns or passages come out differently
INTERVIEWER, INTERVIEWEE = "interviewer", "interviewee"
UNKNOWN_SPEAKER = ""

_INTERVIEWER_LABEL = re.compile(
    r"(?i)^(?:i\d?|int|iv|q|f|interviewer(?:in)?|interviewerin|interviewende|moderator(?:in)?|moderation|host|facilitator|researcher|"
    r"forscher(?:in)?|fragesteller(?:in)?|frage|question|mod)[\s.]*\d?$"
)
_SHORT, _ELLIPTIC, _LONGEST = 4, 6, 60  # words
_LEANING = frozenset(
    [
        "genau",
        "ja",
        "nee",
        "nein",
        "nö",
        "doch",
        "stimmt",
        "richtig",
        "eben",
        "klar",
        "und",
        "oder",
        "aber",
        "also",
        "das",
        "die",
        "der",
        "dann",
        "da",
        "so",
        "nicht",
        "yes",
        "yeah",
        "no",
        "right",
        "exactly",
        "and",
        "or",
        "but",
        "so",
        "that",
        "this",
        "it",
        "which",
        "then",
        "not",
        "because",
        "weil",
    ]
)
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


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


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit coded: a sentence, or a few that belong together, of one turn.

    Attributes:
        interview: the transcript's id, its file name without suffix.
        id: a short hash of interview, speaker and normalised words; the same wherever the passage stands.
        speaker, role: as in `Turn`.
        turn: number of the turn, from 0.
        start, end: seconds, None where unknown.
        char_start, char_end: code points into the transcript's canonical text.
        question: what the interviewer asked before ("" in the interviewer's own passages).
        text: the words, verbatim.
        language: "de" or "en".
        asked: number of the interviewer's turn that led to it, -1 for none.
    """

    interview: str
    id: str
    speaker: str
    role: str
    turn: int
    start: float | None
    end: float | None
    char_start: int
    char_end: int
    question: str
    text: str
    language: str
    asked: int = -1


@dataclass(frozen=True, slots=True)
class Transcript:
    """An interview, read and analysed. Depends on the file and on no codebook.

    Attributes:
        interview: its id.
        language: the language most of it is in.
        turns: who said what, in order.
        passages: the units coded, in order, the interviewer's included.
        analysis: for each passage its sentences as numbered words.
        vocabulary: the words those numbers mean.
    """

    interview: str
    language: str
    turns: tuple[Turn, ...]
    passages: tuple[Passage, ...]
    analysis: tuple[tuple[Sentence, ...], ...]
    vocabulary: Vocabulary

    @property
    def text(self) -> str:
        """The canonical text: the turns' words, one turn a line; passages' offsets refer to it."""
        return "\n".join(turn.text for turn in self.turns)

    @property
    def seconds(self) -> float | None:
        """The latest time known, None in a transcript without times."""
        return max(
            (t for turn in self.turns for t in (turn.end, *(s for _, s in turn.times)) if t is not None), default=None
        )


def transcript(
    interview: str,
    utterances: Sequence[Utterance],
    analyst: Analyst,
    asking: Collection[str] = (),
    answering: Collection[str] = (),
    default_language: str = "en",
) -> Transcript:
    """Turns, passages and their analysis of one interview.

    Args:
        interview: the id.
        utterances: what the reader found.
        analyst: the linguistic engine.
        asking: labels of interviewers that the study's settings name; empty to find them out.
        answering: labels of interviewees that the settings or the participants file name.
        default_language: for a text too short to tell.
    """
    spoken = turns(utterances, asking, answering)
    language = language_of(" ".join(t.text for t in spoken), default_language)
    found = tuple(_passages(interview, spoken, language))
    vocabulary = Vocabulary()
    analysis = tuple(analyst.sentences(p.text, p.language, vocabulary) for p in found)
    return Transcript(interview, language, spoken, found, analysis, vocabulary)


def turns(
    utterances: Sequence[Utterance], asking: Collection[str] = (), answering: Collection[str] = ()
) -> tuple[Turn, ...]:
    """Utterances of the same speaker in a row, joined; subtitle cues split mid-sentence become whole again."""
    if not any(u.speaker or u.question for u in utterances):
        utterances = [u for whole in utterances for u in _guess_speakers(whole)]
    questioners = interviewers(utterances, asking, answering)
    joined: list[Turn] = []
    start = 0
    group: list[Utterance] = []
    for utterance in [*utterances, None]:
        if group and (utterance is None or _who(utterance) != _who(group[0])):
            role = INTERVIEWER if group[0].question or _name(group[0].speaker) in questioners else INTERVIEWEE
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
        return frozenset(_name(a) for a in asking)
    labels = {_name(u.speaker) for u in utterances if u.speaker}
    known = frozenset(label for label in labels if _INTERVIEWER_LABEL.match(label))
    if known and known != labels:
        return known
    answered = {label for label in labels if any(_same_person(label, _name(a)) for a in answering)}
    candidates = labels - answered
    if not candidates or len(labels) < 2:
        return frozenset()
    if answered and len(candidates) == 1:
        return frozenset(candidates)
    said: dict[str, int] = defaultdict(int)
    asked: Counter[str] = Counter()
    pieces: Counter[str] = Counter()
    for utterance in utterances:
        who = _name(utterance.speaker)
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


def _name(label: str) -> str:
    return fold(label).strip().rstrip(":").strip()


def _who(utterance: Utterance) -> tuple[str, bool]:
    return _name(utterance.speaker), utterance.question


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


def _passages(interview: str, spoken: Sequence[Turn], language: str) -> Iterable[Passage]:
    seen: Counter[str] = Counter()
    question, asked = "", -1
    for number, turn in enumerate(spoken):
        own = language_of(turn.text, language)
        spans = _units(turn.text, own) if turn.role == INTERVIEWEE else [(0, len(turn.text))]
        for start, end in spans:
            text = turn.text[start:end]
            yield Passage(
                interview,
                _passage_id(interview, turn.speaker, text, seen),
                turn.speaker,
                turn.role,
                number,
                turn.time_at(start),
                turn.time_at(end),
                turn.char_start + start,
                turn.char_start + end,
                question if turn.role == INTERVIEWEE else "",
                text,
                language_of(text, own, least=3),
                asked,
            )
        if turn.role == INTERVIEWER:
            question, asked = turn.text, number


def _passage_id(interview: str, speaker: str, text: str, seen: Counter[str]) -> str:
    words = " ".join(_WORD.findall(fold(text)))
    content = f"{interview}\n{_name(speaker)}\n{words}"
    seen[content] += 1
    ordinal = f"\n{seen[content]}" if seen[content] > 1 else ""
    return blake2b((content + ordinal).encode(), digest_size=6).hexdigest()


def _units(text: str, language: str) -> list[tuple[int, int]]:
    """Spans of the passages of a turn: sentences, with those that cannot be understood alone joined to a neighbour."""
    plain = without_noise(text)
    spans = sentences(text, language)
    units: list[tuple[int, int]] = []
    waiting: int | None = None  # start of an opening too short to stand alone: it joins what follows
    for place, (start, end) in enumerate(spans):
        words = _WORD.findall(plain[start:end])
        first = waiting if waiting is not None else start
        waiting = None
        if _leans(words) and place + 1 < len(spans) and not units:
            waiting = first
        elif units and _leans(words) and _size(plain[units[-1][0] : end]) <= _LONGEST:
            units[-1] = (units[-1][0], end)
        else:
            units.append((first, end))
    return units


def _leans(words: Sequence[str]) -> bool:
    if len(words) < _SHORT:
        return True
    return len(words) <= _ELLIPTIC and words[0].casefold() in _LEANING


def _size(text: str) -> int:
    return len(_WORD.findall(text))
