"""What may be asked for: how long, how early, by whom; and what only looks doubtful."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from noken.leave.rules import kinds
from noken.leave.rules.balance import Balance, months_after
from noken.leave.rules.kinds import Why

OLDEST_DAYS = 90
OLDEST_RECORDED_DAYS = 366 * 5
FURTHEST_DAYS = 400
LONGEST_DAYS = 366 * 5
REASON_LETTERS = 500
# Kind: the number that limits it, in how many months it counts, and its word.
LONGEST = {
    kinds.LONG: ("LONG_MONTHS", 1, "bulan"),
    kinds.MATERNITY: ("MATERNITY_MONTHS", 1, "bulan"),
    kinds.IMPORTANT: ("IMPORTANT_MONTHS", 1, "bulan"),
    kinds.UNPAID: ("UNPAID_YEARS", 12, "tahun"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """A number in force. `binds` tells whether something may follow from it: it is the law's
    (mark A or B), or its owner has signed it off."""

    value: int
    mark: str
    settled: bool = False

    @property
    def binds(self) -> bool:
        return self.settled or self.mark in {"A", "B"}


Settings = Mapping[str, Setting]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as written. Dates half-open; `workdays` those it covers without extra days.

    `recorded`: written down by who keeps the books, from a letter; it may be long over.
    `unbroken`: first day and first day after of the leave of this kind it is part of, with what
    was granted or asked before and after it without a workday between; None: it stands alone.
    """

    kind: str
    detail: str
    start_on: date
    end_on: date
    portion: str
    extra_days: int
    reason: str
    workdays: int
    recorded: bool = False
    unbroken: tuple[date, date] | None = None

    @property
    def whole(self) -> tuple[date, date]:
        return self.unbroken or (self.start_on, self.end_on)

    @property
    def days(self) -> int:
        return (self.end_on - self.start_on).days


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: code of the employment, first day of service (None: nobody knows)."""

    employee_kind: str
    since: date | None


def why_not_askable(asked: Asked, person: Person, today: date, settings: Settings) -> Why | None:
    """Why a request cannot be sent as it stands; None if it can. Balances are judged apart.

    Source: PP 11/2017 (register: pp-11-2017-leave), cara kerja noken (register: noken-practice).
    """
    return next(_problems(asked, person, today, settings), None)


def hints_for(asked: Asked, settings: Settings, annual_used: Mapping[int, Decimal]) -> list[str]:
    """What the one who decides should know: numbers nobody has signed off, passed by this request,
    and annual leave taken in a year that long leave would leave without.

    Source: PP 11/2017, angka belum pasti (register: pp-11-2017).
    """
    start_on, end_on = asked.whole
    found = []
    for kind, (name, months, word) in LONGEST.items():
        setting = settings[name]
        if asked.kind != kind or setting.binds:
            continue
        if end_on > months_after(start_on, setting.value * months):
            words = f"{setting.value} {word}"
            found.append(f"Lebih lama dari {words}; angka itu masih menunggu penetapan.")
    if asked.kind == kinds.LONG:
        found += [
            f"Cuti tahunan {year} sudah dipakai {str(annual_used[year]).replace('.', ',')} hari "
            "kerja; tahun dengan cuti besar tidak mempunyai cuti tahunan. Perhitungkan dahulu."
            for year in range(asked.start_on.year, (asked.end_on - timedelta(1)).year + 1)
            if annual_used.get(year)
        ]
    return found


def why_not_covered(
    balances: Mapping[int, Balance], counted: Mapping[int, Decimal], start_on: date
) -> Why | None:
    """Why annual leave is not covered by what is left of each year it touches.

    Source: PP 11/2017 (register: pp-11-2017-leave).
    """
    for year, days in sorted(counted.items()):
        balance = balances[year]
        if balance.from_on is not None and start_on < balance.from_on:
            day = balance.from_on
            return Why(
                f"Cuti tahunan dapat diambil setelah setahun bekerja, sejak {day.day}-{day.month}-"
                f"{day.year}. Pilih tanggal sesudahnya, atau jenis cuti lain.",
                "leave.too_early_in_service",
                "PP 11/2017",
            )
        if balance.from_on is None:
            return Why(
                "Awal masa kerja belum tercatat. Minta admin kepegawaian OPD melengkapinya.",
                "leave.service_unknown",
            )
        if days > balance.left:
            left = str(balance.left).replace(".", ",")
            wanted = str(days).replace(".", ",")
            return Why(
                f"Sisa cuti tahunan {year} tinggal {left} hari kerja, yang diminta {wanted}. "
                "Persingkat tanggalnya, atau tarik pengajuan lain yang masih menunggu.",
                "leave.not_enough",
                "PP 11/2017",
            )
    return None


def needs_letter(asked_days: int, settings: Settings) -> bool:
    """Whether a sick leave of so many days is granted only with a doctor's letter.

    Source: PP 11/2017, diubah PP 17/2020 (register: pp-11-2017-leave).
    """
    setting = settings["SICK_LETTER_FROM_DAYS"]
    return setting.binds and asked_days > setting.value


def needs_state_doctor(asked_days: int, settings: Settings) -> bool:
    """Whether the letter has to be a government doctor's.

    Source: PP 11/2017 (register: pp-11-2017-leave).
    """
    setting = settings["SICK_STATE_DOCTOR_DAYS"]
    return setting.binds and asked_days > setting.value


def _problems(asked: Asked, person: Person, today: date, settings: Settings) -> Iterator[Why]:
    yield from _dates(asked, today)
    yield from _halves(asked, settings)
    yield from _lengths(asked, person, settings)
    if asked.kind in kinds.DETAILS and asked.detail not in kinds.DETAILS[asked.kind]:
        yield Why("Pilih keterangan jenis cutinya dari daftar.", "leave.no_detail")
    if asked.kind != kinds.SICK and not asked.reason.strip():
        yield Why(
            "Tuliskan alasannya, cukup satu kalimat, supaya atasan dapat menimbang.",
            "leave.no_reason",
        )
    if len(asked.reason) > REASON_LETTERS:
        yield Why(
            f"Alasan paling panjang {REASON_LETTERS} huruf. Persingkat dulu.", "leave.too_long"
        )


def _dates(asked: Asked, today: date) -> Iterator[Why]:
    if asked.end_on <= asked.start_on:
        yield Why(
            "Hari terakhir harus sama dengan atau sesudah hari pertama. Periksa kedua tanggalnya.",
            "leave.ends_before_start",
        )
    if asked.kind in kinds.BEFOREHAND and asked.start_on < today and not asked.recorded:
        yield Why(
            "Jenis ini diajukan sebelum dimulai. Pilih tanggal mulai hari ini atau sesudahnya; "
            "untuk hari yang sudah lewat, sampaikan lewat koreksi kehadiran, atau bawa surat cuti "
            "yang sudah terbit kepada admin OPD.",
            "leave.in_the_past",
        )
    yield from _age(asked, today)
    if asked.start_on > today + timedelta(FURTHEST_DAYS):
        yield Why(
            "Tanggal mulai terlalu jauh. Ajukan paling lama setahun sebelumnya.", "leave.too_far"
        )
    if asked.days > LONGEST_DAYS:
        yield Why(
            "Hari terakhirnya lebih dari lima tahun kemudian. Periksa tahunnya.",
            "leave.too_many_days",
        )
    if asked.end_on > asked.start_on and not asked.workdays and asked.kind not in kinds.MEDICAL:
        yield Why(
            "Tidak ada hari kerja di antara tanggal itu, jadi cuti tidak perlu. Periksa lagi.",
            "leave.no_workday",
        )


def _age(asked: Asked, today: date) -> Iterator[Why]:
    if asked.recorded and asked.start_on < today - timedelta(OLDEST_RECORDED_DAYS):
        yield Why("Hari pertamanya lebih dari lima tahun lalu. Periksa tahunnya.", "leave.too_old")
    if not asked.recorded and asked.start_on < today - timedelta(OLDEST_DAYS):
        yield Why(
            f"Cuti yang mulai lebih dari {OLDEST_DAYS} hari lalu dicatat oleh admin OPD atau "
            "BKPSDM. Bawa suratnya kepada mereka.",
            "leave.too_old",
        )


def _halves(asked: Asked, settings: Settings) -> Iterator[Why]:
    if asked.portion == "FULL" or asked.kind in kinds.FLEXIBLE:
        return
    allowed = settings["HALF_DAY_LEAVE"]
    if asked.kind != kinds.ANNUAL or not (allowed.settled and allowed.value):
        yield Why(
            "Cuti diambil sehari penuh. Setengah hari hanya untuk kerja fleksibel dan surat tugas.",
            "leave.whole_days",
            "PP 11/2017",
        )


def _lengths(asked: Asked, person: Person, settings: Settings) -> Iterator[Why]:
    if asked.kind in LONGEST:
        name, months, word = LONGEST[asked.kind]
        setting = settings[name]
        start_on, end_on = asked.whole
        last = months_after(start_on, setting.value * months)
        if setting.binds and end_on > last:
            joined = (start_on, end_on) != (asked.start_on, asked.end_on)
            yield Why(
                f"{'Bersama cuti yang bersambung dengannya, jenis' if joined else 'Jenis'} cuti "
                f"ini paling lama {setting.value} {word}, jadi sampai "
                f"{(last - timedelta(1)):%d-%m-%Y}. Persingkat tanggalnya.",
                "leave.too_many_days",
                "PP 11/2017",
            )
    if asked.kind == kinds.SICK and asked.detail == "MISCARRIAGE":
        most = settings["MISCARRIAGE_DAYS"]
        if most.binds and asked.days > most.value:
            yield Why(
                f"Cuti ini paling lama {most.value} hari. Persingkat tanggalnya.",
                "leave.too_many_days",
                "PP 11/2017",
            )
    yield from _service(asked, person, settings)
    yield from _extra(asked, settings)


def _service(asked: Asked, person: Person, settings: Settings) -> Iterator[Why]:
    if asked.kind != kinds.LONG or asked.detail == "HAJJ" or person.since is None:
        return
    years = settings["LONG_AFTER_YEARS"].value
    if asked.start_on < months_after(person.since, years * 12):
        yield Why(
            f"Cuti besar dapat diambil setelah {years} tahun bekerja, kecuali untuk haji pertama. "
            "Pilih jenis cuti lain.",
            "leave.too_early_in_service",
            "PP 11/2017",
        )


def _extra(asked: Asked, settings: Settings) -> Iterator[Why]:
    most = settings["REMOTE_DAYS"].value if asked.kind == kinds.ANNUAL else 0
    if asked.extra_days > most:
        yield Why(
            "Tambahan hari perjalanan belum ditetapkan untuk unit ini, atau lebih dari batasnya. "
            "Kosongkan, atau tanyakan BKPSDM.",
            "leave.no_extra_days",
            "PP 11/2017",
        )
    if asked.extra_days >= max(asked.days, 1):
        yield Why(
            "Tambahan perjalanan harus lebih pendek dari cutinya sendiri.", "leave.no_extra_days"
        )
