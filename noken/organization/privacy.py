"""What the shared vocabulary holds about people."""

from noken.core.privacy import DataClass, Entry

_SERVICE = "Selama masa kerja dan 5 tahun sesudahnya (jadwal retensi arsip kepegawaian)"
_FILE = "Berkas kepegawaian instansi."
_DECREE = "Surat keputusan pengangkatan atau penunjukan."


def _entry(purpose: str, source: str, path: str, data_class: DataClass) -> Entry:
    return Entry(data_class, purpose, source, _SERVICE, path)


_NAME = "Menyebut Anda pada laporan, rencana, dan daftar."
_RANK = "Menunjukkan riwayat pangkat atau golongan Anda."
_STANDING = "Menentukan kewajiban yang berlaku, misalnya saat tugas belajar atau cuti."
_POSTING = "Menentukan jabatan, unit, dan atasan Anda dari waktu ke waktu."
_OVERRIDE = "Atasan yang ditetapkan khusus untuk Anda, beserta alasannya."
_PROPOSED = "Usulan atasan dari OPD lain untuk Anda, dan jawaban OPD itu."
_LINE = "Menunjukkan siapa atasan Anda pada setiap tanggal dan mengapa."
_STAGED = "Isi baris Anda di berkas kepegawaian, untuk diperiksa sebelum diterapkan."
_STAGED_UNTIL = (
    "Sampai berkas diterapkan atau dibatalkan, paling lama 30 hari; lalu dikosongkan. Nama dan "
    "akhir NIP di baris yang ditolak atau menunggu: 30 hari lagi"
)
_IMPORTED = "Menunjukkan siapa mengunggah dan menerapkan berkas kepegawaian, dan kapan."
_GRANT = "Peran tambahan yang Anda jalankan di noken."
_HANDS = "Siapa yang mengusulkan, mengonfirmasi, meninjau, atau mengakhiri peran."
_PROPOSED = "Usulan peran untuk Anda, sampai orang kedua mengonfirmasinya."
_CONFIRMED = "Siapa membuatkan kata sandi Anda, dan siapa memastikan Anda sendiri yang memakainya."
_DECIDED = "Ditetapkan admin kepegawaian."
_RECORDED = "Dicatat sistem."
_SIGNED = "Diisi yang menyetujui."
_DERIVED = "Dihitung dari struktur, jabatan, dan penunjukan."
_UPLOADED = "Dicatat saat berkas diunggah."
_HEADS = "Usulan unit dan kepala unit dari berkas, untuk dipastikan."
_MISSING = "Pegawai di noken yang tidak disebut di berkas, untuk diperiksa."

_INTERNAL, _PERSONAL = DataClass.INTERNAL, DataClass.PERSONAL

