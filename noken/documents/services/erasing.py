"""Erase files whose time is over. The receipt that covers one keeps its hash."""

from collections.abc import Collection
from functools import partial
from uuid import UUID

from django.db import transaction

from noken.core.tenancy import current_tenant
from noken.documents.gateways import disk
from noken.documents.models import StoredFile


def erase_files(file_ids: Collection[UUID]) -> int:
    """Erase rows and, once that is certain, the files and small pictures; how many there were."""
    names = list(StoredFile.objects.filter(pk__in=file_ids).values_list("stored_name", flat=True))
    count, _ = StoredFile.objects.filter(pk__in=file_ids).delete()
    transaction.on_commit(partial(_remove, current_tenant(), names))
    return count


def _remove(tenant: str, names: Collection[str]) -> None:
    for name in names:
        for thumbnail in (False, True):
            disk.path_of(tenant, name, thumbnail=thumbnail).unlink(missing_ok=True)
