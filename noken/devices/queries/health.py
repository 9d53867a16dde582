"""How the machines fare, gravest first: for those who keep them and for the Inspectorate."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Count, Sum

from noken.attendance.queries.known import people_at
from noken.core import clock
from noken.core.actor import Actor
from noken.core.http import url_of
from noken.core.tally import Tally
from noken.devices import access
from noken.devices.models import Delivery, Device, Fault, HalfDay
from noken.devices.queries.alarms import unseen_alarms
from noken.devices.queries.held import HeldGroup, held_groups, held_total
from noken.devices.queries.places import place_names
from noken.devices.queries.sources import MACHINE, sources
from noken.devices.queries.strangers import Stranger, strangers
from noken.devices.rules import health
from noken.devices.rules.health import HALF, Bar, Half, State, Verdict
from noken.ui.formats import ago, day_named, number

SHOWN_FIRST = 6
CARD_ROWS = 5


@dataclass(frozen=True, slots=True)
class BarMark:
    """A bar of the picture: its tone and how far from the left it stands."""

    tone: str
    x: str


@dataclass(frozen=True, slots=True)
class MachineCard:
    """One machine: what is said of it, its bars, when it was heard and what is missing."""

    url: str
    name: str
    serial: str
    people: int
    verdict: Verdict
    bars: Sequence[BarMark]
    bars_words: str
    heard: str
    drift: str
    is_off: bool
    missing: str
    note: str


@dataclass(frozen=True, slots=True)
class HealthPage:
    """`machines` are those shown; `keeps` tells whether PINs, quarantine and files are too."""

    machines: Sequence[MachineCard]
    total: int
    healthy: int
    needing: int
    rows_today: int
    strangers: Sequence[Stranger]
    stranger_count: int
    stranger_rows: int
    held: Sequence[HeldGroup]
    held_total: int
    protected: int
    faults: int
    shows_all: bool
    keeps: bool
    about: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What was read of all machines at once."""

    faults: Mapping[int, Sequence[Fault]]
    people: Mapping[int, int]
    strangers: Mapping[int, int]
    names: Mapping[int, str]
    late: Mapping[int, int]
    alarms: Mapping[int, int]
    at: datetime

    def fault(self, device: Device, kind: Fault.Kind) -> Fault | None:
        return next((f for f in self.faults.get(device.pk, ()) if f.kind == kind), None)

    def verdict(self, device: Device) -> Verdict:
        silent = self.fault(device, Fault.Kind.SILENT)
        state = State(
            is_pending=device.state == Device.State.PENDING,
            is_open=device.is_open,
            silent_since=silent.start_at if silent else None,
            clock_off=self.fault(device, Fault.Kind.CLOCK) is not None,
            drift=device.drift_seconds,
            missing=device.missing_count,
            alarms=self.alarms.get(device.pk, 0),
            strangers=self.strangers.get(device.recorder_id, 0),
            late_rows=self.late.get(device.recorder_id, 0),
        )
        return health.verdict(state, self.at)


def health_page(actor: Actor, *, shows_all: bool, at: datetime) -> HealthPage:
    """The machines the actor may see; the gravest six first unless all are asked for."""
    keeps = access.keeps(actor)
    devices = list(
        Device.objects.filter(access.seen_by(actor))
        .exclude(state=Device.State.RETIRED)
        .select_related("recorder__site")
    )
    waiting = strangers(actor) if keeps else []
    facts = _facts(devices, waiting, at)
    silent = _without_network(actor, {device.recorder_id for device in devices}, at)
    order = sorted(
        [(-facts.verdict(each).weight, facts.names[each.recorder_id], each) for each in devices],
        key=lambda row: row[:2],
    )
    needing = sum(weight < 0 for weight, _, _ in order)
    wanted = len(order) if shows_all else max(SHOWN_FIRST, needing)
    shown = _cards([device for _, _, device in order[:wanted]], facts)
    shown += silent if shows_all else silent[: max(0, wanted - len(order))]
    total = len(order) + len(silent)
    open_faults = [f for each in facts.faults.values() for f in each if f.disruption_id]
    sites = {fault.device.recorder.site_id for fault in open_faults}
    groups = held_groups(actor, CARD_ROWS) if keeps else []
    return HealthPage(
        machines=shown,
        total=total,
        healthy=total - needing,
        needing=needing,
        rows_today=_rows_today(devices, at),
        strangers=waiting[:CARD_ROWS],
        stranger_count=len(waiting),
        stranger_rows=sum(stranger.count for stranger in waiting),
        held=groups,
        held_total=held_total(actor) if keeps else 0,
        protected=sum(facts.people.get(site, 0) for site in sites),
        faults=len(open_faults),
        shows_all=shows_all,
        keeps=keeps,
        about=frozenset(
            stranger.guess.person_id for stranger in waiting[:CARD_ROWS] if stranger.guess
        ),
    )


