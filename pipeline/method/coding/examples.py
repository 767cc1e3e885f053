"""Step 3: coded examples, from which the learned coder learns what people say when they mean a code.

In Mayring's words ("Qualitative Inhaltsanalyse", 12th ed. 2015): anchor examples. They come from three places, which this
module brings into one form: coded talk beside the codebook, the codebook's own example sentences, and people's decisions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.method.codebook.codebook import Codebook
from pipeline.method.review.decisions import Decision, Verdict, current
from pipeline.method.talk.transcripts import Transcript
from pipeline.method.talk.turns import INTERVIEWEE

__all__ = ["Anchor", "Example", "Line", "Said", "anchors_of", "from_codebook", "from_decisions", "said_in", "thin", "today"]

QUOTED, DECIDED = 1.5, 0.5  #: what a codebook's example sentence and a person's decision weigh beside a line of example talk
THIN = 15  #: coded lines below which a code's own example sentences are learned from as well
BEFORE = 2  #: passages before one that are its context


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
class Said:
    """Something an interviewee says, with what it is compared by.

    Attributes:
        text: the words.
        question: what the interviewer asked before, "" where unknown.
        since: how many passages were said since the question.
        before: up to `BEFORE` passages of interviewees before it.
        after: the passage of an interviewee after it, "" where there is none.
    """

    text: str
    question: str = ""
    since: int = 0
    before: tuple[str, ...] = ()
    after: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An example to learn from.

    Attributes:
        talk: the talk it belongs to; judging a talk's own lines leaves the whole talk out.
        said: the words and what is around them.
        codes: code -> share of the coders who gave it, 0 to 1; 0 where it was rejected.
        whole: whether codes that are not named do not apply; False where nothing is known of them.
        weight: how much it counts beside a line of example talk.
        read: whether a person read it and decided on some code: what is unlikely anyway and was not added does not apply.
    """

    talk: str
    said: Said
    codes: Mapping[str, float]
    whole: bool = True
    weight: float = 1.0
    read: bool = False


def said_in(talk: Transcript) -> tuple[list[int], list[Said]]:
    """The numbers of the interviewees' passages, and each with its surroundings."""
    numbers = [number for number, passage in enumerate(talk.passages) if passage.role == INTERVIEWEE]
    texts = [talk.passages[number].text for number in numbers]
    asked = [(talk.passages[number].asked, talk.passages[number].question) for number in numbers]
    return numbers, _surrounded(texts, asked)


def _surrounded(texts: Sequence[str], asked: Sequence[tuple[int, str]]) -> list[Said]:
    """Each text with its question (told apart by a number) and its neighbours."""
    found: list[Said] = []
    since = 0
    for place, (text, (turn, question)) in enumerate(zip(texts, asked, strict=True)):
        since = since + 1 if place and asked[place - 1][0] == turn else 0
        before = tuple(texts[max(0, place - BEFORE) : place])
        found.append(Said(text, question, since, before, texts[place + 1] if place + 1 < len(texts) else ""))
    return found


def anchors_of(example: Example) -> list[Anchor]:
    """The interviewees' lines of an example talk. Questions that follow each other without an answer are one."""
    asked: list[tuple[int, str]] = []
    turn, question, asking = -1, "", False
    lines = [line for line in example.lines if not line.asks]
    for line in example.lines:
        if line.asks:
            turn, question = (turn, f"{question} {line.text}") if asking else (turn + 1, line.text)
        else:
            asked.append((turn, question))
        asking = line.asks
    rows = _surrounded([line.text for line in lines], asked)
    return [Anchor(example.name, said, _shares(line)) for said, line in zip(rows, lines, strict=True)]


def _shares(line: Line) -> dict[str, float]:
    return {code: (code in line.codes) / 2 + (code in line.second) / 2 for code in dict.fromkeys((*line.codes, *line.second))}


def today(anchor: Anchor, codebook: Codebook) -> Anchor:
    """An example in terms of this codebook: renamed, merged and split codes became others."""
    codes: dict[str, float] = {}
    for code, share in anchor.codes.items():
        for new in codebook.successors(code):
            codes[new] = max(share, codes.get(new, 0.0))
    return replace(anchor, codes=codes)


def thin(codebook: Codebook, shown: Mapping[str, float], anchors: Iterable[Anchor]) -> frozenset[str]:
    """The codes of which example talk shows too little; what it shows of a code counts for those that replace it.

    Args:
        codebook: its codes.
        shown: code -> lines of the shipped talk that show it.
        anchors: of the study's own example talk.
    """
    counts: dict[str, float] = defaultdict(float)
    for given in (shown, *(anchor.codes for anchor in anchors)):
        for code, share in given.items():
            for new in codebook.successors(code):
                counts[new] += share
    return frozenset(code.id for code in codebook.codes if counts[code.id] < THIN)


def from_codebook(codebook: Codebook, only: Iterable[str]) -> list[Anchor]:
    """The example sentences and the definition of these codes; nothing is known of what was said around one."""
    found: list[Anchor] = []
    for code_id in sorted(only):
        code = codebook.by_id[code_id]
        texts = [text for _, own in sorted(code.examples.items()) for text in own]
        texts += [text for _, text in sorted(code.definition.items())]
        found += [Anchor(code_id, Said(text), {code_id: 1.0}, False, QUOTED) for text in dict.fromkeys(texts) if text]
    return found


def from_decisions(log: Iterable[Decision], codebook: Codebook) -> list[Anchor]:
    """What people decided on passages; open verdicts teach nothing."""
    said: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    quoted: dict[tuple[str, str], Said] = {}
    for decision in current(log):
        at = (decision.interview, decision.passage)
        for code, share in _taught(decision, codebook):
            said[at][code] = max(share, said[at].get(code, 0.0))  # where reviewers differ, the code may well apply
            quoted[at] = _around(decision)
    return [Anchor(at[0], quoted[at], codes, False, DECIDED, True) for at, codes in sorted(said.items())]


def _around(decision: Decision) -> Said:
    """What was decided on, with as much of its surroundings as a decision keeps: what ends as a question was one."""
    before = decision.before.strip()
    asked = before.endswith("?")
    return Said(decision.quote, before if asked else "", 0, (before,) if before and not asked else (), decision.after.strip())


def _taught(decision: Decision, codebook: Codebook) -> Iterable[tuple[str, float]]:
    if not decision.quote:
        return
    if decision.verdict in (Verdict.ACCEPT, Verdict.ADD):
        yield from ((code, 1.0) for code in codebook.successors(decision.code))
    elif decision.verdict in (Verdict.REJECT, Verdict.RECODE):
        yield from ((code, 0.0) for code in codebook.successors(decision.code))
    if decision.verdict is Verdict.RECODE:
        yield from ((code, 1.0) for code in codebook.successors(decision.new_code))
