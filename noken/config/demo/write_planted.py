"""What the rules of reports are to find in the sample, and honest reports that look alike.

Three people copy a long note, one fills a week up at once, two report on a day of leave, and one
shows a photo twice. Beside them: clerks with the counts of each day, a queue that waited in a
phone without network, and one roll call photographed by three.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import groupby, pairwise
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from noken.config.demo.reports import DraftReport, report_id
from noken.core.actor import Actor, Role, system
from noken.core.uuid7 import uuid7
from noken.work import services

SEED = 20261126
LEAST_REPORTS = 20
COPIED = (
    "Mendata kembali peralatan kantor di ruang bidang bersama pengurus barang, mencocokkan kartu "
    "inventaris dengan barang yang ada, lalu menyusun daftar barang yang perlu diperbaiki.",
    "Menyiapkan bahan rapat koordinasi dengan kepala distrik tentang jadwal kunjungan lapangan, "
    "menghubungi peserta satu per satu, lalu membagikan undangan dan denah tempat.",
    "Memeriksa kelengkapan berkas permohonan yang masuk lewat loket, menghubungi pemohon yang "
    "berkasnya belum lengkap, lalu menyerahkan berkas lengkap kepada petugas verifikasi.",
)
COUNTER = (
    "Melayani {} pemohon di loket dan {} lewat telepon, {} berkas dikembalikan karena belum "
    "lengkap, semuanya dicatat di buku register layanan."
)
FILLED, QUEUED = 7, 6


def plant(reports: list[DraftReport], away: Collection[tuple[int, date]]) -> None:
    """Changes and adds drafts before they are written; the same on every machine."""
    random = Random(SEED)  # noqa: S311 (a fixed seed on purpose)
    people = _people(reports)
    for note, own in zip(COPIED, people, strict=False):
        for each in (own[4], own[-9], own[-5]):
            each.note = note
    for own in people[3:6]:
        for each in own:
            each.note = COUNTER.format(*(random.randint(2, 30) for _ in range(3)))
    for own in people[6:7]:
        _fill_up(own[:FILLED], own[13].received_at)
    for own in people[7:8]:
        _queue(own[-3 - QUEUED : -3], own[-3].received_at)
    reports += _on_leave(people[8:], away, random)


def add_photos(reports: list[DraftReport], on: date) -> None:
    """One photo on two days by one person, and one roll call seen by three."""
    waiting = [own for own in _people(reports) if len(_waiting(own)) > 1]
    pairs = [
        (one, other) for own in waiting for one, other in pairwise(_waiting(own))
        if one.work_on != other.work_on
    ]  # fmt: skip
    for each in pairs[0] if pairs else ():
        _attach(each, _yard(1, shift=0), on)
    days: dict[date, list[DraftReport]] = {}
    for own in waiting[1:]:
        for each in _waiting(own):
            days.setdefault(each.work_on, []).append(each)
    crowd = max(days.values(), key=len, default=[])
    for shift, each in enumerate({each.author: each for each in crowd}.values()):
        if shift < len(COPIED):
            _attach(each, _yard(2, shift=shift), on)


def compare(on: date, at: datetime) -> None:
    """As the job does at night."""
    while services.compare_reports(by=system(on), at=at):
        pass


def _people(reports: Sequence[DraftReport]) -> list[list[DraftReport]]:
    """The reports in force of who wrote many, oldest first, one a day."""
    stands = [each for each in reports if each.corrects is None and each.status != "CORRECTED"]
    stands.sort(key=lambda each: (each.author, each.work_on, each.received_at))
    own = [list(group) for _, group in groupby(stands, key=lambda each: each.author)]
    daily = [list({each.work_on: each for each in some}.values()) for some in own]
    return [some for some in daily if len(some) >= LEAST_REPORTS]


def _fill_up(old: Sequence[DraftReport], at: datetime) -> None:
    for number, each in enumerate(old):
        each.claimed_at = at + timedelta(minutes=4 * number)
        each.received_at = each.claimed_at + timedelta(seconds=2)
        each.late_reason = "Baru sempat mengisi."
        each.status, each.decided_at, each.reviews = "WAITING", None, []


def _queue(old: Sequence[DraftReport], at: datetime) -> None:
    """Written on their days, received together once there was a network."""
    for number, each in enumerate(old):
        each.received_at = at + timedelta(seconds=number)
        each.status, each.decided_at, each.reviews = "WAITING", None, []


def _on_leave(
    people: Sequence[Sequence[DraftReport]], away: Collection[tuple[int, date]], random: Random
) -> list[DraftReport]:
    free: dict[int, date] = {}
    for author, first in sorted(away):
        free.setdefault(author, first)
    found: list[DraftReport] = []
    for own in people:
        if (day := free.get(own[0].author)) is None or len(found) == 2:
            continue
        like = next((each for each in own if each.work_on > day), None)
        if like is None:
            continue
        at = like.received_at - (like.work_on - day)
        pk = report_id(at, random)
        moved = replace(like, id=pk, work_on=day, claimed_at=at, received_at=at)
        moved.status, moved.decided_at, moved.reviews = "WAITING", None, []
        found.append(moved)
    return found


def _waiting(own: Sequence[DraftReport]) -> list[DraftReport]:
    return [each for each in own if each.status == "WAITING"]


def _attach(report: DraftReport, picture: bytes, on: date) -> None:
    at = report.received_at + timedelta(minutes=2)
    upload = SimpleUploadedFile("foto.jpg", picture, "image/jpeg")
    by = Actor(report.author, report.author, Role.SELF, frozenset({Role.SELF}), on)
    services.attach_evidence(report.id, upload, key=uuid7(at), by=by, at=at)


def _yard(seed: int, *, shift: int) -> bytes:
    """People on a yard; `shift` moves the camera a little."""
    random = Random(seed)  # noqa: S311 (as above)
    image = Image.new("RGB", (640, 480), (150, 180, 200))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 210, 640, 480), fill=(110, 140, 90))
    for _ in range(20):
        left, foot = random.randint(0, 600), random.randint(200, 480)
        shade, tall = random.randint(10, 245), random.randint(60, 190)
        place = (left, foot - tall, left + random.randint(25, 80), foot)
        draw.rectangle(place, fill=(shade, 255 - shade, 90))
    out = BytesIO()
    image.crop((shift, shift, 632 + shift, 472 + shift)).save(out, "JPEG", quality=80)
    return out.getvalue()
