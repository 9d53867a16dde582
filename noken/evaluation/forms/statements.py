"""What is typed about realisasi: a value and a sentence for each indicator; an answer to them."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from noken.core.errors import Refused
from noken.evaluation.forms.sheets import unreadable
from noken.evaluation.services import StatementDraft, StatementLine

MOST_LINES = 80
_BEYOND = Decimal(10) ** 10
"""What a column of values no longer holds."""
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
_LINE = re.compile(r"(?:nilai|kalimat)-([0-9a-f-]{36})")


class StatementForm(forms.Form):
    """Lines come as `nilai-<key>` and `kalimat-<key>`; `mulai` is the first day of the span."""

    mulai = forms.DateField(input_formats=["%Y-%m-%d"])

    def draft(self) -> StatementDraft:
        """Raises Refused: `evaluation.unreadable`, `statement.value`."""
        if not self.is_valid():
            raise unreadable()
        found = dict.fromkeys(
            match[1] for name in self.data if (match := _LINE.fullmatch(name)) is not None
        )
        lines = [
            StatementLine(
                indicator_key=key,
                value=_value(self.data.get(f"nilai-{key}", "")),
                text=self.data.get(f"kalimat-{key}", "").strip(),
            )
            for key in list(found)[:MOST_LINES]
        ]
        return StatementDraft(self.cleaned_data["mulai"], lines)


class AnswerForm(forms.Form):
    """`tanya` names the line that is asked about; without it all of `baris` is agreed."""

    tanya = forms.IntegerField(required=False)

    @property
    def lines(self) -> list[int]:
        values: Any = self.data
        return [
            int(each) for each in values.getlist("baris") if each.isascii() and each.isdecimal()
        ]

    @property
    def question(self) -> str:
        return str(self.data.get(f"pertanyaan-{self.cleaned_data['tanya']}", ""))


def _value(text: str) -> Decimal | None:
    """1.250,5 as it is written here; None where nothing was typed.

    Raises Refused: `statement.value`.
    """
    text = text.strip().replace(" ", "")
    if not text:
        return None
    if "," in text or _THOUSANDS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) >= _BEYOND:
        raise Refused("Isi nilai dengan angka, misalnya 18 atau 92,5.", code="statement.value")
    return round(value, 2)
