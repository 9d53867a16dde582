"""What is said about a day, and what is decided, from fields to values."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from noken.attendance.services.corrections import CorrectionDraft
from noken.core import inputs
from noken.core.errors import Refused

OLDEST = date(2024, 1, 1)


class CorrectionForm(forms.Form):
    """Lengths and meaning are judged by the service, with its own words."""

    key = forms.UUIDField()
    hari = forms.DateField()
    sebenarnya = forms.CharField(required=False)
    keterangan = forms.CharField(required=False)

    def __init__(self, data: QueryDict, files: MultiValueDict[str, Any]) -> None:
        super().__init__(data, files)
        uploads = [upload for upload in files.getlist("foto") if upload.size or upload.name]
        self.upload = uploads[0] if uploads else None

    def draft(self) -> CorrectionDraft:
        """Raises Refused: `correction.unreadable`."""
        if not self.is_valid():
            raise unreadable()
        values = self.cleaned_data
        return CorrectionDraft(
            key=values["key"],
            day=values["hari"],
            choice=values["sebenarnya"],
            text=values["keterangan"],
            upload=self.upload,
        )


class DecisionForm(forms.Form):
    keputusan = forms.ChoiceField(choices=[("terima", ""), ("tanya", ""), ("tolak", "")])
    catatan = forms.CharField(required=False)


class AnswerForm(forms.Form):
    jawaban = forms.CharField(required=False)


class MonthForm(forms.Form):
    """A unit and the month of it to close."""

    unit = forms.IntegerField(required=False)
    bulan = forms.CharField(required=False)


class ReopenForm(forms.Form):
    """Why a closed month is opened again."""

    alasan = forms.CharField(required=False)


def month_from(text: str, today: date) -> date:
    """The month `2026-11` names; today's when it names none, or one to come or long gone."""
    return min(max(inputs.month_from(text, today), OLDEST), today.replace(day=1))


def unreadable() -> Refused:
    return Refused(
        "Kiriman ini tidak terbaca. Muat ulang halaman, lalu kirim lagi.",
        code="correction.unreadable",
    )
