"""What an account holds about its person."""

from noken.core.privacy import DataClass, Entry

_KEPT = "selama menjadi pegawai, lalu 5 tahun sebagai jejak akses"

_OPEN = "sampai sesinya berakhir, paling lama 12 jam"

ENTRIES = {
    "User.login": Entry(
        DataClass.PERSONAL,
        "Nama masuk Anda: NIP, atau nama bagi pejabat tanpa NIP.",
        "Data kepegawaian.",
        _KEPT,
        "employee",
    ),
    "User.password": Entry(
        DataClass.SENSITIVE,
        "Sidik kata sandi (Argon2id); kata sandinya sendiri tidak disimpan.",
        "Diisi pemilik akun.",
        _KEPT,
        "employee",
    ),
    "User.last_login": Entry(
        DataClass.PERSONAL, "Kapan terakhir masuk.", "Dicatat sistem.", _KEPT, "employee"
    ),
    **{
        f"Login.{column}": Entry(
            DataClass.PERSONAL, words, "Dicatat sistem saat Anda masuk.", _OPEN, "user__employee"
        )
        for column, words in (
            ("user", "Di perangkat mana akun Anda sedang terbuka."),
            ("device", "Jenis peramban dan perangkat, supaya Anda mengenalinya."),
            ("at", "Kapan Anda masuk di perangkat itu."),
        )
    },
    "User.one_time_until": Entry(
        DataClass.PERSONAL,
        "Sampai kapan kata sandi sekali pakai berlaku.",
        "Dicatat sistem saat kata sandi dibuatkan.",
        "Sampai Anda membuat kata sandi sendiri",
        "employee",
    ),
}

NOT_PERSONAL = {"User.id", "User.is_active", "Login.id", "Login.session_key"}
