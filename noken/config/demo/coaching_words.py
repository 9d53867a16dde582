"""What people of the sample say in talks, by what the talk is about. No two talks share a sentence:
a text that comes again names another place."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

PLACES = (
    *("Prafi", "Masni", "Sidey", "Warmare", "Tanah Rubu", "Amban", "Sanggeng", "Wosi", "Rendani"),
    *("Maruni", "Mokwam", "Bakaro", "Pasir Putih", "Arfai", "Andai", "Udopi", "Aimasi", "Macuan"),
)


class Promise(NamedTuple):
    """Who changes what, in what kind of way, and in what it is seen."""

    side: str
    kind: str
    text: str
    seen: str


@dataclass(frozen=True, slots=True)
class Topic:
    """`measure` is what is followed; the rest are texts with a place in them."""

    measure: str
    said: Sequence[str]
    helps: Sequence[str]
    own: Sequence[Promise]
    coach: Sequence[Promise]


LATE = Topic(
    "LATE",
    (
        "Jembatan kayu di {place} tergenang setelah hujan, ojek baru lewat pukul 7.",
        "Saya mengantar anak ke sekolah di {place} lebih dulu, lalu angkot penuh.",
        "Truk dari {place} sering menutup jalan pada pagi hari.",
        "Listrik di {place} padam malam hari, jadi pagi saya mulai terlambat.",
    ),
    (
        "Saya usulkan jam fleksibel pada musim hujan untuk yang datang dari {place}.",
        "Rekan dari {place} berangkat lebih awal; saya tanyakan apakah Anda dapat ikut.",
        "Apel Senin saya pindahkan setengah jam bagi yang melewati {place}.",
    ),
    (
        Promise("EMPLOYEE", "WORD", "Memberi kabar sebelum 07.15 bila {place} macet", "presensi"),
        Promise("EMPLOYEE", "TIME", "Berangkat pukul 06.15 dari {place}", "menit terlambat"),
        Promise("EMPLOYEE", "HELP", "Mencari tumpangan tetap dari {place}", "presensi"),
    ),
    (
        Promise("COACH", "TIME", "Mengusulkan jam fleksibel untuk {place}", "jadwal kerja"),
        Promise("COACH", "HELP", "Menanyakan tumpangan rekan dari {place}", "pesan"),
        Promise("COACH", "WORD", "Memberi tahu bila apel {place} diundur", "pesan"),
    ),
)
REPORTS = Topic(
    "REPORTS",
    (
        "Sinyal di {place} hilang sampai sore, laporan baru terkirim esoknya.",
        "Saya menunggu tanda terima dari {place} sebelum berani melapor.",
        "Pulang dari {place} sudah malam dan saya lupa mengisi.",
        "Saya kira kegiatan di {place} dilaporkan ketua rombongan.",
        "Angka dari {place} berubah-ubah, jadi saya tunda sampai pasti.",
    ),
    (
        "Isi dulu seadanya dari {place}; angkanya dapat dikoreksi sesudahnya.",
        "Saya tunjukkan cara melapor satu target dalam perjalanan dari {place}.",
        "Ketua rombongan ke {place} akan mengingatkan sebelum pulang.",
        "Laporan dari {place} saya tinjau pada hari yang sama supaya Anda tahu.",
    ),
    (
        Promise("EMPLOYEE", "WORD", "Melapor sebelum meninggalkan {place}", "laporan harian"),
        Promise("EMPLOYEE", "LEARN", "Ikut kelas laporan ringkas di {place}", "sertifikat"),
        Promise("EMPLOYEE", "TASK", "Mengisi laporan {place} pada pukul 15.00", "laporan harian"),
    ),
    (
        Promise("COACH", "TIME", "Meninjau laporan {place} pada hari yang sama", "waktu tinjauan"),
        Promise("COACH", "HELP", "Mendampingi laporan pertama dari {place}", "laporan"),
        Promise("COACH", "WORD", "Mengingatkan rombongan ke {place} untuk melapor", "pesan"),
    ),
)
WORK = Topic(
    "",
    (
        "Barang untuk {place} tiba tanpa kabar, jadi kegiatannya menunggu.",
        "Data {place} masih di kertas dan memasukkannya makan waktu.",
        "Kepala kampung di {place} minta jadwal diundur sesudah panen.",
        "Dua rekan ke {place} pindah tugas dan bagian mereka saya rangkap.",
        "Format yang diminta untuk {place} berbeda dari yang kami pakai.",
        "Saya ingin belajar memetakan sarana di {place} dengan lebih rapi.",
    ),
    (
        "Saya telepon penyedia untuk {place} tiap Senin sampai barangnya datang.",
        "Dua kunjungan pertama ke {place} saya dampingi.",
        "Pekerjaan di {place} kita bagi ulang dengan bidang sebelah.",
        "Contoh isian untuk {place} saya kirim sore ini.",
        "Jadwal {place} saya bicarakan dengan kepala distrik.",
    ),
    (
        Promise("EMPLOYEE", "TASK", "Memindah dua kegiatan di {place} ke bulan depan", "RHK 2"),
        Promise("EMPLOYEE", "LEARN", "Mengikuti pelatihan pemetaan untuk {place}", "sertifikat"),
        Promise("EMPLOYEE", "TASK", "Menyelesaikan data {place} lebih dulu", "RHK 1"),
    ),
    (
        Promise("COACH", "HELP", "Mendampingi dua kunjungan pertama ke {place}", "laporan"),
        Promise("COACH", "TASK", "Membagi ulang pekerjaan di {place}", "pembagian tugas"),
        Promise("COACH", "WORD", "Menelepon penyedia untuk {place} tiap Senin", "catatan"),
    ),
)
GOOD = (
    "Foto dan catatan sarana {place} paling lengkap di bidang; dipakai tiga rekan.",
    "Warga {place} menyebut pelayanan Anda sabar.",
    "Rapat di {place} Anda siapkan tanpa diminta.",
    "Kiriman dari {place} selalu lengkap pada kali pertama.",
    "Rekan di {place} meminta contoh laporan Anda.",
    "Arsip {place} Anda rapikan sebelum pemeriksaan.",
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Gives the texts in turn, and a text again only with another place."""

    used: Counter[str] = field(default_factory=Counter)

    def topic(self, facts: Mapping[str, bool]) -> Topic:
        """By what the two see together (keys of the facts, and whether they are good): lateness
        where there is any; else reports in every other talk of those who were behind."""
        if "terlambat" in facts:
            return LATE
        self.used["talks"] += 1
        behind = not facts.get("laporan", True)
        return REPORTS if behind and self.used["talks"] % 2 else WORK

    def say(self, texts: Sequence[str]) -> str:
        text = min(texts, key=lambda each: self.used[each])
        self.used[text] += 1
        return text.format(place=PLACES[(self.used[text] + 4 * texts.index(text)) % len(PLACES)])

    def promise(self, promises: Sequence[Promise]) -> Promise:
        chosen = min(promises, key=lambda each: self.used[each.text])
        return chosen._replace(text=self.say([chosen.text]))
