"""Forms of the acts before a decision: what reached the person, who examines, what was said."""

from typing import Any

from django.http import QueryDict

from noken.discipline import services
from noken.discipline.forms.fields import (
    IMPACTS,
    ActForm,
    CallingForm,
    KeyedForm,
    day,
    hour,
    line,
    moment_of,
    person,
    pick,
    text,
)

QUESTIONS, ADDED, MOST_QUESTIONS = 12, 6, 120
MORE = "tambah-pertanyaan"
OPENING_QUESTIONS = (
    "Apakah Saudara hari ini sehat dan bersedia diperiksa?",
    "Apakah Saudara mengerti mengapa Saudara diperiksa?",
)


class HandForm(ActForm):
    hari = day("Diserahkan pada hari")
    saksi = line("Disaksikan oleh", 120)

    def handing(self) -> services.Handing:
        said = self.cleaned_data
        return services.Handing(on=said["hari"], witness=said["saksi"])


class HandSummonsForm(HandForm):
    jam = hour(
        "Pukul",
        required=False,
        help_text="Tanpa jam, penyerahan pada hari pemeriksaan dihitung terlambat.",
    )
    field_order = ("hari", "jam", "saksi")

    def handing(self) -> services.Handing:
        said = self.cleaned_data
        moment = moment_of(said["hari"], said["jam"]) if said["jam"] else None
        return services.Handing(on=said["hari"], witness=said["saksi"], moment=moment)


class ExcuseForm(KeyedForm):
    alasan = text("Mengapa Anda tidak dapat hadir", 4)

    def excuse(self) -> services.ExcuseDraft:
        said = self.cleaned_data
        return services.ExcuseDraft(key=said["key"], text=said["alasan"])


class DeclineForm(ActForm):
    jawaban = text("Mengapa alasannya tidak diterima", 3, help_text="Pegawai membaca jawaban ini.")


class SummonsForm(CallingForm):
    def summons(self) -> services.NewSummons:
        said = self.cleaned_data
        return services.NewSummons(
            number=said["nomor"],
            hear_at=self.moment,
            place=said["tempat"],
            copies=said["tembusan"],
        )


class TeamForm(ActForm):
    nomor = line("Nomor keputusan PPK", 80)
    hari = day("Tanggal keputusan")
    atasan = person("Unsur atasan")
    pengawasan = person("Unsur pengawasan")
    kepegawaian = person("Unsur kepegawaian")

    def offer(self, page: Any) -> None:
        self.choose("atasan", page.choices.superiors)
        self.choose("pengawasan", page.choices.supervisors)
        self.choose("kepegawaian", page.choices.personnel)

    def team(self) -> services.NewTeam:
        said = self.cleaned_data
        members = {
            "SUPERIOR": said["atasan"],
            "SUPERVISION": said["pengawasan"],
            "PERSONNEL": said["kepegawaian"],
        }
        return services.NewTeam(members=members, number=said["nomor"], on=said["hari"])


class ReleaseForm(ActForm):
    nomor = line("Nomor keputusan", 80)
    hari = day("Mulai")
    pengganti = person("Pelaksana harian")

    def offer(self, page: Any) -> None:
        self.choose("pengganti", page.choices.acting)

    def release(self) -> services.NewRelease:
        said = self.cleaned_data
        return services.NewRelease(
            number=said["nomor"], start_on=said["hari"], acting_id=said["pengganti"]
        )


