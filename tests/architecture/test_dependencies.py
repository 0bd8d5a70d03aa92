import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
RUN = PROJECT["dependencies"]
DEV = PROJECT["optional-dependencies"]["dev"]


def pins(lock):
    found = re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)", (ROOT / lock).read_text(), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


@pytest.mark.parametrize(("lock", "wanted"), [("requirements.txt", RUN), ("requirements-dev.txt", RUN + DEV)])
def test_lock_holds_what_pyproject_asks_for(lock, wanted):
    locked = pins(lock)
    requirements = [Requirement(line) for line in wanted]

    unmet = [
        str(each)
        for each in requirements
        if (version := locked.get(canonicalize_name(each.name))) is None or version not in each.specifier
    ]

    assert unmet == []


def test_both_locks_agree():
    run, dev = pins("requirements.txt"), pins("requirements-dev.txt")

    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_hashes(lock):
    text = (ROOT / lock).read_text()

    blocks = re.split(r"^(?=[\w.-]+(?:\[[\w,-]+\])?==)", text, flags=re.MULTILINE)[1:]

    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_lock_names_no_index(lock):
    assert (
        re.findall(r"https?://|file://|--(?:extra-)?index-url|--find-links", (ROOT / lock).read_text()) == []
    )


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_lock_can_be_installed_by_the_first_releases_of_python_3_11(lock):
    """redis needs this before 3.11.3, which Debian 12 does not have; pip-compile leaves out what its own Python
    can do without."""
    assert re.search(
        r'^async-timeout==\S+ ; python_full_version < "3\.11\.3"', (ROOT / lock).read_text(), re.MULTILINE
    )


def test_every_dependency_says_why():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    named = [line for line in lines if re.match(r'^    "[A-Za-z][\w.\[\]-]*(?:[~>=<].*)?",', line)]
    dependencies = [line for line in named if any(f'"{wanted}"' in line for wanted in RUN + DEV)]

    assert len(dependencies) == len(RUN + DEV)
    assert [line for line in dependencies if not re.search(r'",\s+# \S', line)] == []
