"""Files on their way out: whole or in ranges, piece by piece, whatever storage they are kept in."""

import re
from collections.abc import Iterator
from http import HTTPStatus

from botocore.exceptions import ClientError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from storages.backends.s3 import S3Storage

from .models import CommentFile, ProofFile

PIECE = 64 * 1024
ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)
MISSING = ("NoSuchKey", "404", "NotFound")


class Unsatisfiable(Exception):
    """The range begins behind the file's end."""


def answer(request: HttpRequest, kept: ProofFile | CommentFile) -> HttpResponseBase:
    """RFC 9110: a part when one part is asked for, of the file as it was when the reader began; else the whole."""
    etag = f'"{kept.sha256}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            part = _asked_part(request, etag, kept.size)
        except Unsatisfiable:
            response = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            response.headers["Content-Range"] = f"bytes */{kept.size}"
        else:
            response = _content(request, kept, part)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = etag
    return response


def _content(request, kept, part: tuple[int, int] | None) -> HttpResponseBase:
    first, last = part or (0, kept.size - 1)
    status = HTTPStatus.PARTIAL_CONTENT if part else HTTPStatus.OK
    # Opened even when only the headers are asked for: what is missing is 404 for both.
    pieces = Pieces(kept.file, first, last - first + 1)
    if request.method == "HEAD":
        pieces.close()
        response: HttpResponseBase = HttpResponse(status=status, content_type=kept.content_type)
    else:
        response = StreamingHttpResponse(pieces, status=status, content_type=kept.content_type)
    response.headers["Content-Length"] = str(last - first + 1)
    if part:
        response.headers["Content-Range"] = f"bytes {first}-{last}/{kept.size}"
    return response


def _asked_part(request: HttpRequest, etag: str, size: int) -> tuple[int, int] | None:
    """First and last byte; several parts at once, and what can't be understood, are answered with the whole."""
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if request.method != "GET" or not asked or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if not first:
        if not last:
            return None
        if not int(last):
            raise Unsatisfiable
        return max(0, size - int(last)), size - 1
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise Unsatisfiable
    return int(first), min(int(last or size), size - 1)


class Pieces:
    """The bytes of a stored file from one place on, never many of them in memory."""

    def __init__(self, stored, start: int, length: int):
        self.left = length
        try:
            self.stream = _opened(stored, start, length)
        except FileNotFoundError:
            raise Http404(_("The file is missing from the storage.")) from None

    def __iter__(self) -> Iterator[bytes]:
        while self.left and (piece := self.stream.read(min(PIECE, self.left))):
            self.left -= len(piece)
            yield piece

    def close(self) -> None:
        self.stream.close()


def _opened(stored, start: int, length: int):
    if isinstance(stored.storage, S3Storage):
        return _from_s3(stored, start, length)
    stream = stored.storage.open(stored.name, "rb")
    stream.seek(start)
    return stream


def _from_s3(stored, start: int, length: int):
    """Only what was asked for leaves the store; the storage's own file would fetch all of it first."""
    try:
        found = stored.storage.bucket.Object(stored.name).get(Range=f"bytes={start}-{start + length - 1}")
    except ClientError as error:
        if error.response["Error"]["Code"] in MISSING:
            raise FileNotFoundError(stored.name) from None
        raise
    return found["Body"]
