"""What a keeper types on a template: its name and circle, results with indicators."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from noken.core.uuid7 import uuid7
from noken.planning import rules
from noken.planning.forms.editor import TargetField
from noken.planning.forms.matrix import key_of
from noken.planning.queries.templates import TemplateChoices
from noken.planning.queries.versions import aspects, kinds
from noken.planning.rules import Content, IndicatorContent, ResultContent, Targets
from noken.planning.services.templates import TemplateDraft

QUARTERS = ("q1", "q2", "q3", "q4")
_TOO_LONG = {
    "max_length": "Persingkat menjadi paling banyak %(limit_value)d huruf; sekarang %(show_value)d."
}
_ZERO: Targets = (Decimal(), Decimal(), Decimal(), Decimal())


def _text(label: str, length: int, *, rows: int = 0, **attrs: Any) -> forms.CharField:
    kind = forms.Textarea if rows else forms.TextInput
    widget = kind(attrs={"autocomplete": "off", **({"rows": rows} if rows else {}), **attrs})
    field = forms.CharField(
        label=label, max_length=length, required=False, widget=widget, error_messages=_TOO_LONG
    )
    del field.widget.attrs["maxlength"]  # what is too long is said, not cut off
    return field


class HeadForm(forms.Form):
    """Name, post and circle of a template."""

    title = _text("Nama templat", 120)
    post = _text("Untuk jabatan", 200, list="jabatan-pilihan")
    circle = forms.ChoiceField(
        label="Ditawarkan kepada",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih kepada siapa templat ini ditawarkan."},
    )
    unit = forms.TypedChoiceField(
        label="Perangkat daerah atau unit", required=False, coerce=int, empty_value=None
    )

    def __init__(self, choices: TemplateChoices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})
        self.fields["circle"].choices = choices.circles  # type: ignore[attr-defined]  # a ChoiceField
        units = [("", "Pilih unit"), *choices.units]
        self.fields["unit"].choices = units  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or self.cleaned_data
        if not (clean.get("title") or "").strip():
            self.add_error("title", "Beri nama templat ini, misalnya Guru kelas SD.")
        if clean.get("circle") == "UNIT" and not clean.get("unit"):
            self.add_error("unit", "Pilih perangkat daerah atau unitnya.")
        return clean


class ResultForm(forms.Form):
    text = _text("Rencana hasil kerja", 400, rows=2)
    kind = forms.ChoiceField(label="Jenis", choices=kinds, required=False)
    supports = _text("Kalimat hasil kerja atasan yang biasanya didukung", 400)


class IndicatorForm(forms.Form):
    text = _text("Indikator", rules.MAX_MEASURE)
    aspect = forms.ChoiceField(label="Aspek", choices=aspects, required=False)
    unit = _text("Satuan", 40)
    lower_is_better = forms.BooleanField(label="Batas atas (≤)", required=False)
    q1 = TargetField("TW I")
    q2 = TargetField("TW II")
    q3 = TargetField("TW III")
    q4 = TargetField("TW IV")

    @property
    def quarters(self) -> list[forms.BoundField]:
        return [self[name] for name in QUARTERS]


class Part:
    """One result in the form with its indicators."""

    def __init__(self, result: ResultContent, data: QueryDict | None) -> None:
        self.base = result
        first = {"text": result.text, "kind": result.kind, "supports": result.supports_text}
        self.form = ResultForm(data, prefix=f"h-{result.key.hex}", initial=first, auto_id="%s")
        self.indicators = [(i, _indicator_form(i, data)) for i in result.indicators]

    @property
    def key(self) -> str:
        return self.base.key.hex

    @property
    def forms(self) -> list[tuple[str, IndicatorForm]]:
        return [(indicator.key.hex, form) for indicator, form in self.indicators]

    def content(self) -> ResultContent:
        """What was typed; indicators without a word are left out."""
        clean = self.form.cleaned_data
        typed = tuple(_typed(base, form.cleaned_data) for base, form in self.indicators)
        return replace(
            self.base,
            text=" ".join(clean["text"].split()),
            kind=clean["kind"] or "MAIN",
            supports_text=" ".join(clean["supports"].split()),
            indicators=tuple(each for each in typed if each.text),
        )


class TemplateEditor:
    """The whole form of a template: as kept, or as typed and changed by a button."""

    def __init__(
        self,
        choices: TemplateChoices,
        content: Content,
        initial: dict[str, Any] | None = None,
        data: QueryDict | None = None,
    ) -> None:
        self.choices, self.base = choices, content
        self.head = HeadForm(choices, data, initial=initial or {})
        known = {i.key: i for result in content.results for i in result.indicators}
        shape = content.results if data is None else tuple(_shape(data, known))
        self.parts = [Part(result, data) for result in shape]
        self.problems: list[tuple[str, str]] = []

    def is_valid(self) -> bool:
        """Whether all that was typed can be stored; else `problems` says what and where."""
        forms_ = [self.head, *(f for part in self.parts for f in (part.form, *_own(part)))]
        self.problems = [
            (f"#{form[name].auto_id}", str(errors[0]))
            for form in forms_
            for name, errors in form.errors.items()
        ]
        if not self.problems and not any(part.content().text for part in self.parts):
            self.problems = [("#hasil", "Tulis paling sedikit satu hasil kerja.")]
        return not self.problems

    def draft(self) -> TemplateDraft:
        """What was typed, after `is_valid`; results without a word are left out."""
        clean = self.head.cleaned_data
        results = tuple(part.content() for part in self.parts)
        return TemplateDraft(
            title=clean["title"],
            post=clean["post"],
            circle=clean["circle"],
            unit_id=clean["unit"],
            content=replace(self.base, results=tuple(r for r in results if r.text)),
        )


def empty_result(at: datetime) -> ResultContent:
    return ResultContent(uuid7(at), "", indicators=(empty_indicator(at),))


def empty_indicator(at: datetime) -> IndicatorContent:
    return IndicatorContent(uuid7(at), "", "", _ZERO)


def reshaped(data: QueryDict, at: datetime) -> QueryDict:
    """The form after one of its buttons: a part more or less; what was typed stays."""
    changed = data.copy()
    verb, _, of = data.get("aksi", "").partition(":")
    pairs = changed.getlist("bagian")
    if verb == "tambah-hasil":
        new = empty_result(at)
        pairs += [new.key.hex, f"{new.key.hex}.{new.indicators[0].key.hex}"]
    elif verb == "tambah-indikator":
        pairs.append(f"{of}.{uuid7(at).hex}")
    elif verb == "hapus-hasil":
        pairs = [pair for pair in pairs if pair.partition(".")[0] != of]
    elif verb == "hapus-indikator":
        pairs = [pair for pair in pairs if pair.partition(".")[2] != of]
    changed.setlist("bagian", pairs)
    return changed


def _shape(data: QueryDict, known: Mapping[UUID, IndicatorContent]) -> Iterator[ResultContent]:
    """The results and indicators of a sent form by their keys; of known ones what has no field."""
    most = rules.MAX_RESULTS * (rules.MAX_INDICATORS + 1)
    found: dict[UUID, list[UUID]] = {}
    for pair in data.getlist("bagian")[:most]:
        first, _, second = pair.partition(".")
        result, indicator = key_of(first), key_of(second)
        if result is not None:
            own = found.setdefault(result, [])
            if indicator is not None and len(own) < rules.MAX_INDICATORS:
                own.append(indicator)
    for result, indicators in list(found.items())[: rules.MAX_RESULTS]:
        own_ones = tuple(
            known.get(key) or IndicatorContent(key, "", "", _ZERO)
            for key in dict.fromkeys(indicators)
        )
        yield ResultContent(result, "", indicators=own_ones)


def _indicator_form(indicator: IndicatorContent, data: QueryDict | None) -> IndicatorForm:
    first = {
        "text": indicator.text,
        "aspect": indicator.aspect,
        "unit": indicator.unit,
        "lower_is_better": indicator.lower_is_better,
        **dict(zip(QUARTERS, indicator.targets, strict=True)),
    }
    return IndicatorForm(data, prefix=f"i-{indicator.key.hex}", initial=first, auto_id="%s")


def _typed(base: IndicatorContent, clean: dict[str, Any]) -> IndicatorContent:
    return replace(
        base,
        text=" ".join(clean["text"].split()),
        unit=" ".join(clean["unit"].split()),
        aspect=clean["aspect"] or "QUANTITY",
        lower_is_better=clean["lower_is_better"],
        targets=(clean["q1"], clean["q2"], clean["q3"], clean["q4"]),
    )


def _own(part: Part) -> list[IndicatorForm]:
    return [form for _, form in part.indicators]
