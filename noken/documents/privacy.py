"""What documents holds about people: close to nothing, and by design without their names."""

from noken.core.privacy import DataClass, Entry

_WITH_THE_RECORD = "Selama catatan kerja yang dilampirinya disimpan; dihapus bersama catatan itu."
_FOR_GOOD = (
    "Selama catatannya disimpan; setelah catatan dihapus tinggal kode dan sidik, agar kiriman "
    "ulang tidak menggandakan apa pun."
)
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
}
