"""Makers of random samples, as far along as wanted."""

from datetime import datetime, timedelta

from noken.core import clock
from noken.organization.models import Employee
from noken.oversight.gateways import vault
from noken.oversight.models import Draw, DrawMember
from noken.oversight.rules import draw as rules
from tests.world import NOON

SEED = "4f7a29c1e80b6d35" * 4
KEY = "{:032x}"


def make_draw(
    *people: Employee,
    stage: str = "ANNOUNCED",
    size: int = 1,
    title: str = "Triwulan IV 2026",
    seed: str = SEED,
    at: datetime = NOON - timedelta(3),
) -> Draw:
    """A sample that is ANNOUNCED, FROZEN, DRAWN or OPENED; a day lies between the steps, and the
    draw is on the second day after it was announced."""
    reached = ("ANNOUNCED", "FROZEN", "DRAWN", "OPENED").index(stage)
    frozen, drawn, opened = (
        at + timedelta(step) if reached >= step else None for step in (1, 2, 3)
    )
    keys = [KEY.format(person.pk) for person in people] if frozen else []
    row = Draw.objects.create(
        title=title,
        size=size,
        draw_on=clock.day_of(at) + timedelta(2),
        seed_hash=rules.seed_hash(seed),
        sealed_seed=vault.seal(seed),
        announced_at=at,
        frozen_at=frozen,
        list_hash=rules.list_hash(keys) if frozen else "",
        people=len(keys),
        drawn_at=drawn,
        seed=seed if opened else "",
        opened_at=opened,
    )
    ranks = {}
    if drawn:
        ranks = {key: n for n, key in enumerate(rules.sample(seed, keys, size), start=1)}
    DrawMember.objects.bulk_create(
        DrawMember(draw=row, employee=person, key=KEY.format(person.pk), rank=ranks.get(key))
        for person, key in zip(people, keys, strict=False)
    )
    return row
