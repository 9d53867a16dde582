"""The outbox: which events there were, for as long as a page may lie open."""

from typing import Any

from django.db import models
from django.db.models.functions import Now


class TransactionId(models.Field):  # type: ignore[type-arg]  # not subscriptable when it runs
    """PostgreSQL's 64-bit transaction number, which never wraps."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 (Django sets the signature)
        return "xid8"

    def from_db_value(self, value: str | None, *_: Any) -> int | None:
        return None if value is None else int(value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(int(value))


class Outbox(models.Model):
    """An event on its way to open pages. Ids only: what they mean is asked of ordinary views."""

    id = models.BigAutoField(primary_key=True)
    xid = TransactionId(db_default=models.Func(function="pg_current_xact_id"), editable=False)
    tenant = models.TextField()
    kind = models.TextField()
    subject_id = models.BigIntegerField(null=True)
    topic = models.TextField(default="", db_default="")
    ids = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["xid"], name="realtime_outbox_xid"),
            models.Index(fields=["created_at"], name="realtime_outbox_created"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__regex=r"^[A-Za-z]+$"),
                name="realtime_outbox_kind_is_name",
            ),
            models.CheckConstraint(
                condition=~models.Q(tenant__in=["", "public"]), name="realtime_outbox_has_a_tenant"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Horizon(models.Model):
    """The newest transaction whose events were deleted: resuming at or below it misses some."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    xid = TransactionId()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="realtime_horizon_is_one_row")
        ]

    def __str__(self) -> str:
        return str(self.xid)
