"""Forms of the decision and of what follows it."""

from typing import Any

from noken.discipline import services
from noken.discipline.forms.fields import (
    ActForm,
    CallingForm,
    KeyedForm,
    day,
    line,
    pick,
    text,
)

ENDINGS = (
    ("KEPT", "Keputusan dikuatkan"),
    ("LIGHTER", "Hukuman diringankan"),
    ("REVOKED", "Keputusan dibatalkan"),
    ("SILENT", "Tidak dijawab sampai batas waktu, jadi dikabulkan"),
)


class ReasonForm(ActForm):
    alasan = text("Alasan", 4, help_text="Pegawai membaca alasan ini.")


class ReturnForm(ActForm):
    alasan = text("Apa yang perlu diubah", 3)


class DraftForm(ActForm):
    hukuman = pick("Jenis hukuman", (), radio=False)
    nomor = line("Nomor keputusan", 80)
    menimbang = text("Menimbang", 5)
    pasal = line("Pasal yang dilanggar")
    dampak = text("Dampak yang ditimbang", 3)
    memberatkan = text("Faktor yang memberatkan", 3, required=False)
    meringankan = text("Faktor yang meringankan", 3, required=False)
    tembusan = line("Tembusan", 300, required=False)

    def known(self, page: Any) -> dict[str, Any]:
        report = page.report
        if report is None:
            return {}
        return {
            "hukuman": report.sanction,
            "pasal": page.row.article,
            "dampak": report.impact_text,
            "memberatkan": report.aggravating,
            "meringankan": report.mitigating,
        }

    def offer(self, page: Any) -> None:
        self.choose_sanction(page, "Pilih")

    def decision(self) -> services.NewDecision:
        said = self.cleaned_data
        return services.NewDecision(
            sanction=said["hukuman"],
            number=said["nomor"],
            considering=said["menimbang"],
            article=said["pasal"],
            impact=said["dampak"],
            aggravating=said["memberatkan"],
            mitigating=said["meringankan"],
            copies=said["tembusan"],
        )


class ConfirmForm(ActForm):
    tempat = line("Ditetapkan di", 120)


class CallForm(CallingForm):
    hari = day("Menerima keputusan pada hari")

    def call(self) -> services.NewCall:
        said = self.cleaned_data
        return services.NewCall(
            number=said["nomor"],
            come_at=self.moment,
            place=said["tempat"],
            copies=said["tembusan"],
        )


class DeliverForm(ActForm):
    cara = pick(
        "Bagaimana disampaikan",
        (("HANDED", "Diserahkan tertutup"), ("SENT", "Dikirim ke alamat pegawai")),
    )
    hari = day("Pada hari")
    tempat = line("Di mana")
    penerima = line("Diterima oleh", 120)
    saksi = line("Disaksikan oleh", 120, required=False, help_text="Wajib bila diserahkan.")
    resi = line("Nomor resi atau bukti terima", 80, required=False, help_text="Wajib bila dikirim.")

    def known(self, page: Any) -> dict[str, Any]:
        return {"cara": "HANDED", "penerima": page.person.name}

    def delivery(self) -> services.NewDelivery:
        said = self.cleaned_data
        return services.NewDelivery(
            way=said["cara"],
            on=said["hari"],
            place=said["tempat"],
            receiver=said["penerima"],
            witness=said["saksi"],
            receipt=said["resi"],
        )


class AnswerForm(ActForm):
    hari = day("Ditanggapi pada hari")
    tanggapan = text("Pokok tanggapan pejabat", 4)


class SettleForm(ActForm):
    hasil = pick(
        "Putusannya",
        ENDINGS,
    )
    hari = day("Diputus pada hari")
    nomor = line("Nomor putusan", 80, required=False)
    pemutus = line("Diputus oleh", 120, required=False)
    hukuman = pick("Hukuman sesudah diringankan", (), radio=False, required=False)

    def offer(self, page: Any) -> None:
        self.choose_sanction(page, "Tidak berubah")
        if page.appeal is not None and page.appeal.is_late:
            self.choose("hasil", [each for each in ENDINGS if each[0] != "SILENT"])

    def settlement(self) -> services.Settlement:
        said = self.cleaned_data
        return services.Settlement(
            outcome=said["hasil"],
            number=said["nomor"],
            decided_by=said["pemutus"],
            decided_on=said["hari"],
            sanction=said["hukuman"] if said["hasil"] == "LIGHTER" else "",
        )


class RuleForm(ActForm):
    """What who rules on an objection decides; nothing heavier is offered."""

    hasil = pick("Putusan Anda", ENDINGS[:3])
    hukuman = pick("Hukuman sesudah diringankan", (), radio=False, required=False)
    nomor = line("Nomor putusan", 80)
    alasan = text(
        "Alasan putusan",
        6,
        help_text="Sedikitnya 20 huruf. Pegawai, pejabat yang memutus dan BKPSDM membacanya.",
    )

    def offer(self, page: Any) -> None:
        self.choose_sanction(page, "Tidak berubah")
        if not page.allowed:
            self.choose("hasil", [each for each in ENDINGS[:3] if each[0] != "LIGHTER"])
            del self.fields["hukuman"]

    def ruling(self) -> services.Ruling:
        said = self.cleaned_data
        lighter = said["hasil"] == "LIGHTER"
        return services.Ruling(
            outcome=said["hasil"],
            number=said["nomor"],
            reason=said["alasan"],
            sanction=said["hukuman"] if lighter else "",
        )


class AppealForm(KeyedForm):
    alasan = text("Mengapa Anda tidak sependapat", 8)

    def appeal(self) -> services.AppealDraft:
        return services.AppealDraft(key=self.cleaned_data["key"], text=self.cleaned_data["alasan"])
