"""Who hears of a discipline case: the person and those who have a part in it, nobody else.

A notice names the number and the next step, no person and no allegation. News for open pages goes
to accounts, never to "who hears this employee". What was decided the person learns closed, at the
delivery, and not before.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from noken.core import clock
from noken.discipline import events as discipline
from noken.discipline import queries
from noken.notices import services as notices
from noken.notices.services import Message
from noken.realtime import services as realtime
from noken.realtime.ports import account_topic
from noken.realtime.services import Announcement
from noken.ui.formats import day_named, time_of

Event = discipline.CaseEvent


def announce(batch: Sequence[Event]) -> None:
    """Open pages of those who examine and of the official; of the person where it is theirs to
    know."""
    heard = {id(event): _hearers(event) for event in batch}
    accounts = queries.accounts_of({pk for people in heard.values() for pk in people})
    realtime.announce(
        [
            Announcement(event.kind, None, event.ids(), account_topic(accounts[person]))
            for event in batch
            for person in sorted(heard[id(event)])
            if person in accounts
        ]
    )


def tell_opened(batch: Sequence[discipline.CaseOpened]) -> None:
    for event in batch:
        text = (
            f"Ada dugaan yang dicatat tentang Anda ({event.number}). Anda menjawab lebih dulu, dan "
            "waktunya baru berjalan sejak Anda membukanya."
            if event.asks
            else f"Perkara {event.number} dibuka dari temuan Anda. Anda akan dipanggil tertulis."
        )
        _tell([event.subject_id], event, text)
        _tell(event.examiner_ids, event, f"Perkara {event.number} menunggu langkah Anda.")


def tell_handed(
    batch: Sequence[discipline.BreachDelivered | discipline.SummonsDelivered],
) -> None:
    """What somebody else put on record as handed over on paper; who opened it knows."""
    for event in batch:
        what, until = "Surat panggilan", ""
        if isinstance(event, discipline.BreachDelivered):
            what, until = "Pemberitahuan", f" Jawab sampai {day_named(event.reply_by)}."
        text = (
            f"{what} perkara {event.number} dicatat diserahkan kepada Anda di kertas pada "
            f"{day_named(event.on)}.{until} Bila tidak benar, sampaikan kepada BKPSDM."
        )
        _tell([event.subject_id], event, text)


def tell_extended(batch: Sequence[discipline.CaseExtended]) -> None:
    for event in batch:
        text = (
            f"Ada dugaan lain yang ditambahkan pada perkara {event.number}. Anda menjawabnya lebih "
            "dulu, dan waktunya baru berjalan sejak Anda membukanya."
            if event.asks
            else f"Temuan Anda ditambahkan pada perkara {event.number} dan diperiksa bersama. "
            "Panggilan tertulis menyebut semuanya."
        )
        _tell([event.subject_id], event, text)
        people = {event.superior_id, *event.examiner_ids}
        _tell(people, event, f"Perkara {event.number} bertambah dan menunggu langkah Anda.")


def tell_answered(batch: Sequence[discipline.BreachAnswered]) -> None:
    for event in batch:
        text = f"Pegawai sudah memberi keterangan pada perkara {event.number}."
        official = event.official_id if event.reported else None
        _tell([*event.examiner_ids, official], event, text)


def tell_moved(batch: Sequence[discipline.CaseDeadlineMoved]) -> None:
    for event in batch:
        text = (
            f"Ada {event.why}, jadi waktu Anda pada perkara {event.number} diperpanjang sampai "
            f"{day_named(event.until)}."
        )
        _tell([event.subject_id], event, text)


def tell_ruling_moved(batch: Sequence[discipline.RulingMoved]) -> None:
    for event in batch:
        text = (
            f"Ada {event.why}, jadi keberatan pada perkara {event.number} diputus paling lambat "
            f"{day_named(event.until)}."
        )
        people = [event.subject_id, event.official_id, event.ruler_id, *_keepers(event)]
        _tell(people, event, text)


def tell_heirs(batch: Sequence[discipline.CasePassedOn]) -> None:
    for event in batch:
        rules = {event.ruler_id} & set(event.heir_ids) if event.rule_by else set()
        text = f"Perkara {event.number} beralih kepada Anda dan menunggu langkah Anda."
        _tell(set(event.heir_ids) - rules, event, text)
        if event.rule_by:
            text = f"Keberatan pada perkara {event.number} beralih kepada Anda."
            _tell(rules, event, f"{text} Putuskan sampai {day_named(event.rule_by)}.")


def tell_team(batch: Sequence[discipline.TeamNamed]) -> None:
    for event in batch:
        text = f"Anda ditunjuk dalam tim pemeriksa perkara {event.number}."
        _tell(event.examiner_ids, event, text)
        _tell([event.subject_id], event, f"Tim pemeriksa perkara {event.number} dibentuk.")


def tell_summoned(batch: Sequence[discipline.Summoned]) -> None:
    for event in batch:
        when = f"{day_named(clock.day_of(event.hear_at))} pukul {time_of(event.hear_at)}"
        text = f"Ada surat panggilan untuk Anda ({event.number}): {when}. Buka untuk membacanya."
        _tell([event.subject_id], event, text)


def tell_excuse(batch: Sequence[discipline.ExcuseStated | discipline.ExcuseDeclined]) -> None:
    for event in batch:
        if isinstance(event, discipline.ExcuseStated):
            text = f"Pegawai menyampaikan alasan berhalangan pada perkara {event.number}."
            _tell(event.examiner_ids, event, text)
        else:
            text = (
                f"Alasan berhalangan Anda pada perkara {event.number} dijawab. Buka untuk "
                "membacanya."
            )
            _tell([event.subject_id], event, text)


def tell_released(batch: Sequence[discipline.DutyReleased]) -> None:
    for event in batch:
        text = (
            f"Selama pemeriksaan perkara {event.number} Anda dibebaskan sementara dari tugas "
            "jabatan. Penghasilan Anda tetap."
        )
        _tell([event.subject_id], event, text)


def tell_examined(batch: Sequence[discipline.CaseHeard | discipline.SummonsMissed]) -> None:
    for event in batch:
        text = (
            f"Berita acara pemeriksaan Anda ({event.number}) dapat Anda baca."
            if isinstance(event, discipline.CaseHeard)
            else f"Dua panggilan pada perkara {event.number} terlewat. Perkara diteruskan menurut "
            "bukti yang ada; keterangan Anda tetap didengar sampai ada keputusan."
        )
        _tell([event.subject_id], event, text)


def tell_reported(batch: Sequence[discipline.CaseReported]) -> None:
    for event in batch:
        text = f"Laporan hasil pemeriksaan perkara {event.number} disampaikan."
        _tell([event.official_id, *_keepers(event)], event, text)


def tell_drafted(batch: Sequence[discipline.DecisionDrafted]) -> None:
    for event in batch:
        text = f"Konsep keputusan perkara {event.number} menunggu Anda tetapkan."
        _tell([event.official_id], event, text)


def tell_returned(batch: Sequence[discipline.DraftReturned]) -> None:
    for event in batch:
        text = f"Konsep keputusan perkara {event.number} dikembalikan dengan catatan."
        _tell([event.drafter_id], event, text)


def tell_decided(batch: Sequence[discipline.CaseDecided]) -> None:
    """Not the person: they learn it closed, when it is delivered."""
    for event in batch:
        text = f"Keputusan perkara {event.number} ditetapkan. Sampaikan tertutup kepada pegawai."
        _tell([*event.examiner_ids, *_keepers(event)], event, text)


def tell_called(batch: Sequence[discipline.DecisionCalled]) -> None:
    for event in batch:
        when = f"{day_named(clock.day_of(event.come_at))} pukul {time_of(event.come_at)}"
        text = f"Anda diminta datang pada perkara {event.number}: {when}. Buka untuk membacanya."
        _tell([event.subject_id], event, text)


def tell_delivered(batch: Sequence[discipline.DecisionDelivered]) -> None:
    for event in batch:
        text = (
            f"Keputusan perkara {event.number} sudah disampaikan. Bila tidak sependapat, ajukan "
            f"upaya administratif sampai {day_named(event.appeal_by)}."
        )
        _tell([event.subject_id], event, text)


def tell_appeal(batch: Sequence[discipline.AppealFiled | discipline.AppealAnswered]) -> None:
    for event in batch:
        if isinstance(event, discipline.AppealFiled):
            text = f"Upaya administratif diajukan pada perkara {event.number}."
            _tell({event.official_id, *_keepers(event)} - {event.ruler_id}, event, text)
            ends = " Tanpa putusan, keberatannya dikabulkan." if event.holds else ""
            text = f"Keberatan pada perkara {event.number} menunggu putusan Anda sampai"
            _tell([event.ruler_id], event, f"{text} {day_named(event.decide_by)}.{ends}")
        else:
            _tell([event.subject_id], event, f"Upaya Anda pada {event.number} sudah ditanggapi.")


def tell_near(batch: Sequence[discipline.RulingNear]) -> None:
    """Who rules; and BKPSDM, for a ruling on paper has to be on record by then."""
    for event in batch:
        day = day_named(event.until)
        ends = " Tanpa putusan, keberatannya dikabulkan." if event.holds else ""
        text = f"Putuskan keberatan pada perkara {event.number} sampai {day}.{ends}"
        _tell([event.ruler_id], event, text)
        text = f"Keberatan pada perkara {event.number} diputus, atau putusannya dicatat, sampai"
        _tell(set(_keepers(event)) - {event.ruler_id}, event, f"{text} {day}.{ends}")


def tell_over(
    batch: Sequence[
        discipline.AppealSettled
        | discipline.DecisionTookForce
        | discipline.SanctionServed
        | discipline.CaseDropped
        | discipline.CaseGuided
    ],
) -> None:
    for event in batch:
        silent = isinstance(event, discipline.AppealSettled) and event.outcome == SILENT
        mine, theirs = _SILENT if silent else _OVER[type(event)]
        _tell([event.subject_id], event, mine.format(event.number))
        people = {event.superior_id, *event.examiner_ids, event.official_id}
        if isinstance(event, discipline.AppealSettled):
            people |= {event.decider_id, event.ruler_id, *_keepers(event)}
        _tell(people, event, theirs.format(event.number))


SILENT = "SILENT"
_SILENT = (
    "Keberatan Anda pada perkara {} dikabulkan karena tidak diputus sampai batas waktu.",
    "Keberatan pada perkara {} dikabulkan karena tidak diputus sampai batas waktu.",
)
_OVER: dict[type[Event], tuple[str, str]] = {
    discipline.AppealSettled: (
        "Upaya administratif Anda pada perkara {} sudah diputus.",
        "Upaya administratif pada perkara {} sudah diputus.",
    ),
    discipline.DecisionTookForce: (
        "Keputusan pada perkara {} mulai berlaku.",
        "Keputusan pada perkara {} mulai berlaku.",
    ),
    discipline.SanctionServed: (
        "Perkara {} selesai. Terima kasih sudah menjalaninya.",
        "Perkara {} selesai dijalani.",
    ),
    discipline.CaseDropped: (
        "Perkara {} tentang Anda dihentikan. Alasannya dapat Anda baca.",
        "Perkara {} dihentikan.",
    ),
    discipline.CaseGuided: (
        "Perkara {} ditutup tanpa hukuman. Atasan Anda mengajak Anda berbicara.",
        "Perkara {} ditutup tanpa hukuman. Bicarakan dan sepakati perubahan bersama pegawai.",
    ),
}
_ALONE = (
    discipline.DecisionDrafted,
    discipline.DraftReturned,
    discipline.CaseDecided,
    discipline.CaseReported,
)


def _hearers(event: Event) -> set[int]:
    people = {event.superior_id or 0, event.official_id or 0, event.ruler_id or 0}
    people |= set(event.examiner_ids)
    if not isinstance(event, _ALONE):
        people.add(event.subject_id or 0)
    return people - {0}


def _keepers(event: Event) -> list[int]:
    found = queries.personnel_ids(clock.day_of(event.at))
    return [pk for pk in found if pk != event.subject_id]


def _tell(people: Iterable[int | None], event: Event, text: str) -> None:
    """Never who did it themselves."""
    url = queries.url_of_case(event.number)
    messages = [
        Message(person, _key(event, person), event.kind, text[:300], url, event.at)
        for person in sorted({pk for pk in people if pk} - {event.by.employee_id or 0})
    ]
    if messages:
        notices.notify(messages)


def _key(event: Event, person: int) -> str:
    """Of a moment; a reminder is of its day, and comes once."""
    when = event.until if isinstance(event, discipline.RulingNear) else event.at
    text = f"{when.isoformat()} {event.number} {person}"
    return f"{event.kind}-{sha256(text.encode()).hexdigest()[:40]}"
