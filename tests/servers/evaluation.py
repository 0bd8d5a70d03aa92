import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .ports import free_port

JSON = "application/json"
SECRET = "the-suite-hands-over-with-this-secret-only"


class EvaluationServer:
    """Incentive evaluation: takes each key once, and misbehaves as told.

    `answers` are taken one by one before its own: each is a function of the request's handler.
    """

    def __init__(self):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/associations"
        # By key, what was taken; and every request that came, taken or not.
        self.taken, self.asked, self.answers = {}, [], []
        self.stopped = threading.Event()
        self._server = None

    def start(self):
        self.stopped.clear()
        self._server = _Server(("127.0.0.1", self.port), _Handler)
        self._server.daemon_threads = True
        self._server.evaluation = self
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self):
        self.stopped.set()
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def take(self, key, body):
        """The first time it is taken; then the same reference comes back."""
        return self.taken.setdefault(key, (f"EV-{len(self.taken) + 1:04}", body))[0]


class _Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Whoever asked may have hung up: that is what such tests are about."""


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        evaluation = self.server.evaluation
        self.body = self.rfile.read(int(self.headers["Content-Length"]))
        evaluation.asked.append((self.path, dict(self.headers), self.body))
        if evaluation.answers:
            evaluation.answers.pop(0)(self)
            return
        if not is_signed(self.headers, self.body):
            send(self, {"error": "not signed"}, 401)
            return
        send(self, {"reference": evaluation.take(self.headers["Idempotency-Key"], self.body)}, 201)

    def do_GET(self):
        """Where a redirect would lead whoever followed it."""
        self.server.evaluation.asked.append((self.path, dict(self.headers), b""))
        send(self, {"reference": "followed"})

    def log_message(self, format, *args):
        pass


def is_signed(headers, body):
    expected = hmac.new(SECRET.encode(), headers["CPOR-Timestamp"].encode() + b"." + body, hashlib.sha256)
    return hmac.compare_digest(f"v1={expected.hexdigest()}", headers["CPOR-Signature"])


def send(handler, content, status=200, headers=()):
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    handler.send_response(status)
    handler.send_header("Content-Type", JSON)
    for name, value in headers:
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def answering(content, status=200, headers=()):
    return lambda handler: send(handler, content, status, headers)


def hanging(handler):
    """Takes the request, and says nothing."""
    handler.server.evaluation.stopped.wait(5)


def hanging_up(handler):
    handler.connection.close()


def losing_the_answer(handler):
    """Takes the document, and the line breaks before its answer arrives."""
    handler.server.evaluation.take(handler.headers["Idempotency-Key"], handler.body)
    handler.connection.close()


def dripping(handler):
    """One letter after the other: each comes in time, all together never do."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    while not handler.server.evaluation.stopped.wait(0.1):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def dripping_headers(handler):
    """The same before the answer has begun."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.server.evaluation.stopped.wait(0.1):
        handler.wfile.write(b"x")
        handler.wfile.flush()


def flooding(handler):
    handler.send_response(200)
    handler.end_headers()
    for _part in range(64):
        handler.wfile.write(b"x" * 65_536)
