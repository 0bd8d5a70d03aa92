"""Reads the addresses in the environment into what Django and Celery want to be told."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from botocore.config import Config
from django.core.exceptions import ImproperlyConfigured
from environ import Env

FALSE = ("0", "false", "no", "off")


def database(url: str) -> dict:
    config = Env.db_url_config(url)
    if config["ENGINE"].endswith("sqlite3"):
        # Writers wait for each other from their first statement on, so a check and the write that
        # rests on it can't be separated; readers are never held up, thanks to the write-ahead log.
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": ("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"),
        }
    else:
        config["CONN_MAX_AGE"] = 300
        config["CONN_HEALTH_CHECKS"] = True
    return config


def cache(url: str) -> dict:
    """`file:///path`, `redis://host:port/db`, or `memory://` (one process only)."""
    parts = urlsplit(url)
    if parts.scheme in ("redis", "rediss"):
        # A page waits no longer than this for a cache that does not answer.
        options = {"socket_connect_timeout": 1, "socket_timeout": 1}
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url, "OPTIONS": options}
    if parts.scheme == "file":
        return {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": _path(url)}
    if parts.scheme == "memory":
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    raise ImproperlyConfigured("CACHE_URL begins with redis://, rediss://, file:// or memory://.")


def storage(url: str) -> dict:
    """`file:///path`, or `s3://key:secret@host:port/bucket?region=…&secure=0`."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": _path(url), "base_url": None},
        }
    if parts.scheme == "s3":
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": _s3_options(parts)}
    raise ImproperlyConfigured("STORAGE_URL begins with file:// or s3://.")


def _s3_options(parts) -> dict:
    bucket = parts.path.strip("/")
    if not bucket:
        raise ImproperlyConfigured("STORAGE_URL names no bucket: s3://key:secret@host:port/bucket")
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    options = {
        "bucket_name": bucket,
        "region_name": query.get("region", "us-east-1"),
        "file_overwrite": False,
        "default_acl": None,
        # What is read and larger waits on the disk.
        "max_memory_size": 1024 * 1024,
        "client_config": Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            connect_timeout=5,
            read_timeout=30,
            retries={"mode": "standard", "max_attempts": 3},
            # Stores other than Amazon's don't know the newer checksums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    }
    if parts.username:
        options["access_key"] = unquote(parts.username)
        options["secret_key"] = unquote(parts.password or "")
    if parts.hostname:
        scheme = "http" if query.get("secure", "1").lower() in FALSE else "https"
        options["endpoint_url"] = f"{scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
    return options


def email(url: str) -> dict:
    """`mailbox://` (a page in the portal), or what django-environ knows: `smtp://`, `smtp+tls://` …"""
    if urlsplit(url).scheme == "mailbox":
        return {"EMAIL_BACKEND": "cpor_portal.mailbox.MailboxBackend"}
    config = Env.email_url_config(url)
    return {name: value for name, value in config.items() if name.startswith("EMAIL_")}


def broker(url: str) -> tuple[str, dict]:
    """The broker's address and transport options; makes the folders of a `filesystem:///path` broker."""
    parts = urlsplit(url)
    if parts.scheme == "filesystem":
        folder = Path(_path(url))
        options = {
            "data_folder_in": str(folder / "messages"),
            "data_folder_out": str(folder / "messages"),
            "processed_folder": str(folder / "taken"),
            "control_folder": str(folder / "control"),
            "store_processed": False,
            "polling_interval": 0.5,
        }
        for name in ("messages", "taken", "control"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        return "filesystem://localhost", options
    if parts.scheme in ("redis", "rediss"):
        # Longer than any task may run, or Redis hands the task out a second time while it still runs.
        return url, {"visibility_timeout": 900, "socket_timeout": 30, "socket_connect_timeout": 10}
    return url, {}


def directory(url: str) -> str:
    """`database://`, or the address of a live directory: `https://host:port/path`."""
    parts = urlsplit(url)
    if parts.scheme == "database":
        return "database://"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ImproperlyConfigured("DIRECTORY_URL begins with https://, http:// or database://.")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ImproperlyConfigured("DIRECTORY_URL is an address alone; a secret belongs in DIRECTORY_TOKEN.")
    return url.rstrip("/")


def token(value: str) -> str:
    """What a header can carry; the message never repeats it."""
    if not (value.isascii() and value.isprintable() and " " not in value):
        raise ImproperlyConfigured("DIRECTORY_TOKEN has a space or a character that no header can carry.")
    return value


def scanner(url: str) -> str:
    """`tcp://host:port` or `unix:///path`, or nothing for no scanner."""
    parts = urlsplit(url)
    is_tcp = parts.scheme == "tcp" and parts.hostname and parts.port
    if url and not is_tcp and not (parts.scheme == "unix" and parts.path and not parts.netloc):
        raise ImproperlyConfigured("CLAMAV_URL is tcp://host:port or unix:///path.")
    return url


def returned(url: str) -> str:
    """`imaps://user:password@host:port/folder`, `imap+tls://`, `imap://`, `maildir:///path`, or nothing."""
    parts = urlsplit(url)
    is_imap = parts.scheme in ("imaps", "imap+tls", "imap") and parts.hostname and parts.username
    is_maildir = parts.scheme == "maildir" and parts.path and not parts.netloc
    if url and not is_imap and not is_maildir:
        raise ImproperlyConfigured("BOUNCE_URL is imaps://user:password@host/folder or maildir:///path.")
    return url


def endpoint(url: str) -> str:
    """`https://host:port/path`, or nothing when the hand-off goes into a folder (`file:///path`, or the default)."""
    parts = urlsplit(url)
    if not url or parts.scheme == "file":
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ImproperlyConfigured("HANDOFF_URL begins with https://, http:// or file://.")
    if "@" in parts.netloc or parts.fragment:
        raise ImproperlyConfigured("HANDOFF_URL is an address alone; the secret belongs in HANDOFF_SECRET.")
    return url


def folder(url: str) -> Path:
    return Path(_path(url))


def _path(url: str) -> str:
    parts = urlsplit(url)
    return unquote(parts.netloc + parts.path)
