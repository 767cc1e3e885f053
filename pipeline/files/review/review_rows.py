"""What rows of review sheets have in common: where a passage stands, what is said around it, and how a code is named."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.files.sheets import Column, Value
from pipeline.files.tables import clock
from pipeline.files.wording import VERDICT_KEYS, Wording
from pipeline.method.codebook.codebook import Codebook
from pipeline.method.coding.coding import Interview
from pipeline.method.talk.passages import Passage

__all__ = ["code_choice", "contexts", "head", "head_columns", "sign", "verdict_columns"]

CONTEXT = 250  #: characters of context on each side


def code_choice(codebook: Codebook, code: str, language: str) -> str:
    """A code as the drop-down shows it: "trigger.growth · Growth"."""
    return f"{code} · {codebook.label(code, language)}"


def sign(valence: int) -> str:
    """A valence for people."""
    return {-1: "−", 0: "0", 1: "+"}[valence]


def head_columns(say: Wording) -> list[Column]:
    """The columns of a row's key and of `head`."""
    return [
        Column(say("key"), 9, "key", locked=True),
        Column(say("interview"), 10, "line"),
        Column(say("no"), 6, "count"),
        Column(say("speaker"), 10, "line"),
        Column(say("time"), 8, "line"),
        Column(say("before"), 42, "pale"),
        Column(say("passage"), 58, "passage"),
        Column(say("after"), 42, "pale"),
    ]


def verdict_columns(codebook: Codebook, say: Wording) -> list[Column]:
    """The columns that a reviewer fills in."""
    codes = f"='{say('sheet_codebook')}'!$A$2:$A${len(codebook.codes) + 1}"
    return [
        Column(say("verdict"), 13, "fill", choices=tuple(say(v) for v in VERDICT_KEYS)),
        Column(say("new_code"), 30, "fill", choices=codes),
        Column(say("comment"), 30, "fill"),
        Column(say("reviewer"), 12, "fill"),
    ]


def head(passage: Passage, number: int, context: tuple[str, str]) -> tuple[Value, ...]:
    """The cells that say where a passage stands and what is said around it."""
    return (passage.interview, number, passage.speaker, clock(passage.start), context[0], passage.text, context[1])


def contexts(interview: Interview) -> Iterator[tuple[str, tuple[str, str]]]:
    """Passage id -> what was said before it (the question, where it opens an answer) and after it."""
    passages = interview.passages
    for place, passage in enumerate(passages):
        before = passages[place - 1] if place else None
        after = passages[place + 1] if place + 1 < len(passages) else None
        yield passage.id, (_said(before, passage, last=True), _said(after, passage, last=False))


def _said(neighbour: Passage | None, passage: Passage, last: bool) -> str:
    if neighbour is None:
        return ""
    text = neighbour.text
    if len(text) > CONTEXT:
        text = f"… {text[-CONTEXT:]}" if last else f"{text[:CONTEXT]} …"
    return text if neighbour.turn == passage.turn else f"{neighbour.speaker or neighbour.role}: {text}"
