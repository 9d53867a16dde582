"""What is typed on the pages of plans: cleaned and put together, never saved here."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from noken.core.uuid7 import uuid7
from noken.planning import rules
from noken.planning.queries import PlanPage
from noken.planning.queries.versions import ShownChange, aspects, in_words, kinds
from noken.planning.rules import Content, IndicatorContent, Problem, ResultContent, Targets
from noken.ui.formats import number

QUARTERS = ("q1", "q2", "q3", "q4")
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
_LARGEST = Decimal(10) ** 10
_TOO_LONG = "Persingkat menjadi paling banyak %(limit_value)d huruf; sekarang %(show_value)d."


class TargetField(forms.CharField):
    """A number of 0 or more as people write it: 1.250 and 1250, 7,5 and 7.5. Empty is 0."""

    def __init__(self, label: str) -> None:
        attrs = {"inputmode": "decimal", "class": "cmp num", "autocomplete": "off"}
        super().__init__(label=label, required=False, widget=forms.TextInput(attrs=attrs))

    def prepare_value(self, value: Any) -> Any:
        return (number(value) if value else "") if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        text = "".join(super().clean(value).split()).removeprefix("≤")
        if not text:
            return Decimal()
        if "," in text or _THOUSANDS.fullmatch(text):
            text = text.replace(".", "").replace(",", ".")
        try:
            amount = Decimal(text)
        except InvalidOperation:
            raise forms.ValidationError("Target harus angka, misalnya 42.") from None
        if not amount.is_finite() or not 0 <= amount < _LARGEST:
            raise forms.ValidationError("Target harus angka 0 atau lebih, misalnya 42.")
        if amount != round(amount, 2):
            raise forms.ValidationError("Target memuat paling banyak dua angka di belakang koma.")
        return amount


def _text(label: str, length: int, **attrs: str) -> forms.CharField:
    field = forms.CharField(
        label=label,
        max_length=length,
        required=False,
        error_messages={"max_length": _TOO_LONG},
        widget=forms.TextInput(attrs={"class": "cmp", "autocomplete": "off", **attrs}),
    )
    del field.widget.attrs["maxlength"]  # what is too long is said, not cut off
    return field


class IndicatorForm(forms.Form):
    """One indicator; its fields bear its key."""

    aspect = forms.ChoiceField(
        label="Aspek", choices=aspects, widget=forms.Select(attrs={"class": "cmp"})
    )
    text = _text("Indikator", 300)
    unit = _text("Satuan", 40, placeholder="sekolah")
    lower_is_better = forms.BooleanField(label="Batas atas (≤)", required=False)
    q1 = TargetField("Triwulan I")
    q2 = TargetField("Triwulan II")
    q3 = TargetField("Triwulan III")
    q4 = TargetField("Triwulan IV")

    def __init__(self, indicator: IndicatorContent, data: QueryDict | None) -> None:
        initial = {
            "aspect": indicator.aspect,
            "text": indicator.text,
            "unit": indicator.unit,
            "lower_is_better": indicator.lower_is_better,
            **dict(zip(QUARTERS, indicator.targets, strict=True)),
        }
        super().__init__(data, prefix=f"i-{indicator.key}", initial=initial, auto_id="%s")
        self.key = indicator.key

    @property
    def quarters(self) -> list[forms.BoundField]:
        return [self[name] for name in QUARTERS]

    def content(self) -> IndicatorContent:
        clean = self.cleaned_data
        targets: Targets = (clean["q1"], clean["q2"], clean["q3"], clean["q4"])
        return IndicatorContent(
            key=self.key,
            text=clean["text"],
            unit=clean["unit"],
            targets=targets,
            aspect=clean["aspect"],
            lower_is_better=clean["lower_is_better"],
        )


class ResultForm(forms.Form):
    """The result itself. A choice of the superior's results stands even when none is there."""

    text = forms.CharField(
        label="Rencana hasil kerja",
        max_length=400,
        required=False,
        error_messages={"max_length": _TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    supports = forms.ChoiceField(
        label="Mendukung hasil kerja atasan",
        required=False,
        widget=forms.Select(attrs={"class": "cmp"}),
        error_messages={"invalid_choice": "Pilih hasil kerja atasan dari daftar."},
    )
    kind = forms.ChoiceField(label="Jenis", choices=kinds)

    def __init__(
        self, result: ResultContent, choices: Sequence[tuple[str, str]], data: QueryDict | None
    ) -> None:
        initial = {
            "text": result.text,
            "supports": str(result.supports or ""),
            "kind": result.kind,
        }
        super().__init__(data, prefix="rhk", initial=initial, auto_id="%s")
        field = self.fields["supports"]
        field.choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        del self.fields["text"].widget.attrs["maxlength"]


class Editor:
    """The form of one result of a draft: what is stored, and what was typed over it.

    `conflict` lists what differs when the result was changed elsewhere meanwhile; `focus` is the
    id of the field to write in next, "" for none.
    """

    def __init__(
        self, page: PlanPage, at: datetime, *, wanted: str = "", data: QueryDict | None = None
    ) -> None:
        self.page, self.at = page, at
        key = _uuid(data.get("hasil", "") if data is not None else wanted)
        first = page.content.results[0] if page.content.results else None
        self.stored = page.content.find(key) if key else (first if data is None else None)
        self.key = (
            self.stored.key if self.stored else key if data is not None and key else uuid7(at)
        )
        self.data = data
        base = self.stored or ResultContent(self.key, "", indicators=(empty_indicator(at),))
        known = {indicator.key: indicator for indicator in base.indicators}
        shown = known if data is None else dict.fromkeys(_keys(data))
        self.form = ResultForm(base, self._choices(base), data)
        self.indicators = [
            IndicatorForm(known.get(i) or empty_indicator(at, i), data) for i in shown
        ]
        self.problems: list[tuple[str, str]] = []
        self.focus = ""
        self.conflict: tuple[ShownChange, ...] = ()

    @property
    def number(self) -> int:
        """The place of this result in the plan, from 1."""
        keys = [result.key for result in self.page.content.results]
        return keys.index(self.key) + 1 if self.key in keys else len(keys) + 1

    @property
    def seen(self) -> str:
        """What the page shows as stored: comes back with the form."""
        return rules.fingerprint(self.stored) if self.stored else ""

    @property
    def seen_then(self) -> str:
        """What the page showed as stored when the typing began."""
        return str(self.data.get("seen", "")) if self.data is not None else self.seen

    @property
    def text(self) -> str:
        return str(self.form["text"].value() or "")

    @property
    def is_activity(self) -> bool:
        return rules.looks_like_activity(self.text)

    @property
    def can_add_indicator(self) -> bool:
        return len(self.indicators) < rules.MAX_INDICATORS

    def go_to_last(self) -> None:
        """Put the focus into the indicator that was just added."""
        field = self.indicators[-1]["text"]
        field.field.widget.attrs["autofocus"] = True
        self.focus = field.auto_id

    def is_valid(self) -> bool:
        """Whether all that was typed can be stored; else `problems` says what and where."""
        self.problems = [
            (f"#{form[name].auto_id}", str(errors[0]))
            for form in (self.form, *self.indicators)
            for name, errors in form.errors.items()
        ]
        return not self.problems

    def result(self) -> ResultContent:
        """What was typed, after `is_valid`."""
        clean = self.form.cleaned_data
        supports = _uuid(clean["supports"])
        texts = {view.key: view.text for view in self.page.parents}
        return ResultContent(
            key=self.key,
            text=" ".join(clean["text"].split()),
            kind=clean["kind"],
            supports=supports,
            supports_text=texts.get(supports, "") if supports else "",
            indicators=tuple(form.content() for form in self.indicators),
        )

    def is_outdated(self) -> bool:
        """Whether the stored result is not the one that was typed over, and is not equal to it."""
        typed = self.result()
        if self.seen_then == self.seen or typed == self.stored:
            return False
        stored = Content((self.stored,)) if self.stored else Content()
        self.conflict = in_words(rules.difference(stored, Content((typed,))))
        return True

    def content(self, verb: str, of: str) -> tuple[Content, UUID]:
        """The whole draft after an act of the form, and the result to show next.

        Args:
            verb: `simpan`, `kirim`, `tambah-indikator`, `hapus-indikator`, `tambah-hasil`,
                `hapus-hasil`.
            of: the key of an indicator, for `hapus-indikator`.
        """
        page, typed = self.page.content, self.result()
        if verb == "hapus-hasil":
            left = page.without(self.key)
            return left, left.results[0].key if left.results else self.key
        if verb == "hapus-indikator":
            kept = tuple(i for i in typed.indicators if str(i.key) != of)
            typed = replace(typed, indicators=kept)
        if verb == "tambah-indikator" and self.can_add_indicator:
            typed = replace(typed, indicators=(*typed.indicators, empty_indicator(self.at)))
        content = page.having(typed)
        if verb == "tambah-hasil":
            new = ResultContent(uuid7(self.at), "", indicators=(empty_indicator(self.at),))
            return content.having(new), new.key
        return content, self.key

    def mark(self, problems: Sequence[Problem]) -> None:
        """Put what keeps the plan from its superior beside its fields, and into the summary."""
        forms_ = {form.key: form for form in self.indicators}
        for problem in problems:
            form: forms.Form = self.form
            if problem.indicator is not None and problem.indicator in forms_:
                form = forms_[problem.indicator]
            name = "q1" if problem.field == "targets" else problem.field
            here = problem.result == self.key and bool(name)
            if here:
                form.add_error(name, problem.message)
            elsewhere = f"?rhk={problem.result}" if problem.result else "#alur"
            href = f"#{form[name].auto_id}" if here else elsewhere
            self.problems.append((href, problem.message))

    def _choices(self, base: ResultContent) -> list[tuple[str, str]]:
        above = [(str(view.key), view.text) for view in self.page.parents]
        if base.supports and str(base.supports) not in dict(above):
            above.append((str(base.supports), f"{base.supports_text} (tidak berlaku lagi)"))
        return [("", "Belum ditautkan"), *above]


class NoteForm(forms.Form):
    """What the superior asks to be changed."""

    note = forms.CharField(
        label="Catatan untuk pegawai",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sebutkan apa yang perlu diubah. Catatan ini tampak di riwayat SKP.",
    )


class ReasonForm(forms.Form):
    """Why a plan in force is changed."""

    reason = forms.CharField(
        label="Alasan perubahan",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Misalnya: tugas baru dari atasan sejak November.",
    )


class StartForm(forms.Form):
    """Which year to begin, and whether with last period's results."""

    year = forms.IntegerField(min_value=1, max_value=9999)
    copying = forms.BooleanField(required=False)


def act_of(data: Mapping[str, Any]) -> tuple[str, str]:
    """The act a button stands for ("hapus-indikator:<key>") as verb and key."""
    verb, _, of = str(data.get("aksi", "")).partition(":")
    return verb or "simpan", of


def empty_indicator(at: datetime, key: UUID | None = None) -> IndicatorContent:
    zero = Decimal()
    return IndicatorContent(key or uuid7(at), "", "", (zero, zero, zero, zero))


def _keys(data: QueryDict) -> list[UUID]:
    found = (_uuid(text) for text in data.getlist("indikator")[: rules.MAX_INDICATORS])
    return [key for key in found if key is not None]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
