"""Evidence used again, impossible times, filling up, hasty reviews: planted and honest."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from random import Random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFilter

from noken.calendars.models import Disruption
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.uuid7 import uuid7
from noken.organization.models import Employee
from noken.regulations.cards import rule_cards
from noken.work import services
from noken.work.models import Report
from noken.work.tests.test_missing import staff
from tests import detecting
from tests.amending import amend
from tests.cast import Cast
from tests.detecting import ask_all, fallen
from tests.world import NOON, TODAY
from tests.world_attendance import make_absence, make_punch, make_recorder, make_site
from tests.world_corrections import make_day
from tests.world_detectors import measured, seen
from tests.world_work import make_report, make_review, workdays_before

pytestmark = pytest.mark.django_db
DAYS = workdays_before(TODAY, 30)


def check(code: str, found: Sequence[str], planted: Sequence[str]) -> None:
    """The figures of the card are those measured here."""
    result = measured(found, planted)
    card = rule_cards()[code]
    assert (result.recall, result.false_alarm) == (card.recall, card.false_alarm)


def scene(seed: int, *, crowd: int = 14, size: int = 640) -> Image.Image:
    """A yard with people in it, drawn from a seed."""
    random = Random(seed)  # noqa: S311 (a fixed seed on purpose)
    image = Image.new("RGB", (size, size * 3 // 4), (150, 180, 200))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, size // 3, size, size), fill=(110, 140, 90))
    for _ in range(crowd):
        x, y = random.randint(0, size), random.randint(size // 4, size * 3 // 4)
        w, h = random.randint(20, 90), random.randint(60, 200)
        shade = random.randint(10, 245)
        draw.rectangle((x, y - h, x + w, y), fill=(shade, random.randint(0, 255), 255 - shade))
    return image.filter(ImageFilter.GaussianBlur(2))


def upload(image: Image.Image, quality: int = 85) -> SimpleUploadedFile:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality)
    return SimpleUploadedFile("foto.jpg", out.getvalue(), "image/jpeg")


def pdf() -> SimpleUploadedFile:
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]"
        b"/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )
    return SimpleUploadedFile("surat.pdf", data, "application/pdf")


def with_photo(person: Employee, day: date, file: SimpleUploadedFile) -> Report:
    at = clock.at_noon(day)
    report = make_report(person, on=day)
    by = Actor(person.pk, person.pk, Role.SELF, frozenset({Role.SELF}), day)
    services.attach_evidence(report.pk, file, key=uuid7(at), by=by, at=at)
    return report


def test_evidence_that_was_used_on_another_day_is_found_and_a_roll_call_is_not() -> None:
    maria, daud, ruth = staff("Maria", "Daud", "Ruth")
    first, second, third, fourth = DAYS[-4:]
    yard = scene(1)
    with_photo(maria, first, upload(yard))
    same = with_photo(maria, third, upload(yard))
    smaller = with_photo(daud, fourth, upload(yard.resize((400, 300)), quality=55))
    letters = [with_photo(ruth, day, pdf()) for day in (first, second)]
    crowd = scene(2, crowd=24)
    for at, person in enumerate((maria, daud, ruth)):
        shifted = crowd.crop((at * 2, at, 640 - 4 + at, 480 - 4 + at))
        with_photo(person, second, upload(shifted))
    for at, day in enumerate((second, third, fourth)):
        with_photo(ruth, day, upload(scene(10 + at)))

    hits = seen("LAP-03")

    check("LAP-03", [hit.item for hit in hits], [str(same.pk), str(smaller.pk)])
    assert not {str(letter.pk) for letter in letters} & {hit.item for hit in hits}
    by_item = {hit.item: hit.facts for hit in hits}
    assert by_item[str(same.pk)]["same_file"] is True
    assert by_item[str(smaller.pk)]["other_who"] == "Maria"
    assert by_item[str(smaller.pk)]["other_by"] == maria.pk
    assert by_item[str(smaller.pk)]["other_day"] in {first.isoformat(), third.isoformat()}


def test_a_letter_shown_again_after_weeks_is_found() -> None:
    (maria,) = staff("Maria")
    with_photo(maria, DAYS[0], pdf())
    again = with_photo(maria, DAYS[-1], pdf())

    assert [hit.item for hit in seen("LAP-03")] == [str(again.pk)]


def test_impossible_days_are_found_and_duty_and_half_days_are_not() -> None:
    maria, half, duty, midwife, twice, mere = staff(
        "Cuti", "Setengah", "Dinas", "Dua pos", "Dua tempat", "Jam"
    )
    day = DAYS[-3]
    make_absence(maria, day, day + timedelta(2), family="LEAVE", kind="SICK")
    make_absence(half, day, day + timedelta(1), family="LEAVE", kind="ANNUAL", portion="MORNING")
    make_absence(duty, day, day + timedelta(1))
    planted = [make_report(maria, on=day)]
    for person in (half, duty, midwife):
        make_report(person, on=day)
    planted.append(make_report(maria, on=date(2023, 12, 30)))
    hours = [make_report(mere, on=day, quantity=n, title=f"Jam {n}") for n in (13, 12)]
    amend(Report.objects.filter(pk__in=[each.pk for each in hours]), unit="jam")
    planted += [*hours, make_report(twice, on=day)]
    offices = [
        make_recorder(make_site(make_report(mere).author.postings.get().unit, n)) for n in "AB"
    ]
    noon = datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001 (the clock on the wall)
    for office, minutes in zip(offices, (0, 1), strict=True):
        make_punch(twice, office, noon + timedelta(minutes=minutes))
    for office, minutes in zip(offices, (0, 90), strict=True):
        make_punch(midwife, office, noon + timedelta(minutes=minutes))

    hits = seen("LAP-04", since=date(2023, 1, 1))

    check("LAP-04", [hit.item for hit in hits], [str(each.pk) for each in planted])


SCHOOL, TOWN = "SD Inpres 22 Wosi", "Balai Diklat Sorong"


def test_a_usual_place_on_a_whole_day_of_duty_elsewhere_is_found_and_a_journey_is_not() -> None:
    day = DAYS[-3]
    planted = []
    honest = {
        "new": ["SD Negeri 4 Sorong Timur"],
        "hall": [TOWN],
        "both": [SCHOOL, "Diklat"],
        "none": [],
        "half": [SCHOOL],
        "same": [SCHOOL],
        "vague": [SCHOOL],
        "came": [SCHOOL],
        "rare": [SCHOOL],
        "taken back": [SCHOOL],
    }
    people = staff("rapat", "pelatihan", *honest)
    for person in people:
        shape: dict[str, Any] = {"place": TOWN}
        shape |= {
            "pelatihan": {"family": "TRAINING", "kind": "TRAINING"},
            "half": {"portion": "MORNING"},
            "same": {"place": "SD Inpres 22 dan SD Inpres 3 Wosi"},
            "vague": {"place": "Aula dinas"},
        }.get(person.name, {})
        away = make_absence(person, day, day + timedelta(1), **shape)
        for usual in DAYS[-5:-3] if person.name != "rare" else DAYS[-4:-3]:
            make_report(person, on=usual, places=[SCHOOL])
        report = make_report(person, on=day, places=honest.get(person.name, [SCHOOL]))
        if person.name not in honest:
            planted.append(str(report.pk))
        if person.name == "came":
            make_day(person, day)
        if person.name == "taken back":
            away.cancelled_at = NOON
            away.save()

    hits = seen("LAP-04")

    check("LAP-04", [hit.item for hit in hits], planted)
    assert {(hit.facts["place"], hit.facts["other_place"]) for hit in hits} == {(TOWN, SCHOOL)}
    assert not detecting.seen("LAP-04")


@pytest.mark.parametrize(("hours", "found"), [(16, 0), (17, 1), (23, 1), (25, 1)])
def test_how_many_hours_a_day_may_have_is_the_cards(hours: int, found: int) -> None:
    (maria,) = staff("Maria")
    report = make_report(maria, on=DAYS[-3], quantity=hours)
    amend(Report.objects.filter(pk=report.pk), unit="jam")

    assert len(seen("LAP-04")) == found
    assert len(seen("LAP-04", day_hours=24)) == (hours > 24)
    assert len(detecting.seen("LAP-04")) == (hours > 24)


def test_a_report_that_was_corrected_after_the_question_is_put_right(cast: Cast) -> None:
    make_absence(cast.maria, DAYS[-3], DAYS[-1], family="LEAVE", kind="SICK")
    report = make_report(cast.maria, on=DAYS[-3])
    ask_all("LAP-04")

    Report.objects.filter(pk=report.pk).update(status=Report.Status.CORRECTED)

    assert fallen("LAP-04") == {str(report.pk): True}


def fill(
    person: Employee, days: Sequence[date], at: datetime, *, minutes: int = 3, queued: bool = False
) -> None:
    """Reports of these days, one every few minutes; `queued`: written on their days, without
    network."""
    for number, day in enumerate(days):
        report = make_report(person, on=day, at=at + timedelta(minutes=minutes * number))
        if queued:
            amend(Report.objects.filter(pk=report.pk), claimed_at=clock.at_noon(day))


def test_many_old_days_filled_at_once_are_found_and_a_queue_or_an_outage_is_not() -> None:
    filler, queue, outage, few, slow, fresh, back = staff(
        "Pengisi", "Antrean", "Gangguan", "Lima", "Pelan", "Baru", "Dari cuti"
    )
    days = DAYS[-16:-8]
    fill(filler, days[:6], NOON)
    fill(queue, days, NOON, queued=True)
    fill(few, days[:5], NOON)
    fill(slow, days, NOON, minutes=20)
    fill(fresh, DAYS[-4:], NOON)
    make_absence(back, days[-1], TODAY, family="LEAVE", kind="ANNUAL")
    fill(back, days[-5:], NOON)
    dark = DAYS[:8]
    for day in dark:
        Disruption.objects.create(
            start_at=clock.at_noon(day),
            end_at=clock.at_noon(day) + timedelta(hours=1),
            what="Kabel laut putus",
            proof="Surat penyedia",
            recorded_at=NOON,
        )
    fill(outage, dark, NOON)

    hits = seen("LAP-05")

    check("LAP-05", [str(hit.employee_id) for hit in hits], [str(filler.pk)])
    (hit,) = hits
    assert (hit.item, hit.day, hit.amount) == (TODAY.isoformat(), TODAY, Decimal(6))
    assert [each["day"] for each in hit.facts["days"]] == [day.isoformat() for day in days[:6]]


def test_reports_that_wait_too_long_are_found_week_by_week(cast: Cast) -> None:
    received = DAYS[-14]
    for at in range(3):
        make_report(cast.maria, on=received, at=clock.at_noon(received) + timedelta(minutes=at))
    make_review(make_report(cast.maria, on=received), cast.yohana, at=clock.at_noon(DAYS[-10]))
    lately = make_report(cast.peer, on=DAYS[-3])

    hits = seen("ATS-01")

    check("ATS-01", [str(hit.employee_id) for hit in hits], [str(cast.yohana.pk)])
    (hit,) = hits
    overdue = DAYS[-8]
    assert (hit.day, hit.amount) == (overdue, Decimal(3))
    assert hit.item == f"{overdue.isocalendar().year}-W{overdue.isocalendar().week:02}"
    assert {each["who"] for each in hit.facts["reports"]} == {cast.maria.name}
    assert str(lately.pk) not in {each["report"] for each in hit.facts["reports"]}


def test_leave_of_the_superior_and_a_later_decision_do_not_change_what_was_late(cast: Cast) -> None:
    received = DAYS[-14]
    reports = [make_report(cast.maria, on=received) for _ in range(3)]
    before = seen("ATS-01")
    for report in reports:
        make_review(report, cast.acting_superior)
    assert [hit.item for hit in before]

    make_absence(cast.yohana, DAYS[-13], TODAY, family="LEAVE", kind="ANNUAL")

    assert [hit for hit in seen("ATS-01") if hit.employee_id == cast.yohana.pk] == []


def approve(
    by: Employee, author: Employee, at: datetime, gaps: Sequence[float], letters: int = 300
) -> None:
    for gap in gaps:
        at += timedelta(seconds=gap)
        make_review(make_report(author, on=TODAY, note="a" * letters), by, at=at)


def test_approvals_faster_than_reading_are_found_and_reading_and_one_act_are_not(
    cast: Cast,
) -> None:
    long, bundle, reader = staff("Panjang", "Bersama", "Pembaca")
    approve(cast.yohana, cast.maria, NOON, [1.2] * 15)
    approve(long, cast.maria, NOON, [10] * 20, letters=1200)
    approve(bundle, cast.maria, NOON, [1, 5, *[0] * 39])
    approve(cast.higher_superior, cast.maria, NOON, [4] * 20, letters=100)
    approve(cast.acting_superior, cast.maria, NOON, [0] * 30)
    approve(reader, cast.maria, NOON, [1, 900, *[0] * 39, 2])
    approve(cast.former_superior, cast.maria, NOON, [1] * 14)

    hits = seen("ATS-02")

    planted = [str(person.pk) for person in (cast.yohana, long, bundle)]
    check("ATS-02", [str(hit.employee_id) for hit in hits], planted)
    found = {hit.employee_id: hit for hit in hits}
    hit = found[cast.yohana.pk]
    assert (hit.amount, hit.day, hit.facts["count"]) == (Decimal(15), TODAY, 15)
    assert hit.facts["seconds"] == 1.2
    assert hit.facts["letters_per_second"] > 200
    assert found[long.pk].amount == 20
    assert found[bundle.pk].amount == 41
    assert found[bundle.pk].facts["together"] == 40
    signed_before = detecting.seen("ATS-02", seconds_each=3, least_reports=15)
    assert [hit.employee_id for hit in signed_before] == [cast.yohana.pk]
