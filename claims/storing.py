"""Files come into the storage and leave it together with the rows that speak of them, whatever fails.

No transaction reaches into a storage. So a path is written down before anything lies there, in a transaction of its
own, and struck off in the one that keeps its row; what is still written down later belongs to nobody.
"""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.db.models.fields.files import FieldFile

from .models import UnsettledFile

# Longer than any upload takes, so that nothing is swept that is still on its way.
LONGEST_WAY = timedelta(hours=6)

logger = logging.getLogger(__name__)


@contextmanager
def stored(upload: File, folder: str, *, at: datetime) -> Iterator[str]:
    """The path of the stored upload: it stays only if `settle` is called for it in a transaction that commits.

    The path tells nothing and can't be guessed; the name that people see is kept in the row.
    """
    path = f"{folder}/{secrets.token_urlsafe(24)}"
    UnsettledFile.objects.create(path=path, since_at=at)
    try:
        default_storage.save(path, upload)
        yield path
    finally:
        try:
            _discard(path)
        except Exception:
            # What went wrong in the block is what people have to hear of; the sweep comes back to this.
            logger.exception("The file %s is left for the sweep", path)


def settle(path: str) -> None:
    """The row that speaks of the file is kept in this transaction, and the file with it."""
    UnsettledFile.objects.filter(path=path).delete()


def let_go(file: FieldFile, *, at: datetime) -> None:
    """The file goes once it is certain that its row does."""
    path = str(file.name)
    UnsettledFile.objects.create(path=path, since_at=at)

    def go() -> None:
        _discard(path)

    # Whether or not the storage answers, the row is gone by then; the sweep comes back to the file.
    transaction.on_commit(go, robust=True)


def _discard(path: str) -> bool:
    """Deletes what lies there, unless it was settled."""
    written = UnsettledFile.objects.filter(path=path)
    if not written.exists():
        return False
    default_storage.delete(path)
    written.delete()
    return True


def sweep(at: datetime, *, dry_run: bool = False) -> Iterator[str]:
    left = UnsettledFile.objects.filter(since_at__lte=at - LONGEST_WAY).order_by("since_at")
    for path in left.values_list("path", flat=True)[:200]:
        try:
            if dry_run or _discard(path):
                yield f"{path}: file that belongs to nothing deleted"
        except DatabaseError:
            raise
        except Exception:
            logger.exception("The file %s can't be deleted", path)
