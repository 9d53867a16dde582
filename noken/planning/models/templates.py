"""Templates: results that many people of one post have in common, to begin a plan from."""

from django.db import models
from django.db.models import Q

from noken.organization.models import Employee, Unit


class PlanTemplate(models.Model):
    """Content to begin a plan with, for a post (`post` "": for any) and a circle of people.

    ALL: the whole instansi, kept by BKPSDM. UNIT: `unit` and all below it, kept by its admin.
    TEAM: those who answer to `keeper` today. `content` has the form of a kept version.
    """

    class Circle(models.TextChoices):
        ALL = "ALL", "Seluruh instansi"
        UNIT = "UNIT", "Satu perangkat daerah atau unit"
        TEAM = "TEAM", "Tim saya"

    title = models.CharField(max_length=120)
    post = models.CharField(max_length=200, blank=True)
    circle = models.CharField(max_length=4, choices=Circle)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    keeper = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    content = models.JSONField()
    in_use = models.BooleanField(default=True)
    changed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="template_circle_is_whole",
                condition=Q(circle="ALL", unit__isnull=True, keeper__isnull=True)
                | Q(circle="UNIT", unit__isnull=False, keeper__isnull=True)
                | Q(circle="TEAM", unit__isnull=True, keeper__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title
