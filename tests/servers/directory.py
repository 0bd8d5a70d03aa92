import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .ports import free_port

JSON = "application/json"


class DirectoryServer:
    """A live directory that answers what a test puts into `tenants` and `domains`, or misbehaves as told.

    `answers` are taken one by one before those: each is a function of the request's handler.
    """

    def __init__(self):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/v1"
        self.tenants, self.domains, self.answers = {}, {}, []
        self.asked, self.tokens = [], []
        self.before_answering = lambda: None
        self.stopped = threading.Event()
        self._server = None

    def start(self):
        self.stopped.clear()
        self._server = _Server(("127.0.0.1", self.port), _Handler)
        self._server.daemon_threads = True
        self._server.directory = self
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self):
        self.stopped.set()
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def always(self, answer):
        self.answers[:] = [answer] * 50


class _Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Whoever asked may have hung up: that is what such tests are about."""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        directory = self.server.directory
        path = self.path.removeprefix("/v1/")
        directory.asked.append(path)
        directory.tokens.append(self.headers.get("Authorization", ""))
        directory.before_answering()
        if directory.answers:
            directory.answers.pop(0)(self)
            return
        kind, _slash, name = path.partition("/")
        found = {"tenants": directory.tenants, "domains": directory.domains}[kind].get(name)
        if found is None:
            send(self, {"error": f"unknown {kind}"}, 404)
        else:
            send(self, found)

    def log_message(self, format, *args):
        pass


def send(handler, content, status=200, content_type=JSON, headers=()):
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    handler.send_response(status)
    handler.send_header("Content-Type", content_type)
    for name, value in headers:
        handler.send_header(name, value)
    if "Content-Length" not in dict(headers):
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def answering(content, status=200, content_type=JSON, headers=()):
    return lambda handler: send(handler, content, status, content_type, headers)


def hanging(seconds):
    """Takes the request, and says nothing for so long."""

    def hang(handler):
        handler.server.directory.stopped.wait(seconds)

    return hang


def dripping(content, seconds):
    """One letter after the other: each comes in time, all together never do."""

    def drip(handler):
        body = json.dumps(content).encode()
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        for letter in body:
            handler.wfile.write(bytes([letter]))
            handler.wfile.flush()
            handler.server.directory.stopped.wait(seconds)

    return drip


def dripping_headers(handler):
    """The same before the answer has begun."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.server.directory.stopped.wait(0.05):
        handler.wfile.write(b"x")
        handler.wfile.flush()


def hanging_up(handler):
    handler.connection.close()
