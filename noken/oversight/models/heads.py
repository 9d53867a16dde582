"""Heads of the journal's chain that were signed, and to whom they were handed. Never changed."""

from django.db import models
from django.db.models import Q


class SignedHead(models.Model):
    """The end of the chain at a time, signed with the receipt key; `text` is the whole of it, as
    `rules/heads.py` writes it. `day`: the day whose head it is for the witnesses, None: for none.
    """

    number = models.PositiveBigIntegerField()
    text = models.TextField()
    at = models.DateTimeField()
    day = models.DateField(null=True, unique=True)

    class Meta:
        indexes = [models.Index(name="head_newest", fields=["-at"])]

    def __str__(self) -> str:
        return f"{self.number} {self.at:%Y-%m-%d %H:%M}"


class Handing(models.Model):
    """One try to hand a head to a witness: a folder, or an address. `why` "": it has it."""

    class Way(models.TextChoices):
        FILE = "FILE", "Berkas"
        MAIL = "MAIL", "Surel"

    head = models.ForeignKey(SignedHead, models.PROTECT, related_name="handings")
    way = models.CharField(max_length=4, choices=Way.choices)
    to = models.CharField(max_length=400)
    at = models.DateTimeField()
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="head_handed_once", fields=["head", "way", "to"], condition=Q(why="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.at:%Y-%m-%d %H:%M} {self.why or 'sampai'}"
