"""Files that come back: grades that differ become proposals, potentials are kept with a source."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.evaluation import services as evaluation
from noken.evaluation.queries import GradeLine, sheets_facts
from noken.followup.events import GradeDifferenceDecided, GradeFileTaken, PotentialsTaken
from noken.followup.gateways.tables import GivenGrade, GivenPotential
from noken.followup.models import Difference, GradeFile, Potential
from noken.followup.queries import lines
from noken.followup.rules import grade_rows, nine_box
from noken.followup.rules.grade_rows import Rated
from noken.followup.services._records import fitting, need_text, not_ahead
from noken.organization import queries as organization
from noken.organization.models import Employee
from noken.regulations import grades

KEEPERS = frozenset({Role.PERSONNEL, Role.ADMIN_OPD})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGradeFile:
    """`key` is the client-made id; `rows` as the gateway read them."""

    key: UUID
    name: str
    sha256: str
    rows: Sequence[GivenGrade]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a list of potentials did: how many are new, changed and the same; rows left out."""

    new: int
    changed: int
    same: int
    left_out: tuple[str, ...]


@transaction.atomic
def take_grade_file(new: NewGradeFile, *, by: Actor, at: datetime) -> GradeFile:
    """Lay a file beside noken. No rating changes: a difference that may still be mended is
    proposed to its rater, everything else is noted.

    Raises:
        Refused: `followup.not_keeper`, `followup.no_rows`, `followup.key_taken`.
    Emits: GradeFileTaken.
    """
    if not KEEPERS & by.roles:
        raise Refused(
            "Berkas predikat diperiksa BKPSDM atau admin kepegawaian OPD.",
            code="followup.not_keeper",
        )
    before = GradeFile.objects.filter(pk=new.key).first()
    if before is not None:
        if before.by_id == by.employee_id and before.sha256 == new.sha256:
            return before
        raise Refused("Kode kiriman ini sudah dipakai. Muat ulang.", code="followup.key_taken")
    if not new.rows:
        raise Refused("Tidak ada baris di bawah judul kolomnya.", code="followup.no_rows")
    file = GradeFile.objects.create(
        id=new.key,
        name=new.name[:200],
        sha256=new.sha256,
        by_id=by.employee_id,
        role=by.role,
        at=at,
    )
    found = _judged(file, new.rows, by)
    counts = Counter(row.verdict for row in found)
    kept = [row for row in found if row.verdict != grade_rows.SAME]
    proposals = [row for row in kept if row.state == Difference.State.WAITING]
    Difference.objects.filter(
        state=Difference.State.WAITING, sheet_id__in=[row.sheet_id for row in proposals]
    ).update(state=Difference.State.PASSED, decided_at=at)
    Difference.objects.bulk_create(kept)
    file.counts = dict(counts)
    file.save(update_fields=["counts"])
    raters = tuple(sorted({row.rater_id for row in proposals if row.rater_id}))
    events.emit(GradeFileTaken(by=by, at=at, file_id=file.pk, raters=raters))
    return file


@transaction.atomic
def decide_difference(
    difference_id: int, *, changes: bool, note: str, by: Actor, at: datetime
) -> Difference:
    """The rater of this day keeps the rating, or changes it to what the file says, with a reason.

    Raises:
        Refused: `followup.unknown`, `followup.not_rater`, `followup.not_now`,
            `followup.note_missing`, `followup.too_long`, `followup.moved_on`, and what
            evaluation refuses.
    Emits: GradeDifferenceDecided.
    """
    row = Difference.objects.select_for_update().filter(pk=difference_id).first()
    if row is None or row.sheet_id is None:
        raise Refused("Usulan perubahan ini tidak ada.", code="followup.unknown")
    sheet = sheets_facts([row.sheet_id], clock.day_of(at)).get(row.sheet_id)
    if by.employee_id is None or sheet is None or sheet.rater_id != by.employee_id:
        raise Refused("Usulan ini diputuskan penilainya hari ini.", code="followup.not_rater")
    if row.state != Difference.State.WAITING:
        raise Refused("Usulan ini tidak menunggu lagi.", code="followup.not_now")
    note = need_text(note, "Tuliskan alasannya.", code="followup.note_missing", most=1000)
    if changes:
        now = {"result": sheet.result, "behaviour": sheet.behaviour, "grade": sheet.grade}
        if now != row.known:
            raise Refused(
                "Penilaiannya sudah berubah sejak berkas ini diperiksa. Buka lembarnya, lalu "
                "putuskan di sana.",
                code="followup.moved_on",
            )
        evaluation.change_after_calibration(
            row.sheet_id,
            result=row.given["result"],
            behaviour=row.given["behaviour"],
            reason=note,
            by=by,
            at=at,
        )
    row.state = Difference.State.CHANGED if changes else Difference.State.KEPT
    row.decided_by_id, row.decided_at, row.note = by.employee_id, at, note
    row.save()
    events.emit(
        GradeDifferenceDecided(
            by=by,
            at=at,
            subject_id=row.employee_id,
            difference_id=row.pk,
            changed=changes,
            note=note,
        )
    )
    return row


