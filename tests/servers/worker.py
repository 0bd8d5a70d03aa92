import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent


def database_url() -> str:
    """The address of the database that this test is using, for another process."""
    named = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{named['NAME']}"
    password = f":{quote(named['PASSWORD'], safe='')}" if named["PASSWORD"] else ""
    return f"postgres://{named['USER']}{password}@{named['HOST']}:{named['PORT']}/{named['NAME']}"


class Worker:
    """A real `celery worker` with beat, in processes of its own, on the test's database."""

    def __init__(self, broker_url: str, folder: Path, *, beat: bool, concurrency: int, env: dict[str, str]):
        self.log = folder / f"worker-{len(list(folder.glob('worker-*')))}.log"
        environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "cpor_portal.settings",
            "ENV_FILE": "/dev/null",
            "DEMO": "1",
            "SECRET_KEY": settings.SECRET_KEY,
            "VAR_DIR": str(folder),
            "DATABASE_URL": database_url(),
            "CELERY_BROKER_URL": broker_url,
            "HANDOFF_URL": f"file://{settings.HANDOFF_DIR}",
            "STORAGE_URL": f"file://{settings.VAR_DIR}/files",
            "BASE_URL": settings.BASE_URL,
            "DELIVERY_SECONDS": "1",
            "DEADLINE_SECONDS": "1",
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": str(ROOT),
        } | env
        command = [sys.executable, "-m", "celery", "--app", "cpor_portal", "worker"]
        command += [
            "--loglevel",
            "INFO",
            "--concurrency",
            str(concurrency),
            "--hostname",
            f"{self.log.stem}@suite",
        ]
        command += ["--without-gossip", "--without-mingle", "--without-heartbeat"] + ["--beat"] * beat
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, env=environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )

    def wait_until_ready(self, seconds: float = 40) -> None:
        self.wait_for(lambda: " ready." in self.output(), seconds, "the worker to be ready")

    def wait_for(
        self, condition, seconds: float = 60, what: str = "the worker to do its work", pause: float = 0.1
    ) -> None:
        """Looks again and again until `condition()` holds; fails with the worker's output."""
        end = time.monotonic() + seconds
        while not condition():
            assert self.process.poll() is None, (
                f"The worker ended with {self.process.returncode}:\n{self.output()}"
            )
            assert time.monotonic() < end, f"Waited {seconds:.0f} seconds for {what}:\n{self.output()}"
            time.sleep(pause)

    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def kill(self) -> None:
        """SIGKILL to the worker, its children and beat: none of them can tidy up."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(20)
        self.kill()
