"""Letters on the way to a decision: order, summons, record of the hearing, release from duty."""

from dataclasses import replace

from noken.discipline.exports.sheet import Sheet, copies_of, days_of
from noken.discipline.models import Case, Examiner, Hearing, Release, Summons
from noken.discipline.queries.chain import chain_of, head_of
from noken.documents.services.papers import Line, OfficialLetter, Section, Signature
from noken.findings import queries as findings
from noken.ui.formats import day_long, time_of, zone

LAW = "Peraturan Pemerintah Nomor 94 Tahun 2021 tentang Disiplin Pegawai Negeri Sipil"


def order(sheet: Sheet) -> OfficialLetter:
    """Who examines, named by the PPK on the day of the order. BKPSDM may write it down: then the
    box stays empty for the pen of the PPK."""
    team = sheet.team()
    named = next(each for each in team if each.pk == sheet.letter.about_id)
    case = sheet.case
    head_id = head_of(chain_of(case.employee_id, sheet.day))
    signed_at = sheet.letter.at if named.named_by_id == head_id else None
    letter = sheet.letter_of(
        "Keputusan pembentukan tim pemeriksa",
        head_id or named.named_by_id,
        (
            Section(
                lines=(
                    Line(
                        "Menimbang",
                        "bahwa untuk memeriksa dugaan pelanggaran disiplin yang diancam hukuman "
                        f"tingkat {_level(case)} dibentuk tim pemeriksa;",
                    ),
                    Line("Mengingat", f"{LAW}, Pasal 29;"),
                    Line("Menetapkan", "tim pemeriksa dengan anggota seperti di bawah ini."),
                )
            ),
            Section(heading="Yang diperiksa", lines=sheet.person(case.employee_id)),
            Section(heading="Dugaan pelanggaran", text=breach_of(case)),
            Section(
                heading="Susunan tim",
                head=("No.", "Nama, NIP", "Jabatan", "Unsur"),
                columns=(1, 6, 6, 4),
                rows=tuple(
                    (str(at), _named(sheet, each), _post(sheet, each), each.get_part_display())
                    for at, each in enumerate(team, start=1)
                ),
                after="Tim menyampaikan berita acara dan laporan hasil pemeriksaan kepada pejabat "
                "yang berwenang. Keputusan ini berlaku sejak ditetapkan.",
            ),
        ),
        (sheet.signature(head_id, "Pejabat Pembina Kepegawaian,", signed_at),),
    )
    return replace(letter, on=named.order_on)


def summons(sheet: Sheet) -> OfficialLetter:
    """The first or second written summons, with the rights of whom it calls."""
    called = Summons.objects.get(pk=sheet.letter.about_id)
    case = sheet.case
    before = sheet.official(called.before_id)
    beside = ", dan boleh didampingi" if findings.terms_on(called.on).companion else ""
    again = (
        "Bila Saudara tidak hadir pada panggilan ini tanpa alasan yang sah, keputusan diambil "
        "menurut bukti yang ada."
        if called.ordinal > 1
        else "Bila Saudara tidak hadir, panggilan kedua disampaikan."
    )
    letter = sheet.letter_of(
        "Surat panggilan II" if called.ordinal > 1 else "Surat panggilan I",
        called.signer_id,
        (
            Section(text="Dengan hormat kami memanggil:", lines=sheet.person(case.employee_id)),
            Section(
                text="untuk menghadap kepada:",
                lines=(
                    Line("Nama", before.name),
                    Line("Jabatan", before.post),
                    Line("Hari, tanggal", day_long(called.hear_at)),
                    Line("Pukul", f"{time_of(called.hear_at)} {zone()}"),
                    Line("Tempat", called.place),
                ),
            ),
            Section(
                text="untuk diperiksa dan dimintai keterangan sehubungan dengan dugaan pelanggaran "
                f"disiplin: {breach_of(case)}",
            ),
            Section(
                text=f"Saudara berhak menyampaikan keterangan dan bukti{beside}. "
                "Pemeriksaan tertutup dan dicatat dalam berita acara. Bila Saudara berhalangan, "
                f"sampaikan alasannya. {again}",
                after="Demikian untuk dilaksanakan.",
            ),
        ),
        (sheet.signature(called.signer_id, "", sheet.letter.at),),
    )
    return replace(letter, on=called.on, copies=copies_of(called.copies))


