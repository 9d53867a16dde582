"""Typed reads of the environment. A wrong value stops the start and says what to write instead."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]


class EnvironmentMistake(Exception):
    """A variable is missing or malformed; the text names it and the remedy."""


def load_file(path: Path) -> None:
    """Take NAME=value lines as defaults: what is already set in the environment wins.

    Raises:
        EnvironmentMistake: a line is neither blank, a comment nor NAME=value.
    """
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        entry = line.strip()
        if not entry or entry.startswith("#"):
            continue
        name, equals, value = entry.partition("=")
        if not equals or not name.strip().isidentifier():
            raise EnvironmentMistake(f"{path}, line {number}: write NAME=value, not {entry!r}.")
        os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


def text(name: str, default: str | None = None) -> str:
    """The value; an empty one counts as not set.

    Raises:
        EnvironmentMistake: not set and there is no default.
    """
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise EnvironmentMistake(f"{name} is not set. See .env.example for what it means.")
    return default


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    value = text(name, default)
    if value not in allowed:
        raise EnvironmentMistake(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def integer(name: str, default: int, *, least: int, most: int) -> int:
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise EnvironmentMistake(
            f"{name} must be a whole number from {least} to {most}, not {value!r}. "
            f"Set for example {name}={default}, or leave it out."
        )
    return int(value)


def words(name: str) -> list[str]:
    """A list separated by commas; empty when not set."""
    return [word.strip() for word in text(name, "").split(",") if word.strip()]


def path(name: str, default: Path | None = None) -> Path | None:
    """An absolute path; a relative one is taken from the root of the project."""
    value = text(name, "")
    return (ROOT / value).resolve() if value else default


def folder(name: str) -> Path | None:
    """A folder that exists; None when not set.

    Raises:
        EnvironmentMistake: there is no such folder.
    """
    place = path(name)
    if place is not None and not place.is_dir():
        raise EnvironmentMistake(f"{name} names {place}, which is no folder. Correct it.")
    return place


def secret_file(name: str, *, least: int = 1) -> str | None:
    """The content of a file that others may not read; None when not set.

    Args:
        least: characters it must have.

    Raises:
        EnvironmentMistake: the file is absent, too short, or open to others.
    """
    place = path(name)
    if place is None:
        return None
    if not place.is_file():
        raise EnvironmentMistake(f"{name} names {place}, which is no file. Correct it.")
    if place.stat().st_mode & 0o077:
        raise EnvironmentMistake(f"{place} can be read by others. Run: chmod 400 {place}")
    content = place.read_text().strip()
    if not content:
        raise EnvironmentMistake(f"{place} ({name}) is empty. Put a random secret into it.")
    if len(content) < least:
        raise EnvironmentMistake(
            f"{place} ({name}) is too short. Make one: openssl rand -hex 32 > {place}"
        )
    return content


def site_url(name: str, default: str) -> str:
    """The address people type: https, or plain http on this machine only.

    Raises:
        EnvironmentMistake: anything else.
    """
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    local = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    if not parts.hostname or parts.scheme not in {"https", "http"} or parts.path:
        raise EnvironmentMistake(
            f"{name} must be an address such as https://noken.example.go.id, not {value!r}."
        )
    if parts.scheme == "http" and not local:
        raise EnvironmentMistake(
            f"{name}={value} would send passwords in the clear. Use https, with a proxy such as "
            "Caddy in front (docs/operations/units.md)."
        )
    return value


def database(name: str, url: str) -> dict[str, object]:
    """A Django database entry from a URL: postgresql://user:password@host:port/name?sslmode=…

    Args:
        name: the variable it came from, for the message.

    Raises:
        EnvironmentMistake: it is not such a URL.
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    try:
        port = parts.port
    except ValueError:
        port = -1
    whole = parts.scheme in {"postgres", "postgresql"} and parts.username and parts.path.strip("/")
    if not whole or port == -1:
        raise EnvironmentMistake(
            f"{name} must look like postgresql://noken_app:secret@host:5432/noken"
            " (write special characters of the password as %XX)."
        )
    return {
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", str(port or "")),
        "OPTIONS": options,
    }
