"""Matrix, templates, files and terms of plans in the access matrix: records, arguments, forms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from noken.core.uuid7 import uuid7
from noken.planning.models import (
    FilePlan,
    LateTerm,
    MatrixCell,
    Plan,
    PlanFile,
    PlannedResult,
    PlanTemplate,
)
from noken.planning.queries.agreements import content_in
from noken.planning.rules import Content, fingerprint, to_json
from noken.planning.rules.filing import FileLine, lines_to_json
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_planning import make_plan, result_content

LINE = 2


@dataclass(frozen=True)
class Cascade:
    """Naomi, who acts for the superior, asks Maria by her matrix and by a file.

    `own` is what Maria brought herself; `template` is for Naomi's team, `draft_field` a cell of
    her matrix that nobody has filled. A second cell and a part of the file were not sent yet.
    """

    plan: Plan
    cell: MatrixCell
    own: FilePlan
    asked: FilePlan
    template: PlanTemplate
    term: LateTerm
    draft_field: str


def make_cascade(cast: Cast, secret: str) -> Cascade:
    asker = cast.acting_superior
    plan = make_plan(asker, year=TODAY.year, results=["Kurikulum terkelola"], indicators=2)
    result = PlannedResult.objects.get(revision__plan=plan)
    first, second = result.indicators.order_by("order")
    told = {"plan": plan, "member": cast.owner, "text": secret, "saved_at": NOON}
    cell = MatrixCell.objects.create(
        **told, indicator_key=first.key, key=uuid7(NOON), status="SENT", sent_at=NOON
    )
    MatrixCell.objects.create(**told, indicator_key=second.key, key=uuid7(NOON))
    asked = _file_plan(cast, asker.pk, secret)
    FilePlan.objects.create(file=asked.file, owner=cast.peer, lines=asked.lines)
    return Cascade(
        plan=plan,
        cell=cell,
        own=_file_plan(cast, cast.owner.pk, secret),
        asked=asked,
        template=PlanTemplate.objects.create(
            title="Pengembang kurikulum",
            circle=PlanTemplate.Circle.TEAM,
            keeper=asker,
            content=to_json(Content((result_content("Perangkat ajar tersedia"),))),
            changed_by=asker,
            changed_at=NOON,
        ),
        term=LateTerm.objects.create(
            days=45, source="SE 1", start_on=TODAY, proposed_by=cast.personnel, proposed_at=NOON
        ),
        draft_field=f"{second.key.hex}-{cast.peer.pk}",
    )


def _file_plan(cast: Cast, by_id: int, secret: str) -> FilePlan:
    """A file with one new result for Maria, sent to her where somebody else brought it."""
    file = PlanFile.objects.create(
        id=uuid7(NOON),
        by_id=by_id,
        year=TODAY.year,
        name="skp.xlsx",
        sha256="0" * 64,
        brought_at=NOON,
    )
    is_own = by_id == cast.owner.pk
    return FilePlan.objects.create(
        file=file,
        owner=cast.owner,
        lines=lines_to_json([FileLine(LINE, secret, secret, "sekolah")]),
        status=FilePlan.Status.CHECKED if is_own else FilePlan.Status.SENT,
        sent_at=None if is_own else NOON,
    )


def _cell(records: Any) -> list[Any]:
    return [records.cascade.cell.pk]


def _asked(records: Any) -> list[Any]:
    return [records.cascade.asked.pk]


def _file(records: Any) -> list[Any]:
    return [records.cascade.own.file_id]


def _matrix(records: Any) -> list[Any]:
    return [records.cascade.plan.pk]


def _template(records: Any) -> list[Any]:
    return [records.cascade.template.pk]


def _term(records: Any) -> list[Any]:
    return [records.cascade.term.pk]


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "planning:change_template": _template,
    "planning:decline_file_plan": _asked,
    "planning:discuss_cell": _cell,
    "planning:drop_file": _file,
    "planning:file": _file,
    "planning:file_plan": _asked,
    "planning:fill": _matrix,
    "planning:retire_template": _template,
    "planning:send_cells": _matrix,
    "planning:send_file": lambda r: [r.cascade.asked.file_id],
    "planning:sign_terms": _term,
    "planning:start_template": _template,
    "planning:take_cell": _cell,
    "planning:take_file_plan": _asked,
    "planning:template": _template,
    "planning:withdraw_terms": _term,
}


def _nothing(_: Any) -> dict[str, Any]:
    return {}


def _template_form(_: Any) -> dict[str, Any]:
    result, indicator = UUID(int=701).hex, UUID(int=702).hex
    return {
        "aksi": "simpan",
        "pendekatan": "QUANTITATIVE",
        "title": "Guru kelas",
        "post": "",
        "circle": "TEAM",
        "unit": "",
        "bagian": [result, f"{result}.{indicator}"],
        f"h-{result}-text": "Rapor literasi meningkat",
        f"h-{result}-kind": "MAIN",
        f"h-{result}-supports": "",
        f"i-{indicator}-text": "Siswa",
        f"i-{indicator}-aspect": "QUANTITY",
        f"i-{indicator}-unit": "siswa",
        **{f"i-{indicator}-q{number}": "5" for number in range(1, 5)},
    }


def _seen(records: Any) -> str:
    """The plan of Maria as the page of the file shows it."""
    return fingerprint(content_in(records.agreed.plan.revisions.get()))


def _sheet(_: Any) -> dict[str, Any]:
    text = b"RHK;Indikator;Satuan;Target\nData valid;Sekolah;sekolah;4\n"
    return {
        "key": str(uuid7(NOON)),
        "year": TODAY.year,
        "file": SimpleUploadedFile("skp.csv", text, content_type="text/csv"),
    }


DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "planning:bring": _sheet,
    "planning:change_template": _template_form,
    "planning:decline_file_plan": lambda _: {"note": "Targetnya terlalu tinggi"},
    "planning:discuss_cell": lambda _: {"note": "Butuh kendaraan"},
    "planning:drop_file": _nothing,
    "planning:fill": lambda r: {
        f"s-{r.cascade.draft_field}": "Peta data",
        f"w-{r.cascade.draft_field}": "",
        "orang": "",
        "indikator": "",
    },
    "planning:make_template": _template_form,
    "planning:retire_template": lambda _: {"henti": "1"},
    "planning:send_cells": _nothing,
    "planning:send_file": _nothing,
    "planning:sign_terms": lambda _: {"alasan": "Sesuai edaran"},
    "planning:start_template": lambda _: {"year": TODAY.year + 1},
    "planning:take_cell": lambda r: {"seen": r.cascade.cell.text},
    "planning:take_file_plan": lambda r: {"baris": [str(LINE)], "seen": _seen(r)},
    "planning:terms": lambda _: {
        "days": "40",
        "start_on": (TODAY + timedelta(9)).isoformat(),
        "source": "SE 2",
    },
    "planning:withdraw_terms": _nothing,
}