@transaction.atomic
def take_potentials(
    rows: Sequence[GivenPotential], measured_on: date, source: str, *, by: Actor, at: datetime
) -> Taken:
    """Keep the potential that a named source measured. A newer one replaces it; both stay.

    Raises:
        Refused: `followup.not_personnel`, `followup.no_source`, `followup.too_long`,
            `followup.in_the_future`, `followup.no_rows`.
    Emits: PotentialsTaken.
    """
    if not by.roles & {Role.PERSONNEL, Role.SYSTEM}:
        raise Refused("Data potensial diunggah BKPSDM.", code="followup.not_personnel")
    what = "Tuliskan sumbernya, misalnya lembaga penilai dan nomor laporannya."
    source = need_text(source, what, code="followup.no_source", most=200)
    not_ahead(measured_on, clock.day_of(at))
    if not rows:
        raise Refused("Tidak ada baris di bawah judul kolomnya.", code="followup.no_rows")
    people = _by_nip({row.nip for row in rows})
    before = {
        row.employee_id: row
        for row in Potential.objects.select_for_update().filter(
            replaced_at=None, employee__in=people.values()
        )
    }
    wanted: dict[int, str] = {}
    left_out = []
    for row in rows:
        level, pk = nine_box.potential_from(row.level), people.get(row.nip)
        if pk is None or not level or pk in wanted:
            left_out.append(_why_left_out(row, known=pk is not None, level=level))
        else:
            wanted[pk] = level
    fresh = {
        pk: level
        for pk, level in wanted.items()
        if pk not in before
        or (before[pk].level, before[pk].source, before[pk].measured_on)
        != (level, source, measured_on)
    }
    Potential.objects.filter(replaced_at=None, employee__in=fresh).update(replaced_at=at)
    Potential.objects.bulk_create(
        Potential(
            employee_id=pk,
            level=level,
            measured_on=measured_on,
            source=source,
            by_id=by.employee_id,
            at=at,
        )
        for pk, level in fresh.items()
    )
    changed = sum(pk in before for pk in fresh)
    events.emit(PotentialsTaken(by=by, at=at, people=len(wanted), source=source))
    return Taken(len(fresh) - changed, changed, len(wanted) - len(fresh), tuple(left_out))


