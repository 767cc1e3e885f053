"""WebVTT subtitles (.vtt): Teams, Zoom, Whisper, YouTube."""

from __future__ import annotations

from pipeline.files.readers import cues
from pipeline.files.readers.decode import doubts, lines
from pipeline.method.talk.turns import Utterance

__all__ = ["SUFFIXES", "doubts", "read"]

SUFFIXES = (".vtt",)


def read(data: bytes) -> tuple[Utterance, ...]:
    """Read cues; what stands before the first (the WEBVTT line, its metadata, styles) is not speech."""
    return cues.utterances(cues.cues(lines(data)))
