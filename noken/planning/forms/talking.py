"""What is typed in the dialogue."""

from uuid import UUID

from django import forms
from django.http import QueryDict

from noken.planning.forms.editor import QUARTERS, TargetField
from noken.planning.queries.dialogue import Dialogue, Place
from noken.planning.rules import Targets
from noken.planning.services import NoteDraft

NOTE_LETTERS = 2000


class TalkForm(forms.Form):
    """A note beside a line; a superior may propose new targets or a new sentence with it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    line = forms.CharField(max_length=60, widget=forms.HiddenInput)
    text = forms.CharField(
        label="Catatan Anda",
        max_length=NOTE_LETTERS,
        required=False,
        error_messages={
            "max_length": "Ringkaskan menjadi paling banyak %(limit_value)d huruf; sekarang "
            "%(show_value)d."
        },
        widget=forms.Textarea(attrs={"rows": 2, "class": "cmp"}),
    )
    new_text = forms.CharField(
        label="Kalimat yang diusulkan",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "cmp"}),
    )
    support = forms.CharField(
        label="Dukungan yang Anda janjikan",
        max_length=400,
        required=False,
        error_messages={
            "max_length": "Ringkaskan menjadi paling banyak %(limit_value)d huruf; sekarang "
            "%(show_value)d."
        },
        widget=forms.TextInput(attrs={"class": "cmp", "autocomplete": "off"}),
    )
    q1 = TargetField("Triwulan I")
    q2 = TargetField("Triwulan II")
    q3 = TargetField("Triwulan III")
    q4 = TargetField("Triwulan IV")

    def __init__(self, talk: Dialogue, key: UUID, data: QueryDict | None = None) -> None:
        place = talk.proposable
        indicator = place.indicator if place else None
        initial: dict[str, object] = {"key": key, "line": talk.chosen}
        if indicator is not None:
            initial |= dict(zip(QUARTERS, indicator.targets, strict=True))
            initial["new_text"] = indicator.text
        super().__init__(data, initial=initial, auto_id="dialog-%s")
        self.place: Place | None = place
        if not talk.may_propose:
            del self.fields["support"]
        for name in {"text", "new_text", "support"} & set(self.fields):
            self.fields[name].widget.attrs.pop("maxlength", None)
        if indicator is None or not indicator.unit:
            for name in QUARTERS:
                del self.fields[name]
        if indicator is None or indicator.unit:
            del self.fields["new_text"]

    @property
    def quarters(self) -> list[forms.BoundField]:
        return [self[name] for name in QUARTERS if name in self.fields]

    @property
    def proposes(self) -> bool:
        """Whether what was typed differs from the indicator as it stands, or promises something."""
        return self.changes_line or self.promises

    @property
    def changes_line(self) -> bool:
        names = (*QUARTERS, "new_text")
        return self.is_bound and any(name in self.changed_data for name in names)

    @property
    def promises(self) -> bool:
        return self.is_bound and "support" in self.changed_data

    def clean(self) -> dict[str, object]:
        clean: dict[str, object] = super().clean() or {}
        if "text" in clean and not str(clean["text"]).strip() and not self.proposes:
            self.add_error("text", "Tuliskan dulu catatannya.")
        return clean

    def draft(self) -> NoteDraft:
        """What was typed, after `is_valid`."""
        clean = self.cleaned_data
        return NoteDraft(
            key=clean["key"],
            line=clean["line"],
            text=clean["text"],
            targets=self._targets() if self.changes_line and "q1" in self.fields else None,
            new_text=clean.get("new_text", "") if self.changes_line else "",
            support=clean.get("support", ""),
        )

    def _targets(self) -> Targets:
        clean = self.cleaned_data
        return clean["q1"], clean["q2"], clean["q3"], clean["q4"]
