"""Of allauth only login, logout and re-authentication are mounted; the rest does not exist.
The own new password is ours."""

from django.urls import path

from noken.accounts import views

urlpatterns = [
    path("masuk/", views.login, name="account_login"),
    path("keluar/", views.logout, name="account_logout"),
    path("masuk/lagi/", views.reauthenticate, name="account_reauthenticate"),
    path("sandi/", views.password, name="account_password"),
]
