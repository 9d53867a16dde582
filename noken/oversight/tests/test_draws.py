"""A sample from its promise to its names: each exit of each service, and the whole way."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from noken.audit.models import Entry, Reading
from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.organization.models import Employee
from noken.oversight import services
from noken.oversight.gateways import vault
from noken.oversight.models import Draw, DrawMember
from noken.oversight.rules import draw as rules
from noken.oversight.services import NewDraw
from tests.cast import STANDING_PEOPLE, Cast
from tests.world import NOON, TODAY, actor
from tests.world_oversight import SEED, make_draw

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
WHY = "Memeriksa surat tugas menurut sampel triwulan."
DAY = timedelta(days=1)


def test_from_the_promise_to_the_opened_seed(cast: Cast) -> None:
    by = actor(cast.inspectorate)

    new = NewDraw("Triwulan IV", 3, TODAY + 2 * DAY)
    draw = services.announce(new, by=by, at=NOON)
    services.freeze(draw.pk, by=by, at=NOON + DAY)
    services.draw_lots(draw.pk, by=by, at=NOON + 2 * DAY)
    draw = services.open_seed(draw.pk, by=by, at=NOON + 2 * DAY)

    keys = list(draw.members.values_list("key", flat=True))
    drawn = list(draw.members.filter(rank__isnull=False).order_by("rank"))
    assert rules.seed_hash(draw.seed) == draw.seed_hash
    assert rules.list_hash(keys) == draw.list_hash
    assert [each.key for each in drawn] == rules.sample(draw.seed, keys, 3)
    on_list = set(draw.members.values_list("employee_id", flat=True))
    assert cast.owner.pk in on_list
    assert not {cast.bupati.pk, cast.ended.pk} & on_list
    assert list(Entry.objects.order_by("id").values_list("action", flat=True)) == [
        "DrawAnnounced",
        "DrawFrozen",
        "DrawHeld",
        "DrawSeedOpened",
    ]
    assert Entry.objects.get(action="DrawAnnounced").ids["seed_sha256"] == draw.seed_hash


@pytest.mark.parametrize(
    ("stage", "act", "days", "code"),
    [
        ("ANNOUNCED", "freeze", -3, "draw.not_now"),
        ("ANNOUNCED", "draw_lots", 0, "draw.not_now"),
        ("ANNOUNCED", "open_seed", 0, "draw.not_now"),
        ("FROZEN", "freeze", 0, "draw.not_now"),
        ("FROZEN", "draw_lots", -2, "draw.not_now"),
        ("FROZEN", "open_seed", 0, "draw.not_now"),
        ("DRAWN", "draw_lots", 0, "draw.not_now"),
        ("OPENED", "open_seed", 0, "draw.not_now"),
    ],
)
def test_no_step_before_or_after_its_time(
    cast: Cast, stage: str, act: str, days: int, code: str
) -> None:
    draw = make_draw(cast.owner, cast.peer, stage=stage)

    with pytest.raises(Refused) as refusal:
        getattr(services, act)(draw.pk, by=actor(cast.inspectorate), at=NOON + days * DAY)

    assert refusal.value.code == code
    assert not Entry.objects.exists()


@pytest.mark.parametrize("who", ["owner", "personnel", "leader", "anonymous"])
def test_only_the_inspectorate_acts(cast: Cast, who: str) -> None:
    draw = make_draw(cast.owner, stage="DRAWN")
    by = actor(getattr(cast, who))

    for act in (
        lambda: services.announce(NewDraw("x", 1, TODAY + DAY), by=by, at=NOON),
        lambda: services.freeze(draw.pk, by=by, at=NOON),
        lambda: services.draw_lots(draw.pk, by=by, at=NOON),
        lambda: services.open_seed(draw.pk, by=by, at=NOON),
        lambda: services.open_names(draw.pk, "Surat tugas", WHY, by=by, at=NOON),
        lambda: services.check_journal(by=by, at=NOON),
        lambda: services.remind("REPORT", cast.agency.pk, by=by, at=NOON),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "oversight.not_yours"


def test_what_cannot_be_is_refused(cast: Cast) -> None:
    by = actor(cast.inspectorate)
    cases = (
        ("draw.not_like_this", lambda: services.announce(NewDraw("x", 1, TODAY), by=by, at=NOON)),
        ("draw.unknown", lambda: services.freeze(0, by=by, at=NOON)),
        ("draw.too_few", lambda: services.freeze(make_draw(size=200).pk, by=by, at=NOON)),
        ("draw.not_now", lambda: services.open_names(make_draw().pk, "x", WHY, by=by, at=NOON)),
    )
    for code, act in cases:
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == code


def test_a_seed_or_list_that_was_changed_draws_nothing(cast: Cast) -> None:
    by = actor(cast.inspectorate)
    draw = make_draw(cast.owner, cast.peer, stage="FROZEN")

    for changes, code in (
        ({"sealed_seed": vault.seal("0" * 64)}, "draw.seed_changed"),
        ({"sealed_seed": "kacau"}, "draw.seed_changed"),
        ({"list_hash": "0" * 64}, "draw.list_changed"),
    ):
        with transaction.atomic():
            Draw.objects.filter(pk=draw.pk).update(**changes)
            with pytest.raises(Refused) as refusal:
                services.draw_lots(draw.pk, by=by, at=NOON)
            transaction.set_rollback(True)
        assert refusal.value.code == code
    assert not DrawMember.objects.filter(rank__isnull=False).exists()


# --- nobody knows the seed before the draw ---


def test_the_database_refuses_an_early_seed_and_an_early_draw(cast: Cast) -> None:
    draw = make_draw(cast.owner, stage="FROZEN")

    for changes in (
        {"seed": SEED},
        {"seed": SEED, "opened_at": NOON},
        {"opened_at": NOON},
        {"drawn_at": draw.frozen_at},
        {"frozen_at": draw.announced_at},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Draw.objects.filter(pk=draw.pk).update(**changes)


@pytest.mark.parametrize("stage", ["ANNOUNCED", "FROZEN", "DRAWN"])
def test_no_page_no_file_and_no_column_shows_the_seed_early(
    cast: Cast, browse: Browse, stage: str
) -> None:
    draw = make_draw(cast.owner, cast.peer, stage=stage)
    addresses = [
        reverse("oversight:desk"),
        reverse("oversight:draws"),
        *(reverse(f"oversight:{name}", args=[draw.pk]) for name in ("draw", "file", "names")),
        reverse("oversight:summary"),
    ]

    for who in STANDING_PEOPLE:
        client = browse(getattr(cast, who))
        for address in addresses:
            content = client.get(address).content
            if content.startswith(b"PK"):
                with ZipFile(BytesIO(content)) as packed:
                    content = b"".join(packed.read(name) for name in packed.namelist())
            assert SEED.encode() not in content, (who, address)
    row = Draw.objects.filter(pk=draw.pk).values().get()
    assert SEED not in str(row)
    assert vault.unseal(row["sealed_seed"]) == SEED


# --- what everybody reads, and the names ---


def test_everybody_sees_their_own_place_and_nobody_elses(cast: Cast, browse: Browse) -> None:
    draw = make_draw(cast.owner, cast.peer, stage="OPENED")
    drawn = draw.members.get(rank=1)
    other = draw.members.get(rank=None)

    for member, said in ((drawn, "Anda masuk sampel"), (other, "Anda tidak masuk sampel")):
        html = browse(member.employee).get(draw.get_absolute_url()).content.decode()
        assert said in html
        assert member.key in html
        assert draw.seed in html
    html = browse(cast.leader).get(draw.get_absolute_url()).content.decode()
    assert "Nomor Anda" not in html
    assert not Reading.objects.exists()


def test_the_archive_draws_the_same_sample_again(cast: Cast, browse: Browse) -> None:
    draw = make_draw(cast.owner, cast.peer, cast.leader, stage="OPENED", size=2)

    answer = browse(cast.admin_other).get(reverse("oversight:file", args=[draw.pk]))

    with ZipFile(BytesIO(answer.content)) as packed:
        texts = {name: packed.read(name).decode() for name in packed.namelist()}
    keys = texts["daftar.txt"].split()
    assert rules.list_hash(keys) == draw.list_hash
    assert rules.seed_hash(texts["benih.txt"].strip()) == draw.seed_hash
    assert texts["sampel.txt"].split() == rules.sample(texts["benih.txt"].strip(), keys, 2)
    assert not any(cast.owner.name in text for text in texts.values())
    early = make_draw(cast.owner, stage="FROZEN")
    answer = browse(cast.owner).get(reverse("oversight:file", args=[early.pk]))
    with ZipFile(BytesIO(answer.content)) as packed:
        assert set(packed.namelist()) == {"BACA.txt", "daftar.txt", "hitung.py"}
    announced = reverse("oversight:file", args=[make_draw().pk])
    assert browse(cast.owner).get(announced).status_code == 404


def test_names_open_only_after_a_reason_that_each_of_them_can_read(
    cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = make_draw(cast.owner, cast.peer, stage="DRAWN", size=2)
    address = reverse("oversight:names", args=[draw.pk])
    client = browse(cast.inspectorate)

    assert cast.owner.name not in client.get(address).content.decode()
    short = client.post(address, {"dasar": "Surat tugas", "alasan": "cek"})
    assert short.status_code == 422
    client.post(address, {"dasar": "Sampel audit acak", "alasan": WHY})
    html = client.get(address).content.decode()

    assert cast.owner.name in html
    assert cast.peer.name in html
    told = Entry.objects.filter(action="RecordOpened")
    assert set(told.values_list("subject_id", flat=True)) == {cast.owner.pk, cast.peer.pk}
    assert Reading.objects.filter(screen="oversight:names").count() == 2
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(hours=13))
    assert cast.owner.name not in client.get(address).content.decode()


def test_the_whole_way_over_the_pages(
    cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browse(cast.inspectorate)
    refused = client.post(reverse("oversight:announce"), {"judul": "", "jumlah": "0"})
    assert refused.status_code == 422
    client.post(
        reverse("oversight:announce"),
        {"judul": "Semester II", "jumlah": "4", "tanggal": (TODAY + 2 * DAY).isoformat()},
    )
    draw = Draw.objects.get()
    page = draw.get_absolute_url()
    assert draw.seed_hash in client.get(reverse("oversight:desk")).content.decode()
    assert "paling cepat sehari sesudah" in client.get(page).content.decode()

    for days, step, seen in (
        (1, "freeze", "Hari undian yang diumumkan belum tiba."),
        (2, "draw_lots", "Buka benih untuk semua orang"),
        (2, "open_seed", "Selesai, benih dibuka"),
    ):
        monkeypatch.setattr(clock, "now", lambda at=NOON + days * DAY: at)
        assert client.post(reverse(f"oversight:{step}", args=[draw.pk])).status_code == 302
        assert seen in client.get(page).content.decode()
    draw.refresh_from_db()
    assert draw.members.filter(rank__isnull=False).count() == 4
    assert Role.INSPECTORATE in set(Entry.objects.values_list("role", flat=True))
