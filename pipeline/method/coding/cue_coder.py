"""Step 3: the cue coder. It suggests a code where its cues are heard, asserted, in what the interviewee says."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.language.words import fold
from pipeline.method.codebook.codebook import Codebook
from pipeline.method.coding import hearing
from pipeline.method.coding.coding import ASKED_FOR, Suggestion
from pipeline.method.coding.hearing import Heard
from pipeline.method.talk.transcripts import Transcript
from pipeline.method.talk.turns import INTERVIEWEE

__all__ = ["CueCoder"]

STRONG_CUE, WEAK_CUE, ASKED = 0.6, 0.36, 0.24  #: how much one piece of evidence convinces, 0 to 1
THRESHOLD = 0.5  #: a suggestion needs at least this score: one cue, two weak ones, or a weak one that was asked for
CUE_SHOWN = 32  #: characters of a cue in the evidence


@dataclass(frozen=True)
class CueCoder:
    """Suggests a code where its cues are heard, asserted, in what the interviewee says.

    Independent pieces of evidence add up as 1 - (1-a)(1-b)... (noisy-or, Pearl 1988).
    """

    codebook: Codebook
    name: str = "cue"

    @property
    def fingerprint(self) -> str:
        """The codebook's."""
        return self.codebook.fingerprint

    def suggest(self, transcript: Transcript, heard: Sequence[Sequence[Heard]]) -> list[Suggestion]:
        """One suggestion a passage and code whose evidence reaches `THRESHOLD`."""
        asked = _asked(transcript, heard)
        found: list[Suggestion] = []
        for number, passage in enumerate(transcript.passages):
            if passage.role != INTERVIEWEE:
                continue
            cues: dict[str, dict[str, Heard]] = defaultdict(dict)
            for hit in heard[number]:
                if hit.kind == hearing.CODE and not hit.scope:
                    cues[hit.target].setdefault(hit.cue, hit)
            for code_id, hits in cues.items():
                topic = code_id.split(".", 1)[0] in asked.get(passage.asked, ())
                doubt = math.prod(1 - (WEAK_CUE if hit.weak else STRONG_CUE) for hit in hits.values())
                score = 1 - doubt * (1 - ASKED if topic else 1)
                if score >= THRESHOLD:
                    reasons = (*(_words_of(hit, transcript, number) for hit in hits.values()), *((ASKED_FOR,) if topic else ()))
                    found.append(Suggestion(number, code_id, round(score, 3), self.name, reasons))
        return found


def _words_of(hit: Heard, transcript: Transcript, number: int) -> str:
    """The words a cue was heard in, as spoken, and behind them the cue where it is not the same: "Fachmesse [Messe]"."""
    sentence = transcript.analysis[number][hit.sentence]
    spoken: list[str] = []
    for place, before in zip(hit.places, (hit.places[0] - 1, *hit.places), strict=False):
        spoken += ["…"] * (place > before + 1) + [transcript.vocabulary.words[sentence.words[place]]]
    words, cue = " ".join(spoken), hit.cue.removesuffix(" ?")
    if fold(words) == fold(cue):
        return words
    return f"{words} [{cue if len(cue) <= CUE_SHOWN else cue[: CUE_SHOWN - 1] + '…'}]"


def _asked(transcript: Transcript, heard: Sequence[Sequence[Heard]]) -> dict[int, frozenset[str]]:
    """Interviewer's turn -> the families it asks for."""
    return {
        passage.turn: frozenset(h.target for h in hits if h.kind == hearing.ASKS)
        for passage, hits in zip(transcript.passages, heard, strict=True)
        if passage.role != INTERVIEWEE
    }
