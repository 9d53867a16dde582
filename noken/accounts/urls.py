"""Of allauth only login, logout and re-authentication are mounted; the rest does not exist.
The own new password and the own sessions are ours."""

from django.urls import path

from noken.accounts import views

urlpatterns = [
    path("masuk/", views.login, name="account_login"),
    path("keluar/", views.logout, name="account_logout"),
    path("masuk/lagi/", views.reauthenticate, name="account_reauthenticate"),
    path("sesi/", views.sessions, name="account_sessions"),
    path("sesi/akhiri/", views.end_sessions, name="account_end_sessions"),
    path("sesi/<int:login_id>/akhiri/", views.end_session, name="account_end_session"),
    path("sandi/", views.password, name="account_password"),
]
