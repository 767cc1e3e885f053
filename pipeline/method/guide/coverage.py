"""Step 2: which blocks of the guide each interview really covered: what was asked, what was answered, and how it was asked.

*Asked*: a turn of the interviewer is heard for a block by the block's cues, by the guide's own wording, or, for a block that
has no cues, because it names one of its codes or asks for their family. *Answered*: a passage carries a code that the block
serves, asked for or not. The two are kept apart: much is told unasked, and a question asked is no answer. Leading questions
come from `pipeline.language.suggestive`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.language.analysis import without_noise
from pipeline.language.suggestive import suggestive
from pipeline.language.words import fold
from pipeline.method.codebook.codebook import fingerprint
from pipeline.method.coding.coding import Coding, Interview
from pipeline.method.guide.guide import Block, Guide, phase_of
from pipeline.method.guide.listening import WORD, Ear
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.phases import PhaseModel
from pipeline.method.talk.turns import INTERVIEWEE, INTERVIEWER

__all__ = ["FORM", "Cover", "Coverage", "Leading", "Question", "Talk", "coverage"]

FORM = "leading"  #: id of the form in which people say whether a flagged question was leading
WORDS_A_MINUTE = 140  #: of talk between two people, pauses included; for transcripts without times
ANSWER = 8  #: words that make an answer where no code can tell


@dataclass(frozen=True, slots=True)
class Question:
    """A turn of the interviewer that was heard for blocks.

    Attributes:
        interview, passage: ids.
        blocks: ids, in the guide's order.
        because: for each block the words heard, or the code or family named, or "" for the guide's own wording.
    """

    interview: str
    passage: str
    blocks: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """A block in an interview.

    Attributes:
        asked: ids of the interviewer's passages heard for it.
        answered: ids of passages that answer it, in the order of the talk.
        unreviewed: how many of those rest on suggestions alone that nobody has reviewed.
    """

    asked: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    unreviewed: int = 0

    @property
    def finding(self) -> str:
        """A closed vocabulary: "asked and answered", "asked", "answered" (unasked) or ""."""
        return " and ".join(word for word, ids in (("asked", self.asked), ("answered", self.answered)) if ids)


@dataclass(frozen=True, slots=True)
class Talk:
    """The conduct of an interview.

    Attributes:
        interview: its id.
        minutes: its length.
        estimated: whether that is estimated from words because the transcript has no times.
        words: of everybody.
        share: of the words that are the interviewer's, 0 to 1.
        turns: how often the interviewer speaks.
        speakers: interviewees with their share of the words, most first.
        finding: "short", "long" or "" against the guide's minutes.
    """

    interview: str
    minutes: float
    estimated: bool
    words: int
    share: float
    turns: int
    speakers: tuple[tuple[str, float], ...]
    finding: str


@dataclass(frozen=True, slots=True)
class Leading:
    """A leading question.

    Attributes:
        key: stable over re-runs: interview, rule and a hash of its words.
        interview, passage: ids.
        rule: one of `pipeline.language.suggestive.RULES`.
        text: the question, verbatim.
        because: the words that gave it away.
        dismissed: whether a person said that it was not leading; then it is not counted.
    """

    key: str
    interview: str
    passage: str
    rule: str
    text: str
    because: str
    dismissed: bool = False


@dataclass(frozen=True)
class Coverage:
    """What the interviews made of the guide.

    Attributes:
        guide: the guide.
        covers: (interview, block) -> what was asked and answered.
        questions: every turn of an interviewer that was heard for a block, in order.
        talks: one an interview.
        leading: leading questions, in order, dismissed ones included.
    """

    guide: Guide
    covers: Mapping[tuple[str, str], Cover]
    questions: tuple[Question, ...]
    talks: tuple[Talk, ...]
    leading: tuple[Leading, ...]

    def asking(self, block: str) -> tuple[str, ...]:
        """Interviews that asked a block."""
        return tuple(talk.interview for talk in self.talks if self.covers[talk.interview, block].asked)

    def answering(self, block: str) -> tuple[str, ...]:
        """Interviews that answered a block, asked or not."""
        return tuple(talk.interview for talk in self.talks if self.covers[talk.interview, block].answered)

    @property
    def seldom(self) -> tuple[Block, ...]:
        """Blocks that fewer than half of the interviews asked, the least asked first."""
        rare = [block for block in self.guide.blocks if 2 * len(self.asking(block.id)) < len(self.talks)]
        return tuple(sorted(rare, key=lambda block: len(self.asking(block.id))))


def coverage(
    guide: Guide,
    interviews: Sequence[Interview],
    counted: Iterable[Coding],
    model: PhaseModel,
    verdicts: Mapping[str, Mapping[str, str]] | None = None,
) -> Coverage:
    """Coverage of a guide by interviews.

    Args:
        guide: tuned to the study's codebook.
        interviews: with the interviewers' passages.
        counted: the codings that count as findings.
        model: the phase model.
        verdicts: key of a leading question -> what a person filled in; "verdict: no" dismisses it.
    """
    ear = Ear(guide)
    by_interview: dict[str, list[Coding]] = defaultdict(list)
    for coding in counted:
        by_interview[coding.interview].append(coding)
    covers: dict[tuple[str, str], Cover] = {}
    questions: list[Question] = []
    for talk in interviews:
        heard = _questions(talk, guide, ear)
        questions += heard
        for block in guide.blocks:
            asked = tuple(question.passage for question in heard if block.id in question.blocks)
            answered, unreviewed = _answers(block, talk, by_interview[talk.id], asked, model)
            covers[talk.id, block.id] = Cover(asked, answered, unreviewed)
    talks = tuple(_talk(interview, guide.minutes) for interview in interviews)
    flagged = tuple(hit for interview in interviews for hit in _leading(interview, verdicts or {}))
    return Coverage(guide, covers, tuple(questions), talks, flagged)


def _questions(talk: Interview, guide: Guide, ear: Ear) -> list[Question]:
    named = dict(talk.questions)
    found = []
    for passage in talk.passages:
        if passage.role != INTERVIEWER:
            continue
        heard = ear.hear(passage)
        for code in named.get(passage.id, ()):
            for block in guide.blocks:
                if not block.listen.get(passage.language) and block.serves(code):
                    heard.setdefault(block.id, code)
        blocks = tuple(block.id for block in guide.blocks if block.id in heard)
        if blocks:
            found.append(Question(talk.id, passage.id, blocks, tuple(heard[block] for block in blocks)))
    return found


def _answers(
    block: Block, talk: Interview, codings: Sequence[Coding], asked: Sequence[str], model: PhaseModel
) -> tuple[tuple[str, ...], int]:
    """The passages that answer a block, and how many rest on unreviewed suggestions alone."""
    phase = phase_of(block, model)
    if not block.codes and not phase:
        return _following(talk, asked), 0
    fitting = [c for c in codings if (block.serves(c.code) if block.codes else c.phase == phase)]
    reviewed = {c.passage for c in fitting if c.status != "suggested"}
    found = tuple(dict.fromkeys(c.passage for c in fitting))
    return found, sum(passage not in reviewed for passage in found)


def _following(talk: Interview, asked: Sequence[str]) -> tuple[str, ...]:
    """Passages right after questions in which more is said than a yes: for blocks whose answers no code can tell."""
    turns = {passage.turn for passage in talk.passages if passage.id in set(asked)}
    answers: dict[int, list[Passage]] = defaultdict(list)
    for passage in talk.passages:
        if passage.role == INTERVIEWEE and passage.asked in turns:
            answers[passage.asked].append(passage)
    return tuple(said[0].id for said in answers.values() if sum(len(p.text.split()) for p in said) >= ANSWER)


def _talk(interview: Interview, minutes: tuple[int, int]) -> Talk:
    said: dict[str, int] = defaultdict(int)
    asking = turns = 0
    for passage in interview.passages:
        words = len(WORD.findall(without_noise(passage.text)))
        if passage.role == INTERVIEWER:
            asking += words
            turns += 1
        else:
            said[passage.speaker] += words
    answering = sum(said.values())
    total = asking + answering
    estimated = not interview.seconds
    length = total / WORDS_A_MINUTE if estimated else (interview.seconds or 0.0) / 60
    finding = "short" if length < minutes[0] else "long" if length > minutes[1] else ""
    speakers = tuple(
        (name, words / (answering or 1)) for name, words in sorted(said.items(), key=lambda item: (-item[1], item[0]))
    )
    return Talk(interview.id, length, estimated, total, asking / (total or 1), turns, speakers, finding)


def _leading(talk: Interview, verdicts: Mapping[str, Mapping[str, str]]) -> Iterable[Leading]:
    opening = True
    seen: Counter[str] = Counter()
    for passage in talk.passages:
        if passage.role != INTERVIEWER:
            continue
        for hit in suggestive(passage.text, passage.language):
            if opening and hit.rule == "several":  # "who are you, and what does the company do?" does no harm
                continue
            words = passage.text[hit.start : hit.end]
            key = " ".join(f"{talk.id} {hit.rule} {fingerprint(fold(words))}".split())
            seen[key] += 1
            key += f" {seen[key]}" if seen[key] > 1 else ""
            dismissed = verdicts.get(key, {}).get("verdict", "") == "no"
            yield Leading(key, talk.id, passage.id, hit.rule, words, hit.because, dismissed)
        opening = opening and "?" not in passage.text
