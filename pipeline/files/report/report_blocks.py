"""The body of a Word document, block by block, as WordprocessingML (ECMA-376).

python-docx makes every paragraph by a dozen tree operations; a report has thousands. So blocks are written as text and parsed
once: a tenth of the time. Styles come from the template, by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from pipeline.files.sheets import UNSEEN

__all__ = ["ACROSS", "BAND", "UPRIGHT", "Body", "Cell", "Heading", "Layout", "Picture", "Words"]

_LOOKS = {
    "": "",
    "bold": "<w:b/>",
    "pale": '<w:color w:val="5F6A76"/>',
    "mark": '<w:b/><w:color w:val="A04000"/>',
    "upright": '<w:i w:val="0"/><w:color w:val="5F6A76"/><w:sz w:val="17"/>',
    "small": '<w:color w:val="5F6A76"/><w:sz w:val="17"/>',
}
BAND = "DCE3EA"  #: ground of a row that names a group of rows
EMU = 360_000  #: English metric units a centimetre
TWIPS = 567  #: twentieths of a point a centimetre

Words = str | Sequence[tuple[str, str]]  #: plain text, or (text, look) parts; looks are keys of `_LOOKS`


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading for the table of contents: level, text and name of its bookmark."""

    level: int
    text: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell: words, colour of its ground ("" for none), where they stand, whether the next row has to be beside it."""

    words: Words
    ground: str = ""
    centred: bool = False
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its bytes (PNG), what it shows in words, its width in centimetres, height by width."""

    png: bytes
    alt: str
    width: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's width and height and its margins at the sides, above and below, in centimetres."""

    width: float
    height: float
    side: float = 2.3
    edge: float = 2.3

    @property
    def room(self) -> float:
        """Width of the text."""
        return self.width - 2 * self.side


UPRIGHT, ACROSS = Layout(21.0, 29.7), Layout(29.7, 21.0, 2.0, 1.6)  #: A4


