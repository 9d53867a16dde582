"""Two instansi in a run directory of their own, with a person, a photo and a sealed journal each.

Run as a programme it does what a test asks, in the place that NOKEN_VAR names: `fill` them, or
`enter` with a login and a password and print what came.
"""

import io
import os
import subprocess
import sys
from pathlib import Path

import django
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from noken.config import database, env

TENANTS = ("contoh", "tetangga")
NIPS = ("199104122015042014", "199001012014021001")


def host(tenant: str) -> str:
    return f"noken.{tenant}.example"


def surroundings(var: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if "DATABASE" not in key}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "noken.config.settings.production",
        "NOKEN_VAR": str(var),
        "ALLOWED_HOSTS": ",".join(map(host, TENANTS)),
        "BACKUP_DIR": "",
        "DATABASE_URL": "",
        "DATABASE_OWNER_URL": "",
    }


def noken(var: Path, *command: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return _python(var, "-m", "noken", *command, **more)


def here(var: Path, *command: str) -> str:
    done = _python(var, "-m", "noken.config.tests.backing", *command)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _python(var: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, *words],
        cwd=env.ROOT,
        env=surroundings(var) | more,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def _fill() -> None:
    from noken.audit import services as audit  # noqa: PLC0415  # models need Django set up
    from noken.core import clock  # noqa: PLC0415
    from noken.core.tenancy import in_tenant  # noqa: PLC0415
    from noken.documents import services as documents  # noqa: PLC0415

    photo = io.BytesIO()
    Image.effect_noise((64, 64), 90).convert("RGB").save(photo, "JPEG")
    for tenant in TENANTS:
        with in_tenant(tenant):
            upload = SimpleUploadedFile("foto.jpg", photo.getvalue())
            documents.take_file(upload, at=clock.now())
            audit.seal_journal(at=clock.now())


def _enter(tenant: str, login: str, password: str) -> None:
    from django.test import Client  # noqa: PLC0415

    client = Client(headers={"host": host(tenant)})
    page = client.post("/masuk/", {"login": login, "password": password}, follow=True)
    sys.stdout.write(f"{page.status_code} {page.redirect_chain} {page.content.decode()}")


if __name__ == "__main__":
    database.choose_process("owner" if sys.argv[1] == "fill" else "web")
    database.start()
    django.setup()
    if sys.argv[1] == "fill":
        _fill()
    else:
        _enter(*sys.argv[2:])
