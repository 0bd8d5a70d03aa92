import socket
import time


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port: int, process, name: str, seconds: float = 20) -> None:
    """Returns once something listens on `port`; fails when `process` ends or the time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{name} ended with {process.returncode} before it listened on port {port}.")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"{name} did not listen on port {port} within {seconds:.0f} seconds.")


def wait_for(attempt, refusal: type[Exception], seconds: float = 60) -> None:
    """Tries until it is no longer refused, or the time is up."""
    end = time.monotonic() + seconds
    while True:
        try:
            return attempt()
        except refusal:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def stop(process, seconds: float = 10) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(seconds)
        except Exception:
            process.kill()
            process.wait()
