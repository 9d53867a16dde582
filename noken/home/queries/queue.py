"""The personnel agency's queue: wrong and late data by consequence and day, each with its fix."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from noken.attendance import queries as attendance
from noken.calendars import queries as calendars
from noken.calendars.queries import Disruption
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.tally import counted
from noken.devices import queries as devices
from noken.evaluation import queries as evaluation
from noken.findings import queries as findings
from noken.home.queries.order import Rank, in_order
from noken.home.queries.overview import AgencyRow, OverviewPage, overview_page
from noken.leave import queries as leave
from noken.organization import queries as organization
from noken.ui import formats

NEAREST = 5
"""So many heads without a Plh have a line of their own."""
# rank, state of the dry run, icon, tone, what it is, what it means, the act
GAPS = (
    (
        Rank.RIGHT,
        "tanpa",
        "user-x",
        "t",
        "{} pegawai belum punya atasan",
        "Mereka melihat “Atasan Anda sedang ditetapkan” dan tidak ditandai terlambat.",
        "Tetapkan",
    ),
    (
        Rank.RIGHT,
        "melingkar",
        "repeat",
        "t",
        "{} pegawai saling menjadi atasan",
        "Penetapan khusus membentuk lingkaran.",
        "Perbaiki",
    ),
    (
        Rank.HELD,
        "sementara",
        "user-search",
        "t",
        "{} pegawai sementara ke atasan berikutnya",
        "Jabatan atasannya kosong. Isi jabatannya atau tunjuk Plt.",
        "Lihat",
    ),
    (
        Rank.HELD,
        "segera",
        "hourglass",
        "a",
        "{} pegawai akan kehilangan atasan dalam 30 hari",
        "Siapkan pengganti atau Plt sebelum tanggalnya.",
        "Siapkan",
    ),
)


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One thing to put right; `day` is the date it becomes worse, None where none is known.

    `by` orders what has no such day: since when it is wrong counts.
    """

    icon: str
    tone: str
    title: str
    detail: str
    day: date | None
    label: str
    url: str
    rank: Rank = Rank.HELD
    by: date | None = None

    @property
    def due(self) -> date | None:
        return self.by or self.day


@dataclass(frozen=True, slots=True)
class Cause:
    """Why people have no agreed plan, and how many."""

    label: str
    people: int


@dataclass(frozen=True, slots=True)
class QueuePage:
    """What waits for a personnel administrator, by consequence and day."""

    items: Sequence[QueueItem]
    late: Sequence[AgencyRow]
    overview: OverviewPage
    causes: Sequence[Cause]
    without_plan: int
    disruption: Disruption | None
    as_of: datetime


def queue_page(actor: Actor, at: datetime) -> QueuePage:
    overview = overview_page(actor, at)
    on = clock.day_of(at)
    plans = overview.plans
    causes = [
        Cause("Menunggu atasan menyetujui", sum(found.waiting for found in plans)),
        Cause("Sedang menyusun", sum(found.drafting for found in plans)),
        Cause("Belum mulai menyusun", sum(found.none for found in plans)),
    ]
    return QueuePage(
        items=in_order(_items(actor, on)),
        late=[row for row in overview.rows if row.overdue],
        overview=overview,
        causes=[cause for cause in causes if cause.people],
        without_plan=sum(cause.people for cause in causes),
        disruption=overview.outage,
        as_of=at,
    )


def _items(actor: Actor, on: date) -> Iterator[QueueItem]:
    yield from _gaps(actor, on)
    yield from _faults(actor, on)
    yield from _heads(actor)
    yield from _periods(actor)
    if actor.has(Role.PERSONNEL):
        yield from _starts(on)
        yield from _contracts(actor)
        yield from _rules(actor)
        yield from _days(on)


def _gaps(actor: Actor, on: date) -> Iterator[QueueItem]:
    """What the dry run found."""
    counts = organization.gaps(actor, on)
    for rank, state, icon, tone, title, detail, label in GAPS:
        count = counts[state]
        if count:
            url = f"{reverse('organization:rehearsal')}?keadaan={state}"
            yield QueueItem(icon, tone, title.format(count), detail, None, label, url, rank)


