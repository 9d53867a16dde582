"""The line that evaluation shows beside a sheet: only what this reader may know of an objection."""

from collections.abc import Sequence

from noken.core.actor import Actor
from noken.core.http import url_of
from noken.evaluation.queries import BesideSheet
from noken.objections import access
from noken.objections.models import Objection
from noken.objections.queries.deciders import decider_of
from noken.objections.queries.graded import find_graded
from noken.objections.queries.windows import window_on
from noken.objections.queries.words import next_day, says_of
from noken.ui.formats import day_named


def beside_sheet(actor: Actor, sheet_id: int) -> Sequence[BesideSheet]:
    """How the objection stands, or until when the person may object."""
    rows = Objection.objects.filter(sheet_id=sheet_id).order_by("-filed_at", "-pk")
    lines = [line for row in rows if (line := _stands(actor, row))]
    if lines or any(row.status != Objection.Status.WITHDRAWN for row in rows):
        return lines
    return _invites(actor, sheet_id)


def _stands(actor: Actor, row: Objection) -> BesideSheet | None:
    if row.status == Objection.Status.WITHDRAWN and row.employee_id != actor.employee_id:
        return None
    if access.standing_of(actor, row, decider_of(row.pk, actor.on)) is None:
        return None
    when, _late = next_day(row, actor.on)
    text = f"Keberatan: {says_of(row).lower()}" + (f", {when}." if when else ".")
    return BesideSheet(text, row.get_absolute_url(), "Buka keberatan")


def _invites(actor: Actor, sheet_id: int) -> list[BesideSheet]:
    found = find_graded(sheet_id)
    if found is None or found.employee_id != actor.employee_id or found.received_on is None:
        return []
    window = window_on(found.received_on, actor.on)
    url = url_of("objections:file", sheet_id)
    if window.is_late(actor.on):
        return [BesideSheet("Tidak sependapat dengan hasil ini?", url, "Ajukan keberatan")]
    until = day_named(window.last_on)
    text = f"Tidak sependapat? Keberatan dapat diajukan sampai {until}."
    return [BesideSheet(text, url, "Ajukan keberatan")]
