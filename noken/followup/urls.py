"""What follows a grade: improvement plans, awards, credit points, grade history."""

from django.urls import path

from noken.followup.views import awards, files, improving, keeping, mine

app_name = "followup"
urlpatterns = [
    path("tindak-lanjut/", mine.mine, name="mine"),
    path("tindak-lanjut/tim/", mine.team, name="team"),
    path("tindak-lanjut/kepegawaian/", mine.desk, name="desk"),
    path("tindak-lanjut/pegawai/<int:employee_id>/", mine.person, name="person"),
    path(
        "tindak-lanjut/pegawai/<int:employee_id>/angka-kredit/",
        mine.print_credit,
        name="print_credit",
    ),
    path("tindak-lanjut/pegawai/<int:employee_id>/rencana/", improving.propose, name="propose"),
    path(
        "tindak-lanjut/pegawai/<int:employee_id>/penghargaan/",
        awards.propose,
        name="propose_award",
    ),
    path("tindak-lanjut/rencana/<uuid:improvement_id>/", improving.detail, name="improvement"),
    path("tindak-lanjut/rencana/<uuid:improvement_id>/ubah/", improving.mend, name="mend"),
    path("tindak-lanjut/rencana/<uuid:improvement_id>/tanggapan/", improving.answer, name="answer"),
    path("tindak-lanjut/rencana/<uuid:improvement_id>/mulai/", improving.start, name="start"),
    path("tindak-lanjut/rencana/<uuid:improvement_id>/catatan/", improving.note, name="note"),
    path("tindak-lanjut/catatan/<uuid:note_id>/", improving.note_answer, name="note_answer"),
    path("tindak-lanjut/rencana/<uuid:improvement_id>/cek/", improving.test, name="test"),
    path(
        "tindak-lanjut/rencana/<uuid:improvement_id>/cek/tanggapan/",
        improving.test_answer,
        name="test_answer",
    ),
    path("tindak-lanjut/rencana/<uuid:improvement_id>/putusan/", improving.close, name="close"),
    path("tindak-lanjut/rencana/<uuid:improvement_id>/uji/", improving.forward, name="forward"),
    path("tindak-lanjut/rencana/<uuid:improvement_id>/hentikan/", improving.stop, name="stop"),
    path("tindak-lanjut/penghargaan/<uuid:award_id>/", awards.detail, name="award"),
    path("tindak-lanjut/penghargaan/<uuid:award_id>/putusan/", awards.decide, name="award_decide"),
    path(
        "tindak-lanjut/penghargaan/<uuid:award_id>/tarik/", awards.withdraw, name="award_withdraw"
    ),
    path("tindak-lanjut/ketentuan/", keeping.terms, name="terms"),
    path("tindak-lanjut/ketentuan/<int:proposal_id>/setujui/", keeping.sign, name="sign"),
    path("tindak-lanjut/ketentuan/<int:proposal_id>/tarik/", keeping.withdraw, name="withdraw"),
    path("tindak-lanjut/kepegawaian/angka-kredit/", keeping.credit, name="credit"),
    path("tindak-lanjut/kepegawaian/angka-kredit/unduh/", keeping.credit_file, name="credit_file"),
    path("tindak-lanjut/kepegawaian/kotak-sembilan/", keeping.boxes, name="boxes"),
    path("tindak-lanjut/kepegawaian/kotak-sembilan/unduh/", keeping.boxes_file, name="boxes_file"),
    path("tindak-lanjut/kepegawaian/berkas/", files.files, name="files"),
    path("tindak-lanjut/kepegawaian/berkas/unduh/", files.download, name="grades_download"),
    path("tindak-lanjut/kepegawaian/berkas/<uuid:file_id>/", files.one, name="grade_file"),
    path("tindak-lanjut/usulan/<int:difference_id>/", files.difference, name="difference"),
    path("tindak-lanjut/usulan/<int:difference_id>/putusan/", files.decide, name="decide"),
]
