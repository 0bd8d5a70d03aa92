"""Every text that people read is marked, and stands in every language's catalogue."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
OTHERS = [code for code, _name in settings.LANGUAGES if code != "en"]
PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]*\d*(?:\.\d+)?[sdfi]|%[sd%]|\{\w*\}|</?\w+[^>]*>")
# What is called the same everywhere.
NAMES = ("CPOR portal", "CSV", "XLSX", "MPN ID", "ZIP", "h&nbsp;", "min")
# For developers, in English only.
UNTRANSLATED = {"gallery"}

pytestmark = pytest.mark.rule("LNG-1")


def catalogue(language):
    found = polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))
    return [entry for entry in found if not entry.obsolete]


def pairs(entry):
    """What is said in English, beside each form of the translation."""
    if entry.msgid_plural:
        return [(entry.msgid_plural, form) for form in entry.msgstr_plural.values()]
    return [(entry.msgid, entry.msgstr)]


@pytest.mark.parametrize("language", OTHERS)
def test_catalogue_is_complete(language):
    wanting = [entry.msgid for entry in catalogue(language) if not entry.translated()]
    forms = [e.msgid for e in catalogue(language) if e.msgid_plural and len(e.msgstr_plural) != 2]

    assert wanting == []
    assert forms == []


@pytest.mark.parametrize("language", OTHERS)
def test_translations_keep_placeholders_and_markup(language):
    def held(entry, said, form):
        got = set(PLACEHOLDER.findall(form))
        # "One claim" may leave the number out.
        if entry.msgid_plural:
            return got <= set(PLACEHOLDER.findall(said)) and (
                form != entry.msgstr_plural[1] or got == set(PLACEHOLDER.findall(said))
            )
        return got == set(PLACEHOLDER.findall(said))

    def edges(text):
        return text[:1].isspace(), text[-1:].isspace()

    wrong = [
        (said, form)
        for entry in catalogue(language)
        for said, form in pairs(entry)
        if not held(entry, said, form) or edges(said) != edges(form)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_is_left_in_english(language):
    left = [
        said
        for entry in catalogue(language)
        for said, form in pairs(entry)
        if said == form and len(re.findall(r"[a-z]{2,}", PLACEHOLDER.sub("", said))) > 4
    ]
    assert left == []


@pytest.mark.timeout(300)
def test_catalogues_hold_what_code_and_templates_say(tmp_path):
    """Extracted anew, in a copy."""
    apps = {name.split(".")[0] for name in settings.INSTALLED_APPS} & {path.name for path in ROOT.iterdir()}
    for name in (*sorted(apps), "cpor_portal", "templates"):
        shutil.copytree(
            ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True
        )
    shutil.copy(ROOT / "manage.py", tmp_path)
    (tmp_path / "locale").mkdir()
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale", "de", "--verbosity", "0"],
        cwd=tmp_path,
        env={"DEMO": "1", "PATH": "/usr/bin:/bin", "VAR_DIR": str(tmp_path / "var"), "ENV_FILE": "/dev/null"},
        check=True,
    )
    said = {
        (entry.msgctxt, entry.msgid)
        for entry in polib.pofile(str(tmp_path / "locale" / "de" / "LC_MESSAGES" / "django.po"))
    }

    assert len(said) > 2000
    for language in OTHERS:
        known = {(entry.msgctxt, entry.msgid) for entry in catalogue(language)}
        assert (said - known, known - said) == (set(), set()), f"`make messages`, then translate: {language}"


def visible_text(source):
    """What of a template people would read that is neither marked nor put in; parameters with words, too."""
    text, unmarked, is_marked = "", [], False
    for token in Lexer(source).tokenize():
        head = token.contents.split()[0] if token.contents.split() else ""
        is_for_machines = head == "block" and token.contents.split()[1] in ("width", "body_attributes")
        if head in ("blocktranslate", "comment") or is_for_machines:
            is_marked = True
        elif head in ("endblocktranslate", "endcomment", "endblock"):
            is_marked = False
        elif token.token_type == TokenType.TEXT and not is_marked:
            text += token.contents
        elif token.token_type == TokenType.BLOCK and head in ("include", "card", "notice", "dialog"):
            said = re.findall(r'\b(?:title|label|text|lead|help|submit|\w+_label)="([^"]+)"', token.contents)
            unmarked += [words for words in said if words not in NAMES]
    text = re.sub(r"<(script|style|svg|kbd)\b.*?</\1>", "", text, flags=re.DOTALL)
    attributes = r'\b(?:aria-label|title|placeholder|alt|data-label)="([^"]*[A-Za-z]{2}[^"]*)"'
    unmarked += [words for words in re.findall(attributes, text) if words not in NAMES]
    for name in NAMES:
        text = text.replace(name, "")
    words = re.sub(r"<[^>]*>|&\w+;", "\n", text).split("\n")
    return unmarked + [line.strip() for line in words if re.search(r"[A-Za-z]{2}", line)]


def test_every_word_of_the_templates_is_marked():
    found = {
        path.relative_to(TEMPLATES): words
        for path in TEMPLATES.rglob("*.*")
        if path.relative_to(TEMPLATES).parts[0] not in UNTRANSLATED
        if (words := visible_text(path.read_text()))
    }
    assert found == {}