ENTRIES = {
    "Employee.account": _entry("Akun untuk masuk.", "Dibuat saat impor.", "", _INTERNAL),
    "Employee.nip": _entry("Nomor induk, sekaligus nama masuk.", _FILE, "", _PERSONAL),
    "Employee.name": _entry(_NAME, _FILE, "", _INTERNAL),
    "Employee.front_title": _entry("Gelar pada surat resmi.", _FILE, "", _PERSONAL),
    "Employee.back_title": _entry("Gelar pada surat resmi.", _FILE, "", _PERSONAL),
    "Employee.kind": _entry("Menentukan aturan kepegawaian Anda.", _FILE, "", _PERSONAL),
    "Employee.search": _entry("Mencari Anda menurut nama atau NIP.", _FILE, "", _PERSONAL),
    "RankPeriod.employee": _entry(_RANK, _FILE, "employee", _PERSONAL),
    "RankPeriod.code": _entry(_RANK, _FILE, "employee", _PERSONAL),
    "RankPeriod.start_on": _entry(_RANK, _FILE, "employee", _PERSONAL),
    "RankPeriod.end_on": _entry(_RANK, _FILE, "employee", _PERSONAL),
    "StandingPeriod.employee": _entry(_STANDING, _FILE, "employee", _PERSONAL),
    "StandingPeriod.standing": _entry(_STANDING, _FILE, "employee", _PERSONAL),
    "StandingPeriod.start_on": _entry(_STANDING, _FILE, "employee", _PERSONAL),
    "StandingPeriod.end_on": _entry(_STANDING, _FILE, "employee", _PERSONAL),
    "Posting.employee": _entry(_POSTING, _DECREE, "employee", _INTERNAL),
    "Posting.position": _entry(_POSTING, _DECREE, "employee", _INTERNAL),
    "Posting.unit": _entry(_POSTING, _DECREE, "employee", _INTERNAL),
    "Posting.kind": _entry(_POSTING, _DECREE, "employee", _INTERNAL),
    "Posting.start_on": _entry(_POSTING, _DECREE, "employee", _PERSONAL),
    "Posting.end_on": _entry(_POSTING, _DECREE, "employee", _PERSONAL),
    "SuperiorOverride.employee": _entry(_OVERRIDE, _DECIDED, "employee", _PERSONAL),
    "SuperiorOverride.superior": _entry(_OVERRIDE, _DECIDED, "employee", _PERSONAL),
    "SuperiorOverride.reason": _entry(_OVERRIDE, _DECIDED, "employee", _PERSONAL),
    "SuperiorOverride.start_on": _entry(_OVERRIDE, _DECIDED, "employee", _PERSONAL),
    "SuperiorOverride.end_on": _entry(_OVERRIDE, _DECIDED, "employee", _PERSONAL),
    "SuperiorProposal.employee": _entry(_PROPOSED, _DECIDED, "employee", _PERSONAL),
    "SuperiorProposal.superior": _entry(_PROPOSED, _DECIDED, "employee", _PERSONAL),
    "SuperiorProposal.reason": _entry(_PROPOSED, _DECIDED, "employee", _PERSONAL),
    "SuperiorProposal.start_on": _entry(_PROPOSED, _DECIDED, "employee", _PERSONAL),
    "SuperiorProposal.end_on": _entry(_PROPOSED, _DECIDED, "employee", _PERSONAL),
    "SuperiorProposal.outcome": _entry(_PROPOSED, _DECIDED, "employee", _PERSONAL),
    "SuperiorProposal.note": _entry(_PROPOSED, _DECIDED, "employee", _PERSONAL),
    "SuperiorProposal.proposed_by": _entry(_PROPOSED, _DECIDED, "employee", _INTERNAL),
    "SuperiorProposal.settled_by": _entry(_PROPOSED, _DECIDED, "employee", _INTERNAL),
    "ReportingLine.employee": _entry(_LINE, _DERIVED, "employee", _PERSONAL),
    "ReportingLine.superior": _entry(_LINE, _DERIVED, "employee", _PERSONAL),
    "ReportingLine.basis": _entry(_LINE, _DERIVED, "employee", _PERSONAL),
    "ReportingLine.start_on": _entry(_LINE, _DERIVED, "employee", _PERSONAL),
    "ReportingLine.end_on": _entry(_LINE, _DERIVED, "employee", _PERSONAL),
    "RoleGrant.employee": _entry(_GRANT, _DECIDED, "employee", _PERSONAL),
    "RoleGrant.role": _entry(_GRANT, _DECIDED, "employee", _PERSONAL),
    "RoleGrant.unit": _entry(_GRANT, _DECIDED, "employee", _PERSONAL),
    "RoleGrant.reason": _entry(_GRANT, _DECIDED, "employee", _PERSONAL),
    "RoleGrant.start_on": _entry(_GRANT, _DECIDED, "employee", _PERSONAL),
    "RoleGrant.end_on": _entry(_GRANT, _DECIDED, "employee", _PERSONAL),
    "RoleGrant.letter": _entry(_GRANT, _DECIDED, "employee", _PERSONAL),
    "RoleGrant.proposed_by": _entry(_HANDS, _DECIDED, "proposed_by", _INTERNAL),
    "RoleGrant.confirmed_by": _entry(_HANDS, _DECIDED, "confirmed_by", _INTERNAL),
    "RoleGrant.ended_by": _entry(_HANDS, _DECIDED, "ended_by", _INTERNAL),
    "RoleGrant.ended_at": _entry(_GRANT, _DECIDED, "employee", _PERSONAL),
    "RoleGrant.reviewed_by": _entry(_HANDS, _DECIDED, "reviewed_by", _INTERNAL),
    "RoleGrant.reviewed_on": _entry(_GRANT, _DECIDED, "employee", _PERSONAL),
    "RoleGrant.review": _entry(_GRANT, "Diisi yang meninjau.", "employee", _PERSONAL),
    "RoleProposal.employee": _entry(_PROPOSED, _DECIDED, "employee", _PERSONAL),
    "RoleProposal.role": _entry(_PROPOSED, _DECIDED, "employee", _PERSONAL),
    "RoleProposal.source": _entry(_PROPOSED, _DECIDED, "employee", _PERSONAL),
    "RoleProposal.reason": _entry(_PROPOSED, _DECIDED, "employee", _PERSONAL),
    "RoleProposal.start_on": _entry(_PROPOSED, _DECIDED, "employee", _PERSONAL),
    "RoleProposal.end_on": _entry(_PROPOSED, _DECIDED, "employee", _PERSONAL),
    "RoleProposal.proposed_by": _entry(_HANDS, _DECIDED, "proposed_by", _INTERNAL),
    "Activation.employee": _entry(_CONFIRMED, _RECORDED, "employee", _PERSONAL),
    "Activation.made_by": _entry(_CONFIRMED, _RECORDED, "made_by", _INTERNAL),
    "Activation.made_at": _entry(_CONFIRMED, _RECORDED, "employee", _PERSONAL),
    "Activation.confirmed_by": _entry(_CONFIRMED, _RECORDED, "confirmed_by", _INTERNAL),
    "Activation.confirmed_at": _entry(_CONFIRMED, _RECORDED, "employee", _PERSONAL),
    "Activation.way": _entry(_CONFIRMED, _RECORDED, "employee", _PERSONAL),
    "RoleSignature.signer": _entry(_HANDS, _SIGNED, "signer", _INTERNAL),
    "RoleSignature.reason": _entry(_HANDS, _SIGNED, "signer", _INTERNAL),
    "ImportRow.employee": Entry(_PERSONAL, _STAGED, _FILE, _STAGED_UNTIL, "employee"),
    "ImportRow.data": Entry(_PERSONAL, _STAGED, _FILE, _STAGED_UNTIL, "employee"),
    "ImportRow.changes": Entry(_PERSONAL, _STAGED, _FILE, _STAGED_UNTIL, "employee"),
    "ImportRow.cause": Entry(_PERSONAL, _STAGED, _FILE, _STAGED_UNTIL, "employee"),
    "ImportRow.cure": Entry(_PERSONAL, _STAGED, _FILE, _STAGED_UNTIL, "employee"),
    "ImportRun.uploaded_by": _entry(_IMPORTED, _UPLOADED, "uploaded_by", _INTERNAL),
    "ImportRun.role": _entry(_IMPORTED, _UPLOADED, "uploaded_by", _INTERNAL),
    "ImportRun.uploaded_at": _entry(_IMPORTED, _UPLOADED, "uploaded_by", _INTERNAL),
    "ImportRun.basis": _entry(_IMPORTED, _UPLOADED, "uploaded_by", _INTERNAL),
    "ImportRun.structure": Entry(_INTERNAL, _HEADS, _FILE, _STAGED_UNTIL, ""),
    "ImportRun.missing": Entry(_INTERNAL, _MISSING, _DERIVED, _STAGED_UNTIL, ""),
    "DeclaredProposal.proposed_by_id": _entry(
        "Siapa yang mengusulkan setelan.", _DECIDED, "proposed_by_id", _INTERNAL
    ),
    "DeclaredSignature.signer_id": _entry(
        "Siapa yang menyetujui setelan.", _SIGNED, "signer_id", _INTERNAL
    ),
    "DeclaredSignature.reason": _entry(
        "Alasan menyetujui setelan.", _SIGNED, "signer_id", _INTERNAL
    ),
}

