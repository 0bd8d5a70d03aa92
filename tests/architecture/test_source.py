"""Conventions that hold everywhere in the code."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = ["accounts", "calendars", "claims", "consent", "cpor_portal", "directory", "outbox", "reviews"]
SOURCES = [
    path for app in OURS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts
]
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def where(path, line):
    return f"{path.relative_to(ROOT)}:{line}"


def calls(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield node


def name_of(node):
    if isinstance(node, ast.Attribute):
        return f"{name_of(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def test_imports_keep_the_layers():
    outcome = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_no_state_is_changed_behind_the_door():
    """`.update(state=…)` would skip the lock, the check and the history."""
    # The queue of what leaves is no claim: its rows are taken by a conditional update.
    found = [
        where(path, call.lineno)
        for path in SOURCES
        if path.parent.name != "outbox"
        for call in calls(path)
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("update", "aupdate")
        if any(keyword.arg == "state" for keyword in call.keywords)
    ]

    assert found == []


@pytest.mark.parametrize("wall_clock", ["datetime.now", "datetime.utcnow", "date.today", "datetime.today"])
def test_clock_is_read_with_a_zone(wall_clock):
    found = [
        where(path, call.lineno)
        for path in SOURCES
        for call in calls(path)
        if name_of(call.func).endswith(wall_clock) and not call.args and not call.keywords
    ]

    assert found == []


def test_no_test_is_skipped():
    forbidden = (
        "mark.skip",
        "mark.skipif",
        "mark.xfail",
        "pytest.skip",
        "pytest.xfail",
        "importorskip",
        "skipTest",
    )
    found = [
        where(path, node.lineno)
        for path in TESTS
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and name_of(node).endswith(forbidden)
    ]

    assert found == []


def test_no_test_sleeps_without_looking():
    """Only what waits for another process may sleep, and it looks in a loop."""
    allowed = {ROOT / "tests/servers/ports.py", ROOT / "tests/servers/worker.py"}
    found = [
        where(path, call.lineno)
        for path in TESTS
        if path not in allowed
        for call in calls(path)
        if name_of(call.func) == "time.sleep"
    ]

    assert found == []


def test_no_module_is_a_drawer():
    drawers = {"utils", "helpers", "services", "common", "misc", "signals"}

    assert [str(path.relative_to(ROOT)) for path in SOURCES if path.stem in drawers] == []


def test_files_stay_short():
    long = {
        str(path.relative_to(ROOT)): length
        for path in SOURCES
        if (length := len(path.read_text().splitlines())) > 400
    }

    assert long == {}


def named_urls(patterns, namespaces=()):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from named_urls(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield ":".join([*namespaces, pattern.name or ""]), pattern


def test_urls_have_names_of_their_own():
    ours = [
        name
        for name, pattern in named_urls(get_resolver().url_patterns)
        if pattern.lookup_str.split(".")[0] in OURS
    ]

    assert [name for name in ours if not re.fullmatch(r"([a-z_]+:)?[a-z_]+", name)] == []
    assert len(ours) == len(set(ours))


def test_apps_are_named_in_the_contracts():
    ours = {config.name for config in apps.get_app_configs() if Path(config.path).parent == ROOT}

    assert ours == set(OURS)
