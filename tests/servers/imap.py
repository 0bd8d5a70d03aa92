import re
import socketserver
import threading

from .ports import free_port

LOGIN, PASSWORD = "returned", "a pass word"


class ImapServer:
    """As much of IMAP4rev1 as reading a folder takes: mails are found by their flags, and read in parts."""

    def __init__(self):
        self.port = free_port()
        self.mails: dict[int, bytes] = {}
        self.seen: set[int] = set()
        self.url = f"imap://returned:a%20pass%20word@127.0.0.1:{self.port}/INBOX"
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
        def handle(self):
            self.say(b"* OK IMAP4rev1 ready")
            for line in self.rfile:
                tag, _, rest = line.decode().strip().partition(" ")
                verb, _, arguments = rest.partition(" ")
                if verb.upper() == "UID":
                    verb, _, arguments = arguments.partition(" ")
                answer = getattr(self, verb.lower(), None)
                outcome = answer(arguments) if answer else "BAD unknown"
                self.say(f"{tag} {outcome or 'OK done'}".encode())
                if verb.upper() == "LOGOUT":
                    return

        def say(self, line):
            self.wfile.write(line + b"\r\n")

        def capability(self, _):
            self.say(b"* CAPABILITY IMAP4rev1")

        def login(self, arguments):
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
