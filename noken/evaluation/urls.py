"""Periods, evaluation sheets, ratings of people and units."""

from django.urls import path

from noken.evaluation.views import own, periods, printing, sheets, units

app_name = "evaluation"
urlpatterns = [
    path("evaluasi/", sheets.team, name="team"),
    path("evaluasi/saya/", own.mine, name="mine"),
    path("evaluasi/cetak/", printing.print_many, name="print_many"),
    path("evaluasi/<int:sheet_id>/cetak/", printing.print_sheet, name="print"),
    path("evaluasi/<int:sheet_id>/", sheets.sheet, name="sheet"),
    path("evaluasi/<int:sheet_id>/bukti/", sheets.evidence, name="evidence"),
    path("evaluasi/<int:sheet_id>/nilai/", sheets.rate, name="rate"),
    path("evaluasi/<int:sheet_id>/urungkan/", sheets.undo, name="undo"),
    path("evaluasi/<int:sheet_id>/ubah/", sheets.change, name="change"),
    path("evaluasi/<int:sheet_id>/sematkan/", sheets.pin, name="pin"),
    path("evaluasi/<int:sheet_id>/sematan/<int:pin_id>/", sheets.unpin, name="unpin"),
    path("evaluasi/<int:sheet_id>/bagian/", sheets.close_part, name="close_part"),
    path("evaluasi/<int:sheet_id>/diri/", own.assess, name="assess"),
    path("evaluasi/<int:sheet_id>/diri/kertas/", own.enter, name="enter"),
    path("evaluasi/<int:sheet_id>/buka/", own.receive, name="receive"),
    path("evaluasi/<int:sheet_id>/serahkan/", own.hand_over, name="hand_over"),
    path("evaluasi/<int:sheet_id>/kecualikan/", own.excuse, name="excuse"),
    path("evaluasi/<int:sheet_id>/sertakan/", own.include, name="include"),
    path("evaluasi/posisi/", periods.where, name="position"),
    path("evaluasi/posisi/prakiraan/", periods.today, name="today"),
    path("evaluasi/pindah/", own.leaving, name="leaving"),
    path("evaluasi/pindah/<int:employee_id>/", own.note_part, name="note_part"),
    path("evaluasi/periode/", periods.overview, name="periods"),
    path("evaluasi/periode/tenggat/", periods.days, name="period_days"),
    path("evaluasi/periode/buka/", periods.open_period, name="period_open"),
    path("evaluasi/periode/ingatkan/", periods.remind, name="period_remind"),
    path("evaluasi/periode/<int:period_id>/", periods.period, name="period"),
    path("evaluasi/periode/<int:period_id>/perpanjang/", periods.extend, name="period_extend"),
    path("evaluasi/periode/<int:period_id>/lengkapi/", periods.complete, name="period_complete"),
    path("evaluasi/periode/<int:period_id>/tutup/", periods.close, name="period_close"),
    path("evaluasi/capaian/", units.unit_ratings, name="unit_ratings"),
    path("evaluasi/capaian/<int:period_id>/<int:unit_id>/", units.unit_rating, name="unit_rating"),
    path("evaluasi/sebaran/", units.spread, name="spread"),
    path("evaluasi/sebaran/alasan/", units.explain, name="explain_spread"),
    path("evaluasi/cermin/<int:period_id>/", units.mirror, name="mirror"),
    path("evaluasi/kalibrasi/", units.calibration, name="calibration"),
    path("evaluasi/kalibrasi/jadwal/", units.announce, name="announce_calibration"),
    path("evaluasi/kalibrasi/batal/", units.cancel, name="cancel_calibration"),
]