def minutes(sheet: Sheet) -> OfficialLetter:
    """The record of the hearing: questions and answers; a refusal to sign is noted on it.

    Who recorded it signed by that; the boxes of the others stay empty for their pens.
    """
    heard = Hearing.objects.get(pk=sheet.letter.about_id)
    case = sheet.case
    team = sheet.team()
    examiners = [each.employee_id for each in team] or [heard.by_id]
    sheet.know(case.employee_id, *examiners)
    return sheet.letter_of(
        "Berita acara pemeriksaan",
        heard.by_id,
        (
            Section(
                text=f"Pada {day_long(heard.held_at)} pukul {time_of(heard.held_at)} {zone()} di "
                f"{heard.place} telah diperiksa:",
                lines=sheet.person(case.employee_id),
                after=f"Didampingi {heard.companion}." if heard.companion else "",
            ),
            Section(
                text="oleh:",
                head=("No.", "Nama, NIP", "Pangkat, golongan", "Jabatan"),
                columns=(1, 6, 4, 6),
                rows=tuple(
                    (str(at), _with_nip(sheet, pk), who.rank, who.post)
                    for at, pk in enumerate(examiners, start=1)
                    for who in [sheet.official(pk)]
                ),
            ),
            Section(text=f"atas dugaan pelanggaran {heard.article}: {breach_of(case)}"),
            Section(
                heading="Tanya jawab",
                head=("No.", "Pertanyaan", "Jawaban"),
                columns=(1, 8, 8),
                rows=tuple(
                    (str(each.ordinal), each.question, each.answer)
                    for each in heard.questions.order_by("ordinal")
                ),
                after=_ending(heard),
            ),
        ),
        (
            *(
                sheet.signature(pk, "Pemeriksa,", sheet.letter.at if pk == heard.by_id else None)
                for pk in examiners
            ),
            *(() if heard.refused else (_examined(sheet),)),
        ),
    )


def release(sheet: Sheet) -> OfficialLetter:
    """Freed from the duties of the post while it is examined; pay and rights stay."""
    made = Release.objects.get(pk=sheet.letter.about_id)
    acting = sheet.official(made.acting_id)
    return sheet.letter_of(
        "Keputusan pembebasan sementara dari tugas jabatan",
        made.by_id,
        (
            Section(
                lines=(
                    Line(
                        "Menimbang",
                        "bahwa untuk kelancaran pemeriksaan dugaan pelanggaran yang diancam "
                        "hukuman tingkat berat, pegawai dapat dibebaskan sementara dari tugas "
                        "jabatannya;",
                    ),
                    Line("Mengingat", f"{LAW}, Pasal 31;"),
                    Line("Menetapkan", "pembebasan sementara dari tugas jabatan:"),
                )
            ),
            Section(lines=sheet.person(sheet.case.employee_id)),
            Section(
                lines=(
                    Line("Dari tugas jabatan", made.post),
                    Line("Sejak", day_long(made.start_on)),
                    Line("Sampai", "keputusan ditetapkan"),
                    Line("Pelaksana tugas", f"{acting.name}, {acting.post}"),
                ),
                after="Selama dibebaskan sementara, pegawai tetap menerima penghasilannya sesuai "
                "ketentuan.",
            ),
        ),
        (sheet.signature(made.by_id, "", sheet.letter.at),),
    )


def breach_of(case: Case) -> str:
    """What is alleged, when, where, and against which article, in one paragraph."""
    where = f" di {case.place}" if case.place else ""
    when = days_of(case.first_on, case.last_on)
    return f"{case.breach.rstrip('.')}, {when}{where}, menurut {case.article}."


def _level(case: Case) -> str:
    return case.get_level_display().lower()


def _named(sheet: Sheet, each: Examiner) -> str:
    return _with_nip(sheet, each.employee_id)


def _with_nip(sheet: Sheet, pk: int) -> str:
    who = sheet.official(pk)
    return f"{who.name}\n{who.nip}" if who.nip else who.name


def _post(sheet: Sheet, each: Examiner) -> str:
    return sheet.official(each.employee_id).post


def _ending(heard: Hearing) -> str:
    if heard.refused:
        return (
            "Yang diperiksa tidak bersedia menandatangani berita acara ini: "
            f"{heard.refusal.rstrip('.')}. Hal itu dicatat dan tidak membatalkan berita acara."
        )
    return (
        "Berita acara ini dibacakan kepada yang diperiksa. Yang mencatatnya menandatangani secara "
        "elektronik; yang lain menandatangani dengan pena pada kotak yang kosong."
    )


def _examined(sheet: Sheet) -> Signature:
    return Signature("Yang diperiksa,", sheet.official(sheet.case.employee_id))
