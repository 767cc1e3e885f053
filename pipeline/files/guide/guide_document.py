"""The interview guide as a Word document and as Markdown: the same pages, the same bytes for the same pages.

Both carry a mark: a hash of their own content. So a guide that a person has edited is known without any further record, and
`journey guide` does not write over it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from pipeline.files.guide.guide_pages import Piece
from pipeline.files.sealing import sealed
from pipeline.files.sheets import UNSEEN

__all__ = ["as_docx", "as_markdown", "edited_markdown"]

INK, HEAD = "1F3A5F", "FFFFFF"
_CLOSING = re.compile(r"\n<!-- journey (\w+) -->\n$")
_SPECIAL = re.compile(r"([\\`*_<>|])")
_LOCALE = {"en": "en-GB", "de": "de-DE"}


def as_markdown(pages: Sequence[Piece]) -> bytes:
    """The guide as Markdown."""
    lines: list[str] = []
    before = ""
    for piece in pages:
        if lines and not (piece.kind == before == "bullet"):
            lines.append("")
        lines += _markdown(piece)
        before = piece.kind
    text = "\n".join(lines) + "\n"
    return f"{text}\n<!-- journey {_digest(text.encode())} -->\n".encode()


def edited_markdown(data: bytes) -> bool:
    """Whether a guide in Markdown is another than was written."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    mark = _CLOSING.search(text)
    return mark is None or _digest(text[: mark.start()].encode()) != mark[1]


def _markdown(piece: Piece) -> list[str]:
    text = "\n".join(_plain(line) for line in piece.text.split("\n"))
    if piece.kind in ("table", "sheet"):
        title, *more = text.split("\n")
        heading = [f"## {title}", "", *more, ""] if piece.kind == "sheet" else []
        head, *rows = ([_plain(cell) for cell in row] for row in piece.rows)
        ruled = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
        return [*heading, *ruled]
    text = " ".join(text.split())
    marks = {"title": "# ", "heading": "## ", "page": "## ", "bullet": "- ", "question": "> **"}
    ends = {"question": "**", "note": "*", "aim": "*", "minor": "**"}
    return [marks.get(piece.kind, ends.get(piece.kind, "")) + text + ends.get(piece.kind, "")]


def _plain(text: str) -> str:
    """One line that means nothing special in Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def as_docx(pages: Sequence[Piece], language: str) -> bytes:
    """The guide as a Word document in A4, with styles, a header, page numbers, and the note sheet across.

    Args:
        pages: what it holds.
        language: "en" or "de", for the spelling checker.
    """
    from docx import Document

    document = Document()
    _dress(document, language)
    title = next((piece.text for piece in pages if piece.kind == "title"), "")
    _head_and_foot(document.sections[0], title)
    for piece in pages:
        _add(document, piece)
    return sealed(document, _clean(title), _LOCALE[language])


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=8).hexdigest()


def _clean(text: str) -> str:
    return UNSEEN.sub("", text)


def _dress(document: Any, language: str) -> None:
    """Set the styles that the guide uses."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    looks = {
        "Normal": (10.5, False, False, "1F2933", 0, 4),
        "Title": (22, True, False, INK, 0, 4),
        "Subtitle": (11, False, False, "52606D", 0, 4),
        "Heading 1": (13, True, False, INK, 14, 4),
        "Heading 2": (10, True, False, "52606D", 6, 2),
        "Intense Quote": (12, True, False, INK, 4, 6),
        "Caption": (9.5, False, True, "52606D", 0, 4),
        "List Bullet": (10.5, False, False, "1F2933", 0, 2),
    }
    for name, (size, bold, italic, colour, before, after) in looks.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.italic = "Calibri", Pt(size), bold, italic
        style.font.color.rgb = RGBColor.from_string(colour)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]  # a theme's font would win over Calibri
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for name in ("Heading 1", "Heading 2", "Intense Quote"):
        document.styles[name].paragraph_format.keep_with_next = True
    document.styles["Intense Quote"].paragraph_format.left_indent = Cm(0.4)
    document.styles["Intense Quote"].paragraph_format.right_indent = Cm(0.4)
    for tag in document.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), _LOCALE[language])
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)


def _head_and_foot(section: Any, title: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    section.header.paragraphs[0].text = _clean(title)
    section.header.paragraphs[0].style = "Caption"
    foot = section.footer.paragraphs[0]
    foot.style, foot.alignment = "Caption", WD_ALIGN_PARAGRAPH.RIGHT
    _field(foot, "PAGE")
    foot.add_run(" / ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    """A number that the word processor counts."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


_STYLE = {
    "title": "Title",
    "subtitle": "Subtitle",
    "heading": "Heading 1",
    "page": "Heading 1",
    "aim": "Caption",
    "minor": "Heading 2",
    "text": "Normal",
    "question": "Intense Quote",
    "bullet": "List Bullet",
    "note": "Caption",
}


def _add(document: Any, piece: Piece) -> None:
    from docx.shared import Cm

    if piece.kind == "sheet":
        _across(document)
        title, *more = piece.text.split("\n")
        document.add_paragraph(_clean(title), style="Heading 1")
        for line in more:
            document.add_paragraph(_clean(line), style="Normal")
        _table(document, piece, Cm(25.7), Cm(13.4 / max(1, len(piece.rows) - 1)))
    elif piece.kind == "table":
        room = len(piece.rows) == 2 and not any(piece.rows[1])  # a line to write on
        _table(document, piece, Cm(16.6), Cm(1.2) if room else None)
    else:
        paragraph = document.add_paragraph(_clean(piece.text), style=_STYLE[piece.kind])
        if piece.kind == "aim":
            paragraph.paragraph_format.keep_with_next = True
        if piece.kind == "page":
            paragraph.paragraph_format.page_break_before = True


def _across(document: Any) -> None:
    """A new page in landscape."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Cm

    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.6)


def _table(document: Any, piece: Piece, width: int, height: int | None) -> None:
    """A table with a coloured heading that is repeated on each page; rows of at least `height`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    table = document.add_table(rows=len(piece.rows), cols=len(piece.rows[0]), style="Table Grid")
    table.autofit = False
    for column, share in zip(table.columns, piece.widths, strict=True):
        column.width = int(width * share)
    for number, texts in enumerate(piece.rows):
        row = table.rows[number]
        if number and height:
            row.height = height
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if not number:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, text, share in zip(row.cells, texts, piece.widths, strict=True):
            cell.width = int(width * share)
            run = cell.paragraphs[0].add_run(_clean(text))
            cell.paragraphs[0].paragraph_format.space_before = cell.paragraphs[0].paragraph_format.space_after = Pt(2)
            run.font.size = Pt(9.5)
            if not number:
                run.font.bold, run.font.color.rgb = True, RGBColor.from_string(HEAD)
                shade = OxmlElement("w:shd")
                shade.set(qn("w:val"), "clear")
                shade.set(qn("w:fill"), INK)
                cell._tc.get_or_add_tcPr().append(shade)
