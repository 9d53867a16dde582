"""Levels of supervision: lighter by rule, closer by the superior and only for a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from noken.calendars import queries as calendars
from noken.coaching import access
from noken.coaching.events import LevelChosen, LevelEnded, LevelRelaxed, LevelTightened
from noken.coaching.models import KeptUsual, SupervisionLevel
from noken.coaching.queries.records import not_to_relax, records
from noken.coaching.queries.terms import terms_on
from noken.coaching.rules import levels as rules
from noken.coaching.rules.levels import CLOSE, EASY
from noken.coaching.services._records import lock_person, person_of
from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.periods import in_force
from noken.work import services as work
from noken.work.services import NewGrace

EASY_REASON = "Catatan bersih {months} bulan: laporan tepat waktu, tanpa temuan yang dihitung."
CHOSEN = "Pegawai memilih tetap biasa."
DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class NewClose:
    """Why somebody is supervised more closely, and the last day of it."""

    reason: str
    last_on: date


@transaction.atomic
def relax_due(*, by: Actor, at: datetime) -> int:
    """Relax the level of everybody whose record is clean; how many there were.

    Nothing follows while nobody has signed what a clean record is. Running twice does nothing more.

    Emits: LevelRelaxed, and GraceGiven of work.
    """
    today = clock.day_of(at)
    terms = terms_on(today)
    if not terms.is_signed:
        return 0
    left_out = not_to_relax(terms.clean, today)
    fit = [
        person
        for person, record in records(terms.clean, today).items()
        if person not in left_out and not rules.why_not_easy(record, terms.clean, today)
    ]
    reason = EASY_REASON.format(months=terms.clean_months)
    SupervisionLevel.objects.bulk_create(
        SupervisionLevel(employee_id=person, level=EASY, reason=reason, start_on=today, set_at=at)
        for person in fit
    )
    graces = [NewGrace(person, terms.easy_grace_workdays, today) for person in fit]
    work.give_graces(graces, "Tingkat pengawasan longgar", by=by, at=at)
    events.emit(
        *(
            LevelRelaxed(by=by, at=at, subject_id=person, start_on=today, why=reason)
            for person in fit
        )
    )
    return len(fit)


@transaction.atomic
def end_unclean(*, by: Actor, at: datetime) -> int:
    """Give the usual level back where a record is not clean any more; how many there were.

    Emits: LevelEnded, and GraceEnded of work.
    """
    today = clock.day_of(at)
    terms = terms_on(today)
    open_ = SupervisionLevel.objects.select_for_update().filter(
        level=EASY, end_on=None, start_on__lt=today
    )
    rows = {row.employee_id: row for row in open_} if terms.is_signed else {}
    found = records(terms.clean, today, list(rows)) if rows else {}
    why = {
        person: rules.why_not_easy(record, terms.clean, today) for person, record in found.items()
    }
    ending = {person: said for person, said in why.items() if said}
    _end({person: rows[person] for person in ending}, today, ending, by=by, at=at)
    return len(ending)


@transaction.atomic
def tighten(employee_id: int, new: NewClose, *, by: Actor, at: datetime) -> SupervisionLevel:
    """Supervise a direct report more closely for a time, from the next workday on: the person is
    told now, with the reason.

    Raises:
        Refused: `coaching.no_person`, `level.not_superior`,
            `level.no_reason`, `level.bad_span`, `level.too_long_span`, `level.too_long`,
            `level.close_already`.
    Emits: LevelTightened, and GraceEnded of work where the level was lighter.
    """
    person_of(by)
    lock_person(employee_id)
    if not access.leads(by, employee_id):
        raise Refused(
            "Tingkat pengawasan ditetapkan atasan langsung pegawai ini.",
            code="level.not_superior",
        )
    today = clock.day_of(at)
    start_on, end_on = calendars.add_workdays(today, 1), new.last_on + DAY
    reason = new.reason.strip()
    if why := rules.why_not_close(reason, start_on, end_on, today):
        raise Refused(why[0], code=f"level.{why[1]}")
    if len(reason) > 500:
        raise Refused("Paling panjang 500 huruf. Persingkat dulu.", code="level.too_long")
    known = SupervisionLevel.objects.select_for_update().filter(employee_id=employee_id)
    if known.filter(level=CLOSE, end_on__gt=start_on).exists():
        raise Refused(
            "Pengawasan rapat untuk pegawai ini sudah berjalan. Tunggu sampai berakhir.",
            code="level.close_already",
        )
    easy = known.filter(level=EASY, end_on=None).first()
    if easy is not None:
        _end({employee_id: easy}, start_on, {employee_id: "Pengawasan dirapatkan."}, by=by, at=at)
    row = SupervisionLevel.objects.create(
        employee_id=employee_id,
        level=CLOSE,
        reason=reason,
        start_on=start_on,
        end_on=end_on,
        set_by_id=by.employee_id,
        set_at=at,
    )
    events.emit(
        LevelTightened(
            by=by, at=at, subject_id=employee_id, start_on=start_on, end_on=end_on, why=reason
        )
    )
    return row


@transaction.atomic
def end_close(employee_id: int, why: str, *, by: Actor, at: datetime) -> None:
    """End a closer level before its day: from tomorrow on; one that has not begun never holds.

    Raises:
        Refused: `coaching.no_person`, `level.not_superior`, `level.not_close`.
    Emits: LevelEnded.
    """
    person_of(by)
    lock_person(employee_id)
    if not access.leads(by, employee_id):
        raise Refused(
            "Tingkat pengawasan ditetapkan atasan langsung pegawai ini.",
            code="level.not_superior",
        )
    tomorrow = clock.day_of(at) + DAY
    rows = SupervisionLevel.objects.select_for_update().filter(employee_id=employee_id, level=CLOSE)
    row = rows.filter(end_on__gt=tomorrow).first()
    if row is None:
        raise Refused(
            "Pegawai ini tidak sedang diawasi lebih rapat. Muat ulang halaman.",
            code="level.not_close",
        )
    said = why.strip()[:300] or "Diakhiri atasan lebih awal."
    if row.start_on >= tomorrow:
        row.delete()
    else:
        row.end_on, row.why_ended = tomorrow, said
        row.save(update_fields=["end_on", "why_ended"])
    events.emit(
        LevelEnded(by=by, at=at, subject_id=employee_id, start_on=tomorrow, level=CLOSE, why=said)
    )


@transaction.atomic
def choose_level(*, keeps_usual: bool, by: Actor, at: datetime) -> None:
    """The person keeps the usual level, or lets it follow the record again.

    Raises:
        Refused: `coaching.no_person`.
    Emits: LevelChosen; LevelEnded where a lighter level ends by it.
    """
    me = person_of(by)
    lock_person(me)
    if not keeps_usual:
        KeptUsual.objects.filter(employee_id=me).delete()
    else:
        KeptUsual.objects.get_or_create(employee_id=me, defaults={"since": at})
        tomorrow = clock.day_of(at) + DAY
        easy = SupervisionLevel.objects.select_for_update().filter(
            in_force(tomorrow), employee_id=me, level=EASY
        )
        _end({row.employee_id: row for row in easy}, tomorrow, {me: CHOSEN}, by=by, at=at)
    events.emit(LevelChosen(by=by, at=at, subject_id=me, keeps_usual=keeps_usual))


def _end(
    rows: Mapping[int, SupervisionLevel],
    end_on: date,
    why: Mapping[int, str],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """End lighter levels and the longer time to report that came with them."""
    for person, row in rows.items():
        row.end_on, row.why_ended = end_on, why[person]
    SupervisionLevel.objects.bulk_update(rows.values(), ["end_on", "why_ended"])
    work.end_graces(list(rows), end_on, by=by, at=at)
    events.emit(
        *(
            LevelEnded(
                by=by, at=at, subject_id=person, start_on=end_on, level=EASY, why=why[person]
            )
            for person in rows
        )
    )
