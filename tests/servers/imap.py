import re
import socketserver
import ssl
import threading

from .ports import free_port

LOGIN, PASSWORD = "returned", "a pass word"


class ImapServer:
    """As much of IMAP4rev1 as reading a folder takes: mails are found by their flags, and read in parts.

    With a certificate, all of it is encrypted (`imaps`), or from STARTTLS on (`imap+tls`), before which nobody
    is let in.
    """

    def __init__(self, scheme="imap", certificate=None):
        self.port = free_port()
        self.scheme, self.tls = scheme, None
        if certificate:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(certificate)
        self.mails: dict[int, bytes] = {}
        self.seen: set[int] = set()
        self.url = f"{scheme}://returned:a%20pass%20word@127.0.0.1:{self.port}/INBOX"
        self._server = None

    def put(self, content: bytes) -> int:
        uid = max(self.mails, default=100) + 1
        self.mails[uid] = content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        return uid

    def start(self):
        socketserver.ThreadingTCPServer.allow_reuse_address = True
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", self.port), _session(self))
        self._server.daemon_threads = True
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()

    def stop(self):
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


def _session(box):
    class Session(socketserver.StreamRequestHandler):
        is_encrypted = False

        def handle(self):
            if box.scheme == "imaps" and not self.encrypt():
                return
            self.say(b"* OK IMAP4rev1 ready")
            while line := self.rfile.readline():
                tag, _, rest = line.decode().strip().partition(" ")
                verb, _, arguments = rest.partition(" ")
                if verb.upper() == "UID":
                    verb, _, arguments = arguments.partition(" ")
                answer = getattr(self, verb.lower(), None)
                outcome = answer(arguments) if answer else "BAD unknown"
                self.say(f"{tag} {outcome or 'OK done'}".encode())
                if verb.upper() == "STARTTLS" and not self.encrypt():
                    return
                if verb.upper() == "LOGOUT":
                    return

        def encrypt(self):
            try:
                self.request = box.tls.wrap_socket(self.request, server_side=True)
            except ssl.SSLError:  # whoever called does not trust us
                return False
            self.is_encrypted = True
            self.setup()
            return True

        def finish(self):
            super().finish()
            if self.is_encrypted:
                self.request.close()

        def starttls(self, _):
            return None

        def say(self, line):
            self.wfile.write(line + b"\r\n")

        def capability(self, _):
            more = b" STARTTLS LOGINDISABLED" if self.must_encrypt() else b""
            self.say(b"* CAPABILITY IMAP4rev1" + more)

        def must_encrypt(self):
            return box.scheme == "imap+tls" and not self.is_encrypted

        def login(self, arguments):
            if self.must_encrypt():
                return "NO not in the open"
            if arguments.replace('"', "") != f"{LOGIN} {PASSWORD}":
                return "NO wrong"

        def select(self, arguments):
            if arguments != '"INBOX"':
                return "NO no such folder"
            self.say(f"* {len(box.mails)} EXISTS".encode())

        def search(self, arguments):
            if arguments != "UNSEEN":
                return "BAD"
            unseen = " ".join(str(uid) for uid in box.mails if uid not in box.seen)
            self.say(f"* SEARCH {unseen}".rstrip().encode())

        def fetch(self, arguments):
            uid, length = re.fullmatch(r"(\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", arguments).groups()
            content = box.mails[int(uid)][: int(length)]
            number = list(box.mails).index(int(uid)) + 1
            self.wfile.write(f"* {number} FETCH (UID {uid} BODY[]<0> {{{len(content)}}}\r\n".encode())
            self.wfile.write(content)
            self.say(b")")

        def store(self, arguments):
            uid = re.fullmatch(r"(\d+) \+FLAGS \(\\Seen\)", arguments).group(1)
            box.seen.add(int(uid))

        def logout(self, _):
            self.say(b"* BYE")

    return Session
