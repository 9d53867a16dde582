"""Locking, judging and writing what several services of coaching need."""

from datetime import datetime
from typing import Any, NoReturn
from uuid import UUID

from noken.coaching import access
from noken.coaching.access import Standing
from noken.coaching.events import TalkEvent
from noken.coaching.models import Talk
from noken.coaching.rules import flow
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization.models import Employee

MOST_LETTERS = 4000
SAYS = {
    flow.ASKED: "belum diberi hari",
    flow.AGENDA: "belum dimulai",
    flow.TALKING: "sedang berlangsung",
    flow.OFFERED: "menunggu persetujuan pegawai",
    flow.AGREED: "sudah disepakati dan menunggu cek",
    flow.DONE: "sudah selesai",
    flow.ENDED: "sudah dihentikan",
}


def refuse(why: flow.Why) -> NoReturn:
    raise Refused(why.text, code=why.code)


def person_of(by: Actor) -> int:
    """Raises Refused: `coaching.no_person`."""
    if by.employee_id is None:
        raise Refused(
            "Akun ini belum terhubung dengan pegawai. Minta admin OPD menghubungkannya.",
            code="coaching.no_person",
        )
    return by.employee_id


def lock_person(employee_id: int) -> None:
    """Held until the end: what concerns one person comes one by one."""
    Employee.objects.select_for_update(no_key=True).get(pk=employee_id)


def lock_talk(talk_id: UUID, by: Actor) -> tuple[Talk, Standing]:
    """A talk of the actor's. Raises Refused: `coaching.no_person`, `coaching.unknown`."""
    person_of(by)
    talk = Talk.objects.select_for_update(of=("self",)).filter(pk=talk_id).first()
    standing = access.standing_in(by, talk) if talk else None
    if talk is None or standing is None:
        raise unknown()
    return talk, standing


def advance(talk: Talk, standing: Standing, act: str) -> None:
    """Put the talk into the state an act leads to; not yet stored.

    Raises:
        Refused: `coaching.not_coach`, `coaching.not_your_part`, `coaching.not_now`.
    """
    if not standing.acts:
        raise Refused(
            "Hari ini atasan langsung pegawai ini orang lain. Percakapan baru dibuka olehnya.",
            code="coaching.not_coach",
        )
    if standing.side not in flow.WAYS[act][0]:
        who = "atasan" if standing.side == flow.EMPLOYEE else "pegawai"
        raise Refused(f"Langkah ini dilakukan {who}.", code="coaching.not_your_part")
    state = flow.after(act, talk.status, standing.side)
    if state is None:
        raise not_now(talk)
    talk.status = state


def not_now(talk: Talk) -> Refused:
    return Refused(
        f"Percakapan ini {SAYS[talk.status]}. Muat ulang halaman untuk melihat keadaannya.",
        code="coaching.not_now",
    )


def need_text(text: str, ask: str, most: int = MOST_LETTERS) -> str:
    """Raises Refused: `coaching.empty`, `coaching.too_long`."""
    text = text.strip()
    if not text:
        raise Refused(ask, code="coaching.empty")
    if len(text) > most:
        raise Refused(f"Paling panjang {most} huruf. Persingkat dulu.", code="coaching.too_long")
    return text


def tell(event: type[TalkEvent], talk: Talk, *, by: Actor, at: datetime) -> None:
    """Say what happened, to be read by the other one of the two."""
    other = talk.coach_id if by.employee_id == talk.employee_id else talk.employee_id
    about: dict[str, Any] = {"talk_id": talk.pk, "reader_id": other}
    events.emit(event(by=by, at=at, subject_id=talk.employee_id, **about))


def unknown() -> Refused:
    return Refused(
        "Percakapan ini tidak ada, atau bukan untuk Anda. Muat ulang halaman.",
        code="coaching.unknown",
    )
