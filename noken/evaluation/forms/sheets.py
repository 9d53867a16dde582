"""What is typed on a sheet: the own view, a rating, a fact, a note on a part, a reason."""

import re
from datetime import datetime
from typing import Any

from django import forms

from noken.core.errors import Refused
from noken.evaluation.queries import pair_from
from noken.evaluation.services import (
    FactDraft,
    NoteDraft,
    PaperFacts,
    PartDraft,
    RatingDraft,
    SelfDraft,
)

LINE = "hasil-"
_LINE = re.compile(rf"{LINE}[0-9a-f-]{{36}}")
MOST_LINES = 40


def unreadable() -> Refused:
    return Refused(
        "Isian ini tidak terbaca. Muat ulang halaman, lalu coba lagi.",
        code="evaluation.unreadable",
    )


class RatingForm(forms.Form):
    """`rating` is a cell of the matrix; `dibuka` when the page was opened, as the server wrote."""

    rating = forms.CharField(required=False)
    alasan = forms.CharField(required=False)
    rekomendasi = forms.CharField(required=False)
    dibuka = forms.CharField(required=False)
    aksi = forms.ChoiceField(choices=[("draf", ""), ("terbitkan", "")])

    @property
    def publishes(self) -> bool:
        return bool(self.cleaned_data["aksi"] == "terbitkan")

    def draft(self) -> RatingDraft:
        values = self.cleaned_data
        result, behaviour = pair_from(values["rating"])
        return RatingDraft(
            result=result,
            behaviour=behaviour,
            reason=values["alasan"],
            recommendation=values["rekomendasi"],
            opened_at=_instant(values["dibuka"]),
        )


class ChangeForm(forms.Form):
    rating = forms.CharField(required=False)
    alasan = forms.CharField(required=False)


class SelfForm(forms.Form):
    """The own view; sentences on results come as `hasil-<key>`."""

    key = forms.UUIDField()
    rating = forms.CharField(required=False)
    uraian = forms.CharField(required=False)
    aksi = forms.ChoiceField(choices=[("draf", ""), ("kirim", "")])

    @property
    def sends(self) -> bool:
        return bool(self.cleaned_data["aksi"] == "kirim")

    def draft(self) -> SelfDraft:
        result, behaviour = pair_from(self.cleaned_data["rating"])
        asked = [name for name in self.data if _LINE.fullmatch(name)][:MOST_LINES]
        lines = {name.removeprefix(LINE): self.data[name] for name in asked}
        return SelfDraft(
            result=result,
            behaviour=behaviour,
            text=self.cleaned_data["uraian"],
            results={key: text for key, text in sorted(lines.items()) if text.strip()},
        )


class FactForm(forms.Form):
    sumber = forms.CharField()
    id = forms.CharField(max_length=40)
    tanggal = forms.DateField(required=False)
    isi = forms.CharField(required=False)

    def draft(self) -> FactDraft:
        """Raises Refused: `evaluation.fact_day`, `evaluation.unreadable`."""
        if "tanggal" in self.errors:
            raise Refused("Isi tanggal, misalnya 14/08/2026.", code="evaluation.fact_day")
        if not self.is_valid():
            raise unreadable()
        values = self.cleaned_data
        return FactDraft(
            source=values["sumber"],
            source_id=values["id"],
            day=values["tanggal"],
            text=values["isi"],
        )


class PartForm(forms.Form):
    bagian = forms.IntegerField()
    rating = forms.CharField(required=False)
    catatan = forms.CharField(required=False)

    def draft(self) -> PartDraft:
        """Raises Refused: `evaluation.unreadable`."""
        if not self.is_valid():
            raise unreadable()
        result, behaviour = pair_from(self.cleaned_data["rating"])
        return PartDraft(
            part_id=self.cleaned_data["bagian"],
            result=result,
            behaviour=behaviour,
            note=self.cleaned_data["catatan"],
        )


class NoteForm(forms.Form):
    sampai = forms.DateField()
    rating = forms.CharField(required=False)
    catatan = forms.CharField(required=False)

    def draft(self, employee_id: int) -> NoteDraft:
        """Raises Refused: `evaluation.unreadable`."""
        values = valid(self)
        result, behaviour = pair_from(values["rating"])
        return NoteDraft(
            employee_id=employee_id,
            end_on=values["sampai"],
            result=result,
            behaviour=behaviour,
            note=values["catatan"],
        )


class PaperForm(forms.Form):
    tanggal = forms.DateField()
    saksi = forms.CharField(required=False)


class EntryForm(forms.Form):
    """An own view that came on paper."""

    key = forms.UUIDField()
    hasil = forms.CharField(required=False)
    perilaku = forms.CharField(required=False)
    uraian = forms.CharField(required=False)
    tanggal = forms.DateField(required=False)
    penerima = forms.CharField(required=False)

    def paper(self) -> PaperFacts:
        """Raises Refused: `evaluation.paper_day`, `evaluation.unreadable`."""
        if "tanggal" in self.errors or not self.cleaned_data.get("tanggal"):
            raise Refused("Isi tanggal diterima, misalnya 24/11/2026.", code="evaluation.paper_day")
        values = valid(self)
        return PaperFacts(day=values["tanggal"], receiver=values["penerima"])

    def draft(self) -> SelfDraft:
        values = self.cleaned_data
        return SelfDraft(
            result=values["hasil"], behaviour=values["perilaku"], text=values["uraian"]
        )


class ReasonForm(forms.Form):
    alasan = forms.CharField(required=False)


def valid(form: forms.Form) -> dict[str, Any]:
    """The cleaned values.

    Raises:
        Refused: `evaluation.unreadable`.
    """
    if not form.is_valid():
        raise unreadable()
    return form.cleaned_data


def _instant(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
