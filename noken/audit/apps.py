from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate  # noqa: TID251 (no act of a person: a schema)


class AuditConfig(AppConfig):
    name = "noken.audit"
    label = "audit"

    def ready(self) -> None:
        post_migrate.connect(_protect_facts, sender=self)


def _protect_facts(**_: Any) -> None:
    """After the migrations of a schema: what its models call sealed is kept by the database."""
    from noken.audit.gateways import rights  # noqa: PLC0415  # models need Django set up
    from noken.core.sealed import facts  # noqa: PLC0415  # as above

    rights.protect(facts())
