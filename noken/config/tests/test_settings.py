"""What production sets, with TLS before it and without."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from noken.config import env

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
)
PRINT_THEM = f"""
import json
from django.conf import settings
print(json.dumps({{name: getattr(settings, name) for name in {ASKED!r}}}))
"""


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
    }


def test_without_tls_only_this_machine_is_served_under_plain_names(tmp_path: Path) -> None:
    found = _production(tmp_path)

    assert set(found["ALLOWED_HOSTS"]) == {"127.0.0.1", ".localhost", "[::1]"}
    assert found["SESSION_COOKIE_NAME"] == "session"
    assert found["DEBUG"] is False
