"""What production sets, with TLS before it and without."""

import json
import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from noken.config import env
from noken.config.cli.serve import port_of

ASKED = (
    "DEBUG",
    "ALLOWED_HOSTS",
    "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SECURE_HSTS_SECONDS",
    "SITE_URL",
)
PRINT_THEM = f"""
import json
from django.conf import settings
print(json.dumps({{name: getattr(settings, name) for name in {ASKED!r}}}))
"""


def _site_url(var: Path, **variables: str) -> Any:
    return _production(var, **variables)["SITE_URL"]


def _production(var: Path, **variables: str) -> dict[str, Any]:
    base = {**os.environ, "DJANGO_SETTINGS_MODULE": "noken.config.settings.production"}
    done = subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, "-c", PRINT_THEM],
        cwd=env.ROOT,
        env=base | {"NOKEN_VAR": str(var)} | variables,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)  # type: ignore[no-any-return]  # an object by construction


def test_the_address_follows_the_port(tmp_path: Path) -> None:
    assert _site_url(tmp_path, PORT="8123") == "http://127.0.0.1:8123"
    own = "https://noken.example.go.id"
    assert _site_url(tmp_path, PORT="8123", SITE_URL=own) == own


def test_a_port_on_the_command_line_counts_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8000")

    assert port_of(Namespace(port=8124)) == 8124
    assert os.environ["PORT"] == "8124"


def test_behind_tls_cookies_are_bound_to_the_host_and_https_is_remembered(tmp_path: Path) -> None:
    found = _production(tmp_path, SITE_URL="https://noken.example.go.id", ALLOWED_HOSTS=".b.go.id")

    assert found == {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["noken.example.go.id", ".b.go.id"],
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SITE_URL": "https://noken.example.go.id",
    }


def test_without_tls_only_this_machine_is_served_under_plain_names(tmp_path: Path) -> None:
    found = _production(tmp_path)

    assert set(found["ALLOWED_HOSTS"]) == {"127.0.0.1", ".localhost", "[::1]"}
    assert found["SESSION_COOKIE_NAME"] == "session"
    assert found["DEBUG"] is False
