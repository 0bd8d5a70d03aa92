import shutil
import subprocess
import tempfile
from pathlib import Path

from .ports import free_port, stop, wait_for_port

# What the suite's own database knows: EICAR's harmless test file, and a word of the suite's.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MARK = b"this-is-what-the-suite-calls-malware"
PROGRAMS = ("clamd", "/usr/sbin/clamd")


class ClamServer:
    """A clamd that knows two signatures and nothing else, so that it is there in a moment."""

    def __init__(self):
        self.program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
        if not self.program:
            raise RuntimeError("clamd was not found. Install it (Debian: apt-get install clamav-daemon).")
        self.port = free_port()
        self.url = f"tcp://127.0.0.1:{self.port}"
        self._folder = tempfile.TemporaryDirectory(prefix="cpor-clamd-")
        self.socket = Path(self._folder.name) / "clamd.socket"
        self._process = None

    def start(self):
        folder = Path(self._folder.name)
        database = folder / "database"
        database.mkdir(exist_ok=True)
        signatures = (f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n", f"Suite.Mark:0:*:{MARK.hex()}\n")
        (database / "suite.ndb").write_text("".join(signatures))
        config = {
            "DatabaseDirectory": database,
            "TemporaryDirectory": folder,
            "TCPAddr": "127.0.0.1",
            "TCPSocket": self.port,
            "LocalSocket": self.socket,
            "Foreground": "yes",
            "StreamMaxLength": "26M",
            "MaxThreads": 2,
            "SelfCheck": 0,
        }
        file = folder / "clamd.conf"
        file.write_text("".join(f"{name} {value}\n" for name, value in config.items()))
        self._process = subprocess.Popen(
            [self.program, "--config-file", file],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_for_port(self.port, self._process, "clamd")

    def stop(self):
        if self._process:
            stop(self._process)
        self._folder.cleanup()
