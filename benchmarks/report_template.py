"""Makes codebooks/report_template.docx, the styles of outputs/report.docx: python benchmarks/report_template.py"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

TARGET = Path(__file__).resolve().parents[1] / "codebooks" / "report_template.docx"
INK, NAVY, SOFT, LINE = "1F2933", "1F3A5F", "52606D", "D3D9E0"
#: style -> size, bold, italic, colour, space before, space after
LOOKS = {
    "Normal": (10.5, False, False, INK, 0, 6),
    "Body Text": (10.5, False, False, INK, 0, 6),
    "Title": (30, True, False, NAVY, 160, 8),
    "Subtitle": (14, False, False, SOFT, 0, 6),
    "Heading 1": (19, True, False, NAVY, 18, 8),
    "Heading 2": (13.5, True, False, NAVY, 16, 5),
    "Heading 3": (11.5, True, False, INK, 12, 3),
    "Quote": (10, False, True, "323F4B", 1, 5),
    "List Bullet": (10.5, False, False, INK, 0, 3),
    "Caption": (9, False, False, SOFT, 4, 8),
    "Header": (8.5, False, False, SOFT, 0, 0),
    "Footer": (8.5, False, False, SOFT, 0, 0),
    "TOC 1": (10.5, True, False, INK, 6, 2),
    "TOC 2": (10, False, False, INK, 0, 1),
    "Table Text": (9, False, False, INK, 1, 1),
    "Table Heading": (9, True, False, "FFFFFF", 2, 2),
}
TABLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="JourneyTable">
  <w:name w:val="Journey Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>
  <w:tblPr><w:tblBorders>
    <w:top w:val="single" w:sz="6" w:color="{NAVY}"/><w:bottom w:val="single" w:sz="6" w:color="{NAVY}"/>
    <w:insideH w:val="single" w:sz="4" w:color="{LINE}"/></w:tblBorders>
    <w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{NAVY}"/><w:vAlign w:val="center"/></w:tcPr></w:tblStylePr>
</w:style>"""


def style_of(document: Any, name: str) -> Any:
    """The style, made where the default template has none."""
    if name in [style.name for style in document.styles]:
        return document.styles[name]
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=not name.startswith("Table"))
    style.base_style = document.styles["Normal"]
    return style


def dress(document: Any) -> None:
    """Set every style that the report uses."""
    for name, (size, bold, italic, colour, before, after) in LOOKS.items():
        style = style_of(document, name)
        style.font.name, style.font.size, style.font.bold, style.font.italic = "Calibri", Pt(size), bold, italic
        style.font.color.rgb = RGBColor.from_string(colour)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]  # a theme's font would win over Calibri
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.12
        form.keep_with_next = name.startswith("Heading")
        for border in style.element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
    document.styles["Heading 1"].paragraph_format.page_break_before = True
    quote = document.styles["Quote"]
    quote.paragraph_format.left_indent, quote.paragraph_format.right_indent = Cm(0.5), Cm(0.5)
    quote.paragraph_format.keep_together = True
    bar = f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="12" w:space="8" w:color="B9C6D3"/></w:pBdr>'
    properties = quote.element.get_or_add_pPr()
    properties.insert_element_before(parse_xml(bar), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    for level in (1, 2):
        contents = document.styles[f"TOC {level}"].paragraph_format
        contents.left_indent = Cm(0.6 * (level - 1))
        contents.tab_stops.add_tab_stop(Cm(16.4), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    for style in list(document.styles.element.findall(qn("w:style"))):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in ("TableNormal", "TableGrid"):
            document.styles.element.remove(style)
    document.styles.element.append(parse_xml(TABLE))


def main() -> None:
    """Make the template."""
    document = Document()
    dress(document)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Body Text", "Quote", "List Bullet", "Caption"):
        document.add_paragraph(f"{name}: change this style, not this text. / Diese Formatvorlage ändern, nicht den Text.", name)
    document.add_table(2, 3, "Journey Table")
    for rels, unwanted in (
        (document.part.package.rels, "thumbnail"),
        (document.part.rels, "stylesWithEffects"),
        (document.part.rels, "customXml"),
    ):
        rels.pop(next(key for key, rel in rels.items() if unwanted in rel.reltype))
    core = document.core_properties
    core.title, core.author, core.comments = "Styles of the report", "journey", ""
    core.created = core.modified = datetime(2026, 1, 1)
    loose, packed = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    TARGET.write_bytes(packed.getvalue())


if __name__ == "__main__":
    main()
