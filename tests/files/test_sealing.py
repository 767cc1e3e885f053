"""Word documents: the same bytes for the same content, and known when somebody has edited them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx import Document

from pipeline.files.sealing import edited, sealed


def document(text: str = "What customers say.") -> Any:
    made = Document()
    made.add_paragraph(text)
    made.core_properties.keywords = made.core_properties.last_modified_by = "somebody"
    return made


def test_the_same_content_has_the_same_bytes() -> None:
    assert sealed(document(), "Pumps", "en-GB") == sealed(document(), "Pumps", "en-GB")
    assert sealed(document(), "Pumps", "en-GB") != sealed(document("Other."), "Pumps", "en-GB")


def test_an_edited_document_is_known() -> None:
    data = sealed(document(), "Pumps", "en-GB")
    assert not edited(data)
    changed, out = Document(io.BytesIO(data)), io.BytesIO()
    changed.add_paragraph("mine")
    changed.save(out)
    assert edited(out.getvalue())
    assert edited(b"no document")


def test_properties_tell_of_nobody_and_a_long_title_is_cut() -> None:
    data = sealed(document(), "T" * 300, "de-DE")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"somebody" not in package.read("docProps/core.xml")
    assert Document(io.BytesIO(data)).core_properties.title == "T" * 255
