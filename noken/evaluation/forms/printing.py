"""What is to be printed together."""

from django import forms


class PrintForm(forms.Form):
    """A choice of time (`t2026`, `p17`), a unit or none, and the client-made id of the click."""

    periode = forms.CharField(max_length=20, required=False)
    unit = forms.IntegerField(min_value=1, required=False)
    key = forms.UUIDField(required=False)
