"""SubRip subtitles (.srt): Whisper, Otter, Premiere."""

from __future__ import annotations

from pipeline.files.readers import cues
from pipeline.files.readers.decode import doubts, lines
from pipeline.method.talk.turns import Utterance

__all__ = ["SUFFIXES", "doubts", "read"]

SUFFIXES = (".srt",)


def read(data: bytes) -> tuple[Utterance, ...]:
    """Read cues, numbered or not."""
    return cues.utterances(cues.cues(lines(data)))
