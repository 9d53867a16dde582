"""Two random samples of the sample regency, one finished and one promised."""

import hashlib
from datetime import datetime, timedelta

from noken.config.demo.people import Staffing
from noken.core import clock
from noken.oversight.gateways import vault
from noken.oversight.models import Draw, DrawMember
from noken.oversight.queries.serving import serving_ids
from noken.oversight.rules import draw as rules

SIZE = 20
QUARTERS = ("I", "II", "III", "IV")


def write_oversight(staffing: Staffing, at: datetime) -> None:
    """A sample that anybody can draw again, and one whose seed nobody knows yet."""
    keeper = next(w.id for w in staffing.workers if w.identity.name == "Paulina Tibiay")
    _finished(keeper, at)
    seed = vault.new_seed()
    Draw.objects.create(
        title=f"{_quarter(at + timedelta(days=90))}: surat tugas",
        size=SIZE,
        draw_on=clock.day_of(at) + timedelta(days=21),
        seed_hash=rules.seed_hash(seed),
        sealed_seed=vault.seal(seed),
        announced_at=at - timedelta(days=1),
        announced_by_id=keeper,
    )


def _finished(keeper: int, at: datetime) -> None:
    """The same seed, list and sample on every machine: nothing here is secret any more."""
    seed = hashlib.sha256(b"noken contoh undian").hexdigest()
    people = serving_ids(clock.day_of(at))
    keys = {
        person: hashlib.sha256(f"contoh {person}".encode()).hexdigest()[:32] for person in people
    }
    drawn = at - timedelta(days=2)
    draw = Draw.objects.create(
        title=f"{_quarter(at)}: presensi dan laporan",
        size=min(SIZE, len(people)),
        draw_on=clock.day_of(drawn),
        seed_hash=rules.seed_hash(seed),
        sealed_seed=vault.seal(seed),
        seed=seed,
        announced_at=at - timedelta(days=24),
        announced_by_id=keeper,
        frozen_at=at - timedelta(days=5),
        list_hash=rules.list_hash(keys.values()),
        people=len(keys),
        drawn_at=drawn,
        opened_at=drawn + timedelta(minutes=5),
    )
    sample = rules.sample(seed, list(keys.values()), draw.size)
    ranks = {key: rank for rank, key in enumerate(sample, start=1)}
    DrawMember.objects.bulk_create(
        [
            DrawMember(draw=draw, employee_id=person, key=key, rank=ranks.get(key))
            for person, key in keys.items()
        ],
        batch_size=5000,
    )


def _quarter(at: datetime) -> str:
    day = clock.day_of(at)
    return f"Triwulan {QUARTERS[(day.month - 1) // 3]} {day.year}"