_WAITING = """
select 'devices', count(*) from devices_device d
join attendance_recorder r on r.id = d.recorder_id join attendance_site s on s.id = r.site_id
where (%s::boolean or s.unit_id = any(%s::bigint[]))
  and (d.state = 'PENDING' or d.state = 'ACTIVE' and (
    d.missing_count > 0
    or exists (select from devices_fault f where f.device_id = d.id and f.end_at is null)
    or exists (
        select from devices_deviceevent e where e.device_id = d.id and e.alarm
        and e.at > coalesce(d.alarms_seen_at, '-infinity')
    )
    or exists (
        select from attendance_punch p where p.recorder_id = r.id and p.employee_id is null
        and not exists (
            select from devices_ignoredpin i where i.site_id = s.id and i.pin_key = p.pin_key
        )
    )
))
"""


def waiting_tally(actor: Actor) -> Tally:
    """Machines that should be looked at, for the menu."""
    if not access.keeps(actor):
        return Tally("select 'devices', 0::bigint", [])
    return Tally(_WAITING, [access.keeps_all(actor), sorted(actor.unit_ids)])


def _facts(devices: Sequence[Device], waiting: Sequence[Stranger], at: datetime) -> _Facts:
    faults: dict[int, list[Fault]] = {}
    open_ones = Fault.objects.filter(device__in=devices, end_at=None)
    for fault in open_ones.select_related("device__recorder").order_by("start_at"):
        faults.setdefault(fault.device_id, []).append(fault)
    return _Facts(
        faults,
        people_at({d.recorder.site_id for d in devices}, clock.day_of(at)),
        Counter(stranger.recorder_id for stranger in waiting),
        place_names({device.recorder_id for device in devices}),
        _late_rows(devices, at),
        unseen_alarms([device.pk for device in devices]),
        at,
    )


def _cards(devices: Sequence[Device], facts: _Facts) -> list[MachineCard]:
    since = facts.at - HALF * (health.BARS + 2)
    rows = HalfDay.objects.filter(device__in=devices, start_at__gt=since)
    halves: dict[int, dict[datetime, Half]] = {}
    columns = ("contacts", "rows", "bad", "drift_seconds", "silent_minutes")
    for device_id, start, *values in rows.values_list("device_id", "start_at", *columns):
        halves.setdefault(device_id, {})[start] = Half(*values)
    return [_card(device, facts, halves.get(device.pk, {})) for device in devices]


def _card(device: Device, facts: _Facts, halves: Mapping[datetime, Half]) -> MachineCard:
    silent = facts.fault(device, Fault.Kind.SILENT)
    people = facts.people.get(device.recorder.site_id, 0)
    newest = _half_of(device, facts.at)
    found = health.bars(halves, device.approved_at, newest, is_silent=silent is not None)
    drift = None if silent else device.drift_seconds
    return MachineCard(
        url=url_of("devices:device", device.pk),
        name=facts.names[device.recorder_id],
        serial=device.serial,
        people=people,
        verdict=facts.verdict(device),
        bars=_marks(found),
        bars_words=health.bars_words(found),
        heard=_heard(device.last_seen_at, facts.at),
        drift=health.drift_words(drift),
        is_off=abs(drift or 0) >= health.DRIFT_SHOWN,
        missing=_missing(device, halves, found, facts),
        note=_note(silent, facts.fault(device, Fault.Kind.CLOCK), people),
    )


