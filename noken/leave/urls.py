"""Addresses of leave and duty."""

from django.urls import path

from noken.leave.views import asking, deciding, keeping, letters

app_name = "leave"
urlpatterns = [
    path("cuti/", asking.mine, name="mine"),
    path("cuti/ajukan/", asking.ask, name="ask"),
    path("cuti/tim/", deciding.team, name="team"),
    path("cuti/rekan/", deciding.colleagues, name="colleagues"),
    path("cuti/ketentuan/", keeping.rules, name="rules"),
    path("cuti/ketentuan/angka/", keeping.sign, name="sign"),
    path("cuti/ketentuan/pejabat/", keeping.granting, name="granting"),
    path("cuti/pegawai/", keeping.people, name="people"),
    path("cuti/pegawai/<int:employee_id>/", keeping.record, name="record"),
    path("cuti/pegawai/<int:employee_id>/catat/", asking.enter, name="enter"),
    path("cuti/berkas/<uuid:file_id>/", asking.attachment, name="attachment"),
    path("cuti/<uuid:request_id>/", deciding.detail, name="request"),
    path("cuti/<uuid:request_id>/perbaiki/", asking.mend, name="mend"),
    path("cuti/<uuid:request_id>/lampiran/", asking.attach, name="attach"),
    path("cuti/<uuid:request_id>/tarik/", asking.withdraw, name="withdraw"),
    path("cuti/<uuid:request_id>/pertimbangan/", deciding.advise, name="advise"),
    path("cuti/<uuid:request_id>/putusan/", deciding.decide, name="decide"),
    path("cuti/<uuid:request_id>/akhiri/", asking.end, name="end"),
    path("cuti/<uuid:request_id>/batalkan/", asking.cancel, name="cancel"),
    path("surat-tugas/", letters.letters, name="letters"),
    path("surat-tugas/terbitkan/", letters.issue, name="issue"),
    path("surat-tugas/berkas/<uuid:file_id>/", letters.file, name="letter_file"),
    path("surat-tugas/<uuid:letter_id>/", letters.letter, name="letter"),
    path("surat-tugas/<uuid:letter_id>/akhiri/", letters.end, name="letter_end"),
    path("surat-tugas/<uuid:letter_id>/batalkan/", letters.cancel, name="letter_cancel"),
]