class Body:
    """Collects blocks.

    Args:
        styles: name of a style -> its id in the template.
    """

    def __init__(self, styles: Mapping[str, str]) -> None:
        self._styles = styles
        self._out: list[str] = []
        self.headings: list[Heading] = []
        self.pictures: list[Picture] = []
        self._breaks = 0
        self._below_table = False

    def heading(self, level: int, text: str) -> None:
        """A heading, level 1 to 3; the first two stand in the table of contents."""
        self._below_table = False  # a heading keeps its own distance
        bookmark = f"_Toc{len(self.headings) + 1:05d}"
        self.headings.append(Heading(level, text, bookmark))
        number = len(self.headings)
        marked = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark}"/>{_runs(text)}<w:bookmarkEnd w:id="{number}"/>'
        self._out.append(self._paragraph(f"Heading {level}", marked))

    def text(self, words: Words, style: str = "Body Text", keep: bool = False) -> None:
        """A paragraph; `keep` it on the page of the next one."""
        self._part()
        self._out.append(self._paragraph(style, _runs(words), "<w:keepNext/>" if keep else ""))

    def bullet(self, words: Words) -> None:
        """A point of a list."""
        self.text(words, "List Bullet")

    def caption(self, text: str, keep: bool = True) -> None:
        """What a table (below it) or a picture (above it) shows."""
        self.text(text, "Caption", keep)

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[Words | Cell]], widths: Sequence[float]) -> None:
        """A table with a heading row that is repeated on each page; rows are not torn apart.

        Args:
            headings: of the columns.
            rows: their cells.
            widths: of the columns in centimetres.
        """
        self._part()
        columns = "".join(f'<w:gridCol w:w="{round(width * TWIPS)}"/>' for width in widths)
        top = self._row([Cell(text) for text in headings], widths, "<w:tblHeader/>", "Table Heading")
        body = [self._row([c if isinstance(c, Cell) else Cell(c) for c in row], widths) for row in rows]
        look = '<w:tblLook w:val="0620" w:firstRow="1" w:noHBand="1" w:noVBand="1"/>'
        self._out.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._styles["Journey Table"]}"/>'
            f'<w:tblW w:w="{round(sum(widths) * TWIPS)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}</w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{top}{''.join(body)}</w:tbl>"
        )
        self._below_table = True

    def _part(self) -> None:
        """A little room below a table; no whole line, for that could fall on a page of its own."""
        if self._below_table:
            self._out.append('<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>')
        self._below_table = False

    def _row(self, cells: Sequence[Cell], widths: Sequence[float], more: str = "", style: str = "Table Text") -> str:
        inner = "".join(self._cell(cell, width, style) for cell, width in zip(cells, widths, strict=True))
        return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{inner}</w:tr>"

    def _cell(self, cell: Cell, width: float, style: str) -> str:
        ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.ground}"/>' if cell.ground else ""
        form = ("<w:keepNext/>" if cell.keep else "") + ('<w:jc w:val="center"/>' if cell.centred else "")
        lines: list[Words] = cell.words.split("\n") if isinstance(cell.words, str) else [cell.words]  # type: ignore[assignment]
        inner = "".join(self._paragraph(style, _runs(line), form) for line in lines)
        return f'<w:tc><w:tcPr><w:tcW w:w="{round(width * TWIPS)}" w:type="dxa"/>{ground}</w:tcPr>{inner}</w:tc>'

    def picture(self, picture: Picture) -> None:
        """A picture in a line of its own; `place_pictures` gives it its place in the package."""
        self._part()
        self.pictures.append(picture)
        number = len(self.pictures)
        wide, high = round(picture.width * EMU), round(picture.width * picture.ratio * EMU)
        name, alt = f"picture{number}", quoteattr(_clean(picture.alt))
        self._out.append(
            '<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}" name="{name}" descr={alt}/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}.png" descr={alt}/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{{{{{name}}}}}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
            "</w:drawing></w:r></w:p>"
        )

    def turn(self, done: Layout) -> None:
        """End the pages so far, which have the layout `done`; what follows begins on a new page."""
        self._below_table = False
        self._out.append(f"<w:p><w:pPr>{_section(done, first=not self._breaks)}</w:pPr></w:p>")
        self._breaks += 1

    def contents(self, title: str) -> None:
        """The place of the table of contents, on a new page."""
        self._out.append(self._paragraph("Subtitle", _runs([(title, "bold")]), "<w:pageBreakBefore/>"))
        self._out.append("{{contents}}")

    def xml(self, last: Layout, pictures: Sequence[str]) -> str:
        """All blocks; `pictures` are the relationship ids of the pictures, `last` the layout of the last pages."""
        self._part()  # Word wants a paragraph at the end
        whole = "".join([*self._out, _section(last, first=not self._breaks)]).replace("{{contents}}", self._contents(), 1)
        for number, relation in enumerate(pictures, start=1):
            whole = whole.replace(f"{{{{picture{number}}}}}", relation, 1)
        return whole

    def _contents(self) -> str:
        """A field with the headings as links; the word processor adds the page numbers when it updates the field."""
        listed = [heading for heading in self.headings if heading.level <= 2]
        begin = _mark("begin", ' w:dirty="true"') + _instruction('TOC \\o "1-2" \\h \\z \\u') + _mark("separate")
        lines = []
        for place, heading in enumerate(listed):
            link = f'<w:hyperlink w:anchor="{heading.bookmark}" w:history="1">{_runs(heading.text)}</w:hyperlink>'
            lines.append(self._paragraph(f"TOC {heading.level}", (begin if not place else "") + link))
        return f"{''.join(lines)}<w:p>{_mark('end')}</w:p>"

    def _paragraph(self, style: str, runs: str, form: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{self._styles[style]}"/>{form}</w:pPr>{runs}</w:p>'


def _mark(kind: str, more: str = "") -> str:
    """Begin, middle or end of a field, which the word processor works out."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"{more}/></w:r>'


def _instruction(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


def _section(layout: Layout, first: bool) -> str:
    """Page size, margins, header and footer; the title page has neither."""
    turned = ' w:orient="landscape"' if layout.width > layout.height else ""
    wide, high, side, edge = (round(cm * TWIPS) for cm in (layout.width, layout.height, layout.side, layout.edge))
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="{{header}}"/><w:footerReference w:type="default" r:id="{{footer}}"/>'
        f'<w:type w:val="nextPage"/><w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
        f'<w:pgMar w:top="{edge}" w:right="{side}" w:bottom="{edge}" w:left="{side}" w:header="624" w:footer="567" w:gutter="0"/>'
        f"{'<w:titlePg/>' if first else ''}</w:sectPr>"
    )


def _runs(words: Words) -> str:
    parts = [(words, "")] if isinstance(words, str) else words
    return "".join(_run(text, look) for text, look in parts if text)


def _run(text: str, look: str) -> str:
    form = f"<w:rPr>{_LOOKS[look]}</w:rPr>" if look else ""
    lines = _clean(text).split("\n")
    told = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return f"<w:r>{form}{told}</w:r>"


def _clean(text: str) -> str:
    """Without what XML cannot hold and without our own marks."""
    return UNSEEN.sub("", text).replace("{{", "{\u200b{")
