import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import psycopg2

from .ports import free_port, wait_for, wait_for_port

MISSING = (
    "PostgreSQL's initdb and postgres were not found. Install them (Debian: apt-get install postgresql)."
)


class PostgresCluster:
    """A PostgreSQL of the suite's own, on a free port, forgotten with its folder when it stops."""

    def __init__(self):
        self.bin = _bin_folder()
        self.folder = Path(tempfile.mkdtemp(prefix="cpor-postgres-"))
        self.port = free_port()
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"
        self._as = _unprivileged(self.folder)
        self._process = None

    def start(self) -> str:
        data = self.folder / "data"
        subprocess.run(
            [
                self.bin / "initdb",
                "-D",
                data,
                "-U",
                "postgres",
                "--auth=trust",
                "-E",
                "UTF8",
                "--locale=C",
                "-N",
            ],
            check=True,
            capture_output=True,
            cwd=self.folder,
            **self._as,
        )
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "max_connections": "200",
            "log_min_messages": "fatal",
            # Compiling what is asked once and explained a hundred times takes longer than all of it.
            "jit": "off",
        }
        self._process = subprocess.Popen(
            [self.bin / "postgres", "-D", data, "-p", str(self.port)]
            + [part for name, value in settings.items() for part in ("-c", f"{name}={value}")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            start_new_session=True,  # a Ctrl-C is for pytest, which then stops the cluster
            **self._as,
        )
        wait_for_port(self.port, self._process, "PostgreSQL")
        # It listens a moment before it lets anybody in.
        wait_for(lambda: psycopg2.connect(self.url).close(), psycopg2.OperationalError)
        return self.url

    def stop(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)  # nothing in it is worth a checkpoint
            self._process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


def _bin_folder() -> Path:
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True
    )
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    if (initdb := shutil.which("initdb")) and shutil.which("postgres"):
        return Path(initdb).parent
    raise RuntimeError(MISSING)


def _unprivileged(folder: Path) -> dict:
    """PostgreSQL refuses to run as root, so root hands it to another user."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, user.pw_uid, user.pw_gid)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise RuntimeError("PostgreSQL does not run as root, and there is no user postgres or nobody to run it.")
