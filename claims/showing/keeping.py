"""What is known of a file, and its drawn pages: made at the first look, kept until nobody looks any more."""

import hashlib
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from ..models import ProofFile, ShownFile
from ..proof import JPEG, PDF, PNG
from .process import Area, Look, NotShown, draw, look

PICTURES = (PNG, JPEG)
KINDS = {PDF: "pdf", PNG: "picture", JPEG: "picture"}
HOUR, DAY = 3600, 24 * 3600
# What failed may have failed because the machine was busy: it is tried again, but not by everybody who looks.
PAUSE = timedelta(hours=1)
MOST_FAILURES = 3
BATCH = 100

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Looked:
    """The file with its pages, and where on them each of the passages stands that were asked for."""

    shown: ShownFile
    passages: list[list[Area]]


def look_into(proof: ProofFile, passages: list[tuple[int, str]], at: datetime) -> Looked:
    """Of a PDF or a picture. Opens the file only when what is asked for is not known yet."""
    shown = ShownFile.objects.filter(proof=proof).first()
    if shown is not None and shown.status != ShownFile.Status.SHOWN and shown.looked_into_at + PAUSE < at:
        shown = None
    if shown is not None and shown.status != ShownFile.Status.SHOWN:
        return Looked(shown, [[] for _each in passages])
    key = _key(proof, passages)
    places = cache.get(key) if passages else []
    if shown is None or places is None:
        shown, places = _look_anew(proof, shown, passages, at)
        cache.set(key, places, DAY)
    if shown.used_at < at - timedelta(days=1):
        ShownFile.objects.filter(pk=shown.pk).update(used_at=at)
    return Looked(shown, places)


def _key(proof: ProofFile, passages: list[tuple[int, str]]) -> str:
    asked = json.dumps([proof.pk, proof.sha256, passages])
    return f"passages:{hashlib.sha256(asked.encode()).hexdigest()}"


def _look_anew(proof: ProofFile, shown: ShownFile | None, passages, at: datetime):
    nowhere: list[list[Area]] = [[] for _each in passages]
    try:
        with proof.file.open("rb") as content:
            found = look(content, KINDS[proof.content_type], passages)
    except (NotShown, FileNotFoundError) as failed:
        # A file that was shown before stays on show: only the passages could not be looked for.
        return shown or _kept(proof, at, status=getattr(failed, "why", "broken"), count=0, pages=[]), nowhere
    return shown or _kept(proof, at, status="shown", **_pages(found)), found.passages


def _pages(found: Look) -> dict:
    return {"count": found.count, "pages": found.pages}


def _kept(proof: ProofFile, at: datetime, **fields) -> ShownFile:
    fields |= {"looked_into_at": at, "used_at": at}
    return ShownFile.objects.update_or_create(proof=proof, defaults=fields)[0]


def picture_of(shown: ShownFile, number: int, width: int) -> bytes:
    """A page as WebP, drawn once; `NotShown` says why it can't be."""
    path = f"shown/{shown.folder}/{number}-{width}.webp"
    try:
        with default_storage.open(path, "rb") as kept:
            return kept.read()
    except FileNotFoundError:
        pass
    picture = _drawn(shown, number, width)
    name = default_storage.save(path, ContentFile(picture))
    if name != path:  # somebody else drew the same page meanwhile
        default_storage.delete(name)
    return picture


def _drawn(shown: ShownFile, number: int, width: int) -> bytes:
    """A file whose pages fail time and again is given up for a while, so that it can't keep the portal busy."""
    page, file = f"undrawn:{shown.folder}:{number}", f"undrawn:{shown.folder}"
    if why := cache.get(page):
        raise NotShown(why)
    if cache.get(file, 0) >= MOST_FAILURES:
        raise NotShown("too_much")
    proof = shown.proof
    try:
        with proof.file.open("rb") as content:
            return draw(content, KINDS[proof.content_type], number, width)
    except FileNotFoundError:
        raise NotShown("broken") from None
    except NotShown as failed:
        cache.set(page, failed.why, HOUR)
        if failed.why == "too_much":
            cache.set(file, cache.get(file, 0) + 1, HOUR)
        raise


def clear_unused(at: datetime) -> Iterator[str]:
    """Throws away what nobody has looked at for a month; it is drawn anew when somebody does."""
    before = at - timedelta(days=settings.PROOF_SHOWN_DAYS)
    while stale := list(ShownFile.objects.filter(used_at__lt=before).order_by("used_at", "pk")[:BATCH]):
        for shown in stale:
            # The row first: a page that is asked for from now on is drawn into a new folder.
            if ShownFile.objects.filter(pk=shown.pk, used_at__lt=before).delete()[0]:
                clear(shown.folder)
                yield f"file {shown.proof_id}: pages cleared away"


def clear(folder: str) -> None:
    path = f"shown/{folder}"
    try:
        _folders, names = default_storage.listdir(path)
    except FileNotFoundError:  # no page was ever drawn
        return
    for name in names:
        default_storage.delete(f"{path}/{name}")
    default_storage.delete(path)
