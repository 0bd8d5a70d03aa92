"""What can't be built here is held against the code: compose file, image, Procfile and Makefile."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.urls import resolve

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
PORTAL = {name: service for name, service in COMPOSE["services"].items() if service.get("build")}
READ = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "cpor_portal/settings/base.py").read_text()))
# Read by the server's command line, not by Django.
OF_THE_PROCESS = {"HOST", "PORT", "WEB_WORKERS", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}
MAILPIT, REDIS, POSTGRES = 1025, 6379, 5432


def test_compose_services_are_all_there():
    assert PORTAL.keys() == {"migrate", "web", "worker", "beat"}
    assert COMPOSE["services"].keys() - PORTAL.keys() == {"postgres", "redis", "s3", "mail", "proxy"}


def test_compose_environment_is_read_by_the_settings():
    for service in PORTAL.values():
        assert service["environment"].keys() - READ == set()


def test_compose_environment_is_what_production_needs():
    environment = PORTAL["web"]["environment"]

    assert {"DEMO", "DEBUG"} & environment.keys() == set()
    assert "?" in environment["SECRET_KEY"], "it must be given, never defaulted"
    assert {"DATABASE_URL", "CELERY_BROKER_URL", "CACHE_URL", "STORAGE_URL", "EMAIL_URL"} < environment.keys()


@pytest.mark.parametrize(
    ("variable", "host", "port"),
    [
        ("DATABASE_URL", "postgres", POSTGRES),
        ("CELERY_BROKER_URL", "redis", REDIS),
        ("CACHE_URL", "redis", REDIS),
        ("STORAGE_URL", "s3", 9000),
        ("EMAIL_URL", "mail", MAILPIT),
    ],
)
def test_compose_addresses_name_its_own_services(variable, host, port):
    assert re.search(rf"(//|@){host}:{port}", PORTAL["web"]["environment"][variable])
    assert host in COMPOSE["services"]


@pytest.mark.parametrize("name", sorted(PORTAL))
def test_compose_commands_exist(name):
    program, *arguments = PORTAL[name]["command"].split()

    assert program == "python" or shutil.which(program, path=str(ROOT / ".venv/bin")) or shutil.which(program)
    if program == "gunicorn":
        assert arguments[0] == "cpor_portal.wsgi:application"
    if program == "celery":
        assert arguments[:3] in (["--app", "cpor_portal", "worker"], ["--app", "cpor_portal", "beat"])
    if program == "python":
        assert arguments[0] == "manage.py"
        assert (ROOT / "manage.py").exists()


def test_health_checks_ask_for_real_pages():
    command = COMPOSE["services"]["web"]["healthcheck"]["test"]
    image = re.search(r'HEALTHCHECK .* CMD \["python", "(\S+)", "(\S+)"\]', (ROOT / "Dockerfile").read_text())

    assert resolve(command[-1]).url_name == "healthz"
    assert (ROOT / command[-2]).exists()
    assert (command[-2], command[-1]) == image.groups()


def test_every_part_has_a_health_check_or_needs_none():
    without = {name for name, each in COMPOSE["services"].items() if "healthcheck" not in each}

    assert without == {"proxy"}


def test_images_have_a_version():
    images = [each["image"] for each in COMPOSE["services"].values() if not each.get("build")]

    assert [image for image in images if not re.search(r":v?\d", image)] == []


def test_image_runs_as_nobody_in_particular():
    dockerfile = (ROOT / "Dockerfile").read_text()

    assert dockerfile.index("USER portal") > dockerfile.index("collectstatic")
    assert "--require-hashes" in dockerfile


def test_env_example_documents_every_variable_once():
    documented = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)

    assert sorted(documented) == sorted(READ)


def test_env_example_explains_each_variable():
    lines = (ROOT / ".env.example").read_text().splitlines()

    assert [
        line
        for above, line in zip(lines, lines[1:], strict=False)
        if re.match(r"#?[A-Z_]+=", line) and not above.startswith("# ")
    ] == []


def test_procfile_starts_web_worker_and_beat():
    processes = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())

    assert processes.keys() == {"web", "worker", "beat"}
    assert processes["web"].startswith("gunicorn cpor_portal.wsgi:application")
    assert " worker " in processes["worker"]
    assert " beat " in processes["beat"]


@pytest.mark.parametrize("target", ["run", "test", "check", "format", "setup", "reset"])
def test_makefile_targets_call_scripts_that_exist(target):
    said = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    scripts = re.findall(r"^(bin/[\w-]+)", said, re.MULTILINE)
    assert scripts
    assert [name for name in scripts if not (ROOT / name).stat().st_mode & 0o111] == []


@pytest.mark.parametrize(
    "script", ["setup", "run", "prepare", "reset", "test", "check", "check-deployment", "install-servers"]
)
def test_scripts_are_sound_bash(script):
    subprocess.run(["bash", "-n", ROOT / "bin" / script], check=True)


def test_continuous_integration_checks_and_tests():
    assert re.findall(r"^make (\w+)", (ROOT / ".ci/run").read_text(), re.MULTILINE) == ["check", "test"]
