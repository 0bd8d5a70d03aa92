import io
import time
from contextlib import suppress

import pytest
from PIL import Image, ImageDraw

from claims.showing import process
from claims.showing.process import NotShown, draw, look
from tests import proofs
from tests.claims.showing import papers


def pages_of(content, kind="pdf", passages=()):
    return look(io.BytesIO(content), kind, list(passages))


def picture_of(content, kind="pdf", number=1, width=1000):
    return Image.open(io.BytesIO(draw(io.BytesIO(content), kind, number, width))).convert("L")


def ink_in(picture, size, area):
    """The bounds of what is dark in an area, in its own measure; None where all is white."""
    scale = picture.width / size[0]
    x, y, width, height = area
    part = picture.crop([round(side * scale) for side in (x, y, x + width, y + height)])
    return part.point(lambda value: 255 if value < 128 else 0).getbbox(), part.size


@pytest.mark.rule("REV-3")
@pytest.mark.parametrize("maker", ["reportlab", "chromium", "libreoffice"])
def test_passage_is_marked_where_its_ink_is(maker, tmp_path):
    make = {"reportlab": papers.of_reportlab}.get(maker) or (lambda: getattr(papers, f"of_{maker}")(tmp_path))
    content = make()
    found = pages_of(content, passages=[(1, f"…{papers.SENTENCE}")])
    picture = picture_of(content)

    (area,) = found.passages[0]
    (left, _top, right, _bottom), (width, _height) = ink_in(picture, found.pages[0], area)

    # The ink fills the rectangle from its left to its right, and there is none beside it.
    assert left <= 4
    assert right >= width - 4
    x, y, width, height = area
    whole_line = (0, y, found.pages[0][0], height)
    (left, _top, right, _bottom), _size = ink_in(picture, found.pages[0], whole_line)
    scale = picture.width / found.pages[0][0]
    assert abs(left - x * scale) <= 8
    assert abs(right - (x + width) * scale) <= 8


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_passage_is_marked_on_a_page_that_was_turned(rotation):
    content = papers.of_reportlab(rotation)
    found = pages_of(content, passages=[(1, papers.SENTENCE)])
    picture = picture_of(content)

    (area,) = found.passages[0]
    bounds, (width, height) = ink_in(picture, found.pages[0], area)

    assert bounds is not None
    left, top, right, bottom = bounds
    assert (right - left) * (bottom - top) > 0.75 * width * height


def test_passage_that_spaces_and_hyphens_part_otherwise_is_found():
    found = pages_of(
        papers.of_reportlab(), passages=[(1, "contoso  confirms the mig-ration of 400 mail boxes")]
    )

    assert len(found.passages[0]) == 1


def test_passage_that_is_not_there_has_no_place():
    wanted = [(1, "Fabrikam never said anything of the kind."), (7, papers.SENTENCE), (0, "x"), (1, "…")]

    assert pages_of(papers.of_reportlab(), passages=wanted).passages == [[], [], [], []]


@pytest.mark.parametrize("width", [1000, 1800])
def test_page_is_drawn_as_wide_as_asked(width):
    picture = picture_of(papers.of_reportlab(), width=width)

    assert picture.width in (width, width + 1)


def test_page_is_bounded_in_pixels_however_large_it_says_it_is():
    picture = picture_of(papers.sized(14_000, 14_400), width=1800)

    assert picture.width * picture.height < 8_100_000


def test_long_file_is_shown_in_part(settings):
    settings.PROOF_SHOWING = settings.PROOF_SHOWING | {"pages": 20}

    found = pages_of(papers.of_reportlab(pages=30))

    assert (found.count, len(found.pages)) == (30, 20)


def test_broken_table_is_refused_or_repaired():
    with suppress(NotShown):
        assert pages_of(papers.with_broken_table()).count == 1


@pytest.mark.rule("POE-5")
@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\nnothing", papers.with_a_loop_of_pages(), b"", b"\x00" * 10_000], ids=range(4)
)
def test_damaged_file_is_not_shown(content):
    with pytest.raises(NotShown) as refused:
        pages_of(content)

    assert refused.value.why in ("broken", "too_much")


