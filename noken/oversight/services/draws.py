"""A random sample: its seed is promised first, then the list is frozen, drawn, and all is told."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.audit import services as audit
from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.oversight.events import DrawAnnounced, DrawFrozen, DrawHeld, DrawSeedOpened
from noken.oversight.gateways import vault
from noken.oversight.models import Draw, DrawMember
from noken.oversight.queries.draws import stage_of
from noken.oversight.queries.serving import serving_ids
from noken.oversight.rules import draw as rules
from noken.oversight.services._records import check_overseer, lock_draw

KEY_BYTES, BATCH = 16, 5000


@dataclass(frozen=True, slots=True)
class NewDraw:
    """What a sample is for, how many people, and the day of the draw."""

    title: str
    size: int
    draw_on: date


@transaction.atomic
def announce(new: NewDraw, *, by: Actor, at: datetime) -> Draw:
    """Make a seed that nobody knows and publish its SHA-256, before the list is frozen.

    Raises:
        Refused: `oversight.not_yours`, `draw.not_like_this`.
    Emits: DrawAnnounced.
    """
    me = check_overseer(by)
    _check(
        rules.why_not_announced(new.title, new.size, new.draw_on, clock.day_of(at)),
        "draw.not_like_this",
    )
    seed = vault.new_seed()
    draw = Draw.objects.create(
        title=new.title.strip()[:120],
        size=new.size,
        draw_on=new.draw_on,
        seed_hash=rules.seed_hash(seed),
        sealed_seed=vault.seal(seed),
        announced_at=at,
        announced_by_id=me,
    )
    events.emit(DrawAnnounced(by=by, at=at, draw_id=draw.pk, seed_hash=draw.seed_hash))
    return draw


@transaction.atomic
def freeze(draw_id: int, *, by: Actor, at: datetime) -> Draw:
    """Freeze who can be drawn: everybody in active service today, each under a key by lot.

    Raises:
        Refused: `oversight.not_yours`, `draw.unknown`, `draw.not_now`, `draw.too_few`.
    Emits: DrawFrozen.
    """
    check_overseer(by)
    draw = lock_draw(draw_id)
    _check(rules.why_not_frozen(stage_of(draw), clock.day_of(at)), "draw.not_now")
    people = serving_ids(clock.day_of(at))
    if len(people) < draw.size:
        raise Refused(
            f"Hanya {len(people)} pegawai aktif; sampel ini memuat {draw.size} orang.",
            code="draw.too_few",
        )
    members = [
        DrawMember(draw=draw, employee_id=person, key=secrets.token_hex(KEY_BYTES))
        for person in people
    ]
    DrawMember.objects.bulk_create(members, batch_size=BATCH)
    draw.frozen_at, draw.people = at, len(members)
    draw.list_hash = rules.list_hash(member.key for member in members)
    draw.save(update_fields=["frozen_at", "people", "list_hash"])
    events.emit(DrawFrozen(by=by, at=at, draw_id=draw.pk, list_hash=draw.list_hash))
    return draw


@transaction.atomic
def draw_lots(draw_id: int, *, by: Actor, at: datetime) -> Draw:
    """Draw the sample from the frozen list with the promised seed. Once.

    Raises:
        Refused: `oversight.not_yours`, `draw.unknown`, `draw.not_now`, `draw.seed_changed`,
            `draw.list_changed`.
    Emits: DrawHeld.
    """
    check_overseer(by)
    draw = lock_draw(draw_id)
    _check(rules.why_not_drawn(stage_of(draw), clock.day_of(at)), "draw.not_now")
    seed = _seed_of(draw)
    keys = list(draw.members.values_list("key", flat=True))
    if rules.list_hash(keys) != draw.list_hash:
        raise Refused(
            "Daftar ini tidak sama lagi dengan yang dibekukan. Undian tidak dapat dilakukan; "
            "periksa jurnal dan umumkan undian baru.",
            code="draw.list_changed",
        )
    places = {key: n for n, key in enumerate(rules.sample(seed, keys, draw.size), start=1)}
    drawn = list(draw.members.filter(key__in=places))
    for member in drawn:
        member.rank = places[member.key]
    DrawMember.objects.bulk_update(drawn, ["rank"])
    draw.drawn_at = at
    draw.save(update_fields=["drawn_at"])
    events.emit(DrawHeld(by=by, at=at, draw_id=draw.pk))
    return draw


@transaction.atomic
def open_seed(draw_id: int, *, by: Actor, at: datetime) -> Draw:
    """Publish the seed after the draw, so that anybody can draw again.

    Raises:
        Refused: `oversight.not_yours`, `draw.unknown`, `draw.not_now`, `draw.seed_changed`.
    Emits: DrawSeedOpened.
    """
    check_overseer(by)
    draw = lock_draw(draw_id)
    _check(rules.why_not_opened(stage_of(draw)), "draw.not_now")
    draw.seed, draw.opened_at = _seed_of(draw), at
    draw.save(update_fields=["seed", "opened_at"])
    events.emit(DrawSeedOpened(by=by, at=at, draw_id=draw.pk))
    return draw


@transaction.atomic
def open_names(draw_id: int, basis: str, reason: str, *, by: Actor, at: datetime) -> int:
    """Say why before the names of a sample open; each of the people drawn can read it.

    Raises:
        Refused: `oversight.not_yours`, `draw.unknown`, `draw.not_now`, `reason.…`.
    Emits: RecordOpened (of audit), one a person.
    """
    check_overseer(by)
    draw = lock_draw(draw_id)
    if draw.drawn_at is None:
        raise Refused("Belum ada nama: undiannya belum dilakukan.", code="draw.not_now")
    drawn = draw.members.filter(rank__isnull=False).order_by("rank")
    for person in drawn.values_list("employee_id", flat=True):
        audit.state_reason(person, basis, reason, by=by, at=at)
    return draw.size


def _seed_of(draw: Draw) -> str:
    """Raises Refused: `draw.seed_changed`."""
    seed = vault.unseal(draw.sealed_seed)
    if seed is None or rules.seed_hash(seed) != draw.seed_hash:
        raise Refused(
            "Benih ini tidak cocok dengan sidik yang sudah diterbitkan. Undian tidak dapat "
            "dilanjutkan; umumkan undian baru dan minta pengelola memeriksa kunci server.",
            code="draw.seed_changed",
        )
    return seed


def _check(why: str, code: str) -> None:
    if why:
        raise Refused(why, code=code)
