"""Sites and the recorders in them."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import transaction

from noken.attendance.events import ClockDoubted, RecorderMade, SiteChanged, SiteMade
from noken.attendance.models import Punch, Recorder, Site
from noken.attendance.services._permits import require_unit
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused

GRADES = {
    Recorder.Kind.DEVICE: 1,
    Recorder.Kind.FILE: 1,
    Recorder.Kind.CODE: 2,
    Recorder.Kind.PLACE: 3,
    Recorder.Kind.MANUAL: 4,
}
OF_EVERY_SITE = {
    Recorder.Kind.CODE: "Kode kantor",
    Recorder.Kind.PLACE: "Tempat terdaftar",
    Recorder.Kind.MANUAL: "Dicatat dengan alasan",
}


@transaction.atomic
def make_site(unit_id: int, name: str, *, timezone: str = "", by: Actor, at: datetime) -> Site:
    """A place with machines in a unit; the one that stands already when it is asked for again.

    Raises:
        Refused: `attendance.not_yours`, `attendance.no_name`, `attendance.unknown_zone`.
    Emits: SiteMade, when it is new.
    """
    require_unit(by, unit_id)
    name, zone = _named(name), _known(timezone or settings.TIME_ZONE)
    site, new = Site.objects.get_or_create(unit_id=unit_id, name=name, defaults={"timezone": zone})
    if new:
        events.emit(SiteMade(by=by, at=at, site_id=site.pk))
    return site


@transaction.atomic
def change_site(
    site_id: int, unit_id: int, name: str, *, timezone: str, by: Actor, at: datetime
) -> Site:
    """Another name, unit or zone of a site, for who keeps both its units.

    The zone stays once the site has records: they were counted by it.

    Raises:
        Refused: `attendance.unknown_site`, `attendance.not_yours`, `attendance.no_name`,
            `attendance.unknown_zone`, `attendance.zone_kept`, `attendance.site_taken`.
    Emits: SiteChanged, when something differs.
    """
    site = Site.objects.select_for_update().filter(pk=site_id).first()
    if site is None:
        raise Refused("Tempat ini tidak ditemukan.", code="attendance.unknown_site", status=404)
    require_unit(by, site.unit_id)
    require_unit(by, unit_id)
    name, zone, before = _named(name), _known(timezone), site.unit_id
    if (before, site.name, site.timezone) == (unit_id, name, zone):
        return site
    if zone != site.timezone and Punch.objects.filter(recorder__site=site).exists():
        raise Refused(
            "Zona waktu kantor ini tidak dapat diubah lagi karena rekamannya sudah dihitung "
            "dengan zona itu. Buat kantor baru bila zonanya keliru.",
            code="attendance.zone_kept",
        )
    if Site.objects.filter(unit_id=unit_id, name=name).exclude(pk=site_id).exists():
        raise Refused(
            "Unit itu sudah punya kantor dengan nama ini. Beri nama lain.",
            code="attendance.site_taken",
        )
    site.unit_id, site.name, site.timezone = unit_id, name, zone
    site.save(update_fields=["unit", "name", "timezone"])
    events.emit(SiteChanged(by=by, at=at, site_id=site.pk, unit_before=before))
    return site


@transaction.atomic
def make_recorder(
    site_id: int, kind: str, name: str = "", *, grade: int | None = None, by: Actor, at: datetime
) -> Recorder:
    """What writes punches at a site; the one that stands already when it is asked for again.

    Of a code, a place and entries by hand every site has one, and whoever needs it makes it:
    areas above decide who may write into it. Machines and files are made by who keeps the site.

    Raises:
        Refused: `attendance.unknown_site`, `attendance.not_yours`, `attendance.no_name`.
    Emits: RecorderMade, when it is new.
    """
    site = Site.objects.filter(pk=site_id).first()
    if site is None:
        raise Refused("Tempat ini tidak ditemukan.", code="attendance.unknown_site", status=404)
    of_every_site = OF_EVERY_SITE.get(Recorder.Kind(kind))
    if of_every_site is None:
        require_unit(by, site.unit_id)
    name = of_every_site or name.strip()
    if not name:
        raise Refused("Beri sumber ini nama, misalnya Pintu utama.", code="attendance.no_name")
    recorder, new = Recorder.objects.get_or_create(
        site=site,
        kind=kind,
        name=name,
        defaults={"grade": grade or GRADES[Recorder.Kind(kind)]},
    )
    if new:
        events.emit(RecorderMade(by=by, at=at, recorder_id=recorder.pk))
    return recorder


@transaction.atomic
def set_clock_doubtful(recorder_id: int, *, is_doubtful: bool, by: Actor, at: datetime) -> None:
    """From now on punches of this recorder are doubtful, or no more. What is stored stays."""
    Recorder.objects.filter(pk=recorder_id).update(clock_doubtful=is_doubtful)
    events.emit(ClockDoubted(by=by, at=at, recorder_id=recorder_id, is_doubtful=is_doubtful))


def _named(name: str) -> str:
    if not name.strip():
        raise Refused("Beri tempat ini nama, misalnya Kantor Induk.", code="attendance.no_name")
    return name.strip()


def _known(zone: str) -> str:
    try:
        return ZoneInfo(zone).key
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        raise Refused(
            "Zona waktu tidak dikenal. Pilih Asia/Jakarta, Asia/Makassar, atau Asia/Jayapura.",
            code="attendance.unknown_zone",
        ) from unknown
