"""Downloads whole, in ranges and by their headers alone, from a folder and from an S3-compatible store."""

import pytest
from django.core.files.storage import default_storage

from claims import downloads
from tests import claim_factories as claims

from .cast import body_of, url

pytestmark = pytest.mark.django_db
SIZE = len(claims.PDF)
LAST = SIZE - 1


@pytest.fixture
def claim():
    claim = claims.a_draft()
    claims.actions.add_file(
        claim.pk, by=claim.created_by, at=claim.created_at, upload=claims.an_upload(), name="proof.pdf"
    )
    return claim


@pytest.fixture
def get(client, claim):
    client.force_login(claim.created_by)
    address = url("file", claim, claim.files.get().pk)

    def ask(method="get", **headers):
        return getattr(client, method)(address, headers=headers)

    return ask


@pytest.fixture
def on_s3(request, s3_storage):
    """Asked for before the claim, whose file then goes there."""


def etag_of(claim):
    return f'"{claim.files.get().sha256}"'


def test_whole_file_tells_its_length_and_that_ranges_can_be_asked_for(get, claim):
    answer = get()

    assert (answer.status_code, body_of(answer)) == (200, claims.PDF)
    assert answer.headers["Content-Length"] == str(SIZE)
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["ETag"] == etag_of(claim)
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=5-5", 5, 5),
        ("bytes=100-", 100, LAST),
        ("bytes=-10", SIZE - 10, LAST),
        ("bytes=-99999", 0, LAST),
        ("bytes=10-99999", 10, LAST),
        ("bytes = 0 - 9", 0, 9),
    ],
)
def test_one_range_is_answered_with_that_part(get, asked, first, last):
    answer = get(Range=asked)

    assert answer.status_code == 206
    assert body_of(answer) == claims.PDF[first : last + 1]
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer.headers["Content-Length"] == str(last + 1 - first)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].endswith("; sandbox")


@pytest.mark.parametrize(
    "asked", ["bytes=0-4,6-9", "bytes=9-0", "bytes=-", "bytes=a-b", "lines=0-9", "bytes=" + "9" * 20 + "-"]
)
def test_what_is_no_single_range_is_answered_with_the_whole(get, asked):
    answer = get(Range=asked)

    assert (answer.status_code, body_of(answer)) == (200, claims.PDF)


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=99999-100000", "bytes=-0"])
def test_range_behind_the_end_is_refused_with_the_size(get, asked):
    answer = get(Range=asked)

    assert (answer.status_code, answer.content) == (416, b"")
    assert answer.headers["Content-Range"] == f"bytes */{SIZE}"


def test_range_of_another_version_is_answered_with_the_whole(get, claim):
    same = get(**{"Range": "bytes=0-9", "If-Range": etag_of(claim)})
    other = get(**{"Range": "bytes=0-9", "If-Range": '"another"'})

    assert (same.status_code, body_of(same)) == (206, claims.PDF[:10])
    assert (other.status_code, body_of(other)) == (200, claims.PDF)


def test_reader_that_has_it_already_is_told_so(get, claim):
    answer = get(**{"If-None-Match": etag_of(claim)})

    assert (answer.status_code, answer.content) == (304, b"")


def test_headers_alone_are_those_of_the_whole(get):
    answer = get("head", Range="bytes=0-9")

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Content-Length"] == str(SIZE)
    assert answer.headers["Content-Disposition"] == 'inline; filename="proof.pdf"'


@pytest.mark.parametrize("method", ["get", "head"])
def test_missing_file_is_not_found(get, claim, method):
    default_storage.delete(claim.files.get().file.name)

    assert get(method).status_code == 404


@pytest.mark.rule("PPL-5")
def test_stranger_gets_no_part_of_it(client, claim):
    client.force_login(claims.a_draft().created_by)

    answer = client.get(url("file", claim, claim.files.get().pk), headers={"Range": "bytes=0-9"})

    assert answer.status_code == 404


def test_large_file_leaves_in_small_pieces(get, claim, monkeypatch):
    monkeypatch.setattr(downloads, "PIECE", 100)

    pieces = list(get().streaming_content)

    assert [len(piece) for piece in pieces] == [100] * (SIZE // 100) + [SIZE % 100]
    assert b"".join(pieces) == claims.PDF


@pytest.mark.integration
def test_s3_compatible_store_gives_whole_part_headers_and_absence(on_s3, get, claim, s3_storage, monkeypatch):
    asked = []
    s3_storage.bucket.meta.client.meta.events.register(
        "before-send.s3.GetObject", lambda request, **_: asked.append(request.headers["Range"].decode())
    )

    whole, part, head = get(), get(Range="bytes=5-14"), get("head")

    assert body_of(whole) == claims.PDF
    assert "Location" not in whole.headers
    assert (part.status_code, body_of(part)) == (206, claims.PDF[5:15])
    assert head.headers["Content-Length"] == str(SIZE)
    # No more than was asked for left the store.
    assert asked == [f"bytes=0-{LAST}", "bytes=5-14", f"bytes=0-{LAST}"]
    s3_storage.delete(claim.files.get().file.name)
    assert get().status_code == 404
