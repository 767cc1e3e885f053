"""Templates of the report: styles are taken, nothing else; what is missing or broken costs nothing."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from pipeline.files.folders import shipped
from pipeline.files.report.report_blocks import UPRIGHT, Body, Picture
from pipeline.files.report.report_template import STYLES, open_template
from pipeline.files.sealing import edited

OURS = shipped("report_template.docx").read_bytes()
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def filled(own: bytes) -> tuple[bytes, list[str]]:
    """A small report with this template, and its problems."""
    opened = open_template(own, OURS, "report_template.docx")
    body = Body(opened.styles)
    body.text("Fairs", "Title")
    body.contents("Contents")
    body.heading(1, "One")
    body.bullet("a point")
    body.table(("a", "b"), [("1", "2")], (4, 4))
    body.picture(Picture(PNG, "a dot", 1, 1))
    return opened.filled(body, "Fairs", "en", UPRIGHT), [str(problem) for problem in opened.problems]


def read(data: bytes) -> Any:
    from docx import Document

    return Document(io.BytesIO(data))


def test_the_shipped_template_has_every_style() -> None:
    assert filled(OURS)[1] == []


def test_a_report_can_be_the_template_of_the_next_one() -> None:
    first, _ = filled(OURS)
    again, problems = filled(first)
    assert problems == []
    assert [p.style.name for p in read(again).paragraphs] == [p.style.name for p in read(first).paragraphs]
    assert again.count(b"word/media/image") == first.count(b"word/media/image"), "the former report's pictures are gone"


def test_a_changed_style_is_taken() -> None:
    from docx.shared import Pt

    own = read(OURS)
    own.styles["Heading 1"].font.size = Pt(33)
    data, problems = filled(saved(own))
    assert problems == []
    assert read(data).styles["Heading 1"].font.size == Pt(33)


def test_styles_are_found_by_name_whatever_word_calls_them_inside() -> None:
    own = read(OURS)
    own.styles["Heading 1"].element.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId", "berschrift1")
    data, problems = filled(saved(own))
    assert problems == []
    assert 'w:val="berschrift1"' in read(data).element.xml


def test_missing_styles_are_one_problem_and_come_from_the_shipped_template() -> None:
    own = read(OURS)
    for name in ("Quote", "Journey Table"):
        element = own.styles[name].element
        element.getparent().remove(element)
    data, problems = filled(saved(own))
    (problem,) = problems
    assert "has no style Quote, Journey Table; the report has the shipped ones." in problem
    assert read(data).tables[0].style.name == "Journey Table"
    assert not edited(data)


@pytest.mark.parametrize("own", [b"", b"no Word document", b"PK\x03\x04 nearly", OURS[:4000]])
def test_a_broken_template_is_one_problem_and_the_shipped_one_is_used(own: bytes) -> None:
    data, problems = filled(own)
    (problem,) = problems
    assert "cannot be read as a Word document" in problem
    assert data == filled(OURS)[0]


def test_nothing_but_styles_reaches_the_report() -> None:
    """A template is often the last client's report."""
    own = read(OURS)
    own.add_paragraph("SECRET text")
    own.add_picture(io.BytesIO(PNG))
    own.sections[0].header.paragraphs[0].text = "SECRET header"
    own.core_properties.comments = own.core_properties.author = own.core_properties.keywords = "SECRET"
    data, _ = filled(saved(own))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not any(b"SECRET" in package.read(name) for name in package.namelist())
        assert sum(name.startswith("word/media/") for name in package.namelist()) == 1
        assert sum(name.startswith("word/header") for name in package.namelist()) == 1


def test_a_report_that_was_edited_is_known() -> None:
    data, _ = filled(OURS)
    assert not edited(data)
    changed = read(data)
    changed.add_paragraph("my conclusion")
    assert edited(saved(changed))
    assert edited(b"no document")


def test_styles_that_a_report_needs_are_named_once() -> None:
    assert len(set(STYLES)) == len(STYLES)
