"""Where witnesses of the journal are reached: a folder outside this server, and mailboxes."""

import os
import smtplib
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage

NO_FOLDER = "there is no such folder"
NO_SERVER = "MAIL_HOST is not set"


def folder() -> Path | None:
    return settings.WITNESS_DIR


def addresses() -> list[str]:
    return list(settings.WITNESS_MAIL)


def keep(place: Path, tenant: str, day: date, text: str) -> str:
    """Write the head of a day into a folder; why it could not be, "" when it lies there.

    A file that is there already stays as it is: it is what the witness saw first.
    """
    if not place.is_dir():
        return NO_FOLDER
    name = place / f"{tenant}-{day.isoformat()}.txt"
    if name.exists():
        return ""
    draft = name.with_suffix(".new")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o444)
        os.link(draft, name)  # unlike a renaming, this never takes the place of another file
    except FileExistsError:
        return ""
    except OSError as fault:
        return fault.strerror or str(fault)
    finally:
        draft.unlink(missing_ok=True)
    return ""


def send(address: str, tenant: str, day: date, text: str) -> str:
    """Send the head of a day; why it could not be, "" when the server took it."""
    if not settings.EMAIL_HOST:
        return NO_SERVER
    message = EmailMessage(f"Kepala jurnal noken: {tenant}, {day.isoformat()}", text, to=[address])
    try:
        message.send()
    except (smtplib.SMTPException, OSError) as fault:
        return " ".join(str(fault).split())[:200] or type(fault).__name__
    return ""
