"""What a superior may choose to look at together with the person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from noken.attendance import queries as attendance
from noken.calendars import queries as calendars
from noken.coaching.models import SharedFact
from noken.core.actor import Actor
from noken.core.http import url_of
from noken.findings.queries.counting import weighed_of
from noken.planning import queries as planning
from noken.ui import formats
from noken.work import queries as work
from noken.work.queries import Stitch

LOOK_BACK = timedelta(30)
FINDINGS_BACK = timedelta(180)
REPORT_DAYS = 20
GOOD_SHARE_PCT = 90
Kind = SharedFact.Kind


@dataclass(frozen=True, slots=True)
class Offer:
    """A fact on offer, in words of today. `key` names it while the list stands."""

    key: str
    kind: str
    text: str
    url: str = ""
    is_good: bool = False


def offers_for(actor: Actor, employee_id: int) -> list[Offer]:
    """Presence, reports, results and findings of a direct report, the good ones too.

    Who asks is the person's direct superior.
    """
    on = actor.on
    return [
        *_presence(employee_id, on),
        *_reports(actor, employee_id, on),
        *_results(actor, employee_id, on),
        *_findings(employee_id, on),
    ]


def _presence(employee_id: int, on: date) -> Iterator[Offer]:
    since, url = on - LOOK_BACK, url_of("attendance:person", employee_id)
    late = attendance.lateness(employee_id, since, on)
    days = attendance.days_in([employee_id], since, on).get(employee_id)
    span = f"sejak {formats.day_named(since)}"
    if late.days:
        text = f"Terlambat {late.days} kali {span}, {formats.number(late.minutes)} menit."
        yield Offer("terlambat", Kind.ATTENDANCE, text, url)
    elif days and days.present:
        text = f"Tidak pernah terlambat {span}, {days.present} hari hadir."
        yield Offer("tepat", Kind.ATTENDANCE, text, url, is_good=True)
    if days and days.unexplained:
        text = f"{days.unexplained} hari belum ada keterangannya {span}."
        yield Offer("keterangan", Kind.ATTENDANCE, text, url)


def _reports(actor: Actor, employee_id: int, on: date) -> Iterator[Offer]:
    asked = calendars.last_workdays(on - timedelta(1), REPORT_DAYS)
    days = work.team_days(actor, [employee_id], asked).get(employee_id, ())
    owed = [each.state for each in days if each.state not in {Stitch.NONE, Stitch.WAITING}]
    if not owed:
        return
    in_time = sum(state is Stitch.FULL for state in owed)
    text = f"Laporan tepat waktu {in_time} dari {len(owed)} hari kerja terakhir."
    is_good = in_time * 100 >= len(owed) * GOOD_SHARE_PCT
    yield Offer("laporan", Kind.REPORTS, text, is_good=is_good)


def _results(actor: Actor, employee_id: int, on: date) -> Iterator[Offer]:
    results = planning.results_in_force([employee_id], on.year).get(employee_id, ())
    if employee_id in work.unreported([employee_id], on):
        return
    found = work.progress_of(actor, [employee_id], on.year) if results else {}
    for result in results:
        for indicator in result.indicators:
            seen = planning.measured(
                indicator, found.get((employee_id, indicator.key)), on.year, on
            )
            if seen.share_pct is None:
                continue
            plan = planning.share_pct(seen.planned, seen.year_target)
            text = (
                f"RHK {result.order}, {result.text}: {formats.percent(seen.share_pct)} dari target "
                f"setahun; rencana sampai hari ini {formats.percent(plan)}."
            )
            is_good = seen.standing in {"AHEAD", "ON"}
            yield Offer(f"hasil-{indicator.key}", Kind.WORK, text[:300], is_good=is_good)


def _findings(employee_id: int, on: date) -> Iterator[Offer]:
    for each in weighed_of(employee_id, on - FINDINGS_BACK):
        counted = f"{each.counting} dihitung" if each.counting else "belum ada yang dihitung"
        text = f"Temuan {each.number}: {each.asked} hal ditanyakan, {counted}."
        yield Offer(f"temuan-{each.number}", Kind.FINDING, text, each.url)
