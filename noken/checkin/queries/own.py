"""What one person sees: the page to check in, the own phone and code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from noken.attendance import queries as attendance
from noken.checkin.models import Claim, ManualEntry, OfficePlace, PersonalCode, Phone
from noken.checkin.queries.photos import photo_is_asked
from noken.checkin.rules import codes
from noken.checkin.rules.grading import BEATEN_BY, GRADE_WORDS, Grade
from noken.core import clock
from noken.core.actor import Actor
from noken.documents import queries as documents

SHOWN_DAYS = 7
ICONS = {
    Claim.Way.QR: "qr-code",
    Claim.Way.TYPED: "grid-3x3",
    Claim.Way.SCREEN: "layout-dashboard",
    Claim.Way.PLACE: "map-pin",
    Claim.Way.STATEMENT: "file-text",
}


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One of the person's claims. `state` is "" for what counted at once."""

    at: datetime
    day: date
    way: str
    icon: str
    site: str
    grade: int
    grade_words: str
    state: str
    note: str
    receipt: str
    check_path: str


@dataclass(frozen=True, slots=True)
class HerePage:
    """`code` is what was scanned, kept in the form; `phone` the registered one in use, if any."""

    code: str
    site: str
    has_place: bool
    phone: Phone | None
    photo_asked: bool
    lines: Sequence[ClaimLine]
    today: date
    step_over: bool
    about: frozenset[int] = frozenset()

    @property
    def scanned(self) -> bool:
        return codes.token_from(self.code) is not None

    @property
    def today_lines(self) -> Sequence[ClaimLine]:
        return [line for line in self.lines if line.day == self.today]

    @property
    def earlier(self) -> Sequence[ClaimLine]:
        return [line for line in self.lines if line.day != self.today]


def here_page(actor: Actor, code: str, at: datetime) -> HerePage:
    """The page to check in; `code` as the QR put it into the address."""
    person_id, today = actor.employee_id or 0, clock.day_of(at)
    home = attendance.site_of(person_id, today)
    places = dict(OfficePlace.objects.values_list("site_id", "photo_per_mille"))
    token = codes.token_from(code)
    per_mille = places.get(home.id, 0) if home else 0
    return HerePage(
        code=code if token else "",
        site=home.name if home else "",
        has_place=bool(places),
        phone=Phone.objects.filter(employee_id=person_id, state=Phone.State.ACTIVE).first(),
        photo_asked=photo_is_asked(person_id, today, per_mille),
        lines=_lines(person_id, at - timedelta(SHOWN_DAYS)),
        today=today,
        step_over=token is not None and token.step not in codes.steps_now(at),
    )


def _lines(person_id: int, since: datetime) -> list[ClaimLine]:
    claims = list(
        Claim.objects.filter(employee_id=person_id, at__gte=since)
        .select_related("site", "entry")
        .order_by("-at")
    )
    receipts = documents.receipts_for(claim.pk for claim in claims)
    return [_line(claim, receipts) for claim in claims]


def _line(claim: Claim, receipts: dict[UUID, documents.ReceiptCard]) -> ClaimLine:
    entry: ManualEntry | None = getattr(claim, "entry", None)
    receipt = receipts.get(claim.pk)
    at = claim.at.astimezone(ZoneInfo(claim.site.timezone))
    return ClaimLine(
        at=claim.at,
        day=at.date(),
        way=claim.get_way_display(),
        icon=ICONS[Claim.Way(claim.way)],
        site=claim.site.name,
        grade=claim.grade,
        grade_words=GRADE_WORDS[Grade(claim.grade)],
        state=entry.state if entry else "",
        note=entry.note if entry else "",
        receipt=receipt.number if receipt else "",
        check_path=receipt.check_path if receipt else "",
    )


@dataclass(frozen=True, slots=True)
class GradeRow:
    grade: int
    words: str
    beaten_by: str


@dataclass(frozen=True, slots=True)
class MeansPage:
    """The own phone and personal code, and what each grade of evidence is worth."""

    phone: Phone | None
    asked: Phone | None
    has_code: bool
    code_since: datetime | None
    grades: Sequence[GradeRow]
    about: frozenset[int] = frozenset()


def means_page(actor: Actor) -> MeansPage:
    person_id = actor.employee_id or 0
    phones = {row.state: row for row in Phone.objects.filter(employee_id=person_id, ended_at=None)}
    code = PersonalCode.objects.filter(employee_id=person_id).first()
    return MeansPage(
        phone=phones.get(Phone.State.ACTIVE),
        asked=phones.get(Phone.State.WAITING),
        has_code=code is not None,
        code_since=code.set_at if code else None,
        grades=[GradeRow(int(g), GRADE_WORDS[g], BEATEN_BY[g]) for g in Grade],
    )
