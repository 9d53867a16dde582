"""A file as it comes in and goes out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import HttpResponse

from noken.core.errors import Refused
from noken.core.tables import inbox
from noken.core.tables.unreadable import UnreadableFile
from noken.core.tenancy import current_tenant


@dataclass(frozen=True, slots=True)
class Arrived:
    path: Path
    name: str
    sha256: str


@contextmanager
def received(upload: Any) -> Iterator[Arrived]:
    """An upload on disk for as long as it is read; afterwards it is gone.

    Raises:
        Refused: `file.unreadable`, when there is no room.
    """
    tenant = current_tenant()
    try:
        kept = inbox.receive(tenant, upload.chunks())
    except UnreadableFile as error:
        raise Refused(str(error), code="file.unreadable") from error
    try:
        yield Arrived(inbox.path_of(tenant, kept.name), upload.name, kept.sha256)
    finally:
        inbox.forget(tenant, kept.name)


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
