from django.urls import path

from noken.documents import views

app_name = "documents"
urlpatterns = [
    path("periksa/", views.check, name="check"),
    path("periksa/kunci/", views.keys, name="keys"),
]
