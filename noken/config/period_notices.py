"""What people are told about evaluation periods: opened, more time, a day that is near."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from django.urls import reverse

from noken.core import clock
from noken.core.http import url_of
from noken.evaluation import events as evaluation
from noken.evaluation import queries
from noken.evaluation.queries import Concern
from noken.notices import services as notices
from noken.notices.services import Message
from noken.organization import queries as organization
from noken.ui.formats import day_long

AT_ONCE = 5_000
PLAN_WORDS = {
    "": "SKP {year} Anda belum ada. Susun dan ajukan, agar kinerja Anda dapat dinilai.",
    "DRAFT": "SKP {year} Anda belum diajukan. Ajukan, agar kinerja Anda dapat dinilai.",
    "RETURNED": "SKP {year} Anda dikembalikan. Perbaiki dan ajukan lagi, agar dapat dinilai.",
    "SUBMITTED": "SKP {year} {name} menunggu Anda. Tanpa persetujuan, ia belum dapat dinilai.",
}


def tell_opened(batch: Sequence[evaluation.PeriodOpened]) -> None:
    """Everybody with a sheet, and once each who rates them, and who led and does not rate them."""
    for event in batch:
        found = queries.concerned(event.period_id, clock.day_of(event.at))
        _notify(_opened(event, queries.period_label(event.period_id), found))


def tell_added(batch: Sequence[evaluation.SheetsCaughtUp]) -> None:
    """Who got a sheet later hears what the others heard at the opening."""
    for event in batch:
        if event.added:
            day = clock.day_of(event.at)
            found = queries.concerned(event.period_id, day, sheet_ids=event.added)
            _notify(_invited(event, queries.period_label(event.period_id), found))


def tell_extended(batch: Sequence[evaluation.PeriodExtended]) -> None:
    """Who is not done yet, and who rates them."""
    for event in batch:
        facts = queries.extension_facts(event.extension_id)
        found = queries.concerned(
            event.period_id,
            clock.day_of(event.at),
            sheet_ids=None if facts.sheet_id is None else [facts.sheet_id],
            unit_id=facts.unit_id,
        )
        _notify(_extended(event, queries.period_label(event.period_id), facts.reason, found))


def remind_people(batch: Sequence[evaluation.SelfDueSoon]) -> None:
    _notify(
        Message(
            event.subject_id or 0,
            f"evaluasi-diri-{event.sheet_id}-{event.due_on}-{clock.day_of(event.at)}",
            event.kind,
            f"Penilaian diri {event.label} ditunggu sampai {day_long(event.due_on)}.",
            url_of("evaluation:sheet", event.sheet_id),
            event.at,
        )
        for event in batch
    )


def remind_raters(batch: Sequence[evaluation.RatingsDueSoon]) -> None:
    url = reverse("evaluation:position")
    _notify(
        Message(
            event.subject_id or 0,
            f"evaluasi-nilai-{event.period_id}-{event.subject_id}-{event.due_on}"
            f"-{clock.day_of(event.at)}",
            event.kind,
            f"{event.count} orang masih menunggu penilaian Anda untuk {event.label}, "
            f"sampai {day_long(event.due_on)}.",
            url,
            event.at,
        )
        for event in batch
    )


def remind_of_parts(batch: Sequence[evaluation.PartsDueSoon]) -> None:
    """Who led people and does not rate them: in a period, and before one holds these days."""
    _notify(_part_reminder(event) for event in batch)


def _part_reminder(event: evaluation.PartsDueSoon) -> Message:
    key = (
        f"evaluasi-bagian-{event.period_id}-{event.subject_id}-{event.due_on}"
        f"-{clock.day_of(event.at)}"
    )
    if event.period_id is None:
        text = (
            f"{event.count} orang pindah dari Anda. Tutup bagiannya selagi masih segar; penilai "
            "berikutnya membacanya kelak."
        )
        url = reverse("evaluation:leaving")
    else:
        text = (
            f"{event.count} bagian semasa Anda memimpin masih dapat Anda tutup untuk "
            f"{event.label}, "
            f"sampai {day_long(event.due_on)}."
        )
        url = reverse("evaluation:position")
    return Message(event.subject_id or 0, key, event.kind, text, url, event.at)


def remind_of_plans(batch: Sequence[evaluation.PlanReminded]) -> None:
    """Who has to act on a plan: its owner, or the superior it waits for."""
    people = organization.people(
        (event.subject_id or 0 for event in batch), clock.day_of(batch[0].at)
    )
    _notify(_plan_reminder(event, people[event.subject_id or 0].name) for event in batch)


def _plan_reminder(event: evaluation.PlanReminded, name: str) -> Message:
    waits = event.status == "SUBMITTED"
    text = PLAN_WORDS[event.status].format(year=event.year, name=name)
    url = reverse("planning:awaiting" if waits else "planning:mine")
    key = f"skp-ingat-{event.subject_id}-{event.to_id}-{clock.day_of(event.at)}"
    return Message(event.to_id, key, event.kind, text, url, event.at)


def _opened(
    event: evaluation.PeriodOpened, label: str, found: Sequence[Concern]
) -> Iterator[Message]:
    yield from _invited(event, label, found)
    url = reverse("evaluation:position")
    waiting = Counter(each.rater_id for each in found if each.rater_id is not None)
    dues = {each.rater_id: each.due_on for each in found}
    for rater_id, count in waiting.items():
        text = (
            f"{label} dibuka. Anda menilai {count} orang, sampai {day_long(dues[rater_id])}. "
            "Penilaian dapat dimulai setelah mereka mengirim penilaian diri."
        )
        key = f"periode-{event.period_id}-penilai-{rater_id}"
        yield Message(rater_id, key, event.kind, text, url, event.at)
    for superior_id, count in queries.earlier_superiors(found, clock.day_of(event.at)):
        text = (
            f"{label} dibuka. {count} bagian semasa Anda memimpin dapat Anda tutup bagi penilainya."
        )
        key = f"periode-{event.period_id}-bagian-{superior_id}"
        yield Message(superior_id, key, event.kind, text, url, event.at)


def _invited(
    event: evaluation.PeriodOpened | evaluation.SheetsCaughtUp,
    label: str,
    found: Sequence[Concern],
) -> Iterator[Message]:
    for each in found:
        text = f"{label} dibuka. Kirim penilaian diri Anda sampai {day_long(each.self_due_on)}."
        key = f"periode-{event.period_id}-pegawai-{each.employee_id}"
        url = url_of("evaluation:sheet", each.sheet_id)
        yield Message(each.employee_id, key, event.kind, text, url, event.at)


def _extended(
    event: evaluation.PeriodExtended, label: str, reason: str, found: Sequence[Concern]
) -> Iterator[Message]:
    # Of an outage that moved several days at once each person hears once.
    stamp = f"{event.period_id}-{event.at:%Y%m%d%H%M%S}"
    for each in found:
        if each.status == "OPEN":
            text = f"Penilaian diri {label} kini sampai {day_long(each.self_due_on)}. {reason}"
            key = f"tambah-{stamp}-pegawai-{each.employee_id}"
            url = url_of("evaluation:sheet", each.sheet_id)
            yield Message(each.employee_id, key, event.kind, _short(text), url, event.at)
    url = reverse("evaluation:position")
    latest_first = sorted(found, key=lambda each: each.due_on, reverse=True)
    dues = {each.rater_id: each.due_on for each in latest_first if each.rater_id is not None}
    for rater_id, due_on in dues.items():
        text = f"Hasil penilaian {label} kini sampai {day_long(due_on)}. {reason}"
        key = f"tambah-{stamp}-penilai-{rater_id}"
        yield Message(rater_id, key, event.kind, _short(text), url, event.at)


def _short(text: str) -> str:
    return text if len(text) <= 300 else f"{text[:299]}…"


def _notify(messages: Iterable[Message]) -> None:
    found = list(messages)
    for start in range(0, len(found), AT_ONCE):
        notices.notify(found[start : start + AT_ONCE])