def _judged(file: GradeFile, rows: Sequence[GivenGrade], by: Actor) -> list[Difference]:
    people = _by_nip({row.nip for row in rows})
    role = Role.PERSONNEL if by.has(Role.PERSONNEL) else Role.ADMIN_OPD
    own = set(
        organization.subjects_of(by, role)
        .filter(pk__in=people.values())
        .values_list("pk", flat=True)
    )
    beside = _Beside(people, own, lines.lines_of(by, own), set())
    judged = [_row(file, row, beside) for row in rows]
    differing = [row for row in judged if row.verdict == grade_rows.DIFFERS]
    sheets = sheets_facts([row.sheet_id for row in differing if row.sheet_id], by.on)
    for row in differing:
        facts = sheets.get(row.sheet_id or 0)
        row.rater_id = facts.rater_id if facts else None
        if row.rater_id is not None:
            row.state = Difference.State.WAITING
    return judged


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a file is laid beside: people by NIP, those the actor keeps, their lines; `seen` are
    the sheets that earlier rows named."""

    people: dict[str, int]
    own: set[int]
    lines: dict[int, list[GradeLine]]
    seen: set[int]


def _row(file: GradeFile, row: GivenGrade, beside: _Beside) -> Difference:
    """One row with its verdict; nothing is looked up."""
    employee_id, seen = beside.people.get(row.nip), beside.seen
    made = Difference(file=file, row=row.number, label=(row.name or row.nip)[:200])
    if not row.nip:
        why = "NIP tidak terbaca sebagai 18 angka. Simpan kolomnya sebagai teks."
        return _left(made, grade_rows.UNREADABLE, why)
    if employee_id is None:
        return _left(made, grade_rows.UNKNOWN, "NIP ini tidak ada di noken.")
    if employee_id not in beside.own:
        return _left(made, grade_rows.FOREIGN, "Pegawai unit lain; tidak diperiksa.")
    made.employee_id = employee_id
    line = _line_of(row, beside.lines.get(employee_id, []))
    if line is None:
        return _left(made, grade_rows.UNKNOWN, _no_line(row))
    made.period = line.label
    if line.sheet_id in seen:
        return _left(made, grade_rows.TWICE, "Lembar ini sudah muncul di baris sebelumnya.")
    seen.add(line.sheet_id)
    return _compared(made, row, line)


def _compared(made: Difference, row: GivenGrade, line: GradeLine) -> Difference:
    ratings, official = lines.rating_words(), lines.official_words()
    said = (
        ("Rating hasil kerja", row.result, ratings),
        ("Rating perilaku", row.behaviour, ratings),
        ("Predikat", row.grade, official),
    )
    codes = []
    for what, text, words in said:
        code = grade_rows.code_from(text, words)
        if code is None:
            known_words = ", ".join(words.values())
            why = f"{what} “{text[:60]}” tidak dikenal. Tulis salah satu: {known_words}."
            return _left(made, grade_rows.UNREADABLE, why)
        codes.append(code)
    given = Rated(*codes)
    known = Rated(line.result, line.behaviour, line.grade)
    made.sheet_id = line.sheet_id
    made.given, made.known = _json(given), _json(known)
    made.verdict = grade_rows.verdict_on(given, known, final=line.final_at is not None)
    if made.verdict == grade_rows.DIFFERS:
        by_table = grades.grade_table().cells.get((given.result, given.behaviour), "")
        if why := grade_rows.why_inconsistent(given, by_table):
            return _left(made, grade_rows.UNREADABLE, why)
    return made


def _line_of(row: GivenGrade, own: Sequence[GradeLine]) -> GradeLine | None:
    if row.key:
        return next((line for line in own if str(line.sheet_id) == row.key), None)
    return next((line for line in own if grade_rows.same_period(row.period, line.label)), None)


def _no_line(row: GivenGrade) -> str:
    """Why a row names no sheet of its person, and how one is named."""
    if row.key:
        return f"Kunci “{row.key[:20]}” bukan milik pegawai ini. Salin dari berkas yang diunduh."
    said = f"Periode “{row.period[:40]}” tidak ada" if row.period else "Kunci dan periodenya kosong"
    return f"{said} pada pegawai ini. Tulis seperti di noken, misalnya Triwulan III 2026."


def _left(made: Difference, verdict: str, why: str) -> Difference:
    made.verdict, made.why = verdict, why
    return made


def _json(rated: Rated) -> dict[str, str]:
    return {"result": rated.result, "behaviour": rated.behaviour, "grade": rated.grade}


def _by_nip(nips: set[str]) -> dict[str, int]:
    rows = Employee.objects.filter(nip__in=nips - {""}).values_list("nip", "pk")
    return {nip: pk for nip, pk in rows if nip}


def _why_left_out(row: GivenPotential, *, known: bool, level: str) -> str:
    if not row.nip:
        why = "NIP tidak terbaca"
    elif not known:
        why = "NIP tidak ada di noken"
    elif not level:
        why = "potensinya bukan rendah, sedang, atau tinggi"
    else:
        why = "muncul dua kali"
    return fitting(f"Baris {row.number}: {why}.")
