"""A wrong variable stops the start, is named, and the remedy stands beside it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from noken.config import database, env
from noken.config.env import EnvironmentMistake
from noken.config.keys import secret_key

WRONG: list[tuple[str, str, Callable[[], object]]] = [
    ("PORT", "eighty", lambda: env.integer("PORT", 8000, least=1, most=65535)),
    ("PORT", "0", lambda: env.integer("PORT", 8000, least=1, most=65535)),
    ("PORT", "70000", lambda: env.integer("PORT", 8000, least=1, most=65535)),
    ("LOG_LEVEL", "LOUD", lambda: env.choice("LOG_LEVEL", ("INFO",), "INFO")),
    ("SITE_URL", "noken.example.go.id", lambda: env.site_url("SITE_URL", "")),
    ("SITE_URL", "http://noken.example.go.id", lambda: env.site_url("SITE_URL", "")),
    ("SITE_URL", "https://noken.example.go.id/app", lambda: env.site_url("SITE_URL", "")),
    ("POSTGRES_BIN", "/nowhere", lambda: env.folder("POSTGRES_BIN")),
    ("SECRET_KEY_FILE", "/nowhere", lambda: env.secret_file("SECRET_KEY_FILE")),
    ("NOKEN_PROCESS", "boss", database.process),
]


@pytest.mark.parametrize(
    ("name", "value", "read"), WRONG, ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_wrong_value_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, read: Callable[[], object]
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(EnvironmentMistake, match=name):
        read()


@pytest.mark.parametrize(
    "url",
    ["mysql://a@b/c", "postgresql://host/noken", "postgresql://a@b:port/c", "postgresql://a@b"],
)
def test_a_database_url_that_is_none_is_refused_by_name(url: str) -> None:
    with pytest.raises(EnvironmentMistake, match="DATABASE_URL"):
        env.database("DATABASE_URL", url)


def test_a_database_url_is_taken_apart() -> None:
    found = env.database("X", "postgresql://me:p%40ss@db:6432/noken?sslmode=require")

    assert found == {
        "NAME": "noken",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "db",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }


def test_one_database_url_without_the_other_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://a@b/c")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)

    with pytest.raises(EnvironmentMistake, match="DATABASE_OWNER_URL is not set"):
        database.is_embedded()


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "1")
    monkeypatch.setenv("LOG_LEVEL", "")
    monkeypatch.delenv("LOG_LEVEL")
    file = tmp_path / ".env"
    file.write_text("# comment\n\nPORT=2\nLOG_LEVEL='DEBUG'\n")

    env.load_file(file)

    assert (env.text("PORT"), env.text("LOG_LEVEL")) == ("1", "DEBUG")
    monkeypatch.delenv("LOG_LEVEL")


def test_a_broken_line_of_the_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT 8000\n")

    with pytest.raises(EnvironmentMistake, match="line 1"):
        env.load_file(file)


def test_a_secret_that_others_can_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret"
    file.write_text("x" * 50)
    file.chmod(0o644)
    monkeypatch.setenv("SECRET_KEY_FILE", str(file))

    with pytest.raises(EnvironmentMistake, match="chmod 400"):
        env.secret_file("SECRET_KEY_FILE")


def test_the_secret_is_made_once_and_only_we_can_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SECRET_KEY_FILE", raising=False)

    first = secret_key(tmp_path)

    assert len(first) > 60
    assert secret_key(tmp_path) == first
    assert (tmp_path / "keys" / "secret-key").stat().st_mode & 0o777 == 0o400
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["secret-key"]
