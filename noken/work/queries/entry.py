"""The page on which any work of any day is reported, with what was typed before a refusal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import QueryDict

from noken.core import clock
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.work.queries.day import TargetView, today


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in the fields, as typed."""

    key: str
    target: str
    title: str
    quantity: str
    places: Sequence[str]
    note: str
    day: str
    reason: str
    back: str
    had_files: bool = False


@dataclass(frozen=True, slots=True)
class EntryPage:
    """The form. `ask_reason` where a refusal asked for one, or one was typed already."""

    entry: Entry
    key: UUID
    on: date
    day: date
    targets: Sequence[TargetView]
    catch_up: Sequence[date]
    refusal: Refused | None
    ask_reason: bool


def entry_from(data: QueryDict, *, had_files: bool = False) -> Entry:
    """The fields of the form, or the address that opens it for one target or day."""
    other = data.get("tempat_lain", "")
    return Entry(
        key=data.get("key", ""),
        target=data.get("indikator", ""),
        title=data.get("judul", ""),
        quantity=data.get("jumlah", ""),
        places=[*data.getlist("tempat"), *([other] if other else [])],
        note=data.get("catatan", ""),
        day=data.get("tanggal", ""),
        reason=data.get("alasan", ""),
        back=data.get("kembali", ""),
        had_files=had_files,
    )


def entry_page(actor: Actor, entry: Entry, at: datetime, refusal: Refused | None) -> EntryPage:
    on = clock.day_of(at)
    work = today(actor, on)
    return EntryPage(
        entry=entry,
        key=_key(entry.key, at, refusal),
        on=on,
        day=_day(entry.day, on),
        targets=work.targets,
        catch_up=work.catch_up,
        refusal=refusal,
        ask_reason=bool(entry.reason) or getattr(refusal, "code", "") == "report.no_reason",
    )


def _key(sent: str, at: datetime, refusal: Refused | None) -> UUID:
    """The id of the form's next submission: the same one, unless it was spent on other content."""
    spent = refusal is not None and refusal.code.startswith("receipt.")
    try:
        return uuid7(at) if spent else UUID(sent)
    except ValueError:
        return uuid7(at)


def _day(sent: str, on: date) -> date:
    try:
        return date.fromisoformat(sent)
    except ValueError:
        return on
