from django.urls import path

from noken.documents import views

app_name = "documents"
urlpatterns = [
    path("periksa/", views.check, name="check"),
    path("periksa/kunci/", views.keys, name="keys"),
    path("periksa/dokumen/", views.check_paper, name="check_paper"),
    path("periksa/dokumen/<str:code>/", views.check_paper_code, name="check_paper_code"),
    path("cetak/", views.jobs, name="jobs"),
    path("cetak/<uuid:key>/", views.job, name="job"),
    path("cetak/<uuid:key>/berkas/", views.job_file, name="job_file"),
]
