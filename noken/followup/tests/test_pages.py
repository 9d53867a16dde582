"""The pages, as people meet them: one journey, and what each says."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from noken.audit.models import Reading
from noken.followup.models import (
    Improvement,
    ValueProposal,
)
from noken.followup.rules import flow
from noken.organization.models import Employee, Position, Posting
from tests.cast import Cast
from tests.world import TODAY, make_position
from tests.world_evaluation import make_period, make_rating, make_sheet
from tests.world_followup import (
    make_award,
    make_final,
    make_improvement,
    make_note,
    make_value,
    new_key,
)

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
MINE, TEAM, DESK = "/tindak-lanjut/", "/tindak-lanjut/tim/", "/tindak-lanjut/kepegawaian/"
FILES = "/tindak-lanjut/kepegawaian/berkas/"
NO_PAY = "menentukan tunjangan atau penghasilan"


def text(client: Client, url: str, **query: Any) -> str:
    answer = client.get(url, query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def plan_form(**fields: str) -> dict[str, str]:
    return {
        "key": str(new_key()),
        "reason": "Laporan validasi terlambat pada tiga triwulan.",
        "text1": "Laporan selesai tepat waktu",
        "measure1": "Tanggal kirim",
        "support1": "Daftar cek tiap Senin",
        **fields,
    }


def answer(client: Client, plan: Improvement, said: str, note: str = "") -> None:
    url = reverse("followup:answer", args=[plan.pk])
    client.post(url, {"sepakat": said, "catatan": note})


def test_a_low_grade_becomes_a_plan_of_two(cast: Cast, browse: Browse) -> None:
    make_final(cast.owner, cast.superior)
    coach, owner = browse(cast.acting_superior), browse(cast.owner)
    ask = reverse("followup:propose", args=[cast.owner.pk])

    assert ask in text(coach, TEAM)
    assert "Butuh Perbaikan" in text(coach, ask)
    coach.post(ask, plan_form())
    plan = Improvement.objects.get()
    url = plan.get_absolute_url()
    page = text(owner, url)
    assert "Bagaimana menurut Anda?" in page
    assert "Waktunya belum berjalan" in page
    answer(owner, plan, "ubah", "Dua laporan saja")
    assert "Dua laporan saja" in text(coach, url)
    coach.post(reverse("followup:mend", args=[plan.pk]), plan_form(text1="Dua laporan sebulan"))
    assert "Dua laporan sebulan" in text(owner, url)
    answer(owner, plan, "ya")

    assert "sampai Senin, 24 Mei" in text(owner, url).replace("Sampai</dt><dd>", "sampai ")


def test_talks_a_result_and_a_good_end(cast: Cast, browse: Browse) -> None:
    plan = make_improvement(cast.owner)
    coach, owner, url = browse(cast.acting_superior), browse(cast.owner), plan.get_absolute_url()

    coach.post(
        reverse("followup:note", args=[plan.pk]),
        {
            "key": str(new_key()),
            "held_on": TODAY.isoformat(),
            "said": "Data dari kampung terlambat.",
            "help": "Saya menelepon kampung tiap Senin.",
            "agreed": "Kabar sebelum Jumat.",
            "next_on": (TODAY + timedelta(20)).isoformat(),
        },
    )
    assert "Saya menelepon kampung" in text(owner, url)
    owner.post(reverse("followup:note_answer", args=[plan.notes.get().pk]), {"catatan": "Siap."})
    assert "Siap." in text(coach, url)
    facts = {"cek-outcome": "REACHED", "cek-facts": "Empat laporan.", "cek-on": TODAY.isoformat()}
    coach.post(reverse("followup:test", args=[plan.pk]), facts)
    owner.post(reverse("followup:test_answer", args=[plan.pk]), {"catatan": "Terima kasih."})
    page = text(coach, url)
    assert "Terima kasih." in page
    assert "Putusan Anda" in page
    decision = {"putus-act": "improve", "putus-note": "Sudah stabil.", "putus-until": ""}
    coach.post(reverse("followup:close", args=[plan.pk]), decision)

    assert "Sudah stabil." in text(owner, url)
    assert "Selesai, membaik" in text(owner, MINE)


def test_every_page_says_that_nothing_here_is_pay(cast: Cast, browse: Browse) -> None:
    make_final(cast.owner, cast.superior)
    plan = make_improvement(cast.peer)
    award = make_award(cast.owner, cast.acting_superior)
    coach, keeper = browse(cast.acting_superior), browse(cast.personnel)
    owner = cast.owner.pk

    for client, url in (
        (coach, MINE),
        (coach, TEAM),
        (coach, reverse("followup:propose", args=[owner])),
        (coach, reverse("followup:propose_award", args=[owner])),
        (coach, plan.get_absolute_url()),
        (coach, award.get_absolute_url()),
        (keeper, DESK),
        (keeper, reverse("followup:person", args=[owner])),
        (keeper, reverse("followup:credit")),
        (keeper, reverse("followup:boxes")),
        (keeper, reverse("followup:files")),
        (keeper, reverse("followup:terms")),
    ):
        assert NO_PAY in text(client, url), url


def test_a_refused_form_keeps_what_was_typed(cast: Cast, browse: Browse) -> None:
    make_final(cast.owner, cast.superior)
    plan = make_improvement(cast.peer)
    coach = browse(cast.acting_superior)

    for name, args, form, kept in (
        ("propose", [cast.owner.pk], plan_form(support1=""), "Laporan selesai tepat waktu"),
        ("propose", [cast.owner.pk], plan_form(reason=""), "Daftar cek tiap Senin"),
        (
            "note",
            [plan.pk],
            {
                "key": str(new_key()),
                "held_on": (TODAY + timedelta(3)).isoformat(),
                "said": "Kalimat yang tetap",
            },
            "Kalimat yang tetap",
        ),
        (
            "test",
            [plan.pk],
            {"cek-outcome": "", "cek-facts": "Fakta yang tetap", "cek-on": TODAY.isoformat()},
            "Fakta yang tetap",
        ),
        (
            "propose_award",
            [cast.owner.pk],
            {"key": str(new_key()), "kind": "", "reason": "Alasan yang tetap"},
            "Alasan yang tetap",
        ),
    ):
        answer = coach.post(reverse(f"followup:{name}", args=args), form)
        assert answer.status_code == 422, name
        assert kept in answer.content.decode(), name
        assert "perlu diperbaiki" in answer.content.decode(), name


def test_a_refusal_stands_at_its_field(cast: Cast, browse: Browse) -> None:
    plan = make_improvement(cast.owner, status=flow.TESTED)

    answer = browse(cast.acting_superior).post(
        reverse("followup:close", args=[plan.pk]),
        {"putus-act": "extend", "putus-note": "Lagi", "putus-until": TODAY.isoformat()},
    )

    assert answer.status_code == 422
    assert answer.context["close"].errors["until"]


def test_higher_superiors_and_admins_learn_that_not_what(cast: Cast, browse: Browse) -> None:
    plan = make_improvement(cast.owner, status=flow.TESTED, text="Kalimat rahasia")
    make_note(plan, cast.acting_superior)

    for person in (cast.superior, cast.higher_superior, cast.admin_opd):
        page = text(browse(person), plan.get_absolute_url())
        assert "Kalimat rahasia" not in page
        assert "Percakapan sudah dilakukan: 1" in page
    page = text(browse(cast.personnel), plan.get_absolute_url())
    assert "Kalimat rahasia" in page
    assert "hanya Anda berdua" not in page


def test_what_waits_for_settlement_says_so(cast: Cast, browse: Browse) -> None:
    plan = make_improvement(cast.owner, status=flow.TESTED)
    keeper = browse(cast.personnel)

    assert "tidak ada akibat yang mengikuti" in text(browse(cast.owner), plan.get_absolute_url())
    assert "belum ditetapkan" in text(keeper, plan.get_absolute_url())
    assert text(keeper, reverse("followup:terms")).count("menunggu penetapan") >= 7


def test_two_people_settle_a_coefficient_on_the_page(cast: Cast, browse: Browse) -> None:
    keeper, leader, url = browse(cast.personnel), browse(cast.leader), reverse("followup:terms")
    form = {
        "name": "COEFFICIENT_MAHIR",
        "value": "12,5",
        "on": TODAY.isoformat(),
        "source": "Keputusan Bupati 12/2026",
    }

    keeper.post(url, form)
    keeper.post(reverse("followup:sign", args=[_proposal()]), {"alasan": "Dibahas"})
    assert "kurang satu persetujuan" in text(leader, url)
    leader.post(reverse("followup:sign", args=[_proposal()]), {"alasan": "Setuju"})

    assert "Yang sudah ditetapkan" in text(keeper, url)
    assert keeper.post(url, {**form, "value": "seratus"}).status_code == 422
    assert keeper.post(url, {**form, "value": "900"}).status_code == 422


def _proposal() -> int:
    return ValueProposal.objects.get().pk


# History and points


def functional(cast: Cast, title: str) -> None:
    """The owner holds a functional post since the beginning."""
    post = make_position(cast.section, title, kind=Position.Kind.FUNCTIONAL)
    Posting.objects.filter(employee=cast.owner).update(position=post)


def test_a_history_shows_grades_and_points(cast: Cast, browse: Browse) -> None:
    functional(cast, "Pranata Komputer Ahli Pertama")
    make_final(cast.owner, cast.superior, ("ABOVE", "ABOVE"))
    make_final(cast.owner, cast.superior, ("AS", "AS"), period=make_period(year=2025, number=4))

    page = text(browse(cast.owner), MINE)

    assert "Sangat Baik" in page
    assert "150% × 12,5 × 12/12" in page  # noqa: RUF001 (a product)
    assert "18,75" in page
    assert "tergantikan" in page
    assert "Perkiraan." not in page
    assert "kebutuhan kenaikan pangkat" in page


def test_an_unconfirmed_coefficient_is_an_estimate(cast: Cast, browse: Browse) -> None:
    functional(cast, "Perawat Terampil")
    make_final(cast.owner, cast.superior, ("AS", "AS"))
    assert "Perkiraan." in text(browse(cast.owner), MINE)

    make_value("COEFFICIENT_TERAMPIL", "5", (cast.personnel, cast.leader))

    assert "Perkiraan." not in text(browse(cast.owner), MINE)


def test_a_level_that_cannot_be_read_is_said(cast: Cast, browse: Browse) -> None:
    functional(cast, "Pranata Komputer")

    assert "tidak terbaca dari nama jabatannya" in text(browse(cast.owner), MINE)


def test_who_has_no_functional_post_sees_no_points(cast: Cast, browse: Browse) -> None:
    make_final(cast.owner, cast.superior)

    page = text(browse(cast.owner), MINE)

    assert "Angka kredit" not in page
    assert "kesempatan memperbaiki, bukan hukuman" in page


def test_a_newcomer_finds_a_page_that_explains_itself(cast: Cast, browse: Browse) -> None:
    assert "Belum ada penilaian" in text(browse(cast.owner), MINE)
    assert "Tidak ada rencana yang terbuka" in text(browse(cast.personnel), DESK)
    assert "Belum ada berkas yang diunggah" in text(browse(cast.personnel), FILES)


def test_a_result_not_opened_yet_is_not_shown_here_either(cast: Cast, browse: Browse) -> None:
    sheet = make_sheet(cast.owner, make_period())
    make_rating(sheet, cast.superior, "BELOW", "AS")

    page = text(browse(cast.owner), MINE)

    assert "hasil terbit, belum dibuka" in page
    assert "Butuh Perbaikan" not in page
    assert "Butuh Perbaikan" in text(
        browse(cast.acting_superior), reverse("followup:person", args=[cast.owner.pk])
    )


def test_readings_of_others_are_journalled(cast: Cast, browse: Browse) -> None:
    plan = make_improvement(cast.owner)

    browse(cast.acting_superior).get(plan.get_absolute_url())
    browse(cast.personnel).get(reverse("followup:person", args=[cast.owner.pk]))
    browse(cast.owner).get(plan.get_absolute_url())

    found = Reading.objects.filter(person_id=cast.owner.pk).values_list("screen", "role")
    assert set(found) == {("followup:improvement", "SUPERIOR"), ("followup:person", "PERSONNEL")}
