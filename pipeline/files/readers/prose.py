"""Talk without labels: edited interviews, whose headings are the questions; and plain paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.files.readers.front import Front, Line, is_remark
from pipeline.method.talk.turns import Utterance

__all__ = ["paragraphs", "questions"]

_BOLD = re.compile(r"(\*\*|__)(?P<bold>[^*_\s][^*_]{0,600})\1\s*")
_INTERVIEWER, _INTERVIEWEE = "Interviewer", "Interviewee"


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or a heading: its words, the rank of its heading (bold counts as the lowest, 7), 0 for none."""

    words: str
    rank: int = 0


_BOLD_RANK = 7


def paragraphs(lines: Sequence[Line]) -> list[Utterance]:
    """An utterance a paragraph; nobody's, as the file names nobody."""
    return [Utterance("", block.words) for block in _blocks(lines, apart=False)]


def questions(lines: Sequence[Line], before: Front) -> list[Utterance]:
    """An edited interview: headings ask and the paragraphs below answer. Empty if no two headings ask."""
    blocks = list(_blocks(lines, apart=True))
    asking = _asking(blocks)
    if asking is None:
        return []
    titles = {lines[index].text.strip().strip("*_").strip() for index in before.titles}
    guest = before.guest or _INTERVIEWEE
    found: list[Utterance] = []
    for block in blocks:
        if block.words in titles and not block.words.endswith("?"):
            continue
        if block.rank == asking or (block.rank and block.words.endswith("?")):
            found.append(Utterance(_INTERVIEWER, block.words, question=True))
        elif block.rank and block.rank != _BOLD_RANK:
            continue  # a section's title
        elif any(utterance.question for utterance in found):
            found.append(Utterance(guest, block.words))
        else:  # an introduction is the editor's
            found.append(Utterance(_INTERVIEWER, block.words))
    return found


def _asking(blocks: Sequence[_Block]) -> int | None:
    """The rank of the headings that ask: at least two of them, or one of two, and half of those of their rank."""
    ranks = [block.rank for block in blocks if block.rank]
    asking = [block.rank for block in blocks if block.rank and block.words.endswith("?")]
    for rank in sorted(set(asking), key=lambda rank: (-asking.count(rank), rank)):
        if 2 * asking.count(rank) >= ranks.count(rank) - (ranks[0] == rank):
            return rank
    return None


def _blocks(lines: Sequence[Line], apart: bool) -> Iterable[_Block]:
    """The paragraphs of a file; `apart` takes headings and bold questions out of them.

    A file with empty lines has wrapped lines between them; in one without, each line is a paragraph.
    """
    wrapped = any(not line.text.strip() for line in lines[:-1])
    collected: list[str] = []
    for line in [*lines, Line("")]:
        text = line.text.strip()
        bold = _BOLD.match(text) if apart else None
        rank = line.heading or (_BOLD_RANK if apart and line.bold else 0)
        breaks = not text or is_remark(text) or rank or bold or not wrapped
        if breaks and collected:
            yield _Block(" ".join(" ".join(collected).split()))
            collected = []
        if rank or (bold and bold.end() == len(text)):
            yield _Block(" ".join((bold["bold"].strip() if bold else text).split()), rank or _BOLD_RANK)
        elif bold and bold["bold"].rstrip().endswith("?"):
            yield _Block(" ".join(bold["bold"].split()), _BOLD_RANK)
            collected = [text[bold.end() :]]
        elif text and not is_remark(text):
            collected.append(text)
