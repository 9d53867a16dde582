"""One fact, one place: what is told of a person, the function of the area that owns it, and every
page on which it is shown with who opens it and how it is read there."""

from collections.abc import Collection, Iterator

from tests.fixtures import Browse
from tests.whole import sources as so
from tests.whole.people import KEYS, People, Person
from tests.whole.reading import (
    GRADES,
    OF_PERSON,
    OWN,
    RECAP,
    RECAP_FILE,
    RUNG,
    SHARE,
    STATED,
    SUMMED,
    TEAM,
    Fact,
    Library,
    Place,
    asked,
    at,
    badge,
    balance_shown,
    before_reporting,
    file_letters,
    finding_url,
    forecasts,
    grades_on_sheets,
    ladder,
    matrix_letters,
    months,
    on_board,
    own_letters,
    plan_url,
    printed,
    result_url,
    sheet_url,
    sheets,
    stated_on_board,
    summed,
    told,
    within,
)

FACTS = (
    Fact(
        "capaian setahun",
        so.done_of_year,
        (
            Place(
                "Hari ini",
                "who",
                at("/hari-ini/"),
                before_reporting(r"RHK 1 · (\S+ dari \S+) berkas setahun"),
            ),
            Place("SKP", "who", plan_url, told(r"(\S+ dari \S+) berkas setahun")),
            Place("SKP bagi atasan", "superior", plan_url, told(r"(\S+ dari \S+) berkas setahun")),
        ),
        so.reports,
    ),
    Fact(
        "capaian yang dinyatakan",
        so.done_of_year,
        (
            Place("SKP", "who", plan_url, told(r"(\S+ dari \S+) berkas setahun")),
            Place("SKP bagi atasan", "superior", plan_url, told(r"(\S+ dari \S+) berkas setahun")),
        ),
        so.states,
    ),
    Fact(
        "persen",
        so.share,
        (on_board(r"(?<!\S)(\d+%)"),),
        so.reports,
    ),
    Fact(
        "persen yang dinyatakan",
        so.share,
        (
            on_board(rf"(?<!\S)({SHARE})"),
            *sheets(rf"(?<!\S)({SHARE}) (?:disepakati|belum)"),
            *forecasts(rf"Capaian hasil kerja ({SHARE})"),
            Place("realisasi sendiri", "who", at("/evaluasi/realisasi/"), told(rf" ({SHARE})")),
            Place("realisasi", "superior", at("/evaluasi/realisasi/{pk}/"), told(rf" ({SHARE})")),
        ),
        lambda person: so.states(person) and so.led(person),
    ),
    Fact(
        "realisasi",
        so.statement,
        (
            Place("realisasi sendiri", "who", at("/evaluasi/realisasi/"), told(f"({STATED})")),
            Place("realisasi", "superior", at("/evaluasi/realisasi/{pk}/"), told(f"({STATED})")),
            Place("papan tim", "superior", at("/tim/"), stated_on_board),
        ),
        lambda person: so.states(person) and so.led(person),
    ),
    Fact(
        "belum ditinjau",
        so.unreviewed,
        (
            Place(
                "Hari ini", "who", at("/hari-ini/"), before_reporting(r"(\d+) belum ditinjau", "0")
            ),
            Place("SKP", "who", plan_url, told(r"(\d+) laporan belum ditinjau", "0")),
            on_board(r"(\d+) dihitung, belum ditinjau", "0"),
            *forecasts(r"(\d+) laporan dihitung, belum ditinjau", "0"),
            *sheets(r"laporan, (\d+) belum ditinjau", "0"),
        ),
        so.reports,
    ),
    Fact(
        "menunggu, belum dihitung",
        so.fresh,
        (
            Place("Hari ini", "who", at("/hari-ini/"), before_reporting(r"· (\d+) menunggu", "0")),
            Place("SKP", "who", plan_url, told(r"(\d+) laporan menunggu, belum dihitung", "0")),
            *forecasts(r"(\d+) laporan baru menunggu", "0"),
            *sheets(r"; (\d+) lagi menunggu", "0"),
        ),
        so.reports,
    ),
    Fact(
        "di meja atasan",
        so.waiting,
        (
            on_board(r"(\d+) laporan", "0"),
            Place(
                "Menunggu saya, atasan",
                "superior",
                at("/menunggu/"),
                within('id="tunggu-{pk}"', "</p>", r"(\d+) laporan NAME", "0"),
            ),
        ),
        so.reports,
    ),
    Fact("prakiraan", so.grade, (*forecasts(GRADES), *grades_on_sheets()), so.led),
    Fact(
        "predikat terbit",
        so.result,
        (
            Place(
                "evaluasi saya", "who", at("/evaluasi/saya/"), told(rf"Diterima \d+ \w+ {GRADES}")
            ),
            *(
                Place(f"hasil, {reader}", reader, result_url, told(rf"{GRADES} Hasil kerja:"))
                for reader in ("who", "superior", "personnel")
            ),
            *(
                Place(
                    f"dokumen evaluasi, {reader}",
                    reader,
                    lambda person: result_url(person) + "cetak/",
                    printed(rf"[Pp]redikat[^.]{{0,60}}? {GRADES}"),
                )
                for reader in ("who", "superior")
            ),
        ),
        so.has_result,
    ),
    Fact(
        "keadaan tiap hari",
        so.letters,
        (
            Place("bulan sendiri", "who", at(OWN), own_letters),
            Place("bulan pegawai", "superior", at(OF_PERSON), own_letters),
            Place("kehadiran tim", "superior", at(TEAM), matrix_letters),
            Place("rekap", "keeper", at(RECAP), matrix_letters),
        ),
    ),
    Fact(
        "keadaan tiap hari di berkas",
        so.letters_in_file,
        (Place("rekap Excel", "keeper", at(RECAP_FILE), file_letters),),
    ),
    Fact(
        "hadir",
        so.present,
        (*months(r"Hadir (\d+) dari"), Place("rekap", "keeper", at(RECAP), summed(0))),
    ),
    Fact(
        "menit terlambat",
        so.late_minutes,
        (*months(r"Terlambat (\d+) menit"), Place("rekap", "keeper", at(RECAP), summed(1))),
    ),
    Fact("tanpa keterangan setahun", so.absent, months(r"Tanpa keterangan (\d+) hari setahun")),
    Fact(
        "hari hadir dalam periode",
        so.at_work,
        sheets(r"Hadir atau bertugas (\d+ dari \d+) hari"),
    ),
    Fact(
        "sisa cuti",
        so.balance,
        (
            Place("cuti", "who", at("/cuti/"), balance_shown),
            Place("pengajuan baru", "who", at("/cuti/ajukan/?jenis=ANNUAL"), balance_shown),
            Place("cuti pegawai", "keeper", at("/cuti/pegawai/{pk}/"), balance_shown),
        ),
    ),
    Fact(
        "sisa cuti pada pengajuan",
        so.balance,
        (
            Place("pengajuan", "who", so.asked_leave, balance_shown),
            Place("pengajuan bagi atasan", "superior", so.asked_leave, balance_shown),
        ),
        so.asks_leave,
    ),
    Fact(
        "hal yang menunggu",
        so.waits,
        (
            Place("lencana", "who", at("/hari-ini/"), badge("waiting")),
            Place("Menunggu saya", "who", at("/menunggu/"), told(r"· (\d+) hal", "0")),
        ),
    ),
    Fact(
        "hal yang menunggu atasan",
        so.waits_for_superior,
        (
            Place("lencana", "superior", at("/tim/"), badge("waiting")),
            Place("Menunggu saya", "superior", at("/menunggu/"), told(r"· (\d+) hal", "0")),
        ),
    ),
    Fact(
        "temuan yang bertanya",
        so.asked_findings,
        (
            Place("lencana", "who", at("/hari-ini/"), badge("my_findings")),
            Place("Menunggu saya", "who", at("/menunggu/"), asked),
        ),
    ),
    Fact(
        "hari yang dihitung",
        so.counted,
        (
            Place("temuan", "who", finding_url, told(r"(\d+) hari dihitung", "0")),
            Place(
                "temuan bagi atasan",
                "superior",
                finding_url,
                told(SUMMED),
            ),
            Place(
                "temuan bagi BKPSDM",
                "personnel",
                finding_url,
                told(SUMMED),
            ),
        ),
        so.is_asked,
    ),
    Fact(
        "jenjang",
        so.rung,
        (
            *(
                Place(f"temuan, {reader}", reader, finding_url, ladder(RUNG))
                for reader in ("who", "superior", "personnel")
            ),
            Place(
                "buka perkara",
                "superior",
                lambda person: f"/perkara/buka/{person.findings[0].number}/",
                ladder(r"Jenjang yang dicapai: (.+?) \(ancaman"),
            ),
        ),
        so.is_ruled,
    ),
    Fact(
        "tenggat menjawab",
        so.due,
        (
            Place("temuan", "who", finding_url, told(r"Anda menjawab sampai (\w+, \d+ \w+)")),
            Place(
                "temuan bagi atasan",
                "superior",
                finding_url,
                told(r"pegawai menjawab sampai (\w+, \d+ \w+)"),
            ),
            Place(
                "temuan tim",
                "superior",
                at("/temuan/tim/"),
                told(r"NUMBER (?:· [^·]+){3}· pegawai menjawab sampai (\w+, \d+ \w+)"),
            ),
            Place(
                "semua temuan",
                "personnel",
                at("/temuan/semua/"),
                told(r"NUMBER (?:· [^·]+){3}· pegawai menjawab sampai (\w+, \d+ \w+)"),
            ),
            Place(
                "meja Inspektorat",
                "inspectorate",
                at("/inspektorat/temuan/"),
                told(r"NUMBER (?:(?!T-\d{4}).)*?pegawai menjawab sampai (\w+, \d+ \w+)"),
            ),
        ),
        so.is_asked,
    ),
    Fact(
        "atasan",
        so.superior,
        (
            Place("SKP", "who", plan_url, told(r"Pejabat penilai: (.+?) Cetak")),
            Place("lembar", "who", sheet_url, told(r"Pejabat penilai: (.+?) Bukti")),
            Place("saya", "who", at("/saya/"), told(r"Atasan (.+?) Kepala unit")),
            Place(
                "pegawai",
                "who",
                at("/pegawai/{pk}/"),
                told(r"Atasan hari ini (.+?) (?:Kepala|Pelaksana)"),
            ),
        ),
    ),
)


def disagreements(people: People, browse: Browse, keys: Collection[str] = KEYS) -> list[str]:
    """Every sentence about these people that is not so: person, fact, page, what is said, what is
    so."""
    library = Library(browse)
    return [
        said for person in people.now(keys) for fact in FACTS for said in _of(person, fact, library)
    ]


def _of(person: Person, fact: Fact, library: Library) -> Iterator[str]:
    if not fact.of(person):
        return
    so = fact.source(person)
    for place in fact.places:
        reader = getattr(person, place.reader)
        said = place.read(library.open(reader, place.url(person)), person)
        if said is not None and said != so:
            yield f"{person.key}: {fact.name}: {place.page} says {said!r}, so is {so!r}"
