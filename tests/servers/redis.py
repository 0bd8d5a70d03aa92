import shutil
import subprocess

from .ports import free_port, stop, wait_for_port


class RedisServer:
    def __init__(self):
        program = shutil.which("redis-server")
        if not program:
            raise RuntimeError(
                "redis-server was not found. Install it (Debian: apt-get install redis-server)."
            )
        self.program = program
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process = None

    def start(self):
        self._process = subprocess.Popen(
            [
                self.program,
                "--bind",
                "127.0.0.1",
                "--port",
                str(self.port),
                "--save",
                "",
                "--appendonly",
                "no",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,
        )
        wait_for_port(self.port, self._process, "redis-server")

    def stop(self):
        if self._process:
            stop(self._process)
