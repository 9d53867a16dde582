"""What is typed on one result of a draft: cleaned and put together, never saved here."""

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
from noken.planning.queries.versions import (
    ShownChange,
    aspects,
    in_words,
    kinds,
    perspectives,
)
from noken.planning.rules import Content, IndicatorContent, Problem, ResultContent, Targets
from noken.ui.formats import number

QUARTERS = ("q1", "q2", "q3", "q4")
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
_LARGEST = Decimal(10) ** 10
NO_TARGETS: Targets = (Decimal(), Decimal(), Decimal(), Decimal())
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


def _sentence() -> forms.CharField:
    """Measure and target in words."""
    field = forms.CharField(
        label="Ukuran keberhasilan dan target",
        max_length=rules.MAX_MEASURE,
        required=False,
        error_messages={"max_length": _TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    del field.widget.attrs["maxlength"]
    return field


class IndicatorForm(forms.Form):
    """One indicator; its fields bear its key and are those of the plan's approach and lay-out.

    `proposals` are the superior's open ones for it, `said` what was said beside it.
    """

    aspect = forms.ChoiceField(
        label="Aspek", choices=aspects, widget=forms.Select(attrs={"class": "cmp"})
    )
    perspective = forms.ChoiceField(
        label="Perspektif",
        choices=perspectives,
        required=False,
        widget=forms.Select(attrs={"class": "cmp"}),
        error_messages={"invalid_choice": "Pilih perspektif dari daftar."},
    )
    text = _text("Indikator", 300)
    unit = _text("Satuan", 40, placeholder="sekolah")
    lower_is_better = forms.BooleanField(label="Batas atas (≤)", required=False)
    q1 = TargetField("Triwulan I")
    q2 = TargetField("Triwulan II")
    q3 = TargetField("Triwulan III")
    q4 = TargetField("Triwulan IV")

    def __init__(self, indicator: IndicatorContent, data: QueryDict | None, page: PlanPage) -> None:
        initial = {
            "aspect": indicator.aspect,
            "perspective": indicator.perspective,
            "text": indicator.text,
            "unit": indicator.unit,
            "lower_is_better": indicator.lower_is_better,
            **dict(zip(QUARTERS, indicator.targets, strict=True)),
        }
        super().__init__(data, prefix=f"i-{indicator.key}", initial=initial, auto_id="%s")
        self.key, self.base = indicator.key, indicator
        self.line = f"INDICATOR:{indicator.key}"
        talk = page.dialogue
        self.said = talk.said.get(self.line) if talk else None
        self.proposals = talk.proposals.get(self.line, ()) if talk else ()
        self.is_worded = page.content.is_worded
        if self.is_worded:
            for name in ("aspect", "perspective", "unit", "lower_is_better", *QUARTERS):
                del self.fields[name]
            self.fields["text"] = _sentence()
        else:
            del self.fields["aspect" if page.content.is_leaders else "perspective"]

    @property
    def side(self) -> forms.BoundField:
        """The aspect, in the lay-out of leaders the perspective."""
        return self["perspective" if "perspective" in self.fields else "aspect"]

    @property
    def quarters(self) -> list[forms.BoundField]:
        return [self[name] for name in QUARTERS if name in self.fields]

    def content(self) -> IndicatorContent:
        clean = self.cleaned_data
        if self.is_worded:
            text = " ".join(clean["text"].split())
            return replace(self.base, text=text, unit="", targets=NO_TARGETS, lower_is_better=False)
        targets: Targets = (clean["q1"], clean["q2"], clean["q3"], clean["q4"])
        return replace(
            self.base,
            text=clean["text"],
            unit=clean["unit"],
            targets=targets,
            aspect=clean.get("aspect", self.base.aspect),
            perspective=clean.get("perspective", self.base.perspective),
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
            IndicatorForm(known.get(i) or empty_indicator(at, i), data, page) for i in shown
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
            here = problem.result == self.key and name in form.fields
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


def act_of(data: Mapping[str, Any]) -> tuple[str, str]:
    """The act a button stands for ("hapus-indikator:<key>") as verb and key."""
    verb, _, of = str(data.get("aksi", "")).partition(":")
    return verb or "simpan", of


def empty_indicator(at: datetime, key: UUID | None = None) -> IndicatorContent:
    return IndicatorContent(key or uuid7(at), "", "", NO_TARGETS)


def _keys(data: QueryDict) -> list[UUID]:
    found = (_uuid(text) for text in data.getlist("indikator")[: rules.MAX_INDICATORS])
    return [key for key in found if key is not None]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
