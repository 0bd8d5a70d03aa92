"""PDFs of several makers with a sentence in a known place, and files that are made to trouble who draws them."""

import io
import subprocess

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from tests import proofs
from tests.servers import chromium

SENTENCE = "Contoso confirms the migration of 400 mailboxes."
WORDS = ("Report of the work", SENTENCE, "Signed by Carla Customer on 12 January 2026.")
PAGE = '<p style="margin: {top}px 0 0 80px; font: 20px sans-serif; white-space: nowrap">{text}</p>'


def of_reportlab(rotation=0, pages=1, size=A4, last="") -> bytes:
    content = io.BytesIO()
    paper = canvas.Canvas(content, pagesize=size)
    for page in range(pages):
        paper.setFont("Helvetica", 14)
        for line, words in enumerate(WORDS):
            paper.drawString(72, 500 - 60 * line, words)
        if last and page == pages - 1:
            paper.drawString(72, 100, last)
        if rotation:
            paper.setPageRotation(rotation)
        paper.showPage()
    paper.save()
    return content.getvalue()


def of_chromium(folder) -> bytes:
    page = folder / "paper.html"
    page.write_text("".join(PAGE.format(top=100, text=text) for text in WORDS))
    made = folder / "chromium.pdf"
    command = [
        chromium.executable(),
        "--headless",
        *chromium.ARGUMENTS,
        f"--print-to-pdf={made}",
        f"file://{page}",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return made.read_bytes()


def of_libreoffice(folder) -> bytes:
    (folder / "libreoffice.txt").write_text("\n\n".join(WORDS))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    command += ["--outdir", str(folder), str(folder / "libreoffice.txt")]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return (folder / "libreoffice.pdf").read_bytes()


def sized(width, height) -> bytes:
    return proofs.a_pdf().replace(b"[0 0 595 842]", b"[0 0 %d %d]" % (width, height))


def with_broken_table() -> bytes:
    content = of_reportlab()
    return content[: content.rindex(b"xref") - 400] + b"startxref\n999999\n%%EOF\n"


def with_a_loop_of_pages() -> bytes:
    return proofs.a_pdf().replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")


def too_much_to_draw() -> bytes:
    """Little to read and hours to fill: forms within forms, ten at each of twelve levels."""
    forms = [
        proofs.a_stream(
            b"/F Do " * 10,
            b"/Type/XObject/Subtype/Form/BBox[0 0 500 800]/Resources<</XObject<</F %d 0 R>>>>" % (number + 1),
        )
        for number in range(4, 16)
    ]
    last = proofs.a_stream(
        b"0 0 m 500 800 l 9 w S 1 0 0 rg 0 0 500 800 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 500 800]"
    )
    pages = proofs.a_pdf(*forms, last, proofs.a_stream(b"/F Do"))
    page = b"/MediaBox[0 0 595 842]/Contents 17 0 R/Resources<</XObject<</F 4 0 R>>>>"
    return pages.replace(b"/MediaBox[0 0 595 842]", page)