def _without_network(actor: Actor, known: Collection[int], at: datetime) -> list[MachineCard]:
    """Machines that are only heard through files."""
    found = [each for each in sources(actor, MACHINE) if each.id not in known and not each.device]
    last = dict(
        Delivery.objects.filter(recorder__in=[each.id for each in found])
        .values("recorder_id")
        .annotate(rows=Sum("rows_new"), times=Count("pk"))
        .values_list("recorder_id", "rows")
    )
    words = health.bars_words([Bar.NONE] * health.BARS)
    verdict = health.verdict(State(by_file=True), at)
    return [
        MachineCard(
            url=f"{url_of('devices:upload')}?mesin={each.id}",
            name=each.title,
            serial="",
            people=0,
            verdict=verdict,
            bars=_marks([Bar.NONE] * health.BARS),
            bars_words=words,
            heard="tanpa jaringan",
            drift="tidak diketahui",
            is_off=False,
            missing=f"{number(last.get(each.id) or 0)} baris dimuat dari berkas",
            note="",
        )
        for each in found
    ]


def _marks(found: Sequence[Bar]) -> list[BarMark]:
    width = 100 / health.BARS
    return [BarMark(str(bar), f"{place * width:.2f}%") for place, bar in enumerate(found)]


def _heard(seen: datetime | None, at: datetime) -> str:
    if seen is None:
        return "belum pernah"
    if at - seen > timedelta(days=1) and clock.day_of(at) - clock.day_of(seen) > timedelta(1):
        return f"{day_named(seen)}, {clock.local(seen):%H.%M}"
    return ago(seen, at)


def _missing(
    device: Device,
    halves: Mapping[datetime, Half],
    found: Sequence[Bar],
    facts: _Facts,
) -> str:
    newest, late = _half_of(device, facts.at), facts.late.get(device.recorder_id, 0)
    starts = [newest - HALF * back for back in range(health.BARS - 1, -1, -1)]
    deaf = [start for start, bar in zip(starts, found, strict=True) if bar is Bar.DEAF]
    if (
        not device.missing_count
        and found[-2:].count(Bar.DEAF)
        and (guess := health.missing_guess(halves, deaf))
    ):
        return f"sekitar {number(guess)}"
    caught = f", {number(late)} baru tiba hari ini" if late else ""
    return f"{number(device.missing_count)}{caught}"


def _note(silent: Fault | None, off: Fault | None, people: int) -> str:
    """What the fault means for people."""
    if silent and silent.disruption_id and people:
        since = day_named(silent.start_at)
        return (
            f"{number(people)} pegawai dilindungi sejak {since}. "
            "Tidak ada yang dicatat tidak masuk karena mesin ini."
        )
    if off and off.disruption_id and people:
        return (
            f"{number(people)} pegawai dilindungi dari jam yang menyimpang. "
            "Baris asli tetap disimpan."
        )
    return ""


def _half_of(device: Device, at: datetime) -> datetime:
    """The beginning of the twelve hours of the site in which `at` lies."""
    zone = ZoneInfo(device.recorder.site.timezone)
    local = at.astimezone(zone)
    half = time(12 if local.hour >= 12 else 0)
    return datetime.combine(local.date(), half, tzinfo=zone).astimezone(UTC)


def _rows_today(devices: Sequence[Device], at: datetime) -> int:
    start = clock.at_noon(clock.day_of(at)) - timedelta(hours=12)
    rows = Delivery.objects.filter(
        recorder__in=[device.recorder_id for device in devices], received_at__gte=start
    )
    return rows.aggregate(rows=Sum("rows_new"))["rows"] or 0


def _late_rows(devices: Sequence[Device], at: datetime) -> dict[int, int]:
    """Records that came today and are of an earlier day: the machine is catching up."""
    day = clock.day_of(at)
    start = clock.at_noon(day) - timedelta(hours=12)
    ids = list(
        Delivery.objects.filter(
            recorder__in=[device.recorder_id for device in devices],
            received_at__gte=start,
            source=Delivery.Source.PUSH,
            rows_new__gt=0,
        ).values_list("pk", flat=True)
    )
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select recorder_id, count(*) from attendance_punch"
            " where delivery_id = any(%s::uuid[]) and local_time < %s::date group by recorder_id",
            [ids, day],
        )
        return dict(cursor.fetchall())
