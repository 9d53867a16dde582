"""Who acts next in a case and until when, in one sentence; and the values the rules ask."""

from datetime import date, datetime

from noken.core import clock
from noken.discipline.access import Seats
from noken.discipline.models import Appeal, Case, Decision, Summons
from noken.discipline.queries.away import is_away
from noken.discipline.queries.grounds import ground_of
from noken.discipline.queries.words import until
from noken.discipline.rules import flow, sanctions
from noken.discipline.rules.flow import Ground
from noken.discipline.rules.steps import Now
from noken.ui.formats import day_named, time_of

YOU = "Anda"


def newest_summons(row: Case) -> Summons | None:
    held = [each for each in row.summonses.all() if not each.is_void]
    return max(held, key=lambda each: each.ordinal, default=None)


def came_late(summons: Summons) -> bool:
    """Whether it reached the person after its hour: nobody can be missed by it. Where only the day
    is known, its own day is too late."""
    if summons.told_at is not None:
        return summons.told_at > summons.hear_at
    told_on = summons.told_on
    return told_on is not None and told_on >= clock.day_of(summons.hear_at)


def excuse_waits(summons: Summons) -> bool:
    """Whether the person said why they cannot come, and nobody answered that yet."""
    return bool(summons.excuse) and not summons.excuse_answer


def draft_of(row: Case) -> Decision | None:
    return next(
        (each for each in row.decisions.all() if not each.returned and each.decided_at is None),
        None,
    )


def decided_of(row: Case) -> Decision | None:
    return next((each for each in row.decisions.all() if each.decided_at is not None), None)


def appeal_of(row: Case) -> Appeal | None:
    return row.appeal if hasattr(row, "appeal") else None


def sanction_in_force(made: Decision, filed: Appeal | None) -> str:
    """What holds of a decision: the lighter sanction where an appeal made it lighter, "" where the
    decision was revoked."""
    if filed is not None and filed.outcome in Appeal.GRANTED:
        return ""
    return (filed.sanction if filed else "") or made.sanction


def now_of(row: Case, seats: Seats, at: datetime) -> Now:
    today = clock.day_of(at)
    summons, filed, made = newest_summons(row), appeal_of(row), decided_of(row)
    called = summons if row.status in flow.CALLED else None
    return Now(
        status=row.status,
        is_breach=row.asked_at is not None,
        was_told=row.told_on is not None,
        was_heard=row.status not in flow.UNDECIDED or flow.was_heard(ground_of(row), today),
        may_have_team=sanctions.may_have_team(row.level),
        needs_team=sanctions.needs_team(row.level),
        has_team=seats.has_team,
        received=summons is not None and summons.told_on is not None,
        in_time=summons is None or not came_late(summons),
        hour_passed=summons is not None and summons.hear_at <= at,
        has_excuse=called is not None and bool(called.excuse),
        excuse_waits=called is not None and excuse_waits(called),
        is_away=called is not None and is_away(row, called),
        is_released=hasattr(row, "release"),
        is_proven=not hasattr(row, "report") or row.report.is_proven,
        has_draft=draft_of(row) is not None,
        was_called=hasattr(row, "call"),
        has_appeal=filed is not None,
        appeal_waits=filed is not None and not filed.outcome,
        is_over=made is not None and (made.end_on is None or made.end_on <= today),
    )


def ruler_word(row: Case, me: int | None) -> str:
    """Who rules on the objection, where no page names them: "Anda" for the reader themselves."""
    filed = appeal_of(row)
    if filed is None or filed.ruler_id is None:
        return ""
    return YOU if filed.ruler_id == me else "atasan pejabat yang memutus"


def next_of(
    row: Case,
    at: datetime,
    *,
    official: str = "",
    ruler: str = "",
    ground: Ground | None = None,
) -> str:
    """Who acts next and until when. `official` is the competent official's name, if known, `ruler`
    who rules on an objection: "" where nobody is left and BKPSDM records."""
    today = clock.day_of(at)
    if row.status == flow.SUSPECTED:
        return _suspected(row, at, ground)
    if row.status in {flow.SUMMONED_1, flow.SUMMONED_2}:
        return _summoned(row, at)
    if row.status in {flow.EXAMINED, flow.NO_SHOW}:
        return _examined(row)
    if row.status == flow.REPORTED:
        return _reported(row, official)
    made = decided_of(row)
    if made is None:
        return ""
    if row.status == flow.DECIDED:
        return _decided(row, made, today)
    if row.status == flow.DELIVERED:
        return _delivered(row, made, today, ruler)
    return _running(row, made, today, ruler)


