"""Celery's broker of the embedded default: a folder, safe for several processes at once.

kombu's own filesystem transport lets a reader take a message, or the table of an exchange, that
another process has created but not written yet; the message is then lost and the reader fails.
Here every file appears under its name only when it is whole. Nor do two threads take each other's
word for a table that neither has written yet. What a killed worker held is lost with it, as in
kombu; the sweeps find the work again.
"""

import os
import threading
import time
import uuid
from pathlib import Path
from queue import Empty

from kombu.transport import filesystem
from kombu.utils.json import dumps, loads

_binding = threading.Lock()


class Channel(filesystem.Channel):
    def _put(self, queue, payload, **kwargs):
        name = f"{time.time_ns():020d}_{uuid.uuid4()}.{queue}.msg"
        draft = Path(self.processed_folder) / name
        draft.write_text(dumps(payload), encoding="utf-8")
        draft.rename(Path(self.data_folder_out) / name)

    def _get(self, queue):
        for name in sorted(os.listdir(self.data_folder_in)):
            if name.partition(".")[2] != f"{queue}.msg":
                continue
            taken = Path(self.processed_folder) / name
            try:
                (Path(self.data_folder_in) / name).rename(taken)
            except FileNotFoundError:  # another worker was quicker
                continue
            payload = taken.read_text(encoding="utf-8")
            taken.unlink()
            return loads(payload)
        raise Empty

    def queue_bind(self, *args, **kwargs):
        with _binding:
            super().queue_bind(*args, **kwargs)

    def _queue_bind(self, exchange, routing_key, pattern, queue):
        table = self._exchange_file(exchange)
        draft = table.with_name(f"{uuid.uuid4()}.draft")
        draft.write_text("[]", encoding="utf-8")
        try:
            os.link(draft, table)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        super()._queue_bind(exchange, routing_key, pattern, queue)


class Transport(filesystem.Transport):
    Channel = Channel
