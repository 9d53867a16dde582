"""A superior of another agency leads nobody before that agency has said yes."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from noken.core import clock
from noken.core.actor import Role, system
from noken.notices.models import Notice
from noken.organization.models import Employee, RoleGrant, SuperiorOverride, SuperiorProposal
from noken.organization.queries import superior_of
from noken.organization.services import refresh_lines
from noken.organization.tests.test_import_apply import SECTION, apply, check, line
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_employee, make_grant, make_position, make_posting

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
TOMORROW = NOON + timedelta(1)


@pytest.fixture
def guest(cast: Cast) -> Employee:
    """Somebody of the health agency who is to lead Maria."""
    person = make_employee("Silas Worabay")
    make_posting(person, make_position(cast.other_agency))
    refresh_lines(by=system(TODAY), at=NOON)
    return person


def ask(client: Client, person: Employee, superior: Employee, **changes: object) -> Any:
    sent = {"superior": superior.pk, "reason": "SK 12", "start_on": TODAY.isoformat(), **changes}
    return client.post(reverse("organization:superior", args=[person.pk]), sent)


def answer(client: Client, what: str, **sent: str) -> Any:
    proposal = SuperiorProposal.objects.get(outcome="")
    return client.post(reverse(f"organization:proposal_{what}", args=[proposal.pk]), sent)


def leads(person: Employee, on: object = TODAY) -> int | None:
    found = superior_of(person.pk, on).person  # type: ignore[arg-type]  # a date
    return found.id if found else None


def told(person: Employee, kind: str) -> list[str]:
    rows = Notice.objects.filter(person_id=person.pk, kind=kind)
    return list(rows.values_list("text", flat=True))


@pytest.mark.parametrize("by", ["admin_opd", "personnel"])
def test_it_waits_for_an_admin_there_and_holds_from_the_word_on(
    cast: Cast, guest: Employee, browse: Browse, by: str
) -> None:
    before = leads(cast.owner)
    page = ask(browse(getattr(cast, by)), cast.owner, guest)

    assert page.status_code == 302
    assert leads(cast.owner) == before
    assert told(cast.owner, "SuperiorShifted") == []
    assert guest.name in told(cast.admin_other, "SuperiorProposed")[0]
    petrus = browse(cast.admin_other)
    assert "1 usulan atasan dari OPD lain" in petrus.get(reverse("home:waiting")).content.decode()
    shown = petrus.get(reverse("organization:proposals")).content.decode()
    assert f"{guest.name} untuk {cast.owner.name}" in shown

    assert answer(petrus, "agree").status_code == 302

    assert leads(cast.owner) == guest.pk
    for person in (cast.owner, guest, cast.acting_superior):
        assert told(person, "SuperiorShifted")
    assert "menyetujui" in told(getattr(cast, by), "SuperiorAnswered")[0]
    assert "usulan atasan" not in petrus.get(reverse("home:waiting")).content.decode()


def test_the_persons_page_says_what_waits_and_takes_it_back(
    cast: Cast, guest: Employee, browse: Browse
) -> None:
    rina, url = browse(cast.admin_opd), reverse("organization:person", args=[cast.owner.pk])
    ask(rina, cast.owner, guest)
    assert f"Diusulkan {guest.name}" in rina.get(url).content.decode()
    proposal = SuperiorProposal.objects.get()

    rina.post(reverse("organization:proposal_withdraw", args=[cast.owner.pk, proposal.pk]))

    assert "Diusulkan" not in rina.get(url).content.decode()
    assert not SuperiorOverride.objects.exists()
    late = reverse("organization:proposal_agree", args=[proposal.pk])
    assert browse(cast.admin_other).post(late).status_code == 422


def test_a_no_needs_a_reason_and_is_told(cast: Cast, guest: Employee, browse: Browse) -> None:
    ask(browse(cast.admin_opd), cast.owner, guest)
    petrus = browse(cast.admin_other)

    assert answer(petrus, "decline", alasan=" ").status_code == 422
    assert answer(petrus, "decline", alasan="Sedang tugas belajar").status_code == 302

    assert "Sedang tugas belajar" in told(cast.admin_opd, "SuperiorAnswered")[0]
    assert not SuperiorOverride.objects.exists()


def test_neither_who_asked_nor_who_is_asked_for_has_the_word(cast: Cast, browse: Browse) -> None:
    make_grant(cast.former_superior, RoleGrant.Role.ADMIN_OPD, cast.other_agency)
    ask(browse(cast.admin_opd), cast.owner, cast.former_superior)

    assert answer(browse(cast.admin_opd), "agree").status_code == 422
    assert answer(browse(cast.former_superior), "agree").status_code == 422
    assert answer(browse(cast.admin_other), "agree").status_code == 302


def test_what_waited_begins_on_the_day_of_the_word(
    cast: Cast, guest: Employee, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(browse(cast.admin_opd), cast.owner, guest)
    petrus = browse(cast.admin_other)
    monkeypatch.setattr(clock, "now", lambda: TOMORROW)

    assert answer(petrus, "agree").status_code == 302

    assert SuperiorOverride.objects.get().start_on == TODAY + timedelta(1)


def test_bkpsdm_asks_for_days_gone_by(cast: Cast, guest: Employee, browse: Browse) -> None:
    past = TODAY - timedelta(3)
    ask(browse(cast.personnel), cast.owner, guest, start_on=past.isoformat())

    assert answer(browse(cast.admin_other), "agree").status_code == 302

    assert leads(cast.owner, past) == guest.pk


def test_where_nobody_there_could_answer_bkpsdm_chooses(cast: Cast, browse: Browse) -> None:
    refused = ask(browse(cast.admin_opd), cast.owner, cast.leader)

    assert refused.status_code == 422
    assert "Mintalah BKPSDM" in refused.content.decode()
    assert ask(browse(cast.personnel), cast.owner, cast.leader).status_code == 302
    assert leads(cast.owner) == cast.leader.pk


def test_another_choice_takes_the_place_of_what_waits(
    cast: Cast, guest: Employee, browse: Browse
) -> None:
    rina = browse(cast.admin_opd)
    for superior in (guest, cast.former_superior, cast.higher_superior):
        assert ask(rina, cast.owner, superior).status_code == 302

    assert set(SuperiorProposal.objects.values_list("outcome", flat=True)) == {"WITHDRAWN"}
    assert leads(cast.owner) == cast.higher_superior.pk


def test_after_a_move_there_is_nothing_to_agree_to(
    cast: Cast, guest: Employee, browse: Browse
) -> None:
    ask(browse(cast.admin_opd), cast.owner, guest)
    move = reverse("organization:move", args=[cast.owner.pk])
    sent = {"position": make_position(cast.division).pk, "on": TODAY.isoformat()}
    assert browse(cast.personnel).post(move, sent).status_code == 302

    refused = answer(browse(cast.admin_other), "agree")

    assert refused.status_code == 422
    assert "Tolak usulan ini" in refused.content.decode()


@pytest.mark.parametrize(("by", "waits"), [("admin_opd", True), ("personnel", True), (None, False)])
def test_a_file_asks_too(
    cast: Cast, guest: Employee, tmp_path: Path, by: str | None, *, waits: bool
) -> None:
    role = Role.PERSONNEL if by == "personnel" else Role.ADMIN_OPD
    who = actor(getattr(cast, by), role) if by else system(TODAY)
    post = "Pengembang Kurikulum"
    row = line(cast.owner.nip or "", cast.owner.name, post, SECTION, "", guest.nip or "")

    apply(check(tmp_path, row, by=who), by=who)

    assert SuperiorProposal.objects.filter(outcome="").exists() is waits
    assert SuperiorOverride.objects.exists() is not waits
    assert (leads(cast.owner) == guest.pk) is not waits


@pytest.mark.parametrize("by_file", [False, True])
def test_who_goes_to_another_agency_is_chosen_no_more_in_the_old_one(
    cast: Cast, browse: Browse, tmp_path: Path, *, by_file: bool
) -> None:
    ask(browse(cast.admin_opd), cast.owner, cast.peer)
    ask(browse(cast.admin_opd), cast.superior, cast.agency_head)
    assert leads(cast.owner) == cast.peer.pk

    if by_file:
        person, day = cast.peer, TODAY.isoformat()
        row = line(person.nip or "", person.name, "Verifikator", "DINAS KESEHATAN", start=day)
        by = actor(cast.personnel, Role.PERSONNEL)
        apply(check(tmp_path, row, by=by), by=by)
    else:
        move = reverse("organization:move", args=[cast.peer.pk])
        sent = {"position": make_position(cast.other_agency).pk, "on": TODAY.isoformat()}
        assert browse(cast.personnel).post(move, sent).status_code == 302

    assert leads(cast.owner) == cast.acting_superior.pk
    assert SuperiorOverride.objects.filter(employee=cast.superior, end_on=None).exists()


def test_only_one_waits_for_a_person(cast: Cast, guest: Employee) -> None:
    fields: dict[str, Any] = {
        "superior": guest,
        "unit": cast.section,
        "start_on": TODAY,
        "proposed_at": NOON,
    }
    fields |= {"employee": cast.owner, "proposed_by": cast.admin_opd}
    SuperiorProposal.objects.create(**fields)

    for more, name in (({}, "proposal_one_waiting"), ({"outcome": "AGREED"}, "settled_once")):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            SuperiorProposal.objects.create(**fields, **more)
