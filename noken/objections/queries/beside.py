"""The line that evaluation shows beside a sheet: only what this reader may know of an objection."""

from collections.abc import Sequence
from datetime import date

from noken.core.actor import Actor
from noken.core.http import url_of
from noken.evaluation.queries import BesideSheet
from noken.objections import access
from noken.objections.models import Objection
from noken.objections.queries.deciders import decider_of
from noken.objections.queries.entering import role_to_enter
from noken.objections.queries.graded import Graded, find_graded
from noken.objections.queries.windows import window_on
from noken.objections.queries.words import next_day, says_of
from noken.ui.formats import day_named


def beside_sheet(actor: Actor, sheet_id: int) -> Sequence[BesideSheet]:
    """How the objection stands, or until when the person may object."""
    rows = Objection.objects.filter(sheet_id=sheet_id).order_by("-filed_at", "-pk")
    lines = [line for row in rows if (line := _stands(actor, row))]
    if lines:
        return lines
    found = find_graded(sheet_id)
    if found is None or found.received_on is None:
        return []
    if found.employee_id != actor.employee_id:
        return _enters(actor, found)
    return _invites(actor, found, found.received_on)


def _stands(actor: Actor, row: Objection) -> BesideSheet | None:
    if row.status == Objection.Status.WITHDRAWN and row.employee_id != actor.employee_id:
        return None
    if access.standing_of(actor, row, decider_of(row.pk, actor.on)) is None:
        return None
    when, _late = next_day(row, actor.on)
    text = f"Keberatan: {says_of(row).lower()}" + (f", {when}." if when else ".")
    return BesideSheet(text, row.get_absolute_url(), "Buka keberatan")


def _enters(actor: Actor, found: Graded) -> list[BesideSheet]:
    """Shown whether there is an objection or not: who records letters learns nothing by it."""
    if role_to_enter(actor, found) is None:
        return []
    url = url_of("objections:enter", found.sheet_id)
    return [BesideSheet("Ada surat keberatan dari pegawai ini?", url, "Catat suratnya")]


def _invites(actor: Actor, found: Graded, received_on: date) -> list[BesideSheet]:
    window = window_on(received_on, actor.on)
    url = url_of("objections:file", found.sheet_id)
    if window.is_late(actor.on):
        return [BesideSheet("Tidak sependapat dengan hasil ini?", url, "Ajukan keberatan")]
    until = day_named(window.last_on)
    text = f"Tidak sependapat? Keberatan dapat diajukan sampai {until}."
    return [BesideSheet(text, url, "Ajukan keberatan")]
