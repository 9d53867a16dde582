"""A talk is asked for, gets its day and what both look at, and may be ended before it is agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from noken.coaching import access
from noken.coaching.events import TalkArranged, TalkAsked, TalkBegun, TalkEnded
from noken.coaching.models import SharedFact, Talk, TalkNote
from noken.coaching.queries.facts import Offer, offers_for
from noken.coaching.rules import flow
from noken.coaching.services._records import (
    advance,
    lock_person,
    lock_talk,
    need_text,
    not_now,
    person_of,
    tell,
)
from noken.core import clock
from noken.core.actor import Actor
from noken.core.errors import Refused

MOST_FACTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """Day, hour and place of a talk, and what both look at beforehand.

    `facts` are keys of what was on offer; `words` a fact of the superior's own. `measure` is what
    is followed over the weeks, "" for nothing.
    """

    key: UUID
    meet_on: date
    meet_at: time
    place: str = ""
    facts: Sequence[str] = ()
    words: str = ""
    words_good: bool = True
    measure: str = ""


@transaction.atomic
def ask_for_talk(key: UUID, words: str, *, by: Actor, at: datetime) -> Talk:
    """The person asks the superior of the day for a talk; the words are for these two.

    Raises:
        Refused: `coaching.no_person`, `coaching.no_superior`, `coaching.open_already`,
            `coaching.empty`, `coaching.too_long`, `coaching.key_taken`.
    Emits: TalkAsked.
    """
    me = person_of(by)
    lock_person(me)
    superior = access.superior_of(by, me)
    if superior is None:
        raise Refused(
            "Atasan langsung Anda belum tercatat hari ini. Minta admin OPD memperbaikinya.",
            code="coaching.no_superior",
        )
    if (before := _before(key, me)) is not None:
        return before
    text = need_text(words, "Tuliskan singkat apa yang ingin Anda bicarakan.")
    _check_none_open(me, superior)
    talk = Talk.objects.create(
        id=key,
        series=key,
        number=1,
        employee_id=me,
        coach_id=superior,
        opened_by_id=me,
        opened_at=at,
        status=flow.ASKED,
    )
    TalkNote.objects.create(talk=talk, writer_id=me, shared=text, shared_at=at)
    tell(TalkAsked, talk, by=by, at=at)
    return talk


@transaction.atomic
def arrange_talk(employee_id: int, agenda: Agenda, *, by: Actor, at: datetime) -> Talk:
    """Set day, hour and shared facts of a talk with a direct report; one that was asked for, or is
    on the agenda already, gets them instead of a new one.

    Raises:
        Refused: `coaching.no_person`, `coaching.not_coach`, `coaching.open_already`,
            `coaching.bad_day`, `coaching.bad_measure`, `coaching.too_many`, `coaching.too_long`,
            `coaching.key_taken`.
    Emits: TalkArranged.
    """
    me = person_of(by)
    lock_person(employee_id)
    if not access.leads(by, employee_id):
        raise Refused("Percakapan dibuka atasan langsung pegawai ini.", code="coaching.not_coach")
    _check_agenda(agenda, clock.day_of(at))
    talk = _waiting_talk(employee_id, me)
    if talk is None:
        if (before := _before(agenda.key, me)) is not None:
            return before
        _check_none_open(employee_id, me)
        talk = Talk(
            id=agenda.key,
            series=agenda.key,
            number=1,
            employee_id=employee_id,
            coach_id=me,
            opened_by_id=me,
            opened_at=at,
        )
    talk.status = flow.AGENDA
    talk.meet_on, talk.meet_at = agenda.meet_on, agenda.meet_at
    talk.place, talk.measure = agenda.place.strip(), agenda.measure
    talk.save()
    _pin(talk, agenda, offers_for(by, employee_id), at)
    tell(TalkArranged, talk, by=by, at=at)
    return talk


@transaction.atomic
def begin_talk(talk_id: UUID, *, by: Actor, at: datetime) -> Talk:
    """The two sit together: from now on they write down what they agree on.

    Raises:
        Refused: `coaching.no_person`, `coaching.unknown`, `coaching.not_coach`,
            `coaching.not_your_part`, `coaching.not_now`, `coaching.too_early`.
    Emits: TalkBegun.
    """
    talk, standing = lock_talk(talk_id, by)
    advance(talk, standing, flow.BEGIN)
    today = clock.day_of(at)
    if talk.meet_on is not None and today < talk.meet_on:
        raise Refused(
            "Harinya belum tiba. Ubah agenda bila Anda berdua ingin bertemu lebih awal.",
            code="coaching.too_early",
        )
    talk.held_on = today
    talk.save(update_fields=["status", "held_on"])
    tell(TalkBegun, talk, by=by, at=at)
    return talk


@transaction.atomic
def end_talk(talk_id: UUID, why: str, *, by: Actor, at: datetime) -> Talk:
    """End a talk before there is an agreement; the person only what the person asked for.

    Raises:
        Refused: `coaching.no_person`, `coaching.unknown`, `coaching.not_coach`,
            `coaching.not_now`, `coaching.empty`, `coaching.too_long`.
    Emits: TalkEnded.
    """
    talk, standing = lock_talk(talk_id, by)
    asked = talk.opened_by_id == talk.employee_id
    if not flow.may_end(talk.status, standing.side, asked_by_person=asked):
        raise not_now(talk)
    advance(talk, standing, flow.END)
    talk.why_ended = need_text(why, "Tuliskan alasannya; hanya Anda berdua membacanya.", 500)
    talk.ended_at = at
    talk.save(update_fields=["status", "why_ended", "ended_at"])
    tell(TalkEnded, talk, by=by, at=at)
    return talk


def _before(key: UUID, me: int) -> Talk | None:
    """The talk this submission made before. Raises Refused: `coaching.key_taken`."""
    before = Talk.objects.filter(pk=key).first()
    if before is not None and before.opened_by_id != me:
        raise Refused("Kode kiriman ini sudah dipakai. Muat ulang.", code="coaching.key_taken")
    return before


def _waiting_talk(employee_id: int, coach_id: int) -> Talk | None:
    return Talk.objects.filter(
        employee_id=employee_id, coach_id=coach_id, status__in=[flow.ASKED, flow.AGENDA]
    ).first()


def _check_none_open(employee_id: int, coach_id: int) -> None:
    open_ = Talk.objects.filter(
        employee_id=employee_id, coach_id=coach_id, status__in=list(flow.OPEN)
    )
    if open_.exists():
        raise Refused(
            "Masih ada percakapan Anda berdua yang belum selesai. Lanjutkan yang itu.",
            code="coaching.open_already",
        )


def _check_agenda(agenda: Agenda, today: date) -> None:
    if agenda.meet_on < today:
        raise Refused("Pilih hari ini atau sesudahnya.", code="coaching.bad_day")
    if agenda.measure not in Talk.Measure:
        raise Refused("Pilih yang diikuti dari daftar.", code="coaching.bad_measure")
    if len(agenda.facts) > MOST_FACTS:
        raise Refused(
            f"Pilih paling banyak {MOST_FACTS} hal, supaya percakapannya terarah.",
            code="coaching.too_many",
        )
    if len(agenda.words) > 300 or len(agenda.place) > 120:
        raise Refused("Persingkat tempat atau hal yang Anda tulis.", code="coaching.too_long")


def _pin(talk: Talk, agenda: Agenda, offers: Sequence[Offer], at: datetime) -> None:
    """What was chosen, worded as it stands now."""
    talk.facts.all().delete()
    chosen = [offer for offer in offers if offer.key in set(agenda.facts)]
    if words := agenda.words.strip():
        chosen.append(Offer("WORDS", SharedFact.Kind.WORDS, words, is_good=agenda.words_good))
    SharedFact.objects.bulk_create(
        SharedFact(
            talk=talk,
            order=order,
            kind=offer.kind,
            is_good=offer.is_good,
            text=offer.text[:300],
            url=offer.url,
            pinned_at=at,
        )
        for order, offer in enumerate(chosen)
    )
