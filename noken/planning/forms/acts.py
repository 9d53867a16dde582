"""What is typed beside the buttons of a plan: notes, reasons, the year."""

from django import forms


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
