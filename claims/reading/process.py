"""Reads a file in a process of its own, which is killed when it takes too much of anything."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.base import File

PROGRAM = Path(__file__).with_name("extract.py")
UNREADABLE = {"status": "failed", "pages": [], "is_cut": False}


def extracted(content: IO[bytes] | File, kind: str) -> dict:
    """What `extract` says of a PDF or DOCX. Whatever the file does to its reader, this process goes on."""
    limits = settings.PROOF_READING | {"kind": kind}
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as taken:
        shutil.copyfileobj(content, given)
        given.seek(0)
        try:
            subprocess.run(  # noqa: S603 (our own program; nothing of the file is on its command line)
                [sys.executable, "-I", str(PROGRAM), json.dumps(limits)],
                stdin=given,
                stdout=taken,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/",
                timeout=2 * limits["seconds"],
                check=True,
            )
        except subprocess.SubprocessError:
            return UNREADABLE | {"is_cut": True}
        taken.seek(0)
        return _checked(taken.read(), limits["characters"])


def _checked(answer: bytes, characters: int) -> dict:
    """The process held somebody's file: what it says is taken only in the form that was agreed."""
    try:
        found = json.loads(answer)
        pages = [
            {"text": str(page["text"])[:characters], "has_picture": bool(page["has_picture"])}
            for page in found["pages"]
        ]
        status, is_cut = str(found["status"]), bool(found["is_cut"])
    except (ValueError, KeyError, TypeError):
        return UNREADABLE
    if status not in ("read", "no_text", "failed") or (status != "read" and pages):
        return UNREADABLE
    return {"status": status, "pages": pages, "is_cut": is_cut}