_OF_ROWS = ("id", "run", "number", "sheet", "verdict", "code", "decision")
_OF_RUNS = (
    *("id", "key", "file_name", "sha256", "size_bytes", "stored_name", "layout", "status"),
    *("columns", "dropped", "forbidden", "counts", "decisions", "failure"),
    *("status_at", "read_at", "applied_at"),
)

NOT_PERSONAL = {
    *(
        f"{model}.id"
        for model in (
            "Unit",
            "UnitVersion",
            "Position",
            "Employee",
            "RankPeriod",
            "StandingPeriod",
            "Posting",
            "SuperiorOverride",
            "SuperiorProposal",
            "ReportingLine",
            "RoleGrant",
            "RoleProposal",
            "RoleSignature",
            "Activation",
        )
    ),
    "RoleGrant.at_console",
    *(f"RoleProposal.{column}" for column in ("proposed_at", "withdrawn_at", "done_at")),
    *(f"RoleSignature.{column}" for column in ("proposal", "role", "at")),
    *(
        f"Unit.{column}"
        for column in ("name", "kind", "parent", "code", "start_on", "end_on", "successor", "path")
    ),
    *(f"UnitVersion.{column}" for column in ("unit", "name", "parent", "start_on", "end_on")),
    *(f"Position.{column}" for column in ("unit", "title", "kind", "family", "echelon", "is_head")),
    "Posting.is_head",
    "ReportingLine.via",
    *(f"SuperiorProposal.{column}" for column in ("unit", "proposed_at", "settled_at")),
    *(
        f"DeclaredProposal.{column}"
        for column in (
            *("id", "name", "values", "source", "start_on", "proposed_at", "withdrawn_at"),
        )
    ),
    *(f"DeclaredSignature.{column}" for column in ("id", "proposal", "role", "at")),
    *(f"ImportRow.{column}" for column in _OF_ROWS),
    *(f"ImportRun.{column}" for column in _OF_RUNS),
}
