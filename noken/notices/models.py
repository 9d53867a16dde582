"""A message in the app, to one person, for one thing that was said to them."""

from django.db import models


class Notice(models.Model):
    """`key` makes it once per event. It is not shown before `deliver_at` (the 8 s of Urungkan);
    taking the act back in that time sets `revoked_at`, and nobody ever sees it.
    """

    person_id = models.BigIntegerField()
    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=32)
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=200)
    at = models.DateTimeField()
    deliver_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(name="notice_person", fields=["person_id", "-deliver_at"]),
            models.Index(
                name="notice_unread",
                fields=["person_id"],
                condition=models.Q(read_at__isnull=True, revoked_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.text
