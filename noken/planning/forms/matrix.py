"""What is typed in the role-result matrix."""

from datetime import date
from uuid import UUID

from django import forms
from django.http import QueryDict

from noken.core.inputs import number_from
from noken.planning.services.matrix import Place, Typed

MOST_CELLS = 600


def typed_cells(data: QueryDict) -> dict[Place, Typed]:
    """The cells of a sent matrix: `s-<indicator>-<member>` the words, `w-…` what was seen."""
    found: dict[Place, Typed] = {}
    for name in [name for name in data if name.startswith("s-")][:MOST_CELLS]:
        place = _place(name[2:])
        if place:
            found[place] = Typed(str(data[name]), str(data.get(f"w-{name[2:]}", "")))
    return found


def year_of(text: str, on: date) -> int:
    """The year an address asks for: this one or the next; else this one."""
    return on.year + 1 if text == str(on.year + 1) else on.year


def key_of(text: str) -> UUID | None:
    """The key an address names; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


class TalkForm(forms.Form):
    """Why a member wants to talk before taking what is proposed."""

    note = forms.CharField(
        label="Apa yang perlu dibicarakan?",
        max_length=300,
        required=False,
        error_messages={
            "max_length": "Persingkat menjadi paling banyak %(limit_value)d huruf; "
            "sekarang %(show_value)d."
        },
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _place(text: str) -> Place | None:
    key, _, member = text.partition("-")
    indicator, member_id = key_of(key), number_from(member)
    return (indicator, member_id) if indicator and member_id else None
