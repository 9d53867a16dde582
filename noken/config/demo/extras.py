"""What the sample has little of, written through the services: photos and feedback."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from noken.config.demo.people import Staffing
from noken.config.demo.reports import DraftReport
from noken.core.actor import Actor, Role
from noken.core.uuid7 import uuid7
from noken.work import services
from noken.work.services import FeedbackDraft

PHOTOS = 40
SIDE = 320
COLOURS = ("#bcd7e0", "#5f8a72", "#7c9c63", "#a4492f", "#9b7d61")
WORDS = (
    (
        "ACCOUNTABLE",
        "Foto verifikasi sudah jelas, terima kasih. Mohon lampirkan daftar hadir guru.",
    ),
    ("SERVICE", "Warga menyampaikan terima kasih atas pelayanan yang cepat hari ini."),
    ("COLLABORATIVE", "Koordinasi dengan distrik berjalan baik, teruskan."),
)


def add_photos(reports: Sequence[DraftReport], random: Random, on: date) -> None:
    """A few tiny pictures, with reports that still wait."""
    waiting = [report for report in reports if report.status == "WAITING"]
    for number, report in enumerate(random.sample(waiting, min(PHOTOS, len(waiting)))):
        at = report.received_at + timedelta(minutes=1)
        upload = SimpleUploadedFile(f"foto{number}.jpg", _picture(random), "image/jpeg")
        services.attach_evidence(
            report.id, upload, key=uuid7(at), by=_person(report.author, on), at=at
        )


def add_feedback(staffing: Staffing, on: date, at: datetime) -> None:
    """Yohana Saiba's notes to three of her people; Maria has not read hers yet."""
    team = [worker for worker in staffing.workers if worker.unit.key == "DISDIK-BID1"]
    head = next(worker for worker in team if worker.is_head)
    others = [worker for worker in team if not worker.is_head]
    for worker, (value, text) in zip(others, WORDS, strict=False):
        draft = FeedbackDraft(key=uuid7(at), person_id=worker.id, text=text, value=value)
        services.give_feedback(
            draft, by=_person(head.id, on, Role.SUPERIOR, name=head.identity.name), at=at
        )


def _person(employee_id: int, on: date, *more: Role, name: str = "") -> Actor:
    roles = frozenset({Role.SELF, *more})
    return Actor(employee_id, employee_id, Role.SELF, roles, on, name=name)


def _picture(random: Random) -> bytes:
    image = Image.new("RGB", (SIDE, SIDE), random.choice(COLOURS))
    draw = ImageDraw.Draw(image)
    for _ in range(6):
        left, top = random.randint(0, SIDE), random.randint(0, SIDE)
        size = random.randint(30, 160)
        draw.rectangle((left, top, left + size, top + size), fill=random.choice(COLOURS))
    out = BytesIO()
    image.save(out, "JPEG", quality=60)
    return out.getvalue()


def landslide() -> SimpleUploadedFile:
    """A photo with an answer to a finding: brown earth over a grey road."""
    image = Image.new("RGB", (SIDE, SIDE), COLOURS[0])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, SIDE // 2, SIDE, SIDE), fill="#77746f")
    draw.polygon(((90, 20), (250, 250), (20, 250)), fill="#8d5f3e")
    draw.polygon(((130, 90), (190, 250), (60, 250)), fill="#74492c")
    out = BytesIO()
    image.save(out, "JPEG", quality=60)
    return SimpleUploadedFile("longsor.jpg", out.getvalue(), "image/jpeg")
