"""A labelled sample of reports of one unit: copies as people make them, and honest look-alikes.

Seeded: the same on every machine. `planted` names what was copied, everything else is honest.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from noken.core import clock
from noken.organization.models import Employee
from tests.world_work import make_report, workdays_before

DOES = (
    "Memeriksa berkas usulan", "Mendampingi penyusunan laporan", "Menginput data", "Merekap hasil",
    "Menyusun konsep surat tentang", "Memverifikasi lapangan untuk", "Mengarsipkan dokumen",
    "Menyiapkan bahan rapat", "Mencocokkan catatan", "Memperbarui daftar",
)  # fmt: skip
WHAT = (
    "kenaikan pangkat guru", "bantuan operasional sekolah", "aset laboratorium",
    "peserta didik baru", "kehadiran tenaga honorer", "tunjangan daerah terpencil",
    "ruang kelas rusak", "buku pelajaran", "beasiswa anak asli Papua", "kegiatan pramuka",
    "sekolah satu atap", "ujian akhir semester",
)  # fmt: skip
WHERE = (
    "di SD Inpres 22 Wosi", "di Distrik Prafi", "bersama operator SMP Negeri 3", "di ruang arsip",
    "bersama kepala sekolah di Warmare", "melalui aplikasi Dapodik", "di Kampung Maripi",
    "di kantor distrik Masni", "bersama pengawas wilayah barat", "di aula dinas",
)  # fmt: skip
OUTCOME = (
    "Hasilnya lengkap dan sudah diteruskan ke bidang keuangan.",
    "Masih kurang tanda tangan kepala sekolah, dijadwalkan ulang.",
    "Ditemukan selisih yang perlu dibahas dengan bendahara.",
    "Data ganda sudah dihapus setelah dikonfirmasi lewat telepon.",
    "Berkas dikembalikan karena formulir lama masih dipakai.",
    "Semua peserta hadir dan daftar hadir sudah dipindai.",
    "Jaringan lambat sehingga unggahan diselesaikan sore hari.",
    "Catatan rapat sudah dibagikan kepada seluruh anggota tim.",
    "Warga meminta penjelasan tambahan tentang syarat beasiswa.",
    "Alat ukur dipinjam dulu dari dinas sebelah.",
    "Hujan deras membuat kunjungan dipersingkat.",
    "Sebagian lampiran harus difotokopi ulang di pasar.",
    "Kepala bidang menyetujui tanpa perubahan berarti.",
    "Angka terakhir dicocokkan dengan buku besar bendahara.",
    "Dua petugas baru ikut belajar cara mengisinya.",
    "Kendaraan dinas dipakai bergantian dengan bidang lain.",
    "Listrik padam satu jam, pekerjaan dilanjutkan dengan genset.",
    "Nomor rekening tiga sekolah ternyata sudah berubah.",
)
NEXT = (
    "Besok dilanjutkan dengan sekolah di pesisir utara.",
    "Tindak lanjut menunggu arahan kepala bidang.",
    "Minggu depan dijadwalkan kunjungan bersama komite.",
    "Sisa pekerjaan diserahkan kepada petugas piket.",
    "Rekap akan dipaparkan pada rapat hari Jumat.",
    "Salinan dikirim ke pengawas untuk diperiksa.",
    "Surat pengantar disiapkan sekretariat hari Senin.",
    "Warga diberi tahu lewat pengeras suara gereja.",
    "Anggaran perubahan diusulkan pada triwulan depan.",
    "Pertemuan berikut memakai aula distrik.",
    "Daftar hadir ditempel di papan pengumuman.",
    "Foto kegiatan disimpan di map bersama.",
    "Undangan diantar sendiri ke tiga sekolah.",
    "Selisihnya akan ditelusuri bersama inspektorat.",
)
SYNONYMS = {
    "lengkap": "komplet", "sudah": "telah", "berkas": "dokumen", "besok": "esok hari",
    "sekolah": "satuan pendidikan", "daftar": "catatan", "bersama": "dengan", "data": "informasi",
}  # fmt: skip
FORM = (
    "Uraian kegiatan sesuai arahan pimpinan pada apel pagi dan mengacu pada rencana kerja bidang: "
    "{}. Kendala dan tindak lanjut disampaikan kepada kepala seksi pada kesempatan pertama: {}."
)
COUNTER = (
    "Melayani {} pemohon legalisasi ijazah dan {} pemohon mutasi siswa di loket, {} berkas "
    "dikembalikan karena belum lengkap, seluruhnya dicatat di buku register layanan."
)


@dataclass(slots=True)
class Sample:
    """Report ids by label; `planted` are copies, `hidden` copies that no rule can tell."""

    planted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    honest: dict[str, list[str]] = field(default_factory=dict)


def write(people: list[Employee], today: date) -> Sample:
    """Twelve people and forty workdays: about 480 reports."""
    return _Writer(people, workdays_before(today, 40)).write()


class _Writer:
    def __init__(self, people: list[Employee], days: list[date]) -> None:
        self.random = Random(41)  # noqa: S311 (a fixed seed on purpose)
        self.people, self.days = people, days
        self.sample = Sample()
        self.written: list[tuple[Employee, date, str]] = []

    def write(self) -> Sample:
        clerk, guard, *others = self.people
        for place, day in enumerate(self.days):
            self._honest("clerk", clerk, day, self._counter())
            self._honest("guard", guard, day, "Jaga pos dan buku tamu, aman.")
            if place % 9 == 4:
                text = self._fresh()
                for person in others[:5]:
                    self._honest("together", person, day, text)
                continue
            for at, person in enumerate(others):
                self._one(person, day, place, at)
        return self.sample

    def _one(self, person: Employee, day: date, place: int, at: int) -> None:
        draw = self.random.random()
        if place < 10 or draw > 0.2:
            text = self._fresh()
            if at in {2, 3, 4, 5, 6}:
                text = FORM.format(text.rstrip("."), self.random.choice(NEXT).rstrip("."))
            self._honest("own words", person, day, text)
            return
        own = draw < 0.1
        known = [
            text for who, on, text in self.written
            if (who == person) == own and on != day and len(text) > 80
        ]  # fmt: skip
        text = self.random.choice(known)
        if draw < 0.004:
            self.sample.hidden.append(self._file(person, day, self._other_numbers(text)))
            return
        changed = text if self.random.random() < 0.5 else self._lightly(text)
        self.sample.planted.append(self._file(person, day, changed))

    def _fresh(self) -> str:
        draw = self.random.choice
        return (
            f"{draw(DOES)} {draw(WHAT)} {draw(WHERE)}, {self.random.randint(2, 40)} dokumen, mulai "
            f"pukul {self.random.randint(8, 15)}. {draw(OUTCOME)} {draw(NEXT)}"
        )

    def _counter(self) -> str:
        return COUNTER.format(*(self.random.randint(1, 30) for _ in range(3)))

    def _lightly(self, text: str) -> str:
        """A word or two exchanged, the last sentence first, or a beginning of one's own."""
        way = self.random.randrange(3)
        if way == 0:
            words = [SYNONYMS.get(word.lower(), word) for word in text.split()]
            return " ".join(words)
        first, _, rest = text.rstrip(".").partition(". ")
        if way == 1 and rest:
            return f"{rest}. {first}."
        return f"Seperti biasa. {text}"

    def _other_numbers(self, text: str) -> str:
        return "".join(str(self.random.randint(1, 9)) if c.isdigit() else c for c in text)

    def _honest(self, label: str, person: Employee, day: date, text: str) -> None:
        self.sample.honest.setdefault(label, []).append(self._file(person, day, text))

    def _file(self, person: Employee, day: date, text: str) -> str:
        at = clock.at_noon(day) + timedelta(seconds=len(self.written))
        title = "Kegiatan harian"
        report = make_report(person, on=day, at=at, title=title, note=text, quantity=None)
        self.written.append((person, day, text))
        return str(report.pk)
