"""Step 2: transcripts. An interview with its turns, its passages, and what the linguistic engine says of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.language.analysis import Analyst, Sentence, Vocabulary
from pipeline.language.detect import language_of
from pipeline.method.talk.passages import Passage, passages_of
from pipeline.method.talk.turns import Turn, Utterance, turns

__all__ = ["Transcript", "transcript"]


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
        return max((t for turn in self.turns for t in (turn.end, *(s for _, s in turn.times)) if t is not None), default=None)


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
    found = tuple(passages_of(interview, spoken, language))
    vocabulary = Vocabulary()
    analysis = tuple(analyst.sentences(p.text, p.language, vocabulary) for p in found)
    return Transcript(interview, language, spoken, found, analysis, vocabulary)
