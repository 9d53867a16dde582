"""What is to be printed together."""

from django import forms

from noken.evaluation.queries.printing import Asked


class PrintForm(forms.Form):
    """A kind, a choice of time (`t2026`, `p17`), a unit or none and a part of it, and the
    client-made id of the click."""

    jenis = forms.CharField(max_length=20, required=False)
    periode = forms.CharField(max_length=20, required=False)
    unit = forms.IntegerField(min_value=1, required=False)
    bagian = forms.IntegerField(min_value=1, required=False)
    key = forms.UUIDField(required=False)

    def asked(self) -> Asked:
        """What could be read of it."""
        self.is_valid()
        values = self.cleaned_data
        return Asked(
            kind=values.get("jenis", ""),
            span=values.get("periode", ""),
            unit_id=values.get("unit"),
            part_id=values.get("bagian"),
        )
