"""The page of one upload, and the history of all that came in as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404

from noken.core.actor import Actor
from noken.core.tables import inbox
from noken.core.tenancy import current_tenant
from noken.devices import access
from noken.devices.models import Delivery, Upload
from noken.devices.queries.places import place_names
from noken.devices.queries.words import REASONS, SOURCES, sign_words
from noken.organization import queries as organization

PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class ShownLine:
    number: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class UploadPage:
    """A file between its preview and its being taken in, or what became of it."""

    upload: Upload
    place: str
    by: str
    preview: dict[str, Any]
    held: int
    reasons: Sequence[tuple[str, int]]
    shown: Sequence[ShownLine]
    first: datetime | None
    last: datetime | None
    before: Sequence["HistoryRow"]
    signs: Sequence[str]
    is_gone: bool

    @property
    def changes(self) -> bool:
        return bool(self.preview.get("new") or self.held)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One delivery: when, from where, what of it was new, who brought it."""

    at: datetime
    source: str
    place: str
    name: str
    new: int
    known: int
    bad: int
    by: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    rows: Sequence[HistoryRow]
    sheet: "Page[Delivery]"
    chosen: str


def find_upload(actor: Actor, upload_id: int) -> Upload:
    """An upload at a place the actor keeps.

    Raises:
        Http404: there is none.
    """
    rows = Upload.objects.select_related("recorder__site", "delivery")
    found = rows.filter(access.kept_by(actor), pk=upload_id).first()
    if found is None:
        raise Http404
    return found


def upload_page(actor: Actor, upload_id: int) -> UploadPage:
    upload = find_upload(actor, upload_id)
    seen = upload.preview or {}
    unread: dict[str, int] = seen.get("unread", {})
    same = Delivery.objects.filter(recorder=upload.recorder_id, sha256=upload.sha256)
    if upload.delivery_id:
        same = same.exclude(pk=upload.delivery_id)
    return UploadPage(
        upload=upload,
        place=place_names([upload.recorder_id])[upload.recorder_id],
        by=_names(actor, [upload.uploaded_by_id]).get(upload.uploaded_by_id, "sistem"),
        preview=seen,
        held=sum(unread.values()),
        reasons=[(REASONS[code], count) for code, count in sorted(unread.items())],
        shown=[ShownLine(n, text, REASONS[code]) for n, text, code in seen.get("shown", ())],
        first=_time(seen.get("first")),
        last=_time(seen.get("last")),
        before=_rows(actor, list(_with_place(same).order_by("-received_at")[:3])),
        signs=sign_words(seen),
        is_gone=bool(upload.stored_name)
        and not inbox.path_of(current_tenant(), upload.stored_name).is_file(),
    )


def history_page(actor: Actor, chosen: str, number: int) -> HistoryPage:
    """What came in as files, newest first; `mesin` shows what machines sent themselves."""
    rows = _with_place(Delivery.objects.filter(access.kept_by(actor)))
    if chosen == "mesin":
        rows = rows.filter(source=Delivery.Source.PUSH)
    else:
        chosen, rows = "berkas", rows.exclude(source=Delivery.Source.PUSH)
    sheet = Paginator(rows.order_by("-received_at"), PAGE_ROWS).get_page(number)
    return HistoryPage(_rows(actor, list(sheet)), sheet, chosen)


def latest_files(actor: Actor, count: int = 8) -> list[HistoryRow]:
    rows = _with_place(Delivery.objects.filter(access.kept_by(actor)))
    files = rows.exclude(source=Delivery.Source.PUSH).order_by("-received_at")
    return _rows(actor, list(files[:count]))


def waiting_uploads(actor: Actor) -> list[Upload]:
    """Files that were looked at and neither taken in nor put away."""
    rows = Upload.objects.filter(access.kept_by(actor)).select_related("recorder__site")
    rows = rows.filter(state__in=(Upload.State.MAPPING, Upload.State.CHECKED))
    return list(rows.order_by("-uploaded_at")[:10])


def _with_place(rows: Any) -> Any:
    """Without the body: a list needs counts only."""
    return rows.defer("raw")


def _rows(actor: Actor, found: Sequence[Delivery]) -> list[HistoryRow]:
    names = _names(actor, [row.by_id for row in found])
    places = place_names({row.recorder_id for row in found})
    return [
        HistoryRow(
            row.received_at,
            SOURCES[row.source],
            places[row.recorder_id],
            row.name,
            row.rows_new,
            row.rows_known,
            row.rows_bad,
            names.get(row.by_id, "mesin" if row.source == Delivery.Source.PUSH else "sistem"),
        )
        for row in found
    ]


def _names(actor: Actor, ids: Sequence[int | None]) -> dict[int | None, str]:
    people = organization.people([pk for pk in ids if pk], actor.on)
    return {pk: person.name for pk, person in people.items()}


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
