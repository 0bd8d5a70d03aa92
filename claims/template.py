"""The proof of execution to fill in: a DOCX with all that the claim already says (POE-2)."""

from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor

from .models import Claim
from .tables import writable

# Where letters are 8.5 × 11 inches.
LETTER = frozenset(["US", "CA", "MX", "PH", "CL", "CO", "VE"])
INK, SOFT, ACCENT = RGBColor(0x1B, 0x1F, 0x2A), RGBColor(0x55, 0x5B, 0x68), RGBColor(0x1F, 0x4E, 0x8C)
SHADE, LINE = "EEF2F7", "C5CCD6"
# Everywhere, or with a twin of the same widths.
FONT = "Arial"
ROWS_FOR_WORK = 5


def template_of(claim: Claim) -> bytes:
    document = Document()
    _set_page(document, claim)
    _set_styles(document)
    _set_properties(document, claim)
    document.add_paragraph(_("Proof of execution"), style="Title")
    document.add_paragraph(
        _(
            "Fill in the two sections below, let the customer sign, and upload the document to the claim %(code)s."
        )
        % {"code": claim.code},
        style="Subtitle",
    )
    document.add_heading(_("The claim"), 1)
    _facts(document, claim)
    document.add_heading(_("Products"), 1)
    _products(document, claim)
    document.add_heading(_("Activities carried out"), 1)
    _activities(document)
    document.add_heading(_("Acknowledgement by the customer"), 1)
    _acknowledgement(document, claim)
    if _is_american(claim):
        document.add_heading(_("Disclosure for the US public sector (optional)"), 1)
        _disclosure(document, claim)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _is_american(claim: Claim) -> bool:
    return (claim.tenant.country if claim.tenant else claim.location.country) == "US"


def _customer(claim: Claim) -> str:
    return writable(claim.tenant.name if claim.tenant else claim.customer_name)


def _set_page(document, claim: Claim) -> None:
    section = document.sections[0]
    is_letter = claim.location.country in LETTER
    section.page_width, section.page_height = (Mm(215.9), Mm(279.4)) if is_letter else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2)
    footer = section.footer.paragraphs[0]
    footer.text = f"{claim.partner.name} · {_('Claim')} {claim.code}"
    footer.style.font.size, footer.style.font.color.rgb = Pt(9), SOFT


def _set_styles(document) -> None:
    looks = {
        "Normal": (10, INK, 0, 4),
        "Title": (22, INK, 0, 4),
        "Subtitle": (10.5, SOFT, 0, 6),
        "Heading 1": (13, ACCENT, 14, 4),
    }
    for name, (size, colour, before, after) in looks.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), colour
        style.font.italic = False
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:hAnsi"), FONT)
    for name, tag in (("Title", "w:pBdr"), ("Title", "w:spacing"), ("Subtitle", "w:spacing")):
        for element in document.styles[name].element.xpath(f".//{tag}[not(@w:before) and not(@w:after)]"):
            element.getparent().remove(element)


def _set_properties(document, claim: Claim) -> None:
    properties = document.core_properties
    properties.title = _("Proof of execution %(code)s") % {"code": claim.code}
    properties.subject = _("Customer association of %(customer)s") % {
        "customer": _customer(claim) or claim.domain
    }
    properties.author = properties.last_modified_by = claim.partner.name
    language = translation.get_language() or "en"
    if language == "en":
        language = "en-US" if claim.location.country == "US" else "en-GB"
    properties.language = language
    properties.keywords, properties.comments = claim.code, ""


def _table(document, rows: int, widths: list[float], caption: str):
    table = document.add_table(rows=rows, cols=len(widths))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.LEFT, False
    for number, width in enumerate(widths):
        table.columns[number].width = Cm(width)
        for cell in table.columns[number].cells:
            cell.width = Cm(width)
    properties = table._tbl.tblPr
    _append(properties, "w:tblCaption", val=caption)
    borders = _append(properties, "w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _append(borders, f"w:{side}", val="single", sz="4", space="0", color=LINE)
    return table


def _append(parent, tag: str, **values: str):
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element


def _write(cell, text: str, *, is_head: bool = False) -> None:
    run = cell.paragraphs[0].add_run(writable(text))
    cell.paragraphs[0].paragraph_format.space_before = cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    if is_head:
        run.bold = True
        _append(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=SHADE)


def _head(table, *titles: str) -> None:
    """The first row, repeated on each page and told as such to screen readers."""
    for cell, title in zip(table.rows[0].cells, titles, strict=True):
        _write(cell, title, is_head=True)
    _append(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")


def _fields(document, caption: str, rows: list[tuple[str, str]], *, height: float = 0) -> None:
    table = _table(document, len(rows), [5, 11.4], caption)
    for row, (label, value) in zip(table.rows, rows, strict=True):
        _write(row.cells[0], label, is_head=True)
        _write(row.cells[1], value)
        if height:
            row.height = Cm(height)


def _facts(document, claim: Claim) -> None:
    activities = ", ".join(str(activity.label) for activity in claim.activities)
    rows = [
        (_("Partner"), claim.partner.name),
        (_("Location"), claim.location.name),
        (_("MPN ID"), claim.location.mpn_id),
        (_("Customer"), _customer(claim)),
        (_("Domain"), claim.domain),
        (_("Directory ID"), claim.directory_id),
        (_("Solution area"), claim.get_area_display()),
        (_("Activity"), activities),
        (_("Claim"), f"{claim.code} {claim.name}".strip()),
    ]
    _fields(document, _("The claim"), [(label, value or "") for label, value in rows])


def _products(document, claim: Claim) -> None:
    chosen = list(claim.products.select_related("product", "subscription").order_by("product__name", "pk"))
    table = _table(document, 1 + max(1, len(chosen)), [8.2, 8.2], _("Products"))
    _head(table, _("Product"), _("Subscription ID"))
    for row, product in zip(table.rows[1:], chosen, strict=False):
        _write(row.cells[0], product.product.name)
        _write(row.cells[1], str(product.subscription or product.typed_subscription or "–"))


def _activities(document) -> None:
    document.add_paragraph(
        _("Describe the work in your own words, with its days. Add rows as you need them.")
    )
    table = _table(document, 1 + ROWS_FOR_WORK, [2.7, 2.7, 11], _("Activities carried out"))
    _head(table, _("From"), _("Until"), _("What was done"))
    for row in table.rows[1:]:
        row.height = Cm(1.1)


def _acknowledgement(document, claim: Claim) -> None:
    names = {"customer": _customer(claim) or _("The customer"), "partner": claim.partner.name}
    document.add_paragraph(
        _("%(customer)s confirms that %(partner)s carried out the activities above for the products named.")
        % names
    )
    labels = (_("Name"), _("Title"), _("Signature"), _("Date"))
    _fields(document, _("Acknowledgement by the customer"), [(label, "") for label in labels], height=1)


def _disclosure(document, claim: Claim) -> None:
    document.add_paragraph(
        _("Only for government customers in the United States; otherwise remove this section.")
    )
    document.add_paragraph(
        _(
            "%(partner)s has told the customer in writing that it may receive fees from Microsoft in connection with "
            "the products named above, before the customer decided."
        )
        % {"partner": claim.partner.name}
    )
    rows = [(_("Told to"), ""), (_("Told on"), "")]
    _fields(document, _("Disclosure"), rows, height=1)
