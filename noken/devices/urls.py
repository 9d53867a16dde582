"""Attendance machines: their health, their files, who stands behind a PIN."""

from django.urls import path

from noken.devices.views import files, health, pins, quarantine, registry

app_name = "devices"
urlpatterns = [
    path("mesin/", health.health, name="health"),
    path("mesin/muat/", files.upload, name="upload"),
    path("mesin/muat/<int:upload_id>/", files.one, name="upload_page"),
    path("mesin/muat/<int:upload_id>/kolom/", files.columns, name="columns"),
    path("mesin/muat/<int:upload_id>/terapkan/", files.take, name="take"),
    path("mesin/muat/<int:upload_id>/batal/", files.drop, name="drop"),
    path("mesin/riwayat/", health.history, name="history"),
    path("mesin/pin/", pins.pins, name="pins"),
    path("mesin/pin/akhiri/<int:assignment_id>/", pins.end, name="pin_end"),
    path("mesin/pin/<int:site_id>/<str:pin_key>/", pins.pair, name="pair"),
    path("mesin/pin/<int:site_id>/<str:pin_key>/abaikan/", pins.ignore, name="pin_ignore"),
    path("mesin/pin/<int:site_id>/<str:pin_key>/tanyakan/", pins.notice, name="pin_notice"),
    path("mesin/karantina/", quarantine.quarantine, name="quarantine"),
    path("mesin/karantina/unduh/", quarantine.download, name="held_csv"),
    path("mesin/karantina/<int:recorder_id>/geser/", quarantine.shift, name="shift"),
    path("mesin/karantina/<int:recorder_id>/hitung/", quarantine.take, name="held_take"),
    path("mesin/karantina/<int:recorder_id>/buang/", quarantine.drop, name="held_drop"),
    path("mesin/karantina/<int:recorder_id>/<str:reason>/", quarantine.lines, name="held_lines"),
    path("mesin/daftar/", registry.register, name="register"),
    path("mesin/<int:device_id>/", registry.device, name="device"),
    path("mesin/<int:device_id>/setujui/", registry.approve, name="approve"),
    path("mesin/<int:device_id>/atur/", registry.adjust, name="adjust"),
    path("mesin/<int:device_id>/pagar/", registry.fence, name="fence"),
    path("mesin/<int:device_id>/semua/", registry.everything, name="everything"),
    path("mesin/<int:device_id>/diperiksa/", registry.seen, name="seen"),
    path("mesin/<int:device_id>/pensiun/", registry.retire, name="retire"),
    path("mesin/<int:device_id>/perintah/", registry.ask, name="ask"),
    path("mesin/perintah/<int:command_id>/setujui/", registry.confirm, name="confirm"),
    path("mesin/perintah/<int:command_id>/batal/", registry.withdraw, name="withdraw"),
]
