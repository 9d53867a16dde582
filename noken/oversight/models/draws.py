"""Random samples for an audit: what was promised before, and what came of it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from noken.core.sealed import sealed
from noken.organization.models import Employee


class Draw(models.Model):
    """A sample of `size` people. Announced, frozen, drawn, opened, in this order.

    `seed_hash` is published at once; `sealed_seed` is the seed under the server's key, and `seed`
    stays empty until it is published after the draw. `list_hash` is that of the frozen list of
    `people` keys. A person's key is drawn by lot for one draw and names nobody.
    """

    title = models.CharField(max_length=120)
    size = models.PositiveSmallIntegerField()
    draw_on = models.DateField()
    seed_hash = models.CharField(max_length=64)
    sealed_seed = models.CharField(max_length=400)
    seed = models.CharField(max_length=64, blank=True)
    announced_at = models.DateTimeField()
    announced_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField(null=True)
    list_hash = models.CharField(max_length=64, blank=True)
    people = models.PositiveIntegerField(default=0)
    drawn_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="draw_size", condition=Q(size__range=(1, 200))),
            models.CheckConstraint(
                name="draw_frozen_with_hash",
                condition=Q(frozen_at=None, list_hash="", people=0)
                | Q(frozen_at__gt=F("announced_at"), people__gte=F("size")) & ~Q(list_hash=""),
            ),
            models.CheckConstraint(
                name="draw_after_freezing",
                condition=Q(drawn_at=None) | Q(drawn_at__gt=F("frozen_at")),
            ),
            models.CheckConstraint(
                name="draw_seed_after_draw",
                condition=Q(opened_at=None, seed="")
                | Q(opened_at__gte=F("drawn_at"), drawn_at__isnull=False) & ~Q(seed=""),
            ),
        ]
        indexes = [models.Index(name="draw_newest", fields=["-announced_at"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("oversight:draw", args=[self.pk])


@sealed(but=("rank",))
class DrawMember(models.Model):
    """A person on the frozen list of a draw; `rank` is the place in the sample, None: not drawn."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="members")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    key = models.CharField(max_length=32)
    rank = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="draw_key_once", fields=["draw", "key"]),
            models.UniqueConstraint(name="draw_person_once", fields=["draw", "employee"]),
            models.UniqueConstraint(name="draw_rank_once", fields=["draw", "rank"]),
        ]

    def __str__(self) -> str:
        return self.key
