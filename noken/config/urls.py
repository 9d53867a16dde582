"""Every address of the programme. Paths are Indonesian, names English."""

from django.urls import include, path

urlpatterns = [
    path("", include("noken.home.urls")),
    path("", include("noken.accounts.urls")),
    path("", include("noken.organization.urls")),
    path("", include("noken.calendars.urls")),
    path("", include("noken.findings.urls")),
    path("", include("noken.leave.urls")),
    path("", include("noken.attendance.urls")),
    path("", include("noken.devices.urls")),
    path("", include("noken.checkin.urls")),
    path("", include("noken.planning.urls")),
    path("", include("noken.work.urls")),
    path("", include("noken.evaluation.urls")),
    path("", include("noken.objections.urls")),
    path("", include("noken.followup.urls")),
    path("", include("noken.coaching.urls")),
    path("", include("noken.discipline.urls")),
    path("", include("noken.oversight.urls")),
    path("", include("noken.documents.urls")),
]