def _suspected(row: Case, at: datetime, ground: Ground | None) -> str:
    ground = ground or ground_of(row)
    if flow.was_heard(ground, clock.day_of(at)):
        return "Atasan langsung memanggil pegawai secara tertulis."
    if ground.from_findings:
        return (
            "Sekarang tidak ada hari yang dihitung. Keterangan baru pada temuannya ditunggu "
            "keputusannya; bila tidak ada, perkara dihentikan atau menjadi pembinaan."
        )
    if ground.told_on is None:
        return "Menunggu pegawai menerima pemberitahuannya."
    return f"Pegawai memberi keterangan {until(ground.reply_by, clock.day_of(at))}."


def _summoned(row: Case, at: datetime) -> str:
    summons = newest_summons(row)
    if summons is None:
        return ""
    when = f"{day_named(clock.day_of(summons.hear_at))} pukul {time_of(summons.hear_at)}"
    if summons.told_on is None:
        return f"Panggilan untuk {when} belum terbukti diterima pegawai."
    if came_late(summons):
        return f"Panggilan untuk {when} baru diterima pegawai sesudah jamnya, jadi dibuat lagi."
    if excuse_waits(summons):
        return "Alasan berhalangan menunggu jawaban pemeriksa."
    if summons.hear_at > at:
        return f"Pegawai menghadap {when} di {summons.place}."
    return f"Pemeriksaan {when} belum dicatat: berita acara, atau tidak hadir."


def _examined(row: Case) -> str:
    summons = newest_summons(row)
    if row.status == flow.NO_SHOW and summons is not None and excuse_waits(summons):
        return "Alasan berhalangan menunggu jawaban pemeriksa."
    return "Pemeriksa menyusun laporan hasil pemeriksaan."


def _reported(row: Case, official: str) -> str:
    who = official or "pejabat yang berwenang"
    if not row.report.is_proven:
        return f"Laporan menyatakan tidak terbukti. {who} menghentikan perkara."
    if draft_of(row) is None:
        return f"Konsep keputusan disusun untuk {who}."
    return f"Konsep keputusan menunggu penetapan {who}."


def _decided(row: Case, made: Decision, today: date) -> str:
    if hasattr(row, "call"):
        when = f"{day_named(clock.day_of(row.call.come_at))} pukul {time_of(row.call.come_at)}"
        return f"Pegawai datang menerima keputusannya {when} di {row.call.place}."
    return f"Keputusan disampaikan tertutup kepada pegawai {until(made.deliver_by, today)}."


def _delivered(row: Case, made: Decision, today: date, ruler: str) -> str:
    filed, force = appeal_of(row), day_named(made.in_force_on)
    if filed is not None and not filed.outcome:
        return f"{_awaited(filed, today, ruler)} Berlaku {force}."
    if filed is not None:
        return f"Keputusan berlaku {force}."
    day = day_named(row.delivery.appeal_by)
    return f"Pegawai dapat mengajukan upaya administratif sampai {day}. Berlaku {force}."


def _awaited(filed: Appeal, today: date, ruler: str) -> str:
    """Who rules until when, and what their silence does."""
    late, ends = " yang terlambat" if filed.is_late else "", until(filed.decide_by, today)
    if filed.kind != Appeal.Kind.OBJECTION:
        return f"{filed.get_kind_display()}{late} diputus {ends}."
    if ruler == YOU:
        said = f"Anda memutus keberatan{late} ini {ends}."
    elif ruler:
        said = f"Keberatan{late} diputus {ruler} {ends}."
    else:
        said = f"Keberatan{late} diputus di kertas dan dicatat BKPSDM {ends}."
    return said if filed.is_late else f"{said} Tanpa putusan, dikabulkan."


def _running(row: Case, made: Decision, today: date, ruler: str) -> str:
    filed = appeal_of(row)
    if filed is not None and not filed.outcome:
        return _awaited(filed, today, ruler)
    if row.status != flow.IN_FORCE:
        return ""
    if made.end_on is None:
        return "BKPSDM mencatat selesai dijalani."
    return f"Dijalani sampai {day_named(made.end_on)} {made.end_on.year}."


def to_the_person(said: str) -> str:
    """The same sentence as it is said to the person themselves."""
    said = said.replace("diterima pegawai", "Anda terima").replace(" pegawai", " Anda")
    return said.replace("Pegawai", "Anda")
