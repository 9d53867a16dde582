"""Files of machines, PINs and quarantine in the matrix: records, arguments and forms."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from noken.attendance.models import PinAssignment, Punch, Recorder, Site
from noken.core.tables import inbox
from noken.core.tenancy import current_tenant
from noken.core.uuid7 import uuid7
from noken.devices.models import BadLine, Delivery, IgnoredPin, Upload
from noken.devices.services.files import Preview
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_attendance import make_pin, make_recorder, make_site

STRANGE, NOBODYS = "2047", "9"
ATTLOG = b"     2048\t2026-11-20 07:21:09\t1\t0\t1\t0\r\n"
TABLE = b"PIN;Nama;Tanggal;Jam\r\n2049;Siapa;20/11/2026;07.21\r\n"
AHEAD = timedelta(days=365)


@dataclass(frozen=True)
class Deliveries:
    """What came from a machine of the owner's section, and what waits of it."""

    site: Site
    machine: Recorder
    pin: PinAssignment
    checked: Upload
    mapping: Upload


def make_deliveries(cast: Cast, secret: str) -> Deliveries:
    site = make_site(cast.section, "Kantor Seksi")
    machine = make_recorder(site, "Pintu utama")
    outside = make_recorder(site, "Aplikasi lama", kind=Recorder.Kind.FILE)
    delivery = make_delivery(machine, secret)
    for pin in (STRANGE, NOBODYS):
        make_waiting(machine, pin, delivery)
    IgnoredPin.objects.create(site=site, pin_key=NOBODYS, why=secret, at=NOON)
    return Deliveries(
        site,
        machine,
        make_pin(site, "1042", cast.owner),
        make_upload(machine, "ATTLOG", ATTLOG, state="CHECKED"),
        make_upload(outside, "TABLE", TABLE, state="MAPPING"),
    )


def make_delivery(machine: Recorder, secret: str) -> Delivery:
    delivery = Delivery.objects.create(
        id=uuid7(NOON),
        recorder=machine,
        source=Delivery.Source.FILE,
        name="1_attlog.dat",
        received_at=NOON,
        sha256="0" * 64,
        size_bytes=1,
        rows=2,
        rows_bad=2,
    )
    told = NOON - timedelta(days=1) + AHEAD
    BadLine.objects.create(
        delivery=delivery, line_no=1, text=f"1042 {told}", reason="FUTURE", pin_key="1042",
        told_at=told,
    )  # fmt: skip
    BadLine.objects.create(delivery=delivery, line_no=2, text=secret, reason="UNREADABLE")
    BadLine.objects.create(
        delivery=delivery, line_no=3, text=f"1042 {NOON}", reason="LATE", pin_key="1042",
        told_at=NOON - timedelta(days=9),
    )  # fmt: skip
    return delivery


def make_waiting(machine: Recorder, pin: str, delivery: Delivery) -> None:
    time = datetime.fromisoformat("2026-11-20T07:21:09")
    Punch.objects.create(
        recorder=machine, pin_key=pin, pin_raw=pin, local_time=time, at=NOON, received_at=NOON,
        delivery_id=delivery.pk,
    )  # fmt: skip


def make_upload(recorder: Recorder, kind: str, content: bytes, *, state: str) -> Upload:
    received = inbox.receive(current_tenant(), [content])
    reading = {"sheet": "", "title_row": 1, "titles": ["PIN", "Nama", "Tanggal", "Jam"]}
    reading |= {"meanings": ["PIN", "NAME", "DATE", "TIME"], "order": "DMY"}
    return Upload.objects.create(
        key=uuid7(NOON),
        recorder=recorder,
        kind=kind,
        state=state,
        file_name="1_attlog.dat",
        sha256=received.sha256,
        size_bytes=received.size,
        stored_name=received.name,
        reading=reading if kind == "TABLE" else {},
        preview=asdict(Preview(lines=1, new=1, pins=1, unknown_pins=1)),
        uploaded_at=NOON,
        state_at=NOON,
    )


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "devices:columns": lambda r: [r.deliveries.mapping.pk],
    "devices:drop": lambda r: [r.deliveries.checked.pk],
    "devices:held_drop": lambda r: [r.deliveries.machine.pk],
    "devices:held_take": lambda r: [r.deliveries.machine.pk],
    "devices:held_lines": lambda r: [r.deliveries.machine.pk, "UNREADABLE"],
    "devices:pair": lambda r: [r.deliveries.site.pk, STRANGE],
    "devices:pin_end": lambda r: [r.deliveries.pin.pk],
    "devices:pin_ignore": lambda r: [r.deliveries.site.pk, STRANGE],
    "devices:pin_notice": lambda r: [r.deliveries.site.pk, NOBODYS],
    "devices:shift": lambda r: [r.deliveries.machine.pk],
    "devices:take": lambda r: [r.deliveries.checked.pk],
    "devices:upload_page": lambda r: [r.deliveries.checked.pk],
}


def _sent(records: Any) -> dict[str, Any]:
    return {
        "source": records.deliveries.machine.pk,
        "site": "",
        "name": "",
        "file": SimpleUploadedFile("1_attlog.dat", ATTLOG),
        "key": str(uuid7(NOON)),
    }


DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "devices:columns": lambda _: {
        "sheet": "",
        "title_row": "1",
        "order": "DMY",
        "kolom-0": "PIN",
        "kolom-1": "",
        "kolom-2": "DATE",
        "kolom-3": "TIME",
    },
    "devices:drop": lambda _: {},
    "devices:held_drop": lambda _: {"reason": "UNREADABLE", "why": "Uji coba teknisi"},
    "devices:held_take": lambda _: {"why": "Mesin lama tidak tersambung"},
    "devices:pair": lambda r: {
        "person": r.cast.peer.pk,
        "start_on": (TODAY - timedelta(9)).isoformat(),
        "last_on": "",
    },
    "devices:pin_end": lambda _: {"last_on": TODAY.isoformat()},
    "devices:pin_ignore": lambda _: {"why": "PIN teknisi"},
    "devices:pin_notice": lambda _: {},
    "devices:shift": lambda _: {"days": "365", "why": "Baterai diganti"},
    "devices:take": lambda _: {},
    "devices:upload": _sent,
}
