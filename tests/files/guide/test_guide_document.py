from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files.folders import shipped
from pipeline.files.guide.guide_document import as_docx, as_markdown, edited_markdown
from pipeline.files.guide.guide_pages import Piece, Plan, pages
from pipeline.files.guide.guides import read_guide
from pipeline.files.sealing import edited
from pipeline.language.suggestive import suggestive
from tests.conftest import codebook, phase_model


def plan(language: str = "en", minutes: tuple[int, int] | None = None) -> Plan:
    guide, problems = read_guide(shipped("guide.yaml").read_bytes(), "guide.yaml")
    assert guide is not None, problems
    return Plan(guide, codebook(), phase_model(), language, "Pumps", minutes)


def texts(kind: str, language: str = "en") -> list[str]:
    return [piece.text for piece in pages(plan(language)) if piece.kind == kind]


def test_each_block_has_its_question_its_minutes_and_its_codes() -> None:
    assert "1  Opening  (0–3 min)" in texts("page")
    assert "3  Triggers  (6–10 min)" in texts("heading")
    assert "When did you first think that things could not go on as they were? Tell me about that day." in texts("question")
    assert "Listen for: Trigger (Growth, Audit)" in texts("note")
    assert "Worauf zu hören ist: Auslöser (Wachstum, Audit)" in texts("note", "de")


def test_what_the_codebook_lacks_is_left_out_and_told() -> None:
    assert not any("Search and sources" in heading for heading in texts("heading"))
    told = [text for text in texts("bullet") if text.startswith("Block left out")]
    assert [text.rpartition(": ")[2] for text in told] == ["Search and sources", "Criteria"]


def test_the_note_sheet_has_the_studys_phases() -> None:
    (sheet,) = [piece for piece in pages(plan()) if piece.kind == "sheet"]
    assert [row[0] for row in sheet.rows] == ["Phase", "Before", "Looking", "Using"]
    assert not any(any(row[1:]) for row in sheet.rows[1:])


def test_the_minutes_asked_for() -> None:
    overview = next(piece for piece in pages(plan(minutes=(20, 20))) if piece.kind == "table")
    assert overview.rows[-1][2].endswith("–20")


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_shipped_questions_do_not_lead(language: str) -> None:
    for piece in pages(plan(language)):
        if piece.kind in ("question", "bullet"):
            assert not [hit for hit in suggestive(piece.text, language) if hit.rule != "several"], piece.text


def test_consent_names_purpose_recording_storage_and_withdrawal() -> None:
    openings = [text.partition(":")[0] for text in texts("bullet")]
    assert {"Purpose", "Recording", "Storage", "Voluntary, and withdrawal", "Your rights"} <= set(openings)
    german = [text.partition(":")[0] for text in texts("bullet", "de")]
    assert {"Zweck", "Aufnahme", "Speicherung", "Freiwilligkeit und Widerruf", "Ihre Rechte"} <= set(german)


def test_the_document_has_real_styles_a_header_and_a_sheet_across() -> None:
    document = Document(io.BytesIO(as_docx(pages(plan()), "en")))
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert {"Title", "Heading 1", "List Bullet", "Intense Quote", "Caption"} <= styles
    assert document.sections[0].header.paragraphs[0].text == "Interview guide: Pumps"
    assert "PAGE" in document.sections[0].footer._element.xml
    assert [section.orientation for section in document.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert [len(table.columns) for table in document.tables] == [6, 3, 7]


def test_the_same_guide_is_the_same_bytes() -> None:
    first, second = (as_docx(pages(plan("de")), "de") for _ in range(2))
    assert first == second
    assert {part.date_time for part in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert first != as_docx(pages(plan("en")), "en")


def test_an_edited_document_is_known_by_its_mark() -> None:
    data = as_docx(pages(plan()), "en")
    assert not edited(data)
    document = Document(io.BytesIO(data))
    document.paragraphs[0].text = "My guide"
    out = io.BytesIO()
    document.save(out)
    assert edited(out.getvalue())
    assert edited(b"no document")


def test_an_edited_text_is_known_by_its_mark_whatever_the_line_ends() -> None:
    data = as_markdown(pages(plan()))
    assert not edited_markdown(data)
    assert not edited_markdown(data.replace(b"\n", b"\r\n"))
    assert edited_markdown(data.replace(b"Opening", b"Start"))
    assert edited_markdown(b"# My guide\n")


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_makes_a_document_that_opens(title: str, cell: str) -> None:
    made = (Piece("title", title), Piece("table", rows=(("a", "b"), (cell, title)), widths=(0.5, 0.5)), Piece("bullet", cell))
    data = as_docx(made, "en")
    assert len(Document(io.BytesIO(data)).tables) == 1
    assert not edited(data)
    assert not edited_markdown(as_markdown(made))
