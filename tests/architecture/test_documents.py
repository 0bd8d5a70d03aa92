import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS = [
    path
    for path in [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
    if path.exists()
]


def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_documents_link_to_what_exists():
    broken = []
    for path in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text()):
            if not re.match(r"[a-z]+:", target) and not (path.parent / target).exists():
                broken.append(f"{path.relative_to(ROOT)}: {target}")

    assert broken == []


def test_documents_name_commands_that_exist():
    makefile = (ROOT / "Makefile").read_text()
    named = {name for path in DOCUMENTS for name in re.findall(r"`make ([a-z]+)", path.read_text())}

    assert {name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)} == set()


def test_no_secret_or_leftover_is_tracked():
    names = [str(path.relative_to(ROOT)) for path in tracked()]

    assert [
        name for name in names if re.search(r"(^|/)\.env$|\.sqlite3|\.pem$|\.orig$|\.rej$|(^|/)var/", name)
    ] == []


def test_no_unfinished_business():
    """No note of work to be done later stays in what is shipped."""
    note = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    found = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix in (".py", ".html", ".css", ".js", ".md", ".txt", ".toml", ".yml")
        and note.search(path.read_text())
    ]

    assert found == []


RULE = re.compile(r"\b(?:PPL|PRG|DIR|FIL|POE|LIF|EDT|CLK|REV|ARB|CON|AFT|DSP|HIS|LNG)-\d+")


def test_every_rule_that_is_named_is_explained_and_proved():
    python = [path for path in tracked() if path.suffix == ".py"]
    proofs = "".join(path.read_text() for path in python if path.is_relative_to(ROOT / "tests"))
    proved = {
        rule for marks in re.findall(r"pytest\.mark\.rule\(([^)]*)\)", proofs) for rule in RULE.findall(marks)
    }
    named = {rule for path in python for rule in RULE.findall(path.read_text())}
    told = re.findall(r"^- ([A-Z]{3}-\d+) ", (ROOT / "docs/rules.md").read_text(), flags=re.MULTILINE)

    assert len(told) == len(set(told))
    assert set(told) == proved
    assert named - set(told) == set()
