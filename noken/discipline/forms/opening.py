"""Forms that open a case, and those of the three settings."""

from typing import Any

from django import forms
from django.http import QueryDict

from noken.discipline import services
from noken.discipline.forms.fields import (
    IMPACTS,
    BreachForm,
    day,
    line,
    person,
    pick,
    several,
    text,
)
from noken.discipline.queries.matrix import choices as ranks
from noken.discipline.queries.medium import kinds
from noken.discipline.queries.terms import FIELDS, WORDS
from noken.discipline.rules.authority import LEVELS, RANK_WORDS, TARGETS


class OpenForm(forms.Form):
    """Open a case on a finding, with others of the person; the impact is asked only where no ladder
    rules one of them."""

    temuan = several("Diperiksa bersama temuan lain", required=False)
    uraian = text("Dugaan pelanggaran", 4)
    pasal = line("Pasal yang diduga dilanggar", initial="PP 94/2021 Pasal 4 huruf f")
    tempat = line("Tempat", required=False)
    dampak = pick("Dampak perbuatan", IMPACTS, initial="UNIT")

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.page = page
        self.fields["temuan"].choices = page.more  # type: ignore[attr-defined]  # a ChoiceField
        if not page.more:
            del self.fields["temuan"]
        if not page.by_impact:
            del self.fields["dampak"]

    def case(self) -> services.FromFindings:
        said = self.cleaned_data
        return services.FromFindings(
            finding_ids=[*self.page.finding_ids, *said.get("temuan", ())],
            breach=said["uraian"],
            article=said["pasal"],
            place=said["tempat"],
            impact=said.get("dampak", "UNIT"),
        )


class WriteForm(BreachForm):
    """Write a breach down, with its source."""

    field_order = ("orang",)
    orang = person("Pegawai")

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        super().__init__(data)
        people = [("", "Pilih"), *page.people]
        self.fields["orang"].choices = people  # type: ignore[attr-defined]  # a ChoiceField

    def case(self) -> services.FromBreach:
        return services.FromBreach(employee_id=self.cleaned_data["orang"], **self.breach())


class TermsForm(forms.Form):
    mulai = day("Berlaku sejak")
    dasar = line("Dasar", 200, help_text="Misalnya nomor peraturan Bupati.")

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        initial = {name: getattr(page.terms, name) for name in FIELDS}
        super().__init__(data, initial=initial)
        for name, words, _basis in WORDS:
            most = services.MOST[name]
            said = f"Isi angka dari 1 sampai {most}."
            self.fields[name] = forms.IntegerField(
                label=words,
                min_value=1,
                max_value=most,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages=dict.fromkeys(
                    ("required", "invalid", "min_value", "max_value"), said
                ),
            )
        self.order_fields([*FIELDS, "mulai", "dasar"])

    def terms(self) -> services.NewTerms:
        said = self.cleaned_data
        days = {name: said[name] for name in FIELDS}
        return services.NewTerms(days=days, start_on=said["mulai"], source=said["dasar"])


class MediumForm(forms.Form):
    jenis = forms.MultipleChoiceField(
        label="Yang berlaku",
        required=False,
        choices=kinds,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Pilih dari jenis hukuman sedang."},
    )
    mulai = day("Berlaku sejak")
    dasar = line(
        "Dasar",
        200,
        help_text="Misalnya surat BKN atau peraturan Bupati, dan tunjangan mana yang dipotong.",
    )

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"jenis": sorted(page.medium.codes)})

    def medium(self) -> services.NewMedium:
        said = self.cleaned_data
        return services.NewMedium(codes=said["jenis"], start_on=said["mulai"], source=said["dasar"])


class MatrixForm(forms.Form):
    mulai = day("Berlaku sejak")
    dasar = line("Dasar", 200, help_text="Misalnya nomor peraturan Bupati.")

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        initial = {f"{t}_{level}": page.matrix.cells[t, level] for t in TARGETS for level in LEVELS}
        super().__init__(data, initial=initial)
        for target in TARGETS:
            for level in LEVELS:
                label = f"Hukuman {level.lower()}"
                self.fields[f"{target}_{level}"] = pick(label, ranks(), radio=False)

    @property
    def lines(self) -> list[tuple[str, list[Any]]]:
        return [
            (RANK_WORDS[target], [self[f"{target}_{level}"] for level in LEVELS])
            for target in TARGETS
        ]

    def matrix(self) -> services.NewMatrix:
        said = self.cleaned_data
        cells = {(t, level): said[f"{t}_{level}"] for t in TARGETS for level in LEVELS}
        return services.NewMatrix(cells=cells, start_on=said["mulai"], source=said["dasar"])
