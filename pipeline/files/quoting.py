"""How people's words stand in outputs: in the quotation marks of their language, with interview, speaker and time."""

from __future__ import annotations

from pipeline.files.tables import clock
from pipeline.method.talk.passages import Passage

__all__ = ["in_marks", "quoted", "source"]


def in_marks(text: str, language: str) -> str:
    """`text` between the quotation marks of `language`."""
    return f"„{text}“" if language == "de" else f"“{text}”"


def source(passage: Passage, function: str = "") -> str:
    """Where words are from: "s01, B (Head of IT), 0:04:10"; what is not known is left out.

    Args:
        passage: the words.
        function: what the speaker does, "" where that is not known or not to be shown.
    """
    speaker = f"{passage.speaker} ({function})" if function and passage.speaker else passage.speaker or function
    return ", ".join(part for part in (passage.interview, speaker, clock(passage.start)) if part)


def quoted(passage: Passage, longest: int | None = None) -> str:
    """A verbatim quote with its source.

    Args:
        passage: the words.
        longest: characters after which they are cut between words, None for all of them.
    """
    text = passage.text
    if longest is not None and len(text) > longest:
        text = f"{text[:longest].rsplit(' ', 1)[0]} […]"
    return f"{in_marks(text, passage.language)} ({source(passage)})"
