"""A table as the file that somebody asked for."""

from collections.abc import Iterable, Iterator

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header

from .. import tables

CSV, XLSX = "csv", "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(
    rows: Iterable[list[str]], stem: str, suffix: str, *, title: str, **layout: object
) -> HttpResponseBase:
    """`rows` begin with the titles. `title` and `layout` are a workbook's, as `tables.xlsx_file` takes them."""
    name, content_type = f"{stem}.{suffix}", TYPES[suffix]
    if suffix == XLSX:
        file = tables.xlsx_file(rows, title=title, **layout)
        response: HttpResponseBase = FileResponse(
            file, as_attachment=True, filename=name, content_type=content_type
        )
    else:
        response = StreamingHttpResponse(tables.csv_lines(_as_now(rows)), content_type=content_type)
        response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _as_now(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """In the language and time zone of this moment: rows that are streamed come when the request is over."""
    language, zone = translation.get_language(), timezone.get_current_timezone()

    def spoken() -> Iterator[list[str]]:
        with translation.override(language), timezone.override(zone):
            yield from rows

    return spoken()
