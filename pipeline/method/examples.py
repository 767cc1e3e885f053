"""Step 3: coded example talk, from which the learned coder learns what people say when they mean a code.

In Mayring's words ("Qualitative Inhaltsanalyse", 12th ed. 2015): anchor examples. They come from three places, which this
module brings into one form: coded talk beside the codebook, the codebook's own example sentences, and people's decisions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.language.analysis import Analyst, Vocabulary
from pipeline.language.detect import language_of
from pipeline.method.codebook import Codebook
from pipeline.method.decisions import Decision, Verdict, current
from pipeline.method.passages import Passage
from pipeline.method.transcripts import Transcript
from pipeline.method.turns import INTERVIEWEE, INTERVIEWER

__all__ = ["Example", "Lesson", "Line", "Mark", "from_codebook", "from_decisions", "from_talk", "marks_of"]

QUOTED, DECIDED = 0.5, 3.0  #: what a codebook's example sentence and a person's decision weigh beside a line of example talk


@dataclass(frozen=True, slots=True)
class Line:
    """One line of coded example talk.

    Attributes:
        speaker: who says it.
        text: a sentence.
        asks: whether the interviewer says it.
        codes, second: codes of the first and the second coder.
        phase: "" where none was given.
        valence: None where none was given.
    """

    speaker: str
    text: str
    asks: bool
    codes: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    phase: str = ""
    valence: int | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A coded talk: its name and its lines in order."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a passage.

    Attributes:
        codes: code -> share of the coders who gave it, 0 to 1; 0 where it was rejected.
        weight: how much this counts.
        whole: whether codes that are not named do not apply; False where nothing is known of them.
        phase, valence: as in `Line`.
    """

    codes: dict[str, float]
    weight: float = 1.0
    whole: bool = True
    phase: str = ""
    valence: int | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A talk to learn from: the talk, and what is known of each passage (None: nothing)."""

    talk: Transcript
    marks: tuple[Mark | None, ...]
    whole: bool = True  #: whether it is a talk told from beginning to end, so that places and neighbours mean something


def from_talk(example: Example, analyst: Analyst) -> Lesson:
    """Example talk as a lesson: each line is a passage."""
    rows = [(line.speaker, line.text, line.asks) for line in example.lines]
    return Lesson(_talk(example.name, rows, analyst), marks_of(example))


def marks_of(example: Example) -> tuple[Mark | None, ...]:
    """What is known of each line; nothing of the interviewer's."""
    return tuple(None if line.asks else _mark(line) for line in example.lines)


def from_codebook(codebook: Codebook, analyst: Analyst) -> list[Lesson]:
    """The codebook's example sentences, a talk a code and language; nothing is known of what was said around one."""
    found: list[Lesson] = []
    for code in codebook.codes:
        for language, texts in sorted(code.examples.items()):
            talk = _talk(f"{code.id} {language}", [(f"B{n}", text, False) for n, text in enumerate(texts)], analyst, language)
            found.append(Lesson(talk, (Mark({code.id: 1.0}, QUOTED, False),) * len(texts), False))
    return found


def from_decisions(log: Iterable[Decision], codebook: Codebook, analyst: Analyst) -> list[Lesson]:
    """People's decisions, each passage with the context that was noted with it; open verdicts teach nothing."""
    said: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    quoted: dict[tuple[str, str], Decision] = {}
    for decision in current(log):
        at = (decision.interview, decision.passage)
        for code, share in _taught(decision, codebook):
            said[at][code] = max(share, said[at].get(code, 0.0))  # where reviewers differ, the code may well apply
            quoted[at] = decision
    lessons: list[Lesson] = []
    for (_, passage), decision in sorted(quoted.items()):
        rows = [("B", text, False) for text in (decision.before, decision.quote, decision.after) if text]
        mark = Mark(said[decision.interview, passage], DECIDED, False)
        marks = tuple(mark if text == decision.quote else None for _, text, _ in rows)
        lessons.append(Lesson(_talk(f"{decision.interview} {passage}", rows, analyst), marks, False))
    return lessons


def _taught(decision: Decision, codebook: Codebook) -> Iterable[tuple[str, float]]:
    if not decision.quote:
        return
    if decision.verdict in (Verdict.ACCEPT, Verdict.ADD):
        yield from ((code, 1.0) for code in codebook.successors(decision.code))
    elif decision.verdict in (Verdict.REJECT, Verdict.RECODE):
        yield from ((code, 0.0) for code in codebook.successors(decision.code))
    if decision.verdict is Verdict.RECODE:
        yield from ((code, 1.0) for code in codebook.successors(decision.new_code))


def _mark(line: Line) -> Mark:
    codes = {code: (code in line.codes) / 2 + (code in line.second) / 2 for code in dict.fromkeys((*line.codes, *line.second))}
    return Mark(codes, 1.0, True, line.phase, line.valence)


def _talk(name: str, rows: Sequence[tuple[str, str, bool]], analyst: Analyst, known: str = "") -> Transcript:
    language = known or language_of(" ".join(text for _, text, _ in rows), "en")
    vocabulary = Vocabulary()
    passages: list[Passage] = []
    turn, question, asked, before = -1, "", -1, ""
    for number, (speaker, text, asks) in enumerate(rows):
        turn += speaker != before or not passages
        before = speaker
        role = INTERVIEWER if asks else INTERVIEWEE
        own = "" if asks else question
        ids = (name, f"{name}:{number + 1}", speaker, role, turn, None, None, 0, len(text))
        passages.append(Passage(*ids, own, text, language, asked))
        if asks:
            question, asked = text, turn
    analysis = tuple(analyst.sentences(passage.text, language, vocabulary) for passage in passages)
    return Transcript(name, language, (), tuple(passages), analysis, vocabulary)
