"""Writes proofs as people would: blocks of text laid out as a PDF or a DOCX."""

import io
from dataclasses import dataclass, field

import docx
from PIL import Image, ImageDraw
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    FrameBreak,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

FONT = "Helvetica"
TEXT = ParagraphStyle("text", fontName=FONT, fontSize=10, leading=14, spaceAfter=4)
HEAD = ParagraphStyle("head", fontName=FONT, fontSize=13, leading=18, spaceBefore=8, spaceAfter=4)


@dataclass(frozen=True)
class Block:
    """kind: title, head, text, lines, bullets, facts, table, columns, page."""

    kind: str
    content: object = field(default=None)


def title(text):
    return Block("title", text)


def head(text):
    return Block("head", text)


def text(content):
    return Block("text", content)


def lines(*content):
    return Block("lines", [each for each in content if each is not None])


def bullets(*content):
    return Block("bullets", list(content))


def facts(*rows):
    return Block("facts", [row for row in rows if row is not None])


def table(*rows):
    return Block("table", list(rows))


def columns(left, right):
    """Two lists of lines that stand beside each other."""
    return Block("columns", (left, right))


NEW_PAGE = Block("page")


def escaped(words):
    return str(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# PDF


def as_pdf(blocks, *, in_columns=False):
    written = io.BytesIO()
    document = BaseDocTemplate(written, pagesize=A4, title="Proof")
    width, height = A4
    if in_columns:
        frames = [
            Frame(2 * cm, 2 * cm, width / 2 - 2.4 * cm, height - 4 * cm),
            Frame(width / 2 + 0.4 * cm, 2 * cm, width / 2 - 2.4 * cm, height - 4 * cm),
        ]
    else:
        frames = [Frame(2 * cm, 2 * cm, width - 4 * cm, height - 4 * cm)]
    document.addPageTemplates(PageTemplate(frames=frames))
    story = [part for block in blocks for part in PDF_PARTS[block.kind](block.content, in_columns)]
    document.build(story)
    return written.getvalue()


def _pdf_paragraph(style):
    return lambda content, _narrow: [Paragraph(escaped(content), style)]


def _pdf_lines(content, _narrow):
    return [Paragraph(escaped(line) or "&nbsp;", TEXT) for line in content] + [Spacer(1, 6)]


def _pdf_table(content, narrow):
    rows = [[Paragraph(escaped(cell), TEXT) for cell in row] for row in content]
    width = (7 if narrow else 16) * cm / len(content[0])
    grid = Table(rows, colWidths=[width] * len(content[0]))
    grid.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return [grid, Spacer(1, 8)]


def _pdf_columns(content, narrow):
    left, right = content
    rows = [list(row) for row in zip(left, right, strict=True)]
    plain = Table(rows, colWidths=[(3.5 if narrow else 8) * cm] * 2)
    plain.setStyle([("FONT", (0, 0), (-1, -1), FONT, 9)])
    return [plain, Spacer(1, 8)]


PDF_PARTS = {
    "title": _pdf_paragraph(ParagraphStyle("title", fontName=FONT, fontSize=17, leading=24, spaceAfter=10)),
    "head": _pdf_paragraph(HEAD),
    "text": _pdf_paragraph(TEXT),
    "lines": _pdf_lines,
    "bullets": lambda content, _narrow: [Paragraph(f"• {escaped(each)}", TEXT) for each in content],
    "facts": lambda content, _narrow: [
        Paragraph(f"{escaped(label)}: {escaped(value)}", TEXT) for label, value in content
    ],
    "table": _pdf_table,
    "columns": _pdf_columns,
    "page": lambda _content, narrow: [FrameBreak() if narrow else PageBreak()],
}


# DOCX


def as_docx(blocks):
    document = docx.Document()
    for block in blocks:
        DOCX_PARTS[block.kind](document, block.content)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _docx_paragraphs(style=None):
    def write(document, content):
        for each in content if isinstance(content, list) else [content]:
            document.add_paragraph(each, style=style)

    return write


def _docx_table(document, content):
    grid = document.add_table(rows=len(content), cols=len(content[0]))
    for row, cells in zip(grid.rows, content, strict=True):
        for cell, value in zip(row.cells, cells, strict=True):
            cell.text = value


DOCX_PARTS = {
    "title": lambda document, content: document.add_heading(content, 0),
    "head": lambda document, content: document.add_heading(content, 1),
    "text": _docx_paragraphs(),
    "lines": _docx_paragraphs(),
    "bullets": _docx_paragraphs("List Bullet"),
    "facts": lambda document, content: [
        document.add_paragraph(f"{label}: {value}") for label, value in content
    ],
    "table": _docx_table,
    "columns": lambda document, content: _docx_table(document, list(zip(*content, strict=True))),
    "page": lambda document, _content: document.add_page_break(),
}


# Scans


def a_scan(words="Signed by Carla"):
    """A page that is one picture."""
    picture = Image.new("L", (620, 877), 255)
    ImageDraw.Draw(picture).text((60, 60), words, fill=0)
    held = io.BytesIO()
    picture.save(held, "PNG")
    return held.getvalue()


def as_scanned_pdf():
    written, picture = io.BytesIO(), Image.open(io.BytesIO(a_scan()))
    canvas = Canvas(written, pagesize=A4)
    canvas.drawInlineImage(picture, 0, 0, *A4)
    canvas.save()
    return written.getvalue()
