"""The first rows of an uploaded table beside what its columns seem to mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.tables import inbox
from noken.core.tables.unreadable import UnreadableFile
from noken.core.tenancy import current_tenant
from noken.devices.gateways.table_file import Mapped, TableFile
from noken.devices.models import SourceMapping, Upload
from noken.devices.queries.places import place_names
from noken.devices.queries.uploads import find_upload
from noken.devices.rules.columns import MEANING_WORDS, Meaning, why_not_usable


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column: its title, its first cells, and what it seems to mean."""

    name: str
    title: str
    cells: Sequence[str]
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    """`problem` says what is missing before the table can be read; `is_set` that it was, before."""

    upload: Upload
    place: str
    mapped: Mapped
    columns: Sequence[ColumnChoice]
    row_numbers: Sequence[int]
    sheets: Sequence[str]
    meanings: Sequence[tuple[Meaning, str]]
    problem: str
    is_set: bool


def columns_page(
    actor: Actor, upload_id: int, sheet: str = "", title_row: int | None = None
) -> ColumnsPage:
    """The screen of an upload that waits for its columns.

    Raises:
        Http404: not the actor's.
        Refused: `file.not_open`, `file.unreadable`.
    """
    upload = find_upload(actor, upload_id)
    with _opened(upload) as table:
        mapped = Mapped.of(upload.reading)
        if title_row is not None:
            mapped = table.retitled(sheet or mapped.sheet, title_row)
        rows = table.first_rows(mapped)
        sheets = [each.name for each in table.sheets if each.name]
    columns = [
        ColumnChoice(f"kolom-{place}", title, [cells[place] for _, cells in rows], meaning)
        for place, (title, meaning) in enumerate(zip(mapped.titles, mapped.meanings, strict=True))
    ]
    return ColumnsPage(
        upload=upload,
        place=place_names([upload.recorder_id])[upload.recorder_id],
        mapped=mapped,
        columns=columns,
        row_numbers=[number for number, _ in rows],
        sheets=sheets,
        meanings=list(MEANING_WORDS.items()),
        problem=why_not_usable(mapped.meanings),
        is_set=SourceMapping.objects.filter(recorder=upload.recorder_id).exists(),
    )


def retitled(actor: Actor, upload_id: int, sheet: str, title_row: int) -> Mapped:
    """The columns of a sheet below the row of titles that was chosen.

    Raises:
        Http404: not the actor's.
        Refused: `file.not_open`, `file.unreadable`.
    """
    with _opened(find_upload(actor, upload_id)) as table:
        return table.retitled(sheet, title_row)


def _opened(upload: Upload) -> TableFile:
    if upload.kind != Upload.Kind.TABLE or not upload.stored_name:
        raise Refused(
            "Kolom berkas ini tidak dapat diubah lagi. Unggah lagi bila masih perlu.",
            code="file.not_open",
        )
    try:
        return TableFile(inbox.stored(current_tenant(), upload.stored_name))
    except UnreadableFile as unreadable:
        raise Refused(unreadable.message, code="file.unreadable") from unreadable