@pytest.mark.rule("POE-5")
def test_page_that_takes_hours_to_draw_holds_nobody_up(settings):
    settings.PROOF_SHOWING = settings.PROOF_SHOWING | {"seconds": 1}
    began = time.monotonic()

    with suppress(NotShown):  # PDFium may stop by itself at so many levels
        draw(io.BytesIO(papers.too_much_to_draw()), "pdf", 1, 1000)

    assert time.monotonic() - began < 10


@pytest.mark.rule("POE-5")
@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("while True: pass", "too_much"),
        ("import time; time.sleep(60)", "too_much"),
        ("import os; os.abort()", "too_much"),
        ("print('no JSON')", "broken"),
        ("print('[]')", "broken"),
        ('print(\'{"status": "shown", "count": 1, "pages": [[1e999, 5]], "passages": []}\')', "broken"),
        ('print(\'{"status": "shown", "count": 1, "pages": [["a", 5]], "passages": []}\')', "broken"),
        ('print(\'{"status": "shown", "count": 1, "pages": [[50, 50]], "passages": [[[1, 2]]]}\')', "broken"),
        ('print(\'{"status": "<script>"}\')', "broken"),
    ],
)
def test_process_that_misbehaves_is_not_believed(settings, monkeypatch, tmp_path, program, why):
    settings.PROOF_SHOWING = settings.PROOF_SHOWING | {"seconds": 1}
    path = tmp_path / "program.py"
    path.write_text(f"import resource; resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n{program}\n")
    monkeypatch.setattr(process, "PROGRAM", path)

    with pytest.raises(NotShown) as refused:
        pages_of(b"%PDF-")

    assert refused.value.why == why


@pytest.mark.rule("POE-5")
def test_pixels_that_are_not_what_was_announced_are_no_picture(monkeypatch, tmp_path):
    path = tmp_path / "program.py"
    path.write_text('print(\'{"status": "drawn", "width": 100, "height": 100}\\nRIFF\')')
    monkeypatch.setattr(process, "PROGRAM", path)

    with pytest.raises(NotShown):
        draw(io.BytesIO(b"%PDF-"), "pdf", 1, 1000)


@pytest.mark.rule("POE-5")
def test_process_is_told_nothing_of_the_portal(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "do not tell")
    path = tmp_path / "program.py"
    said = "{'status': 'broken' if any('do not tell' in each for each in os.environ.values()) else 'locked'}"
    path.write_text(f"import json, os\nprint(json.dumps({said}))")
    monkeypatch.setattr(process, "PROGRAM", path)

    with pytest.raises(NotShown) as refused:
        pages_of(b"%PDF-")

    assert refused.value.why == "locked"


@pytest.mark.rule("POE-5")
def test_picture_that_unpacks_to_gigabytes_is_not_drawn():
    bomb = proofs.a_png(30_000, 30_000)

    with pytest.raises(NotShown):
        draw(io.BytesIO(bomb), "picture", 1, 1000)


def test_picture_is_turned_as_the_camera_was_held_and_shrunk():
    photo = Image.new("RGB", (3000, 2000), "white")
    ImageDraw.Draw(photo).rectangle([0, 0, 3000, 200], fill="black")
    exif = Image.Exif()
    exif[0x0112] = 6
    content = io.BytesIO()
    photo.save(content, "JPEG", exif=exif)

    shown = picture_of(content.getvalue(), "picture")

    assert pages_of(content.getvalue(), "picture").pages == [(15000, 22500)]
    assert shown.size == (1000, 1500)
    # What was at the top is at the right.
    assert shown.getpixel((990, 700)) < 50
    assert shown.getpixel((10, 700)) > 200


def test_see_through_picture_stands_on_paper():
    content = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(content, "PNG")

    assert picture_of(content.getvalue(), "picture").getpixel((25, 25)) == 255