class HearForm(ActForm):
    hari = day("Diperiksa pada hari")
    jam = hour("Pukul")
    tempat = line("Tempat")
    pasal = line("Pasal yang diduga dilanggar")
    pendamping = line("Pendamping pegawai", 120, required=False)
    tolak = line(
        "Bila pegawai tidak bersedia menandatangani: alasannya",
        300,
        required=False,
        help_text="Dicatat pada berita acara; berita acaranya tetap sah.",
    )

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        """Sent for more questions, it comes back with what was typed, not to be kept yet."""
        self.sent: dict[str, Any] = data.dict() if data else {}
        self.wants_more = self.sent.get("aksi") == MORE
        super().__init__(page, None if self.wants_more else data)

    def known(self, page: Any) -> dict[str, Any]:
        if self.wants_more:
            return self.sent
        asked = {f"tanya_{n}": text for n, text in enumerate(OPENING_QUESTIONS, start=1)}
        place = page.summonses[-1].place if page.summonses else ""
        return {"pasal": page.row.article, "tempat": place, **asked}

    def offer(self, page: Any) -> None:
        if not page.companion:
            del self.fields["pendamping"]
        self.count = self._asked()
        for number in range(1, self.count + 1):
            self.fields[f"tanya_{number}"] = text(f"Pertanyaan {number}", 2, required=False)
            self.fields[f"jawab_{number}"] = text(f"Jawaban {number}", 3, required=False)

    def _asked(self) -> int:
        """How many questions the form has: as many as were sent, and more where asked for."""
        names = [name.removeprefix("tanya_") for name in self.sent if name.startswith("tanya_")]
        sent = max((int(n) for n in names if n.isdecimal() and len(n) < 4), default=0)
        return min(max(sent, QUESTIONS) + (ADDED if self.wants_more else 0), MOST_QUESTIONS)

    @property
    def may_grow(self) -> bool:
        return self.count < MOST_QUESTIONS

    @property
    def next(self) -> str:
        """Where the next question will stand, once it is added."""
        return str(self.auto_id) % f"tanya_{self.count + 1}"

    @property
    def plain(self) -> list[Any]:
        return [field for field in self if not field.name.startswith(("tanya_", "jawab_"))]

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[f"tanya_{n}"], self[f"jawab_{n}"]) for n in range(1, self.count + 1)]

    def minutes(self) -> services.Minutes:
        said = self.cleaned_data
        return services.Minutes(
            held_at=moment_of(said["hari"], said["jam"]),
            place=said["tempat"],
            article=said["pasal"],
            questions=[(said[f"tanya_{n}"], said[f"jawab_{n}"]) for n in range(1, self.count + 1)],
            companion=said.get("pendamping", ""),
            refusal=said["tolak"],
        )


class ReportForm(ActForm):
    nomor = line("Nomor laporan", 80)
    bentuk = text("Bentuk pelanggaran", 4)
    waktu = line("Waktu")
    tempat = line("Tempat")
    memberatkan = text("Faktor yang memberatkan", 3, required=False)
    meringankan = text("Faktor yang meringankan", 3, required=False)
    dampak = pick("Dampak perbuatan", IMPACTS)
    uraian = text("Uraian dampak", 3)
    hukuman = pick("Rekomendasi", (), radio=False)
    tembusan = line("Tembusan", 300, required=False)

    def known(self, page: Any) -> dict[str, Any]:
        return {"bentuk": page.row.breach, "tempat": page.row.place}

    def offer(self, page: Any) -> None:
        self.choose_sanction(page, "Pilih", ("TIDAK", "Pelanggaran tidak terbukti"))

    def report(self) -> services.NewReport:
        said = self.cleaned_data
        return services.NewReport(
            number=said["nomor"],
            breach=said["bentuk"],
            when=said["waktu"],
            place=said["tempat"],
            aggravating=said["memberatkan"],
            mitigating=said["meringankan"],
            impact=said["dampak"],
            impact_text=said["uraian"],
            sanction="" if said["hukuman"] == "TIDAK" else said["hukuman"],
            copies=said["tembusan"],
        )


class ReplyForm(KeyedForm):
    keterangan = text("Keterangan Anda", 8)
    pendamping = line("Siapa yang Anda minta mendampingi", 120, required=False)

    def offer(self, page: Any) -> None:
        if not page.companion:
            del self.fields["pendamping"]

    def reply(self) -> services.ReplyDraft:
        said = self.cleaned_data
        return services.ReplyDraft(
            key=said["key"], text=said["keterangan"], companion=said.get("pendamping", "")
        )
