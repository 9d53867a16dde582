"""The region's table for PPPK, written by hand or filled from a file."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from noken.findings.forms import a_day, a_source, whole
from noken.findings.gateways.ladder_file import GivenStep
from noken.findings.queries.rule_people import kind_words
from noken.findings.rules.regional import (
    LEVELS,
    MOST_DAYS,
    MOST_MONTHS,
    MOST_ROWS,
    MOST_RUN,
    REGIONAL,
    Step,
    why_not_step,
)
from noken.findings.services import NewLadder


class LadderForm(forms.Form):
    """The region's table for PPPK, row by row; a row left blank is none."""

    ROW = ("hari", "tingkat", "hukuman", "bulan")

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        rows = page.now.table.steps if page.now else ()
        initial = {"kelompok": ["PPPK"], "mulai": page.today}
        if page.now:
            initial |= {"kelompok": page.now.table.groups, "batas": page.now.table.run or None}
        for number, step in enumerate(rows, 1):
            cells = (step.least, step.level, step.name, step.months or "")
            initial |= {f"{n}_{number}": cell for n, cell in zip(self.ROW, cells, strict=True)}
        super().__init__(data, initial=initial, auto_id="id_tabel_%s")
        groups = [(kind, kind_words([kind])) for kind in REGIONAL]
        words = {"required": "Pilih PPPK.", "invalid_choice": "Pilih dari daftar."}
        boxes = forms.CheckboxSelectMultiple
        self.fields["kelompok"] = forms.MultipleChoiceField(
            label="Berlaku untuk", choices=groups, widget=boxes, error_messages=words
        )
        level = f"“%(value)s” tidak dikenal. Pilih {', '.join(LEVELS.values())}."
        for number in range(1, MOST_ROWS + 1):
            self.fields |= {
                f"hari_{number}": whole("Mulai hari ke", (1, MOST_DAYS), required=False),
                f"tingkat_{number}": forms.ChoiceField(
                    label="Tingkat",
                    required=False,
                    choices=[("", "pilih"), *LEVELS.items()],
                    widget=forms.Select(attrs={"class": "inp"}),
                    error_messages={"invalid_choice": level},
                ),
                f"hukuman_{number}": forms.CharField(label="Hukuman", required=False),
                f"bulan_{number}": whole("Lama (bulan)", (1, MOST_MONTHS), required=False),
            }
        self.fields["batas"] = whole(
            "Hari berturut-turut yang mencapai baris terakhir", (2, MOST_RUN), required=False
        )
        self.fields["mulai"], self.fields["dasar"] = a_day("Berlaku sejak"), a_source()

    @classmethod
    def of_file(cls, page: Any, given: Sequence[GivenStep]) -> "LadderForm":
        """Filled from a file, with what is wrong said beside it; nothing is handed in by that."""
        data = QueryDict(mutable=True)
        data.setlist("kelompok", cls(page).initial["kelompok"])
        data["mulai"] = page.today.isoformat()
        for number, step in enumerate(given, 1):
            data.update({f"{n}_{number}": cell for n, cell in zip(cls.ROW, step[1:], strict=True)})
        form = cls(page, data)
        form.errors.pop("dasar", None)
        return form

    @property
    def lines(self) -> list[tuple[int, list[forms.BoundField], bool]]:
        """Each row: its number, its fields, whether anything stands in it."""
        found = []
        for number in range(1, MOST_ROWS + 1):
            cells = [self[f"{name}_{number}"] for name in self.ROW]
            found.append((number, cells, number < 4 or any(cell.value() for cell in cells)))
        return found

    def clean(self) -> dict[str, Any]:
        self.steps = []
        for number in range(1, MOST_ROWS + 1):
            keys = [f"{name}_{number}" for name in self.ROW]
            days, level, name, months = (self.cleaned_data.get(key) for key in keys)
            if not any(key in self.errors for key in keys) and any((days, level, name, months)):
                step = Step(days or 0, level or "", " ".join((name or "").split()), months or 0)
                if why := why_not_step(step):
                    self.add_error(keys[0], why[0].upper() + why[1:])
                self.steps.append(step)
        return self.cleaned_data

    def ladder(self) -> NewLadder:
        """Ask only when valid."""
        said = self.cleaned_data
        return NewLadder(
            groups=said["kelompok"],
            steps=self.steps,
            run=said["batas"] or 0,
            start_on=said["mulai"],
            source=said["dasar"],
        )
