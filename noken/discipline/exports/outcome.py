"""Letters at the end: the report of the examination, the decision, the receipt of it."""

from dataclasses import replace

from noken.discipline.exports.procedure import LAW, breach_of
from noken.discipline.exports.sheet import Sheet, copies_of
from noken.discipline.models import Case, Decision, DecisionCall, Delivery, Report
from noken.discipline.queries.terms import terms_on
from noken.discipline.queries.words import sanction_name
from noken.discipline.rules import sanctions
from noken.documents.services.papers import Line, Official, OfficialLetter, Section, Signature
from noken.ui.formats import day_long, time_of, zone

ORDINALS = ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA")


def report(sheet: Sheet) -> OfficialLetter:
    """Laporan hasil pemeriksaan with the table of the circulating template."""
    made = Report.objects.get(pk=sheet.letter.about_id)
    case = sheet.case
    official = sheet.official(made.official_id)
    who = "tim pemeriksa" if made.examined_by == Report.Examined.TEAM else "atasan langsung"
    letter = sheet.letter_of(
        "Laporan hasil pemeriksaan",
        made.by_id,
        (
            Section(
                text=f"Bersama ini dilaporkan hasil pemeriksaan oleh {who} terhadap:",
                lines=sheet.person(case.employee_id),
                after=_heard(case),
            ),
            Section(
                head=(
                    *("Bentuk pelanggaran", "Waktu", "Tempat", "Faktor memberatkan"),
                    *("Faktor meringankan", "Dampak perbuatan"),
                ),
                columns=(5, 4, 4, 4, 4, 5),
                rows=(
                    (
                        *(made.breach, made.when, made.place, made.aggravating),
                        *(made.mitigating, f"{made.get_impact_display()}. {made.impact_text}"),
                    ),
                ),
            ),
            Section(heading="Kesimpulan", text=_conclusion(made)),
        ),
        (sheet.signature(made.by_id, "", sheet.letter.at),),
    )
    to = tuple(part for part in (official.name, official.post) if part)
    return replace(letter, to=to, copies=copies_of(made.copies))


def decision(sheet: Sheet) -> OfficialLetter:
    """The decision: one act, one sanction, with what was weighed and the way to appeal."""
    made = Decision.objects.get(pk=sheet.letter.about_id)
    weighed = [("Dampak", made.impact), ("Memberatkan", made.aggravating)]
    weighed.append(("Meringankan", made.mitigating))
    letter = sheet.letter_of(
        "Keputusan hukuman disiplin",
        made.official_id,
        (
            Section(
                lines=(
                    Line("Menimbang", made.considering),
                    Line("Mengingat", f"{LAW}; Peraturan BKN Nomor 6 Tahun 2022;"),
                )
            ),
            Section(
                heading="Yang dipertimbangkan",
                lines=tuple(Line(label, text) for label, text in weighed if text),
            ),
            Section(
                heading="MEMUTUSKAN",
                text="Menjatuhkan hukuman disiplin kepada:",
                lines=sheet.person(sheet.case.employee_id),
            ),
            Section(
                lines=tuple(
                    Line(ordinal, text)
                    for ordinal, text in zip(ORDINALS, _clauses(sheet, made), strict=False)
                ),
                after=made.joined,
            ),
        ),
        (sheet.signature(made.official_id, "", made.decided_at or sheet.letter.at),),
    )
    return replace(letter, place=made.place, copies=copies_of(made.copies))


def call(sheet: Sheet) -> OfficialLetter:
    """The call to come and receive the decision: when and where, nothing of what was decided."""
    made = DecisionCall.objects.get(pk=sheet.letter.about_id)
    letter = sheet.letter_of(
        "Surat panggilan menerima keputusan",
        made.by_id,
        (
            Section(
                text="Dengan hormat kami memanggil:", lines=sheet.person(sheet.case.employee_id)
            ),
            Section(
                text="untuk menerima keputusan atas pemeriksaan disiplin, yang disampaikan secara "
                "tertutup:",
                lines=(
                    Line("Hari, tanggal", day_long(made.come_at)),
                    Line("Pukul", f"{time_of(made.come_at)} {zone()}"),
                    Line("Tempat", made.place),
                ),
                after="Bila Saudara tidak hadir, keputusan dikirim ke alamat Saudara.",
            ),
        ),
        (sheet.signature(made.by_id, "", sheet.letter.at),),
    )
    return replace(letter, copies=copies_of(made.copies))


def receipt(sheet: Sheet) -> OfficialLetter:
    """That the decision reached the person, when, where and by whose hand."""
    done = Delivery.objects.get(pk=sheet.letter.about_id)
    made = sheet.case.decisions.get(decided_at__isnull=False)
    by = sheet.official(done.by_id)
    return sheet.letter_of(
        "Tanda terima keputusan",
        done.by_id,
        (
            Section(
                text=f"Keputusan hukuman disiplin nomor {made.number} atas nama:",
                lines=sheet.person(sheet.case.employee_id),
            ),
            Section(
                text="telah disampaikan secara tertutup:",
                lines=(
                    Line("Cara", done.get_way_display()),
                    Line("Hari, tanggal", day_long(done.on)),
                    Line("Tempat", done.place),
                    Line("Diterima oleh", done.receiver),
                    (
                        Line("Disaksikan oleh", done.witness)
                        if done.way == Delivery.Way.HANDED
                        else Line("Bukti kirim", done.receipt)
                    ),
                    Line("Disampaikan oleh", f"{by.name}, {by.post}"),
                    Line("Dicatat", day_long(sheet.letter.at)),
                    Line("Upaya administratif", f"paling lambat {day_long(done.appeal_by)}"),
                ),
            ),
        ),
        (
            sheet.signature(done.by_id, "Yang menyampaikan,", sheet.letter.at),
            Signature("Yang menerima,", _receiver(sheet, done)),
        ),
    )


def _receiver(sheet: Sheet, done: Delivery) -> Official:
    who = sheet.official(sheet.case.employee_id)
    return who if done.receiver == who.name else Official(done.receiver)


def _heard(case: Case) -> str:
    if not hasattr(case, "hearing"):
        return (
            "Pegawai tidak hadir setelah dua panggilan; laporan ini disusun dari bukti yang ada, "
            "tanpa berita acara pemeriksaan."
        )
    return f"Berita acara pemeriksaan {day_long(case.hearing.held_at)} terlampir."


def _conclusion(made: Report) -> str:
    if not made.is_proven:
        return "Pelanggaran tidak terbukti. Disarankan agar perkara dihentikan."
    return (
        f"Pelanggaran terbukti. Disarankan hukuman disiplin berupa "
        f"{_lower(sanction_name(made.sanction))}, yang menjadi wewenang pejabat penerima laporan."
    )


def _clauses(sheet: Sheet, made: Decision) -> list[str]:
    terms = terms_on(sheet.day)
    kind = sanctions.appeal_kind(made.sanction, made.authority)
    file_days, _answer, _decide = terms.appeal_days(kind)
    way = "banding administratif kepada BPASN" if kind == "APPEAL" else "keberatan tertulis"
    return [
        f"{sanction_name(made.sanction)}, karena melanggar {made.article}: {breach_of(sheet.case)}",
        f"Keputusan ini berlaku pada hari kerja ke-{terms.in_force_workday} sejak diterima, "
        "kecuali diajukan upaya administratif.",
        f"Terhadap keputusan ini dapat diajukan {way}, paling lambat {file_days} hari kerja sejak "
        "diterima.",
        "Keputusan ini disampaikan secara tertutup kepada yang bersangkutan.",
    ]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
