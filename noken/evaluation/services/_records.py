"""Locking, judging and writing what several services of sheets need."""

from datetime import date, datetime

from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.evaluation import access
from noken.evaluation.access import OfSheet, PartFacts, Standing
from noken.evaluation.models import Rating, Sheet, Step
from noken.evaluation.queries.evidence import Asked, gather
from noken.evaluation.rules import sheet_flow
from noken.evaluation.rules.evidence import Evidence
from noken.regulations import grades

TEXT_LETTERS = 4000
REASON_LETTERS = 2000
LINE_LETTERS = 300
BASIS = "PermenPANRB 6/2022"


def lock_sheet(sheet_id: int) -> Sheet:
    """A sheet with period and person, held until the end: acts on one sheet come one by one.

    Raises:
        Refused: `evaluation.unknown`.
    """
    sheet = (
        Sheet.objects.select_for_update(of=("self",))
        .select_related("period", "employee")
        .filter(pk=sheet_id)
        .first()
    )
    if sheet is None:
        raise Refused("Evaluasi ini tidak ada lagi.", code="evaluation.unknown")
    return sheet


def standing_of(by: Actor, sheet: Sheet) -> Standing | None:
    parts = sheet.parts.order_by("start_on").values_list("pk", "superior_id", "closed_at")
    rated = sheet.ratings.filter(published_at__isnull=False, undone_at=None)
    facts = OfSheet(
        employee_id=sheet.employee_id,
        status=sheet.status,
        rater_id=access.rater_of(sheet.pk, by.on),
        parts=[PartFacts(pk, superior_id, closed is not None) for pk, superior_id, closed in parts],
        rated_by=frozenset(rated.values_list("by_id", flat=True)),
    )
    return access.standing_of(by, facts)


def check(act: str, sheet: Sheet) -> None:
    """Raises Refused: `evaluation.not_now`, `evaluation.no_objection`,
    `evaluation.under_review`."""
    objected = sheet.objected_at is not None
    if why := sheet_flow.why_not(act, sheet.status, objected=objected):
        raise Refused(why.text, code=why.code)


def check_own(by: Actor, sheet: Sheet) -> None:
    """Raises Refused: `evaluation.not_yours`."""
    if by.employee_id is None or by.employee_id != sheet.employee_id:
        raise Refused(
            "Hanya pegawai yang dinilai yang dapat melakukan ini.", code="evaluation.not_yours"
        )


def check_rater(by: Actor, sheet: Sheet) -> None:
    """Raises Refused: `evaluation.not_rater`."""
    if by.employee_id is None or access.rater_of(sheet.pk, by.on) != by.employee_id:
        raise Refused(
            "Yang menilai adalah atasan langsung hari ini, termasuk Plt dan Plh. Jika Anda baru "
            "ditunjuk, minta admin OPD memperbarui jabatan Anda.",
            code="evaluation.not_rater",
            basis="PP 30/2019 Pasal 1 angka 8",
        )


def check_keeper(by: Actor, sheet: Sheet) -> None:
    """Raises Refused: `evaluation.not_keeper`."""
    if not access.may_keep(by, sheet.employee_id):
        raise Refused(
            "Ini dicatat admin kepegawaian OPD atau BKPSDM, dan tidak untuk diri sendiri.",
            code="evaluation.not_keeper",
        )


def person_of(by: Actor) -> int:
    """Whose hand it is; every act here is of a person.

    Raises:
        Refused: `evaluation.no_person`.
    """
    if by.employee_id is None:
        raise Refused(
            "Akun ini belum terhubung dengan pegawai. Minta admin OPD menghubungkannya.",
            code="evaluation.no_person",
        )
    return by.employee_id


def check_ratings(result: str, behaviour: str) -> None:
    """Raises Refused: `evaluation.no_rating`."""
    known = {rating.code for rating in grades.ratings()}
    if not {result, behaviour} <= known:
        raise Refused(
            "Pilih rating hasil kerja dan rating perilaku kerja.",
            code="evaluation.no_rating",
            basis=BASIS,
        )


def check_length(text: str, most: int = TEXT_LETTERS) -> str:
    """The text without spaces around it.

    Raises:
        Refused: `evaluation.too_long`.
    """
    text = text.strip()
    if len(text) > most:
        raise Refused(
            f"Tulisan paling panjang {most} huruf; ini {len(text)}. Persingkat dulu.",
            code="evaluation.too_long",
        )
    return text


def need_text(text: str, what: str, most: int = REASON_LETTERS) -> str:
    """Raises Refused: `evaluation.reason_missing`, `evaluation.too_long`."""
    text = check_length(text, most)
    if not text:
        raise Refused(what, code="evaluation.reason_missing")
    return text


def dated_note(sheet: Sheet, day: date | None, text: str) -> tuple[date, str]:
    """What happened on a day of the period.

    Raises:
        Refused: `evaluation.fact_day`, `evaluation.reason_missing`, `evaluation.too_long`.
    """
    text = need_text(text, "Tuliskan apa yang terjadi, singkat dan jelas.", REASON_LETTERS)
    if day is None or not sheet.period.start_on <= day < sheet.period.end_on:
        raise Refused("Pilih tanggal di dalam periode penilaian ini.", code="evaluation.fact_day")
    return day, text


def move(sheet: Sheet, act: str) -> None:
    """Set the state after a lawful act; whoever calls stores the row."""
    own = getattr(sheet, "self_assessment", None)
    assessed = own is not None and own.published_at is not None
    sheet.status = sheet_flow.after(act, sheet.status, assessed=assessed)


def add_step(sheet: Sheet, kind: str, *, by: Actor | None, at: datetime, note: str = "") -> Step:
    who = by.employee_id if by else None
    return Step.objects.create(sheet=sheet, kind=kind, by_id=who, at=at, note=note)


def in_force(sheet: Sheet) -> Rating:
    """The published rating that stands.

    Raises:
        Refused: `evaluation.no_result`.
    """
    found = sheet.ratings.filter(published_at__isnull=False, replaced_at__isnull=True).first()
    if found is None:
        raise Refused("Belum ada hasil yang diterbitkan.", code="evaluation.no_result")
    return found


def evidence_of(sheet: Sheet, by: Actor) -> Evidence:
    """The figures as of the day of the actor, the same that the page shows."""
    days = sheet.parts.order_by("start_on").values_list("start_on", flat=True)
    span = (sheet.period.start_on, sheet.period.end_on)
    asked = Asked(sheet.employee_id, *span, tuple(days)[1:])
    return gather(by, [asked], by.on)[0].evidence


def role_of(by: Actor, sheet: Sheet) -> str:
    """ACTING where the rater acts by the line on which they rate, else SUPERIOR; the system:
    SYSTEM."""
    if by.has(Role.SYSTEM):
        return Role.SYSTEM.value
    acts = access.rater_acts(sheet.pk, by.on)
    return "ACTING" if acts else Role.SUPERIOR.value
