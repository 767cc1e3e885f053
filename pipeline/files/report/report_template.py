"""The template of the report: styles from codebooks/report_template.docx, everything else from journey.

Any Word document can be the template, for instance a former report whose styles somebody has changed. Only its styles are
taken (with the numbering and the theme that they refer to): no text, no picture, no header, no property of it reaches the report.
"""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from pipeline.files.report.report_blocks import ACROSS, Body, Layout
from pipeline.files.sealing import sealed
from pipeline.problems import Problem

__all__ = ["STYLES", "Template", "open_template"]

#: the styles that a template should have
STYLES = (
    "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Body Text", "Quote", "List Bullet", "Caption", "Journey Table",
)  # fmt: skip
_QUIET = (
    "Normal",
    "Table Text",
    "Table Heading",
    "TOC 1",
    "TOC 2",
    "Header",
    "Footer",
)  #: taken from the shipped one without a word
_KEPT = ("styles", "numbering", "theme", "fontTable", "settings", "webSettings")  #: what else of a template is needed
_LOCALE = {"en": "en-GB", "de": "de-DE"}
_MOST_BYTES = 100_000_000  #: of an unpacked template
_SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    )
)


@dataclass
class Template:
    """An opened template, its text taken out.

    Attributes:
        document: of python-docx.
        styles: name of every style that the report uses -> its id.
        problems: what is wrong with the study's own template.
    """

    document: Any
    styles: dict[str, str]
    problems: list[Problem] = field(default_factory=list)

    def filled(self, body: Body, title: str, language: str, last: Layout = ACROSS) -> bytes:
        """The finished document.

        Args:
            body: its blocks.
            title: for the header and the properties.
            language: "en" or "de", for the spelling checker.
            last: layout of the last pages.
        """
        from docx.oxml import parse_xml

        part = self.document.part
        pictures = [part.get_or_add_image(io.BytesIO(picture.png))[0] for picture in body.pictures]
        header, header_id = _running(part.add_header_part(), parse_xml(self._header(title)))
        footer, footer_id = _running(part.add_footer_part(), parse_xml(self._footer()))
        _ = header, footer
        told = body.xml(last, pictures).replace("{{header}}", header_id).replace("{{footer}}", footer_id)
        old = self.document.element.body
        old.getparent().replace(old, parse_xml(f"<w:body {_SPACES}>{told}</w:body>"))
        self._speak(language)
        return sealed(self.document, title, _LOCALE[language])

    def _header(self, title: str) -> str:
        from xml.sax.saxutils import escape

        from pipeline.files.sheets import cell_text

        words = f'<w:r><w:t xml:space="preserve">{escape(cell_text(title))}</w:t></w:r>'
        return f'<w:hdr {_SPACES}><w:p><w:pPr><w:pStyle w:val="{self.styles["Header"]}"/></w:pPr>{words}</w:p></w:hdr>'

    def _footer(self) -> str:
        page, pages = (f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>' for name in ("PAGE", "NUMPAGES"))
        form = f'<w:pPr><w:pStyle w:val="{self.styles["Footer"]}"/><w:jc w:val="right"/></w:pPr>'
        middle = '<w:r><w:t xml:space="preserve"> / </w:t></w:r>'
        return f"<w:ftr {_SPACES}><w:p>{form}{page}{middle}{pages}</w:p></w:ftr>"

    def _speak(self, language: str) -> None:
        """Set the language of the text."""
        from docx.oxml.ns import qn

        for tag in self.document.styles.element.iter(qn("w:lang")):
            tag.set(qn("w:val"), _LOCALE[language])


def _running(added: tuple[Any, str], element: Any) -> tuple[Any, str]:
    """A header or footer with our content."""
    part, relation = added
    part._element = element
    return part, relation


def open_template(own: bytes, shipped: bytes, where: str) -> Template:
    """The study's own template; what it lacks comes from the shipped one, and all of it where it cannot be read.

    Args:
        own: its bytes.
        shipped: of the template that travels with the package.
        where: how problem lines name it.
    """
    base = _opened(shipped)
    if own == shipped:
        return _emptied(base, _ids(base), [])
    try:
        document = _opened(own)
        known = _ids(document)
    except Exception as error:
        what = f"cannot be read as a Word document ({type(error).__name__}); the report has the shipped styles."
        return _emptied(base, _ids(base), [Problem(where, what, "Save it again as .docx, or delete it.")])
    return _emptied(document, known, _complete(document, known, base, where))


def _opened(data: bytes) -> Any:
    from docx import Document

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(info.file_size for info in package.infolist()) > _MOST_BYTES:
            raise ValueError("too large")
    document = Document(io.BytesIO(data))
    _ = document.styles.element, document.element.body
    return document


def _ids(document: Any) -> dict[str, str]:
    """Style name, as the report knows it, -> id; names of built-in styles are English and small in every Word."""
    from docx.oxml.ns import qn

    wanted = {name.casefold(): name for name in (*STYLES, *_QUIET)}
    found: dict[str, str] = {}
    for style in document.styles.element.findall(qn("w:style")):
        tag = style.find(qn("w:name"))
        name = wanted.get((tag.get(qn("w:val")) if tag is not None else "").casefold())
        kind = "table" if name == "Journey Table" else "paragraph"
        if name and style.get(qn("w:type")) == kind:
            found.setdefault(name, style.get(qn("w:styleId")))
    return found


def _complete(document: Any, known: dict[str, str], base: Any, where: str) -> list[Problem]:
    """Copy the styles that a template lacks, under ids that it does not use."""
    from docx.oxml.ns import qn

    theirs = _ids(base)
    missing = [name for name in (*STYLES, *_QUIET) if name not in known]
    taken = {style.get(qn("w:styleId")) for style in document.styles.element.findall(qn("w:style"))}
    by_id = {style.get(qn("w:styleId")): style for style in base.styles.element.findall(qn("w:style"))}
    for name in missing:
        copy = deepcopy(by_id[theirs[name]])
        new = theirs[name] if theirs[name] not in taken else f"journey{theirs[name]}"
        copy.set(qn("w:styleId"), new)
        for tag in ("w:link", "w:next", "w:basedOn"):
            for other in copy.findall(qn(tag)):
                copy.remove(other)
        for numbering in list(copy.iter(qn("w:numPr"))):  # its list is not in this template
            numbering.getparent().remove(numbering)
        document.styles.element.append(copy)
        known[name] = new
    lacking = [name for name in missing if name in STYLES]
    if not lacking:
        return []
    what = f"has no style {', '.join(lacking)}; the report has the shipped {'one' if len(lacking) == 1 else 'ones'}."
    return [Problem(where, what, "Add the style to the template under this name, or leave it so.")]


def _emptied(document: Any, styles: dict[str, str], problems: list[Problem]) -> Template:
    """Without anything but styles and what they refer to."""
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.rsplit("/", 1)[-1] not in _KEPT:
            del document.part.rels[key]
    for key, relation in list(document.part.package.rels.items()):
        if relation.reltype.rsplit("/", 1)[-1] not in ("officeDocument", "core-properties"):
            del document.part.package.rels[key]
    _plain_settings(document)
    return Template(document, styles, problems)


def _plain_settings(document: Any) -> None:
    """Settings hold names of people, addresses of other files and what not: only what belongs to the look stays."""
    from docx.oxml.ns import qn

    kept = {
        qn(f"w:{name}") for name in ("compat", "themeFontLang", "clrSchemeMapping", "defaultTabStop", "characterSpacingControl")
    }
    settings = document.settings.element
    for child in list(settings):
        if child.tag not in kept:
            settings.remove(child)
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/settings"):
            relation.target_part.rels.clear()
