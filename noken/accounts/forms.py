"""The login form in our words."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms

NIP_LENGTH = 18


def _secret(kind: str) -> forms.PasswordInput:
    return forms.PasswordInput(attrs={"autocomplete": kind, "class": "inp"})


class LoginForm(allauth_forms.LoginForm):  # type: ignore[misc]  # allauth has no types
    """allauth's form; a number of another length than a NIP's is told before anything is tried."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, login.help_text = "NIP", "18 angka; pejabat tanpa NIP memakai nama pengguna"
        login.widget = forms.TextInput(attrs={"autocomplete": "username", "class": "inp"})
        login.error_messages["required"] = "Isi NIP Anda."
        password.label, password.help_text = "Kata sandi", ""
        password.widget = _secret("current-password")
        password.error_messages["required"] = "Isi kata sandi Anda."

    def clean_login(self) -> str:
        login = str(self.cleaned_data["login"]).replace(" ", "").strip()
        if login.isdigit() and len(login) != NIP_LENGTH:
            raise forms.ValidationError(
                f"NIP harus {NIP_LENGTH} angka; Anda mengetik {len(login)}."
            )
        return login


class PasswordForm(forms.Form):
    """An own new password, typed twice; the rules judge it."""

    old = forms.CharField(
        label="Kata sandi sekarang",
        strip=False,
        widget=_secret("current-password"),
        error_messages={"required": "Isi kata sandi yang sekarang."},
    )
    new = forms.CharField(
        label="Kata sandi baru",
        strip=False,
        help_text="12 karakter atau lebih; bukan angka saja atau nama tempat dan kantor",
        widget=_secret("new-password"),
        error_messages={"required": "Isi kata sandi baru."},
    )
    again = forms.CharField(
        label="Ulangi kata sandi baru",
        strip=False,
        widget=_secret("new-password"),
        error_messages={"required": "Ulangi kata sandi baru."},
    )

    def clean_again(self) -> str:
        again = str(self.cleaned_data["again"])
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise forms.ValidationError("Kedua kata sandi baru tidak sama. Ketik sekali lagi.")
        return again
