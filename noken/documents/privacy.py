"""What documents holds about people: close to nothing, and by design without their names."""

from noken.core.privacy import DataClass, Entry

_WITH_THE_RECORD = "Selama catatan kerja yang dilampirinya disimpan; dihapus bersama catatan itu."
_FOR_GOOD = (
    "Selama catatannya disimpan; setelah catatan dihapus tinggal kode dan sidik, agar kiriman "
    "ulang tidak menggandakan apa pun."
)
_PAPERS = (
    "Selama arsip dokumen resmi wajib disimpan; nomor dan sidiknya tetap ada agar cetakan yang "
    "beredar dapat diperiksa."
)
_JOBS = "Selama pekerjaan cetak tercatat; berkas arsipnya dihapus setelah 7 hari."
_BY_THE_PERSON = "Dikirim oleh pegawai yang bersangkutan."

ENTRIES = {
    "Receipt.key": Entry(
        DataClass.INTERNAL,
        "Mengenali kiriman yang sama agar tidak tersimpan dua kali.",
        "Dibuat oleh perangkat pengirim.",
        _FOR_GOOD,
        "",
    ),
    "Receipt.content_sha256": Entry(
        DataClass.INTERNAL,
        "Membuktikan bahwa isi kiriman tidak berubah.",
        "Dihitung dari isi kiriman.",
        _FOR_GOOD,
        "",
    ),
    "Receipt.received_at": Entry(
        DataClass.INTERNAL,
        "Membuktikan kapan kiriman diterima.",
        "Jam server saat menerima.",
        _FOR_GOOD,
        "",
    ),
    "StoredFile.display_name": Entry(
        DataClass.PERSONAL,
        "Menampilkan nama lampiran seperti diberi oleh pengirimnya.",
        _BY_THE_PERSON,
        _WITH_THE_RECORD,
        "",
    ),
    "StoredFile.stored_name": Entry(
        DataClass.PERSONAL,
        "Menunjuk berkas lampiran; isinya dapat memuat gambar atau tulisan tentang orang.",
        _BY_THE_PERSON,
        _WITH_THE_RECORD,
        "",
    ),
    "StoredFile.look": Entry(
        DataClass.PERSONAL,
        "Mengenali foto yang sama bila dipakai lagi sebagai bukti; bukan pengenalan wajah.",
        "Dihitung dari terang dan gelap foto saat diterima.",
        _WITH_THE_RECORD,
        "",
    ),
    "Paper.stored_name": Entry(
        DataClass.PERSONAL,
        "Menyimpan dokumen resmi seperti saat terbit; isinya memuat nama dan penilaian.",
        "Disusun noken dari SKP, evaluasi, atau putusan yang bersangkutan.",
        _PAPERS,
        "",
    ),
    "Paper.content_sha256": Entry(
        DataClass.INTERNAL,
        "Mengenali isi yang sama agar satu dokumen tidak terbit dua kali dengan nomor berbeda.",
        "Dihitung dari isi dokumen.",
        _PAPERS,
        "",
    ),
    "Paper.signed_at": Entry(
        DataClass.INTERNAL,
        "Membuktikan kapan dokumen terbit dan disegel.",
        "Jam server saat menyegel.",
        _PAPERS,
        "",
    ),
    "PrintJob.by_id": Entry(
        DataClass.INTERNAL,
        "Memberikan hasil cetak hanya kepada yang memintanya.",
        "Dicatat saat Anda meminta cetak.",
        _JOBS,
        "by_id",
    ),
    "PrintJob.asked_at": Entry(
        DataClass.INTERNAL,
        "Mengurutkan cetakan Anda dan menghapus berkasnya tepat waktu.",
        "Dicatat saat Anda meminta cetak.",
        _JOBS,
        "by_id",
    ),
    "PrintItem.name": Entry(
        DataClass.PERSONAL,
        "Menamai berkas di dalam arsip cetakan dan menyebut yang belum tercetak.",
        "Nama pegawai dari data kepegawaian.",
        "7 hari setelah cetakan diminta, lalu dihapus.",
        "",
    ),
    "PrintItem.ref": Entry(
        DataClass.INTERNAL,
        "Menunjuk catatan yang dicetak.",
        "Dibuat sistem saat cetak diminta.",
        "7 hari setelah cetakan diminta, lalu dihapus.",
        "",
    ),
    "StoredFile.created_at": Entry(
        DataClass.INTERNAL,
        "Mencatat kapan lampiran diterima.",
        "Jam server saat menerima.",
        _WITH_THE_RECORD,
        "",
    ),
}

NOT_PERSONAL = {
    "SigningKey.key_id",
    "SigningKey.public_key",
    "SigningKey.first_used_at",
    "SigningKey.retired_at",
    "Receipt.number",
    "Receipt.form",
    "Receipt.kind",
    "Receipt.key_id",
    "Receipt.signature",
    "StoredFile.id",
    "StoredFile.kind",
    "StoredFile.sha256_sent",
    "StoredFile.sha256_stored",
    "StoredFile.bytes",
    "StoredFile.width",
    "StoredFile.height",
    *(
        f"Paper.{name}"
        for name in (
            "id",
            "kind",
            "number",
            "code",
            "sha256",
            "bytes",
            "pages",
            "signer",
            "certificate_sha256",
        )
    ),
    *(f"PaperSerial.{name}" for name in ("id", "kind", "year", "last")),
    *(
        f"PrintJob.{name}"
        for name in (
            "id",
            "key",
            "kind",
            "title",
            "total",
            "done",
            "failed",
            "status",
            "done_at",
            "stored_name",
            "bytes",
        )
    ),
    *(f"PrintItem.{name}" for name in ("id", "job", "order", "number", "paper", "failure")),
}
