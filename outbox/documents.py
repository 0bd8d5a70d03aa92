"""Puts one document into the hand-off folder."""

import hashlib
import json
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.text import slugify

from .models import Message


def file_name(key: str) -> str:
    """The same for the same key, and another for every other key."""
    return f"{slugify(key)[:100]}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.json"


def write(message: Message) -> str:
    """Gives back the name of the file, which is there whole or not at all; a second time changes nothing."""
    folder = Path(settings.HANDOFF_DIR)
    name = file_name(message.key)
    content = json.dumps(message.document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    # The leading dot hides it from readers that look for *.json.
    handle, unfinished = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).chmod(0o640)
        Path(unfinished).replace(folder / name)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    _keep_name(folder)
    return name


def _keep_name(folder: Path) -> None:
    """The new name survives a power cut too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
