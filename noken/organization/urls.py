"""Addresses of people, units, imports and the dry run."""

from django.urls import path

from noken.organization.views import (
    accounts,
    activations,
    acts,
    declared,
    imports,
    people,
    proposals,
    rehearsal,
    roles,
    units,
)

app_name = "organization"
urlpatterns = [
    path("pegawai/", people.people, name="people"),
    path("pegawai/akun/", accounts.accounts, name="accounts"),
    path("pegawai/akun/konfirmasi/", activations.activations, name="activations"),
    path("pegawai/pilihan/", acts.choose, name="choose"),
    path("pegawai/usulan-atasan/", proposals.proposals, name="proposals"),
    path("pegawai/usulan-atasan/<int:proposal_id>/setuju/", proposals.agree, name="proposal_agree"),
    path(
        "pegawai/usulan-atasan/<int:proposal_id>/tolak/", proposals.decline, name="proposal_decline"
    ),
    path("pegawai/<int:employee_id>/", people.person, name="person"),
    path("pegawai/<int:employee_id>/sandi/", accounts.issue, name="account_issue"),
    path("pegawai/<int:employee_id>/pindah/", people.move, name="move"),
    path("pegawai/<int:employee_id>/atasan/", people.superior, name="superior"),
    path("pegawai/<int:employee_id>/atasan/hapus/", people.superior_clear, name="superior_clear"),
    path(
        "pegawai/<int:employee_id>/atasan/usulan/<int:proposal_id>/tarik/",
        people.proposal_withdraw,
        name="proposal_withdraw",
    ),
    path("pegawai/<int:employee_id>/kedudukan/", people.standing, name="standing"),
    path("pegawai/<int:employee_id>/pangkat/", people.rank, name="rank"),
    path("pegawai/<int:employee_id>/peran/", people.grant, name="grant"),
    path("peran/", roles.roles, name="roles"),
    path("peran/usul/<int:proposal_id>/setuju/", roles.confirm, name="role_confirm"),
    path("peran/usul/<int:proposal_id>/tarik/", roles.withdraw, name="role_withdraw"),
    path("peran/<int:grant_id>/akhiri/", roles.end, name="role_end"),
    path("peran/<int:grant_id>/masih-perlu/", roles.review, name="role_review"),
    path("unit/<int:unit_id>/", units.unit, name="unit"),
    path("unit/<int:unit_id>/nama/", units.rename, name="unit_rename"),
    path("unit/<int:unit_id>/pindah/", units.unit_move, name="unit_move"),
    path("unit/<int:unit_id>/gabung/", units.merge, name="unit_merge"),
    path("unit/<int:unit_id>/tutup/", units.close, name="unit_close"),
    path("unit/<int:unit_id>/plt/", units.acting, name="acting"),
    path("unit/<int:unit_id>/plt/<int:posting_id>/akhiri/", units.acting_end, name="acting_end"),
    path("unit/<int:unit_id>/pegawai/", units.hire, name="hire"),
    path("unit/<int:unit_id>/jabatan/", units.position_add, name="position_add"),
    path("unit/<int:unit_id>/unit-baru/", units.unit_add, name="unit_add"),
    path("impor/", imports.imports, name="imports"),
    path("impor/contoh.xlsx", imports.example, name="import_example"),
    path("impor/<int:run_id>/", imports.one, name="import"),
    path("impor/<int:run_id>/baca-lagi/", imports.again, name="import_again"),
    path("impor/<int:run_id>/terapkan/", imports.apply, name="import_apply"),
    path("impor/<int:run_id>/batalkan/", imports.discard, name="import_discard"),
    path("impor/<int:run_id>/kolom/", imports.columns, name="import_columns"),
    path("impor/<int:run_id>/keraguan/", imports.doubts, name="import_doubts"),
    path("impor/<int:run_id>/baris/<int:row_id>/", imports.row, name="import_row"),
    path("impor/<int:run_id>/galat.xlsx", imports.errors, name="import_errors"),
    path("setelan/", declared.settings, name="settings"),
    path("setelan/<str:name>/", declared.setting, name="setting"),
    path("setelan/<str:name>/usul/", declared.setting_propose, name="setting_propose"),
    path(
        "setelan/<str:name>/<int:proposal_id>/setuju/", declared.setting_sign, name="setting_sign"
    ),
    path(
        "setelan/<str:name>/<int:proposal_id>/tarik/",
        declared.setting_withdraw,
        name="setting_withdraw",
    ),
    path("gladi/", rehearsal.rehearsal, name="rehearsal"),
]
