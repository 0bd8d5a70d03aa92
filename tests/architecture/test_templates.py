import re
from pathlib import Path

from django.template import engines

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
# Mail is no page: what reads it knows no style sheet of ours, and no content security policy.
PAGES = [path for path in TEMPLATES if path.suffix == ".html" and "mail" not in path.parts]
OURS = ["accounts", "calendars", "claims", "consent", "cpor_portal", "directory", "outbox", "reviews"]


def found(pattern, paths=PAGES):
    return [
        f"{path.relative_to(ROOT)}: {match.group(0)[:80]}"
        for path in paths
        for match in re.finditer(pattern, path.read_text(), re.IGNORECASE)
    ]


def test_no_script_inside_a_page():
    """A script element names a file of ours or holds data; the content security policy stops the rest."""
    scripts = [each for each in found(r"<script\b[^>]*>") if not re.search(r"\bsrc=|application/json", each)]

    assert scripts == []


def test_no_style_inside_a_page():
    assert found(r"<style\b|\sstyle\s*=\s*[\"']") == []


def test_no_handler_inside_a_page():
    assert found(r"<[a-z][^<>]*\son[a-z]+\s*=\s*[\"']|hx-on[:\w-]*=|javascript:") == []


def test_nothing_comes_from_elsewhere():
    assert (
        found(
            r"<(?:script|link|img|iframe|source|video|audio)\b[^>]*\b(?:src|href)\s*=\s*[\"'](?:https?:)?//"
        )
        == []
    )


def test_every_template_compiles():
    engine = engines["django"]
    for path in TEMPLATES:
        engine.get_template(str(path.relative_to(ROOT / "templates")))


def test_no_template_is_unused():
    """Each is named by code or by another template, or overrides one of an installed package."""
    sources = [path for app in OURS for path in (ROOT / app).rglob("*.py")]
    text = "\n".join(path.read_text() for path in [*sources, *TEMPLATES])
    unused = []
    for path in TEMPLATES:
        name = str(path.relative_to(ROOT / "templates"))
        if name.split("/")[0] in ("account", "allauth", "admin", "registration"):
            continue
        if re.fullmatch(r"[45]\d\d\.html", name):  # the error pages are called by their status
            continue
        # A mail is called by one name for its subject, text and HTML.
        stem = name.split(".")[0].removeprefix("mail/")
        if name not in text and f'"{stem}"' not in text:
            unused.append(name)

    assert unused == []
