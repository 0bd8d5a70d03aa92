"""Lines to servers of others, who may answer letter by letter: each letter begins the socket's timeout anew."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection


def pool(longest: Callable[[], float], **options: Any) -> urllib3.PoolManager:
    """Hangs up on whoever has not sent all headers after `longest` seconds, so that nobody holds the caller."""

    class Plain(HTTPConnection):
        def getresponse(self) -> urllib3.HTTPResponse:  # type: ignore[override]  # as urllib3's own
            watch = threading.Timer(longest(), _hang_up, [self.sock])
            watch.daemon = True
            watch.start()
            try:
                return super().getresponse()
            finally:
                watch.cancel()

    class Secure(Plain, HTTPSConnection):
        pass

    class PlainPool(urllib3.HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(urllib3.HTTPSConnectionPool):
        ConnectionCls = Secure

    manager = urllib3.PoolManager(**options)
    manager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return manager


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(line, socket.SHUT_RDWR)
