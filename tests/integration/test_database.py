import threading

import pytest
from django.db import connection


@pytest.mark.django_db(transaction=True)
def test_database_shared_by_threads():
    seen = []

    def look():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM accounts_user")
            seen.append(cursor.fetchone()[0])
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert seen == [0]
