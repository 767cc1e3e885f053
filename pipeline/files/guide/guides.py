"""codebooks/guide.yaml: the interview guide on disk, checked line by line."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from pipeline.files.codebook.codebooks import LocalText, LocalWords
from pipeline.files.located import Form, Located, filled, located
from pipeline.language.cues import CueError, parse_cue
from pipeline.method.guide.guide import Block, Guide
from pipeline.problems import Problem

__all__ = ["GUIDE", "read_guide"]

GUIDE = "guide.yaml"  #: its name in codebooks/
_ID = re.compile(r"^[a-z][a-z0-9_]*$")


def _id(value: str) -> str:
    if not _ID.match(value):
        raise ValueError(f"{value!r} is no id; write it in small letters, digits and _")
    return value


def _said(value: dict[str, str]) -> dict[str, str]:
    if not any(text.strip() for text in value.values()):
        raise ValueError("it is empty; write it in en, de or both")
    return value


Said = Annotated[LocalText, AfterValidator(_said)]


class BlockForm(Form):
    """A block as written in a guide."""

    id: Annotated[str, AfterValidator(_id)]
    label: Said
    minutes: float = Field(gt=0, le=120)
    place: float | None = Field(default=None, ge=0, le=1)
    codes: tuple[str, ...] = ()
    aim: LocalText = Field(default_factory=dict)
    question: Said
    probes: LocalWords = Field(default_factory=dict)
    listen: LocalWords = Field(default_factory=dict)


class GuideForm(Form):
    """A guide file."""

    id: str
    title: LocalText
    minutes: tuple[Annotated[int, Field(ge=1, le=600)], Annotated[int, Field(ge=1, le=600)]] = (30, 45)
    hints: LocalWords = Field(default_factory=dict)
    consent: LocalWords = Field(default_factory=dict)
    blocks: tuple[BlockForm, ...] = Field(min_length=1)


def read_guide(data: bytes, name: str) -> tuple[Guide | None, list[Problem]]:
    """The guide in `data`, or None; and every problem found.

    Args:
        data: the file.
        name: how problems call it.
    """
    document = located(data, name)
    form = filled(GuideForm, document, "guide")
    if form is not None:
        _check(form, document)
    if form is None or document.problems:
        return None, document.problems
    blocks = tuple(Block(**{name: getattr(block, name) for name in BlockForm.model_fields}) for block in form.blocks)
    return Guide(form.id, form.title, form.minutes, blocks, form.hints, form.consent), []


def _check(form: GuideForm, document: Located) -> None:
    ids = [block.id for block in form.blocks]
    for place, block in enumerate(form.blocks):
        if block.id in ids[:place]:
            what = f"the block {block.id!r} stands twice."
            document.problems.append(document.problem(("blocks", place, "id"), what, "Rename one of the two."))
        for language, cues in block.listen.items():
            for number, cue in enumerate(cues):
                try:
                    parse_cue(cue)
                except CueError as error:
                    path = ("blocks", place, "listen", language, number)
                    document.problems.append(document.problem(path, f"the cue {error}.", "Correct or delete it."))
    if form.minutes[0] > form.minutes[1]:
        what = "the shortest talk is longer than the longest."
        document.problems.append(document.problem(("minutes",), what, "Write the smaller number first."))
