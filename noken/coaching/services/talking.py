"""What the two write and agree on, the person's consent, the check and what came of it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from noken.coaching.events import (
    AgreementsChanged,
    TalkAgreed,
    TalkArranged,
    TalkChecked,
    TalkOffered,
    TalkReopened,
    TalkShared,
    TalkWeighed,
)
from noken.coaching.models import Agreement, Talk, TalkNote
from noken.coaching.queries.word import alone_on, why_not_closed
from noken.coaching.rules import flow
from noken.coaching.services._records import (
    advance,
    lock_talk,
    need_text,
    person_of,
    refuse,
    tell,
    unknown,
)
from noken.core import clock
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAgreement:
    """Who (`side`) changes what until when, and in what it is seen."""

    side: str
    kind: str
    text: str
    until_on: date
    measured_by: str


@dataclass(frozen=True, slots=True)
class Result:
    """What the check showed; `next_on` and `next_at` of one more session after PARTLY."""

    outcome: str
    next_on: date | None = None
    next_at: time | None = None


@transaction.atomic
def write_note(talk_id: UUID, text: str, *, share: bool, by: Actor, at: datetime) -> TalkNote:
    """Keep one's own words as a draft, or show them to the other one of the two.

    Raises:
        Refused: `coaching.no_person`, `coaching.unknown`, `coaching.not_coach`,
            `coaching.not_now`, `coaching.empty`, `coaching.too_long`.
    Emits: TalkShared, when shared.
    """
    talk, standing = lock_talk(talk_id, by)
    advance(talk, standing, flow.WRITE)
    text = need_text(text, "Tuliskan catatan Anda.")
    note = TalkNote.objects.filter(talk=talk, writer_id=person_of(by)).first()
    note = note or TalkNote(talk=talk, writer_id=person_of(by))
    if not share:
        note.draft, note.draft_at = text, at
        note.save()
        return note
    is_new = note.shared != text
    note.draft, note.draft_at = "", None
    note.shared, note.shared_at = text, at if is_new else note.shared_at
    note.save()
    if is_new:
        tell(TalkShared, talk, by=by, at=at)
    return note


@transaction.atomic
def add_agreement(talk_id: UUID, new: NewAgreement, *, by: Actor, at: datetime) -> Agreement:
    """Write down one change; either of the two may.

    Raises:
        Refused: `coaching.no_person`, `coaching.unknown`, `coaching.not_coach`,
            `coaching.not_now`, `coaching.empty`, `coaching.too_long`, `coaching.bad_side`,
            `coaching.bad_until`, `coaching.too_many`.
    Emits: AgreementsChanged.
    """
    talk, standing = lock_talk(talk_id, by)
    advance(talk, standing, flow.AGREE_ON)
    if new.side not in Agreement.Side or new.kind not in Agreement.Kind:
        raise Refused("Pilih siapa dan bentuknya dari daftar.", code="coaching.bad_side")
    if new.until_on < clock.day_of(at):
        raise Refused("Pilih hari ini atau sesudahnya.", code="coaching.bad_until")
    orders = list(talk.agreements.values_list("order", flat=True))
    if len(orders) >= flow.MOST_AGREEMENTS:
        raise Refused(
            f"Paling banyak {flow.MOST_AGREEMENTS} kesepakatan. Sedikit yang ditepati lebih baik.",
            code="coaching.too_many",
        )
    row = Agreement.objects.create(
        talk=talk,
        order=max(orders, default=0) + 1,
        side=new.side,
        kind=new.kind,
        text=need_text(new.text, "Tuliskan apa yang berubah.", 300),
        until_on=new.until_on,
        measured_by=need_text(new.measured_by, "Tuliskan dilihat dari apa.", 120),
        added_by_id=person_of(by),
    )
    tell(AgreementsChanged, talk, by=by, at=at)
    return row


@transaction.atomic
def drop_agreement(talk_id: UUID, order: int, *, by: Actor, at: datetime) -> None:
    """Take one off the list while they still talk.

    Raises:
        Refused: `coaching.no_person`, `coaching.unknown`, `coaching.not_coach`,
            `coaching.not_now`.
    Emits: AgreementsChanged.
    """
    talk, standing = lock_talk(talk_id, by)
    advance(talk, standing, flow.DROP)
    talk.agreements.filter(order=order).delete()
    tell(AgreementsChanged, talk, by=by, at=at)


@transaction.atomic
def tick_agreement(talk_id: UUID, order: int, *, done: bool, by: Actor, at: datetime) -> Agreement:
    """Say that what was agreed is done, or not yet.

    Raises:
        Refused: `coaching.no_person`, `coaching.unknown`, `coaching.not_coach`,
            `coaching.not_now`.
    Emits: AgreementsChanged.
    """
    talk, standing = lock_talk(talk_id, by)
    advance(talk, standing, flow.TICK)
    row = talk.agreements.filter(order=order).first()
    if row is None:
        raise unknown()
    row.done_at = (row.done_at or at) if done else None
    row.save(update_fields=["done_at"])
    tell(AgreementsChanged, talk, by=by, at=at)
    return row


@transaction.atomic
def offer(talk_id: UUID, check_on: date, *, by: Actor, at: datetime) -> Talk:
    """Ask for the person's consent to what was agreed, to be checked on a day.

    Raises:
        Refused: `coaching.no_person`, `coaching.unknown`, `coaching.not_coach`,
            `coaching.not_your_part`, `coaching.not_now`, `coaching.nothing_agreed`,
            `coaching.bad_check`.
    Emits: TalkOffered.
    """
    talk, standing = lock_talk(talk_id, by)
    advance(talk, standing, flow.OFFER)
    if not talk.agreements.exists():
        raise Refused(
            "Tuliskan dulu paling sedikit satu kesepakatan.", code="coaching.nothing_agreed"
        )
    talk.held_on = talk.held_on or clock.day_of(at)
    last = flow.last_check(talk.held_on)
    why = flow.why_not_checked_on(check_on, clock.day_of(at))
    if why or check_on > last:
        refuse(why or flow.Why(f"Cek paling lambat {last:%d/%m/%Y}.", "coaching.bad_check"))
    talk.check_on, talk.offered_at = check_on, at
    talk.save(update_fields=["status", "held_on", "check_on", "offered_at"])
    tell(TalkOffered, talk, by=by, at=at)
    return talk


@transaction.atomic
def answer_offer(talk_id: UUID, *, agrees: bool, by: Actor, at: datetime) -> Talk:
    """The person consents; or either of the two wants to talk about it again.

    Raises:
        Refused: `coaching.no_person`, `coaching.unknown`, `coaching.not_coach`,
            `coaching.not_your_part`, `coaching.not_now`.
    Emits: TalkAgreed or TalkReopened.
    """
    talk, standing = lock_talk(talk_id, by)
    advance(talk, standing, flow.CONSENT if agrees else flow.TALK_ON)
    if agrees and talk.check_on:
        talk.agreed_at = at
        talk.alone_on = alone_on({0: (talk.employee_id, talk.check_on)})[0]
    talk.save(update_fields=["status", "agreed_at", "alone_on"])
    tell(TalkAgreed if agrees else TalkReopened, talk, by=by, at=at)
    return talk


@transaction.atomic
def weigh_talk(talk_id: UUID, word: str, *, by: Actor, at: datetime) -> Talk:
    """The person says, from the check day on, whether what was agreed helped; the last word holds.

    Raises:
        Refused: `coaching.no_person`, `coaching.unknown`, `coaching.not_your_part`,
            `coaching.not_now`, `coaching.before_check`, `coaching.bad_outcome`.
    Emits: TalkWeighed.
    """
    talk, standing = lock_talk(talk_id, by)
    advance(talk, standing, flow.WEIGH)
    today = clock.day_of(at)
    if why := flow.why_not_weighed(talk.check_on or today, today):
        refuse(why)
    if word not in flow.OUTCOMES:
        raise Refused("Pilih apakah kesepakatannya membantu.", code="coaching.bad_outcome")
    talk.word, talk.word_at = word, at
    talk.save(update_fields=["word", "word_at"])
    tell(TalkWeighed, talk, by=by, at=at)
    return talk


@transaction.atomic
def check_talk(talk_id: UUID, result: Result, *, by: Actor, at: datetime) -> Talk:
    """Record what came of it, on the check day or later and after the person's word or the days
    for it; PARTLY puts one more session of the same row on the agenda.

    Raises:
        Refused: `coaching.no_person`, `coaching.unknown`, `coaching.not_coach`,
            `coaching.not_your_part`, `coaching.not_now`, `coaching.before_check`,
            `coaching.person_first`, `coaching.bad_outcome`, `coaching.bad_day`.
    Emits: TalkChecked, and TalkArranged for the next session.
    """
    talk, standing = lock_talk(talk_id, by)
    advance(talk, standing, flow.CHECK)
    today = clock.day_of(at)
    if why := why_not_closed(talk, today):
        refuse(why)
    if result.outcome not in flow.OUTCOMES:
        raise Refused("Pilih hasilnya.", code="coaching.bad_outcome")
    again = result.outcome == flow.PARTLY
    if again and (result.next_on is None or result.next_on < today):
        raise Refused(
            "Pilih hari percakapan berikutnya, hari ini atau sesudahnya.", code="coaching.bad_day"
        )
    talk.outcome, talk.ended_at = result.outcome, at
    talk.save(update_fields=["status", "outcome", "ended_at"])
    tell(TalkChecked, talk, by=by, at=at)
    if again:
        following = Talk.objects.create(
            id=uuid7(at),
            series=talk.series,
            number=talk.number + 1,
            employee_id=talk.employee_id,
            coach_id=talk.coach_id,
            opened_by_id=talk.coach_id,
            opened_at=at,
            status=flow.AGENDA,
            meet_on=result.next_on,
            meet_at=result.next_at or talk.meet_at,
            place=talk.place,
            measure=talk.measure,
        )
        tell(TalkArranged, following, by=by, at=at)
    return talk
