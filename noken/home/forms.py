"""What a person chooses on the first screens."""

from django import forms

LARGEST_ID = 2**63 - 1


class NoticeForm(forms.Form):
    """One notice, or all of them when the field is left out."""

    pemberitahuan = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
