import threading
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

from cpor_portal.filebroker import Transport
from cpor_portal.settings import sources

MESSAGES = 200


@pytest.fixture
def connect(tmp_path):
    """Opens a connection of its own to one folder, as each process does."""
    Transport.global_state.clear()  # what kombu remembers of the folders of other tests
    url, options = sources.broker(f"filesystem://{tmp_path}/broker")
    connections = []

    def open_one():
        connections.append(Connection(url, transport_options=options | {"polling_interval": 0}))
        return connections[-1]

    yield open_one
    for connection in connections:
        connection.close()


def run_all(*tasks):
    errors = []

    def keep_errors(task):
        try:
            task()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=keep_errors, args=[task]) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_readers_and_writers_at_once_lose_and_double_nothing(connect):
    taken, done = [], threading.Event()

    def write(writer):
        queue = connect().SimpleQueue("celery")
        for number in range(MESSAGES):
            queue.put([writer, number])

    def read():
        queue = connect().SimpleQueue("celery")
        while True:
            was_done = done.is_set()
            try:
                message = queue.get(block=False)
            except Empty:
                if was_done:
                    return
                continue
            taken.append(tuple(message.payload))
            message.ack()

    def write_all():
        run_all(*(lambda writer=writer: write(writer) for writer in range(3)))
        done.set()

    run_all(write_all, read, read, read)

    assert sorted(taken) == [(writer, number) for writer in range(3) for number in range(MESSAGES)]


def test_messages_come_in_the_order_they_were_put(connect):
    queue = connect().SimpleQueue("celery")
    for number in range(5):
        queue.put(number)

    assert [queue.get(block=False).payload for _ in range(5)] == [0, 1, 2, 3, 4]


def test_message_put_by_nobody_there_waits(connect, tmp_path):
    connect().SimpleQueue("celery").put("waits")

    assert connect().SimpleQueue("celery").get(block=False).payload == "waits"
    assert list((Path(tmp_path) / "broker/messages").iterdir()) == []
