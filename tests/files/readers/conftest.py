"""The transcript in a test's docstring is its fixture."""

from __future__ import annotations

import inspect
import io
import zipfile
from collections.abc import Sequence
from types import ModuleType

import pytest

from pipeline.files.readers import srt, text, vtt
from pipeline.method.talk.turns import Utterance

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _docstring(request: pytest.FixtureRequest, module: ModuleType) -> tuple[Utterance, ...]:
    lines = (request.function.__doc__ or "").split("\n")[1:]
    words: tuple[Utterance, ...] = module.read(inspect.cleandoc("\n".join(["", *lines])).encode())
    return words


@pytest.fixture
def said(request: pytest.FixtureRequest) -> tuple[Utterance, ...]:
    """The docstring, without its first line, read as .txt."""
    return _docstring(request, text)


@pytest.fixture
def shown_vtt(request: pytest.FixtureRequest) -> tuple[Utterance, ...]:
    """The docstring, without its first line, read as .vtt."""
    return _docstring(request, vtt)


@pytest.fixture
def shown_srt(request: pytest.FixtureRequest) -> tuple[Utterance, ...]:
    """The docstring, without its first line, read as .srt."""
    return _docstring(request, srt)


def pairs(utterances: Sequence[Utterance]) -> list[tuple[str, str]]:
    return [(utterance.speaker, utterance.text) for utterance in utterances]


def speakers(utterances: Sequence[Utterance]) -> list[str]:
    return [utterance.speaker for utterance in utterances]


def times(utterances: Sequence[Utterance]) -> list[tuple[float | None, float | None]]:
    return [(utterance.start, utterance.end) for utterance in utterances]


def package(body: str, prologue: str = "", name: str = "word/document.xml") -> bytes:
    """A .docx whose main text is this XML."""
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped({name: f'<?xml version="1.0" encoding="UTF-8"?>{prologue}{document}'.encode()})


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def paragraph(words: str, style: str = "", bold: bool = False) -> str:
    """A paragraph's XML; a line break in the words is one within the paragraph."""
    text = words.replace("&", "&amp;").replace("<", "&lt;").replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    about = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p>{about}<w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table's XML."""
    cells = ["".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"
