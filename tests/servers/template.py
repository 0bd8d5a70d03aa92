"""A database with every migration in it, made once: each process of the suite begins with a copy.

Migrating takes ten seconds of a processor. Outside of CI a migrated SQLite file is kept for the next run, until a
migration, what one imports, or a data file of an app changes.
"""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("accounts", "calendars", "claims", "consent", "directory", "outbox", "reviews")
IMPORTED = re.compile(rf"^(?:from|import) ((?:{'|'.join(APPS)})[\w.]*)", re.MULTILINE)
NAME = "migrated"


def sqlite_template() -> Path:
    folder = Path(tempfile.gettempdir()) / f"cpor-migrated-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise RuntimeError(f"{folder} belongs to somebody else.")
    template = folder / f"{_fingerprint()}.sqlite3"
    if not template.exists() or "CI" in os.environ:
        made = template.with_suffix(f".{os.getpid()}")
        _migrate(f"sqlite:///{made}")
        made.rename(template)
    return template


def postgres_template(url: str) -> str:
    """The name of a database beside the one of this address."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    connection.cursor().execute(f"CREATE DATABASE {NAME}")
    connection.close()
    _migrate(urlsplit(url)._replace(path=f"/{NAME}").geturl())
    return NAME


def _migrate(url: str) -> None:
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cpor_portal.settings.testing",
        "TEST_DATABASE_URL": url,
        "ENV_FILE": "/dev/null",
    }
    command = [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=env, check=True)


def _fingerprint() -> str:
    migrations = sorted(path for app in APPS for path in (ROOT / app / "migrations").glob("*.py"))
    modules = {name for path in migrations for name in IMPORTED.findall(path.read_text())}
    imported = [ROOT / (name.replace(".", "/") + ".py") for name in modules]
    data = [path for app in APPS for path in (ROOT / app).rglob("*.json")]
    seen = hashlib.sha256((ROOT / "requirements-dev.txt").read_bytes())
    for path in [*migrations, *sorted(path for path in (*imported, *data) if path.exists())]:
        seen.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return seen.hexdigest()[:20]