def _faults(actor: Actor, on: date) -> Iterator[QueueItem]:
    """Machines that need a look today, files not applied, and rows that the newest one left."""
    counts = counted([devices.waiting_tally(actor), organization.imports_tally(actor)])
    if count := counts["devices"]:
        title, url = f"{count} mesin presensi perlu dilihat", reverse("devices:health")
        detail = "Tidak terdengar, jamnya menyimpang, atau ada PIN yang belum dikenal."
        yield QueueItem("fingerprint-pattern", "t", title, detail, None, "Lihat mesin", url, by=on)
    url = reverse("organization:imports")
    if count := counts["imports_open"]:
        title = f"{count} impor belum diterapkan"
        detail = "Periksa putusan tiap baris, lalu terapkan."
        yield QueueItem("upload", "a", title, detail, None, "Lanjutkan", url)
    if count := counts["import_rows"]:
        title = f"{formats.number(count)} baris impor ditolak atau menunggu keputusan"
        detail = "Dari berkas terakhir yang diterapkan; tidak ada yang ditimpa."
        yield QueueItem("circle-x", "a", title, detail, None, "Perbaiki", url)


def _heads(actor: Actor) -> Iterator[QueueItem]:
    """Heads on leave for whom nobody acts: the nearest each, the others together."""
    away = leave.heads_away(actor)
    if later := away[NEAREST:]:
        title = f"{len(later)} kepala lagi akan cuti, belum ada Plh"
        detail = "Mereka tampil satu per satu di sini setelah yang lebih dekat punya Plh."
        url = reverse("leave:people")
        yield QueueItem("user-check", "", title, detail, later[0].start_on, "Lihat cuti", url)
    for each in away[:NEAREST]:
        title = f"{each.name} cuti, belum ada Plh"
        named = f" Diusulkan: {each.stand_in}." if each.stand_in else ""
        detail = f"Memimpin {each.unit}, cuti {each.when}.{named}"
        yield QueueItem("user-check", "a", title, detail, each.start_on, "Tunjuk Plh", each.url)


def _periods(actor: Actor) -> Iterator[QueueItem]:
    """Evaluation: who is not rated yet in what runs, and what ended and was not opened."""
    for each in evaluation.periods_at_hand(actor):
        if each.due_on is None:
            title = f"{each.label} sudah berakhir, belum dibuka"
            yield QueueItem("grid-3x3", "a", title, each.group, None, "Gladi", each.url)
        else:
            title = f"{formats.number(each.left)} orang belum selesai dinilai"
            detail = f"{each.label}, {each.group.lower()}"
            yield QueueItem("grid-3x3", "", title, detail, each.due_on, "Lihat", each.url)


def _starts(on: date) -> Iterator[QueueItem]:
    """Units of which nobody has said from which day their attendance counts."""
    if count := attendance.starts_lacking(on):
        title = f"{formats.number(count)} unit belum punya tanggal mulai presensi"
        detail = "Sebelum ditetapkan, tidak ada hari yang dinilai di sana."
        yield QueueItem(
            "calendar-days", "a", title, detail, None, "Tetapkan", reverse("attendance:starts")
        )


def _contracts(actor: Actor) -> Iterator[QueueItem]:
    """Part-time PPPK whose contract says no hours here yet."""
    if count := len(attendance.without_contract(actor)):
        title = f"{formats.number(count)} PPPK paruh waktu belum punya jadwal kontrak"
        detail = "Sebelum ditetapkan, tidak ada hari mereka yang dinilai."
        url = f"{reverse('attendance:schedules')}#kontrak"
        yield QueueItem("clock", "a", title, detail, None, "Tetapkan", url)


def _rules(actor: Actor) -> Iterator[QueueItem]:
    """Rules that stopped themselves and need a new version, and what waits to be signed."""
    for each in findings.rule_tasks(actor):
        if each.left:
            detail = f"{each.title}. Kurang {each.left} persetujuan."
            yield QueueItem("pencil-line", "a", each.what, detail, None, "Baca", each.url)
        else:
            detail = f"{each.title}. Temuannya dibekukan sampai ada versi baru."
            yield QueueItem("circle-pause", "t", each.what, detail, None, "Perbaiki", each.url)


def _days(on: date) -> Iterator[QueueItem]:
    years = (on.year, on.year + 1)
    ahead = [row for row in calendars.provisional_days(*years) if row.day >= on]
    for year in years:
        days = [row for row in ahead if row.day.year == year]
        if days:
            title = f"{len(days)} hari libur {year} masih perkiraan"
            names = ", ".join(row.name for row in days[:3])
            url = reverse("calendars:year", args=[year])
            link = (title, names, days[0].day, "Pastikan", url)
            yield QueueItem("calendar-days", "a", *link, rank=Rank.REST)
